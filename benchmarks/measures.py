"""How well policies are found in articles that their rules had not seen: corpus/measures.csv.

    python benchmarks/measures.py [TABLE]

TABLE has what readers listed of plain articles on trade policy: each measure and action once, paraphrases among them,
with type, action, status, actor and target. Prints the rows of `extractor evaluate` that are on policies, and for each
type of policy how many were listed, found and both. The figures are lower than on annotated articles, as these readers
listed more: whatever a measure was told by.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from annotated import CORPUS

import extractor
from extractor.evaluate.gold import Gold, GoldArticle, GoldPolicy
from extractor.evaluate.scoring import score
from extractor.evaluate.tally import FIGURES, Tally
from extractor.schema import Result

MEASURES = CORPUS / "measures.csv"
FIELDS = ("action", "status", "actor", "target")


def listed(table: Path) -> list[GoldArticle]:
    """The articles of a table with their policies; their texts stand in `plain/` beside it."""
    rows: dict[str, list[dict[str, str]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["article"], []).append(row)
    return [_article(table.parent / "plain" / f"{name}.txt", told) for name, told in rows.items()]


def _article(file: Path, rows: Iterable[dict[str, str]]) -> GoldArticle:
    text = file.read_text(encoding="utf-8")
    policies = [
        GoldPolicy(
            text=row["text"],
            nth=1 + text[: int(row["start"])].count(row["text"]),
            type=row["type"],
            **{name: row[name] or None for name in FIELDS},
        )
        for row in rows
    ]
    return GoldArticle(id=file.stem, title=text.split("\n", 1)[0], text=text, gold=Gold(policies=policies))


def types(articles: Iterable[tuple[GoldArticle, Result]]) -> dict[str, tuple[int, int, int]]:
    """Type → how many policies are listed, found and both."""
    found: dict[str, list[int]] = {}
    for article, result in articles:
        own, told = Counter(p.type for p in article.gold.policies), Counter(c.policy for c in result.policies)
        for name in own.keys() | told.keys():
            counts = found.setdefault(name, [0, 0, 0])
            for n, count in enumerate((own[name], told[name], min(own[name], told[name]))):
                counts[n] += count
    ranked = sorted(found.items(), key=lambda item: -item[1][0])
    return {name: (own, told, both) for name, (own, told, both) in ranked}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, nargs="?", default=MEASURES)
    articles = listed(parser.parse_args().table)
    results = [extractor.extract(article.text, title=article.title) for article in articles]
    pairs = list(zip(articles, results, strict=True))
    whole = Tally()
    for article, result in pairs:
        for row, counts in score(article, result).counts.items():
            whole.counts[row].update(counts)
    counts = whole.counts["policies by type"]
    told = f"{counts['gold']} policies listed, {counts['found']} found, {counts['right']} both"
    print(f"{len(articles)} articles, {told}")
    print(f"policies by type {FIGURES['f1'](counts):.1f}")
    for name in FIELDS:
        print(f"policy.{name} {FIGURES['accuracy'](whole.counts[f'policy.{name}']):.1f}")
    for name, (own, told, both) in types(pairs).items():
        print(f"{name:24} {own:5} {told:5} {both:5}")


if __name__ == "__main__":
    main()
