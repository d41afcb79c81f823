"""Which lines of a text are in another language than English, by the function words and letters in them.

A line is foreign where several function words of one language stand in it, in small letters as the particles of names
seldom do, and hardly one of English. An article is foreign where nearly all words of its decided lines are; an English
one may hold foreign paragraphs, of which more words must tell.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extractor.lookups import cells, table

ENGLISH = "English"
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u036f\u1e00-\u1eff]")
_LEAST, _SURE = 3, 5
"""Different function words of a language that make a line foreign: in a foreign article, and in an English one."""
_SHARE = 0.12
"""The least share of function words in a line of running text."""
_MANY = 4
"""How many times as many words a foreign article's foreign lines have as its English ones."""
_STRAY = 8
"""How many function words of its own a foreign line has for each English one."""

Span = tuple[int, int]


@lru_cache(maxsize=1)
def _known() -> dict[str, frozenset[str]]:
    """Word → the languages of which it is a function word."""
    found: dict[str, set[str]] = {}
    for row in table("language_words"):
        for word in cells(row, "words"):
            found.setdefault(word, set()).add(row["language"])
    return {word: frozenset(languages) for word, languages in found.items()}


def foreign(text: str) -> list[Span]:
    """The foreign lines, line ends included, in order; the whole text as one where the article is foreign."""
    sure: list[Span] = []
    sizes = {True: 0, False: 0}
    loud, start = text.isupper(), 0
    for line in text.splitlines(keepends=True):
        telling, size = _telling(line.lower() if loud else line)
        if telling:
            sizes[telling > 0] += size
        if telling >= _SURE:
            sure.append((start, start + len(line)))
        start += len(line)
    return [(0, len(text))] if sizes[True] > _MANY * sizes[False] else sure


def is_foreign(text: str) -> bool:
    """Whether the whole article is in another language."""
    return foreign(text) == [(0, len(text))]


def _telling(line: str) -> tuple[int, int]:
    """How many different words tell that a line is foreign, -1 for an English one and 0 where too little tells; and the
    number of all its words."""
    words = _WORD.findall(line)
    if not line.isascii():
        other = len(_OTHER_SCRIPT.findall(line))
        if other >= _LEAST and 2 * other > sum(map(len, words)):
            return _SURE, max(len(words), other // _SURE)
    known = _known()
    told = [(word, known[word]) for word in words if word in known]
    english = sum(ENGLISH in languages for _, languages in told)
    votes = Counter(language for _, languages in told if ENGLISH not in languages for language in languages)
    if not votes:
        return -(english > 1), len(words)
    best = max(votes, key=lambda language: (votes[language], language))
    if votes[best] < english:
        return -(english > 1), len(words)
    own = len({word for word, languages in told if best in languages and ENGLISH not in languages})
    stray = sum(ENGLISH in languages and best not in languages for _, languages in told)
    enough = own >= _LEAST and votes[best] >= max(_SHARE * len(words), _STRAY * stray)
    return own if enough else 0, len(words)
