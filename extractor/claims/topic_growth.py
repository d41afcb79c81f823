"""Growth told without a thing that grows: that of the economy, where forecasters tell it."""

from __future__ import annotations

from extractor.claims.lexicon import word_class
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_REACH = 12
"""Words between "growth forecast" and its number, at most."""
_OWN = 3
"""Words before "growth" that may name what grows."""


class Growth(State):
    """Reads bare growth."""

    def output_growth(self, mark: Mark) -> Topic | None:
        """The economy's growth: "cut its 2025 growth forecast to 2.1% from 2.4%", of no trade and no goods."""
        view = self.view
        if mark.record["kind"] not in ("percent", "percentage_points") or self.home == "world":
            return None
        nouns = range(mark.first - 1, max(mark.opens, mark.first - _REACH) - 1, -1)
        at = next((i for i in nouns if view.lowers[i] in word_class("foretold_noun")), None)
        if at is None or view.lowers[at - 1] != "growth" or view.words[at].gap.strip("~"):
            return None
        between = [*view.within(view.indicators, at + 1, mark.first), *view.within(view.places, at + 1, mark.first)]
        aimed = view.lowers[at] == "target" and word_class("plans_growth").isdisjoint(view.lowers[mark.opens : at])
        if between or aimed or self._grown(at - 1, mark.opens) or not self._foretold(mark):
            return None
        return Topic("gdp", "gdp", None, None, None, "growth")

    def _foretold(self, mark: Mark) -> bool:
        """Whether a forecaster of the economy leads to a number, of nothing that is named behind it."""
        view = self.view
        j = mark.first - 1
        while j > mark.opens and view.lowers[j] in word_class("light"):
            j -= 1
        sentence = view.lowers[mark.opens : mark.closes]
        told = word_class("plans_growth") | word_class("forecaster_word")
        led = view.lowers[j] in word_class("growth_led") and view.after(mark, 1) != ["for"]
        return led and not told.isdisjoint(sentence)

    def _grown(self, growth: int, first: int) -> bool:
        """Whether a noun before "growth" names what grows: "export growth forecast", "the volume growth forecast"."""
        view = self.view
        if self.nouns.back(growth - 1, max(first, growth - _OWN), first) and view.lowers[growth - 1] not in word_class(
            "of_economy"
        ):
            return True
        return bool(view.within(view.indicators, first, growth))
