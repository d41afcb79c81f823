"""The solar Hijri calendar of Iran and Afghanistan in days of the common one. Pure: no text, no clock.

Its year begins at the spring equinox, on 20 or 21 March; six months have 31 days, five 30 and the last 29, or 30 in
the leap years of a cycle of 33 years.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

EPOCH, EPOCH_YEAR = date(2025, 3, 21), 1404
"""The first day of a year, from which the others are counted."""
AHEAD = 621
"""By how much a year of the common era is ahead of the one that begins in it."""
_LEAP, _CYCLE = frozenset({1, 5, 9, 13, 17, 22, 26, 30}), 33
_LONG_MONTHS = 6


def _days(year: int) -> int:
    return 365 + (year % _CYCLE in _LEAP)


@lru_cache(maxsize=512)
def new_year(year: int) -> date:
    """The first day of the solar year that begins in a year of the common era."""
    wanted = year - AHEAD
    if wanted >= EPOCH_YEAR:
        return EPOCH + timedelta(days=sum(map(_days, range(EPOCH_YEAR, wanted))))
    return EPOCH - timedelta(days=sum(map(_days, range(wanted, EPOCH_YEAR))))


def year_of(day: date) -> int:
    """The year of the common era in which the solar year of a day begins."""
    return day.year - (day < new_year(day.year))


def months(year: int, first: int, count: int) -> tuple[date, date]:
    """So many months from one of the solar year that begins in `year`, all within that year."""
    start, end = _begin(year, first), _begin(year, first + count)
    return start, end - timedelta(days=1)


def _begin(year: int, month: int) -> date:
    if month > 12:
        return new_year(year + 1)
    return new_year(year) + timedelta(days=30 * (month - 1) + min(month - 1, _LONG_MONTHS))


def moved(first: date, last: date, years: int) -> tuple[date, date] | None:
    """A span from the first day of a solar year on, in the solar year so many on; None where it is no such span."""
    if first == last or first != new_year(first.year):
        return None
    behind = last + timedelta(days=1)
    year = year_of(behind)
    end = new_year(year + years) + (behind - new_year(year))
    return new_year(first.year + years), end - timedelta(days=1)
