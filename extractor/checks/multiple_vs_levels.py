"""Doubled, tripled, halved, five times, a third of: `q1 / q0` within 5 percent of the multiple.

"More than doubled" is one-sided. Trap: "up threefold" is said of three and of four times the base; both pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import keys, messages, units
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval, point
from extractor.checks.registry import Outcome, check, judge, settled
from extractor.checks.relations import LOOSE, Move, moves


@check("multiple_vs_levels")
def multiple_vs_levels(ctx: Context) -> Iterator[Outcome]:
    anchors = [f for f in ctx.facts if f.claim.kind == "multiple" or (f.claim.kind == "fraction" and f.claim.role == "other")]
    yield from settled([_outcome(move) for move in moves(ctx, anchor, _is_amount)] for anchor in anchors)


def _is_amount(fact: Fact) -> bool:
    share = fact.claim.kind == "percent" and fact.claim.role in ("share", "rate", "other")
    return keys.is_level(fact) or share


def _outcome(move: Move) -> Outcome:
    up = move.anchor.claim.role == "growth" and move.anchor.claim.direction == "up"
    also = up and "up" in move.anchor.lead[-2:]

    def factors(level: int) -> list[Interval]:
        factor = move.anchor.at(level)
        return [factor, factor + point(1)] if also else [factor]

    def holds(level: int) -> bool:
        now, then = units.common(move.now, move.then, level)
        return any((factor * then).meets(now) for factor in factors(level))

    now, then = units.common(move.now, move.then, 1)
    ratio = now / then
    message = (f"From {messages.name(move.then)} to {messages.name(move.now)} is "
               f"{messages.span(ratio) if ratio else 'no'} times; stated is {messages.name(move.anchor)}.")
    return Outcome("multiple_vs_levels", judge(holds), move.tie - LOOSE, (move.then, move.now, move.anchor), message,
                   expected=move.anchor.at(1), observed=ratio)
