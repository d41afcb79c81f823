"""Readings of the date patterns that name years: of the calendar, fiscal ones; seasons."""

from __future__ import annotations

from datetime import timedelta

from extractor import periods
from extractor.components._calendar_crops import crop_year, two_years
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import ints, month_beside, month_place, one_day, reader
from extractor.components._calendar_scene import Reading, Scene, fiscal_number, nearest, placed, stated_year
from extractor.components._calendar_spans import ending
from extractor.periods import Span, fiscal_span, month_span, notation

FRESH = 3
"""Months of a new year in which the last one is still news."""


@reader
def fiscal_ending(slots: Slots, scene: Scene) -> Reading | None:
    last = ints(slots, "MONTH")[-1]
    if "rel" in slots:
        if scene.published is None:
            return Reading(None, True)
        return Reading(f"FY{month_beside(scene.published, last, ints(slots, 'rel')[0]).year}", True)
    if "DAY" in slots and "open" not in slots and scene.published and stated_year(slots) is None:
        today = scene.published
        return Reading(f"FY{today.year - ((today.month, today.day) < (last, ints(slots, 'DAY')[-1]))}", True)
    if "open" in slots:
        scene.tense = "until"
    found = placed(slots, scene, "span", lambda year: month_span(year, last - 11, 12))
    if found is None or found.value is None:
        return found
    return Reading(f"FY{periods.span(found.value)[1].year}", found.relative)


@reader
def fiscal_like(slots: Slots, scene: Scene) -> Reading | None:
    """ "the year to next March": the fiscal year, where it is then that one ends."""
    if ints(slots, "MONTH")[-1] % 12 + 1 in (scene.fiscal_start, periods.fiscal_start(None)):
        return fiscal_ending(slots, scene)
    return ending(slots | {"NUM": ["12"]}, scene)


@reader
def fiscal_closed(slots: Slots, scene: Scene) -> Reading | None:
    """ "the fiscal year that ended on Monday": the one that closes with the last such day."""
    if scene.published is None:
        return Reading(None, True)
    behind = (scene.published.weekday() - ints(slots, "WEEKDAY")[0]) % 7
    return Reading(f"FY{(scene.published - timedelta(days=behind)).year}", True)


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
    start = scene.fiscal_start if scene.fiscal_told else 1
    past = scene.tense not in ("future", "until") and (today.month - start) % 12 < FRESH
    return Reading(f"{'FY' if start > 1 else ''}{periods.fiscal_year(today, start) - past}", True)


@reader
def year_closed(slots: Slots, scene: Scene) -> Reading | None:
    """ "expects to end the year at 300,000": the year that the sentence has told, else the one that is running or has
    just ended."""
    told = scene.last or (str(scene.frame) if scene.frame else "")
    return Reading(told[:4], True) if told[:4].isdigit() else full_year(slots, scene)


@reader
def mid_year(slots: Slots, scene: Scene) -> Reading | None:
    if not {"YEAR", "ry", "cy"} & slots.keys():
        return placed(slots, scene, "month", lambda year: month_span(year, 6))
    found = year(slots, scene)
    return found and Reading(found.value and f"{found.value}-06", found.relative)


@reader
def start_of(slots: Slots, scene: Scene) -> Reading | None:
    """The start of a year: its first month; of a month: its first day."""
    if "MONTH" in slots:
        return placed(slots, scene, "day", lambda y: one_day(y, ints(slots, "MONTH")[0], 1))
    if (where := month_place(slots, scene)) is not None:
        return Reading(one_day(*where, 1)[0].isoformat(), True)
    return placed(slots, scene, "month", lambda y: month_span(y, 1))


def _ended(slots: Slots, scene: Scene) -> Slots:
    """The slots of "the end of the month", which is the month spoken of only where that is told as past."""
    told = scene.tense not in ("future", "until", "present") or "cm" not in slots
    return slots if told else {**slots, "rm": ["0"]}


@reader
def end_of(slots: Slots, scene: Scene) -> Reading | None:
    """The end of a year: its last month; of a quarter: likewise; of a month: its last day."""
    where = month_place(_ended(slots, scene), scene)
    if where is not None:
        return Reading(periods.last_day(*where).isoformat(), True)
    if "fiscal" in slots:
        number = fiscal_number(slots, scene)
        value = f"{fiscal_span(number, scene.fiscal_start)[1]:%Y-%m}" if number else None
        return Reading(value, "rf" in slots or "cf" in slots)
    if "cy" in slots and "MONTH" not in slots and "ORD" not in slots and "Q4" not in slots:
        found = year(slots, scene)
        return found and Reading(found.value and f"{found.value}-12", True)
    if "MONTH" in slots:
        month_ = ints(slots, "MONTH")[0]

        def last(y: int) -> Span:
            return periods.last_day(y, month_), periods.last_day(y, month_)

        return placed(slots, scene, "day", last)
    numbers = ints(slots, "ORD") or ints(slots, "Q4") or [4]
    return placed(slots, scene, "month", lambda y: month_span(y, 3 * numbers[0]))


@reader
def year_range(slots: Slots, scene: Scene) -> Reading | None:
    """ "2019-2024": whole years; "2024-25": a fiscal year, where the text's are not those of the calendar."""
    both = two_years(slots)
    if both is None or not 0 < both[1] - both[0] <= 60:
        return None
    if "YY" in slots and both[1] - both[0] == 1:
        if scene.crop_text:
            return crop_year(slots, scene)
        return Reading(f"FY{both[1]}")
    return Reading(f"{both[0]}/{both[1]}")


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
def fiscal_next(slots: Slots, scene: Scene) -> Reading | None:
    """ "for the new year": the fiscal one behind that of which figures have been told."""
    known = scene.named.get("fiscal")
    return Reading(f"FY{int(known[2:]) + 1}", True) if known and scene.published else None


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
