"""Records of JSON files: id, title, text, published, source; other keys are ignored.

A record with `schema_version` is a result written before; one of an agency's `uri` and bodies is ninjs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from extractor.readers.common import Origin, ReadError, article, plain_message
from extractor.readers.ninjs import from_item, is_ninjs
from extractor.schema import SCHEMA_VERSION, Article, Result
from extractor.spans import fault, is_textless

_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    Decimal: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
}
"""What JSON calls the types of its values."""


def from_record(record: Any, origin: Origin, notes: list[str] | None = None) -> Article | Result:
    """The Article or the Result that an object of a JSON file is. Raises ReadError."""
    if not isinstance(record, dict):
        raise ReadError(f"no object with a text, but {_KINDS[type(record)]}")
    if "schema_version" in record:
        return _result(record)
    if is_ninjs(record):
        return from_item(record, origin, notes or [])
    text = record.get("text")
    if text is None:
        raise ReadError("no text in the record")
    if not isinstance(text, str):
        raise ReadError(f"text is no string, but {_KINDS[type(text)]}")
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
        result = Result.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))[:80]
        raise ReadError(f"broken result: {where}: {plain_message(first['msg'])}") from None
    missing = [name for name in Result.model_fields if name not in record]
    if missing:
        raise ReadError(f"broken result: no {missing[0]}")
    if is_textless(result):
        raise ReadError("a result written with --no-text, which can't be checked again")
    misfit = fault(result)
    if misfit:
        raise ReadError(f"broken result: {misfit}")
    return result
