"""What "that is" points back to: "Goods pay a tariff of 20 percent. That is 12 points less than was announced"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_MOVES = frozenset({"percent", "percentage_points", "multiple", "fraction", "money", "measure", "count"})
_LEAD = 4
"""Words between "that" and its number, at most."""


class Pointed(State):
    """Takes up what the sentence before told last."""

    def pointed_back(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic of the last number before a sentence that only compares it."""
        view = self.view
        first = mark.opens
        if previous is None or previous[1].indicator is None or previous[0].sentence != mark.sentence - 1:
            return None
        if view.paragraph(previous[0].start) != view.paragraph(mark.start) or mark.record["kind"] not in _MOVES:
            return None
        pointing = view.lowers[first] in ("that", "this") and view.lowers[first + 1] in word_class("copula")
        light = word_class("light") | word_class("before_amount")
        plain = mark.first - first - 2 <= _LEAD and light.issuperset(view.lowers[first + 2 : mark.first])
        compared = view.after(mark, 1)[:1] != [] and view.after(mark, 1)[0] in word_class("set_beside")
        return replace(previous[1], near="pronoun") if pointing and plain and compared else None
