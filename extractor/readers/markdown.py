"""Markdown with YAML front matter: title, published, source, author, id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.common import Origin, ReadError, article, decode, with_title
from extractor.schema import Article

_FENCE = "---\n"
_RULES = (  # what is marked up → the words; bounded, within a line
    (re.compile(r"^#{1,6} +(.*?)(?: +#+)?$", re.M), r"\1"),
    (re.compile(r"^> ?", re.M), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,1000})\]\([^()\s]{1,2000}(?: \"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?<![*\w\\])\*\*(?=[^\s*])([^*\n]{0,999}[^\s*\\])\*\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{0,999}[^\s*\\])\*(?![*\w])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter's mapping and the text after it."""
    if not text.startswith(_FENCE):
        return {}, text
    end = text.find("\n" + _FENCE.rstrip(), len(_FENCE) - 1)
    if end < 0:
        return {}, text
    import yaml

    try:
        head = yaml.safe_load(text[len(_FENCE) : end + 1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"front matter: {' '.join(str(error).split())[:120]}") from None
    if head is None:
        head = {}
    if not isinstance(head, dict):
        raise ReadError("front matter: no mapping of names to values")
    return head, text[end + len(_FENCE) :].partition("\n")[2]


def plain(text: str) -> str:
    """Markdown's words without its marks: headings, emphasis, links, quoted lines, escapes."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError."""
    text, notes = decode(stream.read())
    head, body = _front_matter(text.replace("\r\n", "\n"))
    body = plain(body).strip("\n")
    if not body.strip():
        raise ReadError("empty: no text")
    title = str(head["title"]).strip() if head.get("title") is not None else None
    yield article(
        with_title(title, body),
        origin,
        id=head.get("id"),
        title=title,
        published=head.get("published", head.get("date")),
        source=head.get("source"),
        notes=notes,
    )
