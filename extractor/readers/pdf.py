"""PDF files: the text layer, page by page (extra `documents`), with lines put together to paragraphs.

The dates in a file's properties are those of its last making, and aren't used.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.common import MAX_BYTES, Origin, ReadError, article, kind_of
from extractor.readers.formats import extra, told
from extractor.schema import Article

MAX_PAGES = 2_000
MAX_RATIO = 50
"""How many times the file's size its pages may be, unpacked."""
LEAST_DRAWN = 4 * 2**20
"""Bytes of unpacked pages that are read from any file."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–— ]{0,5}(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?[-–— ]{0,5}$", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+)-$")
_NEXT = re.compile(r"[a-z]+")
_CLOSED = (".", "!", "?", "”", '"', ":")
_FULL = 0.75
"""A line this share of the long ones goes on in the next; a shorter one that closes a sentence does not."""
_RUNNING = 3
"""Pages on which a first or last line must stand, digits aside, to be a running head."""


def _pages(data: bytes) -> list[list[str]]:
    """The lines of every page. Raises ReadError."""
    library = extra("pypdf", "documents")
    try:
        reader = library.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opened(reader):
            raise ReadError("password-protected PDF")
        if len(reader.pages) > MAX_PAGES:
            raise ReadError(f"too large: more than {MAX_PAGES} pages")
        return list(_lines(reader, max(LEAST_DRAWN, MAX_RATIO * len(data))))
    except ReadError:
        raise
    except Exception as error:  # a broken file makes the library raise anything
        raise ReadError(f"broken PDF: {told(error)}") from None


def _opened(reader: Any) -> bool:
    """Whether an encrypted file opens without a password, as those do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception as error:
        raise ReadError(f"encrypted PDF that can't be opened: {told(error)}") from None


def _lines(reader: Any, most: int) -> Iterator[list[str]]:
    """The lines of each page. `most`: bytes of what draws the pages, unpacked."""
    size = drawn = 0
    for page in reader.pages:
        content = page.get_contents()
        drawn += len(content.get_data()) if content is not None else 0
        if drawn > most:
            raise ReadError(f"PDF bomb: its pages unpack to more than {MAX_RATIO} times the file's size")
        text = str(page.extract_text() or "").replace("\x00", "")
        size += len(text)
        if size > MAX_BYTES:
            raise ReadError(f"too large: more than {MAX_BYTES // 2**20} MB of text")
        yield [line.strip() for line in text.splitlines()]


def _running(pages: list[list[str]]) -> set[str]:
    """The first and last lines, digits aside, that stand on at least half of the pages."""
    seen = Counter(_DIGITS.sub("#", line) for lines in pages if lines for line in {lines[0], lines[-1]} if line)
    return {line for line, count in seen.items() if count >= max(_RUNNING, len(pages) / 2)}


def _without_furniture(pages: list[list[str]]) -> Iterator[list[str]]:
    pages = [lines[next((at for at, line in enumerate(lines) if line), 0) :] for lines in pages]
    running = _running(pages)
    for lines in pages:
        ends = (0, len(lines) - 1)
        yield [
            line for at, line in enumerate(lines)
            if not (at in ends and (_PAGE_NUMBER.match(line) or _DIGITS.sub("#", line) in running))
        ]  # fmt: skip


def _paragraphs(lines: list[str], long: int, known: frozenset[str]) -> Iterator[str]:
    held = ""
    last = 0
    for line in lines:
        goes_on = line and held and (last >= _FULL * long or not held.endswith(_CLOSED)) and last >= long / 2
        if not goes_on:
            if held:
                yield held
            held = line
        else:
            held = _put_together(held, line, known)
        last = len(line)
    if held:
        yield held


def _put_together(before: str, after: str, known: frozenset[str]) -> str:
    """Two lines of a paragraph. A hyphen at the break goes where the whole word stands elsewhere in the file."""
    cut, rest = _CUT.search(before[-40:]), _NEXT.match(after)
    if cut and rest:
        return before[:-1] + after if (cut[1] + rest[0]).lower() in known else before + after
    return f"{before} {after}"


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError, also for a file of pictures without text."""
    data = stream.read()
    if not data:
        raise ReadError("empty: no text")
    if b"%PDF-" not in data[:1024]:
        raise ReadError(f"no PDF file, but {kind_of(data)}")
    pages = _pages(data)
    if not any(line for lines in pages for line in lines):
        raise ReadError("a PDF without text, perhaps scanned: it needs character recognition first")
    pages = list(_without_furniture(pages))
    lengths = sorted(len(line) for lines in pages for line in lines if line)
    long = lengths[len(lengths) * 9 // 10] if lengths else 0
    known = frozenset(word.lower() for lines in pages for line in lines for word in _WORD.findall(line))
    lines = [line for page in pages for line in page]
    yield article("\n\n".join(_paragraphs(lines, long, known)), origin)
