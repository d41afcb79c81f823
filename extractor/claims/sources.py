"""Who says a number: the speaker of the quotation it stands in, or the office that the words name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from extractor import lookups
from extractor.claims.view import Mark, View
from extractor.schema import Source

_START = itemgetter("start")
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


def quotation_at(view: View, mark: Mark) -> tuple[int, Mapping[str, Any]] | None:
    """The innermost quotation that holds a mark, with its running number."""
    return quotation_within(view, mark.start, mark.end)


def quotation_within(view: View, start: int, end: int) -> tuple[int, Mapping[str, Any]] | None:
    """The innermost quotation that holds the characters [start, end), with its running number."""
    found = None
    records = view.quotations
    if not records:
        return None
    last = bisect_right(records, start, key=_START)
    for number in range(last, max(last - _NEAR, 0), -1):
        q = records[number - 1]
        shorter = found is None or q["end"] - q["start"] < found[1]["end"] - found[1]["start"]
        if end <= q["end"] and shorter:
            found = (number, q)
    return found


def source_of(view: View, mark: Mark, people: dict[str, str]) -> Source | None:
    """The speaker, else an organization named in the sentence beside "data showed" or "according to"."""
    held = quotation_at(view, mark)
    return _speaker(held, people) or _office(view, mark.start)


def policy_source(view: View, record: Mapping[str, Any], people: dict[str, str]) -> Source | None:
    """Who tells a policy, by the same rules; whoever asks for it, where a person or body of the article does."""
    held = quotation_within(view, record["start"], record["end"])
    found = _speaker(held, people) or _office(view, record["start"])
    asker = record.get("actor") if record["status"] == "called_for" else None
    named = asker and (asker in people or any(asker == body["name"] for body in view.doc._.organizations))
    return found or (Source(name=asker, person=people.get(asker)) if asker and named else None)


def _speaker(held: tuple[int, Mapping[str, Any]] | None, people: dict[str, str]) -> Source | None:
    name = str(held[1].get("speaker") or "") if held else ""
    return Source(name=name, person=people.get(name)) if name else None


@lru_cache(maxsize=64)
def _told_by(sentence: str) -> re.Match[str] | None:
    """The cue that an organization tells a sentence."""
    showed, according = _patterns()
    return showed.search(sentence) or according.search(sentence)


def _office(view: View, at: int) -> Source | None:
    start, end = view.sentences[view.sentence(at)]
    cue = _told_by(view.text[start:end])
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
