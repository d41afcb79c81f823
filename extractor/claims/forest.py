"""Sums of decision trees, fitted outside and kept as tables in data/: what speaks for a candidate, in whole numbers.

A table has a row for each node: at an inner one the `feature` looked at, the `threshold` and the rows (counted from
the table's first) to go to where its value is at most that and where it is more; at a leaf the `value` to add. A tree's
nodes follow one another, `tree` tells them apart. Leaves are whole numbers, so that sums are exact on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from extractor import lookups

SCALE = 10_000
"""What leaves are multiplied with to be whole numbers."""
BLOCK = 2_048
"""Rows that are looked at together, so that long articles need no more memory."""
Cells = list[tuple[int, float]]
"""Columns of the features that a row has, and their values; all others are 0."""


class Forest:
    """The trees of one table."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        named = sorted({row["feature"] for row in rows if row["feature"]})
        self.columns = {name: column for column, name in enumerate(named)}
        """Feature → its column; features that no tree looks at have none."""
        inner = [bool(row["feature"]) for row in rows]
        trees = [row["tree"] for row in rows]
        self._feature = np.array([self.columns.get(row["feature"], 0) for row in rows], dtype=np.int32)
        self._threshold = np.array([float(row["threshold"] or 0) for row in rows])
        ways = [(int(row["high"]), int(row["low"])) if row["feature"] else (at, at) for at, row in enumerate(rows)]
        self._next = np.array(ways, dtype=np.int32).reshape(-1)
        """Where to go from node n: at 2 n if its value is more, at 2 n + 1 if it isn't; a leaf leads to itself."""
        self._value = np.array([int(row["value"] or 0) for row in rows], dtype=np.int64)
        roots = [at for at in range(len(rows)) if not at or trees[at] != trees[at - 1]]
        self._roots = np.array(roots, dtype=np.int32)
        self._depth = _depth(ways, inner)

    def cells(self, features: Mapping[str, float]) -> Cells:
        """The features that a tree looks at."""
        columns = self.columns
        return [(columns[name], value) for name, value in features.items() if name in columns]

    def worth(self, rows: Sequence[Iterable[tuple[int, float]]]) -> list[int]:
        """The sum of the leaves that each row reaches."""
        return [total for at in range(0, len(rows), BLOCK) for total in self._sums(rows[at : at + BLOCK])]

    def _sums(self, rows: Sequence[Iterable[tuple[int, float]]]) -> list[int]:
        """The same for some rows; steps are taken by all of them and all trees at once."""
        told = np.zeros((len(rows), max(len(self.columns), 1)))
        found = [(at, column, value) for at, row in enumerate(rows) for column, value in row]
        if found:
            at, column, value = zip(*found, strict=True)
            told[list(at), list(column)] = value
        width = told.shape[1]
        flat, first = told.reshape(-1), (np.arange(len(rows), dtype=np.int32) * width)[:, None]
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self._depth):
            low = flat.take(first + self._feature.take(node)) <= self._threshold.take(node)
            node = self._next.take(2 * node + low)
        return [int(total) for total in self._value.take(node).sum(axis=1)]


def _depth(ways: Sequence[tuple[int, int]], inner: Sequence[bool]) -> int:
    """The most steps from a root to a leaf; nodes come before those that they lead to."""
    steps = [0] * len(ways)
    for at, (high, low) in enumerate(ways):
        if inner[at]:
            steps[high] = steps[low] = steps[at] + 1
    return max(steps, default=0)


@cache
def forest(table: str) -> Forest:
    """The trees of a table in data/."""
    return Forest(lookups.table(table))
