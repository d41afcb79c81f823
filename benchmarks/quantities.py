"""Speed of the quantity component on one core, with published peers beside it.

    python benchmarks/quantities.py [--articles FOLDER] [--rounds N] [--peers FOLDER]

Words a second over the annotated articles: the blank tokenizer alone, the tokenizer with the component, the
component's scan alone, and its growth with the length of one text. With --peers, quantulum3 and
recognizers-text are installed at pinned versions into virtual environments of their own under FOLDER and
timed on the same texts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from extractor.components.quantities import make_quantities, read

ARTICLES = Path(__file__).parent.parent / "corpus" / "gold"
PEERS = {
    "quantulum3": (
        ["quantulum3==0.10.0", "setuptools<81"],
        "from quantulum3 import parser; find = parser.parse",
    ),
    "recognizers-text": (
        ["recognizers-text-suite==1.0.2a2", "emoji==1.7.0", "setuptools<81"],
        "from recognizers_number_with_unit import recognize_currency as c, recognize_dimension as d\n"
        "from recognizers_number import recognize_percentage as p\n"
        "find = lambda t: c(t, 'en-us') + d(t, 'en-us') + p(t, 'en-us')",
    ),
}
TIMER = """
import json, sys, time
texts = json.load(sys.stdin)
{setup}
find("5 percent")
start = time.process_time()
found = sum(len(find(text)) for text in texts)
print(json.dumps([time.process_time() - start, found]))
"""


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
        spent = seconds(lambda long=text * times: read(long), rounds)  # type: ignore[misc]
        print(f"one text x{times:<3}{1000 * spent:20.1f} ms")


def peers(folder: Path, texts: Iterable[str], words: int) -> None:
    """Installs each peer into an environment of its own and times it on the texts."""
    for name, (packages, setup) in PEERS.items():
        home = folder / name
        python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        if not python.exists():
            venv.create(home, with_pip=True)
        install = [str(python), "-m", "pip", "install", "-q", *packages]
        if subprocess.run(install, check=False).returncode:
            print(f"{name:34}could not be installed")
            continue
        run = subprocess.run(
            [str(python), "-c", TIMER.format(setup=setup)],
            input=json.dumps(list(texts)), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            print(f"{name:34}failed: {run.stderr.strip().splitlines()[-1]}")
            continue
        spent, found = json.loads(run.stdout.strip().splitlines()[-1])
        row(name, words, spent, f"{found} found")


def main() -> None:
    """Reads the arguments and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path)
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
    if arguments.peers:
        peers(arguments.peers, texts, words)


if __name__ == "__main__":
    main()
