"""JSON Lines: one record a line, streamed; a broken line costs only itself.

A single object or list over several lines, as JSON is printed for people, is read as a JSON file.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from extractor.readers import json as document
from extractor.readers.common import MAX_BYTES, Origin, ReadError, decode, kind_of, plain_error
from extractor.readers.records import from_record
from extractor.schema import Article, ArticleError, Result

_BLANK = b" \t\r\n\xef\xbb\xbf"


def _record(line: bytes, origin: Origin) -> Article | Result:
    if len(line) > MAX_BYTES:
        raise ReadError(f"too long: more than {MAX_BYTES // 2**20} MB")
    text, notes = decode(line)
    try:
        return from_record(json.loads(text), origin, notes)
    except json.JSONDecodeError as error:
        raise ReadError(f"broken JSON in column {error.colno}: {plain_error(error)}") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"broken JSON: {str(error).partition(';')[0][:120]}") from None


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long only its first part, one byte too long."""
    while line := stream.readline(MAX_BYTES + 1):
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) > MAX_BYTES:
            rest = stream.readline(MAX_BYTES + 1)
        yield line


def _whole(line: bytes, stream: BinaryIO) -> BinaryIO:
    """A document of which the first line was read. Raises ReadError."""
    rest = stream.read(MAX_BYTES + 1)
    if len(rest) > MAX_BYTES:
        raise ReadError(f"too large: more than {MAX_BYTES // 2**20} MB")
    return io.BytesIO(line + rest)


def _like_json(line: bytes) -> bool:
    return line.strip(_BLANK)[:1] in (b"{", b"[", b'"')


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | Result | ArticleError]:
    """The records, a broken one as an ArticleError with its line. Raises ReadError for an empty file, and for one of
    another kind: neither of its first two lines begins as JSON does."""
    lines = ((number, line) for number, line in enumerate(_lines(stream), 1) if line.strip(_BLANK))
    begun = list(islice(lines, 1))
    if not begun:
        raise ReadError("empty: no record")
    first = begun[0][1]
    if first.strip(_BLANK) in (b"{", b"["):
        yield from document.read(_whole(first, stream), origin)
        return
    begun += islice(lines, 1)
    if len(begun) > 1 and not any(_like_json(line) for _, line in begun):
        raise ReadError(f"no JSON Lines, but {kind_of(first)}")
    for number, line in chain(begun, lines):
        try:
            yield _record(line, origin)
        except ReadError as error:
            yield ArticleError(source=origin.source, line=number, reason=str(error))
