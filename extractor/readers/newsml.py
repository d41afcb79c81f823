"""News agencies' XML: NewsML-G2 (news items, alone or in a message) and NITF. Entities and DTDs are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from extractor.readers.blocks import elements, inner, local, text_of
from extractor.readers.common import Origin, ReadError, article, iso_date, kind_of, with_title
from extractor.readers.fragments import words_of
from extractor.schema import Article, ArticleError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ITEM = "newsitem"
_DAYS = ("firstcreated", "contentcreated", "versioncreated")
"""The first that is there is the day of publication."""
_HTML = ("html", "xhtml")
_WITHDRAWN = "canceled"


def _root(data: bytes) -> Element:
    if data[:2] in (b"PK", b"\x1f\x8b") or data.startswith(b"%PDF-"):
        raise ReadError(f"no XML file, but {kind_of(data)}")
    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        for at in range(0, len(data), 1 << 16):
            parser.feed(data[at : at + (1 << 16)])
        root: Element = parser.close()
    except DefusedXmlException:
        raise ReadError("XML with entities or outside references, which are not read") from None
    except (SyntaxError, ValueError, LookupError) as error:  # ParseError is a SyntaxError
        raise ReadError(f"broken XML: {' '.join(str(error).split())[:120]}") from None
    return root


def _find(element: Element, *names: str) -> Element | None:
    """The first element of any of these names, in document order for each name."""
    first: dict[str, Element] = {}
    for found in elements(element):
        first.setdefault(local(found), found)
    return next((first[name] for name in names if name in first), None)


def _line(element: Element | None) -> str | None:
    words = " ".join(inner(element).split()) if element is not None else ""
    return words or None


def _day(item: Element) -> str | None:
    for name in _DAYS:
        day = _line(_find(item, name))
        if day:
            return iso_date(day)
    return None


def _body(content: Element) -> str:
    """The words of inlineXML (XHTML or NITF) or inlineData."""
    kind = content.get("contenttype", "").lower()
    if local(content) == "inlinedata":
        text = inner(content)
        return words_of(text) if any(form in kind for form in _HTML) else text.strip("\n")
    body = _find(content, "body.content", "body")
    return text_of(content if body is None else body)


def _words(item: Element) -> str:
    for content in elements(item):
        if local(content) in ("inlinexml", "inlinedata"):
            text = _body(content)
            if text.strip():
                return text
    raise ReadError("no text in the item; pictures and remote content aren't read")


def _article(item: Element, origin: Origin) -> Article:
    title = _line(_find(item, "headline"))
    status = _find(item, "pubstatus")
    withdrawn = status is not None and status.get("qcode", "").endswith(_WITHDRAWN)
    return article(
        with_title(title, _words(item)),
        origin,
        id=item.get("guid"),
        title=title,
        published=_day(item),
        notes=["the agency has withdrawn this item"] if withdrawn else None,
    )


def _nitf(root: Element, origin: Origin) -> Article:
    title = _line(_find(root, "hl1", "headline", "title"))
    body = _find(root, "body.content")
    text = text_of(body) if body is not None else ""
    issued = _find(root, "date.issue")
    identity = _find(root, "doc-id")
    return article(
        with_title(title, text) if text else "",
        origin,
        id=identity.get("id-string") if identity is not None else None,
        title=title,
        published=issued.get("norm") if issued is not None else None,
    )


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article | ArticleError]:
    """The articles of the file, one without text as an ArticleError. Raises ReadError where the file is broken."""
    data = stream.read()
    if not data.strip():
        raise ReadError("empty: no text")
    root = _root(data)
    if local(root) == "nitf":
        yield _nitf(root, origin)
        return
    items = [root] if local(root) == _ITEM else [found for found in elements(root) if local(found) == _ITEM]
    if not items:
        raise ReadError(f"XML of no kind that is read (its root is {local(root)[:40]}); NewsML-G2 and NITF are")
    for number, item in enumerate(items, 1):
        try:
            yield _article(item, origin)
        except ReadError as error:
            place = item.get("guid") or f"item {number}"
            yield ArticleError(source=origin.source, reason=f"{place[:100]}: {error}")
