"""Columns that a text aligns by blanks, as pages printed to text have them."""

from __future__ import annotations

import re

_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_CELL = re.compile(r"[+−–-]?\(?[0-9][0-9.,]*\)?%?")
"""A cell that is a figure."""
ROWS = 2
"""Lines with figures that make a table, at least."""


def tabbed(text: str) -> str:
    """A text of the same length in which a tab opens each gap between aligned columns.

    Columns are lines in a row that two or more blanks cut into cells, ROWS of which have a figure behind the first
    cell. A text without any comes back as it is.
    """
    if "  " not in text and "\u00a0 " not in text:
        return text
    lines = text.split("\n")
    first = 0
    while first < len(lines):
        stop = first
        while stop < len(lines) and _GAP.search(lines[stop]):
            stop += 1
        if sum(map(_has_figure, lines[first:stop])) >= ROWS:
            lines[first:stop] = [_GAP.sub(lambda gap: "\t" + gap[0][1:], line) for line in lines[first:stop]]
        first = max(stop, first + 1)
    return "\n".join(lines)


def _has_figure(line: str) -> bool:
    return any(_CELL.fullmatch(cell) for cell in _GAP.split(line)[1:])
