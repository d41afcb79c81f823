"""The classes of words of data/link_words.csv."""

from __future__ import annotations

from functools import cache, lru_cache

from extractor import lookups


@cache
def word_class(kind: str) -> frozenset[str]:
    """The words of one class in data/link_words.csv.

    :raises KeyError: there is no such class
    """
    rows = [row for row in lookups.table("link_words") if row["kind"] == kind]
    if not rows:
        raise KeyError(kind)
    return frozenset(w for row in rows for w in lookups.cells(row, "words"))


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """The same class as phrases with spaces around, for search in a lower-case stretch."""
    return tuple(
        f" {w} " for row in lookups.table("link_words") if row["kind"] == kind for w in lookups.cells(row, "words")
    )


def says(stretch: str, kind: str) -> bool:
    """Whether a lower-case stretch of words (single spaces, spaces at both ends) holds a phrase of a class."""
    return not _openings(kind).isdisjoint(_parted(stretch)) and any(map(stretch.__contains__, phrases(kind)))


@cache
def _openings(kind: str) -> frozenset[str]:
    """The first words of a class's phrases."""
    return frozenset(phrase.split(" ", 2)[1] for phrase in phrases(kind))


@lru_cache(maxsize=256)
def _parted(stretch: str) -> tuple[str, ...]:
    return tuple(stretch.split(" "))
