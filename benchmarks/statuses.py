"""Fits data/status_weights.csv: what the words around a number tell of its status (`extractor.claims.status_words`).

    pip install scikit-learn
    python benchmarks/statuses.py [--processes 2] [--write]

A multinomial logistic regression on the annotated articles that the network is fitted on, with what the network makes
of each number among its features. Prints the F1 of what is not merely reported, by the rules, by the network and by
the words, on articles that nothing was fitted to; with --write the weights. Same articles, same weights.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
from annotated import READINGS, ROOT, SETS, UNSEEN, Annotated, known_articles
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from extractor.claims.naming import named_by_rules
from extractor.claims.score_inputs import STATUSES
from extractor.claims.scores import scored
from extractor.claims.status_words import OWN, SCALE, likeliest, network_says, told_by, worth

LEAST = 8
"""Numbers, at least, that have a feature which is weighed."""
LIGHT = 0.03
"""Features none of whose weights is above it are left out, and the others fitted again."""
STRENGTH = 0.03
"""The inverse of how much large weights cost."""
ROUNDS, CLOSE = 400, 1e-3


class Case(NamedTuple):
    """One number: its features, the rules' status, the network's likelihoods, and the annotator's status."""

    features: dict[str, float]
    own: str
    likely: tuple[float, ...]
    right: str


def cases(article: Annotated) -> list[Case]:
    """The numbers of an article that an annotator read."""
    view = article.view
    links = named_by_rules(view)
    scores = scored(view, links)
    found = []
    for reading, number in article.among(links):
        if reading.status in STATUSES:
            likely = tuple(scores[number].parts["status"])
            features = dict.fromkeys(told_by(view, links, number), 1.0) | network_says(likely)
            found.append(Case(features, links[number].status, likely, reading.status))
    return found


def read(paths: Iterable[Path], processes: int) -> list[Case]:
    with get_context("fork").Pool(processes) as pool:
        return [case for found in pool.imap(cases, known_articles(paths), 8) for case in found]


def matrix(known: Sequence[Case], names: dict[str, int]) -> csr_matrix:
    cells = [(n, names[f], v) for n, case in enumerate(known) for f, v in case.features.items() if f in names]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(known), len(names)))


def fit(known: Sequence[Case], names: Sequence[str]) -> dict[str, list[float]]:
    """Feature → the weight of each status; "" is what each has without any."""
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, tol=CLOSE)
    model.fit(matrix(known, {name: n for n, name in enumerate(names)}), [case.right for case in known])
    order = [list(model.classes_).index(status) for status in STATUSES]
    told = {name: model.coef_[order, n].tolist() for n, name in enumerate(names)}
    return {"": model.intercept_[order].tolist()} | told


def weights_of(known: Sequence[Case]) -> dict[str, list[float]]:
    """The weights of the features that matter."""
    count = Counter(name for case in known for name in case.features)
    names = sorted(name for name, times in count.items() if times >= LEAST)
    first = fit(known, names)
    return fit(known, [name for name in names if max(map(abs, first[name])) >= LIGHT])


def f1(known: Sequence[Case], told: Sequence[str]) -> float:
    """The F1 of the statuses other than reported, as score.py has it."""
    annotated = sum(case.right != "reported" for case in known)
    found = sum(status != "reported" for status in told)
    right = sum(case.right == status != "reported" for case, status in zip(known, told, strict=True))
    return 200 * right / max(1, annotated + found)


def report(name: str, known: Sequence[Case], weights: dict[str, list[float]]) -> None:
    network = [STATUSES[int(np.argmax(case.likely))] for case in known]
    words = [likeliest(worth(case.own, case.features, weights)) for case in known]
    told = [f1(known, ways) for ways in ([case.own for case in known], network, words)]
    print(f"{name:24} {len(known):5} numbers: rules {told[0]:.1f}, network {told[1]:.1f}, words {told[2]:.1f}")


def write(weights: dict[str, list[float]]) -> None:
    path = ROOT / "extractor" / "data" / "status_weights.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", *STATUSES])
        rounded = ([name, *(round(SCALE * weight) for weight in row)] for name, row in weights.items())
        rows = [row for row in rounded if not row[0] or any(row[1:])]
        writer.writerows(rows)
    print(f"{len(rows)} features")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    weights = weights_of(read([*SETS, READINGS], options.processes))
    rounded = {name: [round(SCALE * weight) / SCALE for weight in row] for name, row in weights.items()}
    print("bonus of the rules' own:", OWN)
    unseen = {path.name: read([path], options.processes) for path in UNSEEN}
    for name, known in unseen.items():
        report(name, known, rounded)
    report("all but gold", [case for name, known in unseen.items() if name != "gold" for case in known], rounded)
    if options.write:
        write(weights)


if __name__ == "__main__":
    main()
