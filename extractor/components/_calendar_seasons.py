"""When the crop years begin that a text names: by their end, their beginning or their months."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractor.components._calendar_grammar import Match
from extractor.components._calendar_guards import Guard
from extractor.components._calendar_readings import ints
from extractor.components._calendar_tense import is_cue

SINCE = 7
"""Words from "since" to the verb of what began, at most."""
LAST_DAYS = 28
"""From this day on one may be a month's last."""


def _a_year(match: Match) -> bool:
    """Whether a range of months is a whole year: "July to June"."""
    first, last = ints(match.slots, "MONTH")
    return (last - first) % 12 == 11


class Seasons:
    """Looks at the dates of one text; `sentence` gives the first and last token of a token's sentence."""

    def __init__(self, guard: Guard, sentence: Callable[[int], tuple[int, int]]) -> None:
        self.guard, self.sentence = guard, sentence

    def starts(self, found: Iterable[Match]) -> list[int]:
        """The first months of the crop years that the text names by their end or beginning: "the marketing year to
        June", "since the 2024/25 season began on July 1"."""
        first = list(found)
        ends = [m for m in first if m.name == "ending" and m.slots.get("NUM") == ["12"]]
        crops = [m for m in ends if "crop" in m.slots or is_cue(self.guard.word(m.first - 1), "of_crops")]
        whole = [m for m in first if m.name in ("crop_year", "season_start") and "MONTH" in m.slots]
        firsts = [m for m in first if m.name in ("day", "month") and m.slots.get("DAY", ["1"]) == ["1"]]
        named = {m.end for m in first if m.name == "crop_year"}
        seasons = named | {m.end for m in first if m.name in ("crop_part", "crop_now")}
        begun = [m for m in firsts if self._begins_season(m, named) or self._is_opening(m, seasons)]
        crops += [m for m in first if m.name in ("day", "month") and "MONTH" in m.slots and self._ends_season(m, named)]
        whole += [m for m in first if m.name == "beginning" and "crop" in m.slots]
        told = {self.sentence(m.first) for m in first if m.name == "crop_year"}
        begun += [m for m in first if m.name == "month_range" and _a_year(m) and self.sentence(m.first) in told] + whole
        return [ints(m.slots, "MONTH")[0] % 12 + 1 for m in crops] + [ints(m.slots, "MONTH")[0] for m in begun]

    def _begins_season(self, match: Match, named: set[int]) -> bool:
        """Whether what is told of a season that years name is since it began on a day."""
        low = self.sentence(match.first)[0]
        verb = next((i for i in range(match.first - 1, match.first - 4, -1) if i in named), low)
        since = any(is_cue(self.guard.word(i), "lead_past") for i in range(max(low, verb - SINCE), verb))
        return since and is_cue(self.guard.word(verb), "opened")

    def _is_opening(self, match: Match, seasons: set[int]) -> bool:
        """Whether a clause right behind a season tells its opening: "this season, which opened in November"."""
        verb = next((i for i in (match.first - 2, match.first - 1) if is_cue(self.guard.word(i), "opened")), None)
        if [self.guard.word(match.end + k) for k in (0, 1, 2)] == [",", "when", "the"]:  # "1 May, when the crop opened"
            clause = [self.guard.word(i) for i in range(match.end + 3, match.end + 8)]
            return any(is_cue(word, "opened") for word in clause) and any(is_cue(word, "of_crops") for word in clause)
        led = verb is not None and self.guard.word(verb - 1) in ("which", "that")
        return led and verb is not None and not seasons.isdisjoint((verb - 1, verb - 2))

    def begins(self, match: Match) -> bool:
        """Whether a day is that since which something has begun: "since the season began on July 1", "the season that
        began on July 1"."""
        if self.guard.word(match.first - 3) in ("which", "that") and is_cue(self.guard.word(match.first - 2), "opened"):
            return True
        low, near = self.sentence(match.first)[0], range(match.first - 1, match.first - 4, -1)
        verb = next((i for i in near if i > low and is_cue(self.guard.word(i), "opened")), None)
        since = range(max(low, (verb or low) - SINCE), verb or low)
        return verb is not None and any(is_cue(self.guard.word(i), "lead_past") for i in since)

    def _ends_season(self, match: Match, named: set[int]) -> bool:
        """Whether a season that years name ended on a day, a month's last, or in a month: "the 2024-25 shipping year,
        which closed on September 30"."""
        near = range(match.first - 1, match.first - 4, -1)
        verb = next((i for i in near if is_cue(self.guard.word(i), "season_closed")), None)
        last = (ints(match.slots, "DAY") or [LAST_DAYS])[0] >= LAST_DAYS
        return last and verb is not None and not named.isdisjoint(range(verb - 2, verb + 1))
