"""Records of JSON files: id, title, text, published, source; other keys are ignored.

A record with `schema_version` is a result written before; one of an agency's `uri` and bodies is ninjs.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from extractor.readers.common import Origin, ReadError, article
from extractor.readers.ninjs import from_item, is_ninjs
from extractor.schema import SCHEMA_VERSION, Article, Claim, Date, Mention, Result
from extractor.textless import is_textless

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
    fault = _fault(result)
    if fault:
        raise ReadError(f"broken result: {fault}")
    return result


def plain_message(message: str) -> str:
    """A message of validation without the words of the library in front of it."""
    return message.removeprefix("Value error, ").removeprefix("Assertion failed, ")


def _spans(result: Result) -> Iterator[tuple[str, Claim | Date | Mention]]:
    for record in [*result.claims, *result.dates]:
        yield record.id, record
    for person in result.people:
        yield from ((person.id, mention) for mention in person.mentions)
    for organization in result.organizations:
        yield from ((organization.id, mention) for mention in organization.mentions)
    for claim in result.claims:
        for found in (claim.explain or {}).values():
            yield from ((claim.id, mention) for mention in found)


def _fault(result: Result) -> str | None:
    """What of a result doesn't fit its own text; None where all does."""
    text, end = result.article.text, 0
    for number, (start, stop) in enumerate(result.sentences):
        if not end <= start <= stop <= len(text):
            return f"sentence {number} [{start}, {stop}] is outside the text or out of order"
        end = stop
    for name, span in _spans(result):
        if not 0 <= span.start < span.end <= len(text):
            return f"{name}: span [{span.start}, {span.end}] is outside the text"
        if text[span.start : span.end] != span.text:
            return f"{name}: the text at [{span.start}, {span.end}] is not {span.text[:40]!r}"
    for claim in result.claims:
        if not 0 <= claim.sentence < len(result.sentences):
            return f"{claim.id}: there is no sentence {claim.sentence}"
    return None
