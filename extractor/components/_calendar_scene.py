"""What an article speaks of at one of its dates, and how dates without a year find theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from extractor import periods
from extractor.components._calendar_grammar import Slots
from extractor.periods import Span

SLACK = {"day": -1, "month": 0, "quarter": 45, "half": 120}
"""Past tense: a span that began so many days before publication (or more) can be the one meant; other spans
must have ended (`END_SLACK` days after publication at most)."""
END_SLACK = 3
HALF_MONTH = 15
"""Days by which a fiscal year is behind that starts in the middle of a month."""
NEWLY = 100
"""A fiscal year is called new from so many days before its start."""
FIRST_SAMBAT, SAMBAT = 2070, 57
"""The year from which on a fiscal one is of the Bikram Sambat, and by how much that is ahead."""
FAR, NEAR = 240, 130
"""Days that tell a far span from a near one."""


class Reading(NamedTuple):
    """The period that an expression names (None: it names one that can't be known), whether that depends on
    the publication date or the text around, and the baseline that it states."""

    value: str | None
    relative: bool = False
    shift: str | None = None


class Told(NamedTuple):
    """A span of months that the text names, and the paragraph and sentence that do."""

    value: str
    paragraph: int
    sentence: int


def only(told: list[Told]) -> str | None:
    """What the last sentence that tells any names, where it names a single one."""
    last = told[-1] if told else None
    if last is None or any(other.value != last.value for other in told if other.sentence == last.sentence):
        return None
    return last.value


@dataclass(slots=True)
class Scene:
    """`published` is the day against which dates are resolved. `current` is the period that the text speaks
    of, `main` the article's, `named` the last period of each grain, `cumulative` the last span of so many
    months, `last` the date before in the sentence. Fiscal years start in month `fiscal_start` and are named by
    the year they start in where `by_start`. `season` is the year in which the latest of the
    seasons ends that the text names by years alone. `frame` is the year that opens the sentence ("In 2018, …"). `tense`
    and `compared` tell of the words around the date at hand."""

    published: date | None = None
    current: str | None = None
    main: str | None = None
    day: str | None = None
    last: str | None = None
    frame: int | None = None
    named: dict[str, str] = field(default_factory=dict)
    cumulative: dict[int, str] = field(default_factory=dict)
    since: str | None = None
    """The month since which the paragraph counts: "Since January the surplus adds up to"."""
    began: str | None = None
    """The day since which something has begun: "since the season began on July 1"."""
    spans: list[Told] = field(default_factory=list)
    """The spans of months of this paragraph and the one before."""
    months: list[Told] = field(default_factory=list)
    """The single months of the text."""
    fiscal_start: int = 4
    halves: bool = False
    """Whether the text names the months of the first half of a fiscal year, which its halves then are of."""
    quarters: frozenset[int] = frozenset()
    """The quarters that the text names as those of a fiscal year, which they then are of where no year is told, too."""
    yearly: bool = False
    """Whether a year up to the fiscal year's last month is that fiscal year."""
    fiscal_told: bool = False
    """Whether the text names a fiscal year."""
    by_fiscal: bool = False
    """Whether the text has told a part of a fiscal year."""
    by_start: int = 0
    mid: int = 0
    """1 where fiscal years start in the middle of a month."""
    crop_start: int = 9
    crop_told: bool = False
    """Whether the text tells when its crop years begin."""
    crop_text: bool = False
    marketed: bool = False
    """Whether the text's seasons are marketing years."""
    season: int | None = None
    tense: str | None = None
    compared: bool = False
    headline: bool = False
    measured: bool = False
    """Whether a headline's months are those of the trade named behind them: "eight-month exports"."""


def half_over(scene: Scene, period: str) -> int:
    """1 where months are of a fiscal year that starts in the middle of one: they end in the middle of their last."""
    if not scene.mid or periods.grain(period) not in ("months", "quarter", "half"):
        return 0
    return int(periods.span(period)[0].month == scene.fiscal_start)


def short_year(text: str) -> int:
    return 2000 + int(text)


def common_era(year: int) -> int:
    """The year that one of the Bikram Sambat, Nepal's calendar, is: its fiscal 2081/82 is the common era's 2024/25."""
    return year - SAMBAT if year >= FIRST_SAMBAT else year


def stated_year(slots: Slots) -> int | None:
    """The year written in an expression, if one is."""
    if "YEAR" in slots:
        return int(slots["YEAR"][-1])
    if "YY" in slots and "FY" not in slots:
        return short_year(slots["YY"][-1])
    return None


def _around(place: Callable[[int], Span], today: date) -> list[Span]:
    spans = []
    for year in range(today.year - 2, today.year + 3):
        try:
            spans.append(place(year))
        except ValueError:  # February 29
            continue
    return spans


def _told(spans: list[Span], grain: str, scene: Scene, today: date) -> Span | None:
    """The latest span that can be told of in the past tense (or without any)."""
    if grain not in SLACK:
        return next((s for s in reversed(spans) if s[1] <= today + timedelta(days=END_SLACK)), None)
    slack = SLACK[grain] if scene.tense == "past" else min(SLACK[grain], 0)
    return next((s for s in reversed(spans) if s[0] + timedelta(days=slack) <= today), None)


def nearest(place: Callable[[int], Span], grain: str, scene: Scene) -> Span | None:
    """The span among those of the years around publication that the tense asks for: past, the latest that
    can be told of; future, the first that isn't over. A weak sign of tense yields to a much nearer span."""
    today = scene.published
    if today is None:
        return None
    spans = _around(place, today)
    told, coming = _told(spans, grain, scene, today), next((s for s in spans if s[1] >= today), None)
    if scene.tense == "begun":  # "started October with money coming in", told in October
        return next((s for s in reversed(spans) if s[0] <= today), told)
    if told is None or coming is None or scene.tense == "past":
        return told
    ago, ahead = (today - told[1]).days, (coming[grain == "span"] - today).days
    if scene.tense == "by":  # "by the end of August they were worth"
        return told if ahead > FAR and ago < NEAR else coming
    if scene.tense in ("until", "future"):
        weak = (scene.tense == "future" or scene.headline) and ahead > FAR and ago < NEAR
        return told if weak else coming
    if grain not in ("day", "month", "span"):
        return told
    if scene.tense == "present" and grain != "span":
        return told if ahead > FAR else coming
    return coming if ago > FAR and ahead < NEAR else told


def closest(place: Callable[[int], Span], scene: Scene) -> Span | None:
    """The span that is nearest to publication, before or after: for the article's own dates."""
    today = scene.published
    if today is None:
        return None
    return min(_around(place, today), key=lambda s: abs((s[0] - today).days), default=None)


def placed(slots: Slots, scene: Scene, grain: str, place: Callable[[int], Span]) -> Reading | None:
    """The reading of an expression whose span `place` gives for a year: by the year written, one relative to
    publication (`ry`), or the nearest, moved by a context year (`cy`, `cn`)."""
    year = stated_year(slots)
    if year is None and "ry" in slots and scene.published is not None:
        year = scene.published.year + int(slots["ry"][-1])
    if year is not None:
        return Reading(periods.notation(*place(year)), "ry" in slots)
    if "ry" in slots:
        return Reading(None, True)
    framed = scene.tense == "past" and grain in SLACK and "cn" not in slots and slots.get("cy", ["0"]) == ["0"]
    if scene.frame is not None and framed:
        return Reading(periods.notation(*place(scene.frame)), True)
    own = scene.tense == "own"
    found = closest(place, scene) if own else nearest(place, grain, scene)
    if found is None:
        return Reading(None, True)
    value, back = periods.notation(*found), 0
    if "cn" in slots:
        back = -int(slots["NUM"][-1])
    elif "cy" in slots:
        back = int(slots["cy"][-1])
    if back:
        return Reading(periods.shift(value, back, "year"), True, "yoy" if back == -1 else None)
    return Reading(value, not own)


def fiscal_number(slots: Slots, scene: Scene) -> int | None:
    """The year in which the fiscal year of an expression ends; None where it names no single one."""
    years, short = [int(y) for y in slots.get("YEAR", [])], slots.get("YY", [])
    if years and short:
        return common_era(years[-1] + 1) if (years[-1] + 1) % 100 == int(short[-1]) else None
    if len(years) > 1:
        return years[-1] if years[-1] - years[-2] == 1 else None
    moved = scene.by_start if scene.fiscal_start > 1 else 0
    if years:
        return common_era(years[0]) + moved
    if short:
        return short_year(short[-1]) + (0 if len(short) > 1 else moved)
    if scene.published is None:
        return None
    now = periods.fiscal_year(scene.published - timedelta(days=HALF_MONTH * scene.mid), scene.fiscal_start)
    if "cf" in slots:
        known = scene.named.get("fiscal")
        return (int(known[2:]) if known else now) + int(slots["cf"][-1])
    if "near" in slots:  # "the new fiscal year": the one that has just begun or is about to
        soon = periods.fiscal_year(scene.published + timedelta(days=NEWLY), scene.fiscal_start)
        return soon + int(slots["near"][-1])
    return now + int(slots.get("rf", ["0"])[-1])
