"""How many errors are found that the writers of articles planted in them: corpus/planted.csv.

    python benchmarks/planted.py [TABLE]

TABLE has one error a row: where it stands in an article of `plain/` beside it, when that is taken to be published, the
words, those put in their place, and what a careful reader would prove it by. Each alone makes its article inconsistent.
Prints how many raise an error that the article as it was does not, how many of those name the planted words, and how
many articles raise one as they are: rules were mended on those that did, on no planted error.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotated import CORPUS

import extractor
from extractor.schema import Result

PLANTED = CORPUS / "planted.csv"
Known = tuple[str, tuple[str, ...]]
"""A finding's check, and the texts of its figures and dates."""


def alarms(result: Result) -> dict[Known, set[tuple[int, int]]]:
    """The errors told of an article, with the places of their figures and dates."""
    places = {one.id: one for one in (*result.claims, *result.dates)}
    found = {}
    for finding in result.findings:
        if finding.verdict == "inconsistent":
            members = [places[name] for name in (*finding.claims, *finding.dates)]
            told = finding.check, tuple(sorted(member.text for member in members))
            found[told] = {(member.start, member.end) for member in members}
    return found


def read(text: str, published: str) -> dict[Known, set[tuple[int, int]]]:
    title = text.split("\n", 1)[0]
    return alarms(extractor.extract(text, title=title, published=published or None))


def outcomes(table: Path) -> Iterator[str]:
    """What happens to each error: found, named or neither; and each article that raises one as it is."""
    known: dict[str, dict[Known, set[tuple[int, int]]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (table.parent / "plain" / f"{row['article']}.txt").read_text(encoding="utf-8")
            if row["article"] not in known:
                known[row["article"]] = read(text, row["published"])
                yield "articles"
                if known[row["article"]]:
                    yield "false alarms"
            start, end = int(row["start"]), int(row["end"])
            stop = start + len(row["replaced"])
            raised = read(text[:start] + row["replaced"] + text[end:], row["published"])
            new = [places for told, places in raised.items() if told not in known[row["article"]]]
            yield "errors"
            if new:
                yield "found"
            if any(a < stop and start < b for places in new for a, b in places):
                yield "named"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, nargs="?", default=PLANTED)
    count = Counter(outcomes(parser.parse_args().table))
    print(f"{count['errors']} errors, {count['found']} found, {count['named']} by the planted words")
    print(f"{count['articles']} articles as they are, {count['false alarms']} with an error")


if __name__ == "__main__":
    main()
