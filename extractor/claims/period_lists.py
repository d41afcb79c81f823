"""Lists of numbers and of dates that belong to each other one by one: "In July, August and September the receipts were
$1.7, $1.5 and $1.4 billion in that order"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from extractor import periods
from extractor.claims.cues import says
from extractor.claims.dates import is_day, value_of
from extractor.claims.lists import groups
from extractor.claims.period_words import some_of
from extractor.claims.tense import governing
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link


def distribute_dates(view: View, links: list[Link]) -> None:
    """Gives each number of a list its own date, where the sentence lists as many and says that they correspond."""
    for run in groups(view, links):
        first, stop = view.bounds[view.sentence(run[0].mark.start)]
        if not says(" " + " ".join(w.lower for w in view.words[first:stop]) + " ", "one_by_one"):
            continue
        for dates in _lists(view, view.within(view.dates, first, stop)):
            if len(dates) == len(run):
                for made, value in zip(run, _values(dates), strict=True):
                    made.period, made.period_how = value, "adjacent"
                break


def part_ends(view: View, links: list[Link]) -> None:
    """Gives two levels between which something moved the two ends of the span in which it did: "doubled between
    2020 and 2024, from $2 bn to $4 bn"."""
    for first, last in pairwise(links):
        alike = first.mark.record["unit"] == last.mark.record["unit"] and first.mark.sentence == last.mark.sentence
        led = view.before(first.mark, 1) == ["from"] and view.lowers[first.mark.last + 1 : last.mark.first] == ["to"]
        dates = view.within(view.dates, first.mark.opens, first.mark.closes) if alike and led else []
        ends = value_of(dates[0]).split("/") if len(dates) == 1 and dates[0].record["value"] else []
        named = bool(dates) and str(dates[0].record["text"]).lower().startswith(("between ", "from "))
        if named and len(ends) == 2 and first.role == last.role and all(end.isdigit() for end in ends):
            first.period, last.period = ends
            first.period_how = last.period_how = "adjacent"


def agree_parts(view: View, links: list[Link]) -> None:
    """Gives the whole of which some are counted the period of those: "nine of the 11 product groups grew"."""
    for part, whole in pairwise(links):
        open_to = whole.period is None and part.period is not None and some_of(view, part.mark, whole.mark)
        if open_to and governing(view, whole.mark)[0] == "past":
            whole.period, whole.period_how = part.period, "chosen"


def _lists(view: View, dates: list[Mark]) -> list[list[Mark]]:
    found: list[list[Mark]] = []
    for before, date in pairwise([None, *dates]):
        assert date is not None
        joined = before and view.text[before.end : date.start].strip() in (",", "and", ", and")
        if joined:
            found[-1].append(date)
        else:
            found.append([date])
    return [run for run in found if len(run) > 1 and not any(is_day(d) or not d.record["value"] for d in run)]


def _values(dates: list[Mark]) -> list[str]:
    """The values of the dates; bare years behind a span of a year are the same span: "the first nine months of 2018,
    2019 and 2020"."""
    head = value_of(dates[0])
    bare = all(value_of(d).isdigit() for d in dates[1:])
    if head.isdigit() or not bare or periods.is_fiscal(head):
        return [value_of(d) for d in dates]
    return [head, *(periods.in_year(head, int(value_of(d))) for d in dates[1:])]
