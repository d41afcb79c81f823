"""A text as words with what stands between them: the ground of the rules that need no statistical model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_](?:\.[^\W\d_])+\.?|\w+)(?:[-'’/&](?=\w)\w+|[.,](?=\d)\d+)*(?:['’](?=[\s,.;:)]))?")


_SIGNS = {ord(sign): None for sign in "%‰$€£¥₹₩₦₱₫฿₺₽₴₪+"}


class Word(NamedTuple):
    """One word: hyphen compounds, possessives ("China's") and numbers ("1,196.3") are whole."""

    start: int
    end: int
    text: str
    lower: str
    gap: str
    """What stands between the word before and this one, without spaces and the signs of numbers ("" for plain
    neighbours, "~" where nothing stands between); a line break counts."""


def split(text: str) -> list[Word]:
    """The words of a text, in order."""
    words: list[Word] = []
    last = 0
    new = tuple.__new__  # a named tuple's own costs twice as much
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, between = text[start:end], text[last:start]
        gap = (
            ""
            if between == " "
            else "\n"
            if "\n" in between
            else between.translate(_SIGNS).strip() or ("" if between else "~")
        )
        lower = word.lower() if word.isascii() else word.lower().replace("’", "'")
        words.append(new(Word, (start, end, word, lower, gap)))
        last = end
    return words


@lru_cache(maxsize=2)
def of(text: str) -> tuple[Word, ...]:
    """The same, kept for those who work on one text after another."""
    return tuple(split(text))


def first_at(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that starts at or after an offset."""
    return bisect_left(words, offset, key=lambda word: word.start)
