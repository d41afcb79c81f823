"""Percents told line by line: shares under "Where the cash came from: • United States – 40.9% • Singapore – 6.9%",
growths where the caption tells a change or a line has a sign."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.claims.lexicon import word_class
from extractor.claims.view import View
from extractor.words import first_at

_LINE = re.compile(
    r"[ \t]*(?:[-•*–▪·][ \t]*)?[^\W\d][^:\n\d%]{1,40}?[ \t]*[:–—-][ \t]*(?P<sign>[+−–-]?)(?P<size>\d{1,2}(?:[.,]\d+)?)"
    r"[ ]?(?:%|per ?cent|pct)[.;,]?[ \t]*"
)
_WHOLE = 101
"""What the parts of a whole come to at most."""
_SHORT = 8
"""Words of a caption without a colon, at most."""
Role = tuple[str, str | None]


def line_roles(view: View) -> dict[int, Role]:
    """The roles of the bare percents of such lists, by where they start: at least two lines under a caption."""
    found: dict[int, Role] = {}
    caption, run, at = (0, 0), list[tuple[int, str, Decimal]](), 0
    for line in [*view.text.split("\n"), ""]:
        item = _LINE.fullmatch(line)
        if item:
            run.append((at + item.start("size"), item["sign"], Decimal(item["size"].replace(",", "."))))
        elif line.strip() or at >= len(view.text):
            role = _role(view, caption, run) if len(run) > 1 else None
            found |= {start: role for start, sign, _ in run if role and not sign}
            caption, run = (at, at + len(line)), []
        at += len(line) + 1
    return found


def _role(view: View, caption: tuple[int, int], run: list[tuple[int, str, Decimal]]) -> Role | None:
    """What the bare percents of a list are, as its caption, its signs or their sum tell."""
    first, stop = first_at(view.words, caption[0]), first_at(view.words, caption[1])
    words = set(view.lowers[first:stop])
    if not (view.text[caption[0] : caption[1]].rstrip().endswith(":") or stop - first <= _SHORT):
        return None
    if not words.isdisjoint(word_class("no_parts_caption")):
        return None
    moved = next((c for c in view.changes if first <= c.first < stop), None)
    signed = any(sign for _, sign, _ in run)
    if moved is not None or signed:
        return "growth", moved.direction if moved is not None and moved.direction and not signed else "up"
    parts = not word_class("parts_caption").isdisjoint(words)
    return ("share", None) if parts and sum(size for _, _, size in run) <= _WHOLE else None
