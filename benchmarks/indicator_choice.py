"""Fits data/indicator_choice.csv: the weights by which a number's indicator is chosen among its candidates.

    python benchmarks/indicator_choice.py [GOLD_DIR ...] [--write]

A conditional log-linear model: a candidate's worth is the sum of its features' weights, and the loss of a number is
minus the logarithm of the share that its right candidates have of exp(worth), as in maximum entropy ranking, with
quadratic regularization. Prints, for folds of whole articles left out, how often the rules' reading and the chosen one
are right, and how often any candidate is; with --write the table, fitted on all articles. Same articles, same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor import pipeline
from extractor.claims.choice import MARGIN, open_to
from extractor.claims.choice_candidates import Candidates, stems
from extractor.claims.choice_features import Features
from extractor.claims.link import link
from extractor.claims.view import View
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.matching import pair, same_indicator
from extractor.schema import Article

ROOT = Path(__file__).parent.parent
SETS = ("gold", "second", "third", "fourth", "fifth", "sixth", "seventh", "passages")
PASSAGES = 30
"""Passages that are fitted on, the first ones; the others are kept for measuring."""
LEAST = 20
"""Numbers, at least, one of whose candidates has a feature that gets a weight."""
STRENGTH = 5.0
"""Of the regularization: half of it times the square of each weight is added to the loss."""
ROUNDS = 200
FOLDS = 4

Vector = NDArray[np.float64]


@dataclass
class Case:
    """One annotated number: its candidates' features, which are right, which is the rules', whether it is weighed."""

    article: str
    features: list[list[str]]
    right: list[bool]
    wanted: list[bool]
    """Of the right ones those that share most words with the annotation, so that none is rewarded for idle words."""
    rules: int | None
    weighed: bool
    right_before: bool


def articles(folder: Path) -> list[GoldArticle]:
    """The annotated articles of a folder; of the passages, those that are fitted on."""
    found = load_gold(folder)
    return found[:PASSAGES] if folder.name == "passages" else found


def cases(article: GoldArticle) -> Iterator[Case]:
    """The numbers that the article and its annotation share."""
    read = Article(id=article.id, title=article.title, text=article.text, published=article.published)
    nlp = pipeline.load()
    view = View(nlp(pipeline.make_doc(nlp, read)))
    links = link(view)
    candidates = Candidates(view, links)
    features = Features(candidates)
    spans = [q.span(article.text) for q in article.gold.quantities]
    found = pair(spans, [(made.mark.start, made.mark.end) for made in links])
    for quantity, number in zip(article.gold.quantities, found, strict=True):
        if number is None:
            continue
        made, offered = links[number], candidates.of(number)
        right = [same_indicator(quantity.indicator, " ".join(c.words)) for c in offered]
        meant = stems((quantity.indicator or "").lower().split())
        shared = [len(meant & stems(c.words)) / len(meant | stems(c.words)) for c in offered]
        most = max((share for share, ok in zip(shared, right, strict=True) if ok), default=0.0)
        yield Case(
            article.id,
            features.of(made, offered),
            right,
            [ok and share == most for share, ok in zip(shared, right, strict=True)],
            next((n for n, c in enumerate(offered) if "rule" in c.sources), None),
            open_to(made),
            same_indicator(quantity.indicator, made.topic.indicator),
        )


class Data:
    """The candidates of cases as a sparse matrix of zeros and ones, row by row."""

    def __init__(self, known: Sequence[Case], names: dict[str, int]) -> None:
        rows = [[names[f] for f in row if f in names] for case in known for row in case.features]
        sizes = np.array([len(row) for row in rows])
        self.columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
        self.row_of = np.repeat(np.arange(len(rows)), sizes)
        self.rows, self.width = len(rows), len(names)
        counts = np.array([len(case.features) for case in known])
        self.case_of = np.repeat(np.arange(len(known)), counts)
        self.starts = np.concatenate([[0], np.cumsum(counts)[:-1]])

    def worth(self, weights: Vector) -> Vector:
        return np.bincount(self.row_of, weights[self.columns], minlength=self.rows)

    def back(self, of_rows: Vector) -> Vector:
        return np.bincount(self.columns, of_rows[self.row_of], minlength=self.width)


def names_of(known: Iterable[Case]) -> dict[str, int]:
    """Features that get a weight → their places."""
    told = Counter(f for case in known for f in {f for row in case.features for f in row})
    return {name: n for n, name in enumerate(sorted(f for f, count in told.items() if count >= LEAST))}


def fit(known: Sequence[Case]) -> dict[str, float]:
    """Feature → weight, by accelerated gradients whose step is halved where the loss rises."""
    known = [case for case in known if any(case.wanted)]
    names = names_of(known)
    data = Data(known, names)
    right = np.array([r for case in known for r in case.wanted])

    def loss(weights: Vector) -> tuple[float, Vector]:
        worth = data.worth(weights)
        share = np.exp(worth - np.maximum.reduceat(worth, data.starts)[data.case_of])
        whole, part = np.add.reduceat(share, data.starts), np.add.reduceat(share * right, data.starts)
        value = -np.log(part / whole).sum() + STRENGTH / 2 * weights @ weights
        slope = data.back(share / whole[data.case_of] - share * right / part[data.case_of])
        return float(value), slope + STRENGTH * weights

    scale = 1 / (data.back(np.ones(data.rows)) / data.rows + STRENGTH / len(known))  # rare features take longer steps
    weights = ahead = np.zeros(len(names))
    step, pace, last = 1 / len(known), 1.0, np.inf
    for _ in range(ROUNDS):
        value, slope = loss(ahead)
        downhill = slope * scale
        while loss(ahead - step * downhill)[0] > value - step / 2 * slope @ downhill:
            step /= 2
        moved = ahead - step * downhill
        pace = 1.0 if value > last else pace
        following = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = moved + (pace - 1) / following * (moved - weights)
        weights, pace, last, step = moved, following, value, step * 1.1
    rounded = {name: round(float(weights[n]), 2) for name, n in names.items()}
    return {name: weight for name, weight in rounded.items() if weight}


def right_after(case: Case, weights: dict[str, float]) -> bool:
    """Whether the chosen reading is right, by the rule of `choice.best`."""
    if not case.weighed or not case.features:
        return case.right_before
    worth = [sum(weights.get(f, 0.0) for f in row) for row in case.features]
    own = worth[case.rules] if case.rules is not None else float("-inf")
    others = [n for n in range(len(worth)) if n != case.rules]
    chosen = max(others, key=lambda n: worth[n], default=None)
    return case.right[chosen] if chosen is not None and worth[chosen] >= own + MARGIN else case.right_before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", default=[str(ROOT / "corpus" / name) for name in SETS])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = [case for folder in map(Path, options.gold) for article in articles(folder) for case in cases(article)]
    fold = {c.article: int(hashlib.sha256(c.article.encode()).hexdigest(), 16) % FOLDS for c in known}
    won = lost = 0
    for left_out in range(FOLDS):
        weights = fit([c for c in known if fold[c.article] != left_out])
        for case in (c for c in known if fold[c.article] == left_out):
            after = right_after(case, weights)
            won, lost = won + (after > case.right_before), lost + (after < case.right_before)
    before = sum(c.right_before for c in known)
    print(f"{len(known)} numbers; right by the rules {before / len(known):.3f}")
    print(f"right among the candidates {sum(any(c.right) for c in known) / len(known):.3f}")
    print(f"chosen, articles left out: {won} won, {lost} lost, right {(before + won - lost) / len(known):.3f}")
    if options.write:
        table = fit(known)
        lines = ["feature,weight", *(f"{name},{weight:.2f}" for name, weight in sorted(table.items()))]
        (ROOT / "extractor" / "data" / "indicator_choice.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(table)} weights")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
