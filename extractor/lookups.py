"""The tables in data/: loaded once, frozen, and hashed into every output.

A table is a CSV file with a header line (UTF-8), a row a thing; several values in a cell stand between `|`.
JSONL tables hold one object a line. What the rows mean is told in data/SOURCES.md and by the modules that
use them. A process may add rows of its own, see `use`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

Row = Mapping[str, str]

_DATA = files("extractor") / "data"
ZERO = bytes(1)
"""What stands between the parts of a hash. Not the literal: CPython shares one object for a literal of one byte, and
spaCy's tokenizer writes into it."""


_own: dict[str, Path] = {}
_read: set[str] = set()


class RowsError(ValueError):
    """Own rows that can't be added; one line."""


def use(own: Mapping[str, str]) -> None:
    """Adds rows to tables, for the whole process: table name → a file of the table's form, whose rows come last.

    A column that the file leaves out is empty. Raises RowsError for a table or column that there isn't, for a file
    that can't be read, and where one of the tables has been read already without these rows.
    """
    wanted = {name: Path(path) for name, path in own.items()}
    changed = {name for name in {*wanted, *_own} if wanted.get(name) != _own.get(name)}
    if not changed:
        return
    for name, path in wanted.items():
        _checked(name, path)
    late = sorted(changed & _read)
    if late:
        raise RowsError(f"own rows are chosen once a process, and the table {late[0]} is in use already")
    _own.clear()
    _own.update(wanted)
    data_hash.cache_clear()


def _checked(name: str, path: Path) -> None:
    try:
        if (_DATA / f"{name}.jsonl").is_file():
            _objects(path.read_text(encoding="utf-8-sig"))
        elif (_DATA / f"{name}.csv").is_file():
            columns = _reader((_DATA / f"{name}.csv").read_text(encoding="utf-8")).fieldnames or ()
            _rows(path.read_text(encoding="utf-8-sig"), str(path), columns)
        else:
            raise ValueError(f"there is no table {name!r}")
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else error
        raise RowsError(f"{path}: {told}") from None


def _reader(text: str) -> csv.DictReader[str]:
    return csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))


def _rows(text: str, source: str, columns: Sequence[str] = ()) -> list[Row]:
    """The rows of a CSV text. `columns`: those of the table that it adds to, which it may leave out."""
    reader = _reader(text)
    unknown = [column for column in reader.fieldnames or () if columns and column not in columns]
    if unknown:
        raise ValueError(f"unknown column {unknown[0]!r}; there are {', '.join(columns)}")
    rows: list[Row] = []
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"{source}: wrong number of cells in {dict(row)}")
        rows.append(MappingProxyType({column: row.get(column, "") for column in columns or row}))
    return rows


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of data/`name`.csv in file order, own ones last. Lines that start with # are left out.

    Raises FileNotFoundError for an unknown table, ValueError for a row of the wrong length.
    """
    text = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    rows = _rows(text, f"data/{name}.csv")
    _read.add(name)
    if name in _own:
        rows += _rows(_own[name].read_text(encoding="utf-8-sig"), str(_own[name]), _reader(text).fieldnames or ())
    return tuple(rows)


def _objects(text: str) -> list[Mapping[str, Any]]:
    found = [json.loads(line) for line in text.splitlines() if line.strip()]
    if not all(isinstance(value, dict) for value in found):
        raise ValueError("a line that is no JSON object")
    return [MappingProxyType(value) for value in found]


@cache
def objects(name: str) -> tuple[Mapping[str, Any], ...]:
    """The objects of data/`name`.jsonl in file order, own ones last."""
    rows = _objects((_DATA / f"{name}.jsonl").read_text(encoding="utf-8"))
    _read.add(name)
    if name in _own:
        rows += _objects(_own[name].read_text(encoding="utf-8-sig"))
    return tuple(rows)


def cells(row: Row, column: str) -> tuple[str, ...]:
    """The values of a cell that holds several between `|`; empty ones left out."""
    return tuple(value for value in row[column].split("|") if value)


@lru_cache(maxsize=1)
def data_hash() -> str:
    """One sha256 over all tables, names and bytes, in the order of their names; own rows after them."""
    digest = hashlib.sha256()
    for path in sorted(_DATA.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith((".csv", ".jsonl")):
            digest.update(path.name.encode() + ZERO + path.read_bytes() + ZERO)
    for name, path in sorted(_own.items()):
        digest.update(f"own {name}".encode() + ZERO + path.read_bytes() + ZERO)
    return digest.hexdigest()
