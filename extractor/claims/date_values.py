"""The values of dates as periods of numbers."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import Mark, View
from extractor.periods import is_fiscal, months, notation, span

DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_ASIDE = re.compile(r"\([^()\n]{2,30}\)")
_OPENED = re.compile(r",\s*(?:when|on which|the day on which)\b[^,.;:\d\n]{3,60},")
"""A clause that tells what opened on a date."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s+(?:of|in)\s+")
_MONTH, _DAY = 7, 10
"""Characters of a month and of a day."""
_YEAR = 12
"""Months of a year."""
_TOGETHER = 7
"""Words from two years to the word that takes them together, at most."""
_PART = 6
"""Words from a verb of parts to the "of" behind the part, at most."""
_OWN = 4
"""Words between "its" and the date of what it was, at most."""


def value_of(date: Mark) -> str:
    """The period that a date names; the end of a month is that month."""
    value = str(date.record["value"] or "")
    return value[:_MONTH] if len(value) == _DAY and DAY.match(value) and _month_end(date) else value


def is_day(date: Mark) -> bool:
    """Whether a date is one day; the end of a month, at which stocks are counted, is that month."""
    value = value_of(date)
    return len(value) == _DAY and bool(DAY.match(value)) and not _month_end(date)


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
    """Makes one span of two ends: "between the beginning of the year and Sunday", "from mid-July to mid-November",
    "from the beginning of the 2021/22 marketing year to December 17"."""
    told = [d for d in view.dates if view.text.rfind("(", 0, d.start) <= view.text.rfind(")", 0, d.start)]
    for first, last in pairwise(told):
        values = first.record["value"], last.record["value"]
        if not all(values):
            continue
        if values[0] == (view.published or "")[:4] == value_of(last)[:4] and _goes_to(view, first, last):
            first.record = {**first.record, "value": f"{values[0]}-01/{value_of(last)}"}
            last.record = first.record
        if (is_fiscal(str(values[0])) or months(str(values[0])) == _YEAR) and _bounds(view, first, last):
            last.record = {**last.record, "value": values[0]}  # "the 2024/25 coffee year, which ended in September"
        if is_fiscal(str(values[1])) and _IN_BRACKETS.fullmatch(view.text[first.end : last.start]):
            last.record = {**last.record, "value": values[0]}  # "the first half (July-December) of the fiscal year"
        if not _are_ends(view, first, last):
            continue
        begun, value = span(str(values[0]))[0], str(values[1])
        if begun >= span(value)[1]:
            continue
        between = view.before(first, 1) == ["between"]
        opened = not word_class("opening_of").isdisjoint([*view.before(first, 2), *str(first.record["text"]).split()])
        ended = DAY.match(value) and "end" in str(last.record["text"]).split() and len(str(values[0])) == _MONTH
        joined: str | None
        if ended and not between:
            joined = notation(begun, span(value)[1])  # "from November to the end of July"
        elif DAY.match(value) and not (between and is_fiscal(str(values[0]))):
            joined = f"{begun.isoformat()}/{value}" if between or opened or DAY.match(str(values[0])) else None
        else:
            joined = notation(begun, span(value)[1]) if not between and len(value) == _MONTH else None
        if joined:
            first.record = {**first.record, "value": joined}
            last.record = first.record


def join_years(view: View) -> None:
    """Makes one span of two years in a row that a sentence takes together: "exports in 2022 and 2023 reached a combined
    $102 billion"."""
    for first, last in pairwise(view.dates):
        years = str(first.record["value"]), str(last.record["value"])
        joined = view.text[first.end : last.start].strip() == "and" and all(y.isdigit() for y in years)
        if not joined or int(years[1]) != int(years[0]) + 1:
            continue
        behind = view.lowers[last.last + 1 : min(last.closes, last.last + _TOGETHER)]
        if says(" " + " ".join(behind) + " ", "taken_together"):
            first.record = {**first.record, "value": "/".join(years)}
            last.record = first.record


def _bounds(view: View, year: Mark, last: Mark) -> bool:
    """Whether a date right behind a year only tells when that ended or began."""
    between = view.text[year.end : last.start].replace(",", " ").split()
    if len(between) != len(("which", "ended", "in")) or between[2] not in ("in", "on"):
        return False
    return between[0] in ("that", "which") and between[1] in word_class("begun_word") | word_class("ending")


def _goes_to(view: View, year: Mark, last: Mark) -> bool:
    """Whether a month right behind the running year tells up to when it is told: "this year through September"."""
    month = len(value_of(last)) == _MONTH and not value_of(last).endswith("-01")
    return month and view.text[year.end : last.start].strip() in word_class("up_to") | {"up to"}


def _are_ends(view: View, first: Mark, last: Mark) -> bool:
    """Whether two dates are the ends of a span, and not of what was moved from one to the other."""
    between = _ASIDE.sub("", view.text[first.end : last.start])
    between = _OPENED.sub("", between).strip()
    before = view.before(first, 4)
    if between == "and":
        return before[-1:] == ["between"]
    led = "from" in before[-4:] or str(first.record["text"]).lower().startswith("from ")
    moved = not word_class("moves_date").isdisjoint(view.before(first, 7))
    return between in ("to", "until", "till", "through", "up to") and led and not moved


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
    if words[at - 1] == "of" and says(" " + " ".join(words[max(0, at - _PART) : at]) + " ", "makes_up"):
        return False  # "made up 43% of what Americans bought last year"
    return not view.within(view.quantities, date.first - len(words) + at, date.first)
