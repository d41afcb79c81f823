"""Gradient-boosted trees as lightgbm has them, fitted on annotated cases and written as a table of data/. For
`plausibility.py`.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from annotated import ROOT
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extractor.forest import SCALE

LEAST = 80
"""Candidates, at least, that have a feature which trees may look at."""
FOLDS = 4
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 31,
    "max_depth": 10,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "use_missing": False,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
}

Vector = NDArray[np.float64]


@dataclass
class Case:
    """One case: the features of its candidates, and which of them are right."""

    article: str
    features: list[Mapping[str, float]]
    right: list[bool]


def names_of(known: Sequence[Case]) -> dict[str, int]:
    """Features that trees may look at → their columns."""
    told = Counter(name for case in known for row in case.features for name in row)
    return {name: n for n, name in enumerate(sorted(f for f, count in told.items() if count >= LEAST))}


def matrix(known: Sequence[Case], names: dict[str, int]) -> csr_matrix:
    rows, columns, values, count = [], [], [], 0
    for case in known:
        for features in case.features:
            for name, value in features.items():
                if name in names:
                    rows.append(count)
                    columns.append(names[name])
                    values.append(float(value))
            count += 1
    return csr_matrix((values, (rows, columns)), shape=(count, len(names)))


def fit(known: Sequence[Case], names: dict[str, int], rounds: int, **parameters: object) -> lightgbm.Booster:
    known = [case for case in known if case.features]
    labels = [int(right) for case in known for right in case.right]
    asked = {**PARAMETERS, **parameters}
    return lightgbm.train(asked, lightgbm.Dataset(matrix(known, names), label=labels), rounds)


def fold_of(article: str) -> int:
    """The fold that an article is left out in."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS


def write(table: str, known: Sequence[Case], rounds: int, **parameters: object) -> None:
    """Fits trees on all cases and writes them as a table of data/, see `extractor.forest`."""
    names = names_of(known)
    called, rows = list(names), list[list[object]]()

    def add(tree: int, node: dict[str, Any]) -> int:
        at = len(rows)
        if "split_feature" not in node:
            rows.append([tree, "", "", "", "", round(node["leaf_value"] * SCALE)])
            return at
        rows.append([tree, called[node["split_feature"]], f"{node['threshold']:.6g}", "", "", ""])
        rows[at][3], rows[at][4] = add(tree, node["left_child"]), add(tree, node["right_child"])
        return at

    for number, tree in enumerate(fit(known, names, rounds, **parameters).dump_model()["tree_info"]):
        add(number, tree["tree_structure"])
    path = ROOT / "extractor" / "data" / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["tree", "feature", "threshold", "low", "high", "value"], *rows])
    print(f"{len(rows)} nodes")
