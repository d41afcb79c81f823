"""The values of dates as periods of numbers."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise

from extractor.claims.lexicon import word_class
from extractor.claims.view import Mark, View
from extractor.periods import is_fiscal, span

DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_OWN = 4
"""Words between "its" and the date of what it was, at most."""


def value_of(date: Mark) -> str:
    """The period that a date names; the end of a month is that month."""
    value = str(date.record["value"] or "")
    return value[:7] if DAY.match(value) and _month_end(date) else value


def is_day(date: Mark) -> bool:
    """Whether a date is one day; the end of a month, at which stocks are counted, is that month."""
    return bool(DAY.match(value_of(date))) and not _month_end(date)


def _month_end(date: Mark) -> bool:
    return str(date.record["text"]).lower().removeprefix("the ").startswith(("end of", "end-", "end ", "close of"))


def closes_month(date: Mark) -> bool:
    """Whether a day is the last of a month, at which stocks are counted."""
    value = str(date.record["value"] or "")
    return bool(DAY.match(value)) and (Date.fromisoformat(value) + timedelta(days=1)).day == 1


def labels_next(view: View, date: Mark) -> bool:
    """Whether a date inside a bracket tells of the figure behind it alone: "(+4.8%; 2023: €841.5 million)"."""
    return view.text[date.end : date.end + 1] == ":" and view.text[: date.start].rstrip()[-1:] in ("(", ";")


def join_ends(view: View) -> None:
    """Makes one span of the two ends of "between the beginning of the year and Sunday"."""
    for first, last in pairwise(view.dates):
        if view.text[first.end : last.start].strip() != "and" or view.before(first, 1) != ["between"]:
            continue
        values = first.record["value"], last.record["value"]
        if not all(values) or not DAY.match(str(values[1])) or is_fiscal(str(values[0])):
            continue
        begin = span(str(values[0]))[0].isoformat()
        if begin < str(values[1]):
            first.record = {**first.record, "value": f"{begin}/{values[1]}"}
            last.record = first.record


def that_of(view: View, date: Mark) -> bool:
    """Whether a date is of what a pronoun points back to: "4.3% below that of October"."""
    before = view.before(date, 3)
    pointed = len(before) > 2 and before[1] in ("that", "those") and before[0] != "all"
    return pointed and before[2] in ("of", "in")


def times_its_own(view: View, date: Mark) -> bool:
    """Whether a date belongs to what a multiple or a part is of, told of the amount before it: "21%, roughly half of
    its share in 2016"; "took half of its copper imports in 2024" tells of 2024."""
    first = max(date.opens, date.first - _OWN - 1)
    if date.first - 1 <= first or view.lowers[date.first - 1] not in ("in", "of", "for", "during"):
        return False
    i = next((k for k in range(date.first - 2, first - 1, -1) if view.lowers[k] in word_class("possessive")), None)
    told = view.within(view.quantities, max(date.opens, i - 3), i) if i is not None else ()
    if i is None or not told or view.lowers[told[-1].last] not in word_class("times_words"):
        return False
    before = view.within(view.quantities, date.opens, told[-1].first)
    apposed = bool(before) and "," in view.text[before[-1].end : told[-1].start]
    return apposed and view.lowers[told[-1].last + 1 : i] in ([], ["of"])


def of_what(view: View, date: Mark) -> bool:
    """Whether a date belongs to what an amount is set against: "half of what it earned at the end of 2022"."""
    words = view.before(date, 12)
    at = next((i for i in range(len(words) - 1, 0, -1) if words[i] == "what"), None)
    if at is None or words[at - 1] not in word_class("set_before_what"):
        return False
    return not view.within(view.quantities, date.first - len(words) + at, date.first)
