"""The two levels of the scene that a growth without levels of its own can only be one between.

"In the same quarter of 2020 it had been 30.3 billion. Now it is 39.4 billion, so the increase is 30%": no words tie
the three, but their sentences give just two amounts of one unit, one of a time before the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import calendar, keys
from extractor.checks.facts import Context, Fact
from extractor.checks.relations import LOOSE, Move

BEFORE = 1
"""Sentences before a growth in which its levels may stand."""
PAIR = 2
FAR_OFF = 8
"""How many times as large as the other a level may be."""


def in_scene(ctx: Context, growth: Fact) -> Iterator[Move]:
    """The moves between the only two amounts of a unit: of the growth's own sentence, of it and the one before it,
    or of it and the one behind it."""
    number = growth.claim.sentence
    seen: set[tuple[str, str]] = set()
    for scene in ((number,), (number - BEFORE, number), (number, number + BEFORE)):
        for now, then in _pairs(ctx, growth, scene):
            if (now.id, then.id) not in seen and _has_a_part(ctx, growth, now, then):
                seen.add((now.id, then.id))
                yield Move(growth, now, then, LOOSE)


def _has_a_part(ctx: Context, growth: Fact, now: Fact, then: Fact) -> bool:
    """Whether a growth's own sentence gives one of the levels, or no amount of their kind: "added P214 billion, up 21.9
    per cent" is another's."""
    own = [f for f in ctx.by_sentence[growth.claim.sentence] if f.claim.kind == now.claim.kind]
    return not own or now in own or then in own


def _pairs(ctx: Context, growth: Fact, scene: tuple[int, ...]) -> Iterator[tuple[Fact, Fact]]:
    """The levels now and then of each unit of which the sentences give two amounts and no more, or no more of the
    growth's own times."""
    by_unit: dict[str, list[Fact]] = {}
    for sentence in scene:
        for fact in ctx.by_sentence.get(sentence, ()):
            if keys.is_level(fact) and fact.slot != "aside" and fact.middle > 0 and fact.claim.kind != "duration":
                by_unit.setdefault(fact.claim.unit, []).append(fact)
    for levels in by_unit.values():
        found = levels if len(levels) == PAIR else _dated(growth, levels)
        if len(found) == len({fact.middle for fact in found}) == PAIR:
            then, now = sorted(found, key=lambda fact: _then_first(fact, found))
            if _then_first(then, found) != _then_first(now, found) and _compare(growth, now, then):
                yield now, then


def _dated(growth: Fact, levels: list[Fact]) -> list[Fact]:
    """Of several levels the only ones of the growth's period and of the period that it compares with."""
    now = [fact for fact in levels if keys.periods(growth, fact) == keys.FULL]
    then = [fact for fact in levels if keys.base_of(growth, fact) == keys.FULL]
    return [*now, *then] if len(now) == len(then) == 1 else []


def _then_first(fact: Fact, found: list[Fact]) -> int:
    """0 for the level of the time before the other's, 1 for the other, by their periods or as the words say."""
    other = next(one for one in found if one is not fact)
    if calendar.earlier(fact.claim.period, other.claim.period):
        return 0
    if calendar.earlier(other.claim.period, fact.claim.period):
        return 1
    return int(fact.slot != "base")


def _compare(growth: Fact, now: Fact, then: Fact) -> bool:
    """Whether two levels are of one flow, place and partner, and so is the growth as far as it is told."""
    one = keys.flows(now, then) != keys.CONFLICT and keys.sides(now, then) != keys.CONFLICT
    same = all(keys.flows(growth, fact) != keys.CONFLICT for fact in (now, then))
    timed = keys.periods(growth, now) != keys.CONFLICT != keys.base_of(growth, then)
    near = 1 <= FAR_OFF * now.middle / then.middle <= FAR_OFF**2
    return one and same and timed and near and now.claim.role == then.claim.role
