"""Web pages: text, title and date by trafilatura (extra `html`). Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.common import Origin, ReadError, article, decode, with_title
from extractor.readers.formats import extra
from extractor.schema import Article

_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.I)
_HEAD = 4096
_ONE, _ZERO = "\ue0f1", "\ue0f0"
_MARKS = re.compile(f"[{_ONE}{_ZERO}]+")
_LABELS = ("caption", "chart", "figure", "graphic", "image", "photo", "picture")
_DATES = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "max_date": "2199-12-31",
}
"""No guessing from the running text; the latest date is fixed, so that no clock decides an output."""


def _tell_apart(tree: Any) -> None:
    """Numbers repeated paragraphs with private characters: trafilatura drops equal neighbours otherwise."""
    seen: dict[str, int] = {}
    for element in tree.iter("p", "li", "blockquote", "h2", "h3"):
        text = " ".join("".join(element.itertext()).split())
        count = seen.get(text, 0)
        seen[text] = count + 1
        if text and count:
            mark = f"{count:b}".replace("1", _ONE).replace("0", _ZERO)
            if len(element):
                element[-1].tail = (element[-1].tail or "") + mark
            else:
                element.text = (element.text or "") + mark


def _keep_captions(tree: Any) -> None:
    """Makes a picture's caption a paragraph behind it, with its name before: trafilatura drops figures."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), caption)
        words = " ".join("".join(caption.itertext()).split())
        if not words or figure.getparent() is None:
            continue
        paragraph = caption.makeelement("p")
        paragraph.text = words if words.lower().startswith(_LABELS) else f"Caption: {words}"
        paragraph.tail, figure.tail = figure.tail, None
        figure.addnext(paragraph)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii", "ignore") if found else None


def read(stream: BinaryIO, origin: Origin, charset: str | None = None) -> Iterator[Article]:
    """One article. `charset`: the one that the server told. Raises ReadError, also where the extra is missing."""
    trafilatura = extra("trafilatura", "html")
    extra("htmldate", "html")
    data = stream.read()
    page, notes = decode(data, charset or _declared(data))
    if not page.strip():
        raise ReadError("empty: no text")
    page = _MARKS.sub("", page).replace("\x00", "")
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ReadError("no web page")
    _keep_captions(tree)
    _tell_apart(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        deduplicate=False,
        date_extraction_params=_DATES,
    )
    text = str(found.text or "") if found is not None and not isinstance(found, dict) else ""
    if not text.strip():
        text = trafilatura.baseline(page)[1]
    text = "\n".join(line.rstrip() for line in _MARKS.sub("", text).splitlines()).strip()
    if not text:
        raise ReadError("no article text found in the page")
    title = _MARKS.sub("", str(found.title or "")).strip() if found is not None and not isinstance(found, dict) else ""
    day = found.date if found is not None and not isinstance(found, dict) else None
    address = found.url if found is not None and not isinstance(found, dict) else None
    yield article(
        with_title(title or None, text),
        origin,
        title=title or None,
        published=day,
        source=address,
        notes=notes,
    )
