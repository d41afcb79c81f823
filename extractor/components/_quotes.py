"""Quotation marks: which spans of a text stand inside them.

Curly, straight, single and angle marks, nested ones, marks that lack their partner, and speech that runs over
paragraphs (each begins with a mark, only the last is closed). A few passes over each paragraph, no searching back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING, _CLOSING = "“„‟«‹「『", "”»›」』"
_DOUBLE = re.compile(r"[“”„‟«»‹›「」『』\"]|``|''|’’|‘‘")
_SINGLE = re.compile("(?<![‘’'`])[‘’'`](?![‘’'`])")
_ANY = re.compile("[“”„‟«»‹›「」『』\"`'’‘]")
_ELISION = re.compile(r"[‘’'](?:\d0s|em|til|tis|twas|cause|n'?)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n(?![a-z])")
_BEFORE_OPENING = "([{—–-/:"


class Quote(NamedTuple):
    """Words inside marks: offsets without the marks, whether each mark was found, and whether the speech goes on
    from the paragraph before. `turn`: a turn of a transcript, without marks."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    turn: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool


def find_quotes(text: str) -> list[Quote]:
    """The outermost quoted spans of a text, in order, never overlapping, without blanks at their ends."""
    found: list[Quote] = []
    running = False
    for start, end in paragraphs(text):
        quotes = list(_paragraph(text, start, end))
        if quotes and running and _leads(text, start, quotes[0]):
            quotes[0] = quotes[0]._replace(continues=True)
        running = bool(quotes) and not quotes[-1].closed
        trimmed = (_trim(text, quote) for quote in quotes)
        found += (quote for quote in trimmed if quote.end > quote.start)
    return found


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the paragraphs that hold words. A line that begins in lower case goes on with the one
    before it."""
    start = 0
    for match in _PARAGRAPH.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _leads(text: str, start: int, quote: Quote) -> bool:
    """Whether a quote's mark is the first thing in its paragraph."""
    return not text[start : quote.start].strip(" \t\n“„‟«‹「『\"`'‘")


def _trim(text: str, quote: Quote) -> Quote:
    start, end = quote.start, quote.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return quote._replace(start=start, end=end)


def _paragraph(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotes in double marks, and those in single marks that lie in none of them or hold whole ones."""
    doubles = list(_pairs(_doubles(text, start, end), start, end))
    singles = _singles(text, start, end)
    k = 0
    for quote in doubles:
        while k < len(singles) and singles[k].end <= quote.start:
            yield singles[k]
            k += 1
        if k < len(singles) and singles[k].start < quote.start and quote.end <= singles[k].end:
            continue
        while k < len(singles) and singles[k].start < quote.end:
            k += 1
        yield quote
    yield from singles[k:]


def _pairs(marks: list[_Mark], start: int, end: int) -> Iterator[Quote]:
    """Quotes from the double marks of a paragraph: nested where the marks balance, else each opening mark goes
    with the next closing one, and a mark without partner with the paragraph's end or start."""
    depth, balanced = 0, True
    for mark in marks:
        depth += 1 if mark.opens else -1
        balanced = balanced and depth >= 0
    nests = balanced and depth == 0
    depth, left, last = 0, -1, start
    for mark in marks:
        if mark.opens:
            if left >= 0 and not nests:
                yield Quote(left, mark.start, closed=False)
            left = mark.end if left < 0 or not nests else left
            depth += 1
            continue
        depth -= 1
        if left >= 0 and (depth == 0 or not nests):
            yield Quote(left, mark.start)
            left, last = -1, mark.end
        elif left < 0:
            yield Quote(last, mark.start, opened=False)
            last = mark.end
    if left >= 0:
        yield Quote(left, end, closed=False)


def _doubles(text: str, start: int, end: int) -> list[_Mark]:
    """The double marks of a paragraph, each told to open or to close."""
    marks: list[_Mark] = []
    inside = low = False
    for match in _each(_DOUBLE, text, start, end):
        mark, i, stop = match.group(), match.start(), match.end()
        if mark == "“" and low:
            opens = False
        elif mark in _OPENING or mark in ("``", "‘‘"):
            opens = True
        elif mark in _CLOSING or mark == "’’":
            opens = False
        else:
            before, after = _around(text, i, stop)
            could_open = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
            could_close = not before.isspace() and not after.isalnum()
            if not inside and not could_open and before.isdigit():
                continue  # inches
            opens = could_open if could_open != could_close else not inside
        low = mark == "„" or (low and opens)
        inside = opens
        marks.append(_Mark(i, stop, opens))
    return marks


def _each(marks: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern for marks, tried only where one may stand."""
    reached = start
    for sign in _ANY.finditer(text, start, end):
        match = marks.match(text, sign.start(), end) if sign.start() >= reached else None
        if match is not None:
            reached = match.end()
            yield match


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def _singles(text: str, start: int, end: int) -> list[Quote]:
    """Quotes in single marks. One that follows a stop, or a word without s, closes before one that may be the
    apostrophe of a plural's possessive."""
    found: list[Quote] = []
    opening = doubtful = -1
    for match in _each(_SINGLE, text, start, end):
        i, mark = match.start(), match.group()
        before, after = _around(text, i, i + 1)
        free = before.isspace() or before in _BEFORE_OPENING or before in '"“'
        if mark != "’" and free and not after.isspace() and not _ELISION.match(text, i):
            if opening >= 0 and doubtful >= 0:
                found.append(Quote(opening + 1, doubtful))
            opening, doubtful = i, -1
        elif opening >= 0 and mark not in "‘`" and not before.isspace() and not after.isalnum():
            if (text[opening] == "'") != (mark == "'") and text[opening] != "`":
                continue
            if before in "sS" and after == " " and text[i + 2 : i + 3].islower():
                doubtful = i if doubtful < 0 else doubtful
                continue
            found.append(Quote(opening + 1, i))
            opening = doubtful = -1
    if opening >= 0 and doubtful >= 0:
        found.append(Quote(opening + 1, doubtful))
    return found
