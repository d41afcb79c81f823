"""Marks of a number (records, first times), its negation, basis and adjustment."""

from __future__ import annotations

from extractor.claims.cues import says, word_class
from extractor.claims.roles import around
from extractor.claims.view import Mark, View


def marks_of(view: View, mark: Mark) -> list[str]:
    """record_high, record_low, first_time where the words next to a number say so."""
    stretch = around(view, mark, 7)
    found = []
    if says(stretch, "record_low"):
        found.append("record_low")
    elif says(stretch, "record_high"):
        found.append("record_high")
    if says(stretch, "first_time"):
        found.append("first_time")
    return found


def negated(view: View, mark: Mark, cue_first: int | None) -> bool:
    """Whether "not", "never" or a denial governs the number."""
    words = view.before(mark, 6)
    return any(w in word_class("negation") for w in words)


def adjusted_of(stretch: str) -> str | None:
    """sa or nsa where the sentence says so."""
    if "unadjusted" in stretch or "not seasonally adjusted" in stretch:
        return "nsa"
    return "sa" if "seasonally adjusted" in stretch or "seasonally-adjusted" in stretch else None


def basis_of(stretch: str) -> str | None:
    """nominal, real or volume where the sentence part says so."""
    if any(
        w in stretch
        for w in (" in real terms", " real terms ", "inflation-adjusted", "constant prices", "constant-price")
    ):
        return "real"
    if any(w in stretch for w in (" by volume", " in volume", "volume terms", " volumes ")):
        return "volume"
    return "nominal" if any(w in stretch for w in (" nominal ", "current prices", "value terms", " by value")) else None
