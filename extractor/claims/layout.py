"""The paragraphs of an article and the periods that its headings set."""

from __future__ import annotations

from extractor.claims.dates import is_day, value_of
from extractor.claims.view import View

_LABEL = 5
"""Words of a label, at most."""


def layout(view: View) -> tuple[list[int], dict[int, str], frozenset[int]]:
    """The paragraph of each sentence, the periods that headings of a date alone set for paragraphs, and the headings'
    own paragraphs."""
    lines: list[int] = []
    headings: dict[int, str] = {}
    titles: set[int] = set()
    line, last, current = 0, 0, None
    for number, (start, end) in enumerate(view.sentences):
        line += view.text.count("\n", last, start)
        last = start
        lines.append(line)
        first, stop = view.bounds[number]
        closed = view.text[start:end].strip().endswith((".", "?", "!", "”", '"'))
        if view.zone(start) == "dateline":
            continue
        if number and stop - first <= 6 and not closed and not view.within(view.quantities, first, stop):
            titles.add(line)
            dates = [d for d in view.within(view.dates, first, stop) if not is_day(d)]
            current = value_of(dates[0]) or None if dates else None
        if current:
            headings[line] = current
    return lines, headings, frozenset(titles)


def opens_with_label(view: View, sentence: int) -> bool:
    """Whether a paragraph's sentence opens with what it is about and a colon: "East Asia: Visitors increased"."""
    first, stop = view.bounds[sentence]
    for i in range(first, min(stop, first + _LABEL + 1)):
        if i > first and view.words[i].gap.strip() == ":":
            return True
        if view.covered[i] in ("date", "quantity") or (i > first and view.words[i].gap.strip(" ~-'’&")):
            return False
    return False
