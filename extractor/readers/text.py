"""Plain text: the characters as given; results written before are recognized as such."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from extractor.readers.common import Origin, article, decode
from extractor.schema import Article, ArticleError, Result

_RESULT = re.compile(r'\s{0,99}\{\s{0,99}"schema_version"\s{0,9}:')


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | Result | ArticleError]:
    """One article, or the results that `extract` wrote. Raises ReadError."""
    data = stream.read()
    text, notes = decode(data)
    if _RESULT.match(text):
        from extractor.readers import jsonl

        yield from jsonl.read(io.BytesIO(data), origin)
        return
    yield article(text, origin, notes=notes)
