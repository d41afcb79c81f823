"""A balance against exports and imports: `[B]` meets `[X] - [M]`; a deficit is kept as a positive magnitude.

The word says whether it is a deficit (imports larger) or a surplus. Also for the period before, where its figures
are stated or follow from growth rates and changes: `X / (1 + gx) - M / (1 + gm)`. Trap: goods against goods and
services.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from extractor.checks import messages, signs
from extractor.checks.balance_told import MOST_SURE, plainly_left
from extractor.checks.balances import of_changes, of_sectors
from extractor.checks.bases import Base, bases, joined, split, together
from extractor.checks.facts import ONE_SIDED, Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.mirrors import gaps, mirrored
from extractor.checks.registry import FIRM, Mend, Outcome, check, judge, outcome, settled
from extractor.checks.relations import KEY, LOOSE
from extractor.checks.sums import adds_up
from extractor.checks.trade_scene import told_alone
from extractor.checks.trades import Trade, trades
from extractor.exact import Fraction

CLOSE = 40
"""A balance that agrees with its sides explains them, where each is at least so many units of its last digit."""


@check("balance")
def balance(ctx: Context) -> Iterator[Outcome]:
    balances = [
        f for f in ctx.facts if f.claim.flow == "balance" and f.claim.role == "level" and f.claim.kind == "money"
    ]
    plain = {f.id: plainly_left(ctx, f) for f in balances}
    tried = ((f, [told] if (told := plain[f.id]) is not None else _trades(ctx, f)) for f in balances)
    found_for = ((f, [t for t in found if not mirrored(ctx, t.exports, t.imports)]) for f, found in tried)
    groups = [(third, [(trade, _outcome(ctx, trade)) for trade in found]) for third, found in found_for]
    outcomes = settled([made for trade, made in found if not _is_total(trade)] for _, found in groups)
    yield from _unrivalled(list(outcomes))
    holding = ([t for t, made in found if made.level and (t.tie < MOST_SURE or plain[f.id])] for f, found in groups)
    yield from settled([*_before(ctx, found)] for found in holding)
    yield from settled([*of_changes(ctx), *of_sectors(ctx)])
    yield from gaps(ctx)
    for third, found in groups:
        if not found:
            yield from _in_another_currency(ctx, third)


def _trades(ctx: Context, third: Fact) -> list[Trade]:
    alone = told_alone(ctx, third)
    return [*trades(ctx, third), *([alone] if alone is not None else [])]


def _is_total(trade: Trade) -> bool:
    """Whether the figure read as a balance is just what exports and imports make together: a misread total."""
    return adds_up((trade.third, trade.exports, trade.imports), 1) and trade.third.u <= trade.third.middle / 100


def _unrivalled(found: list[Outcome]) -> Iterator[Outcome]:
    """Without the conflicts whose exports and imports another balance explains, one at least as near to them: theirs
    is another period's, or what somebody expected."""
    for conflict in found:
        same = [o for o in found if o.level and o.members[:2] == conflict.members[:2]]
        rivals = [o for o in same if o.sure or (o.level == 1 and all(f.u <= f.middle / CLOSE for f in o.members))]
        if conflict.level or all(_apart(rival) > _apart(conflict) for rival in rivals):
            yield conflict


def _apart(found: Outcome) -> int:
    """Sentences between a balance and the nearer of its sides."""
    *sides, third = found.members
    return min(abs(side.claim.sentence - third.claim.sentence) for side in sides)


def _outcome(ctx: Context, trade: Trade) -> Outcome:
    members = (trade.exports, trade.imports, trade.third)
    sign = signs.sign(ctx, trade.third)

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        return any(_fits(facts, s, level) for s in possible(sign))

    difference = trade.exports.at(1) - trade.imports.at(1)
    message = (
        f"Exports of {messages.name(trade.exports)} less imports of {messages.name(trade.imports)} leave "
        f"{messages.difference(difference, trade.third.claim.unit, trade.third, ('surplus', 'deficit'))}; "
        f"stated is a {_WORDS[sign]} of {messages.name(trade.third)}."
    )
    turned = -sign if sign and judge(lambda n: _fits(members, -sign, n)) else 0
    mend = (Mend(trade.third, trade.third.middle, f"a {_WORDS[turned]}, not a {_WORDS[sign]}"),) if turned else ()
    return outcome(
        "balance",
        members,
        holds,
        0 if any(fact.claim.qualifier in ONE_SIDED for fact in members) else trade.tie - LOOSE,
        message,
        repair=mend,
        expected=difference.scale(Fraction(sign or 1)),
        observed=magnitude(trade.third.at(1)),
        target=trade.third,
        form={1: "surplus", -1: "deficit"}.get(sign),
    )


_WORDS = {1: "surplus", -1: "deficit", 0: "balance"}


def possible(sign: int) -> tuple[int, ...]:
    return (sign,) if sign else (1, -1)


def magnitude(interval: Interval) -> Interval:
    """A balance written with a minus as its magnitude."""
    return -interval if interval.hi is not None and interval.hi < 0 else interval


def _fits(facts: tuple[Fact, ...], sign: int, level: int) -> bool:
    exports, imports, third = refined(facts, level)
    return magnitude(third).scale(Fraction(sign)).meets(exports - imports)


def _before(ctx: Context, found: list[Trade]) -> Iterator[Outcome]:
    """The earlier period's identity, with at least one figure that only follows from others."""
    for trade in [t for t in found if t.tie >= KEY][:2]:
        options = [bases(ctx, fact) for fact in (trade.exports, trade.imports, trade.third)]
        chosen = [parts for parts in product(*options) if together(*parts) and not all(p.stated for p in parts)]
        chosen.sort(key=lambda parts: (min(p.tie for p in parts) < KEY, len(joined(parts))))
        for parts in chosen[:3]:
            made = _earlier(ctx, trade, parts)
            if made.level or not _of_another_scene(ctx, trade, parts):
                yield made


def _of_another_scene(ctx: Context, trade: Trade, parts: tuple[Base, ...]) -> bool:
    """Whether the balance then stands in an earlier paragraph, and another balance between it and that of now."""
    third = trade.third
    others = (f for f in parts[2].members if f is not third)
    told = [f for f in others if f.claim.flow == "balance" and f.paragraph < third.paragraph]
    return any(
        f.claim.flow == "balance" and f.claim.role == "level"
        for then in told
        for f in ctx.facts[then.number + 1 : third.number]
    )


def _earlier(ctx: Context, trade: Trade, parts: tuple[Base, ...]) -> Outcome:
    sign = signs.sign(ctx, parts[2].members[0])

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        exports, imports, third = split(facts, parts, level)
        return any(magnitude(third).scale(Fraction(s)).meets(exports - imports) for s in possible(sign))

    exports, imports, third = split(joined(parts), parts, 1)
    unit = trade.third.claim.unit
    message = (
        f"In the period before, exports of {messages.span(exports, unit, trade.third)} less imports of "
        f"{messages.span(imports, unit, trade.third)} leave {messages.span(exports - imports, unit, trade.third)}, "
        f"against a {_WORDS[sign]} of {messages.span(magnitude(third), unit, trade.third)}."
    )
    return outcome(
        "balance",
        joined(parts),
        holds,
        min(trade.tie, *(p.tie for p in parts)) - LOOSE,
        message,
        expected=exports - imports,
        observed=magnitude(third).scale(Fraction(sign or 1)),
    )


def _in_another_currency(ctx: Context, third: Fact) -> Iterator[Outcome]:
    """Exports and imports of the same sentence that leave just this balance, in another currency than it bears."""
    own = ctx.by_sentence[third.claim.sentence]
    sides = [
        [
            f
            for f in own
            if f.claim.flow == flow
            and f.claim.role == "level"
            and f.claim.kind == "money"
            and f.u
            and f.claim.unit != third.claim.unit
        ]
        for flow in ("exports", "imports")
    ]
    for exports, imports in product(*sides):
        if exports.claim.unit != imports.claim.unit or any(
            f.number - third.number > 0 and f.bracket for f in (exports, imports)
        ):
            continue
        difference = (exports.at(1) - imports.at(1)).scale(Fraction(signs.sign(ctx, third) or 1))
        if difference.meets(third.at(1)) and exports.u <= exports.middle / 500:

            def holds(facts: tuple[Fact, ...], level: int) -> bool:
                return len({f.claim.unit for f in facts}) == 1

            message = (
                f"Exports of {messages.name(exports)} less imports of {messages.name(imports)} leave this balance in "
                f"{messages.currency(exports.claim.unit)}, but it is stated as {messages.name(third)}."
            )
            yield outcome("balance", (exports, imports, third), holds, FIRM, message)
