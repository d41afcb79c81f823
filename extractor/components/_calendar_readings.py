"""Readings of the date patterns that name a place in the calendar: days, months, quarters, years, spans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_scene import Reading, Scene, fiscal_number, nearest, placed, short_year, stated_year
from extractor.periods import Span, fiscal_span, month_span, notation

Reader = Callable[[Slots, Scene], Reading | None]
READERS: dict[str, Reader] = {}
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


@reader
def day(slots: Slots, scene: Scene) -> Reading | None:
    month, number = ints(slots, "MONTH")[0], ints(slots, "DAY")[0]
    if "cy" in slots and scene.current is not None and periods.grain(scene.current) == "day":
        slots = slots | {"YEAR": [scene.current[:4]]}
    return placed(slots, scene, "day", lambda year: one_day(year, month, number))


@lru_cache(maxsize=4096)
def _parse(text: str, order: str) -> date | None:
    import dateparser     # heavy, and only for numeric dates

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

    return placed(slots, scene, "day", place)


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


@reader
def month(slots: Slots, scene: Scene) -> Reading | None:
    number = ints(slots, "MONTH")[0]
    moved = ints(slots, "rel")
    if moved and scene.published is not None:
        today = scene.published
        if moved == [0]:
            return Reading(notation(*month_span(today.year, number)), True)
        scene.tense = "future" if moved == [1] else "past"
        ahead = (number - today.month) % 12 or 12
        behind = (today.month - number) % 12 or 12
        offset = ahead if moved == [1] else -behind
        return Reading(notation(*month_span(today.year, today.month + offset)), True)
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
        return Reading(notation(*month_span(start.year + (first < start.month), first, _months_between(first, last))))
    if len(years) == 2:
        (begin, _), (_, end) = month_span(years[0], first), month_span(years[1], last)
        return Reading(notation(begin, end)) if begin < end else None

    def place(year: int) -> Span:
        return month_span(year - (first > last), first, _months_between(first, last))

    return placed(slots, scene, "span", place)


@reader
def month_pair(slots: Slots, scene: Scene) -> Reading | None:
    """ "January and February": a span where the two follow one another; else each is a date of its own."""
    first, last = ints(slots, "MONTH")
    return month_range(slots, scene) if _months_between(first, last) == 2 else None


def _fiscal_part(slots: Slots, scene: Scene, offset: int, count: int) -> Reading | None:
    year = fiscal_number(slots, scene)
    if year is None:
        return Reading(None, True)
    start = fiscal_span(year, scene.fiscal_start)[0]
    return Reading(notation(*month_span(start.year, start.month + offset, count)), "rf" in slots or "cf" in slots)


def _part(slots: Slots, scene: Scene, grain: str, number: int, size: int) -> Reading | None:
    if "fiscal" in slots:
        return _fiscal_part(slots, scene, size * (number - 1), size)
    return placed(slots, scene, grain, lambda year: month_span(year, size * (number - 1) + 1, size))


@reader
def quarter(slots: Slots, scene: Scene) -> Reading | None:
    return _part(slots, scene, "quarter", (ints(slots, "ORD") or ints(slots, "Q4"))[0], 3)


@reader
def half(slots: Slots, scene: Scene) -> Reading | None:
    return _part(slots, scene, "half", (ints(slots, "HALF") or ints(slots, "H2"))[0], 6)


@reader
def quarter_named(slots: Slots, scene: Scene) -> Reading | None:
    """ "the June quarter": the three months that end with it."""
    last = ints(slots, "MONTH")[0]
    return placed(slots, scene, "quarter", lambda year: month_span(year, last - 2, 3))


@reader
def first_n(slots: Slots, scene: Scene) -> Reading | None:
    count = ints(slots, "NUM")[0] * int(slots.get("factor", ["1"])[0])
    if not 1 < count < 13:
        return None
    if "fiscal" in slots:
        return _fiscal_part(slots, scene, 0, count)
    return placed(slots, scene, "span", lambda year: month_span(year, 1, count))


@reader
def last_n_of(slots: Slots, scene: Scene) -> Reading | None:
    count = ints(slots, "NUM")[0]
    return placed(slots, scene, "span", lambda year: month_span(year, 13 - count, count)) if count < 13 else None


@reader
def ending(slots: Slots, scene: Scene) -> Reading | None:
    """ "the three months to October", "the quarter ended Sept. 30", "the season ending September"."""
    count, last = ints(slots, "NUM")[-1], ints(slots, "MONTH")[-1]
    days = ints(slots, "DAY")
    if not 1 < count < 61:
        return None

    def place(year: int) -> Span:
        end = date(year, last, days[-1]) if days else periods.last_day(year, last)
        if end == periods.last_day(year, last):
            return month_span(year, last - count + 1, count)[0], end
        return periods.add_months(end, -count) + timedelta(days=1), end

    if "open" in slots and scene.tense != "own":
        scene.tense = "until"
    return placed(slots, scene, "span", place)


@reader
def fiscal_ending(slots: Slots, scene: Scene) -> Reading | None:
    last = ints(slots, "MONTH")[-1]
    if "open" in slots:
        scene.tense = "until"
    found = placed(slots, scene, "span", lambda year: month_span(year, last - 11, 12))
    if found is None or found.value is None:
        return found
    return Reading(f"FY{periods.span(found.value)[1].year}", found.relative)


@reader
def fiscal_starting(slots: Slots, scene: Scene) -> Reading | None:
    first = ints(slots, "MONTH")[-1]
    year = stated_year(slots)
    if year is None:
        found = nearest(lambda y: month_span(y, first, 12), "month", scene)
        if found is None:
            return Reading(None, True)
        return Reading(f"FY{found[1].year}", True)
    return Reading(f"FY{year if first == 1 else year + 1}")


@reader
def year(slots: Slots, scene: Scene) -> Reading | None:
    if "cy" in slots:
        known = scene.named.get("year") or scene.current
        if known is None:
            return Reading(None, True)
        number = int(known[2:]) if periods.is_fiscal(known) else periods.span(known)[1].year
        return Reading(str(number + int(slots["cy"][0])), True)
    stated = stated_year(slots)
    if stated is not None:
        return Reading(str(stated))
    return Reading(str(scene.published.year + int(slots["ry"][0])) if scene.published else None, True)


@reader
def full_year(slots: Slots, scene: Scene) -> Reading | None:
    if scene.main is not None and periods.is_fiscal(scene.main):
        return Reading(scene.main, True)
    if scene.published is None:
        return Reading(None, True)
    today = scene.published
    past = scene.tense not in ("future", "until") and today.month <= 3
    return Reading(str(today.year - past), True)


@reader
def mid_year(slots: Slots, scene: Scene) -> Reading | None:
    found = year(slots, scene)
    return found and Reading(found.value and f"{found.value}-06", found.relative)


@reader
def start_of(slots: Slots, scene: Scene) -> Reading | None:
    """The start of a year: its first month; of a month: its first day."""
    if "MONTH" in slots:
        return placed(slots, scene, "day", lambda y: one_day(y, ints(slots, "MONTH")[0], 1))
    return placed(slots, scene, "month", lambda y: month_span(y, 1))


@reader
def end_of(slots: Slots, scene: Scene) -> Reading | None:
    """The end of a year: its last month; of a quarter: likewise; of a month: its last day."""
    where = month_place(slots, scene)
    if where is not None:
        return Reading(periods.last_day(*where).isoformat(), True)
    if "fiscal" in slots:
        number = fiscal_number(slots, scene)
        value = f"{fiscal_span(number, scene.fiscal_start)[1]:%Y-%m}" if number else None
        return Reading(value, "rf" in slots or "cf" in slots)
    if "MONTH" in slots:
        month_ = ints(slots, "MONTH")[0]

        def last(y: int) -> Span:
            return periods.last_day(y, month_), periods.last_day(y, month_)

        return placed(slots, scene, "day", last)
    numbers = ints(slots, "ORD") or ints(slots, "Q4") or [4]
    return placed(slots, scene, "month", lambda y: month_span(y, 3 * numbers[0]))


def _two_years(slots: Slots) -> tuple[int, int] | None:
    years = ints(slots, "YEAR")
    if len(years) == 2:
        return years[0], years[1]
    end = years[0] // 100 * 100 + int(slots["YY"][-1])
    return years[0], end + (100 if end < years[0] else 0)


@reader
def year_range(slots: Slots, scene: Scene) -> Reading | None:
    """ "2019-2024": whole years; "2024-25": a fiscal year, where the text's are not those of the calendar."""
    both = _two_years(slots)
    if both is None or not 0 < both[1] - both[0] <= 60:
        return None
    if "YY" in slots and both[1] - both[0] == 1:
        if scene.crop_text:
            return crop_year(slots, scene)
        return Reading(f"FY{both[1]}")
    return Reading(f"{both[0]}/{both[1]}")


@reader
def crop_year(slots: Slots, scene: Scene) -> Reading | None:
    both = _two_years(slots)
    if both is None or both[1] - both[0] != 1:
        return None
    return Reading(notation(*month_span(both[0], scene.crop_start, 12)))


@reader
def decade(slots: Slots, scene: Scene) -> Reading | None:
    first = ints(slots, "YEAR")[0]
    return Reading(f"{first}/{first + 9}") if first % 10 == 0 else None


@reader
def fiscal(slots: Slots, scene: Scene) -> Reading | None:
    number = fiscal_number(slots, scene)
    if number is None and ("YEAR" in slots or "YY" in slots):
        return None
    relative = bool({"rf", "cf"} & slots.keys())
    return Reading(f"FY{number}" if number else None, relative, "yoy" if slots.get("cf") == ["-1"] else None)


@reader
def summer(slots: Slots, scene: Scene) -> Reading | None:
    first = ints(slots, "SEASON")[0]
    stated = stated_year(slots)
    if stated is None:
        if scene.published is None:
            return Reading(None, True)
        stated = scene.published.year + ints(slots, "rel")[0]
        if slots["rel"] == ["-1"] and month_span(stated + 1, first, 3)[1] < scene.published:
            stated += 1
    return Reading(notation(*month_span(stated, first, 3)), "rel" in slots)


__all__ = ["READERS", "Reader", "ints", "month_place", "one_day", "reader", "short_year"]
