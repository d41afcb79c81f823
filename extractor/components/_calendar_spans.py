"""Readings of the date patterns that point back to a span of months which the text has told."""

from __future__ import annotations

from itertools import pairwise

from extractor import periods
from extractor.components._calendar_discourse import FUTURE
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import ints, reader
from extractor.components._calendar_scene import Reading, Scene, Told, only

LEAST = 4
"""Fewer bare months than so many are any ones."""
YEAR = 366
FRESH = 62
"""Days after which a span is no longer a headline's."""


@reader
def adjective_n(slots: Slots, scene: Scene) -> Reading | None:
    """ "the eight-month deficit": only where the text has named a span of eight months; "the two months": also those
    that it has told one by one."""
    count = ints(slots, "NUM")[0]
    value, main = scene.cumulative.get(count) or _one_by_one(scene.months, count), scene.main
    if value and main and not periods.is_fiscal(main) and value == periods.year_before(main):
        value = main  # the article's own, wherever those of the year before were told since
    return Reading(value, True) if value else None


@reader
def bare_n(slots: Slots, scene: Scene) -> Reading | None:
    """ "sold 800 in ten months": the year's first ten, where the text speaks of them; in a headline, where they have
    just ended."""
    count, today = ints(slots, "NUM")[0], scene.published
    if today is None or not LEAST <= count <= 12 or (scene.tense in FUTURE and not scene.headline):
        return None
    end = periods.last_day(today.year - (today.month <= count), count)
    value = periods.notation(end.replace(month=1, day=1), end)
    told = {known[-7:] for known in scene.cumulative.values()}
    fresh = scene.headline and (today - end).days <= FRESH
    return Reading(value, True) if fresh or value in scene.cumulative.values() or f"{end:%Y-%m}" in told else None


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
