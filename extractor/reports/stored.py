"""Results written before, for comparing: of extract (JSON, JSON Lines, a folder of them) or of check (JSON).

Unlike the readers, which feed the checks, this takes results without texts and of other minor versions as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.schema import SCHEMA_VERSION, Finding, Result

_FINDINGS = TypeAdapter(list[Finding])


class StoredError(ValueError):
    """A file that holds no results; the message is one line."""


@dataclass
class Stored:
    """The results by article id, in order, and the findings across articles where check wrote them."""

    results: dict[str, Result] = field(default_factory=dict)
    folder: list[Finding] = field(default_factory=list)


def load(path: Path) -> Stored:
    """Everything in a file or a folder of .json and .jsonl files. Raises StoredError, OSError."""
    stored = Stored()
    for item in records(path):
        if isinstance(item, Finding):
            stored.folder.append(item)
        else:
            stored.results[item.article.id] = item
    return stored


def records(path: Path) -> Iterator[Result | Finding]:
    """The results, and the findings across articles, one by one, JSON Lines without reading ahead.

    Raises StoredError where something else stands there or nothing does, OSError.
    """
    files = sorted(p for p in path.rglob("*.json*") if p.is_file()) if path.is_dir() else [path]
    found = False
    for file in files:
        try:
            for value in _values(file):
                for item in _items(value):
                    found = True
                    yield item
        except ValidationError as error:
            first = error.errors()[0]
            raise StoredError(f"{file}: broken result: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        except (ValueError, RecursionError) as error:
            raise StoredError(f"{file}: {error}") from None
    if not found:
        raise StoredError(f"{path}: no results of extract or check")


def _values(file: Path) -> Iterator[Any]:
    """The file's one JSON value, or that of each line."""
    with file.open(encoding="utf-8-sig") as stream:
        if file.suffix != ".jsonl":
            text = stream.read()
            try:
                yield json.loads(text)
                return
            except json.JSONDecodeError as error:
                if "\n" not in text.strip():
                    raise StoredError(f"broken JSON: {error.msg}") from None
            stream.seek(0)
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise StoredError(f"broken JSON in line {number}: {error.msg}") from None


def _items(value: Any) -> Iterator[Result | Finding]:
    if isinstance(value, list):
        for one in value:
            yield from _items(one)
    elif isinstance(value, dict) and "articles" in value and "schema_version" not in value:
        yield from _items(value["articles"])
        yield from _FINDINGS.validate_python(value.get("folder", []))
    elif isinstance(value, dict) and str(value.get("schema_version", "")).startswith(f"{SCHEMA_VERSION[0]}."):
        yield Result.model_validate(value)
    else:
        raise StoredError("no result of this version's schema")
