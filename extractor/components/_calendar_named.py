"""Readings of the date patterns that name days of a feast, months by their number, elided quarters and halves."""

from __future__ import annotations

from datetime import date, timedelta

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import fiscal_part, ints, one_day, reader
from extractor.components._calendar_scene import Reading, Scene, half_over, placed
from extractor.periods import Span, month_span, notation

MONTHS_IN_YEAR = 12


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """The first, second … (or -1: last) such weekday of a month."""
    if count < 0:
        last = periods.last_day(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


@reader
def named_day(slots: Slots, scene: Scene) -> Reading | None:
    """ "Christmas" (`at` month-day), "Thanksgiving" (`nth` month.weekday.count), "Good Friday" (days from Easter)."""

    def place(year: int) -> Span:
        if "at" in slots:
            month, day = map(int, slots["at"][0].split("-"))
            return one_day(year, month, day)
        if "nth" in slots:
            found = _nth(year, *map(int, slots["nth"][0].split(".")))
        else:
            found = easter(year) + timedelta(days=ints(slots, "easter")[0])
        return found, found

    return placed(slots, scene, "day", place)


@reader
def nth_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first month of the year"."""
    number = ints(slots, "ORD")[0]
    if "fiscal" in slots:
        found, last = fiscal_part(slots, scene, number - 1, 1), scene.last or ""
        beside = found is not None and (found.value or "")[4:] == last[4:] != ""
        return found._replace(value=last) if found is not None and beside else found  # "in June, the year's last month"
    return placed(slots, scene, "month", lambda year: month_span(year, number))


@reader
def first_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first month of the surcharge": the month spoken of, in the sentence or before it."""
    for value in (scene.last, scene.current):
        if value is not None and periods.grain(value) == "month":
            return Reading(value, True)
    return None


@reader
def counted_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "In the third month, goods worth $2 bn were imported": that of the first months of a year told before."""
    told, number = scene.current, ints(slots, "ORD")[0]
    if told is None or periods.is_fiscal(told):
        return None
    start, size = periods.span(told)[0], periods.months(told) or 0
    mid = half_over(scene, told)
    begins = start.month in (1, scene.fiscal_start if scene.fiscal_told else 1)
    if not begins or not 1 < size - mid < MONTHS_IN_YEAR or number > size - mid:
        return None
    return Reading(notation(*month_span(start.year, start.month + number - 1, 1 + mid)), True)


@reader
def elided_quarter(slots: Slots, scene: Scene) -> Reading | None:
    """ "in the second quarter from £10 bn in the first": the nearest such quarter before the one just named; in a list
    the one that follows: "$5.2 bn in the first quarter, $5.4 bn in the second"."""
    known = next((p for p in (scene.last, scene.current) if p and not periods.is_fiscal(p)), None)
    if known is None or periods.grain(known) != "quarter":
        return None
    number, last = ints(slots, "ORD")[0], periods.span(known)[0]
    quarter = (last.month + 2) // 3
    follows = number == quarter + 1
    year = last.year if number < quarter or follows else last.year - 1
    return Reading(notation(*month_span(year, 3 * number - 2, 3)), True)


@reader
def half_year(slots: Slots, scene: Scene) -> Reading | None:
    """ "over the half-year": the half that the text speaks of."""
    value = scene.named.get("half") or scene.cumulative.get(6) or _half_closed(scene.current)
    return Reading(value, True) if value else None


def _half_closed(period: str | None) -> str | None:
    """The half of the year that a month or quarter closes."""
    if period is None or periods.grain(period) not in ("month", "quarter"):
        return None
    last = periods.span(period)[1]
    return f"{last.year}-H{last.month // 6}" if last.month in (6, 12) else None
