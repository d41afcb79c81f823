"""Growth against its two levels: `(1 + g.lo) q0 <= q1 <= (1 + g.hi) q0`, over the interval of each figure.

Three ways to state it: growth and both levels; a change, its growth and a level (`Δ = g (q1 - Δ)`); growth of
levels that only follow from others. Growth of a negative balance is left alone. Traps: constant prices, volume
against value, another currency, month against year to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import keys, messages, units
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import ONE, Interval
from extractor.checks.registry import Outcome, check, judge, settled
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, Move, moved, moves


@check("growth_from_levels")
def growth_from_levels(ctx: Context) -> Iterator[Outcome]:
    growths = [f for f in ctx.facts if is_growth(f)]
    yield from settled([*_levels(ctx, growth)] for growth in growths)
    yield from settled([*_with_change(ctx, growth)] for growth in growths)


def is_growth(fact: Fact) -> bool:
    """A growth in percent or as a fraction; multiples have a check of their own."""
    claim = fact.claim
    return claim.role == "growth" and claim.kind in ("percent", "fraction") and claim.direction is not None


def _levels(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    for move in moves(ctx, growth, keys.is_level):
        if move.now.middle > 0 and move.then.middle > 0:
            yield _outcome(move)


def _outcome(move: Move) -> Outcome:
    def holds(level: int) -> bool:
        now, then = units.common(move.now, move.then, level)
        return (move.anchor.factor(level) * then).meets(now)

    level = judge(holds)
    now, then = units.common(move.now, move.then, 1)
    observed = now / then
    expected = move.anchor.factor(1) * then
    change = "" if observed is None else messages.percent(observed - Interval(ONE, ONE))
    word = "up" if move.anchor.claim.direction == "up" else "down"
    message = f"From {messages.name(move.then)} to {messages.name(move.now)} is a change of {change}; "
    message += f"stated is {word} {messages.name(move.anchor)}."
    wrong_sign = not level and _with_other_sign(move)
    return Outcome("direction_sign" if wrong_sign else "growth_from_levels", level, move.tie - LOOSE,
                   (move.then, move.now, move.anchor), message, expected=expected, observed=now)


def _with_other_sign(move: Move) -> bool:
    """Whether the magnitude fits and only the direction doesn't."""
    def holds(level: int) -> bool:
        now, then = units.common(move.now, move.then, level)
        rate = move.anchor.ratio(level)
        factor = Interval(ONE, ONE) + (rate if move.anchor.claim.direction == "down" else -rate)
        return (factor * then).meets(now)

    return judge(holds) > 0


def _with_change(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    """A change, the growth that it makes, and the level now: "up $69.6 billion, or 11.8 percent"."""
    for change in ctx.by_sentence.get(growth.claim.sentence, ()):
        beside = abs(change.number - growth.number) == 1 and len(ctx.between(change, growth)) < 30
        if change.claim.role != "change" or not keys.is_level_kind(change) or not beside:
            continue
        if change.claim.direction != growth.claim.direction or keys.flows(change, growth) == keys.CONFLICT:
            continue
        for now, tie in moved(ctx, growth, lambda f: keys.is_level(f) and f.claim.unit == change.claim.unit):
            yield _from_change(growth, change, now, tie)


def _from_change(growth: Fact, change: Fact, now: Fact, tie: int) -> Outcome:
    up = growth.claim.direction == "up"

    def holds(level: int) -> bool:
        after, moved_by = refined([now, change], level)
        before = after - moved_by if up else after + moved_by
        return (growth.ratio(level) * before).meets(moved_by)

    before = now.at(1) - change.at(1) if up else now.at(1) + change.at(1)
    message = (f"{messages.name(now)} {'less' if up else 'plus'} {messages.name(change)} leaves a base of "
               f"{messages.span(before, now.claim.unit)}, of which {messages.name(change)} is "
               f"{messages.percent(change.at(1) / before or Interval(None, None))}; stated is {messages.name(growth)}.")
    return Outcome("growth_from_levels", judge(holds), tie - LOOSE, (now, change, growth), message,
                   expected=growth.ratio(1) * before, observed=change.at(1))
