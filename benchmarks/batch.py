"""What `extractor batch` costs: articles of the corpus, over and over, through worker processes.

    python benchmarks/batch.py [--articles 1000] [--workers 1] [--model full|fast] [--format jsonl|parquet]

Prints one row of a table: articles and words a second, processor time an article with its share in the process that
reads and writes, bytes written an article, and the largest process. A busy machine changes the first two, hardly the
others.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "corpus/articles"
MEASURE = """
import resource, sys
from extractor.cli import app
sys.argv[0] = "extractor"
try:
    app(sys.argv[1:], standalone_mode=False)
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime)
"""
COLUMNS = (
    "model",
    "workers",
    "articles a second",
    "words a second",
    "CPU ms an article",
    "of it reading and writing",
    "kB written an article",
    "MB a process",
)


def written(path: Path, count: int) -> int:
    """Writes that many articles as JSON Lines; the number of their words."""
    from extractor import readers

    read = [article for article in readers.read(ARTICLES) if hasattr(article, "text")]
    words = 0
    with path.open("w") as stream:
        for number in range(count):
            article = read[number % len(read)]
            words += len(article.text.split())
            record = {"id": f"{number:07}", "text": article.text, "published": article.published}
            stream.write(json.dumps(record) + "\n")
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--model", default="full")
    parser.add_argument("--format", default="jsonl")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "articles.jsonl"), Path(folder, "out")
        words = written(source, given.articles)
        options = ["--workers", str(given.workers), "--model", given.model, "--format", given.format]
        command = [sys.executable, "-c", MEASURE, "batch", str(source), str(out), *options]
        begun = time.monotonic()
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        seconds = time.monotonic() - begun
        size = sum(path.stat().st_size for path in out.iterdir())
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    own, total = float(done.stdout.split()[-1]), used.ru_utime + used.ru_stime
    print("| " + " | ".join(COLUMNS) + " |\n" + "| --- " * len(COLUMNS) + "|")
    cells = [given.model, given.workers, f"{given.articles / seconds:.1f}", f"{words / seconds:,.0f}"]
    cells += [f"{1000 * total / given.articles:.0f}", f"{1000 * own / given.articles:.1f}"]
    cells += [f"{size / given.articles / 1000:.1f}", f"{used.ru_maxrss / 1000:.0f}"]
    print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
