"""The quantity before whose unit a bare number repeats: "worth $4.2 billion. Exports made up 2.9 billion"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_parallel as parallel
from extractor.components import _quantity_subjects as subjects
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_nouns import is_people
from extractor.components._quantity_numerals import ONE
from extractor.components._quantity_tables import Lazy, Reading, cue, cue_before, same_sentence

_MOVES_THINGS = Lazy(r"(?<!\w)" + cue("moves_things") + r"[ \n](?:" + cue("told_filler") + r"[ \n])?$")
_LEFT = Lazy(cue_before("left", "filler").pattern + r"|['’]s[ \n]$|[(:,;] ?$")
_VALUE_LEFT = Lazy(cue_before("left_value", "filler").pattern + r"|['’]s[ \n]$|[(:] ?$")
_SHARES = cue_before("shares_scale")
_MOVED = re.compile(r"(?<!\w)(?:up|down)[ \n]$")
_POINTS = frozenset({"percentage_points", "basis_points", "points"})
NEAR, FAR = 160, 90
"""How far back a unit may stand: in the same sentence, and in the one before."""
SUMS = 420
"""The same where both are millions or more and the other is money, in one paragraph."""
BACK = 5
"""How many quantities back."""
LIKE = (Decimal("0.1"), Decimal(10))
"""How many times as large as another a number may be that repeats its unit."""
MILLION = Decimal(1_000_000)
LEAST_ALIKE = 1000
LONGEST_SPAN = 50
"""How much longer than a stated span of time a bare number may be that repeats its unit."""


def repeated(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The quantity before whose unit a bare number repeats."""
    former = reading.ends(parallel.FORMER, bare.start, 24) is not None
    if bare.hidden or not (bare.numeral.has_scale or former or reading.ends(_LEFT, bare.start, 24)):
        return None
    clock = parallel.may_be_clock(reading, bare)
    spare: Candidate | None = None
    for index in range(len(before) - 1, max(len(before) - BACK, 0) - 1, -1):
        other = before[index]
        if index and parallel.converts(reading, before[index - 1], other):
            continue
        near = same_sentence(reading.text, other.end, bare.start)
        scaled = bare.numeral.has_scale and other.numeral.has_scale
        sums = scaled and other.kind == "money"
        weights = scaled and (
            other.kind == "measure" or (other.kind == "count" and subjects.own(reading, bare) is None)
        )
        if bare.start - other.end > (SUMS if sums else NEAR if near or weights else FAR) or other.kind in (
            "multiple",
            "fraction",
        ):
            continue
        if subjects.numbered(reading, other.end, bare.start, beside=other.kind != "count"):
            return None
        if other.kind == "count" and not near and is_people(other.noun or ""):
            fits = other.size >= LEAST_ALIKE if bare.numeral.has_scale else _repeats(reading, bare, other, near)
            spare = spare or (other if fits else None)
            continue
        if other.kind == "money" and _moved_thing(reading, bare, before[max(0, index - 3) : index]):
            continue
        if parallel.aside(reading, bare, before, index, near):
            continue
        if bare.numeral.has_scale:
            if _large(bare, other, near):
                return other if "\n" not in reading.text[other.end : bare.start] else _sum_before(bare, before[-3:])
        elif _repeats(reading, bare, other, near) and not (clock and other.kind in parallel.NO_CLOCKS):
            return other
    return spare


def alike(bare: Candidate, other: Candidate) -> bool:
    """Whether both are thousands of a measure, of one size."""
    if other.kind != "measure" or min(bare.value, other.size) < LEAST_ALIKE:
        return False
    return LIKE[0] < bare.value / other.size < LIKE[1]


def _moved_thing(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """Whether what is sent or received is told, and counted before a sum of money: "36 million visitors, who spent 21
    billion euros. Germany sent 5.4 million"."""
    told = bare.numeral.has_scale and reading.ends(_MOVES_THINGS, bare.start, 24) is not None
    return told and any(c.kind in ("count", "measure") and c.numeral.has_scale for c in before)


def _sum_before(bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The sum of a paragraph before that is of a number's size, of several the one nearest to it."""
    sums = [c for c in before if c.kind == "money" and c.numeral.scale == bare.numeral.scale and c.size > 0]
    near = [c for c in sums if LIKE[0] < bare.value / c.size < LIKE[1]]
    return min(near, key=lambda c: max(bare.value / c.size, c.size / bare.value), default=None)


def _large(bare: Candidate, other: Candidate, near: bool) -> bool:
    """Whether a quantity is of a kind and size that "4.6 billion" may repeat."""
    if other.size < 1000:
        return False
    if other.kind == "money":
        return near or (other.numeral.has_scale and bare.numeral.scale >= MILLION)
    return other.kind == "measure" or (other.kind == "count" and other.noun != "time")


def _repeats(reading: Reading, bare: Candidate, other: Candidate, near: bool) -> bool:
    """Whether a bare number without a scale may repeat the unit of a quantity before."""
    value, whole = bare.numeral.value, bare.numeral.whole and "." not in reading.text[bare.start : bare.end]
    if other.kind == "count":
        few = value <= other.size * parallel.SPREAD["count"]
        return whole and bool(other.noun) and not other.hidden and few
    if not near:
        return False
    left = reading.ends(_VALUE_LEFT, bare.start, 24) or reading.ends(parallel.FORMER, bare.start, 24)
    if whole and not alike(bare, other) and not left:
        return False
    if other.kind in _POINTS or (other.compound and other.kind == "duration"):
        return False
    if other.kind == "percent":
        return value < 1000 and (not whole or value <= 150)
    if other.kind == "duration":
        return value <= LONGEST_SPAN * max(other.value, ONE)
    if other.kind == "money":
        if other.numeral.has_scale:
            return value < 1000 and reading.ends(_SHARES, bare.start, 12) is not None
        return reading.ends(_MOVED, bare.start, 8) is None
    return True
