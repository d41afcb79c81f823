"""Text → the expressions of time in it and the periods that they name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from extractor import periods
from extractor.components import _calendar_discourse, _calendar_named, _calendar_solar, _calendar_spans, _calendar_years  # noqa: F401  (register readings)
from extractor.components._calendar_brackets import Brackets
from extractor.components._calendar_compared import compared, foretold, headed_for, set_against
from extractor.components._calendar_grammar import Match, matches, openings
from extractor.components._calendar_guards import Guard
from extractor.components._calendar_home import Homes, crop, crop_start, marketed
from extractor.components._calendar_readings import READERS, ints
from extractor.components._calendar_scene import Reading, Scene, Told
from extractor.components._calendar_tense import is_cue, lead_tense, of_data, scan_tense, tells
from extractor.components._calendar_tokens import tokens
from extractor.components._calendar_years import latest_season

Found = tuple[int, int, Reading, Match]
Zone = dict[str, object]
OWN_ZONES = frozenset({"dateline", "byline"})
ASIDE = frozenset({"caption", "table"})
"""Zones that don't tell what an article is about."""
POINTERS = frozenset(
    {"ago", "step", "same", "later", "past_n", "adjective_n", "bare_n", "that", "that_span", "reviewed"}
    | {"elided_quarter", "half_year"}
)
"""Readings that speak of a period by another one: they don't move what the text speaks of."""
DATED = frozenset({"month", "quarter", "half", "month_range", "first_n", "quarter_named"})
"""Readings of periods that have figures."""
OPENING = 40
"""A date further into its sentence doesn't open it."""
WEEK = 7
QUARTER = 3
LAST_DAYS = 28
_LEVY = 14
"""Words from a levy to the month for which its rate is set."""
"""From this day on one may be a month's last."""
SINCE = 7
"""Words from "since" to the verb of what began, at most."""
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
            scene.fiscal_start, scene.by_start = self.homes.at(0)
            calendar = bool({1, 7} & set(six)) and scene.fiscal_start != 7  # "January-June" is a half, too
            scene.halves = self.homes.home != "*" and scene.fiscal_start in set(six) - {1} and not calendar
        if any(m.name == "ending" and m.slots.get("NUM") == ["12"] for _, here in self.found for m in here[:1]):
            self.homes = self.homes if scene.fiscal_told or six else Homes(self.text)
            scene.fiscal_start, scene.by_start = self.homes.at(0)
            scene.yearly = self.homes.yearly()
        scene.quarters = self._fiscal_quarters(scene)
        told = self._crop_starts()
        if names["crop_year"] or names["crop_now"] or told:
            crop_name = crop(self.tokens)
            scene.crop_text = names["crop_year"] > 0 or crop_name is not None or bool(told)
            home = self.homes.home if self.homes.home != "*" else Homes(self.text).home
            scene.crop_start = told[0] if told else crop_start(crop_name, home)
            scene.marketed = names["crop_year"] > 0 or bool(told) or marketed(crop_name, home)
            named = [m.slots for _, here in self.found for m in here[:1] if m.name == "crop_year"]
            scene.season = None if told else latest_season(named)
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
        told = {n for n in range(1, 5) if (scene.fiscal_start + QUARTER * (n - 1) - 1) % 12 + 1 in three}
        told -= {n for n in range(1, 5) if QUARTER * n - 2 in three}
        return frozenset(named | (told - calendar))

    def _crop_starts(self) -> list[int]:
        """The first months of the crop years that the text names by their end or beginning: "the marketing year to
        June", "since the 2024/25 season began on July 1"."""
        first = [m for _, here in self.found for m in here[:1]]
        ends = [m for m in first if m.name == "ending" and m.slots.get("NUM") == ["12"]]
        crops = [m for m in ends if "crop" in m.slots or is_cue(self.guard.word(m.first - 1), "of_crops")]
        firsts = [m for m in first if m.name in ("day", "month") and m.slots.get("DAY", ["1"]) == ["1"]]
        named = {m.end for m in first if m.name == "crop_year"}
        begun = [m for m in firsts if self._begins_season(m, named)]
        crops += [m for m in first if m.name == "day" and "MONTH" in m.slots and self._ends_season(m, named)]
        return [ints(m.slots, "MONTH")[0] % 12 + 1 for m in crops] + [ints(m.slots, "MONTH")[0] for m in begun]

    def _begins_season(self, match: Match, named: set[int]) -> bool:
        """Whether what is told of a season that years name is since it began on a day."""
        low = self.sentence(match.first)[0]
        verb = next((i for i in range(match.first - 1, match.first - 4, -1) if i in named), low)
        since = any(is_cue(self.guard.word(i), "lead_past") for i in range(max(low, verb - SINCE), verb))
        return since and is_cue(self.guard.word(verb), "opened")

    def _begins(self, match: Match) -> bool:
        """Whether a day is that since which something has begun: "since the season began on July 1"."""
        low, near = self.sentence(match.first)[0], range(match.first - 1, match.first - 4, -1)
        verb = next((i for i in near if i > low and is_cue(self.guard.word(i), "opened")), None)
        since = range(max(low, (verb or low) - SINCE), verb or low)
        return verb is not None and any(is_cue(self.guard.word(i), "lead_past") for i in since)

    def _ends_season(self, match: Match, named: set[int]) -> bool:
        """Whether a season that years name ended on a day, a month's last: "the 2024-25 shipping year, which closed on
        September 30"."""
        near = range(match.first - 1, match.first - 4, -1)
        verb = next((i for i in near if is_cue(self.guard.word(i), "season_closed")), None)
        last = ints(match.slots, "DAY")[0] >= LAST_DAYS
        return last and verb is not None and not named.isdisjoint(range(verb - 2, verb + 1))

    # one date after another

    def _tense(self, match: Match, low: int, high: int) -> str | None:
        if self.zone(match.first) in OWN_ZONES:
            return "own"
        found = lead_tense(self.tokens, match.first, match.end, low)
        if found == "until" and self.guard.word(match.first - 1) == "by":
            told = scan_tense(self.tokens, match.first, match.end, low, high) == "past"
            found = "by" if told else found
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
            if not self._begins(match):
                self._remember_days(value)
            return
        if grain in SPANS:
            scene.spans.append(Told(value, self._paragraph(match.first), low))
        elif match.name == "month":
            scene.months.append(Told(value, self._paragraph(match.first), low))
        if scene.published is not None and not self._is_over(value):
            return
        baseline = scene.current is not None and periods.relation(scene.current, value) is not None
        baseline = baseline and not self._topical(match, low)
        if grain == "fiscal":
            scene.named.setdefault(grain, value)
        since = self.guard.word(match.first - 1) == "since"
        scene.since = value if since and match.name == "month" and match.first - low == 1 else scene.since
        if baseline or scene.compared or since:
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
