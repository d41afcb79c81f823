"""Results written before, for comparing: of extract (JSON, JSON Lines, a folder of them) or of check (JSON).

Unlike the readers, which feed the checks, this takes results without texts and of other minor versions as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from pydantic import TypeAdapter, ValidationError

from extractor import readers
from extractor.readers.common import plain_error, plain_message
from extractor.readers.formats import GZIP, form, unzipped
from extractor.schema import SCHEMA_VERSION, ArticleError, Finding, Result

_FINDINGS = TypeAdapter(list[Finding])


_KINDS = ("json", "jsonl")
WANTED = "results are needed, as .jsonl or .json: extractor extract INPUT… -o results.jsonl writes them"


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
    found = False
    for file in _files(path):
        try:
            for value in _values(file):
                for item in _items(value):
                    found = True
                    yield item
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))[:80]
            raise StoredError(f"{file}: broken result: {where}: {plain_message(first['msg'])}") from None
        except (ValueError, RecursionError) as error:
            raise StoredError(f"{file}: {error}") from None
    if not found:
        raise StoredError(f"{path}: no results in it; {WANTED}")


def _files(path: Path) -> Iterator[Path]:
    """The files of results in a folder; a file itself. Raises StoredError for what can't be looked into."""
    for file in readers.walk(path):
        if isinstance(file, ArticleError):
            raise StoredError(str(file))
        kind = form(file.name)
        if file == path or (kind is not None and kind.module in _KINDS):
            yield file


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    with file.open("rb") as stream:
        plain = unzipped(stream) if file.name.endswith(GZIP) else stream
        yield TextIOWrapper(plain, encoding="utf-8-sig")


def _values(file: Path) -> Iterator[Any]:
    """The file's one JSON value, or that of each line. Raises StoredError for a file that is read otherwise."""
    kind = form(file.name)
    if kind is not None and kind.module not in _KINDS:
        raise StoredError(f"an article's file; {WANTED}")
    if kind is None or kind.module != "jsonl":
        with _opened(file) as stream:
            text = stream.read()
        try:
            yield json.loads(text)
            return
        except json.JSONDecodeError as error:
            if "\n" not in text.strip():
                raise StoredError(_broken("", error)) from None
    with _opened(file) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise StoredError(_broken(f" in line {number}", error)) from None


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
        raise StoredError(_told(value))


def _broken(where: str, error: json.JSONDecodeError) -> str:
    return f"broken JSON{where}: {plain_error(error)}"


def _told(value: Any) -> str:
    """Why a JSON value is no result."""
    if isinstance(value, dict) and "schema_version" in value:
        return f"schema version {str(value['schema_version'])[:20]} can't be read by this version ({SCHEMA_VERSION})"
    return f"JSON, but no result; {WANTED}"
