"""Places that only name a route on which goods or people are carried: "China-Europe freight trains"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor import words
from extractor.claims.lexicon import word_class

_NAME = 3
"""Words behind a pair of places within which what runs between them is named."""


def off_routes(text: str, records: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The places of a text without the pairs that name a route."""
    passed = -1
    for number, record in enumerate(records):
        if number == passed:
            continue
        after = records[number + 1] if number + 1 < len(records) else None
        paired = after is not None and text[record["end"] : after["start"]] in ("-", "–", "‑")
        if after is not None and paired and _runs(text[after["end"] : after["end"] + 60]):
            passed = number + 1
            continue
        yield record


def _runs(behind: str) -> bool:
    """Whether words open with what runs on a route: " freight train trips", " railway"."""
    for word in words.of(behind)[:_NAME]:
        if word.gap.strip() or word.lower not in word_class("runs_on_route") | word_class("carried_on_route"):
            return False
        if word.lower in word_class("runs_on_route"):
            return True
    return False
