"""Milliseconds of the checks an article: of consistent articles, and of planted errors whose conflicts are explained.

    python benchmarks/checks.py [GOLD_DIR ...]

Processor time of `extractor.check` on claims that the pipeline has read before: finding the relations, closed forms,
the joint system, cores, repairs and messages. A conflict's time is that of the whole check of the article with it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import extractor
from extractor.evaluate.gold import load_gold
from extractor.evaluate.report import clean_article
from extractor.schema import Article, Result

GOLD = Path(__file__).parent.parent / "corpus" / "gold"


def articles(folders: Iterable[Path]) -> list[tuple[bool, Article]]:
    """Every article of the folders, and every one with each of its errors; whether one is planted."""
    found = []
    for article in (a for folder in folders for a in load_gold(folder)):
        found.append((False, clean_article(article)))
        for number in range(len(article.mutations)):
            title, text = article.mutant(number)
            changed = {"id": f"{article.id}#{number}", "title": title, "text": text}
            found.append((True, clean_article(article).model_copy(update=changed)))
    return found


def milliseconds(result: Result) -> float:
    """The shortest of three rounds."""
    rounds = []
    for _ in range(3):
        began = time.process_time()
        extractor.check(result)
        rounds.append(1000 * (time.process_time() - began))
    return min(rounds)


def row(name: str, times: list[float]) -> str:
    times = sorted(times)
    return (
        f"| {name} | {len(times)} | {median(times):.0f} | {times[int(0.95 * (len(times) - 1))]:.0f} | {times[-1]:.0f} |"
    )


def main() -> None:
    given = articles([Path(name) for name in sys.argv[1:]] or [GOLD])
    results = list(extractor.pipe(article for _, article in given))
    times: dict[str, list[float]] = {"clean": [], "planted, no conflict": [], "conflict explained": []}
    for (planted, _), result in zip(given, results, strict=True):
        conflict = any(f.verdict == "inconsistent" for f in result.findings)
        name = "conflict explained" if conflict else "planted, no conflict" if planted else "clean"
        times[name].append(milliseconds(result))
    print("| articles | count | median ms | p95 ms | most ms |\n| --- | ---: | ---: | ---: | ---: |")
    print("\n".join(row(name, found) for name, found in times.items() if found))


if __name__ == "__main__":
    main()
