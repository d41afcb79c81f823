"""Words a second on one core: the pipeline, full and fast, against the bare base model; growth, memory, start.

    python benchmarks/speed.py [--articles FOLDER] [--rounds N] [--growth] [--memory] [--start] [--processes]

Processor time, the shortest of some rounds in which everything takes its turn, so that what else the machine does
weighs on all alike; read the ratios. --growth: time a word with the article's length. --memory: the process's size
after each thousand of ten thousand articles. --start: import, help and load in fresh processes. --processes: the
same stream with one worker process and with two, by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.language import Language

import extractor
from extractor import engine, pipeline
from extractor.claims.assemble import assemble
from extractor.own_process import prepare
from extractor.schema import Article
from extractor.settings import Settings

ARTICLES = Path(__file__).parent.parent / "corpus" / "gold"
LENGTHS = (1, 10, 50, 200)
GROWTH_WORDS = 80_000
MOST_IN_PROCESSES = 500
"""Articles that --processes reads at most, enough that starting the processes counts for little."""
START = ("import extractor", "from extractor.cli import app; app(['--help'])", "import extractor; extractor.load()")


def read(folder: Path) -> list[Article]:
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [
        Article(id=str(n), sha256="0" * 64, text=g["text"], title=g.get("title"), published=g.get("published"))
        for n, g in enumerate(gold)
    ]


def size(articles: Iterable[Article]) -> int:
    return sum(len(article.text.split()) for article in articles)


def spent(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def consume(items: Iterable[object]) -> None:
    for _ in items:
        pass


def claims(nlp: Language, articles: list[Article]) -> None:
    docs = nlp.pipe(pipeline.make_doc(nlp, article) for article in articles)
    consume(assemble(doc, article) for doc, article in zip(docs, articles, strict=True))


def docs(nlp: Language, articles: list[Article]) -> None:
    consume(nlp.pipe(pipeline.make_doc(nlp, article) for article in articles))


def results(nlp: Language, articles: list[Article], model: str) -> None:
    consume(engine.stream(articles, nlp, Settings(model=model), 1, 64))


def table(articles: list[Article], rounds: int) -> None:
    base = spacy.load(pipeline.BASE_MODELS[1])
    full, fast = extractor.load("full"), extractor.load("fast")
    texts = [article.text for article in articles]
    runs: dict[str, Callable[[], object]] = {
        "base model, all components": lambda: consume(base.pipe(texts)),
        "full, nlp.pipe": lambda: docs(full, articles),
        "full, with claims": lambda: claims(full, articles),
        "full, with claims and checks": lambda: results(full, articles, "full"),
        "fast, nlp.pipe": lambda: docs(fast, articles),
        "fast, with claims": lambda: claims(fast, articles),
        "fast, with claims and checks": lambda: results(fast, articles, "fast"),
    }
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        for name, run in runs.items():
            took = spent(run)
            if number:  # the first round warms up
                best[name] = min(best.get(name, took), took)
    words, first = size(articles), best["base model, all components"]
    print(f"\n{len(articles)} articles, {words} words\n")
    print("| what | words a second | times the base model |\n| --- | ---: | ---: |")
    for name, took in best.items():
        print(f"| {name} | {words / took:,.0f} | {first / took:.2f} |")


def long_article(articles: list[Article], length: int, first: int) -> Article:
    """`length` articles as one, from number `first` on and round again."""
    chosen = [articles[(first + n) % len(articles)].text for n in range(length)]
    text = "\n\n".join([chosen[0], *(text.split("\n\n", 1)[-1] for text in chosen[1:])])
    return Article(id=f"{length} {first}", sha256="0" * 64, text=text, published="2025-02-05")


def growth(articles: list[Article], rounds: int) -> None:
    """The time a word of articles put together into longer ones, per length."""
    print()
    print("| model | articles in one | words | claims | µs a word | times |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    average = size(articles) / len(articles)
    for model in ("full", "fast"):
        nlp, best = extractor.load(model), dict[int, float]()
        sets = {}
        for length in LENGTHS:
            count = max(1, round(GROWTH_WORDS / average / length))
            sets[length] = [long_article(articles, length, n * length) for n in range(count)]
        for _ in range(rounds):
            for length, made in sets.items():
                took = spent(partial(results, nlp, made, model)) / size(made)
                best[length] = min(best.get(length, took), took)
        for length, took in best.items():
            result = extractor.extract(sets[length][0], nlp=nlp, settings=Settings(model=model))
            words = size(sets[length]) / len(sets[length])
            row = f"| {model} | {length} | {words:,.0f} | {len(result.claims)} | {took * 1e6:.0f} "
            print(f"{row}| {took / best[LENGTHS[0]]:.2f} |")


def resident() -> float:
    """The process's present size in MB, its greatest so far where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def stream_of(articles: list[Article], count: int) -> Iterator[Article]:
    """Articles round and round, each with a word and a number of its own, so that vocabularies could grow."""
    for n in range(count):
        article = articles[n % len(articles)]
        text = f"{article.text}\n\nLot {n}x{n % 97} holds {n:,} tons."
        yield article.model_copy(update={"id": str(n), "text": text})


def memory(articles: list[Article], count: int) -> None:
    print("\n| articles | MB |\n| ---: | ---: |")
    nlp = extractor.load()
    step = max(count // 10, 1)
    for n, _ in enumerate(engine.stream(stream_of(articles, count), nlp, Settings(), 1, 64), 1):
        if n % step == 0:
            print(f"| {n:,} | {resident():.0f} |", flush=True)


def start() -> None:
    """By the clock, with the bytecode of all modules kept, as an installer keeps it."""
    print("\n| in a fresh process | s |\n| --- | ---: |")
    with tempfile.TemporaryDirectory() as kept:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = kept
        for code in ("pass", *START):
            best = float("inf")
            for _ in range(7):
                begin = time.perf_counter()
                command = [sys.executable, "-c", code]
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
                best = min(best, time.perf_counter() - begin)
            print(f"| `{code}` | {best:.2f} |", flush=True)


def processes(articles: list[Article], count: int, rounds: int) -> None:
    """By the clock; each round takes its turn with one process and with two, the shortest of each counts."""
    took: dict[int, float] = {}
    for _ in range(rounds):
        for n in (1, 2):
            begin = time.perf_counter()
            consume(extractor.pipe(stream_of(articles, count), n_process=n))
            took[n] = min(took.get(n, float("inf")), time.perf_counter() - begin)
    print(f"\ntwo processes: {took[1] / took[2]:.2f} times one ({count} articles, {took[1]:.1f} s and {took[2]:.1f} s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=10_000, help="articles of --memory and --processes")
    for name in ("growth", "memory", "start", "processes"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    prepare()  # as the commands and their workers do
    articles = read(options.articles)
    names = ("spacy", "thinc", "pydantic", "z3-solver", "quicktions", "numpy")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          + ", ".join(f"{name} {version(name)}" for name in names))
    chosen = [name for name in ("growth", "memory", "start", "processes") if getattr(options, name)]
    if not chosen:
        table(articles, options.rounds)
    if options.growth:
        growth(articles, options.rounds)
    if options.memory:
        memory(articles, options.count)
    if options.start:
        start()
    if options.processes:
        processes(articles, min(options.count, MOST_IN_PROCESSES), min(options.rounds, 2))


if __name__ == "__main__":
    main()
