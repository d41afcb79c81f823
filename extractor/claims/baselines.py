"""What growth and change are measured against: yoy, mom, qoq or a period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extractor import lookups, periods
from extractor.claims.base_figures import outdone
from extractor.claims.cues import phrases, says, word_class
from extractor.claims.date_words import level_of, made_in
from extractor.claims.dates import DAY, Dates, value_of
from extractor.claims.foretold import foretold_in, than_another
from extractor.claims.marks import adjusted_of
from extractor.claims.topic import in_series, rows_of
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

SHIFTS = ("yoy", "mom", "qoq")
_SET = frozenset({"tariff", "export_tax", "quota", "stay"})
"""Indicators whose figures hold from a day on, not for a period."""
_TOLD = ("adjacent", "told")
"""How a base figure's period must be known to be what a growth is measured against."""
_REVISED = 24
"""Characters from "revised" to the amount of a revision, at most."""
_NEXT = 6
"""Words from a change to the figure or estimate that it is a change of, at most."""


def year_before(period: str) -> str:
    """The same span a year before; a period that cannot be moved stays as it is."""
    try:
        return periods.year_before(period)
    except ValueError:
        return period


def step_back(period: str, shift: str) -> str | None:
    """The period that yoy, mom or qoq means for a period; None where there is none."""
    grain = {"mom": "month", "qoq": "quarter"}.get(shift)
    try:
        if grain is not None and periods.grain(period) != grain:
            return None
        return periods.before(period, shift)
    except ValueError:
        return None


def latest_of(view: View, date: Mark, made: Link) -> str:
    """The period of a number with this date: the latter of two that a growth leads from and to ("fell 3% between
    February and March"), not the pace of each year between them."""
    if closed := _yearly(date, made):
        return closed
    both = _ends(date) if made.role in ("growth", "change") else None
    if both is None or says(" " + " ".join(view.after(made.mark, 4)) + " ", "each_year"):
        return value_of(date)
    return both[1]


def _yearly(date: Mark, made: Link) -> str | None:
    """The month by which a rise in prices is told over a year: "over the 12 months through June, prices fell 0.2%"."""
    prices = made.role == "growth" and made.topic.indicator_id in rows_of("quoted") | rows_of("periodic_rate")
    value = value_of(date)
    return value.split("/")[1] if prices and "/" in value and periods.months(value) == 12 else None


def _ends(date: Mark) -> tuple[str, str] | None:
    """The two months or years of "between February and March", "between 2019 and 2023"."""
    ends = value_of(date).split("/")
    if len(ends) != 2 or not str(date.record["text"]).lower().startswith("between ") or len(ends[0]) != len(ends[1]):
        return None
    neighbours = step_back(ends[1], "mom") == ends[0] or len(ends[0]) == 4
    return (ends[0], ends[1]) if neighbours else None


def named_baseline(view: View, dates: Dates, made: Link) -> str | None:
    """The baseline that a growth's own segment names."""
    first, stop = made.mark.opens, made.mark.closes
    segment = view.segment_of[made.mark.first]
    low, high = made.mark.first, made.mark.last + 1
    while low > first and view.segment_of[low - 1] == segment:
        low -= 1
    while high < stop and view.segment_of[high] == segment:
        high += 1
    beside = _beside(view, made) or _since(view, made, first, high)
    if beside is not None:
        return beside
    near = view.within(view.dates, made.mark.last + 1, min(high, made.mark.last + 5))
    near = [d for d in near if not view.within(view.quantities, made.mark.last + 1, d.first)]
    opening = [d for d in view.within(view.dates, first, min(first + 4, low)) if dates.base[id(d)]]
    opening = [] if view.within(view.quantities, first, made.mark.first) else opening
    if made.period and any(_yearly(d, made) == made.period for d in view.within(view.dates, first, made.mark.first)):
        return "yoy"
    for d in view.within(view.dates, low, high):
        both = _ends(d)
        if both and both[1] == made.period:
            return "mom" if step_back(both[1], "mom") == both[0] else both[0]
    for d in [*near, *view.within(view.dates, low, high), *opening]:
        if not dates.base[id(d)] or not (d.record["value"] or d.record.get("shift")):
            continue
        if level_of(view, d) and view.within(view.quantities, made.mark.last + 1, d.first):
            continue
        if d.record.get("shift"):
            return str(d.record["shift"])
        for shift in SHIFTS:
            if made.period and step_back(made.period, shift) == value_of(d):
                return shift
        return "yoy" if _year_before(made.period, value_of(d)) else value_of(d)
    stretch = " " + " ".join(w.lower for w in view.words[low:high]) + " "
    found = next((shift for shift in SHIFTS if says(stretch, shift)), None)
    if found is None and first < low <= first + 6 and not view.within(view.quantities, first, made.mark.first):
        stretch = " " + " ".join(w.lower for w in view.words[first:low]) + " "
        found = next((shift for shift in SHIFTS if says(stretch, shift)), None)
    return found


def _year_before(period: str | None, base: str) -> bool:
    """Whether a part of a year is compared with the year before: "28% off last year's pace"."""
    if not period or periods.is_fiscal(period) or len(period) == len(base) or not (base.isdigit() and len(base) == 4):
        return False
    return int(period[:4]) - 1 == int(base)


def _beside(view: View, made: Link) -> str | None:
    """The comparison told right behind a growth: "up 2.9% from March and 9.6% year over year"."""
    stop = made.mark.closes
    following = view.within(view.quantities, made.mark.last + 1, stop)
    high = min(following[0].first if following else stop, made.mark.last + 5)
    words = [w.lower for w in view.words[made.mark.last + 1 : high] if view.covered[made.mark.last + 1] != "date"]
    stretch = " " + " ".join(words) + " "
    if stretch.startswith(phrases("yoy_beside")):
        return "yoy"
    return next((shift for shift in SHIFTS if stretch.startswith(phrases(shift))), None)


def _since(view: View, made: Link, first: int, high: int) -> str | None:
    """The day, month or year from which a growth has gone on: "has become 60 per cent dearer since January"."""
    if made.role != "growth":
        return None
    for d in view.within(view.dates, made.mark.last + 1, min(high, made.mark.last + 7)):
        told = view.within(view.quantities, made.mark.last + 1, d.first) or _ranked(view, made.mark.last + 1, d.first)
        if view.before(d, 1) == ["since"] and d.record["value"] and not told and value_of(d) != made.period:
            return value_of(d)
    return None


def _ranked(view: View, first: int, stop: int) -> bool:
    """Whether a stretch of words sets a growth against others: "12.8 percent, the fastest clip since 2010"."""
    tags = (view.tags.get(view.words[i].start) for i in range(first, stop))
    return any(tag in ("JJS", "RBS") for tag in tags) or not word_class("superlative").isdisjoint(
        view.lowers[first:stop]
    )


def _without(view: View, made: Link) -> bool:
    """Whether a figure isn't measured against another time: what something adds to growth or takes off a profit, a
    multiple aimed at."""
    if made.mark.record["kind"] == "percentage_points":
        behind = view.after(made.mark, 7)
        return behind[:1] in (["to"], ["off"], ["from"]) and "growth" in behind
    if made.role == "change" and view.after(made.mark, 1) == ["off"]:
        return True
    told = " " + " ".join(view.lowers[made.mark.opens : made.mark.first]) + " "
    if made.role == "change" and (says(told, "published_as") or says(told[-_REVISED:], "revision")):
        return True  # "the deficit, first published as £20.9bn, is £0.5bn smaller", "has been revised up by $15m"
    if than_another(view, made):
        return True
    planned = made.role == "change" and made.status in ("target", "forecast")
    held = made.topic.near == "unit" and view.after(made.mark, 1) == ["of"]  # "add 4m TEU of capacity"
    planned = planned and (held or not in_series(made.topic, made.role))
    if planned and made.topic.indicator_id not in rows_of("measure") and made.mark.record["kind"] != "percent":
        return "than" not in view.after(made.mark, 3)
    return made.mark.record["kind"] == "multiple" and made.status == "target"


def _of_forecast(view: View, made: Link, following: list[Link]) -> str | None:
    """The time at which was forecast what a forecast is set against: "0.2 points below the 4.1 percent foreseen in
    February", "an upward revision of 1.35 points on its May estimate"."""
    if made.role != "change":
        return None
    if following and following[0].mark.first - made.mark.last <= _NEXT and following[0].role != "change":
        date = foretold_in(view, following[0].mark)
        if date is not None and date.record["value"]:
            return value_of(date)
    for d in view.within(view.dates, made.mark.last + 2, min(made.mark.closes, made.mark.last + _NEXT)):
        between = view.within(view.quantities, made.mark.last + 1, d.first)
        if made_in(view, d) and not between:
            return value_of(d)
    return None


def _by_base_figure(view: View, made: Link, following: list[Link]) -> str | None:
    """The baseline that a base figure right behind a growth tells: "17.4pc off January's $2.9bn"."""
    if not following or following[0].role in ("growth", "change") or not made.period or not following[0].period:
        return None
    base = following[0]
    between = [w.lower for w in view.words[made.mark.last + 1 : base.mark.first]]
    if len(between) > 6 or not any(w in word_class("from") or w == "off" for w in between):
        return None
    return next((shift for shift in SHIFTS if step_back(made.period, shift) == base.period), None)


def _by_far_base(view: View, made: Link, following: list[Link]) -> str | None:
    """The baseline that a base figure further on tells: "narrowed 8.0% in March to $69 bn from $75 bn in February"."""
    sentence = made.mark.sentence
    for other in following:
        if other.mark.sentence != sentence or other.role in ("growth", "change"):
            return None
        if other.cue.how == "from" and made.period and other.period and other.period != made.period:
            shifts = (shift for shift in SHIFTS if made.period and step_back(made.period, shift) == other.period)
            return next(shifts, other.period if other.period_how in _TOLD else None)
    return None


def _by_base_before(view: View, made: Link, before: list[Link]) -> str | None:
    """The baseline that a base figure before a growth tells: "from 61,000 tonnes in 2021 to 118,000, up 93%"."""
    sentence = made.mark.sentence
    for other in reversed(before):
        if other.mark.sentence != sentence or other.role in ("growth", "change"):
            return None
        compared = other.cue.how == "from" or outdone(view, other.mark)
        if compared and made.period and other.period and other.period != made.period:
            shifts = (shift for shift in SHIFTS if step_back(made.period or "", shift) == other.period)
            return next(shifts, other.period if other.period_how in _TOLD else None)
    return None


def _goes_on(view: View, before: Link, made: Link) -> bool:
    """Whether a growth goes on with the comparison that the one before it names: "exports were 1.1 percent lower
    than in April and imports 0.4 percent higher"."""
    one, two = before.mark.sentence, made.mark.sentence
    beside = one + 1 == two and view.paragraph(before.mark.start) == view.paragraph(made.mark.start)
    flows = {"exports", "imports"} == {before.topic.flow, made.topic.flow}
    same = one == two or (beside and flows)  # "exports fell 1.4% on September 2023. Imports increased 1.0%"
    alike = before.role == made.role or {before.role, made.role} == {"growth", "change"}
    return same and before.baseline_named and alike and before.period == made.period


def _usual(view: View, made: Link) -> str | None:
    """What a growth is measured against by its making: the period before where it is seasonally adjusted, or where
    its place tells its output so."""
    grain = periods.grain(made.period) if made.period else ""
    first, stop = made.mark.opens, made.mark.closes
    if adjusted_of(" ".join(view.lowers[first:stop])) == "sa":
        return {"month": "mom", "quarter": "qoq"}.get(grain)
    if made.topic.indicator_id == "gdp" and grain == "quarter":
        return next((row["quarterly"] for row in lookups.table("habits") if row["place"] == made.place), None)
    return None


def assign_baselines(
    view: View, dates: Dates, links: list[Link], habit: str, only: frozenset[int] | None = None
) -> None:
    """Sets the baseline of growth and change, or of those numbers that `only` has; an unnamed one follows the article's
    habit."""
    for i, made in enumerate(links):
        if made.role not in ("growth", "change") or _without(view, made) or (only is not None and i not in only):
            continue
        if foretold := _of_forecast(view, made, links[i + 1 : i + 2]):
            made.baseline = foretold
            continue
        made.baseline = _beside(view, made) or _by_base_figure(view, made, links[i + 1 : i + 2])
        made.baseline = made.baseline or named_baseline(view, dates, made)
        made.baseline = made.baseline or _by_far_base(view, made, links[i + 1 : i + 4])
        made.baseline = made.baseline or _by_base_before(view, made, links[max(0, i - 3) : i])
        made.baseline_named = made.baseline is not None
        if made.baseline is None and i and _goes_on(view, links[i - 1], made):
            made.baseline = links[i - 1].baseline
        if made.topic.indicator_id in _SET:
            made.baseline = made.baseline if made.baseline != made.period else None
            continue  # a quota that is doubled isn't measured against the year before
        if made.baseline is None and made.period and not DAY.match(made.period):
            usual = _usual(view, made) or habit
            made.baseline_named = _usual(view, made) is not None
            made.baseline = usual if step_back(made.period, usual) else "yoy"
    _headlines(view, links)


def assign_late(view: View, links: list[Link], late: frozenset[int]) -> None:
    """Sets the baselines of the numbers whose role has been found to be growth or change after all others'."""
    told = Counter(made.baseline for made in links if made.baseline in SHIFTS)
    assign_baselines(view, Dates(view), links, told.most_common(1)[0][0] if told else "yoy", late)
    for number in late:
        if links[number].baseline == links[number].period:
            links[number].baseline = None


def _headlines(view: View, links: list[Link]) -> None:
    """Gives a headline's growth that names no comparison the one that the text names for the same thing."""
    told: dict[tuple[object, ...], str | None] = {}
    for made in reversed(links):
        if made.role != "growth" or made.period is None:
            continue
        key = (made.topic.indicator_id, made.topic.flow, made.period, made.direction)
        if view.zone(made.mark.start) != "headline":
            told[key] = made.baseline if made.baseline_named else told.get(key)
        elif not made.baseline_named or _usual(view, made) == made.baseline:
            made.baseline = told.get(key) or made.baseline


def assign_stretches(view: View, links: list[Link]) -> None:
    """Growth told over years is measured against the year in which they began, and so is the figure it starts from:
    "tripled in three years, to €420 million in 2024 from €140 million"."""
    for made in links:
        years = _stretch(view, made)
        if years < 2 or made.period is None or made.baseline not in (None, "yoy") or periods.is_fiscal(made.period):
            continue
        began = periods.shift(made.period, -years, "year")
        one_before = year_before(made.period)
        made.baseline = began
        for other in links:
            same = other.mark.sentence == made.mark.sentence and other.mark.start > made.mark.start
            if same and other.cue.base and other.period == one_before:
                other.period = began


def _stretch(view: View, made: Link) -> int:
    """The years in which a growth is told to have come about; 0 where none are told right behind it."""
    if made.role not in ("growth", "change") or view.after(made.mark, 1) not in (["in"], ["over"], ["within"]):
        return 0
    behind = view.within(view.quantities, made.mark.last + 2, made.mark.last + 3)
    span = behind[0].record if behind else {}
    whole = span.get("kind") == "duration" and span.get("unit") == "year" and str(span.get("value") or "").isdigit()
    return int(str(span["value"])) if whole else 0
