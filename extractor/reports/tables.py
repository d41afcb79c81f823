"""The tables as files: CSV that no spreadsheet takes for formulas, and Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO, Protocol

from extractor.frames import arrow_schema, arrow_table
from extractor.jsonio import utf8
from extractor.tables import Table, Value

ROW_GROUP = 20_000
"""Rows that a Parquet file holds together, and that are kept in memory."""
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Writer(Protocol):
    """A table's file while it is written."""

    def add(self, rows: Iterable[tuple[Value, ...]]) -> None:
        """Takes rows in the order of the table's columns."""

    def close(self) -> None:
        """Writes what is left; the stream stays open."""


def cell(value: Value) -> str:
    """A CSV cell. A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers don't."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return repr(value)
    text = utf8(value)
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


class _Lines:
    """Rows as csv writes them, each ended by LF alone: csv quotes a cell for the line ends of its own ending only."""

    END = "\r\n"

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> int:
        self.lines.append(f"{line.removesuffix(self.END)}\n")
        return len(line)


class CsvWriter:
    """RFC 4180 in UTF-8 with a header line, lines ending in LF."""

    def __init__(self, stream: BinaryIO, table: Table) -> None:
        self.stream = stream
        self._write([tuple(column.name for column in table.columns)])

    def _write(self, rows: Iterable[Iterable[str]]) -> None:
        made = _Lines()
        csv.writer(made, lineterminator=_Lines.END).writerows(rows)
        self.stream.write("".join(made.lines).encode())

    def add(self, rows: Iterable[tuple[Value, ...]]) -> None:
        self._write([cell(value) for value in row] for row in rows)

    def close(self) -> None:
        self.stream.flush()


class _Sink:
    """A stream that swallows what comes after a failure or its end: a writer that is thrown away writes once more,
    and Python tells on standard error of what is raised then."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._failed = stream, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, data: bytes) -> int:
        if self._failed or self._stream.closed:
            return len(data)
        try:
            return self._stream.write(data)
        except OSError:
            self._failed = True
            raise


class ParquetWriter:
    """Row groups of equal size, whatever the size of what is added, so that equal rows give equal bytes."""

    def __init__(self, stream: BinaryIO, table: Table) -> None:
        schema = arrow_schema(table)
        from pyarrow import parquet

        self.table, self.stream = table, stream
        self.waiting: list[tuple[Value, ...]] = []
        self.writer: Any = parquet.ParquetWriter(_Sink(stream), schema, compression="zstd")

    def add(self, rows: Iterable[tuple[Value, ...]]) -> None:
        self.waiting += rows
        while len(self.waiting) >= ROW_GROUP:
            self._write(ROW_GROUP)

    def _write(self, count: int) -> None:
        self.writer.write_table(arrow_table(self.table, self.waiting[:count]), row_group_size=ROW_GROUP)
        del self.waiting[:count]

    def close(self) -> None:
        if self.waiting:
            self._write(len(self.waiting))
        self.writer.close()
        self.stream.flush()


def writer(form: str, stream: BinaryIO, table: Table) -> Writer:
    """A writer for `csv` or `parquet`. Raises MissingExtra where pyarrow is wanted and not installed."""
    return CsvWriter(stream, table) if form == "csv" else ParquetWriter(stream, table)
