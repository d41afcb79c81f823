"""Sums of decision trees, fitted outside and kept as tables in data/: what speaks for a candidate, in whole numbers.

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
from numpy.typing import NDArray

from extractor import lookups

SCALE = 10_000
"""What leaves are multiplied with to be whole numbers."""
BLOCK = 512
"""Rows, about, that are looked at together, so that long articles need no more memory."""
LEAVES = 32
"""Leaves of a tree, at most."""
Cells = list[int]
"""What the features of a row rule out: rows of `Forest`'s masks."""
_ALL = 2**LEAVES - 1
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
        self._steps: dict[str, tuple[list[float], int, int]] = {}
        """Feature → its thresholds in order, how many are below 0, the row of masks of a value above none of them."""
        masks = [[_ALL] * len(roots)]
        for feature, nodes in sorted(looked_at.items()):
            steps = sorted({threshold for _, _, threshold, _ in nodes})
            self._steps[feature] = steps, bisect_left(steps, 0), len(masks)
            masks += [_mask(nodes, steps, above, len(roots)) for above in range(len(steps) + 1)]
        self._masks = np.array(masks, dtype=np.uint32)
        at_one = {name: first + bisect_left(steps, 1) for name, (steps, _, first) in self._steps.items()}
        self._holds = {name: at for name, at in at_one.items() if at != sum(self._steps[name][1:])}
        """Feature → the row of masks of 1, where that rules out anything."""

    def cells(self, features: Mapping[str, float]) -> Cells:
        """What features rule out; those that are 0, or that no tree looks at, rule out nothing."""
        found, known, holds = [], self._steps, self._holds
        for name, value in features.items():
            if value == 1:
                if name in holds:
                    found.append(holds[name])
            elif value and name in known:
                thresholds, zero, first = known[name]
                above = bisect_left(thresholds, value)
                if above != zero:
                    found.append(first + above)
        return found

    def worth(self, groups: Sequence[tuple[Cells, Sequence[Cells]]]) -> list[int]:
        """The sum of the leaves that each row of each group reaches: what a group's rows share, and each row's own."""
        totals: list[int] = []
        block: list[tuple[Cells, Sequence[Cells]]] = []
        held = 0
        for group in groups:
            block.append(group)
            held += len(group[1]) + 1
            if held >= BLOCK:
                totals += self._sums(block)
                block, held = [], 0
        return totals + self._sums(block)

    def _sums(self, groups: Sequence[tuple[Cells, Sequence[Cells]]]) -> list[int]:
        """The same for some groups."""
        rows = [row for _, rows in groups for row in rows]
        if not rows:
            return []
        shared = self._left([cells for cells, _ in groups])
        left = self._left(rows) & shared.repeat([len(rows) for _, rows in groups], axis=0)
        leaf = np.bitwise_count(~left & (left - 1))
        totals: list[int] = self._value[np.arange(left.shape[1]), leaf].sum(axis=1).tolist()
        return totals

    def _left(self, rows: Sequence[Cells]) -> NDArray[np.uint32]:
        """The leaves that each row leaves of each tree."""
        cells, starts = list[int](), list[int]()
        for row in rows:
            starts.append(len(cells))
            cells.append(0)
            cells += row
        return np.bitwise_and.reduceat(self._masks.take(cells, axis=0), starts, axis=0)


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


def _mask(nodes: Iterable[_Node], steps: Sequence[float], above: int, trees: int) -> list[int]:
    """Tree by tree, the leaves that a value leaves which is above that many of its feature's thresholds."""
    mask = [_ALL] * trees
    for tree, _, threshold, bits in nodes:
        if (bisect_left(steps, threshold) < above) == (threshold >= 0):
            mask[tree] &= ~bits
    return mask


@cache
def forest(table: str) -> Forest:
    """The trees of a table in data/."""
    return Forest(lookups.table(table))
