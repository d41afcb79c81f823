#!/usr/bin/env python3
"""Writes generated consistent articles with their annotation: a regression set, no claim of accuracy.

    python corpus/generate.py [--n 500] [--seed 1] OUT_DIR

One JSON file an article, in the form of corpus/gold, mutations included. The same number and seed give the same
files. Every article is checked: spans, fields, and by z3 that its relations hold within rounding.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator.mutate import with_mutations  # noqa: E402
from generator.plans import PLANS  # noqa: E402
from generator.setting import Setting  # noqa: E402


def _read(name: str) -> Any:
    return tomllib.loads((HERE / "generator" / name).read_text(encoding="utf-8"))


def generate(number: int, seed: int = 1) -> dict[str, Any]:
    """The annotated article `number` (from 0) of a seed. Raises ValueError where it isn't consistent."""
    rng = random.Random(f"{seed} {number}")
    houses, words = _read("houses.toml")["house"], _read("wording.toml")
    house = houses[number % len(houses)]
    name = sorted(PLANS)[(number // len(houses) + number) % len(PLANS)]
    setting = Setting(rng, words, house)
    PLANS[name](setting)
    id = f"g{seed}-{number:05}-{name.replace('_', '-')}-{house['id']}"
    article = setting.story.gold(id, setting.title, setting.published.isoformat(), house["style"])
    return with_mutations(article, seed)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--n", type=int, default=500, help="how many articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=Path, help="folder, made where it isn't there")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.n):
        article = generate(number, arguments.seed)
        text = json.dumps(article, ensure_ascii=False, indent=1) + "\n"
        (arguments.out / f"{article['id']}.json").write_text(text, encoding="utf-8")
    print(f"{arguments.n} articles in {arguments.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
