"""Units that stand behind: "8.8 and 3.9 per cent", "6 of the 15 ports", "1.9 million of 2.4 million tonnes"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_tables import Lazy, Reading, cue

RESTATED = 5
"""A number that is more than so many times the percent behind ", or" is what that says again."""
_LIST = re.compile(r",[ \n](?:and[ \n]|or[ \n])?|[ \n](?:and|or|to|&)[ \n]|-? and |- or |/")
_OF = Lazy(r"[ \n](?:out )?of[ \n](?:" + cue("own") + r"[ \n])?(?:[a-zà-ÿ.]{2,14}['’]s?[ \n])?")
_FROM_SUM = re.compile(
    r",? (?:up |down )?(?:from|against|compared with|compared to|versus) (?:about |some |a revised )?"
)
_OUT_OF = re.compile(r"[ \n](?:out )?of[ \n](?:(?:the|some|about|a total of)[ \n])?")
_LEVEL = re.compile(r",?[ \n](?:up|down)[ \n](?:by[ \n])?")
_CLAUSE = re.compile(r",[ \n](?:and[ \n])?(?:[\w.'’-]+[ \n]){1,4}?([a-z]+[ \n])")
GAP, LONG_GAP = 22, 44
"""The longest joint between a bare number and the quantity behind it whose unit it shares."""
LEAST_PART = Decimal("0.01")
"""The part of a whole that a number is, at least."""


def from_right(reading: Reading, found: list[Candidate]) -> None:
    """ "8.8 and 3.9 per cent", "from 25.9 to 28.9 percent", "6 of the 15 ports": the unit stands behind."""
    for bare, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if bare.kind != "bare" or other.kind == "bare" or other.start - bare.end > LONG_GAP:
            continue
        gap = reading.gap(bare.end, other.start)
        if len(gap) > GAP and not _FROM_SUM.fullmatch(gap) and not _same_verb(reading, bare, gap):
            continue
        if other.kind == "count":
            if bare.hidden and bare.value == 1:
                continue
            if other.noun and _OF.fullmatch(gap):
                bare.count(other.noun)
                bare.elided, bare.hidden = True, False
                continue
        if other.kind in ("measure", "count") and _of_whole(bare, other) and _OUT_OF.fullmatch(gap):
            bare.take(other, scaled=False)
            continue
        if other.kind == "points" and _LEVEL.fullmatch(gap):
            bare.take(other, scaled=False)
        elif _shares_unit(reading, bare, other, gap):
            scaled = other.numeral.has_scale and not bare.numeral.has_scale and bare.numeral.number < 1000
            bare.take(other, scaled=scaled)


def _of_whole(bare: Candidate, other: Candidate) -> bool:
    """Whether a number can be a part of a measure of its size: "1.9 million of 2.4 million tonnes"."""
    return bare.numeral.has_scale and other.numeral.has_scale and LEAST_PART < bare.value / other.size < 1


def _shares_unit(reading: Reading, bare: Candidate, other: Candidate, gap: str) -> bool:
    if other.kind in ("multiple", "fraction"):
        return False
    if _LIST.fullmatch(gap) is None:
        before = _FROM_SUM.fullmatch(gap) and other.kind == "money" and bare.numeral.scale == other.numeral.scale > 1
        return bool(before) or (other.kind != "count" and not other.compound and _same_verb(reading, bare, gap))
    if gap.strip() == "," and not other.elided:
        return False
    if gap.strip() == "to" and other.kind == "money" and bare.value > other.value == 1:
        return False  # "closed at 87 to one dollar"
    if other.kind in ("percent", "percentage_points"):
        restated = gap.startswith(", or") and bare.numeral.value > RESTATED * other.numeral.value
        if restated or bare.numeral.value >= 1000:
            return False  # "surpassed 15,567 by 230, or 1.5 per cent"
    return not (other.kind == "money" and other.start < other.numeral.start)


def _same_verb(reading: Reading, bare: Candidate, gap: str) -> bool:
    """ "Lima gets 15, Quito gets 15, Bogota gets 39 percent": the same word before both numbers."""
    verb = _CLAUSE.fullmatch(gap)
    return verb is not None and reading.low.endswith(" " + verb[1], 0, bare.start)
