"""The growth of a whole is a weighted mean of its parts' growths: `g.hi >= min gi.lo`, `g.lo <= max gi.hi`.

With two parts it implies the base share of the first, `w = (g - gm) / (gx - gm)`, and its share now,
`w (1 + gx) / (1 + g)`. Where the levels are stated too, the base is their sum backwards:
`T / (1 + g)` meets `Σ Pi / (1 + gi)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from extractor.checks import cues, keys, messages
from extractor.checks.bases import Base, bases, joined, split, together
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import ONE, Interval, point
from extractor.checks.registry import FIRM, Bound, Outcome, check, outcome, settled, unrivalled
from extractor.checks.relations import KEY, LOOSE
from extractor.checks.summed import Sum
from extractor.checks.sums import added, adds_up, sums
from extractor.checks.trades import with_re_exports
from extractor.exact import Fraction

DOUBLE = 100
MUTUAL = 8
"""Words from what tells that a bloc's members trade with each other to the growth of that, at most."""
FAR = 3
"""Sentences at most between a total's growth and its parts'."""


@check("growth_of_total")
def growth_of_total(ctx: Context) -> Iterator[Outcome]:
    growths = [f for f in ctx.facts if f.claim.role == "growth" and f.claim.kind == "percent" and f.claim.direction]
    totals = [f for f in growths if f.claim.flow == "total" and not _with_unread(ctx, f)]
    near: dict[int, list[Fact]] = {}
    for growth in growths:
        near.setdefault(growth.claim.sentence, []).append(growth)
    found = settled([*_between(ctx, t, [f for n in _around(t) for f in near.get(n, ())])] for t in totals)
    yield from unrivalled(found, lambda o: o.members[1:])
    yield from unrivalled(settled([*_backwards(ctx, group)] for group in sums(ctx)), _parts)


def _with_unread(ctx: Context, total: Fact) -> bool:
    """Whether the trade is that with somebody whom no place stands for, "total trade with the states of Asia", or of
    a bloc's members with each other."""
    if cues.last(ctx.before(total, 80), "mutual", MUTUAL) is not None:
        return True
    return total.claim.partner is None and cues.last(total.lead, "trade_with", len(total.lead)) is not None


def _around(total: Fact) -> range:
    """The sentences in which the parts of a total are looked for."""
    return range(total.claim.sentence - FAR, total.claim.sentence + FAR + 1)


def _parts(outcome: Outcome) -> frozenset[Fact]:
    """All members but the whole and its growth, which come first."""
    return frozenset(outcome.members[2:])


def _between(ctx: Context, total: Fact, growths: list[Fact]) -> Iterator[Outcome]:
    def related(part: Fact) -> int:
        same = part.claim.sentence == total.claim.sentence and part.number > total.number
        inside = words(ctx.between(total, part)) if same else []
        if cues.first(inside, "other_stretch", len(inside)) is not None:
            return 0  # "fell 3 percent in April; since the start of the year exports have risen 5 percent"
        if keys.sides(part, total) == keys.CONFLICT or keys.periods(part, total) == keys.CONFLICT:
            return 0
        if keys.topics(part, total) == keys.CONFLICT or not keys.alike_status(part, total):
            return 0
        if part.claim.baseline and total.claim.baseline and part.claim.baseline != total.claim.baseline:
            return 0
        if part.claim.partner != total.claim.partner and part.claim.sentence != total.claim.sentence:
            return 0
        far = abs(part.claim.sentence - total.claim.sentence)
        known = keys.periods(part, total) == keys.FULL
        return 0 if far > FAR else KEY if (known and far <= 2) or far <= 1 else LOOSE

    sides = {
        flow: [(f, related(f)) for f in growths if f.claim.flow == flow and related(f)]
        for flow in ("exports", "imports")
    }
    for (exports, one), (imports, two) in product(sides["exports"][:3], sides["imports"][:3]):
        if min(exports.middle, imports.middle) > DOUBLE > 2 * total.middle:
            continue  # "exports accounted for $19.3 billion (growth rate - 105.5%)": of the base
        same = exports.claim.sentence == imports.claim.sentence
        yield _mean(
            total, exports, imports, _sureness(ctx, total, exports, imports) if min(one, two) >= KEY and same else 0
        )


def _sureness(ctx: Context, total: Fact, exports: Fact, imports: Fact) -> int:
    """FIRM for one scene of known keys, all in one currency's terms."""
    told = [words(ctx.sentence_text(n)) for n in sorted({total.claim.sentence, exports.claim.sentence})]
    terms = any(cues.first(w, kind, len(w)) is not None for w in told for kind in ("currency_terms", "volume_terms"))
    known = all(keys.periods(f, total) == keys.sides(f, total) == keys.FULL for f in (exports, imports))
    near = abs(exports.claim.sentence - total.claim.sentence) <= 1
    topics = all(keys.topics(f, total) == keys.FULL for f in (exports, imports))
    return 0 if terms or not topics or with_re_exports(ctx, total) else FIRM if known and near else 1


def _mean(total: Fact, exports: Fact, imports: Fact, sure: int) -> Outcome:
    members = (total, exports, imports)

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        whole, one, two = (f.factor(level) for f in facts)
        return whole.meets(one.hull(two))

    whole, one, two = (f.factor(1) for f in members)
    share = base_share(whole, one, two)
    implied: tuple[Bound, ...] = ()
    message = (
        f"A total that changes by {messages.percent(whole - point(1))} lies between parts that change by "
        f"{messages.percent(one - point(1))} and {messages.percent(two - point(1))}."
    )
    if share is not None:
        now = _current(whole, one, two)
        implied = (
            Bound("exports' share of the total in the base period", share.scale(Fraction(100)), "%"),
            Bound("exports' share of the total in the period", now.scale(Fraction(100)), "%"),
        )
        message += f" Exports were then {messages.percent(share)} of the base period's total."
    return outcome(
        "growth_of_total", members, holds, sure, message, expected=one.hull(two), observed=whole, implied=implied
    )


def base_share(whole: Interval, one: Interval, two: Interval) -> Interval | None:
    """The first part's share of the base that the three growth factors imply, between 0 and 1; None where the
    parts' growths don't tell them apart or the whole isn't between them."""
    if one.meets(two) or not whole.meets(one.hull(two)):
        return None
    shares = [_share(g, x, m) for g, x, m in _corners(whole, one, two)]
    return Interval(max(Fraction(0), min(shares)), min(ONE, max(shares)))


def _corners(whole: Interval, one: Interval, two: Interval) -> list[tuple[Fraction, Fraction, Fraction]]:
    sides = [[x for x in (i.lo, i.hi) if x is not None] for i in (whole, one, two)]
    return [(g, x, m) for g, x, m in product(*sides)]


def _share(g: Fraction, x: Fraction, m: Fraction) -> Fraction:
    return (g - m) / (x - m)


def _current(whole: Interval, one: Interval, two: Interval) -> Interval:
    shares = [_share(g, x, m) * x / g for g, x, m in _corners(whole, one, two)]
    return Interval(max(Fraction(0), min(shares)), min(ONE, max(shares)))


def _backwards(ctx: Context, group: list[Sum]) -> Iterator[Outcome]:
    """The earlier period's sum, with at least one figure that only follows from others."""
    for found in group:
        if found.tie < KEY or len(found.parts) > 4 or not adds_up((found.total, *found.parts), 2):
            continue  # a sum that fails now is a finding of its own
        total, *rest = (bases(ctx, fact)[:3] for fact in (found.total, *found.parts))
        own = {base.members for base in total if base.stated}  # no part's, however the total's is taken
        options = [total, *([base for base in some if base.members not in own] for some in rest)]
        chosen = [parts for parts in product(*options) if together(*parts) and _follow_apart(parts) and _whole(parts)]
        chosen.sort(key=lambda parts: (min(p.tie for p in parts) < KEY, len(joined(parts))))
        for parts in chosen[:2]:
            yield _base_sum(found, parts)


def _follow_apart(parts: tuple[Base, ...]) -> bool:
    """Whether some earlier level only follows from others, and no figure is taken twice."""
    members = joined(parts)
    return len(set(members)) == len(members) and not all(p.stated for p in parts)


def _whole(parts: tuple[Base, ...]) -> bool:
    """Whether the first of earlier levels may be the whole of the others: no part of it is larger."""
    total, *rest = split(joined(parts), parts, 2)
    return total.hi is None or all(part.lo is None or part.lo <= total.hi for part in rest)


def _base_sum(found: Sum, parts: tuple[Base, ...]) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        total, *rest = split(facts, parts, level)
        return total.meets(added(rest))

    total, *rest = split(joined(parts), parts, 1)
    unit = found.total.claim.unit
    message = (
        f"In the period before, the parts were {messages.span(added(rest), unit, found.total)} together and the total "
        f"{messages.span(total, unit, found.total)}."
    )
    sure = min(found.tie, *(p.tie for p in parts)) - LOOSE
    return outcome("growth_of_total", joined(parts), holds, sure, message, expected=added(rest), observed=total)
