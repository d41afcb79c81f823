#!/usr/bin/env python3
"""The floors under the figures on corpus/gold: baseline.json, which may only rise.

python corpus/floors.py            the figures and their floors; exit code 1 where one sank
python corpus/floors.py --raise    lifts each floor to MARGIN points under its figure, never lowers one
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
MARGIN = 1.0
"""How many points a figure may fall under the one measured when its floor was set."""
ROWS = (
    "quantity value", "quantity value+unit", "quantity full claim", "dates found", "dates resolved", "people",
    "direct quotes", "reported speech", "policies by type", "quote.speaker", "q.role", "q.indicator",
    "q.flow", "q.place", "q.period", "relations confirmed",
)  # fmt: skip


def measured() -> dict[str, float]:
    """The figures of the checkout on corpus/gold, and how many articles have no false alarm, in percent."""
    import extractor
    from extractor import evaluate

    gold = evaluate.load_gold(HERE / "gold")
    results = list(extractor.pipe([evaluate.clean_article(article) for article in gold]))
    scored = evaluate.evaluate(gold, [r for r in results if isinstance(r, extractor.Result)])
    figures = {name: scored.row(name).figure for name in ROWS}
    alarms = scored.counts["false alarms"]
    return figures | {"articles without a false alarm": round(100 - 100 * alarms["articles"] / alarms["of"], 1)}


def lifted(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, float]:
    """New floors: under the figures by the margin, nowhere under the old ones."""
    return {name: max(floors.get(name, 0.0), round(max(0.0, figures[name] - MARGIN), 1)) for name in figures}


def sunk(floors: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{name}: {figures.get(name, 0.0)} is under its floor of {floor}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    lift = parser.parse_args().lift
    floors = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    figures = measured()
    for name, figure in figures.items():
        print(f"{name:32s} {figure:6.1f}  floor {floors.get(name, 0.0):6.1f}")
    if lift:
        BASELINE.write_text(json.dumps(lifted(floors, figures), indent=1) + "\n", encoding="utf-8")
        return 0
    for line in sunk(floors, figures):
        print(line, file=sys.stderr)
    return bool(sunk(floors, figures))


if __name__ == "__main__":
    sys.exit(main())
