"""Who says a number: the speaker of the quotation it stands in, or the office that the words name."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from extractor import lookups
from extractor.claims.view import Mark, View
from extractor.schema import Source

_NEAR = 8
"""Quotations that begin before a number and may still hold it."""


_NEAR = 8
"""Quotations that begin before a number and may still hold it."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(
        re.escape(w)
        for row in lookups.table("source_words")
        if row["kind"] == "verb"
        for w in lookups.cells(row, "words")
    )
    nouns = "|".join(
        re.escape(w)
        for row in lookups.table("source_words")
        if row["kind"] == "noun"
        for w in lookups.cells(row, "words")
    )
    return re.compile(rf"\b(?:{nouns})\s+(?:{verbs})\b"), re.compile(r"\baccording to\b")


def quotation_at(view: View, mark: Mark) -> tuple[int, dict[str, object]] | None:
    """The innermost quotation that holds a mark, with its running number."""
    found = None
    records = view.doc._.quotations
    last = bisect_right(records, mark.start, key=lambda q: q["start"])
    for number in range(last, max(last - _NEAR, 0), -1):
        q = records[number - 1]
        shorter = found is None or q["end"] - q["start"] < found[1]["end"] - found[1]["start"]
        if mark.end <= q["end"] and shorter:
            found = (number, q)
    return found


def source_of(view: View, mark: Mark, people: dict[str, str]) -> Source | None:
    """The speaker, else an organization named in the sentence beside "data showed" or "according to"."""
    held = quotation_at(view, mark)
    if held and held[1].get("speaker"):
        name = str(held[1]["speaker"])
        return Source(name=name, person=people.get(name))
    start, end = view.sentences[view.sentence(mark.start)]
    showed, according = _patterns()
    stretch = view.text[start:end]
    cue = showed.search(stretch) or according.search(stretch)
    if not cue:
        return None
    best: tuple[int, str] | None = None
    for organization in view.doc._.organizations:
        for a, b in organization["mentions"]:
            if start <= a < end:
                distance = min(abs(start + cue.start() - b), abs(a - start - cue.end()))
                if distance <= 60 and (best is None or distance < best[0]):
                    best = (distance, organization["name"])
    return Source(name=best[1]) if best else None
