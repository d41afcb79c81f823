"""Numbers in the cells of a plain-text table: "US | 1,187 | 2,072 | -42.7".

A table is a run of lines with the same separator, or aligned by blanks. Its first line names the columns, the first
cell of a line the row, and the line above the table what is measured. A column that names a date gives the period, one
that names a change gives growth.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.claims.baselines import SHIFTS, step_back
from extractor.claims.cues import says
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.columns import tabbed
from extractor.components._indicator_heads import word_class as phrase_words

if TYPE_CHECKING:
    from extractor.claims.link import Link

_SEPARATORS = ("|", "\t")
_COLUMNS = 3
_START = attrgetter("start")
_ABOVE = 3
"""Lines above a table in which its caption may stand."""


@dataclass
class Table:
    """Line numbers [first, stop) of one table, its separator and the topic of its caption."""

    first: int
    stop: int
    separator: str
    caption: Topic | None


def _between(marks: list[Mark], start: int, end: int) -> list[Mark]:
    """The marks that begin within [start, end)."""
    low = bisect_left(marks, start, key=_START)
    return marks[low : bisect_left(marks, end, low, key=_START)]


class Tables:
    """Finds the tables of one view and reads their numbers."""

    def __init__(self, view: View) -> None:
        self.view = view
        ends = [*view.line_ends, len(view.text)]
        starts = [0, *(end + 1 for end in view.line_ends)]
        self.text = tabbed(view.text)
        self.lines = [self.text[a:b] for a, b in zip(starts, ends, strict=True)]
        self.starts = starts
        self.tables = self._find()

    def _separator(self, line: str) -> str | None:
        return next((s for s in _SEPARATORS if line.count(s) >= _COLUMNS - 1), None)

    def _find(self) -> list[Table]:
        found: list[Table] = []
        number = 0
        while number < len(self.lines):
            separator = self._separator(self.lines[number])
            stop = number
            while separator and stop < len(self.lines) and self._separator(self.lines[stop]) == separator:
                stop += 1
            if stop - number >= 3 and separator:
                found.append(Table(number, stop, separator, self._caption(number)))
            number = max(stop, number + 1)
        return found

    def _caption(self, first: int) -> Topic | None:
        """The last indicator in the lines right above a table."""
        low = self.starts[max(first - _ABOVE, 0)]
        marks = _between(self.view.indicators, low, self.starts[first])
        kept = [m for m in marks if m.record["indicator_id"] not in rows_of("generic")]
        if not kept:
            return None
        r = kept[-1].record
        return Topic(r["indicator"], r["indicator_id"], r["flow"], r["sector"], kept[-1], "table")

    def table_of(self, mark: Mark) -> tuple[Table, int] | None:
        """The table and the line in which a number stands, header lines left out."""
        number = bisect_right(self.starts, mark.start) - 1
        at = bisect_left(self.tables, number, key=lambda table: table.first) - 1
        return (self.tables[at], number) if at >= 0 and number < self.tables[at].stop else None

    def _cell(self, table: Table, number: int, column: int) -> tuple[int, int]:
        """The offsets of one cell."""
        start = self.starts[number]
        cells = self.lines[number].split(table.separator)
        if column >= len(cells):
            return start, start
        start += sum(len(cell) + 1 for cell in cells[:column])
        return start, start + len(cells[column])

    def read(self, made: Link, home: str | None) -> None:
        """Overwrites the links of a number in a table by what its row, column and caption say."""
        held = self.table_of(made.mark)
        if held is None:
            return
        table, number = held
        column = self.text.count(table.separator, self.starts[number], made.mark.start)
        if column == 0:
            return
        if table.caption is not None:
            made.topic = table.caption
        self._row(made, self._cell(table, number, 0), home)
        self._column(made, self._cell(table, table.first, column), table)

    def _row(self, made: Link, cell: tuple[int, int], home: str | None) -> None:
        places = _between(self.view.places, *cell)
        label = self.view.text[cell[0] : cell[1]].strip().lower()
        made.place, made.partner = home, None
        if places and places[0].record["code"] != home:
            made.partner = places[0].record["code"]
        elif not places and label.startswith("other"):
            made.partner = label
        elif not places and label and made.topic.indicator:
            words = [w for w in label.split() if w not in phrase_words("empty") and w not in phrase_words("stop")]
            if words and not says(f" {label} ", "whole_row"):
                tail = made.topic.indicator.split()[-1]
                made.topic = replace(made.topic, indicator=" ".join([*words, tail]))

    def _column(self, made: Link, cell: tuple[int, int], table: Table) -> None:
        header = f" {self.view.text[cell[0] : cell[1]].strip().lower()} "
        made.period_how = "table"
        dates = [d for d in _between(self.view.dates, *cell) if d.record["value"]]
        if dates:
            made.role, made.direction, made.period = "level", None, str(dates[0].record["value"])
            return
        if not says(header.replace(",", " "), "change_column") and "%" not in header:
            return
        periods = _between(self.view.dates, *self.starts[table.first : table.first + 2])
        values = [str(d.record["value"]) for d in periods if d.record["value"]]
        made.role = "share" if says(header, "share") else "growth"
        sign = self.view.text[made.mark.start : made.mark.start + 1]
        made.direction = None if made.role == "share" else "down" if sign in ("-", "−", "–") else "up"
        made.period = values[0] if values else made.period
        if made.role == "growth":
            before = values[1] if len(values) > 1 else None
            shifts = (s for s in SHIFTS if made.period and step_back(made.period, s) == before)
            made.baseline = next(shifts, before or "yoy")
