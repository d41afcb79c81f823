"""Whether places don't overlap: two countries, a country and a bloc that it isn't in, two continents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from extractor.checks import cues
from extractor.groups import members


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isupper() and code not in members()


def disjoint(codes: Sequence[str | None]) -> bool:
    """Whether all are single places that are known not to overlap; False where that isn't known."""
    return all(_apart(a, b) for a, b in combinations(codes, 2))


def _apart(a: str | None, b: str | None) -> bool:
    if not a or not b or a == b:
        return False
    continents = cues.words_of("continent")
    if a.lower() in continents and b.lower() in continents:
        return True
    one, two = (members().get(code) or (frozenset({code}) if _is_country(code) else None) for code in (a, b))
    return one is not None and two is not None and one.isdisjoint(two)
