#!/usr/bin/env python3
"""Writes corpus/articles/*.md from the annotated articles in corpus/gold.

    python corpus/make_articles.py [--check]

Each file has YAML front matter (title, published where known, source) and then the article's text without the
title. --check writes nothing and ends with exit code 1 where a file differs, is missing or has no original.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = "corpus/gold/{id}.json"


def front_matter(fields: Mapping[str, str | None]) -> str:
    """YAML front matter; every value is a double-quoted scalar, None is left out."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def markdown(article: Mapping[str, Any]) -> str:
    """The article as Markdown. The text's own characters are kept; the title goes to the front matter."""
    title, text = article["title"], article["text"]
    body = text[len(title) :].lstrip("\n")
    source = SOURCE.format(id=article["id"])
    head = front_matter({"title": title, "published": article["published"], "source": source})
    return f"{head}\n{body.rstrip()}\n"


def wanted(gold: Path = HERE / "gold") -> dict[str, str]:
    """File names and contents that corpus/articles has to hold."""
    files = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json")))
    return {f"{article['id']}.md": markdown(article) for article in files}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    folder = HERE / "articles"
    folder.mkdir(exist_ok=True)
    files = wanted()
    there = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    wrong = sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))
    if check:
        for name in wrong:
            print(f"corpus/articles/{name}: not as made from corpus/gold", file=sys.stderr)
        return bool(wrong)
    for name in wrong:
        if name in files:
            (folder / name).write_text(files[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    print(f"{len(files)} articles in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
