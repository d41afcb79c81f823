"""Dates on a line of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor import periods
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.reports.html_lines import Line, Row, line
from extractor.schema import Date


def timeline(published: str | None, timed: Sequence[Date]) -> Line | None:
    """Dates and the day of publication on a line of days."""
    rows = [
        Row(" ".join(one.text.split()), _days(one.value), core=True, target=one.id)
        for one in timed
        if one.value and periods.is_period(one.value)
    ]
    if published and periods.is_period(published):
        rows.append(Row("published", _days(published), "expected"))
    return line(rows, words=_span, number=_day, steps=_day_steps) if len(rows) > 1 else None


def _days(period: str) -> Interval:
    first, last = periods.span(period)
    return Interval(Fraction(first.toordinal()), Fraction(last.toordinal()))


def _day(number: Fraction) -> str:
    return date.fromordinal(min(max(round(number), 1), date.max.toordinal())).isoformat()


def _span(interval: Interval) -> str:
    one, two = _day(interval.lo or Fraction(1)), _day(interval.hi or Fraction(1))
    return one if one == two else f"{one} to {two}"


def _day_steps(low: Fraction, high: Fraction) -> list[Fraction]:
    """At most four days, evenly apart."""
    parts = 3
    found = dict.fromkeys(Fraction(round(low + (high - low) * n / parts)) for n in range(parts + 1))
    return [day for day in found if low <= day <= high]
