"""JSON: one record, or a list of them, in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from extractor.readers.common import Origin, ReadError, decode, plain_error
from extractor.readers.records import from_record
from extractor.schema import Article, ArticleError, Result


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | Result | ArticleError]:
    """The records of the file. Raises ReadError where the whole file is broken."""
    text, notes = decode(stream.read())
    if not text.strip():
        raise ReadError("empty: no text")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"broken JSON in line {error.lineno}, column {error.colno}: {plain_error(error)}") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"broken JSON: {str(error).partition(';')[0][:120]}") from None
    if not isinstance(content, list):
        yield from_record(content, origin, notes)
        return
    if not content:
        raise ReadError("empty: no record")
    if len(content) > 1 and not any(isinstance(record, dict) for record in content):
        raise ReadError(f"a list of {len(content)} without an object that has a text")
    for number, record in enumerate(content, 1):
        try:
            yield from_record(record, origin, list(notes))
        except ReadError as error:
            yield ArticleError(source=origin.source, reason=f"record {number}: {error}")
