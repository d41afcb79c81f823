"""What a verb moves, by the number behind it: "raised the soybean crop to 169 million tonnes", "pushed the median price
of a new house up by $1,400", "leaves productivity 4% lower"; and what an amount is taken off: "shaved 0.4 point off
growth"."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_REACH = 16
"""Words between the verb and its number, at most."""

_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "and"})
_NAMING = frozenset({"of", "for", "on"})
"""Prepositions behind which stands what else the object is named by: "the price of a new house"."""


class Moved(State):
    """Reads the object of verbs that move it."""

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.last_moved: tuple[int, Topic] = (-1, Topic())
        """The sentence of the last object that a verb moved, and its topic."""

    def moved_object(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic of a number that an object is raised, cut, brought or kept to, or by."""
        view = self.view
        if mark.record["kind"] == "duration" and mark.record["unit"] == "year":
            return None
        if previous is not None and previous[1].indicator and previous[0].sentence == mark.sentence:
            there, moved = self.last_moved
            between = view.lowers[previous[0].last + 1 : mark.first]
            on = word_class("moved_on").issuperset(between) and bool(between)
            if there == mark.sentence and moved.indicator == previous[1].indicator and on:
                return moved
        last = self._object_end(mark)
        if last is None or view.covered[last] == "quantity":
            return None
        for verb in range(last - 1, max(mark.opens, mark.first - _REACH) - 1, -1):
            word = view.words[verb + 1]
            if word.gap.strip("~-–") or view.covered[verb] == "quantity":
                return None
            if view.lowers[verb] in word_class("moving_verb") and self._verb_at(verb):
                found = self._moved_thing(verb, last + 1)
                self.last_moved = (mark.sentence, found) if found else self.last_moved
                return found
        return None

    def _object_end(self, mark: Mark) -> int | None:
        """The last word of what may be moved by a number: that before "(up) to", "by", "from"; that right before a
        number which a comparative follows ("4% lower"); or the number before it."""
        view = self.view
        i = mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount") and view.lowers[i] != "to":
            i -= 1
        if view.words[i + 1].gap.strip("~-$€£"):
            return None
        if view.lowers[i] in word_class("moved_to"):
            i -= 1
            if view.lowers[i] in word_class("moved_way"):
                i -= 1
        elif view.after(mark, 1)[:1] == [] or view.after(mark, 1)[0] not in word_class("compared_state"):
            return None
        return i if i > mark.opens else None

    def _verb_at(self, i: int) -> bool:
        tag = self.view.tags.get(self.view.words[i].start, "VB")
        return tag[:2] == "VB"

    def _moved_thing(self, verb: int, stop: int) -> Topic | None:
        """The object between a verb and word `stop`: a noun phrase and what hangs on it by a preposition."""
        view = self.view
        i = verb + 1
        while i < stop and (view.lowers[i] in _DETERMINERS or view.covered[i] in ("place", "date")):
            i += 1
        head = self.nouns.phrase(i, stop)
        end = i + len(head)
        words = self.nouns.clean(head)
        if not words or words[-1] in word_class("placeholder") | word_class("agent") | word_class("estimate_noun"):
            return None
        own = [m for m in view.within(view.indicators, verb, stop) if m.first < end and m.last >= i]
        if (
            any(m.record["indicator_id"] not in rows_of("generic") for m in own)
            or any(k in view.named for k in range(i, end))
            or words[-1] in word_class("no_subject")
        ):
            return None
        if end < stop:
            if not self._hangs(end, stop):
                return None
            hangs = view.lowers[end] in _NAMING
            words += self.nouns.clean(self.nouns.phrase(end + 1, stop))[-3:] if hangs else []
        elif singular(words[-1]) in goods() and self.running.flow in ("exports", "imports"):
            return None
        price = [m for m in own if m.record["indicator_id"] == "price"]
        label = " ".join(dict.fromkeys(words[-6:]))
        return Topic(label, "price" if price else None, self.flow_of(label), None, None, "moved")

    def _hangs(self, first: int, stop: int) -> bool:
        """Whether words [first, stop) are prepositions and what they govern alone."""
        view = self.view
        return view.lowers[first] in word_class("hanging") and all(
            view.lowers[k] in word_class("hanging")
            or view.lowers[k] in _DETERMINERS
            or view.covered[k] in ("place", "date")
            or self.nouns.is_noun(k)
            for k in range(first, stop)
        )
