"""Fits data/indicator_choice.csv: the trees by which a number's indicator is chosen among its candidates.

    pip install lightgbm
    python benchmarks/indicator_choice.py [GOLD_DIR ...] [--write]

LambdaMART (gradient-boosted trees whose gradients are those of a ranking, Burges 2010) over the candidates of each
annotated number. Prints, for folds of whole articles left out, how often the rules' reading and the chosen one are right,
and how often any candidate is; with --write the table, fitted on all articles. Same articles, same trees.
corpus/gold and corpus/eleventh are not fitted on, so that what is measured there is on articles that no tree has seen.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extractor import pipeline
from extractor.claims.choice import MARGIN, SCALE, open_to
from extractor.claims.choice_candidates import Candidates, stems
from extractor.claims.choice_features import Features, Told
from extractor.claims.link import link
from extractor.claims.view import View
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.matching import pair, same_indicator
from extractor.schema import Article

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "extractor" / "data" / "indicator_choice.csv"
SETS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth", "passages")
PASSAGES = 30
"""Passages that are fitted on, the first ones; the others are kept for measuring."""
LEAST = 80
"""Candidates, at least, that have a feature which trees may look at."""
ROUNDS = 60
FOLDS = 4
PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 4,
    "label_gain": [0, 1, 1.3],
    "num_leaves": 31,
    "max_depth": 10,
    "learning_rate": 0.2,
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
    """One annotated number: its candidates' features, which are right, which is the rules', whether it is weighed."""

    article: str
    features: list[Told]
    right: list[bool]
    labels: list[int]
    """2 for the right ones that share most words with the annotation, 1 for other right ones, else 0."""
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
        told = features.of_number(number)
        yield Case(
            article.id,
            [{**told, **own} for own in features.of(number, offered)],
            right,
            [int(ok) + (ok and share == most) for share, ok in zip(shared, right, strict=True)],
            next((n for n, c in enumerate(offered) if "rule" in c.sources), None),
            open_to(made),
            same_indicator(quantity.indicator, made.topic.indicator),
        )


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


def fit(known: Sequence[Case], names: dict[str, int]) -> lightgbm.Booster:
    known = [case for case in known if case.features]
    labels = [label for case in known for label in case.labels]
    data = lightgbm.Dataset(matrix(known, names), label=labels, group=[len(case.features) for case in known])
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def right_after(case: Case, worth: Vector) -> bool:
    """Whether the chosen reading is right, by the rule of `choice.best`."""
    if not case.weighed or not case.features:
        return case.right_before
    own = worth[case.rules] if case.rules is not None else float("-inf")
    others = [n for n in range(len(worth)) if n != case.rules]
    chosen = max(others, key=lambda n: worth[n], default=None)
    taken = chosen is not None and worth[chosen] >= own + MARGIN / SCALE
    return case.right[chosen] if taken and chosen is not None else case.right_before


def table(model: lightgbm.Booster, names: dict[str, int]) -> list[list[object]]:
    """The trees as rows of data/indicator_choice.csv, see `extractor.claims.forest`."""
    called = list(names)
    rows: list[list[object]] = []

    def add(tree: int, node: dict[str, Any]) -> int:
        at = len(rows)
        if "split_feature" not in node:
            rows.append([tree, "", "", "", "", round(node["leaf_value"] * SCALE)])
            return at
        rows.append([tree, called[node["split_feature"]], f"{node['threshold']:.6g}", "", "", ""])
        rows[at][3], rows[at][4] = add(tree, node["left_child"]), add(tree, node["right_child"])
        return at

    for number, tree in enumerate(model.dump_model()["tree_info"]):
        add(number, tree["tree_structure"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", default=[str(ROOT / "corpus" / name) for name in SETS])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = [case for folder in map(Path, options.gold) for article in articles(folder) for case in cases(article)]
    names = names_of(known)
    fold = {c.article: int(hashlib.sha256(c.article.encode()).hexdigest(), 16) % FOLDS for c in known}
    won = lost = 0
    for left_out in range(FOLDS):
        model = fit([c for c in known if fold[c.article] != left_out], names)
        for case in (c for c in known if fold[c.article] == left_out and c.features):
            after = right_after(case, np.asarray(model.predict(matrix([case], names))))
            won, lost = won + (after > case.right_before), lost + (after < case.right_before)
    before = sum(c.right_before for c in known)
    print(f"{len(known)} numbers; right by the rules {before / len(known):.3f}")
    print(f"right among the candidates {sum(any(c.right) for c in known) / len(known):.3f}")
    print(f"chosen, articles left out: {won} won, {lost} lost, right {(before + won - lost) / len(known):.3f}")
    if options.write:
        rows = table(fit(known, names), names)
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([["tree", "feature", "threshold", "low", "high", "value"], *rows])
        print(f"{len(rows)} nodes")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
