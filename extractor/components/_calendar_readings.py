"""Readings of the date patterns that name days, months, quarters, halves and spans of months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_scene import Reading, Scene, fiscal_number, half_over, placed, stated_year
from extractor.periods import Span, fiscal_span, month_span, notation

Reader = Callable[[Slots, Scene], Reading | None]
READERS: dict[str, Reader] = {}
MID = timedelta(days=15)
"""From the beginning of a month to its middle."""
YEARS = frozenset({"YEAR", "YY", "ry", "cy", "rf", "cf", "fy"})
"""Slots that name a year."""
LONG = 2
"""A span of days over more months than so many is told of when it is over."""
WRITTEN_DAY_FIRST = ("DMY", "MDY")


def reader(function: Reader) -> Reader:
    """Registers the reading of the patterns that bear the function's name."""
    READERS[function.__name__] = function
    return function


def ints(slots: Slots, name: str) -> list[int]:
    return [int(value) for value in slots.get(name, [])]


def one_day(year: int, month: int, day: int) -> Span:
    found = date(year, month, day)
    return found, found

_SOON = 120
"""Days within which a day shares the year of the one told before it."""


def month_place(slots: Slots, scene: Scene) -> tuple[int, int] | None:
    """Year and month that `rm` (months from publication) or `cm` (from the month spoken of) give."""
    if "rm" in slots and scene.published is not None:
        moved = periods.add_months(scene.published.replace(day=1), int(slots["rm"][-1]))
        return moved.year, moved.month
    if "cm" in slots:
        known = scene.named.get("month")
        base = periods.span(known)[0] if known else scene.published
        return (base.year, base.month) if base else None
    return None


def _year_beside(slots: Slots, scene: Scene) -> str | None:
    """The past year of a day told right before in the sentence, which one soon after it shares: "opened on Sept. 26,
    2024, after Canada announced a surtax from Oct. 1"."""
    if stated_year(slots) is not None or scene.last is None or scene.published is None or scene.tense == "own":
        return None
    if periods.grain(scene.last) != "day" or int(scene.last[:4]) >= scene.published.year:
        return None
    told = date.fromisoformat(scene.last)
    try:
        here = told.replace(month=ints(slots, "MONTH")[0], day=ints(slots, "DAY")[0])
    except ValueError:
        return None
    return scene.last[:4] if 0 <= (here - told).days <= _SOON and {"ry", "cy", "cn"}.isdisjoint(slots) else None


@reader
def day(slots: Slots, scene: Scene) -> Reading | None:
    month, number = ints(slots, "MONTH")[0], ints(slots, "DAY")[0]
    if "cy" in slots and scene.current is not None and periods.grain(scene.current) == "day":
        slots = slots | {"YEAR": [scene.current[:4]]}
    if year := _year_beside(slots, scene):
        slots = slots | {"YEAR": [year]}
    return placed(slots, scene, "day", lambda year: one_day(year, month, number))


@lru_cache(maxsize=4096)
def _parse(text: str, order: str) -> date | None:
    import dateparser  # heavy, and only for numeric dates

    found = dateparser.parse(text, languages=["en"], settings={"DATE_ORDER": order, "STRICT_PARSING": True})
    return found.date() if found else None


@reader
def numeric(slots: Slots, scene: Scene) -> Reading | None:
    """A date in digits; of the two orders of day and month the one nearer to publication."""
    text = slots["NUMERIC"][0]
    if text[:4].isdigit():
        found = [_parse(text.replace(".", "-").replace("/", "-"), "YMD")]
    else:
        found = [_parse(text, order) for order in WRITTEN_DAY_FIRST]
    days = [candidate for candidate in found if candidate is not None]
    if not days:
        return None
    today = scene.published or days[0]
    return Reading(min(days, key=lambda d: abs((d - today).days)).isoformat())


@reader
def day_range(slots: Slots, scene: Scene) -> Reading | None:
    months, days, years = ints(slots, "MONTH"), ints(slots, "DAY"), ints(slots, "YEAR")
    if len(days) != 2:
        return None
    first, last = months[0], months[-1]
    if len(years) == 2:
        return Reading(notation(date(years[0], first, days[0]), date(years[1], last, days[1])))

    def place(year: int) -> Span:
        start = date(year - (first > last), first, days[0])
        end = date(year, last, days[1])
        if end < start:
            raise ValueError("a span that ends before it starts")
        return start, end

    return placed(slots, scene, "span" if (last - first) % 12 > LONG else "day", place)


@reader
def first_days(slots: Slots, scene: Scene) -> Reading | None:
    count = ints(slots, "NUM")[0] * int(slots.get("factor", ["1"])[0])
    if count > 28:
        return None
    where = month_place(slots, scene)
    if where is not None:
        return Reading(notation(date(*where, 1), date(*where, count)), True)
    if "MONTH" not in slots:
        return Reading(None, True)
    month = ints(slots, "MONTH")[0]
    return placed(slots, scene, "day", lambda year: (date(year, month, 1), date(year, month, count)))


@reader
def half_month(slots: Slots, scene: Scene) -> Reading | None:
    month = ints(slots, "MONTH")[0]
    if slots["half"] == ["1"]:
        return placed(slots, scene, "day", lambda year: (date(year, month, 1), date(year, month, 15)))
    return placed(slots, scene, "day", lambda year: (date(year, month, 16), periods.last_day(year, month)))


@reader
def month_day(slots: Slots, scene: Scene) -> Reading | None:
    where = month_place(slots, scene)
    return Reading(date(*where, ints(slots, "DAY")[0]).isoformat() if where else None, True)


def month_beside(today: date, number: int, side: int) -> date:
    """The first day of the last (-1), next (1) or this year's (0) month of that number."""
    ahead, behind = (number - today.month) % 12 or 12, (today.month - number) % 12 or 12
    if side == 0:
        return date(today.year, number, 1)
    return periods.add_months(today.replace(day=1), ahead if side > 0 else -behind)


@reader
def month(slots: Slots, scene: Scene) -> Reading | None:
    number = ints(slots, "MONTH")[0]
    moved = ints(slots, "rel")
    if moved and scene.published is not None:
        found = month_beside(scene.published, number, moved[0])
        if moved == [-1] and (scene.published.replace(day=1) - found).days <= 31:
            found = found.replace(year=found.year - 1)  # the month right before is "last month"
        return Reading(notation(*month_span(found.year, found.month)), True)
    return placed(slots, scene, "month", lambda year: month_span(year, number))


def _months_between(first: int, last: int) -> int:
    return (last - first) % 12 + 1


@reader
def month_range(slots: Slots, scene: Scene) -> Reading | None:
    first, last = ints(slots, "MONTH")
    years = ints(slots, "YEAR")
    if "fiscal" in slots:
        year = fiscal_number(slots, scene)
        if year is None:
            return None
        start = fiscal_span(year, scene.fiscal_start)[0]
        began = year - 1 if first > last else start.year + (first < start.month)  # it holds the turn of one year only
        return Reading(notation(*month_span(began, first, _months_between(first, last))))
    if len(years) == 2:
        (begin, _), (_, end) = month_span(years[0], first), month_span(years[1], last)
        return Reading(notation(begin, end)) if begin < end else None

    if scene.last is not None and _months_between(first, last) == 12 and periods.months(scene.last) == 12:
        return Reading(scene.last, True)  # "the 2024-25 season (October-September)"

    mid = int("mid" in slots)

    def place(year: int) -> Span:
        return days_of(month_span(year - (first > last), first, _months_between(first, last) - mid), mid)

    return whole_months(placed(slots, scene, "span", place), mid)


@reader
def month_pair(slots: Slots, scene: Scene) -> Reading | None:
    """ "January and February": a span where the two follow one another; else each is a date of its own."""
    first, last = ints(slots, "MONTH")
    return month_range(slots, scene) if _months_between(first, last) == 2 else None


def fiscal_part(slots: Slots, scene: Scene, offset: int, count: int) -> Reading | None:
    year = fiscal_number(slots, scene)
    if year is None:
        return Reading(None, True)
    start = fiscal_span(year, scene.fiscal_start)[0]
    scene.by_fiscal = True
    value = notation(*month_span(start.year, start.month + offset, count + scene.mid))
    return Reading(value, "rf" in slots or "cf" in slots)


def _placed_part(slots: Slots, scene: Scene, grain: str, first: int, count: int) -> Reading | None:
    """`count` months from month `first` on, of a fiscal year that may turn in the middle of one."""
    found = placed(slots, scene, grain, lambda year: days_of(month_span(year, first, count), scene.mid))
    return whole_months(found, scene.mid)


def days_of(span: Span, mid: int) -> Span:
    """The days that months are which begin and end in the middle of one, where `mid`."""
    return (span[0] + mid * MID, span[1] + mid * MID)


def whole_months(found: Reading | None, mid: int) -> Reading | None:
    """The months that a reading of days lies in, where `mid`."""
    if not mid or found is None or found.value is None:
        return found
    first, last = periods.span(found.value)
    return found._replace(value=f"{first:%Y-%m}/{last:%Y-%m}")


def _of_fiscal_year(slots: Slots, scene: Scene, count: int) -> Reading | None:
    """The first `count` months of the fiscal year by whose parts the text tells: "the April-September half … of which
    $1.3 billion in the first three months"; None where it tells by calendar years or the words name a year."""
    if scene.fiscal_start == 1 or slots.keys() & YEARS:
        return None
    for known in scene.cumulative.values():
        start, size = periods.span(known)[0], (periods.months(known) or 0) - half_over(scene, known)
        told = size > count or scene.by_fiscal
        if start.month == scene.fiscal_start and start.day == 1 and size >= count and told:
            return Reading(notation(*month_span(start.year, start.month, count + scene.mid)), True)
    return None


def _part(slots: Slots, scene: Scene, grain: str, number: int, size: int) -> Reading | None:
    if "fiscal" in slots:
        return fiscal_part(slots, scene, size * (number - 1), size)
    return placed(slots, scene, grain, lambda year: month_span(year, size * (number - 1) + 1, size))


@reader
def quarter(slots: Slots, scene: Scene) -> Reading | None:
    number = (ints(slots, "ORD") or ints(slots, "Q4"))[0]
    if number in scene.quarters and "fiscal" not in slots and not slots.keys() & YEARS:
        return _placed_part(slots, scene, "quarter", scene.fiscal_start + 3 * (number - 1), 3)
    fiscal = _of_fiscal_year(slots, scene, 3) if number == 1 and "fiscal" not in slots else None
    return fiscal or _part(slots, scene, "quarter", number, 3)


@reader
def half(slots: Slots, scene: Scene) -> Reading | None:
    number = (ints(slots, "HALF") or ints(slots, "H2"))[0]
    if scene.halves and "fiscal" not in slots and not slots.keys() & YEARS:
        return _placed_part(slots, scene, "half", scene.fiscal_start + 6 * (number - 1), 6)
    return _part(slots, scene, "half", number, 6)


@reader
def quarter_named(slots: Slots, scene: Scene) -> Reading | None:
    """ "the June quarter": the three months that end with it."""
    last = ints(slots, "MONTH")[0]
    year = fiscal_number(slots, scene) if "fiscal" in slots else None
    if year is not None:
        start = fiscal_span(year, scene.fiscal_start)[0]
        return Reading(notation(*month_span(start.year + (last < start.month), last - 2, 3)))
    return placed(slots, scene, "quarter", lambda year: month_span(year, last - 2, 3))


@reader
def first_n(slots: Slots, scene: Scene) -> Reading | None:
    count = ints(slots, "NUM")[0] * int(slots.get("factor", ["1"])[0])
    if not 1 < count < 13:
        return None
    if "fiscal" in slots:
        return fiscal_part(slots, scene, 0, count)
    fiscal = _of_fiscal_year(slots, scene, count)
    return fiscal or placed(slots, scene, "span", lambda year: month_span(year, 1, count))


@reader
def last_n_of(slots: Slots, scene: Scene) -> Reading | None:
    count = ints(slots, "NUM")[0]
    return placed(slots, scene, "span", lambda year: month_span(year, 13 - count, count)) if count < 13 else None
