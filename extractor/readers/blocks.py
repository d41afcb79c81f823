"""Marked-up words → plain text: a paragraph for each block element, a line for each row of a table.

Works on trees of `xml.etree` and lxml alike, without recursion, in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = frozenset({
    "address", "article", "aside", "block", "blockquote", "body", "body.content", "caption", "center", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hl1", "hl2", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr",
    "ul",
})  # fmt: skip
"""Elements of (X)HTML and NITF that begin and end a paragraph."""
_LEFT_OUT = frozenset({"head", "media", "noscript", "object", "script", "style", "svg", "template", "title"})
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_ROW = "\x00"
"""Put before the text of a row, so that rows of a table stay together."""


def local(element: Any) -> str:
    """An element's name without its namespace, lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def elements(root: Any) -> Iterator[Any]:
    """An element and all below it, in document order. `Element.iter` fails on a deep nest."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(element))


def inner(root: Any) -> str:
    """All text in an element, as it stands."""
    parts: list[str] = []
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        parts.append(part.text or "")
        for child in reversed(part):
            waiting += [child.tail or "", child]
    return "".join(parts)


def _events(root: Any) -> Iterator[tuple[str, str, str]]:
    """(what, element's name, text) in document order: `start` with the text after it, `end` with the tail."""
    yield "start", local(root), root.text or ""
    waiting = [(root, iter(root))]
    while waiting:
        element, children = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            yield "end", local(element), (element.tail or "") if waiting else ""
        elif not local(child) or local(child) in _LEFT_OUT:
            yield "end", "", child.tail or ""
        else:
            yield "start", local(child), child.text or ""
            waiting.append((child, iter(child)))


def text_of(root: Any) -> str:
    """The words of a tree; empty where there are none."""
    blocks: list[str] = []
    parts: list[str] = []

    def flush(row: bool = False) -> None:
        words = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", "".join(parts))).strip()
        parts.clear()
        if row:
            words = words.removesuffix("|").rstrip()
        if words:
            blocks.append(_ROW + words if row else words)

    row = 0
    for what, name, text in _events(root):
        if name in _BLOCKS and not row:
            flush()
        if name == "br" and what == "start":
            parts.append("\n")
        if name == "tr":
            row += 1 if what == "start" else -1
            if not row:
                flush(row=True)
        if name in _CELLS and what == "end":
            parts.append(" | ")
        parts.append(text.replace("\n", " ").replace(_ROW, ""))
    flush()
    return _joined(blocks)


def _joined(blocks: list[str]) -> str:
    made: list[str] = []
    for before, block in zip(["", *blocks], blocks, strict=False):
        if made:
            made.append("\n" if before.startswith(_ROW) and block.startswith(_ROW) else "\n\n")
        made.append(block.removeprefix(_ROW))
    return "".join(made)
