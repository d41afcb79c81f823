"""Items of news from elsewhere that a place and a colon open: "ELSEWHERE. Lima: zinc exports 110,000 tonnes"."""

from __future__ import annotations

import re

from extractor.claims.cues import says
from extractor.claims.layout import opens_with_label
from extractor.claims.view import Mark, View

_HEAD = 4
"""Words of a section's head, at most."""
_WORD = r"\w+"
_SUBJECT = 4
"""Words behind the colon within which the flow is named that an item tells of."""


def labelled_items(view: View, home: str | None) -> list[tuple[int, str | None]]:
    """Offsets from which an item's place is the one reported on, and from which it is the article's own again."""
    found: list[tuple[int, str | None]] = []
    for mark in view.places:
        if mark.record["code"] in (home, "world") or not _opens_item(view, mark):
            continue
        if _reports(view, mark) or _elsewhere(view, mark):
            found += [(mark.start, str(mark.record["code"])), (_end(view, mark) - 1, home)]
    return found


def _opens_item(view: View, mark: Mark) -> bool:
    """Whether a place opens a sentence of the body, a colon stands behind it, and then no number."""
    if view.zone(mark.start) != "body" or mark.record["kind"] not in ("capital", "city", "country", "bloc"):
        return False
    k = mark.last + 1
    label = k < mark.closes and view.words[k].gap.strip(" ") == ":" and not view.within(view.quantities, k, k + 1)
    return label and set(view.lowers[mark.opens : mark.first]) <= {"the"}


def _reports(view: View, mark: Mark) -> bool:
    """Whether a capital's item tells of a flow of its own: "Lima: zinc exports fell"."""
    named = view.within(view.indicators, mark.last + 1, mark.last + 1 + _SUBJECT)
    flows = {m.record["flow"] for m in named}
    return mark.record["kind"] == "capital" and not flows.isdisjoint({"exports", "imports", "balance"})


def _elsewhere(view: View, mark: Mark) -> bool:
    """Whether the head of an item's paragraph or section tells that it is about other places."""
    start = view.text.rfind("\n", 0, mark.start) + 1
    head = view.text[start : mark.start].split(".")[0]
    lines = [head] if head else list(reversed(view.text[:start].split("\n")))
    titles = (line for line in lines if line and len(line.split()) <= _HEAD and not line.endswith((".", ",", ";")))
    return says(f" {' '.join(re.findall(_WORD, next(titles, '').lower()))} ", "elsewhere_head")


def _end(view: View, mark: Mark) -> int:
    """Where an item ends: at the next one of its paragraph, else with the paragraph."""
    paragraph = view.paragraph(mark.start)
    for number in range(mark.sentence + 1, len(view.sentences)):
        start = view.sentences[number][0]
        if view.paragraph(start) != paragraph or opens_with_label(view, number):
            return start
    return len(view.text)
