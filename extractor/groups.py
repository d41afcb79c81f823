"""Groups that several parts of the pipeline ask for: rows of the indicator table, members of blocs."""

from __future__ import annotations

from functools import cache

from extractor import lookups
from extractor.kept import kept


@kept
def rows_of(group: str) -> frozenset[str]:
    """The indicator rows of one group in data/indicator_groups.csv."""
    return frozenset(
        name for row in lookups.table("indicator_groups") if row["group"] == group for name in lookups.cells(row, "ids")
    )


@cache
def members() -> dict[str, frozenset[str]]:
    """Bloc → the codes of its members; none where they aren't known."""
    found = {row["code"]: frozenset(lookups.cells(row, "members")) for row in lookups.table("regions")}
    found["euro area"] = found["EU"]
    return found
