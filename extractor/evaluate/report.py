"""The table of figures: annotated articles against results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.evaluate.blame import score_mutant
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.scoring import score
from extractor.evaluate.tally import Row, Tally, row_of, sums
from extractor.schema import Article, Result

F1_ROWS = (
    "quantity value", "quantity value+unit", "quantity full claim", "dates found", "dates resolved", "people",
    "direct quotes", "reported speech", "policies by type", "qualifier not exact", "status not reported",
)  # fmt: skip
COUNT_ROWS = ("false alarms", "alarms on mutants", "warnings on clean articles")
BINS = 10


@dataclass(frozen=True)
class Bin:
    """One line of the reliability table: claims whose confidence lies in [low, high), how sure they were on
    average and which share of them was right in full (value, unit, kind and the decisive fields)."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Evaluation:
    """Figures over a set of annotated articles. `counts` are rows without a figure (alarms, warnings);
    `misses` the things that went wrong, by kind."""

    articles: int
    missing_outputs: int
    rows: tuple[Row, ...]
    counts: Mapping[str, Mapping[str, int]]
    reliability: tuple[Bin, ...]
    misses: Mapping[str, Sequence[tuple[Any, ...]]]

    def row(self, name: str) -> Row:
        """The row of that name. Raises KeyError."""
        return {row.name: row for row in self.rows}[name]

    def to_dict(self) -> dict[str, Any]:
        """Everything but the misses, as JSON-able values."""
        return {
            "articles": self.articles,
            "missing_outputs": self.missing_outputs,
            "rows": [asdict(row) for row in self.rows],
            "counts": {name: dict(counts) for name, counts in self.counts.items()},
            "reliability": [asdict(line) for line in self.reliability],
        }

    def to_text(self) -> str:
        """One line a row, then the reliability table of `confidence`."""
        lines = [f"{'articles':48s} {self.articles}", f"{'missing_outputs':48s} {self.missing_outputs}"]
        lines += [f"{row.name:48s} {row}" for row in self.rows]
        for name, counts in self.counts.items():
            lines.append(f"{name:48s} " + "  ".join(f"{key}={value}" for key, value in counts.items()))
        lines += ["", "confidence     n   mean  right in full"]
        lines += [f"{b.low:.1f} to {b.high:.1f}{b.n:6d}  {b.confidence:5.2f}  {b.right:5.2f}" for b in self.reliability]
        return "\n".join(lines) + "\n"

    def show(self, kind: str, most: int = 40) -> str:
        """The misses of one kind (quantity_missed, quantity_spurious, value, unit, date, person, policy,
        false_alarm, warning, or a row's name), one a line."""
        lines = [" | ".join(map(str, miss)) for miss in self.misses.get(kind, ())]
        return "\n".join([f"--- {kind}", *lines[:most]]) + "\n"


def _reliability(tallies: Iterable[Tally]) -> tuple[Bin, ...]:
    pairs = [pair for tally in tallies for pair in tally.confidences]
    lines = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [(c, right) for c, right in pairs if min(int(c * BINS), BINS - 1) == number]
        if inside:
            n = len(inside)
            mean, share = sum(c for c, _ in inside) / n, sum(right for _, right in inside) / n
            lines.append(Bin(low, high, n, round(mean, 3), round(share, 3)))
    return tuple(lines)


def mutant_id(article: GoldArticle, number: int) -> str:
    """The id under which the article with its mutation `number` (from 0) goes."""
    return f"{article.id}#m{number}"


def clean_article(article: GoldArticle) -> Article:
    """An annotated article as a reader would give it."""
    return Article(
        id=article.id,
        title=article.title,
        text=article.text,
        published=article.published,
        published_from="given" if article.published else None,
    )


def mutant_articles(article: GoldArticle) -> list[Article]:
    """The articles with one annotated mutation each, ids by `mutant_id`."""
    mutants = []
    for number in range(len(article.mutations)):
        title, text = article.mutant(number)
        update = {"id": mutant_id(article, number), "title": title, "text": text}
        mutants.append(clean_article(article).model_copy(update=update))
    return mutants


def load_results(path: str | Path) -> list[Result]:
    """Results as written before: a .jsonl file, a .json file, or a folder of .json files in name order.

    Raises OSError, and ValueError (file and line first) for content in another form.
    """
    path = Path(path)
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    results = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        records = text.splitlines() if file.suffix == ".jsonl" else [text]
        for line, record in enumerate(records, 1):
            if record.strip():
                try:
                    results.append(Result.model_validate_json(record))
                except ValueError as fault:
                    raise ValueError(f"{file}:{line}: {fault}") from fault
    return results


def evaluate(
    gold: str | Path | Sequence[GoldArticle], results: Iterable[Result], mutants: Iterable[Result] = ()
) -> Evaluation:
    """Scores results against annotated articles.

    `gold` is a folder (or file) of annotated articles, or the articles; `results` are matched by article id,
    a missing one counts as empty; `mutants` are results of `mutant_articles`, matched by their ids: with any
    of them the planted-error rows are added. Figures are percentages. Raises as `load_gold`.
    """
    articles = load_gold(gold) if isinstance(gold, str | Path) else list(gold)
    given = {result.article.id: result for result in results}
    planted = {result.article.id: result for result in mutants}
    tallies = []
    for article in articles:
        result = given.get(article.id) or empty(article)
        tally = score(article, result)
        if planted:
            for number, change in enumerate(article.mutations):
                mutant = planted.get(mutant_id(article, number)) or empty(article)
                score_mutant(article, change, result, mutant, tally)
        tallies.append(tally)
    accuracy = sorted({name for t in tallies for name, kind in t.kinds.items() if kind == "accuracy"})
    rows = tuple(row for name in (*F1_ROWS, *accuracy) if (row := row_of(name, tallies)) is not None)
    counts = {name: dict(sums(name, tallies)) for name in COUNT_ROWS if any(name in t.counts for t in tallies)}
    misses: dict[str, list[tuple[Any, ...]]] = {}
    for tally in tallies:
        for kind, items in tally.misses.items():
            misses.setdefault(kind, []).extend(items)
    missing = sum(article.id not in given for article in articles)
    return Evaluation(len(articles), missing, rows, counts, _reliability(tallies), misses)


def empty(article: GoldArticle) -> Result:
    """The Result of a program that gave nothing."""
    return Result(article=Article(id=article.id, text=""))


def to_json(evaluation: Evaluation) -> str:
    """The figures as JSON, without the misses."""

    def plain(value: Any) -> Any:
        return float(value) if isinstance(value, Decimal) else str(value)

    return json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=1, default=plain) + "\n"
