#!/usr/bin/env python3
"""Measures the pipeline on folders of annotated articles and writes the table in docs/limits.md anew.

    python docs/make_limits.py corpus/gold corpus/second [FOLDER…]

A column a folder, in the order of those that the table has. The figures are F1 or accuracy, in percent.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import extractor
from extractor import evaluate
from extractor.schema import Result

PAGE = Path(__file__).parent / "limits.md"
TABLE = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.S)
ROWS = {
    "quantity value": "numbers found, with their value (F1)",
    "quantity value+unit": "… and unit",
    "q.role": "role of a number",
    "q.direction": "direction",
    "q.indicator": "what it measures",
    "q.flow": "exports, imports, total, balance",
    "q.place": "place",
    "q.partner": "partner",
    "q.period": "period",
    "q.baseline": "baseline",
    "q.status": "reported, forecast, target",
    "quantity full claim": "value, unit, role, direction, indicator, flow, place and period all right (F1)",
    "dates found": "dates found (F1)",
    "dates resolved": "… and resolved",
    "people": "people (F1)",
    "direct quotes": "direct quotations (F1)",
    "reported speech": "reported speech (F1)",
    "quote.speaker": "speaker of a quotation",
    "policies by type": "policies of the right type (F1)",
    "policy.action": "action of a policy",
    "policy.status": "status of a policy",
    "relations confirmed": "relations between figures that a check confirmed",
    "planted detected": "planted errors found",
}


def measured(folder: Path) -> evaluate.Evaluation:
    """The evaluation of a folder, planted errors included."""
    gold = evaluate.load_gold(folder)
    clean = extractor.pipe(map(evaluate.clean_article, gold))
    mutants = extractor.pipe(mutant for article in gold for mutant in evaluate.mutant_articles(article))
    results, changed = ([one for one in made if isinstance(one, Result)] for made in (clean, mutants))
    return evaluate.evaluate(gold, results, changed)


def table(evaluations: list[evaluate.Evaluation], heads: list[str]) -> str:
    """The table in Markdown."""
    lines = [f"| | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
    articles = " | ".join(str(one.articles) for one in evaluations)
    lines.append(f"| articles | {articles} |")
    for name, words in ROWS.items():
        lines.append(f"| {words} | {' | '.join(f'{one.row(name).figure:.1f}' for one in evaluations)} |")
    alarms = " | ".join("{findings}, in {articles} of {of}".format(**one.counts["false alarms"]) for one in evaluations)
    lines.append(f"| errors told of figures that are right, in how many articles | {alarms} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    folders = parser.parse_args().folders
    page = PAGE.read_text(encoding="utf-8")
    found = TABLE.search(page)
    assert found is not None
    heads = [head.strip() for head in found[0].splitlines()[0].strip("| ").split("|")]
    if len(heads) != len(folders):
        parser.error(f"the table has {len(heads)} columns: {', '.join(heads)}")
    written = table([measured(folder) for folder in folders], heads)
    PAGE.write_text(TABLE.sub(lambda _: written, page), encoding="utf-8")


if __name__ == "__main__":
    main()
