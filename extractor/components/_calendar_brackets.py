"""Months or days in brackets behind a period tell which they are: "the first seven months of the current Iranian year
(March 21-October 22)", "the first half of the season (June to November)". The period then is that span, wherever the
text names it."""

from __future__ import annotations

from typing import Any

from extractor import periods
from extractor.components._calendar_grammar import Match
from extractor.components._calendar_scene import Reading, Scene
from extractor.components._calendar_tokens import Token

REACH = 7
"""Words between a period and the brackets, at most."""
NEAR = 200
"""Days between the beginnings of a period and of the span that it is, at most."""
ALIKE = 5
"""Days by which the lengths of the two differ, at most."""
SPANS = frozenset({"month_range", "day_range"})
STATED = frozenset({"YEAR", "YY", "FY"})
Taken = tuple[int, int, Reading, Match]


class Brackets:
    """Looks for bracketed spans behind the dates of `taken`, which it corrects, and the scene with them."""

    def __init__(self, tokens: list[Token], taken: list[Taken], scene: Scene) -> None:
        self.tokens, self.taken, self.scene = tokens, taken, scene
        self.known: dict[str, str] = {}
        """The spans that periods have turned out to be."""

    def named(self, match: Match, reading: Reading, low: int) -> Reading:
        """The reading of a date, whose period may be known by brackets: those that it stands in now correct the date
        before them."""
        value = reading.value
        if value is not None and match.name in SPANS and self._bracketed(match, value, low):
            before = self.taken[-1][2].value or ""
            self.known[before] = value
            self._correct(before, value)
        if value in self.known and STATED.isdisjoint(match.slots):
            return reading._replace(value=self.known[value or ""])
        return reading

    def _bracketed(self, match: Match, value: str, low: int) -> bool:
        """Whether a span stands in brackets right behind a period that it may be."""
        first, last = match.first, match.end
        if not self.taken or first < 1 or last >= len(self.tokens):
            return False
        if (self.tokens[first - 1].text, self.tokens[last].text) != ("(", ")"):
            return False
        before = self.taken[-1]
        known, end = before[2].value, before[3].end
        if before[3].first < low or not 0 < first - end <= REACH or known is None or known == value:
            return False
        return _may_be(known, value) and all(token.kind == "WORD" for token in self.tokens[end : first - 1])

    def _correct(self, old: str, new: str) -> None:
        """Puts the span in place of the period wherever the text so far has named that."""
        for k, (start, end, reading, match) in enumerate(self.taken):
            if reading.value == old and (k == len(self.taken) - 1 or STATED.isdisjoint(match.slots)):
                self.taken[k] = (start, end, reading._replace(value=new), match)
        scene = self.scene
        scene.main = new if scene.main == old else scene.main
        scene.current = new if scene.current == old else scene.current
        for told in (scene.named, scene.cumulative):
            _replace(told, old, new)


def _may_be(period: str, value: str) -> bool:
    """Whether a period may be a span of days or months: about as long, and of about the same time."""
    if periods.is_fiscal(period) or periods.is_fiscal(value):
        return False
    (a, b), (c, d) = periods.span(period), periods.span(value)
    alike = abs((b - a).days - (d - c).days) <= ALIKE
    return a < b and alike and abs((a - c).days) <= NEAR


def _replace(told: dict[Any, str], old: str, new: str) -> None:
    for key, value in told.items():
        if value == old:
            told[key] = new
