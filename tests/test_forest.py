"""Trees: walked as their tables say, and the table in data/ is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lookups
from extractor.forest import Forest

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
    ("2", "before", "-3.5", "9", "10", ""),
    ("2", "", "", "", "", "2000"),
    ("2", "", "", "", "", "1000"),
]
FOREST = Forest([dict(zip(COLUMNS, row, strict=True)) for row in ROWS])


def worth(**features: float) -> int:
    return FOREST.worth([(FOREST.all, [FOREST.cells(features)])])[0]


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({}, -7 + 100 + 1000),
        ({"near": 1}, 10 + 100 + 1000),
        ({"near": 1, "far": 3}, 10 + 200 + 1000),
        ({"near": 1, "far": 4}, 25 + 200 + 1000),
        ({"far": 1}, -7 + 100 + 1000),
        ({"unheard of": 5}, -7 + 100 + 1000),
        ({"near": -1, "far": -2}, -7 + 100 + 1000),
        ({"before": -3}, -7 + 100 + 1000),
        ({"before": -4}, -7 + 100 + 2000),
        ({"before": 4}, -7 + 100 + 1000),
    ],
)
def test_each_row_goes_down_all_trees(features: dict[str, float], expected: int) -> None:
    assert worth(**features) == expected


def some(*names: str) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(names), st.integers(-5, 5))


@given(st.lists(st.tuples(some("near", "other"), st.lists(some("far", "before"), max_size=4)), max_size=4))
def test_rows_are_judged_alone(groups: list[tuple[dict[str, float], list[dict[str, float]]]]) -> None:
    cells = [(FOREST.cells(shared), [FOREST.cells(row) for row in rows]) for shared, rows in groups]
    assert FOREST.worth(cells) == [worth(**shared, **row) for shared, rows in groups for row in rows]


def test_a_single_leaf_is_a_tree() -> None:
    leaf = Forest([dict(zip(COLUMNS, ("0", "", "", "", "", "5"), strict=True))])
    assert leaf.worth([(leaf.all, [leaf.all, leaf.all])]) == [5, 5]


@pytest.mark.parametrize("table", ["conflict_plausibility", "slip_plausibility"])
def test_the_table_is_whole(table: str) -> None:
    """Every node but a root is led to once, from its own tree, by a node before it."""
    rows = lookups.table(table)
    led = [int(row[way]) for row in rows for way in ("low", "high") if row["feature"]]
    roots = [at for at, row in enumerate(rows) if not at or row["tree"] != rows[at - 1]["tree"]]
    assert sorted(led + roots) == list(range(len(rows)))
    for at, row in enumerate(rows):
        if row["feature"]:
            assert all(at < int(row[way]) and rows[int(row[way])]["tree"] == row["tree"] for way in ("low", "high"))
        else:
            int(row["value"])
