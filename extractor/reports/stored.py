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
    files = sorted(p for p in path.rglob("*.json*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        try:
            for value in _values(file.read_text(encoding="utf-8-sig")):
                _add(stored, value)
        except ValidationError as error:
            first = error.errors()[0]
            raise StoredError(f"{file}: broken result: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
        except (ValueError, RecursionError) as error:
            raise StoredError(f"{file}: {error}") from None
    if not stored.results:
        raise StoredError(f"{path}: no results of extract or check")
    return stored


def _values(text: str) -> Iterator[Any]:
    """The file's one JSON value, or that of each line."""
    try:
        yield json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise StoredError(f"broken JSON in line {number}: {error.msg}") from None


def _add(stored: Stored, value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            _add(stored, one)
    elif isinstance(value, dict) and "articles" in value and "schema_version" not in value:
        _add(stored, value["articles"])
        stored.folder += _FINDINGS.validate_python(value.get("folder", []))
    elif isinstance(value, dict) and str(value.get("schema_version", "")).startswith(f"{SCHEMA_VERSION[0]}."):
        result = Result.model_validate(value)
        stored.results[result.article.id] = result
    else:
        raise StoredError("no result of this version's schema")
