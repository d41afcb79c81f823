"""The heads of data/indicators.csv and the classes of words around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor import lookups, words
from extractor.kept import kept

_LABELLED = frozenset(
    {
        "nodx",
        "both_ways",
        "covering",
        "exports",
        "imports",
        "shipments",
        "trade",
        "trade_deficit",
        "trade_surplus",
        "trade_balance",
        "gdp",
        "swing",
        "remittances",
    }
)
_ROWS = {"both_ways": "trade", "nodx": "exports", "covering": "coverage_ratio"}
"""Rows that only name another row's indicator in their own words."""


class Head(NamedTuple):
    words: tuple[str, ...]
    id: str
    flow: str | None
    label: str


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """First word → heads that begin with it, longest first. Capitals of the table's words are kept apart."""
    index: dict[str, list[Head]] = {}
    for row in lookups.table("indicators"):
        for phrase in lookups.cells(row, "heads"):
            parts = tuple(word.lower for word in words.split(phrase))
            plain = row["id"] in _LABELLED and not (row["id"] == "trade" and len(parts) > 1)
            label = row["label"] if plain else phrase.lower()
            index.setdefault(parts[0], []).append(
                Head(parts, _ROWS.get(row["id"], row["id"]), row["flow"] or None, label)
            )
    return {first: tuple(sorted(found, key=lambda h: -len(h.words))) for first, found in index.items()}


@kept
def word_class(kind: str) -> frozenset[str]:
    """The words of one class in data/indicator_words.csv."""
    return frozenset(
        w for row in lookups.table("indicator_words") if row["kind"] == kind for w in lookups.cells(row, "words")
    )


def sector_of(parts: Sequence[str]) -> str | None:
    """The words of a phrase that limit trade to a part of it: "goods", "services", "non-oil", "extra-eu"."""
    found = [
        "goods" if p in ("merchandise", "visible") else "services" if p == "service" else p
        for p in parts
        if p in word_class("scope")
    ]
    return " ".join(dict.fromkeys(found)) or None


def keys_of(lower: str) -> tuple[str, ...]:
    """What a word may be listed as: as it is, without a possessive ending, the last part of a compound."""
    if "-" in lower or "'" in lower:
        return lower, lower.removesuffix("'s"), lower.rpartition("-")[2]
    return (lower,)
