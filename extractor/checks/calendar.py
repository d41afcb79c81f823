"""Periods in the output's notation as first and last days, and the periods that comparisons mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from extractor.kept import kept

_PART = re.compile(r"(FY)?(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?$")


class Span(NamedTuple):
    """A period's days. Of a fiscal year only the calendar year of its end is known: `fiscal`, and the days
    are those that it must touch."""

    first: date
    last: date
    fiscal: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def _part(text: str) -> Span | None:
    match = _PART.match(text)
    if not match:
        return None
    fiscal, year_, month_, day_, quarter, half = match.groups()
    year = int(year_)
    if not 1 <= year < 9999:
        return None
    if fiscal:
        return Span(date(year, 1, 1), date(year, 12, 31), True)
    first, last = 1, 12
    if month_:
        first = last = int(month_)
    elif quarter:
        first, last = int(quarter) * 3 - 2, int(quarter) * 3
    elif half:
        first, last = int(half) * 6 - 5, int(half) * 6
    if not 1 <= first <= 12:
        return None
    length = monthrange(year, last)[1]
    if day_:
        return Span(date(year, first, int(day_)), date(year, first, int(day_))) if 1 <= int(day_) <= length else None
    return Span(date(year, first, 1), date(year, last, length))


@kept
def span(period: str | None) -> Span | None:
    """The days of a period such as "2024-Q3" or "2024-01/2024-11"; None for none or an unreadable one."""
    if not period:
        return None
    ends = [_part(part) for part in period.split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or first.first > last.last:
        return None
    return Span(first.first, last.last, first.fiscal or last.fiscal)


def earlier(a: str | None, b: str | None) -> bool:
    """Whether two periods are known and the first ends before the second starts."""
    one, two = span(a), span(b)
    return one is not None and two is not None and one.last < two.first


def same(a: str | None, b: str | None) -> bool:
    """Whether two periods are known and name the same days."""
    return a is not None and b is not None and (a == b or (span(a) is not None and span(a) == span(b)))


def _months_back(day: date, months: int, end: bool) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    length = monthrange(year, month + 1)[1]
    at_end = end and day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if at_end else min(day.day, length))


@lru_cache(maxsize=4096)
def base(period: str | None, baseline: str | None) -> Span | None:
    """The days with which a growth or change over `period` compares: the same span a year (yoy), a month
    (mom) or a quarter (qoq) before, or the period that `baseline` names. None where it can't be known."""
    current = span(period)
    if baseline not in ("yoy", "mom", "qoq"):
        return span(baseline)
    if current is None or current.first.year < 2:
        return None
    months = {"yoy": 12, "mom": 1, "qoq": 3}[baseline]
    if current.fiscal and months != 12:
        return None
    return Span(_months_back(current.first, months, False), _months_back(current.last, months, True), current.fiscal)


def day(text: str | None) -> date | None:
    """The date of an ISO string; None if it isn't one."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def months(period: Span) -> int | None:
    """How many whole months a span has; None where it isn't made of whole ones."""
    if period.first.day != 1 or (period.last + timedelta(1)).day != 1 or period.fiscal:
        return None
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
