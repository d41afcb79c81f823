"""Text → the expressions of time in it and the periods that they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extractor import periods
from extractor.components import _calendar_discourse, _calendar_named, _calendar_years  # noqa: F401  (register their readings)
from extractor.components._calendar_grammar import Match, Slots, matches, openings
from extractor.components._calendar_guards import Guard
from extractor.components._calendar_home import Homes, crop, crop_start
from extractor.components._calendar_readings import READERS, ints
from extractor.components._calendar_scene import Reading, Scene
from extractor.components._calendar_tense import compared, is_cue, lead_tense, of_data, scan_tense, tells
from extractor.components._calendar_tokens import tokens
from extractor.components._calendar_years import latest_season

Found = tuple[int, int, Reading, Match]
Zone = dict[str, object]
OWN_ZONES = frozenset({"dateline", "byline"})
ASIDE = frozenset({"caption", "table"})
"""Zones that don't tell what an article is about."""
POINTERS = frozenset({"ago", "step", "same", "later", "past_n", "adjective_n", "that", "elided_quarter", "half_year"})
"""Readings that speak of a period by another one: they don't move what the text speaks of."""
DATED = frozenset({"month", "quarter", "half", "month_range", "first_n", "quarter_named"})
"""Readings of periods that have figures."""
OPENING = 40
"""A date further into its sentence doesn't open it."""
WEEK = 7
LEAD = 600
"""How far into a text a full date with its weekday may be the day of the edition."""
BASE_REACH = 9
"""Words from a word of comparison over a figure to its date, at most."""
OF_FIGURE = frozenset({"of", "in", "for"})
FEBRUARY = 28
"""The last day that each month of each year has."""


@dataclass(slots=True)
class Publication:
    """The publication date and where it comes from, with a note where it was inferred."""

    day: date | None
    origin: str | None
    notes: list[str] = field(default_factory=list)


def _of_fiscal(match: Match) -> bool:
    return "fiscal" in match.slots or "FY" in match.slots or match.name.startswith("fiscal")


class Finder:
    """Finds and resolves the dates of one text. `zones` cover the text in order, `sentences` are (start, end),
    `tags` the parts of speech (Penn Treebank) of the words that start at a character."""

    def __init__(
        self,
        text: str,
        zones: Sequence[Zone],
        sentences: Iterable[tuple[int, int]],
        tags: Mapping[int, str] | None = None,
    ) -> None:
        self.text, self.homes = text, Homes("")
        self.tokens = tokens(text)
        for token in self.tokens if tags else ():
            token.tag = (tags or {}).get(token.start, "")
        self.lines = [line.start() for line in re.finditer("\n", text)]
        self.zones = [(int(str(z["start"])), str(z["zone"])) for z in zones] or [(0, "body")]
        self.zone_starts = [start for start, _ in self.zones]
        starts = [t.start for t in self.tokens]
        self.sentence_starts = [bisect_right(starts, s - 1) for s, _ in sentences] or [0]
        self.guard = Guard(self.tokens, self.sentence)
        self.found: list[tuple[int, list[Match]]] = []
        for i in openings(self.tokens):
            here = [m for m in matches(self.tokens, i) if self.zone(m.first) != "boilerplate" and self.guard.allows(m)]
            if here:
                self.found.append((i, here))
        self.scene = self._scene()

    def zone(self, token: int) -> str:
        return self.zones[max(0, bisect_right(self.zone_starts, self.tokens[token].start) - 1)][1]

    def sentence(self, token: int) -> tuple[int, int]:
        at = max(0, bisect_right(self.sentence_starts, token) - 1)
        after = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.tokens)
        return self.sentence_starts[at], after

    # the article as a whole

    def _scene(self) -> Scene:
        scene = Scene()
        names = Counter(m.name for _, here in self.found for m in here[:1])
        ranges = [ints(m.slots, "MONTH") for _, here in self.found for m in here[:1] if m.name == "month_range"]
        six = [first for first, last in ranges if (last - first) % 12 == 5] if names["half"] else []
        if six or any(_of_fiscal(m) for _, here in self.found for m in here):
            self.homes = Homes(self.text)
            scene.fiscal_start, scene.by_start = self.homes.at(0)
            scene.halves = self.homes.home != "*" and scene.fiscal_start in set(six) - {1}
        if names["crop_year"] or names["crop_now"]:
            crop_name = crop(self.tokens)
            scene.crop_text = names["crop_year"] > 0 or crop_name is not None
            scene.crop_start = crop_start(crop_name)
            scene.season = latest_season(m.slots for _, here in self.found for m in here[:1] if m.name == "crop_year")
        return scene

    def publication(self, given: date | None) -> Publication:
        """The day against which the dates are resolved: given, of the dateline or byline, or inferred."""
        if given is not None:
            return Publication(given, None)
        stated, guessed = self._stated_day()
        if stated is not None and guessed:
            return Publication(stated, "inferred", [f"the dateline's year is inferred from the text: {stated.year}"])
        if stated is not None:
            return Publication(stated, "dateline")
        end = self._latest_figure(since=False, bases=True)
        if end is None:
            return Publication(None, None)
        day = self._by_weekday(end + timedelta(days=1))
        return Publication(day, "inferred", [f"publication date inferred from the latest period with figures: {day}"])

    def _by_weekday(self, day: date) -> date:
        """The inferred day, or the one a year before of a date of the lead whose weekday fits that year alone: "said
        here on Friday, December 27"."""
        for i, here in self.found:
            slots = here[0].slots
            if self.tokens[i].start >= LEAD or here[0].name != "day" or "WEEKDAY" not in slots or "YEAR" in slots:
                continue
            month, number, told = (ints(slots, name)[0] for name in ("MONTH", "DAY", "WEEKDAY"))
            years = (year for year in (day.year, day.year - 1, day.year - 2) if number <= monthrange(year, month)[1])
            past = [d for d in (date(year, month, number) for year in years) if d <= day]
            fits = len(past) > 1 and past[0].weekday() != told == past[1].weekday()
            return past[1] if fits else day
        return day

    def _stated_day(self) -> tuple[date | None, bool]:
        """The day of the dateline or byline, and whether its year is only guessed."""
        years = [int(t.classes["YEAR"]) for t in self.tokens if "YEAR" in t.classes]
        for i, here in self.found:
            best = here[0]
            own = self.zone(i) in OWN_ZONES
            if best.name not in ("day", "numeric"):
                continue
            early = self.tokens[i].start < LEAD and "WEEKDAY" in best.slots and "YEAR" in best.slots
            if not (own or early):
                continue
            slots = dict(best.slots)
            guessed = best.name == "day" and "YEAR" not in slots
            if guessed:
                if not years:
                    continue
                if (fitting := self._year_by_weekday(slots, years)) is not None:
                    return fitting
                end = self._latest_figure(bases=True)
                slots["YEAR"] = [str(end.year if end else max(years))]
            reading = READERS[best.name](slots, Scene())
            if reading is not None and reading.value is not None:
                day = date.fromisoformat(reading.value)
                return (self._after_figures(day), True) if guessed else (day, False)
        return None, False

    def _year_by_weekday(self, slots: Slots, years: list[int]) -> tuple[date, bool] | None:
        """The day of a dateline in the year of the text, or near it, in which it falls on the weekday that it or the
        lead names, "Wednesday, July 16", "Oct. 15 - …, the ministry said on Tuesday", or on the day after, which is
        only a guess."""
        told = [t for t in self.tokens if "WEEKDAY" in t.classes and t.start < LEAD]
        dated = {i for i, here in self.found for i in range(here[0].first, here[0].end) if "DAY" in here[0].slots}
        own = [t for t in told if self.tokens.index(t) not in dated]
        months, days = ints(slots, "MONTH"), ints(slots, "DAY")
        if not (own or "WEEKDAY" in slots) or len(months) != 1 or len(days) != 1:
            return None
        weekday = ints(slots, "WEEKDAY")[0] if "WEEKDAY" in slots else int(own[0].classes["WEEKDAY"])
        end, based = self._latest_figure(), self._latest_figure(bases=True)
        possible = [*sorted(set(years), reverse=True), *(max(years) + step for step in (1, -1, 2, -2))]
        found = [date(y, months[0], days[0]) for y in possible if days[0] <= monthrange(y, months[0])[1]]
        found = [d for d in found if (end is None or end <= d) and (based is None or based.year <= d.year + 1)]
        exact = [d for d in found if d.weekday() == weekday]
        after = [d for d in found if d.weekday() == (weekday + 1) % 7 and "WEEKDAY" not in slots]
        return (exact[0], False) if exact else (after[0], True) if after else None

    def _after_figures(self, day: date) -> date:
        """A day whose year the text leaves out: a year later where a period that the text reports, "in 2024", is
        only over by then."""
        end = self._latest_figure()
        if end is None or end < day or (day.month, day.day) == (2, 29):
            return day
        later = day.replace(year=day.year + 1)
        return later if end < later and not self._weekday_fits(day, later) else day

    def _weekday_fits(self, day: date, other: date) -> bool:
        """Whether the first weekday of the lead is that of one day and not of another: "March 1 - …, it said on
        Friday"."""
        told = next((t.classes["WEEKDAY"] for t in self.tokens if "WEEKDAY" in t.classes and t.start < LEAD), None)
        return told is not None and str(told) == str(day.weekday()) != str(other.weekday())

    def _latest_figure(self, since: bool = True, bases: bool = False) -> date | None:
        """The end of the latest period that a past tense, or else no tense, speaks of. `since`: also of one since which
        something holds, as in "their biggest increase since 2010", which may be of any later year. `bases`: a year
        after the latest with which figures are compared, where no other is as late as that."""
        told: dict[str, list[date]] = {"past": [], "untensed": [], "base": []}
        reached = 0
        bare = replace(self.scene, published=None)
        for i, here in self.found:
            for match in here if i >= reached else ():
                reading = self._read(match, bare)
                if reading is None or reading.value is None:
                    continue
                reached = match.end
                if not since and self.guard.word(match.first - 1) == "since":
                    break
                low, high = self.sentence(i)
                tense = "future" if reading.relative else self._tense(match, low, high)
                if tense in ("past", None) and not self._to_come(match, reading.value):
                    base = compared(self.tokens, match.first, low) or self._is_base(match, low)
                    told["base" if base else tense or "untensed"].append(periods.span(reading.value)[1])
                break
        plain = max(told["past"] or told["untensed"], default=None)
        based = max(told["base"], default=None)
        if not bases or based is None or (plain is not None and plain.year >= based.year):
            return plain
        return based.replace(year=based.year + 1, day=min(based.day, FEBRUARY))

    def _to_come(self, match: Match, value: str) -> bool:
        """Whether something begins or ends at a date, which then may be to come."""
        return is_cue(self.guard.word(match.first - 1), "ahead_of") and not periods.is_fiscal(value)

    def _is_base(self, match: Match, low: int) -> bool:
        """Whether a date is that of a figure behind a word of comparison: "above the 7.9 million of October 2023"."""
        led = self.guard.word(match.first - 1) in OF_FIGURE
        words = [t.low for t in self.tokens[max(low, match.first - BASE_REACH) : match.first]]
        return led and any(is_cue(w, "base_of") for w in words)

    # one date after another

    def _tense(self, match: Match, low: int, high: int) -> str | None:
        if self.zone(match.first) in OWN_ZONES:
            return "own"
        found = lead_tense(self.tokens, match.first, match.end, low)
        if found == "until" and self.guard.word(match.first - 1) == "by":
            told = scan_tense(self.tokens, match.first, match.end, low, high) == "past"
            found = "by" if told else found
        if found is None and self._set_for(match):
            found = "future"
        if found is None and match.name in DATED and of_data(self.tokens, match.first, match.end):
            found = "past"
        if found is None:
            found = scan_tense(self.tokens, match.first, match.end, low, high)
        return "past" if found == "present" and self.zone(match.first) != "body" else found

    def _set_for(self, match: Match) -> bool:
        """Whether a rate is told for one of the next two months: "set the export tax for July" in June."""
        today, months = self.scene.published, ints(match.slots, "MONTH")
        if today is None or len(months) != 1 or "YEAR" in match.slots or self.guard.word(match.first - 1) != "for":
            return False
        return 0 < (months[0] - today.month) % 12 <= 2 and is_cue(self.guard.word(match.first - 2), "rate_set")

    def _read(self, match: Match, scene: Scene) -> Reading | None:
        if _of_fiscal(match):
            scene.fiscal_start, scene.by_start = self.homes.at(self.tokens[match.first].start)
        try:
            return READERS[match.name](match.slots, scene)
        except (ValueError, OverflowError):
            return None

    def resolve(self, published: date | None) -> list[Found]:
        """All dates in order with their readings; they don't overlap."""
        scene = self.scene
        scene.published = published
        taken: list[Found] = []
        reached, paragraph, sentence = 0, -2, -1
        for i, here in self.found:
            low, high = self.sentence(i)
            if self._paragraph(i) != paragraph:
                scene.current, paragraph = scene.main, self._paragraph(i)
            if low != sentence:
                scene.last, scene.frame, sentence = None, None, low
            for match in here:
                if match.first < reached:
                    continue
                scene.tense = self._tense(match, low, high)
                scene.headline = self.zone(match.first) == "headline"
                scene.compared = compared(self.tokens, match.first, low)
                reading = self._read(match, scene)
                if reading is None:
                    continue
                taken.append((self.tokens[match.first].start, self.tokens[match.end - 1].end, reading, match))
                reached = match.end
                if scene.tense != "own":
                    self._remember(reading, match, low)
                break
        return taken

    def _paragraph(self, i: int) -> int:
        return bisect_right(self.lines, self.tokens[i].start)

    def _remember(self, reading: Reading, match: Match, low: int) -> None:
        """Moves on what the text speaks of."""
        scene, value = self.scene, reading.value
        scene.last = value or scene.last
        if match.name == "year" and value and match.first - low in (1, 2) and self.guard.word(match.first - 1) == "in":
            scene.frame = int(value)
        if value is None or match.name in POINTERS:
            return
        grain = periods.grain(value)
        if grain in ("day", "days"):
            self._remember_days(value)
            return
        if scene.published is not None and not self._is_over(value):
            return
        baseline = scene.current is not None and periods.relation(scene.current, value) is not None
        baseline = baseline and not self._topical(match, low)
        if grain == "fiscal":
            scene.named.setdefault(grain, value)
        if baseline or scene.compared or self.guard.word(match.first - 1) == "since":
            return
        scene.named[grain] = value
        size = periods.months(value)
        if size is not None and 1 < size < 12:
            scene.cumulative[size] = value
        scene.current = value
        if scene.main is None and self.zone(match.first) not in ASIDE:
            scene.main = value

    def _remember_days(self, value: str) -> None:
        """Moves on a day, a week or the days from the year's first."""
        first, last = periods.span(value)
        if first == last:
            self.scene.day = value
        elif (last - first).days == WEEK - 1:
            self.scene.named["week"] = value
        elif (first.month, first.day) == (1, 1) and not self.scene.compared:
            self.scene.current = value

    def _is_over(self, value: str) -> bool:
        """Whether figures for a period can be out."""
        today = self.scene.published
        if today is None or periods.is_fiscal(value):
            return today is None or int(value[2:]) <= today.year + 1
        first, last = periods.span(value)
        return last <= today or (first <= today and periods.grain(value) == "month")

    def _topical(self, match: Match, low: int) -> bool:
        """Whether a date opens its sentence: before any verb and any figure."""
        if match.first - low > OPENING:
            return False
        return not any(self.tokens[i].kind == "DIGITS" or tells(self.tokens, i) for i in range(low, match.first))


__all__ = ["Finder", "Publication"]
