"""What "that is" points back to: "Goods pay a tariff of 20 percent. That is 12 points less than was announced"; and
what a clause goes on with behind a relative one."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.period_words import of_a_package
from extractor.claims.resumed import resumed
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_MOVES = frozenset({"percent", "percentage_points", "multiple", "fraction", "money", "measure", "count"})
_TRADED = frozenset({"exports", "imports", "total", "balance"})
_SOLD = frozenset({"sales", "purchases"})
_LEAD = 4
"""Words between "that" and its number, at most."""
_SUBJECT = 6
"""Words of a subject that is a pronoun, at most."""


class Pointed(State):
    """Takes up what the sentence before told last."""

    def pointed_back(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic of the last number before a sentence that only compares it."""
        view = self.view
        first = mark.opens
        if previous is None or previous[1].indicator is None or previous[0].sentence != mark.sentence - 1:
            return None
        if self._multiplied(mark):
            return replace(previous[1], near="pronoun")
        if view.paragraph(previous[0].start) != view.paragraph(mark.start) or mark.record["kind"] not in _MOVES:
            return None
        pointing = view.lowers[first] in ("that", "this") and view.lowers[first + 1] in word_class("copula")
        light = word_class("light") | word_class("before_amount")
        plain = mark.first - first - 2 <= _LEAD and light.issuperset(view.lowers[first + 2 : mark.first])
        compared = view.after(mark, 1)[:1] != [] and view.after(mark, 1)[0] in word_class("set_beside")
        return replace(previous[1], near="pronoun") if pointing and plain and compared else None

    def _multiplied(self, mark: Mark) -> bool:
        """Whether a number is what the one before makes by the size of its loads: "At 65,000 tonnes a cargo, that is
        2.6 million tonnes"."""
        view = self.view
        inside = view.within(view.quantities, mark.opens, mark.first)
        says_so = {*view.before(mark, 6)} & {"that", "this", "it"}
        return bool(says_so) and len(inside) == 1 and bool(of_a_package(view, inside[0]))

    def change_told(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic of the last change, where a sentence opens with it: "The gain followed a 0.4 percent drop"."""
        view, first = self.view, mark.opens
        if previous is None or previous[1].indicator is None or mark.record["kind"] not in _MOVES:
            return None
        if mark.sentence - previous[0].sentence > 1:
            return None
        named = first + 1 < mark.first and view.lowers[first] in word_class("definite")
        named = named and first + 1 in view.change_starts
        noun = named and any(c.first == first + 1 and "noun" in c.forms for c in view.changes)
        told = view.within(view.indicators, first, mark.first) or view.lowers[first + 2 : first + 3] in (["in"], ["of"])
        return replace(previous[1], mark=None, near="pronoun") if noun and not told else None

    def resumed(self, mark: Mark) -> Topic | None:
        """What a clause that goes on behind a relative one with figures tells of: its own subject."""
        view, found = self.view, resumed(self.view, mark)
        if found is None or view.within(view.indicators, found[1] + 1, mark.first):
            return None
        named = view.within(view.indicators, mark.opens, found[0])
        subject = [m for m in named if m.record["flow"] in _TRADED or m.record["indicator_id"] in _SOLD]
        if subject:
            return self.of_mark(subject[-1], "left")
        taken_up = not word_class("pronoun").isdisjoint(view.lowers[max(mark.opens, found[0] - _SUBJECT) : found[0]])
        near = self.recent[1] if self.recent is not None and mark.sentence - self.recent[0] <= 1 else None
        return replace(near, mark=None, near="pronoun") if taken_up and near is not None else None
