"""Word documents: paragraphs, and tables row by row (extra `documents`); deleted words are left out.

The dates and titles in a document's properties are those of a template as often as not, and aren't used.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.common import MAX_BYTES, Origin, ReadError, article, kind_of
from extractor.readers.formats import extra, told
from extractor.schema import Article

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TITLES = ("title", "heading 1")
MAX_PARTS = 5_000


def _safe(data: bytes) -> None:
    """Raises ReadError where the file is no Word document or would unpack to more than the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        zipped = data.startswith(b"PK")
        raise ReadError(f"broken DOCX: {error}" if zipped else f"no DOCX file, but {kind_of(data)}") from None
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise ReadError(f"zip bomb: would unpack to more than {MAX_BYTES // 2**20} MB or {MAX_PARTS} parts")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise ReadError("no DOCX file, but another zip archive")


def _words(paragraph: Any) -> str:
    """A paragraph's words as they are shown, with what tracked changes put in and without what they took out."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        waiting.extend(child for child in reversed(element) if child.tag not in _LEFT_OUT)
    return "".join(parts).strip()


def _lines(body: Any) -> Iterator[tuple[Any, str, str]]:
    """(paragraph or None, its words, what stands before it) in order; a table's row is one line."""
    before = ""
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        holder = next((up.tag for up in element.iterancestors(f"{_W}tr", f"{_W}p", *_LEFT_OUT)), None)
        if holder is not None:  # within a row, a text box's paragraph, or left out
            continue
        if element.tag == f"{_W}tr":
            cells = (" ".join(filter(None, map(_words, cell.iter(f"{_W}p")))) for cell in element.iter(f"{_W}tc"))
            yield None, " | ".join(cells), "\n" if before == "row" else "\n\n"
            before = "row"
        else:
            yield element, _words(element), "\n\n"
            before = "paragraph"


def _text(document: Any) -> tuple[str, str | None]:
    """The text, and its title where it begins with a paragraph of that style."""
    names = {style.style_id: str(style.name).lower() for style in document.styles}
    parts: list[str] = []
    title = None
    for paragraph, words, between in _lines(document.element.body):
        if not words.strip(" |"):
            continue
        if not parts and paragraph is not None and names.get(paragraph.style) in _TITLES:
            title = words
        parts += [between if parts else "", words]
    return "".join(parts), title


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError."""
    library = extra("docx", "documents")
    data = stream.read()
    if not data:
        raise ReadError("empty: no text")
    _safe(data)
    try:
        text, title = _text(library.Document(io.BytesIO(data)))
    except Exception as error:  # the library raises KeyError, ValueError and those of zip and XML
        raise ReadError(f"broken DOCX: {told(error)}") from None
    yield article(text.replace("\x00", ""), origin, title=title)
