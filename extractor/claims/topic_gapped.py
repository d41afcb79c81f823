"""Items of a list that leave the head of the first one out: "imports of rice fell by 5 percent, of wheat by 7",
"taxes on soy were cut from 33 to 26 percent and on corn from 12 to 9"."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import FINITE, Mark

_REACH = 12
"""Words from the "of" of an item to its last number, at most."""
_JOINTS = frozenset({"of", "on"})
_GOODS = 3
"""Words of the goods of an item, at most."""


class Gapped(State):
    """Reads what the items behind the first are of."""

    def gapped(self, mark: Mark) -> Topic | None:
        """The goods of "of …" or "on …" with the head that the first item of the list has."""
        at = self._item_at(mark)
        if at is None:
            return None
        view = self.view
        joint = view.lowers[at]
        told = [m for m in view.within(view.indicators, mark.opens, at) if self._tells(m, joint)]
        if not told or not view.within(view.quantities, told[-1].last + 1, at):
            return None
        phrase = self.nouns.clean(self.nouns.phrase(at + 1, mark.first))
        if not phrase or not (word_class("no_goods") | word_class("no_item_goods")).isdisjoint(phrase):
            return None
        first = self.running if self.running.mark is told[-1] else self.of_mark(told[-1], "left")
        named = view.text[told[-1].start : told[-1].end].lower().partition(f" {joint} ")[0].split()
        head = str(first.indicator).split()[-1] if joint == "of" else " ".join(named[-2:])
        phrase = [w for w in phrase if joint == "of" or w not in word_class("any_goods")]
        return Topic(" ".join([*phrase[-_GOODS:], head]), first.indicator_id, first.flow, None, None, "list")

    def _item_at(self, mark: Mark) -> int | None:
        """The "of" or "on" behind a comma or "and" that opens the item of a number; None where its clause has another
        subject or verb."""
        view = self.view
        for i in range(mark.first - 1, max(mark.opens, mark.first - _REACH), -1):
            finite = view.tags.get(view.words[i].start, "") in FINITE
            if view.covered[i] == "indicator" or (finite and not view.covered[i]):
                return None
            joined = view.words[i].gap.strip("~") in (",", ";") or view.lowers[i - 1] in ("and", "but")
            if view.lowers[i] in _JOINTS and joined and not view.covered[i]:
                return i
        return None

    def _tells(self, m: Mark, joint: str) -> bool:
        """Whether an indicator has its goods behind the same preposition."""
        return bool(m.record["modifiers"]) and f" {joint} " in self.view.text[m.start : m.end].lower()
