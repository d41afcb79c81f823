"""Fits data/conflict_plausibility.csv: the trees by which conflicts that are alarms are told from doubtful ones.

    pip install lightgbm
    python benchmarks/plausibility.py [TABLE] [--slips] [--write]

TABLE, by default corpus/conflicts.csv, has the features of conflicts: those raised on consistent articles that the
rules had not seen yet (`error` is empty), and those that hold an error planted in an article. With --slips
data/slip_plausibility.csv, of corpus/slips.csv: the trees by which conflicts of unsure links that a slip mends are
believed. Prints, for folds of whole articles left out, which share of both is an alarm; with --write the trees, fitted
on all. Same rows, same trees.
"""

from __future__ import annotations

import argparse
import csv
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from annotated import CORPUS
from trees import FOLDS, Case, Vector, fit, fold_of, matrix, names_of, write

from extractor.checks import plausibility, slipped
from extractor.forest import SCALE

KINDS = {
    False: ("conflict_plausibility", CORPUS / "conflicts.csv", plausibility.LEAST),
    True: (slipped.TABLE, CORPUS / "slips.csv", slipped.LEAST),
}
"""Whether of slips → the trees' name, the table that they are fitted on, and what a conflict must be worth."""
ROUNDS = 250
PARAMETERS = {
    "learning_rate": 0.06,
    "num_leaves": 8,
    "max_depth": -1,
    "min_data_in_leaf": 10,
    "lambda_l2": 5,
}
SHARES = (0.99, 0.98, 0.97, 0.96, 0.95, 0.94, 0.92, 0.9)


def cases(table: Path) -> list[Case]:
    """The conflicts of a table, each with one candidate: that it is an error."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_case(row["article"], row["error"], row["features"]) for row in rows]


def _case(article: str, error: str, told: str) -> Case:
    pairs = [pair.rpartition("=") for pair in told.split(";")]
    features = {name: float(value) for name, _, value in pairs}
    return Case(article, [features], [bool(error)])


def left_out(known: Sequence[Case]) -> Vector:
    """What each conflict is worth by trees that were fitted on other articles."""
    names, worth = names_of(known), np.zeros(len(known))
    for fold in range(FOLDS):
        model = fit([c for c in known if fold_of(c.article) != fold], names, ROUNDS, **PARAMETERS)
        apart = [n for n, case in enumerate(known) if fold_of(case.article) == fold]
        worth[apart] = np.asarray(model.predict(matrix([known[n] for n in apart], names), raw_score=True))
    return worth


def report(known: Sequence[Case], least: int) -> None:
    """Prints the shares of errors and of misreadings that are believed, by what a conflict must be worth."""
    worth = left_out(known)
    error = np.array([case.right[0] for case in known])
    print(f"{len(known)} conflicts, {int(error.sum())} of them errors")
    quantiles = [round(SCALE * float(np.quantile(worth[error], 1 - share))) for share in SHARES]
    for bound in sorted({least, *quantiles}):
        kept = worth * SCALE >= bound
        print(f"{bound:7} or more: errors {kept[error].mean():.3f}, misreadings {kept[~error].mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--slips", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    name, table, least = KINDS[options.slips]
    known = cases(options.table or table)
    report(known, least)
    if options.write:
        write(name, known, ROUNDS, **PARAMETERS)


if __name__ == "__main__":
    main()
