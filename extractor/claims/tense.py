"""The tense in which a number is told: what was in a period, what holds, what would be."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.claims.lexicon import word_class
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_TENSES = {"MD": "modal", "VBD": "past", "VBZ": "present", "VBP": "present"}
_NEAR = 3
"""Words before a number that are its own wherever a segment begins."""
_BEHIND = 16
"""Words behind a number within which its verb may stand."""
MANY = 1000
"""From here on a count is a total of a period rather than things that are named."""


def few(mark: Mark) -> bool:
    """Whether so few things are counted that they are named ones rather than a period's total."""
    value = mark.record.get("value")
    return value is not None and Decimal(str(value)) < MANY


def governing(view: View, mark: Mark) -> tuple[str, str]:
    """The tense ("past", "perfect", "present", "modal" or "") and the finite verb that governs a number: the nearest
    before it in its segment, else the first behind it; what only tells who says so is passed over."""
    segment = view.segment_of[mark.first]
    first, stop = mark.opens, mark.closes
    for i in range(mark.first - 1, first - 1, -1):
        if view.segment_of[i] != segment and mark.first - i > _NEAR:
            break
        if view.lowers[i] == "that" and view.lowers[i - 1] in word_class("saying"):
            break
        if (tense := _tense(view, i)) or _moved_behind(view, i):
            return tense or "past", view.lowers[i]
    behind = range(mark.last + 1, min(stop, mark.last + _BEHIND))
    for i in itertools.takewhile(lambda i: view.segment_of[i] == segment, behind):
        if (tense := _tense(view, i)) and view.lowers[i] not in word_class("saying"):
            passed = any(view.covered[k] == "quantity" for k in range(mark.last + 1, i))
            return ("", "") if passed and tense != "past" else (tense, view.lowers[i])
    return "", ""


def _moved_behind(view: View, i: int) -> bool:
    """Whether a word of change behind an apposition, tagged as a participle, is the verb of what stands before that:
    "purchases of shapes, the category that takes in gold, shot up by"."""
    return "," in view.words[i].gap and i in view.change_starts and view.tags.get(view.words[i].start) == "VBN"


def _tense(view: View, i: int) -> str:
    """The tense of the finite verb at word i; a perfect is past."""
    tense = _TENSES.get(view.tags.get(view.words[i].start, ""), "")
    if tense == "present" and view.lowers[i] in ("has", "have"):
        following = [view.tags.get(w.start, "") for w in view.words[i + 1 : i + 4]]
        return "perfect" if "VBN" in following else tense
    return tense


def told_as_past(view: View, made: Link) -> bool:
    """Whether an amount or total that is no value of a known series is told as what was: "the canal took in
    $7.2 bn", "a total of 20,148 ships made the crossing"."""
    record = made.mark.record
    kind, value = record["kind"], record.get("value")
    if made.role == "growth" and kind in ("percent", "multiple"):
        return governing(view, made.mark)[0] == "past"
    if made.role not in ("level", "share", "change", "price") or made.topic.indicator_id in rows_of("measure"):
        return False
    if kind == "count" and (value is None or Decimal(str(value)) < MANY):
        return False
    part = kind in ("percent", "fraction")
    if not (part or kind in ("money", "measure", "count")) or part != (made.role == "share"):
        return False
    return governing(view, made.mark)[0] == "past" and not _intended(view, made.mark)


def _intended(view: View, mark: Mark) -> bool:
    """Whether an infinitive stands between the verb and a number: "pledged to bring $100 bn"."""
    segment = view.segment_of[mark.first]
    first = mark.opens
    for i in range(mark.first - 1, first, -1):
        if view.segment_of[i] != segment or _tense(view, i):
            return False
        if view.tags.get(view.words[i].start) == "VB" and view.lowers[i - 1] == "to":
            return True
    return False
