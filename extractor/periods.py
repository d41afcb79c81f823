"""Arithmetic of calendar periods in the notation of the output contract. Pure: no text, no clock.

A period is one of `2024`, `2024-11`, `2024-11-07`, `2024-Q3`, `2024-H1`, `FY2025` (the fiscal year that ends
in 2025), or two of the first five joined by `/`. Functions take and give that notation; spans are closed
`(first day, last day)`. A notation that is none of these raises ValueError.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

from extractor import solar
from extractor.kept import kept
from extractor.lookups import table

Span = tuple[date, date]
_POINT = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?")
_FISCAL = re.compile(r"FY(\d{4})")
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_span(year: int, month: int, count: int = 1) -> Span:
    """`count` whole months from `month` on; months outside 1 to 12 move the year."""
    first, end = year * 12 + month - 1, year * 12 + month - 1 + count - 1
    return date(first // 12, first % 12 + 1, 1), last_day(end // 12, end % 12 + 1)


@cache
def _starts() -> dict[tuple[str, str], int]:
    return {(row["kind"], row["key"]): int(row["start_month"]) for row in table("fiscal_years")}


def fiscal_start(country: str | None, kind: str = "fiscal") -> int:
    """The month in which the fiscal year of a country (alpha-2) starts, or the marketing year of a crop for
    kind `season`; where it isn't known the table's row `*`."""
    starts = _starts()
    known = starts.get((kind, country or "*"))
    return starts[kind, "*"] if known is None else known


def fiscal_span(year: int, start_month: int) -> Span:
    """The fiscal year that ends in `year` and starts in `start_month`."""
    return month_span(year if start_month == 1 else year - 1, start_month, 12)


def fiscal_year(day: date, start_month: int) -> int:
    """The fiscal year (named by its end) in which a day falls."""
    return day.year + (start_month > 1 and day.month >= start_month)


def is_fiscal(period: str) -> bool:
    return period[:2] == "FY" and _FISCAL.fullmatch(period) is not None


def _point(period: str) -> Span:
    match = _POINT.fullmatch(period)
    if match is None or match[2] == "00" or int(match[2] or 1) > 12:
        raise ValueError(f"no period: {period!r}")
    year, month, day, quarter, half = (int(part) if part else 0 for part in match.groups())
    if match[3]:
        return date(year, month, day), date(year, month, day)
    if month:
        return month_span(year, month)
    if quarter:
        return month_span(year, 3 * quarter - 2, 3)
    if half:
        return month_span(year, 6 * half - 5, 6)
    return month_span(year, 1, 12)


@lru_cache(maxsize=4096)
def span(period: str, country: str | None = None) -> Span:
    """First and last day of a period. `country` (alpha-2) tells when its fiscal years start.

    Raises ValueError where the text is no period, its days don't exist or its end is before its start."""
    fiscal = _FISCAL.fullmatch(period)
    if fiscal:
        return fiscal_span(int(fiscal[1]), fiscal_start(country))
    first, slash, last = period.partition("/")
    if not slash:
        return _point(period)
    start, end = _point(first)[0], _point(last)[1]
    if end < start:
        raise ValueError(f"a period that ends before it starts: {period!r}")
    return start, end


def is_period(period: str) -> bool:
    """Whether the text is a period in this notation."""
    try:
        span(period)
    except ValueError:
        return False
    return True


def notation(first: date, last: date) -> str:
    """The coarsest notation that fits a span exactly: `2024`, `2024-H1`, `2024-Q3`, `2024-11`, `2024-12-07`,
    `2020/2024`, `2024-01/2024-11`, or day to day. Raises ValueError where last is before first."""
    if last < first:
        raise ValueError("a span that ends before it starts")
    if first == last:
        return first.isoformat()
    if first.day != 1 or last != last_day(last.year, last.month):
        return f"{first.isoformat()}/{last.isoformat()}"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.month == 1 and months % 12 == 0:
        return f"{first.year:04}" if months == 12 else f"{first.year:04}/{last.year:04}"
    if months == 6 and first.month in (1, 7):
        return f"{first.year:04}-H{1 + first.month // 7}"
    if months == 3 and first.month % 3 == 1:
        return f"{first.year:04}-Q{1 + first.month // 3}"
    start = f"{first.year:04}-{first.month:02}"
    return start if months == 1 else f"{start}/{last.year:04}-{last.month:02}"


@kept
def normal(period: str) -> str:
    """The same period in its coarsest notation; fiscal years stay as they are."""
    return period if is_fiscal(period) else notation(*span(period))


@kept
def grain(period: str) -> str:
    """How coarse: `day` `month` `quarter` `half` `year` `fiscal`, `days` or `months` for other spans."""
    if is_fiscal(period):
        return "fiscal"
    text = normal(period)
    if "/" in text:
        return "days" if len(text) == 21 else "months"
    if "Q" in text:
        return "quarter"
    if "H" in text:
        return "half"
    return {4: "year", 7: "month", 10: "day"}[len(text)]


def months(period: str) -> int | None:
    """How many whole months a period has; None where its borders aren't those of months."""
    if is_fiscal(period):
        return 12
    first, last = span(period)
    if first.day != 1 or last != last_day(last.year, last.month):
        return None
    return (last.year - first.year) * 12 + last.month - first.month + 1


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last day where it has no such day."""
    total = day.year * 12 + day.month - 1 + count
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shift(period: str, count: int, unit: str) -> str:
    """The period moved by `count` (negative: back) of unit `day` `week` `month` `quarter` `half` `year`.

    Whole months stay whole months, and months of a solar Hijri year those; a fiscal year moves by whole years only,
    else ValueError."""
    if is_fiscal(period):
        if unit != "year":
            raise ValueError("a fiscal year moves by years")
        return f"FY{int(period[2:]) + count:04}"
    first, last = span(period)
    if unit in ("day", "week"):
        by = timedelta(days=count * (7 if unit == "week" else 1))
        return notation(first + by, last + by)
    if unit == "year" and (turned := solar.moved(first, last, count)):
        return notation(*turned)
    by_months = count * MONTHS_IN[unit]
    start = add_months(first, by_months)
    whole = first.day == 1 and last == last_day(last.year, last.month)
    end = add_months(last, by_months)
    return notation(start, last_day(end.year, end.month) if whole else end)


def before(period: str, baseline: str) -> str:
    """The period that a baseline `yoy` `mom` `qoq` compares with: the span moved back by a year, a month or a
    quarter. Raises ValueError for a fiscal year's month or quarter, KeyError for another baseline."""
    unit = {"yoy": "year", "mom": "month", "qoq": "quarter"}[baseline]
    return shift(period, -1, unit)


def year_before(period: str) -> str:
    """The same span a year before."""
    return shift(period, -1, "year")


def in_year(period: str, year: int) -> str:
    """The same span in another year (by the year of its last day; of a fiscal year, the one it ends in)."""
    last = int(period[2:]) if is_fiscal(period) else span(period)[1].year
    return shift(period, year - last, "year")


def relation(period: str, other: str) -> str | None:
    """`yoy` `mom` `qoq` where `other` is the same span a year, a month or a quarter before `period`."""
    for name, wanted in (("yoy", None), ("mom", "month"), ("qoq", "quarter")):
        if wanted and grain(period) != wanted:
            continue
        try:
            if before(period, name) == normal(other):
                return name
        except ValueError:
            continue
    return None


def contains(outer: str, inner: str, country: str | None = None) -> bool:
    """Whether every day of `inner` is one of `outer`."""
    (a, b), (c, d) = span(outer, country), span(inner, country)
    return a <= c and d <= b


def overlaps(one: str, other: str, country: str | None = None) -> bool:
    """Whether the two periods share a day."""
    (a, b), (c, d) = span(one, country), span(other, country)
    return a <= d and c <= b


def same(one: str, other: str, country: str | None = None) -> bool:
    """Whether the two name the same days."""
    return span(one, country) == span(other, country)
