"""The comparison that an article's figures make where they don't name one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from extractor import lookups
from extractor.claims.base_figures import is_base_figure
from extractor.claims.baselines import SHIFTS, named_baseline, step_back
from extractor.claims.dates import Dates, is_day, value_of
from extractor.claims.marks import adjusted_of
from extractor.claims.view import View
from extractor.periods import MONTHS_IN, months

if TYPE_CHECKING:
    from extractor.claims.link import Link


_LEAD = 2
"""How many growth figures, the first ones, tell most of what an article compares with."""


def habit_of(view: View, dates: Dates, links: list[Link]) -> str:
    """The comparison that the article's growth figures name most; else its place's for monthly figures."""
    told = [made for made in links if not _of_span(view, dates, made)]
    moved = [made for made in told if made.role in ("growth", "change")]
    named = [_named(view, dates, made) for made in moved]
    votes = Counter(shift for shift in named if shift in SHIFTS)
    votes.update(shift for shift in named[:_LEAD] if shift in SHIFTS)
    votes.update(shift for made in told if (shift := _told_base(view, dates, made)))
    places = Counter(made.place for made in links if made.place)
    place = places.most_common(1)[0][0] if places else None
    usual = next((row["monthly"] for row in lookups.table("habits") if row["place"] == place), "yoy")
    if votes and usual != "yoy":
        votes[usual] += 2
    if votes:
        return votes.most_common(1)[0][0]
    adjusted = (adjusted_of(" ".join(view.lowers[made.mark.opens : made.mark.closes])) for made in moved[:_LEAD])
    return "mom" if "sa" in adjusted else usual


def _named(view: View, dates: Dates, made: Link) -> str | None:
    """The comparison that a growth names, a base period as the shift from one of the sentence: "by 0.8% in August from
    July 2025"."""
    named = named_baseline(view, dates, made)
    if named is None or named in SHIFTS:
        return named
    first, stop = made.mark.opens, made.mark.closes
    told = [value_of(d) for d in view.within(view.dates, first, stop) if d.record["value"] and not dates.base[id(d)]]
    return next((shift for value in told for shift in SHIFTS if step_back(value, shift) == named), None)


def _of_span(view: View, dates: Dates, made: Link) -> bool:
    """Whether the sentence, or else its paragraph up to it, tells of more months than a quarter: only the year before
    can be compared with those."""
    mark = made.mark
    here = view.within(view.dates, mark.opens, mark.closes)
    if not here:
        number = view.paragraph(mark.start)
        first = bisect_left(view.starts, view.line_ends[number - 1]) if number else 0
        here = [d for d in view.within(view.dates, first, mark.opens) if view.paragraph(d.start) == number]
    told = [value_of(d) for d in here if not dates.base[id(d)]]
    sizes = [months(value) or 0 for value in told if value]
    return bool(sizes) and min(sizes) > MONTHS_IN["quarter"]


def _told_base(view: View, dates: Dates, made: Link) -> str | None:
    """The comparison that the date behind a base figure tells: "in March from $75 bn in February"."""
    if not is_base_figure(view, made):
        return None
    first, stop = made.mark.opens, made.mark.closes
    behind = view.within(view.dates, made.mark.last + 1, min(stop, made.mark.last + 4))
    if not behind or view.within(view.quantities, made.mark.last + 1, behind[0].first):
        return None
    told = [value_of(d) for d in view.within(view.dates, first, made.mark.first) if d.record["value"]]
    pairs = ((t, shift) for t in told or _before(view, dates, first) for shift in ("mom", "qoq", "yoy"))
    return next((shift for t, shift in pairs if step_back(t, shift) == value_of(behind[0])), None)


def _before(view: View, dates: Dates, first: int) -> list[str]:
    """What the last date before a sentence tells that is neither a base nor a day."""
    earlier = reversed(view.within(view.dates, 0, first))
    told = (value_of(d) for d in earlier if d.record["value"] and not (dates.base[id(d)] or is_day(d)))
    return list(islice(told, 1))
