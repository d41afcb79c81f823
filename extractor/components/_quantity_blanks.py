"""A text as it is read for quantities: with plain blanks and dashes where typesetting left others, and without signs
that nobody sees.

Several blanks are one, unless figures stand on both sides or the line is one of columns; a no-break or thin blank stays
between figures, which it groups. Blanks beside a line's end go. Signs of no width go, but one that parts a word from
figures is a blank. The way back leads to the offsets of the text as it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.components.attributes import Record

_SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
_LINES = "\n\r\x0b\x0c\x85\u2028\u2029"
_PLAIN = {"\u2010": "-", "\u2011": "-", "\ufe63": "-", "\uff0d": "-", "\u2012": "–", "\u2015": "—", "\ufe58": "—"}
_ODD = re.compile(
    f"[{_SPACES}{_UNSEEN}{_LINES}]{{2,}}|[{_SPACES[1:]}{_UNSEEN}{_LINES[1:]}]|[{''.join(_PLAIN)}]"
)
_HIDDEN = re.compile(f"[{_UNSEEN}]+")
_LINE = re.compile(f"\r\n|[{_LINES}]")
_GROUPING = re.compile("[\u2000-\u200a\u202f\u205f]")
PART = "\u200b"
"""A sign of no width at which a word may end."""
SOFT = "\u00ad"
"""A hyphen that is seen at a line's end alone."""
WIDE = 3
"""So many blanks, twice in a line, set columns apart."""


class Plain:
    """A text in plain blanks, `text`, and the offsets of what is written as `written`."""

    def __init__(self, written: str) -> None:
        self.written = written
        pieces, at, gone = [], 0, 0
        self._ends: list[int] = []
        self._gone: list[int] = [0]
        for start, end, put in _changes(written):
            pieces += [written[at:start], put]
            at = end
            if len(put) != end - start:
                gone += end - start - len(put)
                self._ends.append(end - gone)
                self._gone.append(gone)
        self.text = "".join([*pieces, written[at:]]) if pieces else written

    def outward(self, at: int) -> int:
        """The offset in the text as it is written."""
        return at + self._gone[bisect_right(self._ends, at)]

    def inward(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of the text as it is written, in order, as spans of this one."""
        if not self._ends:
            return list(spans)
        starts = [end + gone for end, gone in zip(self._ends, self._gone[1:], strict=True)]
        return [(a - self._gone[bisect_right(starts, a)], b - self._gone[bisect_right(starts, b)]) for a, b in spans]

    def restore(self, records: list[Record]) -> list[Record]:
        """The records with the offsets and words of the text as it is written."""
        for record in records if self.text is not self.written else ():
            record["start"], record["end"] = self._span(record["start"], record["end"])
            record["text"] = self.written[record["start"] : record["end"]]
            for name in ("qualifier_span", "direction_span"):
                if record[name]:
                    record[name] = list(self._span(*record[name]))
        return records

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.outward(start), self.outward(end - 1) + 1


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What is to be put in place of which characters, in order."""
    runs = [match.span() for match in _ODD.finditer(text)]
    columns = _columns(text, runs)
    for start, end in runs:
        run = text[start:end]
        put = _PLAIN.get(run) or _plain(run, text[start - 1 : start] if start else "", text[end : end + 1])
        if start in columns:
            put = _HIDDEN.sub("", run)
        if put != run:
            yield start, end, put


def _plain(run: str, before: str, after: str) -> str:
    """The blank that a run of blanks and unseen signs means between two characters."""
    seen = _LINE.sub("\n", _HIDDEN.sub("", run))
    if not seen:
        return " " if PART in run and before.isalpha() and after.isdigit() else ""
    if "\n" in seen:
        if run[0] == SOFT and before.isalpha() and after.isalpha() and seen == "\n":
            return ""
        return "\n" * seen.count("\n")
    if not (before.isdigit() and after.isdigit()):
        return " "
    return _GROUPING.sub("\u202f", seen) if len(seen) == 1 else seen


def _columns(text: str, runs: list[tuple[int, int]]) -> set[int]:
    """The starts of the runs that set columns apart: several wide ones in a line."""
    wide = [(a, b) for a, b in runs if b - a >= WIDE and "\n" not in text[a:b]]
    found: set[int] = set()
    for (start, end), (behind, _) in pairwise(wide):
        if text.find("\n", end, behind) < 0:
            found |= {start, behind}
    return found
