"""Units that measure the same: factors to a common one (data/unit_factors.csv)."""

from __future__ import annotations

from functools import lru_cache

from extractor.checks.facts import Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.lookups import cells, table

LOOSELY = {"ton": "t", "mi": "nmi"}
"""Beside metric tonnes a bare "tons" may be either, beside nautical miles "miles"."""


@lru_cache(maxsize=1)
def _factors() -> dict[str, list[tuple[frozenset[str], str, Fraction, Fraction]]]:
    found: dict[str, list[tuple[frozenset[str], str, Fraction, Fraction]]] = {}
    for row in table("unit_factors"):
        entry = (frozenset(cells(row, "of")), row["base"], Fraction(row["low"]), Fraction(row["high"]))
        found.setdefault(row["unit"], []).append(entry)
    return found


def factor(fact: Fact) -> tuple[str, Interval] | None:
    """The common unit and the factor to it, an interval where it isn't exact (a month has 28 to 31 days).

    A bushel's weight depends on the crop, taken from the indicator as the rules and as the scorer read it. None for
    other units.
    """
    rows = _factors().get(fact.claim.unit)
    if rows is None:
        return None
    told = f"{fact.claim.indicator or ''} {fact.named or ''}".replace("-", " ")
    named = {word.rstrip("s") for word in words(told)}
    own = [row for row in rows if row[0] & named] or [row for row in rows if not row[0]]
    found: Interval | None = None
    for _, _, low, high in own:
        found = found.hull(Interval(low, high)) if found else Interval(low, high)
    return (own[0][1], found) if found else None


def common(a: Fact, b: Fact, level: int, finer: bool = True) -> tuple[Interval, Interval]:
    """Both facts' intervals in one unit; as they are where the units are equal or have no common one. `finer`: see
    `refined`."""
    one, two = refined([a, b], level) if finer else [a.at(level), b.at(level)]
    if a.claim.unit == b.claim.unit:
        return one, two
    left, right = factor(a), factor(b)
    if left is None or right is None or left[0] != right[0]:
        return one, two
    if loosely(a.claim.unit, b.claim.unit):
        both = left[1].hull(right[1])
        loose = [(both if f.claim.unit in LOOSELY else own) for f, (_, own) in ((a, left), (b, right))]
        return one * loose[0], two * loose[1]
    return one * left[1], two * right[1]


def loosely(one: str, other: str) -> bool:
    """Whether the name of one unit is also used for the other: "tons", "miles"."""
    return LOOSELY.get(one) == other or LOOSELY.get(other) == one


def convertible(a: Fact, b: Fact) -> bool:
    """Whether two different units have a common one."""
    left, right = factor(a), factor(b)
    return a.claim.unit != b.claim.unit and left is not None and right is not None and left[0] == right[0]


def factor_between(fact: Fact, unit: str) -> Interval | None:
    """What a fact's number is multiplied with to be in `unit`; None where they have no common unit."""
    if fact.claim.unit == unit:
        return Interval(Fraction(1), Fraction(1))
    mine = factor(fact)
    for things, base, low, high in _factors().get(unit, ()):
        if mine and mine[0] == base and not things:
            return mine[1] / Interval(low, high)
    return None
