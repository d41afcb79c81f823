"""Files → Articles. One module a format, imported when a file of its kind is met.

`read` gives articles, `read_all` also results written before; what can't be read comes as an ArticleError in
its place, and the rest goes on.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from extractor.readers.common import MAX_BYTES, Origin, ReadError, iso_date
from extractor.readers.folders import files, skipped, walk
from extractor.readers.formats import FORMATS, KNOWN, STREAMED, Form, form, unzipped
from extractor.schema import Article, ArticleError, PublishedFrom, Result

__all__ = [
    "FORMATS", "KNOWN", "STDIN", "ReadError", "Unread", "files", "form", "from_stream", "iso_date", "later", "read",
    "read_all", "read_late", "skipped", "walk",
]  # fmt: skip

LATER = frozenset({"html", "docx", "pdf"})
"""Modules whose files hold one article each under its path as id, and take long to read: workers may read them."""
STDIN = "-"


@dataclass
class Unread:
    """A file that holds one article, to be read by `later` in whatever process."""

    path: str
    source: str
    id: str
    published: str | None = None
    published_from: PublishedFrom | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _How:
    """`late`: files that take long to read come unread. `results`: results written before come as they are."""

    late: bool = False
    results: bool = True


_NOW = _How()
Item = Article | Result | ArticleError
Late = Item | Unread
PathLike = str | os.PathLike[str]


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def from_stream(stream: BinaryIO, kind: Form, origin: Origin) -> Iterator[Item]:
    """The items of an open file; what can't be read is an ArticleError."""
    try:
        if kind.gzipped:
            stream = unzipped(stream)
        if kind.module not in STREAMED:
            data = stream.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise ReadError(f"too large: more than {MAX_BYTES // 2**20} MB")
            stream = io.BytesIO(data)
        yield from import_module(f"extractor.readers.{kind.module}").read(stream, origin)
    except ReadError as error:
        yield ArticleError(id=origin.name, source=origin.source, reason=str(error))
    except OSError as error:
        yield ArticleError(id=origin.name, source=origin.source, reason=_reason(error))


def later(unread: Unread) -> Article | ArticleError:
    """The article of a file that was left unread, with what was decided about it."""
    (item,) = _from_file(Path(unread.path), Origin(unread.source, unread.id), _NOW)
    assert not isinstance(item, Result | Unread)
    if isinstance(item, Article):
        item.notes = [*item.notes, *unread.notes]
        if item.published is None:
            item.published, item.published_from = unread.published, unread.published_from
    return item


def _articles(items: Iterable[Item], source: str) -> Iterator[Item]:
    """The items, with an ArticleError in the place of a result written before."""
    for item in items:
        if isinstance(item, Result):
            reason = f"a result written before (of {item.article.id}), no article; `extractor check` reads it"
            item = ArticleError(id=item.article.id, source=source, reason=reason)
        yield item


def _from_file(path: Path, origin: Origin, how: _How) -> Iterator[Late]:
    kind = form(path.name)
    if kind is None:
        suffix = path.suffix or "a name without a suffix"
        yield ArticleError(source=origin.source, reason=f"no reader for {suffix}; read are {KNOWN}")
        return
    if how.late and kind.module in LATER:
        yield Unread(str(path), path.as_posix(), origin.name or path.name)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        yield ArticleError(source=origin.source, reason=_reason(error))
        return
    with stream:
        items = from_stream(stream, kind, origin)
        yield from items if how.results else _articles(items, path.as_posix())


def _from_path(path: Path, how: _How) -> Iterator[Late]:
    try:
        path.stat()
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        yield ArticleError(source=path.as_posix(), reason=reason)
        return
    if not path.is_dir():
        yield from _from_file(path, Origin(path.as_posix(), path.name), how)
        return
    found = None
    for found in walk(path):
        if isinstance(found, ArticleError):
            yield found
        else:
            yield from _from_file(found, Origin(found.as_posix(), found.relative_to(path).as_posix()), how)
    if found is None:
        yield ArticleError(source=path.as_posix(), reason=f"no articles in this folder ({KNOWN})")


def _numbered(items: Iterable[Late], published: str | None) -> Iterator[Late]:
    """Gives a second article of an id its number, and articles without a date the given one."""
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, ArticleError):
            yield item
            continue
        article = item.article if isinstance(item, Result) else item
        name, count = article.id, seen.get(article.id, 0) + 1
        while count > 1 and f"{name}~{count}" in seen:
            count += 1
        seen[name] = count
        if count > 1:
            article.id = f"{name}~{count}"
            article.notes = [*article.notes, f"a second article of the id {name}"]
            seen[article.id] = 1
        if published and not isinstance(item, Result) and item.published is None:
            item.published, item.published_from = published, "given"
        yield item


def read_late(
    inputs: Iterable[PathLike],
    *,
    input_format: str = "text",
    published: str | None = None,
    late: bool = True,
    results: bool = True,
) -> Iterator[Late]:
    """As `read_all`; with `late`, files that take long to read come unread, to be read by `later`."""
    day, how = iso_date(published), _How(late, results)

    def items() -> Iterator[Late]:
        for name in inputs:
            if str(name) == STDIN:
                items = from_stream(sys.stdin.buffer, Form(input_format), Origin(None))
                yield from items if results else _articles(items, "standard input")
            else:
                yield from _from_path(Path(name), how)

    return _numbered(items(), day)


def read_all(
    inputs: Iterable[PathLike], *, input_format: str = "text", published: str | None = None, results: bool = True
) -> Iterator[Item]:
    """The articles and earlier results of files, folders and, for "-", standard input, in order.

    `input_format` ("text" or "jsonl") is that of standard input; `published` an ISO date for articles that
    have none of their own; without `results`, an earlier one is an ArticleError. Raises ReadError if
    `published` is no date, and nothing else.
    """
    found = read_late(inputs, input_format=input_format, published=published, late=False, results=results)
    return (item for item in found if not isinstance(item, Unread))


def read(
    *inputs: PathLike, input_format: str = "text", published: str | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of files, folders (recursive) and, for "-", standard input, in order; see `read_all`."""
    found = read_all(inputs, input_format=input_format, published=published, results=False)
    return (item for item in found if not isinstance(item, Result))
