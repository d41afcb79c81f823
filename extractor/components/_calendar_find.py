"""Text → the expressions of time in it and the periods that they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from extractor import periods
from extractor.components import (  # noqa: F401  (register readings)
    _calendar_crops,
    _calendar_discourse,
    _calendar_named,
    _calendar_solar,
    _calendar_spans,
    _calendar_years,
)
from extractor.components._calendar_brackets import Brackets
from extractor.components._calendar_compared import compared, foretold, headed_for, set_against
from extractor.components._calendar_crops import latest_season
from extractor.components._calendar_grammar import Match, matches, openings
from extractor.components._calendar_guards import Guard
from extractor.components._calendar_home import Homes, crop, crop_start, marketed
from extractor.components._calendar_readings import MID, READERS, ints
from extractor.components._calendar_scene import Reading, Scene, Told, half_over
from extractor.components._calendar_seasons import Seasons
from extractor.components._calendar_tense import is_cue, lead_tense, of_data, scan_tense, tells
from extractor.components._calendar_tokens import tokens

Found = tuple[int, int, Reading, Match]
Zone = dict[str, object]
OWN_ZONES = frozenset({"dateline", "byline"})
ASIDE = frozenset({"caption", "table"})
"""Zones that don't tell what an article is about."""
POINTERS = frozenset(
    {"ago", "step", "same", "later", "past_n", "adjective_n", "bare_n", "that", "that_span", "reviewed"}
    | {"elided_quarter", "half_year", "those_n"}
)
"""Readings that speak of a period by another one: they don't move what the text speaks of."""
DATED = frozenset({"month", "crop_part", "quarter", "half", "month_range", "first_n", "quarter_named"})
"""Readings of periods that have figures."""
OPENING = 40
"""A date further into its sentence doesn't open it."""
WEEK = 7
QUARTER = 3
_LEVY = 14
"""Words from a levy to the month for which its rate is set."""
NEXT = 2
"""Line borders to the next paragraph."""
SPANS = frozenset({"months", "quarter", "half", "fiscal"})
"""What "that period" can point to."""


def _of_fiscal(match: Match) -> bool:
    return "fiscal" in match.slots or "FY" in match.slots or match.name.startswith("fiscal")


def _ordinal(match: Match) -> list[int]:
    return ints(match.slots, "ORD") or ints(match.slots, "Q4")


def _split_year(match: Match) -> bool:
    """ "2024-25", where it isn't a crop's."""
    return match.name == "year_range" and "YY" in match.slots


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
        self.seasons = Seasons(self.guard, self.sentence)
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
        scene.fiscal_told = any(_of_fiscal(m) or _split_year(m) for _, here in self.found for m in here)
        if six or scene.fiscal_told:
            self.homes = Homes(self.text)
            scene.fiscal_start, scene.by_start, scene.mid = self.homes.at(0)
            calendar = bool({1, 7} & set(six)) and scene.fiscal_start != 7  # "January-June" is a half, too
            halves = scene.fiscal_start in set(six) - {1} or self._first_months(2 * QUARTER) or self._fiscal_half()
            scene.halves = self.homes.home != "*" and halves and not calendar
        if any(m.name == "ending" and m.slots.get("NUM") == ["12"] for _, here in self.found for m in here[:1]):
            self.homes = self.homes if scene.fiscal_told or six else Homes(self.text)
            scene.fiscal_start, scene.by_start, scene.mid = self.homes.at(0)
            scene.yearly = self.homes.yearly()
        scene.quarters = self._fiscal_quarters(scene)
        told = self.seasons.starts(m for _, here in self.found for m in here[:1])
        dated = sum(names[name] for name in ("crop_year", "crop_part", "season_start")) > 0
        if dated or names["crop_now"] or told:
            crop_name = crop(self.tokens)
            scene.crop_text = dated or crop_name is not None or bool(told)
            home = self.homes.home if self.homes.home != "*" else Homes(self.text).home
            scene.crop_start = told[0] if told else crop_start(crop_name, home)
            scene.marketed = dated or bool(told) or marketed(crop_name, home)
            named = [m.slots for _, here in self.found for m in here[:1] if m.name == "crop_year"]
            scene.crop_told = bool(told)
            scene.season = None if told or names["crop_part"] else latest_season(named)
        return scene

    def _fiscal_quarters(self, scene: Scene) -> frozenset[int]:
        """The quarters that the text tells as those of a fiscal year, by its name or by their months: "Q1 FY26", "the
        first quarter … April-June"."""
        if not scene.fiscal_told or self.homes.home == "*" or scene.fiscal_start == 1:
            return frozenset()
        first = [m for _, here in self.found for m in here[:1]]
        named = {number for m in first if m.name == "quarter" and _of_fiscal(m) for number in _ordinal(m)}
        calendar = {number for m in first if m.name == "quarter" and "YEAR" in m.slots for number in _ordinal(m)}
        ranges = [ints(m.slots, "MONTH") for m in first if m.name == "month_range"]
        three = {begin for begin, end in ranges if (end - begin) % 12 == QUARTER - 1}
        three |= {(ints(m.slots, "MONTH")[0] - QUARTER) % 12 + 1 for m in first if m.name == "quarter_named"}
        told = {n for n in range(1, 5) if (scene.fiscal_start + QUARTER * (n - 1) - 1) % 12 + 1 in three}
        told -= {n for n in range(1, 5) if QUARTER * n - 2 in three}
        told |= {1} if self._first_months(QUARTER) else set()
        return frozenset(named | (told - calendar))

    def _fiscal_half(self) -> bool:
        """Whether all halves of years that the text names are of fiscal ones."""
        halves = [m for _, here in self.found for m in here[:1] if m.name == "half"]
        told = [_of_fiscal(m) for m in halves if _of_fiscal(m) or "YEAR" in m.slots]
        return bool(told) and all(told)

    def _first_months(self, count: int) -> bool:
        """Whether the text tells of the first so many months of a fiscal year."""
        first = (m for _, here in self.found for m in here[:1] if m.name == "first_n" and _of_fiscal(m))
        return any(ints(m.slots, "NUM")[0] == count for m in first)

    # one date after another

    def _tense(self, match: Match, low: int, high: int) -> str | None:
        if self.zone(match.first) in OWN_ZONES:
            return "own"
        found = lead_tense(self.tokens, match.first, match.end, low)
        if found == "until" and self.guard.word(match.first - 1) == "by":
            told = scan_tense(self.tokens, match.first, match.end, low, high)
            found = "by" if told in ("past", "present") else found
        if found is None and foretold(self.tokens, match.first, low):
            found = "past"
        if found is None and self._set_for(match):
            found = "future"
        if found is None and match.name in DATED and of_data(self.tokens, match.first, match.end):
            found = "past"
        if found is None and self.zone(match.first) == "headline" and headed_for(self.tokens, low, high):
            found = "future"
        if found is None:
            found = scan_tense(self.tokens, match.first, match.end, low, high)
        if found == "present" and self.zone(match.first) != "body":
            return "past"
        return "past" if found in (None, "present") and set_against(self.tokens, match.first, low) else found

    def _set_for(self, match: Match) -> bool:
        """Whether a rate is told for one of the next two months: "set the export tax for July" in June."""
        today, months = self.scene.published, ints(match.slots, "MONTH")
        if today is None or len(months) != 1 or "YEAR" in match.slots or self.guard.word(match.first - 1) != "for":
            return False
        if not 0 < (months[0] - today.month) % 12 <= 2:
            return False
        near = range(max(0, match.first - _LEVY), match.first - 2)
        levied = any(is_cue(self.guard.word(i), "levy_set") for i in near)
        return levied or is_cue(self.guard.word(match.first - 2), "rate_set")

    def _read(self, match: Match, scene: Scene) -> Reading | None:
        if _of_fiscal(match):
            scene.fiscal_start, scene.by_start, scene.mid = self.homes.at(self.tokens[match.first].start)
        try:
            return READERS[match.name](match.slots, scene)
        except (ValueError, OverflowError):
            return None

    def resolve(self, published: date | None) -> list[Found]:
        """All dates in order with their readings; they don't overlap."""
        scene = self.scene
        scene.published = published
        taken: list[Found] = []
        brackets = Brackets(self.tokens, taken, scene)
        reached, paragraph, sentence = 0, -2, -1
        for i, here in self.found:
            low, high = self.sentence(i)
            if self._paragraph(i) != paragraph:
                scene.current, paragraph, scene.since = scene.main, self._paragraph(i), None
                scene.spans = [told for told in scene.spans if told.paragraph >= paragraph - NEXT]
            if low != sentence:
                scene.last, scene.frame, sentence = None, None, low
            for match in here:
                if match.first < reached:
                    continue
                scene.tense = self._tense(match, low, high)
                scene.headline = self.zone(match.first) == "headline"
                scene.measured = scene.headline and self.guard.measures(match)
                scene.compared = compared(self.tokens, match.first, low)
                reading = self._read(match, scene)
                if reading is None:
                    continue
                reading = brackets.named(match, reading, low)
                taken.append((self.tokens[match.first].start, self.tokens[self._last(match)].end, reading, match))
                reached = match.end
                if scene.tense != "own":
                    self._remember(reading, match, low)
                break
        return taken

    def _last(self, match: Match) -> int:
        """The last token of a date: the year, where the crop behind it is measured, "the 2024/25 wheat crop"."""
        last = match.end - 1
        if match.name in ("crop_year", "year") and is_cue(self.guard.word(last), "harvested"):
            while last > match.first and not self.guard.word(last)[-1:].isdigit():
                last -= 1
        return last

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
            if match.name == "season_start" or self.seasons.begins(match):
                scene.began = value
            else:
                self._remember_days(value)
            if match.name == "end_of" and "MONTH" in match.slots and not scene.compared and self._is_over(value):
                scene.current = value[: len("2024-01")]  # "at the end of June … a year earlier": the June before
            return
        if grain in SPANS:
            scene.spans.append(Told(value, self._paragraph(match.first), low))
        elif match.name == "month":
            scene.months.append(Told(value, self._paragraph(match.first), low))
        if scene.published is not None and not self._is_over(value):
            return
        baseline = scene.current is not None and periods.relation(scene.current, value) is not None
        baseline = baseline and not (self._topical(match, low) or self._told_of(match))
        if grain == "fiscal":
            scene.named.setdefault(grain, value)
            if self.guard.word(match.first - 2) == ")":
                return  # "the first three months (July-September) of the fiscal year"
        since = self.guard.word(match.first - 1) == "since"
        opening = match.name in ("month", "season_start") and match.first - low == 1
        scene.since = value if since and opening else scene.since
        if baseline or (scene.compared and not self._told_of(match)) or since:
            return
        scene.named[grain] = value
        size = periods.months(value)
        size = size and size - half_over(scene, value)
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
        last -= half_over(self.scene, value) * MID
        return last <= today or (first <= today and periods.grain(value) == "month")

    def _told_of(self, match: Match) -> bool:
        """Whether a clause behind a month tells of it: "September marks a turn from August, when both had shrunk"."""
        last = self._last(match)
        return match.name == "month" and [self.guard.word(last + k) for k in (1, 2)] == [",", "when"]

    def _topical(self, match: Match, low: int) -> bool:
        """Whether a date opens its sentence: before any verb and any figure."""
        if match.first - low > OPENING:
            return False
        return not any(self.tokens[i].kind == "DIGITS" or tells(self.tokens, i) for i in range(low, match.first))
