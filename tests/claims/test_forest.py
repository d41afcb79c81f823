"""Trees: walked as their tables say, and the tables in data/ are whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lookups
from extractor.claims.forest import Forest

COLUMNS = ("tree", "feature", "threshold", "low", "high", "value")
ROWS = [
    ("0", "near", "0.5", "1", "2", ""),
    ("0", "", "", "", "", "-7"),
    ("0", "far", "3", "3", "4", ""),
    ("0", "", "", "", "", "10"),
    ("0", "", "", "", "", "25"),
    ("1", "far", "1", "6", "7", ""),
    ("1", "", "", "", "", "100"),
    ("1", "", "", "", "", "200"),
]
FOREST = Forest([dict(zip(COLUMNS, row, strict=True)) for row in ROWS])
TABLES = ("indicator_choice", "flow_choice", "period_choice")


def worth(**features: float) -> int:
    return FOREST.worth([FOREST.cells(features)])[0]


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({}, -7 + 100),
        ({"near": 1}, 10 + 100),
        ({"near": 1, "far": 3}, 10 + 200),
        ({"near": 1, "far": 4}, 25 + 200),
        ({"far": 1}, -7 + 100),
        ({"unheard of": 5}, -7 + 100),
    ],
)
def test_each_row_goes_down_all_trees(features: dict[str, float], expected: int) -> None:
    assert worth(**features) == expected


@given(st.lists(st.dictionaries(st.sampled_from(["near", "far", "other"]), st.integers(-5, 5)), max_size=8))
def test_rows_are_judged_alone(rows: list[dict[str, float]]) -> None:
    together = FOREST.worth([FOREST.cells(row) for row in rows])
    assert together == [worth(**row) for row in rows]


def test_a_single_leaf_is_a_tree() -> None:
    assert Forest([dict(zip(COLUMNS, ("0", "", "", "", "", "5"), strict=True))]).worth([[], []]) == [5, 5]


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_whole(name: str) -> None:
    """Every node but a root is led to once, from its own tree, by a node before it."""
    rows = lookups.table(name)
    led = [int(row[way]) for row in rows for way in ("low", "high") if row["feature"]]
    roots = [at for at, row in enumerate(rows) if not at or row["tree"] != rows[at - 1]["tree"]]
    assert sorted(led + roots) == list(range(len(rows)))
    for at, row in enumerate(rows):
        if row["feature"]:
            assert all(at < int(row[way]) and rows[int(row[way])]["tree"] == row["tree"] for way in ("low", "high"))
        else:
            int(row["value"])
