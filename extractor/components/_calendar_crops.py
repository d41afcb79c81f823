"""Readings of the date patterns that name the years of crops, their parts and seasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import ints, reader
from extractor.components._calendar_scene import NEWLY, Reading, Scene, common_era
from extractor.periods import month_span, notation

MONTHS_IN_YEAR = 12


def two_years(slots: Slots) -> tuple[int, int] | None:
    years = ints(slots, "YEAR")
    if len(years) == 2:
        return years[0], years[1]
    end = years[0] // 100 * 100 + int(slots["YY"][-1])
    end += 100 if end < years[0] else 0
    ahead = end - common_era(end) if end - years[0] == 1 else 0
    return years[0] - ahead, end - ahead


@reader
def crop_year(slots: Slots, scene: Scene) -> Reading | None:
    both = two_years(slots)
    if both is None or both[1] - both[0] != 1:
        return None
    if scene.season is not None:
        return Reading(f"FY{both[1]}")
    return Reading(notation(*month_span(both[0], scene.crop_start, 12)))


def latest_season(found: Iterable[Slots]) -> int | None:
    """The year in which the latest season ends that years alone name ("the 2024/25 season"); None where the text
    speaks of a crop's marketing year, whose months are known."""
    named = list(found)
    ends = [both[1] for slots in named if (both := two_years(slots)) and "season" in slots]
    return max(ends) if len(ends) == len(named) and ends else None


def _told(scene: Scene) -> str | None:
    """The year of a crop that the text has told of last."""
    told = (scene.current, scene.named.get("months"), scene.named.get("fiscal"))
    return next((t for t in told if t and (periods.is_fiscal(t) or periods.months(t) == MONTHS_IN_YEAR)), None)


@reader
def crop_now(slots: Slots, scene: Scene) -> Reading | None:
    """ "this season": the marketing year of publication, where the text names one by its years or the crop has one that
    all the world counts by; else the year."""
    today = scene.published
    if "prior" in slots and (told := _told(scene)):
        return Reading(periods.year_before(told), True, "yoy")
    if today is None:
        return None
    if "near" in slots:  # "the new season": the one that has just begun or is about to
        soon = periods.fiscal_year(today + timedelta(days=NEWLY), scene.crop_start)
        first, last = periods.fiscal_span(soon, scene.crop_start)
        value = notation(first, last) if scene.season is None else f"FY{scene.season + 1}"
        return Reading(value, True) if scene.marketed else None
    if not scene.marketed:
        later = "bare" in slots and today.month > MONTHS_IN_YEAR // 2  # before, it may have begun in the year before
        return Reading(str(today.year + ints(slots, "rel")[0]), True) if later or scene.crop_text else None
    if scene.season is not None:
        return Reading(f"FY{scene.season + ints(slots, 'rel')[0]}", True)
    year = periods.fiscal_year(today, scene.crop_start) + ints(slots, "rel")[0]
    return Reading(notation(*periods.fiscal_span(year, scene.crop_start)), True)


@reader
def season_start(slots: Slots, scene: Scene) -> Reading | None:
    """ "since the start of the 2025/26 season (in July)": its first month, or the day that is told."""
    both = two_years(slots) if "YEAR" in slots else None
    first, days = (ints(slots, "MONTH") or [scene.crop_start])[0], ints(slots, "DAY")
    if both is not None and both[1] - both[0] == 1:
        begun = month_span(both[0], first)[0]
    elif both is None and scene.published is not None:
        begun = periods.fiscal_span(periods.fiscal_year(scene.published, first), first)[0]
    else:
        return None
    return Reading(begun.replace(day=days[0]).isoformat() if days else f"{begun:%Y-%m}")


def _too_late(end: date, scene: Scene) -> int:
    """By how many months a part of a season, up to the first of the month `end`, must have begun before what the table
    gives for it to be over at publication: 0 where it is, or is none of what is told."""
    today = scene.published
    if today is None or scene.crop_told or scene.tense not in ("past", None) or end <= today:
        return 0
    late = (end.year - today.year) * MONTHS_IN_YEAR + end.month - today.month
    return late if late <= MONTHS_IN_YEAR // 2 else 0


@reader
def crop_part(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first five months of the 2025/26 crop year", "the second half of the season"."""
    both, today = two_years(slots) if "YEAR" in slots else None, scene.published
    if both is not None:
        end = both[1]
    elif today is not None and scene.marketed:
        end = periods.fiscal_year(today, scene.crop_start) + ints(slots, "rel")[0]
    else:
        return None
    size = ints(slots, "size")
    count = size[0] if size else ints(slots, "NUM")[0]
    if not 1 < count < MONTHS_IN_YEAR:
        return None
    first = size[0] * ((ints(slots, "ORD") or ints(slots, "HALF"))[0] - 1) if size else 0
    start = periods.fiscal_span(end, scene.crop_start)[0]
    if both is not None and (late := _too_late(periods.add_months(start, first + count), scene)):
        start = periods.add_months(start, -late)
        scene.crop_start = start.month
    return Reading(notation(*month_span(start.year, start.month + first, count)), both is None)
