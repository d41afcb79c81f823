"""The tables in data/: loaded once, frozen, and hashed into every output.

A table is a CSV file with a header line (UTF-8), a row a thing; several values in a cell stand between `|`.
JSONL tables hold one object a line. What the rows mean is told in data/SOURCES.md and by the modules that
use them.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Row = Mapping[str, str]

_DATA = files("extractor") / "data"
ZERO = bytes(1)
"""What stands between the parts of a hash. Not the literal: CPython shares one object for a literal of one byte, and
spaCy's tokenizer writes into it."""


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of data/`name`.csv in file order. Lines that start with # are left out.

    Raises FileNotFoundError for an unknown table, ValueError for a row of the wrong length.
    """
    text = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = []
    for row in csv.DictReader(lines):
        if None in row or None in row.values():
            raise ValueError(f"data/{name}.csv: wrong number of cells in {dict(row)}")
        rows.append(MappingProxyType(dict(row)))
    return tuple(rows)


@cache
def objects(name: str) -> tuple[Mapping[str, Any], ...]:
    """The objects of data/`name`.jsonl in file order."""
    text = (_DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    return tuple(MappingProxyType(json.loads(line)) for line in text.splitlines() if line.strip())


def cells(row: Row, column: str) -> tuple[str, ...]:
    """The values of a cell that holds several between `|`; empty ones left out."""
    return tuple(value for value in row[column].split("|") if value)


@lru_cache(maxsize=1)
def data_hash() -> str:
    """One sha256 over all tables, names and bytes, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(_DATA.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith((".csv", ".jsonl")):
            digest.update(path.name.encode() + ZERO + path.read_bytes() + ZERO)
    return digest.hexdigest()
