"""Readings of the date patterns that point: from the publication date or from the period spoken of."""

from __future__ import annotations

from datetime import date, timedelta

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import ints, reader
from extractor.components._calendar_scene import Reading, Scene, fiscal_number, only, stated_year
from extractor.periods import month_span, notation

SHIFTS = {"year": "yoy", "month": "mom", "quarter": "qoq"}
BIGGER = {"fortnight": (2, "week"), "decade": (10, "year")}
MONTHS_IN_YEAR = 12
FRESH = 75
"""Days after its end in which a month is the last that there are figures of."""
FUTURE = frozenset({"future", "until", "present"})
UNKNOWN = Reading(None, True)


DAYS_OFF = 45
"""How far from publication a weekday told with its day of the month may be."""


def _monday(day: date, weeks: int = 0) -> date:
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def _week(monday: date) -> str:
    return notation(monday, monday + timedelta(days=6))


@reader
def weekday(slots: Slots, scene: Scene) -> Reading | None:
    """A weekday: the latest not after publication, where the words tell of what will be the next; `last` and
    `next` never mean the day itself; of "Monday (5)" the nearest with that number."""
    today = scene.published
    if today is None:
        return UNKNOWN
    number = ints(slots, "WEEKDAY")[0]
    if "DAY" in slots:
        near = (today + timedelta(days=n) for n in sorted(range(-DAYS_OFF, DAYS_OFF + 1), key=abs))
        found = next((d for d in near if (d.weekday(), d.day) == (number, ints(slots, "DAY")[0])), None)
        return Reading(found.isoformat(), True) if found else None
    if "week" in slots:
        return Reading((_monday(today, ints(slots, "week")[0]) + timedelta(days=number)).isoformat(), True)
    ahead, behind = (number - today.weekday()) % 7, (today.weekday() - number) % 7
    rel = ints(slots, "rel")
    if rel == [-1]:
        moved = -(behind or 7)
    elif rel == [1]:
        moved = ahead or 7
    elif rel == [0]:
        moved = number - today.weekday()
    else:
        moved = ahead if scene.tense in FUTURE else -behind
    return Reading((today + timedelta(days=moved)).isoformat(), True)


@reader
def week(slots: Slots, scene: Scene) -> Reading | None:
    if scene.published is None:
        return UNKNOWN
    return Reading(_week(_monday(scene.published, ints(slots, "rel")[0])), True)


@reader
def weekend(slots: Slots, scene: Scene) -> Reading | None:
    if scene.published is None:
        return UNKNOWN
    saturday = _monday(scene.published, ints(slots, "rel")[0]) + timedelta(days=5)
    if slots["rel"] == ["0"] and scene.tense == "past" and saturday > scene.published:
        saturday -= timedelta(weeks=1)
    return Reading(notation(saturday, saturday + timedelta(days=1)), True)


@reader
def week_of(slots: Slots, scene: Scene) -> Reading | None:
    """ "the week ended Feb. 8": the seven days up to it; "the week of Feb. 3": from its Monday on."""
    from extractor.components._calendar_readings import day

    read = day if "MONTH" in slots else relative if "day" in slots else weekday
    found = read(slots, scene)
    if found is None or found.value is None:
        return found
    end = date.fromisoformat(found.value)
    if "start" in slots:
        return Reading(_week(_monday(end)), found.relative)
    return Reading(notation(end - timedelta(days=6), end), found.relative)


@reader
def relative(slots: Slots, scene: Scene) -> Reading | None:
    today = scene.published
    if today is None:
        return UNKNOWN
    if "day" in slots:
        return Reading((today + timedelta(days=ints(slots, "day")[0])).isoformat(), True)
    if "month" in slots:
        return Reading(notation(*month_span(today.year, today.month + ints(slots, "month")[0])), True)
    first = today.month - (today.month - 1) % 3
    return Reading(notation(*month_span(today.year, first + 3 * ints(slots, "quarter")[0], 3)), True)


@reader
def past_n(slots: Slots, scene: Scene) -> Reading | None:
    """The last so many whole months, quarters or years before publication; days and weeks up to it."""
    today, count, unit = scene.published, ints(slots, "NUM")[0], slots["UNITS"][0]
    if today is None:
        return UNKNOWN
    times, unit = BIGGER.get(unit, (1, unit))
    count *= times
    current = scene.current
    stepped = "ctx" in slots and current is not None and not periods.is_fiscal(current)
    if stepped and current and periods.months(current) == count * periods.MONTHS_IN.get(unit, 0):
        return Reading(periods.shift(current, -count, unit), True)
    if unit in ("day", "week"):
        end = today - timedelta(days=1)
        return Reading(notation(end - timedelta(days=count * (7 if unit == "week" else 1) - 1), end), True)
    size = periods.MONTHS_IN[unit]
    if unit == "month" and current is not None and periods.grain(current) == "month":
        last = periods.span(current)[1]
        if timedelta(0) <= today - last <= timedelta(days=FRESH):
            return Reading(notation(*month_span(last.year, last.month - count + 1, count)), True)
    end_month = today.month - 1 - (today.month - 1) % size
    if today == periods.last_day(today.year, today.month) and size == 1:
        end_month = today.month
    return Reading(notation(*month_span(today.year, end_month - count * size + 1, count * size)), True)


@reader
def to_date(slots: Slots, scene: Scene) -> Reading | None:
    """From the start of the year to the end of the period spoken of, or to the last whole month."""
    today = scene.published
    if today is None:
        return UNKNOWN
    if "fiscal" in slots or {"YEAR", "YY"} <= slots.keys():
        number = fiscal_number(slots, scene)
        first = periods.fiscal_span(number or today.year, scene.fiscal_start)[0]
        return Reading(_to_date(first, periods.add_months(first, 11), today, scene), True)
    year = stated_year(slots) or today.year
    return Reading(_to_date(date(year, 1, 1), date(year, 12, 1), today, scene), True)


@reader
def through_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "Through April, the deficit totaled …": from January to the end of the month."""
    month, year, today = ints(slots, "MONTH")[0], stated_year(slots), scene.published
    if year is None and today is None:
        return UNKNOWN
    if year is None and today is not None:
        year = today.year - (month_span(today.year, 1, month)[1] > today)
    return Reading(notation(*month_span(year or 0, 1, month)), stated_year(slots) is None)


@reader
def month_so_far(slots: Slots, scene: Scene) -> Reading | None:
    """ "in September to date": from its first day to the one as of which the text counts, or else publication."""
    from extractor.components._calendar_readings import month, month_place

    today, where = scene.published, month_place(slots, scene)
    if today is None:
        return UNKNOWN
    named = f"{date(*where, 1):%Y-%m}" if where else (month(slots, scene) or UNKNOWN).value
    if named is None:
        return UNKNOWN
    told = [day for day in (scene.day, today.isoformat()) if day and day[:7] == named]
    return Reading(notation(date.fromisoformat(f"{named}-01"), date.fromisoformat(told[0])) if told else named, True)


def _to_date(first: date, last: date, today: date, scene: Scene) -> str | None:
    limit = periods.last_day(last.year, last.month)
    ends = []
    for known in (scene.current, scene.main):
        if known is not None and not periods.is_fiscal(known) and periods.grain(known) not in ("year", "day"):
            ends.append(periods.span(known)[1])
    whole = today.replace(day=1) - timedelta(days=1)
    end = next((end for end in ends if first < end <= min(limit, today)), min(whole, limit))
    if end < first:
        end = today
    return notation(first, end)


def _spoken_of(scene: Scene, unit: str, compared_year: bool) -> str | None:
    """The period that a step of `unit` starts from: the one spoken of, or the last of a finer or like grain."""
    current = scene.current
    if unit == "day":
        return scene.day
    if unit == "year" and (compared_year or current is not None):
        return current
    if current is not None and not periods.is_fiscal(current):
        size = periods.months(current)
        if size is not None and size == periods.MONTHS_IN.get(unit):
            return current
    return scene.named.get(unit)


def _moved(scene: Scene, unit: str, count: int) -> Reading:
    times, unit = BIGGER.get(unit, (1, unit))
    if unit == "month" and abs(count) == MONTHS_IN_YEAR:
        count, unit = count // MONTHS_IN_YEAR, "year"  # "twelve months before": the year before's
    base = _spoken_of(scene, unit, False)
    if base is None and scene.published is not None:
        today = scene.published
        base = {
            "day": today.isoformat(), "week": _week(_monday(today)), "year": str(today.year),
            "month": f"{today:%Y-%m}", "quarter": f"{today.year}-Q{(today.month + 2) // 3}",
        }[unit]  # fmt: skip
    if base is None:
        return UNKNOWN
    try:
        value = periods.shift(base, count * times, unit)
    except (ValueError, OverflowError):
        return UNKNOWN
    return Reading(value, True, SHIFTS.get(unit) if count * times == -1 else None)


@reader
def ago(slots: Slots, scene: Scene) -> Reading | None:
    """ "a year ago" and all "earlier" step back from the period spoken of, "two years ago" from publication."""
    count = (ints(slots, "NUM") or ints(slots, "n"))[0]
    unit = (slots.get("UNIT") or slots["UNITS"])[0]
    if "c" in slots or (count == 1 and unit in SHIFTS):
        return _moved(scene, unit, -count)
    today = scene.published
    if today is None:
        return UNKNOWN
    times, unit = BIGGER.get(unit, (1, unit))
    if unit in ("day", "week"):
        return Reading((today - timedelta(days=count * times * (7 if unit == "week" else 1))).isoformat(), True)
    base = {"month": f"{today:%Y-%m}", "year": str(today.year)}.get(unit, f"{today.year}-Q{(today.month + 2) // 3}")
    return Reading(periods.shift(base, -count * times, unit), True)


@reader
def later(slots: Slots, scene: Scene) -> Reading | None:
    """ "signed in 2018 and ratified a year later": on from the date before in the sentence."""
    count = (ints(slots, "NUM") or ints(slots, "n"))[0]
    times, unit = BIGGER.get((slots.get("UNIT") or slots["UNITS"])[0], (1, (slots.get("UNIT") or slots["UNITS"])[0]))
    if scene.last is None:
        return None
    return Reading(periods.shift(scene.last, count * times, unit), True)


@reader
def step(slots: Slots, scene: Scene) -> Reading | None:
    return _moved(scene, slots["UNIT"][0], ints(slots, "c")[0])


def _first_months(current: str | None, count: int) -> str | None:
    """The first `count` months of the year of a month that closes them ("the same seven months" after July)."""
    if current is None or periods.is_fiscal(current) or count > 11:
        return current
    end = periods.span(current)[1]
    return notation(*month_span(end.year, 1, count)) if end.month == count else current


def _up_to(since: str, current: str) -> str:
    """The months from the one since which the paragraph counts to the end of what the text speaks of."""
    if periods.is_fiscal(current) or periods.grain(current) not in ("month", "quarter"):
        return current
    first, last = periods.span(since)[0], periods.span(current)[1]
    return notation(first, last) if first < last else current


def _same_base(slots: Slots, scene: Scene) -> str | None:
    counted = ints(slots, "NUM")[: -1 if "cn" in slots else None]  # not "two years ago"
    if counted:
        known = scene.cumulative.get(counted[0])
        if known:
            return known
        if slots["UNITS" if "UNITS" in slots else "UNIT"][0].startswith("month"):
            return _first_months(scene.current, counted[0])
    elif (slots.get("UNITS") == ["month"] or "SPAN" in slots) and scene.since and scene.current is not None:
        return _up_to(scene.since, scene.current)
    unit = slots.get("UNIT", ["period"])[0]
    current = scene.current
    if unit == "day":
        return scene.day
    if unit in ("month", "quarter", "year", "week") and (current is None or periods.grain(current) != unit):
        return scene.named.get(unit) or current
    return current


@reader
def same(slots: Slots, scene: Scene) -> Reading | None:
    """ "the same period of 2023", "the same month last year", "the corresponding period": the span spoken of,
    in the year said; a year before where the text compares without saying it."""
    base = _same_base(slots, scene)
    if base is None:
        if scene.began and "ry" in slots and scene.published is not None:
            return Reading(periods.year_before(scene.published.isoformat()), True, "yoy")
        if slots.get("UNIT") == ["day"] and scene.published is not None:
            return Reading(scene.published.isoformat(), True)
        if "now" in slots and scene.published is not None:
            return Reading(periods.year_before(f"{scene.published:%Y-%m}"), True)
        return UNKNOWN
    if "fiscal" in slots or {"YEAR", "YY"} <= slots.keys():
        number = fiscal_number(slots, scene)
        known = base if periods.is_fiscal(base) else None
        if number is None or known:
            return Reading(known and f"FY{number}", True)
        now = periods.fiscal_year(periods.span(base)[1], scene.fiscal_start)
        return Reading(periods.shift(base, number - now, "year"), True, "yoy" if number == now - 1 else None)
    stated = stated_year(slots)
    if stated is None and "ry" in slots and scene.published is not None:
        stated = scene.published.year + ints(slots, "ry")[0]
    if stated is not None:
        value = periods.in_year(base, stated)
        if value == base and "ry" in slots:
            value = periods.year_before(base)
        return Reading(value, True, "yoy" if value == periods.year_before(base) else None)
    back = ints(slots, "cy") or [-n for n in ints(slots, "NUM")[-1:] if "cn" in slots]
    if not back and (slots["SAME"] == ["other"] or (scene.compared and slots.get("UNIT") != ["day"])):
        back = [-1]
    if not back or back == [0]:
        return Reading(base, True)
    return Reading(periods.shift(base, back[0], "year"), True, "yoy" if back == [-1] else None)


@reader
def that(slots: Slots, scene: Scene) -> Reading | None:
    unit = slots["UNIT"][0]
    value = scene.day if unit == "day" else scene.named.get(unit)
    value = (only(scene.months) if unit == "month" else None) or value
    return Reading(value, True) if value else None
