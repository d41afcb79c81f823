"""Plain text: the characters as given; results written before are recognized as such."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from extractor.readers.common import Origin, article, decode
from extractor.schema import Article, ArticleError, Result

_RESULT = re.compile(r'\s{0,99}\{\s{0,99}"schema_version"\s{0,9}:')
_RECORDS = "read as words, though it looks like JSON Lines: these are files named .jsonl, or --input-format jsonl"


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | Result | ArticleError]:
    """One article, or the results that `extract` wrote. Raises ReadError."""
    data = stream.read()
    text, notes = decode(data)
    if _RESULT.match(text):
        from extractor.readers import jsonl

        yield from jsonl.read(io.BytesIO(data), origin)
        return
    if _is_record(text.lstrip().partition("\n")[0]):
        notes = [*notes, _RECORDS]
    yield article(text, origin, notes=notes)


def _is_record(line: str) -> bool:
    """Whether a first line is an object that has a text, as no article begins."""
    try:
        record = json.loads(line) if line.startswith("{") and line.rstrip().endswith("}") else None
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and isinstance(record.get("text"), str)
