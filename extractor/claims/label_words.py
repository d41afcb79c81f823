"""The words of what a number measures: their stems, and the row of the indicator table that they name."""

from __future__ import annotations

from functools import cache

from extractor.claims.cues import word_class
from extractor.components._indicator_heads import heads
from extractor.components._quantity_nouns import singular
from extractor.kept import kept

TRADED = frozenset({"exports", "imports"})
"""The rows that are a flow themselves."""
_SENSES = ("tariff", "vehicle")
"""Words that stand for others that mean the same."""

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
def sense(word: str) -> str:
    """A word's stem, or that of the commoner word for the same ("tariff" of "duties" and "levy")."""
    found = stem(word)
    return next((name for name in _SENSES if found in word_class(f"means_{name}")), found)


@kept
def stems(words: Words) -> frozenset[str]:
    """What words mean, those left out that alone say nothing."""
    return frozenset([sense(word) for word in words if word not in word_class("says_nothing")])
