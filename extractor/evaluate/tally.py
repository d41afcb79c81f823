"""Counts by row and article, and the figures made of them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

RESAMPLES, SEED = 500, 1
Kind = Literal["f1", "accuracy"]


@dataclass
class Tally:
    """The counts of one article (or of one article's mutants).

    `counts[row]` holds gold, found and right for rows of kind f1, n and right for rows of kind accuracy;
    `answers[row]` the annotated answers, for the figure of always giving the commonest; `misses[row]` what
    went wrong, for people to read; `confidences` each quantity claim's confidence and whether it is right in
    full; `right` the annotated spans of those that are.
    """

    kinds: dict[str, Kind] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    answers: dict[str, Counter[Hashable]] = field(default_factory=lambda: defaultdict(Counter))
    misses: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    right: list[tuple[int, int]] = field(default_factory=list)

    def answer(self, row: str, right: bool, miss: tuple[Any, ...], gold: Hashable = ...) -> None:
        """Counts one answer of an accuracy row; `miss` is kept where it is wrong, `gold` the right answer."""
        self.kinds[row] = "accuracy"
        self.counts[row]["n"] += 1
        self.counts[row]["right"] += right
        if gold is not ...:
            self.answers[row][gold] += 1
        if not right:
            self.misses[row].append(miss)

    def found(self, row: str, gold: int, found: int, right: int) -> None:
        """Counts annotated, found and rightly found things of an F1 row."""
        self.kinds[row] = "f1"
        self.counts[row].update(gold=gold, found=found, right=right)

    def count(self, row: str, **numbers: int) -> None:
        """Plain counts, which have no figure."""
        self.counts[row].update(numbers)


def _accuracy(counts: Counter[str]) -> float | None:
    return 100 * counts["right"] / counts["n"] if counts["n"] else None


def _f1(counts: Counter[str]) -> float | None:
    both = counts["gold"] + counts["found"]
    return 200 * counts["right"] / both if both else None


FIGURES: dict[Kind, Callable[[Counter[str]], float | None]] = {"f1": _f1, "accuracy": _accuracy}


@dataclass(frozen=True)
class Row:
    """One row of the table. Figures are percentages, rounded to one place.

    `figure` is F1 or accuracy, `low` and `high` its bootstrap 95 % interval by article, `majority` what
    always giving the commonest annotated answer would reach (accuracy rows only).
    """

    name: str
    kind: Kind
    figure: float
    n: int
    low: float | None
    high: float | None
    precision: float | None = None
    recall: float | None = None
    majority: float | None = None

    def __str__(self) -> str:
        if self.kind == "f1":
            parts = [f"P={self.precision}", f"R={self.recall}", f"F1={self.figure}", f"gold={self.n}"]
        else:
            parts = [f"acc={self.figure}", f"n={self.n}"]
        if self.majority is not None:
            parts.append(f"majority={self.majority}")
        if self.low is not None:
            parts.append(f"95%=[{self.low}, {self.high}]")
        return "  ".join(parts)


def interval(
    articles: Sequence[Counter[str]], figure: Callable[[Counter[str]], float | None]
) -> tuple[float | None, float | None]:
    """The bootstrap 95 % percentile interval of a figure, whole articles drawn with replacement; the seed is
    fixed. (None, None) for fewer than two articles that have a say."""
    say = [counts for counts in articles if counts]
    if len(say) < 2:
        return None, None
    rng, drawn = random.Random(SEED), []
    for _ in range(RESAMPLES):
        total: Counter[str] = Counter()
        for index in rng.choices(range(len(say)), k=len(say)):
            total.update(say[index])
        value = figure(total)
        if value is not None:
            drawn.append(value)
    drawn.sort()
    if not drawn:
        return None, None
    low, high = drawn[int(0.025 * (len(drawn) - 1))], drawn[int(0.975 * (len(drawn) - 1) + 0.5)]
    return round(low, 1), round(high, 1)


def row_of(name: str, tallies: Sequence[Tally]) -> Row | None:
    """The row made of all articles' counts; None where there are none."""
    kinds = [tally.kinds[name] for tally in tallies if name in tally.kinds]
    if not kinds:
        return None
    articles = [tally.counts[name] for tally in tallies if name in tally.kinds]
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(article)
    low, high = interval(articles, FIGURES[kinds[0]])
    figure = round(FIGURES[kinds[0]](counts) or 0.0, 1)
    if kinds[0] == "f1":
        share = [round(100 * counts["right"] / counts[k], 1) if counts[k] else 0.0 for k in ("found", "gold")]
        return Row(name, "f1", figure, counts["gold"], low, high, precision=share[0], recall=share[1])
    answers: Counter[Hashable] = Counter()
    for tally in tallies:
        answers.update(tally.answers.get(name, {}))
    commonest = round(100 * max(answers.values()) / counts["n"], 1) if answers else None
    return Row(name, "accuracy", figure, counts["n"], low, high, majority=commonest)


def sums(name: str, tallies: Iterable[Tally]) -> Counter[str]:
    """The plain counts of a row over all articles."""
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally.counts.get(name, {}))
    return total
