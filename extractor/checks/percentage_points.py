"""A change in percentage points against its two percentages: `[s1 - s0]` meets `[Δpp]`.

And percent is not percentage points: "from 25.9 to 28.9 percent, up 3 percent" is wrong where the ratio of the
two isn't 1.03 and their difference is 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import messages
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.registry import FIRM, Outcome, check, judge, outcome, settled
from extractor.checks.relations import GRAMMAR, LOOSE, Move, moves
from extractor.checks.repairs import turned
from extractor.exact import Fraction

POINTS = {"percentage_points": Fraction(1), "basis_points": Fraction(1, 100)}


@check("percentage_points")
def percentage_points(ctx: Context) -> Iterator[Outcome]:
    changes = [f for f in ctx.facts if f.claim.kind in POINTS and f.claim.role != "share"]
    yield from settled([_outcome(move) for move in moves(ctx, change, _is_percentage)] for change in changes)
    growths = [f for f in ctx.facts if f.claim.kind == "percent" and f.claim.role == "growth"]
    yield from settled([*_mistaken(ctx, growth)] for growth in growths)


def _is_percentage(fact: Fact) -> bool:
    return fact.claim.kind == "percent" and fact.claim.role != "change"


def _difference(facts: tuple[Fact, ...], level: int) -> Interval:
    """The second percentage less the first; a fall counts as negative growth."""
    then, now = (
        -x if f.claim.role == "growth" and f.claim.direction == "down" else x
        for f, x in zip(facts[:2], refined(facts[:2], level), strict=True)
    )
    return now - then


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    direction, factor = facts[2].claim.direction, POINTS[facts[2].claim.kind]
    ways = (factor if direction == "up" else -factor,) if direction else (factor, -factor)
    return any(facts[2].at(level).scale(way).meets(_difference(facts, level)) for way in ways)


def _outcome(move: Move) -> Outcome:
    members = (move.then, move.now, move.anchor)
    direction = move.anchor.claim.direction
    difference = _difference(members, 1)
    message = (
        f"From {messages.name(move.then)} to {messages.name(move.now)} are "
        f"{messages.span(difference, 'pp')}; stated are {messages.name(move.anchor)}"
        f"{f' {direction}' if direction else ''}."
    )
    made = outcome(
        "percentage_points",
        members,
        _holds,
        move.tie - LOOSE,
        message,
        expected=-difference if direction == "down" else difference,
        observed=move.anchor.at(1),
    )
    turned_round = direction and made.retry is not None and made.retry((move.then, move.now, turned(move.anchor)))
    return replace(made, check="direction_sign") if not made.level and turned_round else made


def _mistaken(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    """Percent where percentage points are meant."""

    def accept(fact: Fact) -> bool:
        return fact.claim.kind == "percent" and fact.claim.role in ("share", "rate", "other")

    sign = Fraction(-1 if growth.claim.direction == "down" else 1)

    def in_points(facts: tuple[Fact, ...], level: int) -> bool:
        return facts[2].at(level).scale(sign).meets(facts[1].at(level) - facts[0].at(level))

    def in_percent(facts: tuple[Fact, ...], level: int) -> bool:
        return (facts[2].factor(level) * facts[0].at(level)).meets(facts[1].at(level))

    for move in moves(ctx, growth, accept):
        members = (move.then, move.now, growth)
        if move.tie < GRAMMAR or move.then.middle <= 0:
            continue
        ratio = judge(lambda n, m=members: in_percent(m, n))  # type: ignore[misc]
        if ratio or judge(lambda n, m=members: in_points(m, n)):  # type: ignore[misc]
            message = (
                f"From {messages.name(move.then)} to {messages.name(move.now)} is {messages.name(growth)} "
                f"{'in relative terms' if ratio else 'only if percentage points are meant, not percent'}."
            )
            yield outcome("percentage_points", members, in_percent, FIRM, message)
