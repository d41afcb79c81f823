"""Crawls: the web pages of WARC files and the texts of WET files, plain or gzipped (extra `crawl`).

Read record by record. A broken record costs itself alone: the next one is looked for by its first bytes. The day of a
crawl is no day of publication; a page's own metadata are used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers import html
from extractor.readers.common import MAX_BYTES, Origin, ReadError, article, decode, kind_of
from extractor.readers.formats import extra
from extractor.schema import Article, ArticleError

_STARTS = {False: b"WARC/1.", True: b"\x1f\x8b\x08"}
_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_OK = 200
_BLOCK = 1 << 20
MAX_BROKEN = 1_000
"""Places in a file at which records are broken, after which the rest is given up."""


class _Broken(ReadError):
    """The stream of records is broken after the last one."""


def _next_start(stream: BinaryIO, at: int, mark: bytes) -> int | None:
    """The place of the next mark at or after a place."""
    stream.seek(at)
    kept = b""
    while block := stream.read(_BLOCK):
        held = kept + block
        found = held.find(mark)
        if found >= 0:
            return at - len(kept) + found
        at += len(block)
        kept = held[-len(mark) + 1 :]
    return None


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records that may hold articles, and a _Broken for each place where some are broken."""
    library = extra("fastwarc.warc", "crawl")
    kinds = library.WarcRecordType
    wanted = kinds.response | kinds.conversion | kinds.resource
    first = stream.read(8)
    mark = _STARTS[first.startswith(b"\x1f\x8b")]
    start: int | None = 0
    broken = 0
    while start is not None:
        stream.seek(start)
        last = start
        try:
            for record in library.ArchiveIterator(stream, parse_http=False):
                last = start + record.stream_pos
                if record.record_type & wanted:
                    yield record
            return
        except OSError:
            if not broken and last == 0 and mark != first[: len(mark)]:
                raise ReadError(f"no WARC file, but {kind_of(first)}") from None
        following = _next_start(stream, last + 1, mark)
        broken += 1
        if broken > MAX_BROKEN:
            raise ReadError(f"broken records at more than {MAX_BROKEN} places: the rest is not read")
        if start == last and following is not None and start != 0:
            start = following
            continue
        yield _Broken("broken record: the rest is not read" if following is None else "broken records left out")
        start = following


def _payload(record: Any) -> tuple[str | None, str | None, bytes]:
    """(kind of content or None for what is no article, charset, content). Raises ReadError."""
    length = record.content_length
    if length > MAX_BYTES:
        raise ReadError(f"too large: more than {MAX_BYTES // 2**20} MB")
    block = record.reader.read(length)
    if len(block) < length:
        raise ReadError("truncated record")
    if not record.is_http:
        return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower(), None, block
    record.set_bytes_content(block)
    record.parse_http(auto_decode="all")
    if record.http_headers is None or record.http_headers.status_code != _OK:
        return None, None, b""
    content = record.reader.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReadError(f"too large: more than {MAX_BYTES // 2**20} MB")
    return (record.http_content_type or "").lower(), record.http_charset, content


def _article(record: Any) -> Article | None:
    """The article of a record; None where it holds none. Raises ReadError."""
    try:
        kind, charset, content = _payload(record)
    except (OSError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"broken record: {' '.join(str(error).split())[:100]}") from None
    address = record.headers.get("WARC-Target-URI")
    origin = Origin(address, address)
    if kind in _PAGES:
        return next(html.read(io.BytesIO(content), origin, charset))
    if kind == _PLAIN:
        text, notes = decode(content, charset)
        return article(text, origin, notes=notes)
    return None


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """The articles, broken records as ArticleErrors. Raises ReadError where there is no article at all."""
    empty = True
    for number, record in enumerate(_records(stream), 1):
        if isinstance(record, _Broken):
            yield ArticleError(source=origin.source, reason=f"after record {number - 1}: {record}")
            empty = False
            continue
        try:
            found = _article(record)
        except ReadError as error:
            found, place = None, record.headers.get("WARC-Target-URI") or f"record {number}"
            yield ArticleError(id=place, source=origin.source, reason=f"record {number}: {error}")
            empty = False
        if found is not None:
            yield found
            empty = False
    if empty:
        raise ReadError("empty: no record of a web page or a text")
