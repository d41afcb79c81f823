"""Speed of the quantity component on one core; benchmarks/peers.py has the published peers.

    python benchmarks/quantities.py [--articles FOLDER] [--rounds N]

Words a second over the annotated articles: the blank tokenizer alone, the tokenizer with the component, the
component's scan alone, and its growth with the length of one text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import spacy

from extractor.components.quantities import make_quantities, read

ARTICLES = Path(__file__).parent.parent / "corpus" / "gold"


def seconds(run: Callable[[], object], rounds: int) -> float:
    """The shortest processor time of some runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def row(name: str, words: int, spent: float, note: str = "") -> None:
    print(f"{name:34}{words / spent:12,.0f} words/s  {note}")


def growth(text: str, rounds: int) -> None:
    """Prints the time of one text repeated 1, 4 and 16 times: a line where each is four times the last."""
    for times in (1, 4, 16):
        spent = seconds(partial(read, text * times), rounds)
        print(f"one text x{times:<3}{1000 * spent:20.1f} ms")


def main() -> None:
    """Reads the arguments and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(arguments.articles.glob("*.json"))]
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.blank("en")
    component = make_quantities(nlp, "quantities")
    found = sum(len(read(text)) for text in texts)
    row("blank tokenizer", words, seconds(lambda: [nlp(text) for text in texts], arguments.rounds))
    together = seconds(lambda: [component(nlp(text)) for text in texts], arguments.rounds)
    row("blank tokenizer and quantities", words, together, f"{found} found")
    docs = [nlp(text) for text in texts]
    row("quantities alone", words, seconds(lambda: [component(doc) for doc in docs], arguments.rounds))
    growth("\n\n".join(texts), 2)


if __name__ == "__main__":
    main()
