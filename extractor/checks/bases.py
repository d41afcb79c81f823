"""What a level was in the period before: stated, or followed from its growth or its change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.checks import calendar, keys
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.owned import change_of, growth_of
from extractor.checks.relations import GRAMMAR, KEY, moves

Work = Callable[[tuple[Fact, ...], int], Interval]


@dataclass(frozen=True, slots=True)
class Base:
    """A way to the earlier level: the facts that it takes and how it follows from them."""

    members: tuple[Fact, ...]
    work: Work
    span: calendar.Span | None
    baseline: str | None
    tie: int

    @property
    def stated(self) -> bool:
        return len(self.members) == 1


FAR = 20
"""How many times as large as its base a level is at most, or the base as the level."""


def bases(ctx: Context, level: Fact) -> list[Base]:
    """The ways to the earlier level of `level`, stated ones first."""
    if ("bases", level.id) in ctx.memo:
        kept: list[Base] = ctx.memo["bases", level.id]
        return kept
    found: list[Base] = []
    for growth, tie in filter(None, [growth_of(ctx, level)]):
        span = calendar.base(level.claim.period, growth.claim.baseline)
        found.append(Base((level, growth), _by_growth, span, growth.claim.baseline, tie))
        for move in moves(ctx, growth, keys.is_level):
            near = abs(level.middle) < FAR * abs(move.then.middle) and abs(move.then.middle) < FAR * abs(level.middle)
            if move.now is level and move.tie >= KEY and near:
                found.append(_stated(move.then, growth.claim.baseline, move.tie))
    for change, tie in filter(None, [change_of(ctx, level)]):
        of_time = change.claim.baseline is not None or change.claim.period is None
        if not keys.alike_status(change, level) or not of_time:
            continue  # "minus 117.5 (forecast plus 196.2)", "$18 million larger than the one announced on Wednesday"
        span = calendar.base(level.claim.period, change.claim.baseline)
        found.append(Base((level, change), _by_change, span, change.claim.baseline, tie))
    for other in keys.alike(ctx, level):
        like = other.claim.unit == level.claim.unit and other.claim.role == level.claim.role
        earlier = other.claim.period is not None and keys.periods(other, level) == keys.CONFLICT
        if other is not level and like and earlier and not _has(found, other) and not _nearer_now(ctx, level, other):
            found.append(_stated(other, None, KEY))
    found.sort(key=lambda b: (-b.tie, not b.stated))
    ctx.memo["bases", level.id] = found[:6]
    return found[:6]


def _nearer_now(ctx: Context, level: Fact, base: Fact) -> bool:
    """Whether another figure of the same period as a level stands nearer to the base, which then is the base of that:
    "a surplus of 690 million in the fortnight … the cumulative surplus, at 1.64 billion, was a third of the 4.77
    billion of a year earlier"."""
    inside = ctx.facts[level.number + 1 : base.number]
    return any(
        f.claim.sentence == base.claim.sentence != level.claim.sentence
        and (f.claim.unit, f.claim.role) == (level.claim.unit, level.claim.role)
        and f.claim.indicator == level.claim.indicator and f.claim.flow == level.claim.flow
        and keys.periods(f, level) != keys.CONFLICT and f.middle != level.middle
        for f in inside
    )


def _stated(fact: Fact, baseline: str | None, tie: int) -> Base:
    return Base(
        (fact,), lambda members, level: refined(members, level)[0], calendar.span(fact.claim.period), baseline, tie
    )


def _has(found: list[Base], fact: Fact) -> bool:
    return any(b.members == (fact,) for b in found)


def _by_growth(members: tuple[Fact, ...], level: int) -> Interval:
    return members[0].at(level) / members[1].factor(level) or Interval(None, None)


def _by_change(members: tuple[Fact, ...], level: int) -> Interval:
    now, change = refined(members, level)
    return now + change if members[1].claim.direction == "down" else now - change


def together(*parts: Base) -> bool:
    """Whether several earlier levels are of one period: the same known days, or the same comparison in words."""
    spans = {b.span for b in parts if b.span}
    if len(spans) > 1:
        return False
    if all(b.span for b in parts):
        return True
    named = {b.baseline for b in parts if b.baseline}
    return len(named) == 1 and all(b.tie == GRAMMAR or b.span for b in parts)


def split(members: tuple[Fact, ...], parts: tuple[Base, ...], level: int) -> list[Interval]:
    """Each part's interval from a run of members that holds theirs one after another."""
    found, at = [], 0
    for part in parts:
        count = len(part.members)
        found.append(part.work(members[at : at + count], level))
        at += count
    return found


def joined(parts: tuple[Base, ...]) -> tuple[Fact, ...]:
    """The members of all parts one after another."""
    return tuple(fact for part in parts for fact in part.members)
