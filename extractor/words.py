"""A text as words with what stands between them: the ground of the rules that need no statistical model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
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
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        gap = (
            ""
            if between == " "
            else "\n"
            if "\n" in between
            else between.translate(_SIGNS).strip() or ("" if between else "~")
        )
        words.append(Word(match.start(), match.end(), match.group(), match.group().lower().replace("’", "'"), gap))
        last = match.end()
    return words


def first_at(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that starts at or after an offset."""
    return bisect_left(words, offset, key=lambda word: word.start)
