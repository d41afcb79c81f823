"""Marks of a number (records, first times), its negation, basis and adjustment."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.claims.cues import says, word_class
from extractor.claims.roles import around
from extractor.claims.view import Mark, View

_APART = re.compile(r"[:;]\s|\((?=[^()]*$)")
_LIMITS = re.compile(r"\b(?:not|no) (?:less|more|fewer|later|earlier|lower|higher) than (?:[a-z]+ )?$")
"""What denies nothing: "a value of not less than"."""
_WORD = re.compile(r"[\w'’-]+")
UNADJUSTED = ("unadjusted", "not seasonally adjusted", "not adjusted", "not been adjusted")


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
    """Whether "not", "never" or a denial governs the number: none before a colon or an open bracket does ("Tomatoes did
    not: 158 million dollars", "Not so beef (-46 percent)")."""
    told = _APART.split(view.text[view.sentences[mark.sentence][0] : mark.start])[-1]
    if _LIMITS.search(told.lower()):
        return False
    return any(w in word_class("negation") for w in view.before(mark, min(6, len(told.split()))))


@lru_cache(maxsize=64)
def adjusted_of(stretch: str) -> str | None:
    """sa or nsa where the sentence says so."""
    if any(told in stretch for told in UNADJUSTED):
        return "nsa"
    return "sa" if says(" " + " ".join(_WORD.findall(stretch)) + " ", "adjusted") else None


_ASIDE = re.compile(r" \([^()\d]{2,24}\) |, or [^\W\d]+, ")
BASES = {
    "real": (" in real terms", " real terms ", "inflation-adjusted", "constant prices", "constant-price"),
    "volume": (" by volume", " in volume", "volume terms", " volumes "),
    "nominal": (" nominal ", "current prices", "value terms", " by value", " in value"),
}


@lru_cache(maxsize=64)
def bases_of(stretch: str) -> tuple[str, ...]:
    """real, volume and nominal, those that a stretch of text speaks of; "in real (or volume) terms" as without the
    words in brackets."""
    stretch = _ASIDE.sub(" ", stretch)
    return tuple(basis for basis, told in BASES.items() if any(w in stretch for w in told))


def basis_of(stretch: str) -> str | None:
    """nominal, real or volume where the sentence part says so."""
    return next(iter(bases_of(stretch)), None)


def own_basis(view: View, mark: Mark) -> str | None:
    """The basis of a number in a sentence that tells of several: the one behind it, else the one before it, up to the
    next number ("0.3% less in nominal terms and 0.6% less in real terms")."""
    start, end = view.sentences[mark.sentence]
    first, stop = mark.opens, mark.closes
    behind = view.within(view.quantities, mark.last + 1, stop)
    ahead = view.within(view.quantities, first, mark.first)
    after = view.text[mark.end : behind[0].start if behind else end].lower()
    return basis_of(after + " ") or basis_of(" " + view.text[ahead[-1].end if ahead else start : mark.start].lower())
