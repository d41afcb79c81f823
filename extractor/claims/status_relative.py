"""Relative clauses behind a number that tell it an aim or an expectation: "the $264 billion (that) the government had
penciled in", "the 8 percent analysts had expected"."""

from __future__ import annotations

from extractor.claims.lexicon import phrases, word_class
from extractor.claims.view import Mark, View

_NOMINAL = ("NN", "JJ", "DT", "PR", "PO", "CD", "VBG")
"""Beginnings of the tags of words that a subject is made of."""
_SUBJECT = 7
"""Words of a subject, at most."""
_REACH = 12
"""Words behind a number in which such a clause must have told."""


def told_behind(view: View, mark: Mark) -> str | None:
    """forecast or target where a relative clause right behind a number or what it counts tells so, with or without its
    pronoun."""
    for k in range(mark.last + 1, min(mark.closes, mark.last + 4)):
        if view.words[k].gap.strip():
            return None
        if told := _clause(view, k, min(mark.closes, mark.last + _REACH)):
            return told
        if _tag(view, k)[:2] not in ("NN", "JJ"):
            return None
    return None


def _clause(view: View, k: int, stop: int) -> str | None:
    """What a relative clause that may open at word k tells of the number before it."""
    first = k + (view.lowers[k] in word_class("relative_pronoun"))
    k = first
    while k < min(stop, first + _SUBJECT) and _tag(view, k)[:2] in _NOMINAL and not view.words[k].gap.strip("-'’"):
        k += 1
    if k == first or k >= stop:
        return None
    while k < stop and (view.lowers[k] in word_class("has_form") or _tag(view, k)[:2] in ("RB", "MD")):
        k += 1
    means = _means(view, k, stop) if k < stop and not view.words[k].gap.strip() else None
    foretelling = any(w.removesuffix("s") in word_class("forecaster") for w in view.lowers[first:k])
    return "forecast" if means and foretelling else means  # analysts have no aims


def _tag(view: View, i: int) -> str:
    return view.tags.get(view.words[i].start, "") if i < len(view.words) else ""


def _means(view: View, k: int, stop: int) -> str | None:
    """What the verb at word k makes of a number that is its object."""
    behind = " " + " ".join(view.lowers[k : min(stop, k + 4)]) + " "
    if behind.startswith(phrases("aims_at_it")) and not behind.startswith(phrases("no_aim_at_it")):
        return "target"
    return "forecast" if behind.startswith((*phrases("expecting_verb"), *phrases("counts_on_it"))) else None
