"""The day on which an article was published: given, stated by its dateline, or inferred from the periods it reports."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from extractor import periods
from extractor.components._calendar_compared import compared
from extractor.components._calendar_find import OWN_ZONES, Finder
from extractor.components._calendar_grammar import Match, Slots
from extractor.components._calendar_readings import READERS, ints
from extractor.components._calendar_scene import Scene
from extractor.components._calendar_tense import is_cue

LEAD = 600
"""How far into a text a full date with its weekday may be the day of the edition."""
BASE_REACH = 9
"""Words from a word of comparison over a figure to its date, at most."""
NEAR_YEARS = 3
"""Years before the last one that a text names in which its publication is looked for, at most."""
SHORT = 2
"""Years by which a figure may seem to be later than the edition that tells it."""
TODAY = 24
"""Characters before a date in which it is said to be today's."""
_TODAY = re.compile(r"(?:^|[.!\n] ?)(?:It['’]s|It is|Today is|Today, it is|Today['’]s date is|Today:)[ \n]$")
OF_FIGURE = frozenset({"of", "in", "for"})
FEBRUARY = 28
"""The last day that each month of each year has."""

@dataclass(slots=True)
class Publication:
    """The publication date and where it comes from, with a note where it was inferred."""

    day: date | None
    origin: str | None
    notes: list[str] = field(default_factory=list)


class Edition(Finder):
    """Finds the day against which the dates of one text are resolved."""

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
        """The inferred day, or that of a date of the lead whose weekday fits the same year later on or the one before
        alone: "said here on Friday, December 27"."""
        for i, here in self.found:
            slots = here[0].slots
            if self.tokens[i].start >= LEAD or here[0].name != "day" or "WEEKDAY" not in slots or "YEAR" in slots:
                continue
            month, number, told = (ints(slots, name)[0] for name in ("MONTH", "DAY", "WEEKDAY"))
            years = (year for year in (day.year, day.year - 1, day.year - 2) if number <= monthrange(year, month)[1])
            told_on = [date(year, month, number) for year in years]
            past = [d for d in told_on if d <= day]
            if past and past[0].weekday() != told == told_on[0].weekday():
                return told_on[0]
            if len(past) > 1 and past[0].weekday() != told == past[1].weekday():
                return past[1]
            fits = any(d.weekday() == told for d in past)
            return day if fits else max(self._near_years(month, number, told, day), default=day)
        return day

    def _near_years(self, month: int, number: int, weekday: int, latest: date) -> list[date]:
        """The days on a weekday in the years that the text names or beside them, none later than the latest."""
        told = [int(t.classes["YEAR"]) for t in self.tokens if "YEAR" in t.classes]
        years = {year + step for year in told if year >= max(told) - NEAR_YEARS for step in (-1, 0, 1)}
        days = [date(y, month, number) for y in sorted(years) if number <= monthrange(y, month)[1]]
        return [d for d in days if d.weekday() == weekday and d <= latest]

    def _stated_day(self) -> tuple[date | None, bool]:
        """The day of the dateline or byline, and whether its year is only guessed."""
        years = [int(t.classes["YEAR"]) for t in self.tokens if "YEAR" in t.classes]
        for i, here in self.found:
            best = here[0]
            own = self.zone(i) in OWN_ZONES
            if best.name not in ("day", "numeric"):
                continue
            today = "WEEKDAY" in best.slots or self._is_today(best)
            early = self.tokens[i].start < LEAD and today and "YEAR" in best.slots
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
                if not own and (told := self._latest_figure()) is not None and told.year > day.year + SHORT:
                    continue  # "was born on Thursday, May 18, 2000 … exports fell in 2024"
                return (self._after_figures(day), True) if guessed else (day, False)
        return None, False

    def _is_today(self, match: Match) -> bool:
        """Whether the words before a date say that it is that of the edition: "Happy Friday. It's Feb. 6, 2026"."""
        start, end = self.tokens[match.first].start, self.tokens[match.end - 1].end
        closed = self.text[end : end + 1] in (".", "!", "\n", "")
        return closed and _TODAY.search(self.text[max(0, start - TODAY) : start]) is not None

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
        if latest := max(filter(None, (end, based)), default=None):  # rather than a target or history
            near = range(latest.year, latest.year + SHORT + 1)
            possible = [*(year for year in possible if year in near), latest.year + 1, latest.year, *possible]
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
        tokens = self.tokens[max(low, match.first - BASE_REACH) : match.first]
        for token, after in pairwise([*tokens, self.tokens[match.first]]):
            origin = token.low == "from" and after.text[:1].isupper() and not after.classes  # "from Statistics Norway"
            if led and is_cue(token.low, "base_of") and not origin:
                return True
        return False
