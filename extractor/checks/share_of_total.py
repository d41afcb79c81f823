"""A share against the part and the whole: `s.lo T <= P <= s.hi T`.

The part stands beside the share; the whole is named ("of exports") or is the figure of the broader indicator, or
of all partners, for the same place and period. Earlier shares are checked where part and whole can be taken back
by their growth. Ratios of other things ("equal to 12.4 percent of imports") too. Trap: shares rounded so that they
add up to 100.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from extractor.checks import calendar, cues, keys, messages, units
from extractor.checks.bases import Base, bases, joined, split, together
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, check, outcome, settled
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE, per_period
from extractor.checks.repairs import as_stated

MOST = 6
NEAR = 5
"""Sentences before a share in which its unnamed whole may stand."""
BESIDE = 12
"""Words at most between what is tied to a share and the share."""
WINDOW = 60
"""Figures before and after a share among which its whole is sought."""


@check("share_of_total")
def share_of_total(ctx: Context) -> Iterator[Outcome]:
    shares = [f for f in ctx.facts if keys.is_share(f) and f.claim.role in ("share", "other")]
    for share in shares:
        parts = list(_parts(ctx, share))
        yield from settled([[_outcome(part, whole, share, tie) for part, whole, tie in _pairs(ctx, share, parts)]])
        yield from settled([[*_earlier(ctx, share)]])
        yield from settled([[*_with_rest(ctx, share, parts)]])


def _parts(ctx: Context, share: Fact) -> Iterator[tuple[Fact, int]]:
    """The figures of which the share can be, neighbours in the sentence first."""
    for part in sorted(ctx.near(share, 1), key=lambda f: abs(f.number - share.number)):
        if not _is_amount(part) or (keys.flows(part, share) == keys.CONFLICT and part.claim.flow != "balance"):
            continue
        same = part.claim.sentence == share.claim.sentence
        if (part.slot == "base" and share.slot != "base") or _left_with(ctx, part, share):
            continue
        if _shared(ctx, share, part) or _of_change(part):
            continue
        if keys.periods(part, share) == keys.CONFLICT or (
            part.claim.partner and share.claim.partner and part.claim.partner != share.claim.partner
        ):
            continue
        if keys.subject(part, share) == keys.FULL and keys.periods(part, share) == keys.FULL:
            yield part, KEY
        elif same and abs(part.number - share.number) <= 2:
            before = part.number == share.number - 1 and len(ctx.between(part, share)) < 40
            yield part, GRAMMAR if before and _of_figure(ctx, share) else LOOSE


def _shared(ctx: Context, share: Fact, part: Fact) -> bool:
    """Whether the share is that of several parts: "gold 3.5 and coffee 2.6 billion, together three quarters"."""
    return part.number < share.number and cues.last(share.lead, "jointly", BESIDE) is not None


def _of_change(part: Fact) -> bool:
    """Whether the words make an amount the size of a change: "a fall in the deficit of $121 billion, or 10.3%"."""
    told = cues.direction(part.lead)
    return told is not None and part.lead[-1:] == ("of",) and part.lead[len(part.lead) - told[1] :][:1] == ("in",)


def _left_with(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether the share is what something leaves another with: "sales rose to 10 billion, which leaves the EU with 57
    percent"."""
    between = words(ctx.between(part, share))
    return part.number < share.number and between[-1:] == ["with"] and cues.first(between, "leaves", 9) is not None


def _of_figure(ctx: Context, share: Fact) -> bool:
    after = ctx.facts[share.number + 1 : share.number + 2]
    return bool(after) and _is_amount(after[0]) and _follows(ctx, share, after[0])


def _is_amount(fact: Fact) -> bool:
    return fact.claim.kind in ("money", "count", "measure") and fact.claim.role == "level" and fact.middle > 0


def _pairs(ctx: Context, share: Fact, parts: list[tuple[Fact, int]]) -> Iterator[tuple[Fact, Fact, int]]:
    found = []
    for part, tie in parts[:4]:
        wholes = list(_wholes(ctx, share, part))
        for whole, other in wholes:
            firm = other == KEY and _told(ctx, share, part, whole) and [o for _, o in wholes].count(KEY) == 1
            paced = per_period(part) != per_period(whole)  # 8,050 a month is no part of a year's 200,000
            found.append((part, whole, LOOSE if paced else GRAMMAR if firm else min(tie, other)))
        salient = _salient(ctx, share, part) if _apposed(ctx, share, part) else None
        if salient is not None and per_period(part) == per_period(salient):
            dated = keys.periods(salient, share) == keys.FULL
            found.append((part, salient, SCENE if dated else KEY))
            others = [f for f in _told_before(ctx, share, part) if f is not salient and not units.convertible(f, part)]
            found += [(part, other, LOOSE) for other in others]
    yield from sorted(found, key=lambda x: -x[2])[:MOST]


def _apposed(ctx: Context, share: Fact, part: Fact) -> bool:
    """Whether the words make the part and its share one: "$86.0 billion, or 9.9% of exports", "with 1.3 million tonnes,
    China had a share of 31.7%", "made up 38 percent, or 2 million"."""
    if abs(part.number - share.number) != 1 or part.claim.sentence != share.claim.sentence:
        return False
    between = ctx.between(part, share)
    tokens = words(between)
    told = cues.last(tokens, "share_tie", 3) is not None or (
        part.number < share.number and cues.first(share.tail, "of_whole", 1) == 0
    )
    return len(between) < 60 and told and not _one_is_base(part, share)


def _one_is_base(a: Fact, b: Fact) -> bool:
    return (a.slot == "base") != (b.slot == "base")


def _salient(ctx: Context, share: Fact, part: Fact) -> Fact | None:
    """The whole that a share without one named must mean: the only amount of its measure, period, place and flow in the
    sentences before; None where several stand there or another whole is named."""
    flow = _named_flow(share) or share.claim.flow
    found = [f for f in _told_before(ctx, share, part) if keys.agree(f.claim.flow, flow) != keys.CONFLICT]
    if len({f.middle for f in found}) != 1 or any(units.convertible(f, part) for f in found):
        return None
    whole = found[-1]
    if whole.middle < part.middle or any(_is_part(ctx, f) for f in found):
        return None
    near = share.claim.sentence - whole.claim.sentence <= 1 or whole.claim.period is None
    undated = share.claim.period is None and near
    told = (keys.periods(whole, share) == keys.FULL or undated) and (
        keys.agree(whole.claim.place, share.claim.place) == keys.FULL
    )
    whose = whole.claim.partner in (None, share.claim.partner)
    return whole if told and whose and keys.alike_status(whole, share) else None


def _told_before(ctx: Context, share: Fact, part: Fact) -> list[Fact]:
    """The amounts of a part's measure in the sentences before it, the nearest first; no bases and conversions."""
    found: list[Fact] = []
    for fact in reversed(ctx.facts[: min(part.number, share.number)]):
        if share.claim.sentence - fact.claim.sentence > NEAR or fact.claim.zone == "headline":
            break
        counts = fact.claim.kind == part.claim.kind == "count"
        alike = counts or fact.claim.unit == part.claim.unit or units.convertible(fact, part)
        plain = alike and _is_amount(fact) and fact.slot != "base" and not fact.bracket
        if plain and keys.periods(fact, share) != keys.CONFLICT:
            found.append(fact)
    return found


def _is_part(ctx: Context, amount: Fact) -> bool:
    """Whether an amount is itself told with its share of something larger: "51.8 percent, or 11.29 trillion yuan"."""
    beside = ctx.facts[max(0, amount.number - 1) : amount.number + 2]
    return any(keys.is_share(f) and f.claim.role == "share" and _apposed(ctx, f, amount) for f in beside)


def _wholes(ctx: Context, share: Fact, part: Fact) -> Iterator[tuple[Fact, int]]:
    named = _named_flow(share)
    count = 0
    for whole in ctx.around(share, WINDOW):
        if whole is part or not _is_amount(whole) or whole.claim.kind != part.claim.kind or count >= MOST:
            continue
        if _follows(ctx, share, whole):
            yield whole, GRAMMAR if abs(part.number - share.number) == 1 else KEY
            continue
        if whole.middle < part.middle or (whole.slot == "base") != (share.slot == "base"):
            continue
        if whole.claim.kind != "count" and whole.claim.unit != part.claim.unit:
            continue
        if (
            keys.periods(whole, part) == keys.CONFLICT
            or keys.agree(whole.claim.place, part.claim.place) == keys.CONFLICT
        ):
            continue
        same_flow = keys.flows(whole, part) if named is None else keys.agree(whole.claim.flow, named)
        if same_flow == keys.CONFLICT:
            continue
        count += 1
        known = keys.periods(whole, part) == keys.FULL and same_flow == keys.FULL and whole.claim.flow is not None
        wider = keys.broader(whole, part) or (named is not None and named != part.claim.flow)
        yield whole, KEY if known and wider and whole.claim.status == part.claim.status else LOOSE


def _told(ctx: Context, share: Fact, part: Fact, whole: Fact) -> bool:
    """ "… were $58.4 billion, or 19.5 percent of the total", the total just before."""
    beside = abs(part.number - share.number) == 1 and len(ctx.between(part, share)) < 50
    if part.number > share.number and cues.first(words(ctx.between(part, share)), "share_tie", BESIDE) is None:
        return False  # "A, or 32 percent of the total, ahead of B with 1.4 billion": B's share isn't told
    named = list(share.tail[1:4]) if share.tail[:1] == ("of",) else []
    total = cues.first(named, "whole", 1) is not None or _named_flow(share) is not None
    return (
        beside
        and total
        and part.claim.sentence == share.claim.sentence
        and abs(whole.claim.sentence - part.claim.sentence) <= 1
    )


def _follows(ctx: Context, share: Fact, whole: Fact) -> bool:
    """ "73 percent of 41 million foreign entries": the whole right after the share."""
    between = words(ctx.between(share, whole))
    return whole.number == share.number + 1 and between[:1] == ["of"] and len(between) <= 3


def _named_flow(share: Fact) -> str | None:
    """The flow that the words after a share name as its whole: "12.4 percent of imports"."""
    tail = list(share.tail[:5])
    if "of" not in tail:
        return None
    for flow in ("exports", "imports"):
        if cues.first(tail[tail.index("of") + 1 :], flow, 3) is not None:
            return flow
    return None


def _outcome(part: Fact, whole: Fact, share: Fact, tie: int) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        one, two = refined(facts[:2], level)
        return (facts[2].ratio(level) * two).meets(one)

    ratio = part.at(1) / whole.at(1)
    message = (
        f"{messages.name(part)} of {messages.name(whole)} is {messages.percent(ratio) if ratio else 'no share'}; "
        f"stated is {messages.name(share)}."
    )
    return outcome(
        "share_of_total",
        (part, whole, share),
        holds,
        tie - LOOSE,
        message,
        expected=share.ratio(1) * whole.at(1),
        observed=part.at(1),
        target=part,
        stated=as_stated(share, ratio),
        form="share" if part.claim.unit == whole.claim.unit else None,
    )


def _earlier(ctx: Context, share: Fact) -> Iterator[Outcome]:
    """The share in the period before, from part and whole then."""
    for now in ctx.near(share, 1):
        if not keys.is_share(now) or now.claim.role != share.claim.role or keys.periods(now, share) != keys.CONFLICT:
            continue
        if keys.subject(now, share) != keys.FULL:
            continue
        for part, tie in list(_parts(ctx, now))[:2]:
            for whole, other in list(_wholes(ctx, now, part))[:3]:
                if min(tie, other) >= KEY:
                    yield from _then(ctx, share, part, whole)


def _then(ctx: Context, share: Fact, part: Fact, whole: Fact) -> Iterator[Outcome]:
    for pair in product(bases(ctx, part)[:3], bases(ctx, whole)[:3]):
        if together(*pair) and calendar.span(share.claim.period) in (None, pair[0].span) and len(joined(pair)) > 2:
            yield _earlier_outcome(share, pair)


def _earlier_outcome(share: Fact, pair: tuple[Base, ...]) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        part, whole = split(facts[1:], pair, level)
        return (facts[0].ratio(level) * whole).meets(part)

    part, whole = split(joined(pair), pair, 1)
    ratio = part / whole or Interval(None, None)
    message = f"In the period before the share was {messages.percent(ratio)}; stated is {messages.name(share)}."
    return outcome(
        "share_of_total",
        (share, *joined(pair)),
        holds,
        min(p.tie for p in pair) - LOOSE,
        message,
        expected=ratio,
        observed=share.ratio(1),
    )


def _with_rest(ctx: Context, share: Fact, parts: list[tuple[Fact, int]]) -> Iterator[Outcome]:
    """A part and what remains make the whole: "182,000 would drop out, 91 percent … the 18,000 that remain"."""
    for part, tie in parts[:2]:
        for rest in ctx.near(share, 1):
            told = cues.first(rest.tail, "left", 5) is not None or cues.last(rest.lead, "left", 4) is not None
            if rest is part or not told or rest.claim.unit != part.claim.unit or not _is_amount(rest):
                continue

            def holds(facts: tuple[Fact, ...], level: int) -> bool:
                one, two = refined(facts[:2], level)
                return (facts[2].ratio(level) * (one + two)).meets(one)

            message = (
                f"{messages.name(part)} and the {messages.name(rest)} that remain: the share is "
                f"{messages.percent(part.at(1) / (part.at(1) + rest.at(1)) or Interval(None, None))}; "
                f"stated is {messages.name(share)}."
            )
            yield outcome("share_of_total", (part, rest, share), holds, tie - LOOSE, message)
