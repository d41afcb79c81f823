"""Fits data/indicator_likelihood.csv and data/indicator_choice.csv: the trees that tell how likely a word is part of
what a number measures, and those that choose among the readings that such words make promising.

    pip install lightgbm
    python benchmarks/indicator_choice.py [FOLDER_OR_TABLE ...] [--write]

Prints, for folds of whole articles left out, how often the rules' reading and the chosen one are right, and how often
any candidate is; with --write the tables, fitted on all articles. The second trees are fitted on likelihoods of words
by trees that haven't seen the article. Same articles, same trees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from trees import FOLDS, READINGS, SETS, Annotated, Case, arguments, fit, fold_of, matrix, names_of, report, write

from extractor.claims.choice import MARGIN, open_to
from extractor.claims.choice_candidates import Candidate, Candidates, stems
from extractor.claims.choice_features import of_number, of_readings
from extractor.claims.choice_numbers import Told
from extractor.claims.choice_promising import promising
from extractor.claims.choice_words import STEPS, WordFeatures
from extractor.claims.link import Link
from extractor.claims.naming import named_by_rules
from extractor.evaluate.matching import same_indicator
from extractor.forest import SCALE

WORD_ROUNDS = 120
WORDS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.2,
    "min_data_in_leaf": 40,
    "max_depth": -1,
}
ROUNDS = 60
PARAMETERS: dict[str, Any] = {"learning_rate": 0.2, "lambdarank_truncation_level": 4, "label_gain": [0, 1, 1.3]}


@dataclass
class Number:
    """An annotated number, its candidates, and the features of their words."""

    article: str
    meant: str | None
    made: Link
    offered: list[Candidate]
    words: dict[str, Told]

    def words_case(self) -> Case:
        """The words; right is which of them the annotation has, or has a synonym of."""
        meant = stems(tuple((self.meant or "").lower().replace("-", " ").split()))
        right = [_said(word, meant, self.meant) for word in self.words]
        return Case(self.article, list(self.words.values()), right, list(map(int, right)), None, True, False)

    def case(self, likely: dict[str, int]) -> Case:
        """The readings; those are best that share most words with the annotation, so that none is rewarded for idle
        words."""
        readings = promising(self.offered, likely)
        right = [same_indicator(self.meant, " ".join(c.words)) for c in readings]
        meant = stems(tuple((self.meant or "").lower().split()))
        shared = [len(meant & stems(c.words)) / max(len(meant | stems(c.words)), 1) for c in readings]
        most = max((share for share, ok in zip(shared, right, strict=True) if ok), default=0.0)
        told = of_number(self.made)
        return Case(
            self.article,
            [told | own for own in of_readings(self.made, readings, likely)],
            right,
            [int(ok) + (ok and share == most) for share, ok in zip(shared, right, strict=True)],
            next((n for n, c in enumerate(readings) if "rule" in c.sources), None),
            open_to(self.made),
            same_indicator(self.meant, self.made.topic.indicator),
        )


def _said(word: str, meant: frozenset[str], annotation: str | None) -> bool:
    parts = [part for part in word.split("-") if part]
    return bool(parts) and all(part in meant or any(same_indicator(part, other) for other in meant) for part in parts)


def numbers(article: Annotated) -> Iterator[Number]:
    """The numbers that the article and its annotation share."""
    view = article.view
    links = named_by_rules(view)
    candidates = Candidates(view, links)
    words = WordFeatures(candidates)
    for reading, number in article.among(links):
        offered = candidates.of(number)
        yield Number(article.article.id, reading.indicator, links[number], offered, words.of(number, offered))


def likelihoods(known: Sequence[Number]) -> list[dict[str, int]]:
    """How likely the words of each number are, by trees fitted on the other folds' articles."""
    cases = [number.words_case() for number in known]
    names = names_of(cases)
    found: list[dict[str, int]] = [{} for _ in known]
    for left_out in range(FOLDS):
        model = fit([c for c in cases if fold_of(c.article) != left_out], names, WORD_ROUNDS, **WORDS)
        for number, case, told in zip(known, cases, found, strict=True):
            if fold_of(case.article) == left_out and case.features:
                worth = np.asarray(model.predict(matrix([case], names), raw_score=True))
                likely = (bisect_right(STEPS, round(value * SCALE)) for value in worth)
                told.update(zip(number.words, likely, strict=True))
    return found


def main() -> None:
    known, asked = arguments(__doc__, numbers, [*SETS, READINGS])
    cases = [number.case(likely) for number, likely in zip(known, likelihoods(known), strict=True)]
    report(cases, MARGIN, ROUNDS, **PARAMETERS)
    if asked:
        write("indicator_likelihood", [number.words_case() for number in known], WORD_ROUNDS, **WORDS)
        write("indicator_choice", cases, ROUNDS, **PARAMETERS)


if __name__ == "__main__":
    main()
