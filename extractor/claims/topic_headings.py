"""Headings that tell what the figures under them measure."""

from __future__ import annotations

import re

from extractor.claims.cues import word_class
from extractor.claims.flow_labels import headed_flow
from extractor.claims.view import Mark, View
from extractor.groups import rows_of
from extractor.words import first_at

_SHORT = 9
"""Words of a line of a box of figures, at most."""
_FIGURE = r"(?=[+−–-]?[^\W\d]{0,3}[$€£¥]? ?\d)"
_ITEM = re.compile(rf"(?:\W{{0,4}}([^\W\d][^:\n\d]{{1,50}}): ?|\d\d?[.)] ([^\W\d][^:,\n\d]{{1,50}})[:,] ){_FIGURE}")
"""The item of a list's line: "Watches: 25 993 (–2.8%)", "2. Toys, $8 billion"."""


def captioned(view: View) -> dict[int, tuple[Mark, list[str]]]:
    """The caption's indicator and the line's own item for the figures of lists under a caption, by where they start:
    "Exports by group of goods (in CHF million)" and below it "Watches: 25 993 (–2.8%)"."""
    found: dict[int, tuple[Mark, list[str]]] = {}
    caption: Mark | None = None
    at = 0
    for line in view.text.split("\n"):
        first, stop = first_at(view.words, at), first_at(view.words, at + len(line))
        item, figures = _ITEM.match(line), view.within(view.quantities, first, stop)
        if not line.strip():
            caption = caption if caption and caption.record["indicator_id"] in rows_of("divisible") else None
            at += len(line) + 1
            continue
        if item is None or not figures:
            named = [m for m in view.within(view.indicators, first, stop) if m.record["indicator_id"]]
            closed = figures or line.rstrip().endswith((".", "?", "!", "”", '"'))
            caption = named[0] if named and not closed else None
        elif caption is not None:
            start, end = item.span(item.lastindex or 1)
            head = range(first_at(view.words, at + start), first_at(view.words, at + end))
            own = any(view.covered[i] in ("indicator", "date") or view.lowers[i] in word_class("no_item") for i in head)
            passed = word_class("partner_preposition") | {"and"}
            words = [view.lowers[i] for i in head if view.covered[i] != "place" and view.lowers[i] not in passed]
            numbered = item.lastindex == 2
            told = [q for q in figures if not own and not (numbered and q.record.get("noun"))]
            found.update((q.start, (caption, words)) for q in told)
        at += len(line) + 1
    return found


def labels(view: View) -> dict[int, Mark]:
    """The indicator of the label above for each line of a box that gives figures alone: "Imports, September" and below
    it "111.3 billion euros", "+1.9% on the previous month"."""
    found: dict[int, Mark] = {}
    label: Mark | None = None
    for number, (start, end) in enumerate(view.sentences):
        first, stop = view.bounds[number]
        told, figures = view.within(view.indicators, first, stop), view.within(view.quantities, first, stop)
        short = stop - first <= _SHORT and not view.text[start:end].rstrip().endswith((".", "?", "!", ";", ":"))
        if not short or (told and figures):
            label = None
        elif told:
            label = told[-1] if told[-1].first <= first + 2 else None
        elif figures and label is not None and figures[0].first == first:
            found[number] = label
    return found


def headings(view: View) -> dict[int, str]:
    """The flow that a heading sets for each paragraph under it or at its head: "Where exports went", "Imports"."""
    found: dict[int, str] = {}
    current = ""
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
        elif flow := headed_flow(view.text[:end]) or current:
            found[line] = flow
    return found
