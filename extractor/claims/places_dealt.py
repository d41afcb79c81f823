"""Other sides told in the order of their numbers or by what a figure did there: "Their shares stood at 21, 17 and 9
percent, respectively", "a 17.8 percent recovery in China", "In Japan the figure was"; whose chapters a pact has."""

from __future__ import annotations

from bisect import bisect_left

from extractor.claims.cues import word_class
from extractor.claims.places_counterparts import Counterparts
from extractor.claims.places_sides import Pair
from extractor.claims.topic import Topic
from extractor.claims.view import Mark

_LONGEST = 6
"""Numbers of a list, at most."""
_SIDE = frozenset({"country", "demonym", "capital", "bloc"})


class Dealt(Counterparts):
    """One construction a method; each gives the other side or None."""

    def _respectively(self, mark: Mark, home: str | None) -> str | None:
        """The place of one number among as many as the sentence before named places, where their order is kept."""
        view, sentence = self.view, mark.sentence
        if "respectively" not in view.lowers[mark.opens : mark.closes] or not sentence:
            return None
        if word_class("possessive").isdisjoint(view.lowers[mark.opens : mark.first]):
            return None
        if any(m.record["code"] not in (home, "world") for m in view.within(view.places, mark.opens, mark.closes)):
            return None
        number = bisect_left(view.quantities, mark.start, key=lambda q: q.start)
        low = high = number
        while low > 0 and number - low < _LONGEST and self._joins(low - 1):
            low -= 1
        while high + 1 < len(view.quantities) and high - number < _LONGEST and self._joins(high):
            high += 1
        told = view.within(view.places, *view.bounds[sentence - 1])
        codes = list(dict.fromkeys(str(m.record["code"]) for m in told if m.record["code"] not in (home, "world")))
        return codes[number - low] if high > low and len(codes) == high - low + 1 else None

    def _moved_in(self, mark: Mark, home: str | None) -> str | None:
        """The place in which a figure is told to have moved: "thanks to a 17.8 percent recovery in China"."""
        view, behind = self.view, self.view.after(mark, 2)
        if mark.record["kind"] != "percent" or behind[1:] != ["in"] or behind[0] not in word_class("moved_there"):
            return None
        there = next(iter(view.within(view.places, mark.last + 3, mark.last + 5)), None)
        return self._foreign(there, home) if there is not None and there.record["kind"] in _SIDE else None

    def _figure_in(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The place that a sentence opens with, where it tells the figure of exports again for it."""
        view = self.view
        told = topic.flow == "exports" and topic.near in ("turned", "inherited")
        if not told or view.lowers[mark.opens] not in ("in", "for"):
            return None
        there = next(iter(view.within(view.places, mark.opens + 1, mark.opens + 3)), None)
        again = not word_class("takes_up_figure").isdisjoint(view.lowers[mark.opens : mark.first])
        return self._foreign(there, home) if there is not None and again else None

    def _pact_sides(self, mark: Mark, topic: Topic, home: str | None) -> Pair | None:
        """The two sides of the pact whose chapters, or of the talks whose rounds, a number counts: "Peru and India have
        settled 12 of the 19 chapters"."""
        noun = str(mark.record.get("noun") or topic.indicator or "").lower().split()
        counted = mark.record["kind"] == "count" and topic.flow is None and home is not None
        if not counted or word_class("pact_part").isdisjoint(noun):
            return None
        told = self.view.within(self.view.places, mark.opens, mark.closes)
        codes = [c for m in told if (c := str(m.record["code"])) not in (home, "world") and m.record["kind"] in _SIDE]
        sides = list(dict.fromkeys(codes)) or [c for c in self._last_two(mark.opens, home) if c != home]
        sides = [c for c in sides if c.lower() not in word_class("pact_code")]
        return (home, sides[0]) if len(sides) == 1 else None
