#!/usr/bin/env python3
"""Checks annotated articles against the annotation guide (corpus/README.md).

    python corpus/validate.py FILE_OR_FOLDER...

One line a fault; exit code 1 on any.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

POINT = r"(?:FY)?\d{4}(?:-(?:\d\d(?:-\d\d)?|Q[1-4]|H[12]))?"
PERIOD = re.compile(rf"^{POINT}(?:/{POINT})?$")
MONEY = re.compile(r"^[A-Z]{3}(/.+)?$")
ALLOWED: dict[str, frozenset[str | None]] = {
    "type": frozenset(
        [
            "money",
            "percent",
            "percentage_points",
            "basis_points",
            "count",
            "measure",
            "duration",
            "multiple",
            "fraction",
        ]
    ),
    "qualifier": frozenset(["exact", "about", "more_than", "less_than", "at_least", "at_most", "nearly"]),
    "role": frozenset(["level", "growth", "change", "share", "rate", "price", "other"]),
    "status": frozenset(["reported", "forecast", "target", "hypothetical"]),
    "direction": frozenset(["up", "down", None]),
    "flow": frozenset(["exports", "imports", "total", "balance", None]),
}
POLICY = {
    "action": frozenset(
        [
            "introduce",
            "expand",
            "relax",
            "tighten",
            "raise",
            "cut",
            "shorten",
            "extend",
            "suspend",
            "end",
            "sign",
            "negotiate",
            "threaten",
            "call_for",
            "keep",
            "none",
        ]
    ),
    "status": frozenset(["in_force", "announced", "proposed", "called_for", "ended", "suspended"]),
}
CHECKS = frozenset(
    [
        "currency_conversion",
        "sum_of_parts",
        "balance",
        "growth_from_levels",
        "growth_of_total",
        "share_of_total",
        "shares_sum",
        "change_from_levels",
        "repeated_value",
        "threshold",
        "record_high",
        "multiple_vs_levels",
        "price_times_volume",
        "period_sum",
        "date_order",
        "direction_sign",
        "headline_body",
        "range_order",
        "rank_order",
        "percentage_points",
        "containment",
        "compound_growth",
        "growth_contribution",
    ]
)
KINDS = frozenset(
    [
        "digit_swap",
        "scale_slip",
        "sign_flip",
        "wrong_currency",
        "wrong_year",
        "swapped_parts",
        "wrong_unit",
        "headline_slip",
    ]
)
NEEDED = ("value", "unit", "indicator", "place", "partner", "period", "baseline")


def _at(text: str, words: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return -1
    return at


def _spans(article: Mapping[str, Any]) -> Iterator[str]:
    text, gold = article["text"], article["gold"]
    for key in ("quantities", "dates", "quotes", "policies"):
        for item in gold[key]:
            if _at(text, item["text"], item.get("nth", 1)) < 0:
                yield f"{key}: not in the text: {item['text']!r}, occurrence {item.get('nth', 1)}"
    for relation in gold["relations"]:
        for words, nth in relation["members"]:
            if _at(text, words, nth) < 0:
                yield f"relation: not in the text: {words!r}, occurrence {nth}"
    for change in article["mutations"]:
        if _at(text, change["find"], change.get("nth", 1)) < 0:
            yield f"mutation: not in the text: {change['find']!r}"


def _quantities(article: Mapping[str, Any]) -> Iterator[str]:
    placed = []
    for item in article["gold"]["quantities"]:
        words = item["text"]
        yield from (f"{words!r}: {k} {item.get(k)!r}" for k, ok in ALLOWED.items() if item.get(k) not in ok)
        yield from (f"{words!r}: no {key}" for key in NEEDED if key not in item)
        for key in ("period", "baseline"):
            value = item.get(key)
            if value and value not in ("yoy", "mom", "qoq") and not PERIOD.match(value):
                yield f"{words!r}: {key} {value!r}"
        if item.get("baseline") and item["role"] not in ("growth", "change"):
            yield f"{words!r}: a {item['role']} has no baseline"
        if item.get("type") == "money" and not MONEY.match(str(item.get("unit"))):
            yield f"{words!r}: unit {item.get('unit')!r}"
        start = _at(article["text"], words, item.get("nth", 1))
        placed.append((start, start + len(words), words))
    if placed != sorted(placed):
        yield "quantities are not in reading order"
    for one, other in zip(sorted(placed), sorted(placed)[1:], strict=False):
        if one[1] > other[0]:
            yield f"quantities overlap: {one[2]!r}, {other[2]!r}"


def _others(article: Mapping[str, Any]) -> Iterator[str]:
    text, gold = article["text"], article["gold"]
    if not text.startswith(article["title"]):
        yield "the text doesn't start with the title"
    yield from (f"date {d['text']!r}: {d['value']!r}" for d in gold["dates"] if not PERIOD.match(d["value"]))
    for person in gold["people"]:
        named = [person["name"], *person.get("aliases", []), person.get("role"), person.get("organization")]
        yield from (f"person: {words!r} is not in the text" for words in named if words and words not in text)
    for policy in gold["policies"]:
        yield from (f"policy {policy['text']!r}: {k}" for k, ok in POLICY.items() if policy[k] not in ok)
    yield from (f"relation: check {r['check']!r}" for r in gold["relations"] if r["check"] not in CHECKS)
    for change in article["mutations"]:
        if change["breaks"] not in CHECKS or change["kind"] not in KINDS:
            yield f"mutation {change['find']!r}: {change['breaks']!r}, {change['kind']!r}"
        if change["find"] == change["replace"]:
            yield f"mutation {change['find']!r} changes nothing"


def faults(article: Mapping[str, Any]) -> list[str]:
    """What is wrong with an annotated article; empty where nothing is. Raises KeyError for missing parts."""
    return [*_spans(article), *_quantities(article), *_others(article)]


def main(arguments: list[str]) -> int:
    paths = [Path(argument) for argument in arguments]
    files = [f for path in paths for f in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    found = [(f, fault) for f in files for fault in faults(json.loads(f.read_text(encoding="utf-8")))]
    for file, fault in found:
        print(f"{file}: {fault}")
    print(f"{len(files)} articles, {len(found)} faults", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
