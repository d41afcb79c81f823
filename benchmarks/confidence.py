"""Fits data/confidence.csv: how often claims of one kind are right in full, leaving one article out at a time.

    python benchmarks/confidence.py [GOLD_DIR …] [--write]

The folders are those of articles on which nothing else is fitted, unless others are named.
A claim's kind is how its topic and its period were found; a rare kind leans on its topic's own share. Prints the
reliability of the left-out predictions; with --write the table, fitted on all articles.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from annotated import UNSEEN

import extractor
from extractor import pipeline
from extractor.claims.confidence import kind_of
from extractor.claims.naming import linked
from extractor.claims.view import View
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.matching import codes, days, pair, same_indicator, same_unit, same_value
from extractor.schema import Article

Kind = tuple[str, str]
Case = tuple[str, Kind, bool]
ROOT = Path(__file__).parent.parent
STRENGTH = 6
"""How many cases the broader share counts for."""


def cases(article: GoldArticle) -> Iterable[Case]:
    """(article, kind, right in full) of each number that the article and its annotation share."""
    read = Article(id=article.id, title=article.title, text=article.text, published=article.published)
    result = extractor.extract(read)
    nlp = pipeline.load()
    view = View(nlp(pipeline.make_doc(nlp, read)))
    links = linked(view)
    kinds = {made.mark.start: kind_of(made) for made in links}
    gold = article.gold.quantities
    found = result.quantities
    spans = [q.span(article.text) for q in gold]
    for quantity, number in zip(gold, pair(spans, [(c.start, c.end) for c in found]), strict=True):
        if number is None:
            continue
        claim = found[number]
        right = (
            same_value(quantity, claim)
            and same_unit(quantity, claim)
            and (quantity.role, quantity.direction, quantity.flow) == (claim.role, claim.direction, claim.flow)
            and same_indicator(quantity.indicator, claim.indicator)
            and codes(quantity.place) == codes(claim.place)
            and days(quantity.period) == days(claim.period)
        )
        yield article.id, kinds[claim.start], right


def fit(known: Iterable[Case]) -> dict[Kind, float]:
    """Kind → share of full claims, leaning on the topic's share, and that on the share of all."""
    exact: defaultdict[Kind, list[bool]] = defaultdict(list)
    for _, (topic, period), right in known:
        for kind in ((topic, period), (topic, "*"), ("*", "*")):
            exact[kind].append(right)
    overall = sum(exact["*", "*"]) / max(len(exact["*", "*"]), 1)

    def lean(kind: Kind, on: float) -> float:
        return (sum(exact[kind]) + STRENGTH * on) / (len(exact[kind]) + STRENGTH)

    table = {("*", "*"): overall}
    for kind in [k for k in exact if k[1] == "*" and k[0] != "*"]:
        table[kind] = lean(kind, overall)
    for kind in [k for k in exact if k[1] != "*"]:
        table[kind] = lean(kind, table[kind[0], "*"])
    return table


def predict(table: dict[Kind, float], kind: Kind) -> float:
    return table.get(kind, table.get((kind[0], "*"), table["*", "*"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", default=UNSEEN)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    known = [case for folder in options.gold for article in load_gold(folder) for case in cases(article)]
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for left_out in sorted({article for article, _, _ in known}):
        table = fit(case for case in known if case[0] != left_out)
        for article, kind, right in known:
            if article == left_out:
                guess = predict(table, kind)
                bins[min(int(guess * 5), 4)].append((guess, right))
    print(f"{'confidence':12}{'n':>6}{'mean':>8}{'right':>8}")
    for number in sorted(bins):
        rows = bins[number]
        mean, share = (sum(values) / len(rows) for values in zip(*rows, strict=True))
        print(f"{number / 5:.1f} to {number / 5 + 0.2:.1f}  {len(rows):6}{mean:8.2f}{share:8.2f}")
    if options.write:
        table = fit(known)
        lines = ["topic,period,confidence", *(f"{t},{p},{share:.2f}" for (t, p), share in sorted(table.items()))]
        (ROOT / "extractor" / "data" / "confidence.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
