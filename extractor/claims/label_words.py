"""The words of what a number measures: their stems, and the row of the indicator table that they name."""

from __future__ import annotations

from functools import cache

from extractor.claims.cues import word_class
from extractor.components._indicator_heads import heads
from extractor.components._quantity_nouns import singular
from extractor.kept import kept

TRADED = frozenset({"exports", "imports"})
"""The rows that are a flow themselves."""

Words = tuple[str, ...]


@kept
def row_of(words: Words) -> str | None:
    """The row of the indicator table whose head ends a phrase, the longest one."""
    for k in range(len(words)):
        for head in heads().get(words[k], ()):
            if head.words == words[k:]:
                return head.id
    return None


@cache
def head_ends() -> frozenset[str]:
    """The last words of all heads of the indicator table."""
    return frozenset([head.words[-1] for found in heads().values() for head in found])


@kept
def stem(word: str) -> str:
    """A word's singular, without a possessive's ending."""
    return singular(word.removesuffix("'s"))


@kept
def stems(words: Words) -> frozenset[str]:
    """The stems of words, those left out that alone say nothing."""
    return frozenset([stem(word) for word in words if word not in word_class("says_nothing")])
