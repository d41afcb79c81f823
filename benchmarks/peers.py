"""Published extractors of quantities beside this one: words a second on one core, and what they find.

    python benchmarks/peers.py FOLDER [--articles FOLDER]

Each peer is installed at its pinned version into a virtual environment of its own under FOLDER and timed on the same
texts as this project, whole (with people, policies, claims and checks, which the peers don't have). CQE is not run:
the packages that it pins no longer resolve together, and it fetches its model when it starts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path

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
OURS = (
    "import extractor; from extractor.settings import Settings\n"
    "settings = Settings(model={model!r})\n"
    "find = lambda t: extractor.extract(t, settings=settings).quantities"
)


def row(name: str, words: int, python: str, setup: str, texts: list[str]) -> None:
    run = subprocess.run(
        [python, "-c", TIMER.format(setup=setup)], input=json.dumps(texts), capture_output=True, text=True, check=False
    )
    if run.returncode:
        print(f"| {name} | failed: {run.stderr.strip().splitlines()[-1]} | |")
        return
    spent, found = json.loads(run.stdout.strip().splitlines()[-1])
    print(f"| {name} | {words / spent:,.0f} | {found} |", flush=True)


def installed(folder: Path, name: str, packages: list[str]) -> str | None:
    """The Python of a peer's own environment, made where it isn't there; None where it can't be installed."""
    home = folder / name
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    install = [str(python), "-m", "pip", "install", "-q", *packages]
    return None if subprocess.run(install, check=False).returncode else str(python)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    options = parser.parse_args()
    texts = [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(options.articles.glob("*.json"))]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words\n")
    print("| what | words a second | quantities found |\n| --- | ---: | ---: |")
    for model in ("full", "fast"):
        row(f"this project, {model}", words, sys.executable, OURS.format(model=model), texts)
    for name, (packages, setup) in PEERS.items():
        python = installed(options.folder, name, packages)
        if python is None:
            print(f"| {name} | could not be installed | |")
        else:
            row(" ".join(packages[:1]), words, python, setup, texts)


if __name__ == "__main__":
    main()
