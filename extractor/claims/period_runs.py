"""Runs of months or years and what came about for the first time in so long: they are told of the period that the
sentence speaks of. "extending an unbroken run of surpluses to 63 months", "the first increase in five months"."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.view import Mark, View

_FAR = 8
"""Words from a run or "first" to its number, at most."""


def is_run(view: View, mark: Mark) -> bool:
    """Whether a duration is the length of a run, or the time since the last one of what came about again."""
    if mark.record["kind"] != "duration":
        return False
    i = mark.first - 1
    while i > mark.opens and view.lowers[i] in word_class("light"):
        i -= 1
    low = max(mark.opens, i - _FAR) - 1
    if view.lowers[i] == "in":
        at = next((k for k in range(i - 1, low, -1) if view.lowers[k] == "first"), -1)
        again = bool(set(view.lowers[at + 1 : i]) & word_class("run_time")) or _moves(view, at + 1, i)
        return at >= 0 and again and not any("," in view.words[k].gap for k in range(at + 1, i + 1))
    if view.lowers[i] not in ("to", "of"):
        return False
    return any(view.lowers[k] in word_class("run_noun") for k in range(i - 1, low, -1))


def _moves(view: View, first: int, stop: int) -> bool:
    """Whether nothing but a noun of change and what it is of stands between two words."""
    return any(k in view.change_words for k in range(first, stop))
