"""Trees that choose among readings, fitted on annotated numbers: LambdaMART (gradient-boosted trees whose gradients are
those of a ranking, Burges 2010) as lightgbm has it. For `indicator_choice.py`, `flow_choice.py`, `period_choice.py`,
`role_choice.py` and, with another aim, `plausibility.py`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from extractor import pipeline
from extractor.claims.choice_numbers import Told
from extractor.claims.link import Link
from extractor.claims.view import View
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.matching import pair
from extractor.forest import SCALE
from extractor.schema import Article

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
READINGS = CORPUS / "readings.csv"
"""What is read of the numbers of plain articles; most have no date, so that their periods aren't fitted on."""
SETS = [
    CORPUS / name
    for name in (
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst",
        "twentysecond", "twentythird", "twentyfourth", "passages",
    )
]  # fmt: skip
"""Whole annotations that are fitted on. Not corpus/gold, corpus/eleventh and corpus/twentyfifth, so that what is
measured there is on articles that no tree has seen."""
FIELDS = ("role", "direction", "indicator", "flow", "period")
PASSAGES = 30
"""Passages that are fitted on, the first ones; the others are kept for measuring."""
LEAST = 80
"""Candidates, at least, that have a feature which trees may look at."""
FOLDS = 4
PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
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
Read = TypeVar("Read")


@dataclass
class Case:
    """One annotated number: its candidates' features, which are right, which is the rules', whether it is weighed."""

    article: str
    features: list[Told]
    right: list[bool]
    labels: list[int]
    """How good each candidate is: 0 is wrong."""
    rules: int | None
    weighed: bool
    right_before: bool


@dataclass(frozen=True)
class Reading:
    """What an annotator read of one number."""

    start: int
    end: int
    role: str | None
    direction: str | None
    indicator: str | None
    flow: str | None
    period: str | None


@dataclass(frozen=True)
class Annotated:
    """An article and what was read of its numbers."""

    article: Article
    readings: list[Reading]

    @property
    def view(self) -> View:
        """The components' reading of the article."""
        nlp = pipeline.load()
        return View(nlp(pipeline.make_doc(nlp, self.article)))

    def among(self, links: Sequence[Link]) -> Iterator[tuple[Reading, int]]:
        """The readings whose numbers were found, with the numbers of their links."""
        spans = [(reading.start, reading.end) for reading in self.readings]
        found = pair(spans, [(made.mark.start, made.mark.end) for made in links])
        yield from ((reading, n) for reading, n in zip(self.readings, found, strict=True) if n is not None)


def of_folder(folder: Path) -> list[Annotated]:
    """The annotated articles of a folder; of the passages, those that are fitted on."""
    found = load_gold(folder)
    return [_annotated(made) for made in (found[:PASSAGES] if folder.name == "passages" else found)]


def _annotated(made: GoldArticle) -> Annotated:
    article = Article(id=made.id, title=made.title, text=made.text, published=made.published)
    readings = [
        Reading(*q.span(made.text), q.role, q.direction, q.indicator, q.flow, q.period) for q in made.gold.quantities
    ]
    return Annotated(article, readings)


def of_plain(table: Path) -> list[Annotated]:
    """The articles of `plain/` beside a table of readings, with theirs."""
    rows: dict[str, list[dict[str, str]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["article"], []).append(row)
    found = []
    for name, some in rows.items():
        text = (table.parent / "plain" / f"{name}.txt").read_text(encoding="utf-8")
        article = Article(id=name, title=text.split("\n", 1)[0], text=text)
        readings = [
            Reading(int(row["start"]), int(row["end"]), *(row[field] or None for field in FIELDS)) for row in some
        ]
        found.append(Annotated(article, readings))
    return found


def known_articles(paths: Iterable[Path]) -> list[Annotated]:
    """What folders and tables hold."""
    return [found for path in paths for found in (of_plain(path) if path.suffix == ".csv" else of_folder(path))]


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
    labels = [label for case in known for label in case.labels]
    asked = {**PARAMETERS, **parameters}
    ranked = asked["objective"] == "lambdarank"
    group = [len(case.features) for case in known] if ranked else None
    return lightgbm.train(asked, lightgbm.Dataset(matrix(known, names), label=labels, group=group), rounds)


def fold_of(article: str) -> int:
    """The fold that an article is left out in."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS


def right_after(case: Case, worth: Vector, margin: int) -> bool:
    """Whether the chosen reading is right: the rules' unless another is worth `margin` more."""
    if not case.weighed or not case.features:
        return case.right_before
    own = worth[case.rules] if case.rules is not None else float("-inf")
    others = [n for n in range(len(worth)) if n != case.rules]
    chosen = max(others, key=lambda n: worth[n], default=None)
    taken = chosen is not None and worth[chosen] >= own + margin / SCALE
    return case.right[chosen] if taken and chosen is not None else case.right_before


def report(known: Sequence[Case], margin: int, rounds: int, **parameters: object) -> None:
    """Prints how often the rules' reading and the chosen one are right, for folds of whole articles left out."""
    names = names_of(known)
    won = lost = 0
    for left_out in range(FOLDS):
        model = fit([c for c in known if fold_of(c.article) != left_out], names, rounds, **parameters)
        for case in (c for c in known if fold_of(c.article) == left_out and c.features):
            after = right_after(case, np.asarray(model.predict(matrix([case], names))), margin)
            won, lost = won + (after > case.right_before), lost + (after < case.right_before)
    before = sum(c.right_before for c in known)
    print(f"{len(known)} numbers; right by the rules {before / len(known):.3f}")
    print(f"right among the candidates {sum(any(c.right) for c in known) / len(known):.3f}")
    print(f"chosen, articles left out: {won} won, {lost} lost, right {(before + won - lost) / len(known):.3f}")


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


def command(
    doc: str | None,
    table: str,
    cases: Callable[[Annotated], Iterable[Case]],
    default: Sequence[Path],
    margin: int,
    rounds: int,
    **parameters: object,
) -> None:
    """The command of a table: reads what is annotated, reports, and writes the table where it is asked to."""
    known, asked = arguments(doc, cases, default)
    report(known, margin, rounds, **parameters)
    if asked:
        write(table, known, rounds, **parameters)


def arguments(
    doc: str | None, read: Callable[[Annotated], Iterable[Read]], default: Sequence[Path]
) -> tuple[list[Read], bool]:
    """What a command's folders and tables hold, and whether the trees are to be written."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=default)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    known = [found for article in known_articles(options.gold) for found in read(article)]
    return known, options.write
