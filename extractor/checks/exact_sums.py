"""Totals of long numbers told anywhere in a story, in one of which a digit is wrong.

Two to five numbers of six digits and more hardly make another one by chance, and hardly come so near to it that two
neighbouring digits swapped, or one digit, would do it. With n such slips of one sort of the numbers of a sum, and a
total of T units of the last digit, each met within a tolerance of t units to both sides, chance makes one fit with a
probability of 2 n t / T, and any of the m sums tried with m times that: where this is below MOST_CHANCE, the sum is
believed whatever the words say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.facts import Context, Fact
from extractor.checks.registry import FIRM
from extractor.checks.relations import LOOSE
from extractor.checks.repairs import ONE_DIGIT, SWAPPED, long_slips
from extractor.checks.summed import Sum
from extractor.checks.sums import adds_up
from extractor.exact import Fraction

FEWEST, MOST = 2, 5
"""Parts of a total that are looked for."""
UNITS = 100_000
"""Units of the last digit that each number of a sum holds, at least."""
BETWEEN = 2
"""Other numbers of their kind between two parts that are not told in a row, or between parts and total, at most."""
MOST_CHANCE = Fraction(1, 200)
"""How likely chance alone may be to mend any of the sums tried."""
CROWD = 40
"""Long numbers of one unit from which no sum is looked for."""
WIDTH = 3
"""How far from its total a sum may be, as a factor."""
SLIPS = (SWAPPED, ONE_DIGIT)
SURE = FIRM + 1 + LOOSE


def long_sums(ctx: Context) -> Iterator[Sum]:
    """The sums of long numbers: those that hold, and those that one wrong digit keeps from it, where that is hardly
    chance."""
    by_unit: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in ctx.facts:
        if _is_long(fact):
            claim = fact.claim
            by_unit.setdefault((claim.kind, None if claim.kind == "count" else claim.unit), []).append(fact)
    for found in by_unit.values():
        if FEWEST < len(found) <= CROWD:
            yield from _of_one_unit(found)


def _is_long(fact: Fact) -> bool:
    claim = fact.claim
    amount = claim.kind in ("money", "count", "measure") and claim.role == "level" and claim.value is not None
    told = claim.status == "reported" and claim.qualifier == "exact" and claim.zone == "body" and fact.slot != "base"
    return amount and told and fact.u > 0 and fact.middle >= UNITS * fact.u


def _of_one_unit(found: list[Fact]) -> Iterator[Sum]:
    tried = [(parts, total) for parts, total in _shapes(found) if _near(parts, total)]
    holding = [(parts, total) for parts, total in tried if adds_up((total, *parts), 1)]
    yield from (Sum(total, parts, LOOSE) for parts, total in holding)
    held, settled = [{*parts, total} for parts, total in holding], {total for _, total in holding}
    slips = {fact: [(value - fact.middle, how) for value, how in long_slips(fact)] for fact in found}
    for parts, total in tried:
        members = (total, *parts)
        if total in settled or any(one <= {*members} for one in held) or adds_up(members, 2):
            continue
        mended = {fact for how in SLIPS for fact in _mended(members, slips, how, len(tried))}
        if mended and not any(mended & one for one in held):
            yield Sum(total, parts, SURE)


def _mended(
    members: Sequence[Fact], slips: Mapping[Fact, Sequence[tuple[Fraction, str]]], how: str, tried: int
) -> Iterator[Fact]:
    """The total or the parts of which one slip of a sort makes the sum hold, if that is hardly chance."""
    total, *parts = members
    slack = sum((fact.u for fact in members), Fraction(0)) / 2
    chance = 2 * sum(sort == how for fact in members for _, sort in slips[fact]) * slack / total.middle
    if chance * tried > MOST_CHANCE:
        return
    lacks = total.middle - sum((part.middle for part in parts), Fraction(0))
    for fact in members:
        sign = -1 if fact is total else 1
        if any(sort == how and abs(lacks - sign * slip) <= slack for slip, sort in slips[fact]):
            yield fact


def _near(parts: Sequence[Fact], total: Fact) -> bool:
    made = sum((part.middle for part in parts), Fraction(0))
    return made < WIDTH * total.middle and total.middle < WIDTH * made


def _shapes(found: list[Fact]) -> Iterator[tuple[tuple[Fact, ...], Fact]]:
    """Parts told in a row, or two of them with a few numbers between, and a total within or close to them."""
    for first, last in itertools.combinations(range(len(found)), 2):
        rows = [range(first, last + 1)] if last - first < MOST else []
        if 1 < last - first <= BETWEEN + 1:
            rows.append(range(first, last + 1, last - first))
        for row in rows:
            parts = tuple(found[at] for at in row)
            for at in range(max(0, first - BETWEEN - 1), min(len(found), last + BETWEEN + 2)):
                if at not in row:
                    yield parts, found[at]
