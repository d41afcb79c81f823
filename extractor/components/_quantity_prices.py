"""Points of a percentage or of an index, and prices whose thing stands elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_fractions import word_after
from extractor.components._quantity_tables import Reading, classes, cue, last_match, sentence_start
from extractor.components._quantity_units import per_after

_SPANS = frozenset(classes("distractors")["span_after"])
_ARTICLE = re.compile(r"(?<!\w)(?:an?|(?<!than )(?<!from )(?<!against )the)[ \n]$")
INDEX = re.compile(r"(?<!\w)" + cue("index") + r"(?!\w)")
_OR_PERCENT = re.compile(r",? or [0-9.]{1,6} ?(?:%|per ?cent|pct)")
_BAND = re.compile(" " + cue("band") + r"(?!\w)")
POINTS_NEAR = 220
"""How near a percentage must stand for points to be percentage points."""
INDEX_NEAR = 90
MOST_POINTS = 60
EACH_NEAR = 150
LIKE_NEAR = 120
LIKE = (Decimal("0.1"), Decimal(10))
"""The ratios between which a bare sum is a price like the one before it."""


def take_price(reading: Reading, candidate: Candidate) -> None:
    """Reads what money is paid for behind it; a span of time ("a month") is noted, and no part of the unit."""
    per = per_after(reading.low, candidate.end)
    if per is None or (per.guessed and candidate.numeral.has_scale):
        return
    if per.time:
        if word_after(reading, per.end) not in _SPANS:
            candidate.per_time = per.unit
        return
    candidate.per, candidate.each = per.unit, per.unit is None
    candidate.end = per.end


def complete(reading: Reading, found: list[Candidate]) -> None:
    """Settles what points are meant, and fills in what prices are paid for."""
    for index, candidate in enumerate(found):
        if candidate.kind == "points":
            _settle_points(reading, candidate, found[max(0, index - 3) : index + 3])
        elif candidate.kind == "money":
            _price(reading, candidate, found[max(0, index - 4) : index])


def _settle_points(reading: Reading, candidate: Candidate, around: list[Candidate]) -> None:
    """Points are an index's behind its name and where their percentage follows, else those of a percentage near."""
    start = sentence_start(reading.text, max(0, candidate.start - INDEX_NEAR), candidate.start)
    index = last_match(INDEX, reading.low, start, candidate.start) or _OR_PERCENT.match(reading.low, candidate.end)
    near = any(
        other.kind in ("percent", "percentage_points") and abs(other.start - candidate.start) < POINTS_NEAR
        for other in around
    )
    share = near and index is None and candidate.size <= MOST_POINTS
    candidate.kind, candidate.unit = ("percentage_points", "pp") if share else ("measure", "point")


def _price(reading: Reading, candidate: Candidate, before: list[Candidate]) -> None:
    """A price "each" takes the noun counted before, one of another's size its thing, a band's bounds its base."""
    if candidate.each:
        counts = [c for c in before if c.kind == "count" and c.noun and candidate.start - c.end < EACH_NEAR]
        candidate.per = counts[-1].noun if counts else None
    elif (candidate.per or candidate.base) is None and not candidate.numeral.has_scale:
        candidate.per = None if reading.ends(_ARTICLE, candidate.start, 13) else _like(candidate, before)
    if candidate.base is None and _BAND.match(reading.low, candidate.end):
        bases = [c.base for c in before if c.base]
        candidate.base = bases[-1] if bases else None


def _like(candidate: Candidate, before: list[Candidate]) -> str | None:
    for other in reversed(before):
        if other.kind != "money" or other.per is None or other.form != candidate.form:
            continue
        near = candidate.start - other.end <= LIKE_NEAR and other.size > 0 and other.numeral.scale == 1
        return other.per if near and LIKE[0] < candidate.size / other.size < LIKE[1] else None
    return None
