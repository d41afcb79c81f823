"""Readings of the date patterns that name spans of months by their end or beginning, or point back to one which the
text has told."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from extractor import periods
from extractor.components._calendar_discourse import FUTURE
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import days_of, ints, month_beside, reader, whole_months
from extractor.components._calendar_scene import Reading, Scene, Told, only, placed
from extractor.periods import Span, month_span, notation

MONTHS_IN_YEAR = 12
LEAST = 4
"""Fewer bare months than so many are any ones."""
YEAR = 366
FRESH = 62
"""Days after which a span is no longer a headline's."""


@reader
def adjective_n(slots: Slots, scene: Scene) -> Reading | None:
    """ "the eight-month deficit": only where the text has named a span of eight months, or in a headline, where they
    have just ended; "the two months": also those that it has told one by one."""
    count = ints(slots, "NUM")[0]
    if scene.measured and count not in scene.cumulative and (fresh := _just_ended(count, scene)):
        return Reading(fresh, True)
    value, main = scene.cumulative.get(count) or _one_by_one(scene.months, count), scene.main
    if value and main and not periods.is_fiscal(main) and value == periods.year_before(main):
        value = main  # the article's own, wherever those of the year before were told since
    return Reading(value, True) if value else None


@reader
def bare_n(slots: Slots, scene: Scene) -> Reading | None:
    """ "sold 800 in ten months": the year's first ten, where the text speaks of them; in a headline, where they have
    just ended."""
    count, today = ints(slots, "NUM")[0], scene.published
    if today is None or not LEAST <= count <= 12:
        return None
    if "closed" in slots:
        return _closed_by(scene.current, count)
    if scene.tense in FUTURE and not scene.headline:
        return None
    end = periods.last_day(today.year - (today.month <= count), count)
    value = periods.notation(end.replace(month=1, day=1), end)
    told = {known[-7:] for known in scene.cumulative.values()}
    fresh = scene.headline and (today - end).days <= FRESH
    return Reading(value, True) if fresh or value in scene.cumulative.values() or f"{end:%Y-%m}" in told else None


def _closed_by(month: str | None, count: int) -> Reading | None:
    """The year's first so many months, where the month that the text speaks of closes them: "After nine months, exports
    stand at"."""
    if month is None or periods.grain(month) != "month" or int(month[5:]) != count:
        return None
    return Reading(notation(*month_span(int(month[:4]), 1, count)), True)


def _just_ended(count: int, scene: Scene) -> str | None:
    """The first months of the year or, if not they, of the fiscal year, where they ended some weeks before."""
    today = scene.published
    if today is None or not LEAST <= count <= 12:
        return None
    for start in (1, scene.fiscal_start):
        month = (start + count - 2) % 12 + 1
        end = periods.last_day(today.year - (today.month <= month), month)
        if (today - end).days <= FRESH:
            return notation(*month_span(end.year, end.month - count + 1, count))
    return None


@reader
def remaining(slots: Slots, scene: Scene) -> Reading | None:
    """ "the four remaining months": those from the end of what the text speaks of to that of its year."""
    count, today = ints(slots, "NUM")[0], scene.published
    if today is None or not 0 < count < 12:
        return None
    closing = {12} | ({(scene.fiscal_start - 2) % 12 + 1} if scene.fiscal_told else set())
    for told in (scene.current, scene.main, *reversed(scene.cumulative.values())):
        if told and not periods.is_fiscal(told):
            end = periods.span(told)[1]
            if (end.month + count - 1) % 12 + 1 in closing and 0 <= (today - end).days <= YEAR:
                return Reading(periods.notation(*periods.month_span(end.year, end.month + 1, count)), True)
    return Reading(periods.notation(*periods.month_span(today.year, 13 - count, count)), True)


def _one_by_one(told: list[Told], count: int) -> str | None:
    """The span of the last `count` months told, where they follow one another."""
    months = sorted({month.value for month in told[-count:]})
    if len(months) != count or any(periods.shift(a, 1, "month") != b for a, b in pairwise(months)):
        return None
    return periods.notation(periods.span(months[0])[0], periods.span(months[-1])[1])


@reader
def that_span(slots: Slots, scene: Scene) -> Reading | None:
    """ "in that period": the span that the last sentence with one names, where it names a single one."""
    value = only(scene.spans)
    return Reading(value, True) if value else None


@reader
def those_n(slots: Slots, scene: Scene) -> Reading | None:
    """ "those seven months": the last span of so many that the text has told of."""
    count = ints(slots, "NUM")[0]
    value = scene.cumulative.get(count) or _one_by_one(scene.months, count)
    return Reading(value, True) if value else None


@reader
def one_before(slots: Slots, scene: Scene) -> Reading | None:
    """ "85 percent more than in the one before": the span before that which the sentence has told."""
    last = scene.last
    if last is None or periods.grain(last) in ("day", "days"):
        return None
    if periods.is_fiscal(last):
        return Reading(periods.year_before(last), True, "yoy")
    kind = periods.grain(last)
    if kind in ("month", "quarter", "year"):
        return Reading(periods.shift(last, -1, kind), True, {"month": "mom", "quarter": "qoq", "year": "yoy"}[kind])
    return Reading(periods.year_before(last), True, "yoy") if periods.months(last) == MONTHS_IN_YEAR else None


@reader
def current_one(slots: Slots, scene: Scene) -> Reading | None:
    """ "grew 2 percent last year and will expand by 0.5 percent in the current one": the year of publication."""
    last, today = scene.last, scene.published
    told = last is not None and today is not None and last == str(today.year - 1)
    return Reading(str(today.year), True) if told and today is not None else None


@reader
def reviewed(slots: Slots, scene: Scene) -> Reading | None:
    """ "the month under review": the article's, or the one that closes its span."""
    unit, main = slots["UNIT"][0], scene.main
    if unit == "year" or main is None or periods.is_fiscal(main):
        value = scene.named.get(unit)
        return Reading(value, True) if value else None
    size, last = periods.MONTHS_IN.get(unit), periods.span(main)[1]
    if size is None or last.month % size or last != periods.last_day(last.year, last.month):
        return None
    return Reading(periods.notation(*periods.month_span(last.year, last.month - size + 1, size)), True)


@reader
def beginning(slots: Slots, scene: Scene) -> Reading | None:
    """ "the half-year from October", "the three months starting in July"."""
    count, first = ints(slots, "NUM")[-1], ints(slots, "MONTH")[0]
    if "rel" in slots and scene.published is not None:
        found = month_beside(scene.published, first, ints(slots, "rel")[0])
        return Reading(notation(*month_span(found.year, first, count)), True)
    scene.tense = "begun" if "begun" in slots else scene.tense
    return placed(slots, scene, "span", lambda year: month_span(year, first, count)) if 1 < count < 13 else None


@reader
def ending(slots: Slots, scene: Scene) -> Reading | None:
    """ "the three months to October", "the quarter ended Sept. 30", "the season to next September"."""
    count, last = ints(slots, "NUM")[-1], ints(slots, "MONTH")[-1]
    days = ints(slots, "DAY")
    if not 1 < count < 61:
        return None
    if "rel" in slots:
        if scene.published is None:
            return Reading(None, True)
        found = month_beside(scene.published, last, ints(slots, "rel")[0])
        return Reading(notation(*month_span(found.year, last - count + 1, count)), True)
    closed = not days or (scene.fiscal_told and days[-1] in (30, 31))
    if count == 12 and scene.yearly and closed and "crop" not in slots and last % 12 + 1 == scene.fiscal_start:
        found_year = placed(slots, scene, "span", lambda year: month_span(year, last - 11, 12))
        value = found_year and found_year.value
        return Reading(f"FY{value[-7:-3]}", found_year.relative) if found_year and value else found_year

    if "mid" in slots:
        found_mid = placed(slots, scene, "span", lambda year: days_of(month_span(year, last - count, count), 1))
        return whole_months(found_mid, 1)

    def place(year: int) -> Span:
        end = date(year, last, days[-1]) if days else periods.last_day(year, last)
        if end == periods.last_day(year, last):
            return month_span(year, last - count + 1, count)[0], end
        return periods.add_months(end, -count) + timedelta(days=1), end

    if "open" in slots and scene.tense != "own":
        scene.tense = "until"
    return placed(slots, scene, "span", place)
