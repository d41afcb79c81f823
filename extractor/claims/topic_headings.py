"""Headings that tell what the figures under them measure."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.view import View


def headings(view: View) -> dict[int, str]:
    """The flow that a heading sets for each paragraph under it: "Where exports went", "Imports"."""
    found: dict[int, str] = {}
    current = ""
    last = view.paragraph(view.sentences[-1][0]) if view.sentences else -1
    lines: dict[int, str] = {}
    for number, (start, end) in enumerate(view.sentences):
        first, stop = view.bounds[number]
        line = view.paragraph(start)
        closed = view.text[start:end].strip().endswith((".", "?", "!", "”", '"', ";", ","))
        title = not closed and stop - first <= 6 and not view.within(view.quantities, first, stop)
        lines[line] = lines.get(line, "") + ("#" if title and view.zone(start) == "body" else "-")
        if lines[line] == "#":
            told = {w.lower for w in view.words[first:stop]}
            exports, imports = told & word_class("exports_words"), told & word_class("imports_words")
            current = "" if bool(exports) == bool(imports) else "exports" if exports else "imports"
        elif current and line <= last:
            found[line] = current
    return found
