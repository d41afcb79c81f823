"""The closed classes of words of data/policy_small.csv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from extractor import lookups


@cache
def small() -> Mapping[str, frozenset[str]]:
    """The closed classes of data/policy_small.csv: auxiliaries, prepositions, determiners, pronouns."""
    return {row["class"]: frozenset(lookups.cells(row, "words")) for row in lookups.table("policy_small")}
