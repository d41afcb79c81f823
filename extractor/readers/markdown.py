"""Markdown with YAML front matter: title, published, source, author, id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.common import Origin, ReadError, article, decode, with_title
from extractor.schema import Article

_FENCE = "---\n"
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40}):(?: +(.*)|[ \t]*)$", re.M)
_RULES = (  # what is marked up → the words; bounded, within a line
    (re.compile(r"^#{1,6} +(.*?)(?: +#+)?$", re.M), r"\1"),
    (re.compile(r"^> ?", re.M), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,1000})\]\([^()\s]{1,2000}(?: \"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?<![*\w\\])\*\*(?=[^\s*])([^*\n]{0,999}[^\s*\\])\*\*(?![*\w])"), r"\1"),
    (re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{0,999}[^\s*\\])\*(?![*\w])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)


def _front_matter(text: str, notes: list[str]) -> tuple[dict[str, Any], str]:
    """The front matter's mapping and the text after it; what was odd about it goes to the notes."""
    if not text.startswith(_FENCE):
        return {}, text
    end = text.find("\n" + _FENCE.rstrip(), len(_FENCE) - 1)
    if end < 0:
        if _FIELD.match(text, len(_FENCE)):
            notes.append("front matter is never closed (no second ---): read as text")
        return {}, text
    return _mapping(text[len(_FENCE) : end + 1], notes), text[end + len(_FENCE) :].partition("\n")[2]


def _mapping(block: str, notes: list[str]) -> dict[str, Any]:
    """The block's names and values, as YAML or else line by line. Raises ReadError."""
    import yaml

    try:
        head = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        simple = _simple_lines(block)
        if simple is not None:
            notes.append("front matter is no valid YAML: read line by line")
            return simple
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or error).split())[:120]
        where = f" in line {mark.line + 2}" if mark else ""
        raise ReadError(f"front matter: no valid YAML{where}: {problem}") from None
    if head is None:
        return {}
    if not isinstance(head, dict):
        raise ReadError("front matter: no mapping of names to values")
    return head


def _simple_lines(block: str) -> dict[str, Any] | None:
    """`name: value` lines with plain or quoted values; None where a line is anything else."""
    found: dict[str, Any] = {}
    for line in block.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        field = _FIELD.match(line)
        if field is None or (field[2] or "").strip()[:1] in tuple("[{|>&*"):
            return None
        value = (field[2] or "").strip()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        found[field[1]] = value[1:-1] if quoted else value
    return found


def plain(text: str) -> str:
    """Markdown's words without its marks: headings, emphasis, links, quoted lines, escapes."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError."""
    text, notes = decode(stream.read())
    head, body = _front_matter(text.replace("\r\n", "\n"), notes)
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
