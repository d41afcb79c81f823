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
Cells = list[tuple[int, float]]
"""Columns of the features that a row has, and their values; all others are 0."""


class Forest:
    """The trees of one table."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        named = sorted({row["feature"] for row in rows if row["feature"]})
        self.columns = {name: column for column, name in enumerate(named)}
        """Feature → its column; features that no tree looks at have none."""
        count = len(rows)
        self._feature = np.array([self.columns.get(row["feature"], 0) for row in rows], dtype=np.intp)
        self._threshold = np.array([float(row["threshold"] or 0) for row in rows])
        self._low = np.array([int(row["low"] or at) for at, row in enumerate(rows)], dtype=np.intp)
        self._high = np.array([int(row["high"] or at) for at, row in enumerate(rows)], dtype=np.intp)
        self._value = np.array([int(row["value"] or 0) for row in rows], dtype=np.int64)
        trees = [row["tree"] for row in rows]
        self._roots = np.array([at for at in range(count) if not at or trees[at] != trees[at - 1]], dtype=np.intp)
        self._inner = np.array([bool(row["feature"]) for row in rows])

    def cells(self, features: Mapping[str, float]) -> Cells:
        """The features that a tree looks at."""
        columns = self.columns
        return [(columns[name], value) for name, value in features.items() if name in columns]

    def worth(self, rows: Sequence[Iterable[tuple[int, float]]]) -> list[int]:
        """The sum of the leaves that each row reaches; steps are taken by all rows and trees at once."""
        if not rows:
            return []
        told = np.zeros((len(rows), max(len(self.columns), 1)))
        found = [(at, column, value) for at, row in enumerate(rows) for column, value in row]
        if found:
            at, column, value = zip(*found, strict=True)
            told[list(at), list(column)] = value
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        own = np.arange(len(rows))[:, None]
        while self._inner[node].any():
            low = told[own, self._feature[node]] <= self._threshold[node]
            node = np.where(low, self._low[node], self._high[node])
        return [int(total) for total in self._value[node].sum(axis=1)]


@cache
def forest(table: str) -> Forest:
    """The trees of a table in data/."""
    return Forest(lookups.table(table))
