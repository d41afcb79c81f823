"""Stretches of text without punctuation: what belongs to what can't be told there, and no conflict is believed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractor.checks.facts import Context, Fact
from extractor.schema import Date

_MARK = re.compile(r"[,.;:!?](?=[\s\"'”’)\]]|\Z)|[()\[\]“”\"•□|]|\s[-–—]+\s|\n+")
AROUND = 150
"""Characters before and after the figures of a relation that are looked at with them."""
LEAST = 240
"""Characters of a stretch from which its marks tell anything."""
SPARSE = 180
"""Characters for each mark from which a stretch counts as one without punctuation; news has one for every 50."""


def unmarked(ctx: Context, members: Sequence[Fact], dates: Sequence[Date] = ()) -> bool:
    """Whether the figures and dates of a relation stand in a stretch of text that has next to no punctuation."""
    spans = [(f.claim.start, f.claim.end) for f in members] + [(d.start, d.end) for d in dates]
    low = max(0, min(start for start, _ in spans) - AROUND)
    high = min(len(ctx.text), max(end for _, end in spans) + AROUND)
    if "marks" not in ctx.memo:
        ctx.memo["marks"] = [match.start() for match in _MARK.finditer(ctx.text)]
    marks: list[int] = ctx.memo["marks"]
    count = bisect_left(marks, high) - bisect_left(marks, low)
    return high - low >= LEAST and high - low > SPARSE * count
