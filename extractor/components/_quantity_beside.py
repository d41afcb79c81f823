"""What the words or numbers right beside a bare number tell its unit by.

"Brought in 40 billion", "412,000 passengers and 98,000 cars, against 398,000 and 91,000", "down 0.8 from 18.7".
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from extractor.components import _quantity_parallel as parallel
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_tables import Lazy, Reading, cue

LIKE = (Decimal("0.1"), Decimal(10))
"""How much of the other one of two alike numbers may be."""
NEAR = 160
"""How far back what a number is a part of may stand."""
BACK = 6
"""How many quantities back a pair of units is sought."""
LEAST_ALIKE = 1000
POINTS_FIT = Decimal("0.2")
"""Points by which a move may differ from what the two percentages make."""
_UP_OR_DOWN = re.compile(r",? (?:up|down|off) (?:by )?")
_MADE_UP = Lazy(r"(?<!\w)" + cue("made_up") + r"[ \n](?:" + cue("told_filler") + r"[ \n])?$")
_EARNED = Lazy(r"(?<!\w)" + cue("earns_sum") + r"[ \n](?:" + cue("told_filler") + r"[ \n])?$")
_AGAINST = re.compile(r",? (?:against|compared with|compared to|versus|up from|down from|from) (?:about |some )?")
LEAST_PART = Decimal("0.002")
"""The part of a measure that a number told to make it up is, at least."""


def told_beside(
    reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate | None
) -> Candidate | None:
    """What a bare number is told in by the words right before it: a part of a measure, a price behind a volume, the
    first of two that are set against two, more or less than a price."""
    last = before[-1] if before else None
    if last is None:
        return None
    gap, sums = reading.gap(last.end, bare.start), [c for c in before[-4:] if c.kind == "money"]
    if bare.numeral.has_scale:
        earned = reading.ends(_EARNED, bare.start, 30) is not None and last.kind != "money"
        return sums[-1] if earned and sums and not sums[-1].per else None
    if gap in (" at ", " for ") and last.kind in ("measure", "count"):
        return next((c for c in reversed(sums) if c.size > 0 and LIKE[0] < bare.value / c.size < LIKE[1]), None)
    compared = reading.low.startswith((" more than", " less than"), bare.end)
    if gap == ", " and last.kind == "money" and last.per and compared:
        return last
    if pair := paired(reading, bare, before, behind):
        return pair
    if reading.ends(_MADE_UP, bare.start, 30):
        measures = [c for c in before[-3:] if c.kind == "measure" and bare.start - c.end < NEAR]
        whole = (c for c in reversed(measures) if min(bare.value, c.size) >= LEAST_ALIKE)
        return next((c for c in whole if LEAST_PART < bare.value / c.size <= 1), None)
    return None


def moved_by_points(
    reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate | None
) -> bool:
    """Whether a bare number is by how many points a percentage moved: "at 17.9 percent, down 0.8 from 18.7"."""
    last = before[-1] if before else None
    if last is None or last.kind != "percent" or behind is None or behind.kind != "bare":
        return False
    if _UP_OR_DOWN.fullmatch(reading.gap(last.end, bare.start)) is None:
        return False
    led = reading.gap(bare.end, behind.start) in (" from ", " from the ")
    return led and abs(abs(last.value - behind.value) - bare.value) <= POINTS_FIT


def paired(reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate | None) -> Candidate | None:
    """The first of two quantities that two bare numbers are set against: "412,000 passengers and 98,000 cars, against
    398,000 and 91,000"; gives the second number the unit of the second."""
    if len(before) < 2 or behind is None or behind.kind != "bare" or reading.gap(bare.end, behind.start) != " and ":
        return None
    first, second = before[-2:]
    counted = {first.kind, second.kind} <= {"count", "measure"} and first.unit != second.unit
    if not counted or " and " not in reading.gap(first.end, second.start) + " ":
        return None
    if _AGAINST.fullmatch(reading.gap(second.end, bare.start)) is None:
        return None
    if not all(c.size and LIKE[0] < n.value / c.size < LIKE[1] for n, c in ((bare, first), (behind, second))):
        return None
    behind.take(second, scaled=False)
    return first


def cut_to_one(reading: Reading, bare: Candidate, last: Candidate) -> bool:
    """ "from two working days to one"."""
    one = bare.hidden and bare.value == 1 and last.kind in ("duration", "count") and last.value > 1
    return one and reading.gap(last.end, bare.start) == " to " and reading.low.endswith("from ", 0, last.start)


def in_other_unit(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The measure in brackets of a pair that a number and the one in brackets behind it repeat: "44 feet (13.41
    metres), is back at 50 (15.24)"."""
    last = before[-1] if before else None
    if last is None or not last.elided or last.kind != "measure" or reading.gap(last.end, bare.start) != " (":
        return None
    for first, second in pairwise(before[-BACK:]):
        if first.unit == last.unit and second.kind == "measure" and parallel.converts(reading, first, second):
            return second
    return None
