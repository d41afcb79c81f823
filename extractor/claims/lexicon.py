"""The classes of words of data/link_words.csv."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from extractor import lookups
from extractor.kept import kept


@kept
def word_class(kind: str) -> frozenset[str]:
    """The words of one class in data/link_words.csv.

    :raises KeyError: there is no such class
    """
    rows = [row for row in lookups.table("link_words") if row["kind"] == kind]
    if not rows:
        raise KeyError(kind)
    return frozenset(w for row in rows for w in lookups.cells(row, "words"))


@kept
def phrases(kind: str) -> tuple[str, ...]:
    """The same class as phrases with spaces around, for search in a lower-case stretch."""
    return tuple(
        f" {w} " for row in lookups.table("link_words") if row["kind"] == kind for w in lookups.cells(row, "words")
    )


def says(stretch: str, kind: str) -> bool:
    """Whether a lower-case stretch of words (single spaces, spaces at both ends) holds a phrase of a class."""
    return _search(kind)(stretch) is not None


@kept
def _search(kind: str) -> Callable[[str], re.Match[str] | None]:
    """The search for any phrase of a class, in one walk along a stretch."""
    root: dict[str, Any] = {}
    every = set(phrases(kind))
    for phrase in sorted(p for p in every if not any(p.startswith(other) for other in every - {p})):
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
    return re.compile(_pattern(root) if root else "(?!)").search


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(character) + _pattern(after) for character, after in node.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""


@cache
def goods() -> frozenset[str]:
    """Nouns of goods and foods, one word each, in the singular."""
    rows = (r for r in lookups.table("policy_words") if r["class"] in ("goods", "food"))
    return frozenset(w for r in rows for w in lookups.cells(r, "words") if " " not in w) - word_class("no_scene")
