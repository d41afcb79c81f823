"""Records of JSON files: id, title, text, published, source; other keys are ignored.

A record with `schema_version` is a result written before.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from extractor.readers.common import Origin, ReadError, article
from extractor.schema import SCHEMA_VERSION, Article, Result


def from_record(record: Any, origin: Origin, notes: list[str] | None = None) -> Article | Result:
    """The Article or the Result that an object of a JSON file is. Raises ReadError."""
    if not isinstance(record, dict):
        raise ReadError(f"no object with a text, but {type(record).__name__}")
    if "schema_version" in record:
        return _result(record)
    text = record.get("text")
    if text is None:
        raise ReadError("no text in the record")
    if not isinstance(text, str):
        raise ReadError(f"text is no string, but {type(text).__name__}")
    return article(
        text.removeprefix("\ufeff"),
        origin,
        id=record.get("id"),
        title=record.get("title"),
        published=record.get("published"),
        source=record.get("source"),
        notes=notes,
    )


def _result(record: dict[str, Any]) -> Result:
    version = str(record["schema_version"])
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise ReadError(f"schema version {version[:20]} can't be read by this version ({SCHEMA_VERSION})")
    try:
        return Result.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        raise ReadError(f"broken result: {'.'.join(map(str, first['loc']))[:80]}: {first['msg']}") from None
