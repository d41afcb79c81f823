"""Sums of decision trees, fitted outside and kept as tables in data/: what speaks for a case, in whole numbers.

A table has a row for each node: at an inner one the `feature` looked at, the `threshold` and the rows (counted from
the table's first) to go to where its value is at most that and where it is more; at a leaf the `value` to add. A tree's
nodes follow one another, `tree` tells them apart. Leaves are whole numbers, so that sums are exact on every machine.

Trees aren't walked but ruled out leaf by leaf (QuickScorer, Lucchese and others 2015, 10.1145/2766462.2767733). Each
tree's leaves are bits, the way of a feature that is 0 before the other at every node. A feature's value takes the bits
of the first ways that it doesn't go; of the bits that no feature takes, the lowest is the leaf that is reached.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from extractor import lookups

SCALE = 10_000
"""What leaves are multiplied with to be whole numbers."""
BLOCK = 512
"""Rows that are looked at together, at most, so that long articles need no more memory."""
LEAVES = 32
"""Leaves of a tree, at most."""
Cells = int
"""The leaves that the features of a row leave, of one tree after the other in `LEAVES` bits each."""
_Node = tuple[int, str, float, int]
"""A tree, the feature that it looks at, the threshold, and the bits of the leaves on the way of a 0."""


class Forest:
    """The trees of one table."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        roots = [at for at in range(len(rows)) if not at or rows[at]["tree"] != rows[at - 1]["tree"]]
        self._value = np.zeros((len(roots), LEAVES), dtype=np.int64)
        """Tree, leaf → what it adds."""
        looked_at: defaultdict[str, list[_Node]] = defaultdict(list)
        for tree, root in enumerate(roots):
            leaves: list[int] = []
            for node in _nodes(rows, root, tree, leaves):
                looked_at[node[1]].append(node)
            self._value[tree, : len(leaves)] = leaves
        self.all: Cells = (1 << LEAVES * len(roots)) - 1
        """What is left where nothing is ruled out."""
        self._steps: dict[str, tuple[list[float], list[Cells]]] = {}
        """Feature → its thresholds in order, and what a value above none, one, two … of them leaves."""
        for feature, nodes in looked_at.items():
            steps = sorted({threshold for _, _, threshold, _ in nodes})
            self._steps[feature] = steps, [self._left(nodes, steps, above) for above in range(len(steps) + 1)]
        at_one = {name: left[bisect_left(steps, 1)] for name, (steps, left) in self._steps.items()}
        self._holds = {name: left for name, left in at_one.items() if left != self.all}
        """Feature → what 1 leaves, where that rules out anything."""

    def _left(self, nodes: Iterable[_Node], steps: Sequence[float], above: int) -> Cells:
        """What a value leaves which is above that many of its feature's thresholds."""
        left = self.all
        for tree, _, threshold, bits in nodes:
            if (bisect_left(steps, threshold) < above) == (threshold >= 0):
                left &= ~(bits << LEAVES * tree)
        return left

    def cells(self, features: Mapping[str, float]) -> Cells:
        """What features leave; those that are 0, or that no tree looks at, rule out nothing."""
        found, known, holds = self.all, self._steps, self._holds
        for name, value in features.items():
            if not value:
                continue
            if value == 1:
                if name in holds:
                    found &= holds[name]
            elif name in known:
                thresholds, left = known[name]
                found &= left[bisect_left(thresholds, value)]
        return found

    def worth(self, groups: Iterable[tuple[Cells, Iterable[Cells]]]) -> list[int]:
        """The sum of the leaves that each row of each group reaches: what a group's rows share, and each row's own."""
        rows = [shared & row for shared, rows in groups for row in rows]
        return [value for at in range(0, len(rows), BLOCK) for value in self._sums(rows[at : at + BLOCK])]

    def _sums(self, rows: Iterable[Cells]) -> list[int]:
        """The same for some rows."""
        trees = len(self._value)
        told = b"".join([row.to_bytes(trees * LEAVES // 8, "little") for row in rows])
        left = np.frombuffer(told, dtype="<u4").reshape(-1, trees)
        leaf = np.bitwise_count(~left & (left - 1)) + np.arange(0, trees * LEAVES, LEAVES)
        totals: list[int] = self._value.take(leaf).sum(axis=1).tolist()
        return totals


def _nodes(rows: Sequence[Mapping[str, str]], at: int, tree: int, leaves: list[int]) -> Iterator[_Node]:
    """The inner nodes from one on; appends the values of the leaves, the way of a 0 first."""
    row = rows[at]
    if not row["feature"]:
        leaves.append(int(row["value"]))
        return
    threshold, low, high = float(row["threshold"]), int(row["low"]), int(row["high"])
    first = len(leaves)
    yield from _nodes(rows, low if threshold >= 0 else high, tree, leaves)
    bits = (1 << len(leaves)) - (1 << first)
    yield from _nodes(rows, high if threshold >= 0 else low, tree, leaves)
    yield tree, row["feature"], threshold, bits


@cache
def forest(table: str) -> Forest:
    """The trees of a table in data/."""
    return Forest(lookups.table(table))
