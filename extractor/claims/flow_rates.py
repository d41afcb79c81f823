"""Rates that news of duties tells without the word: what goods get or go to, what a place charges, what is added."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.flow_dealings import Dealings, words_of
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

PRICED = 14
"""Words before a price or rate in which it may be told whose it is."""


class Rates(Dealings):
    """Tells bare rates that are duties."""

    def __init__(self, view: View, home: str | None = None) -> None:
        super().__init__(view, home)
        levies = sum(m.record["indicator_id"] == "tariff" for m in view.indicators)
        loans = sum(m.record["indicator_id"] in ("interest_rate", "inflation") for m in view.indicators)
        self.dutied = levies > 1 and levies > loans
        """Whether the article speaks of duties more than of other rates."""
        self.rated = -1
        """The last sentence that told of the rates that goods get."""

    def _rated(self, mark: Mark, topic: Topic) -> Topic | None:
        """A bare rate in news of duties: "Brazil's rate rises to 50%", "for Vietnam, the rates range from …"."""
        view = self.view
        bare = topic.indicator_id is None or (topic.indicator_id == "interest_rate" and len(words_of(topic)) < 3)
        loose = mark.record["kind"] == "percent" and topic.near in ("inherited", "none")
        if self._in_rates(mark, topic) or (self.dutied and loose and self._added(mark)):
            return Topic("tariff", "tariff", "imports", None, None, "verb")
        if not self.dutied or not bare or mark.record["kind"] not in ("percent", "percentage_points"):
            return None
        if self._listed(mark, topic) or says(" " + " ".join(view.before(mark, 4)) + " ", "admitted_at"):
            return Topic("tariff", "tariff", "imports", None, None, "verb")
        near = {*view.before(mark, 9), *view.after(mark, 2)}
        first, stop = mark.opens, mark.closes
        words = {w.lower for w in view.words[first:stop]}
        if not near & word_class("rate_noun") or words & (word_class("other_rate") | word_class("not_duty_rate")):
            return None
        return Topic("tariff", "tariff", "imports", None, None, "verb")

    def _charged_there(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What a place charges on goods, or beyond a quota: "Japan charges 17%", "and to charge 50 per cent on the rest
        instead of 25"."""
        view = self.view
        if topic.flow is not None or topic.indicator_id not in ("fee", None) or mark.record["kind"] != "percent":
            return None
        same = previous is not None and previous[0].sentence == mark.sentence
        told = previous[1].indicator_id if previous is not None and same else None
        near = range(mark.first - 1, max(mark.opens, mark.first - 2) - 1, -1)
        verb = next((i for i in near if view.lowers[i] in word_class("charges_verb")), None)
        if verb is None:
            if previous is None or told != "tariff" or topic.mark is None or topic.indicator_id != "fee":
                return None
            return replace(previous[1], near="sentence") if topic.mark.first < previous[0].first else None
        by_place = [m for m in view.within(view.places, max(mark.opens, verb - 3), verb) if m.last >= verb - 2]
        laid = told in ("quota", "tariff") or (bool(by_place) and view.after(mark, 1) != ["of"])
        return Topic("tariff", "tariff", "imports", None, None, "verb") if laid else None

    def _in_rates(self, mark: Mark, topic: Topic) -> bool:
        """Whether goods get or go to a rate in news of duties: "Steel gets 35 percent, toys 30 percent"."""
        view = self.view
        goods_told = topic.near in ("product", "list", "sentence", "inherited", "noun") and topic.mark is None
        if not self.dutied or mark.record["kind"] != "percent" or not goods_told or view.after(mark, 1) == ["of"]:
            return False
        if self.rated == mark.sentence:
            return True
        moves = says(f" {' '.join(view.before(mark, 2))} ", "goes_to_rate") and "share" not in view.before(mark, PRICED)
        if moves and not says(view.lately(mark, 1), "helps_exporters"):
            self.rated = mark.sentence
        return self.rated == mark.sentence

    def _added(self, mark: Mark) -> bool:
        """Whether a duty is told to be added to a rate: "Added to the 10% in place since April, it makes 50%"."""
        return says(" " + " ".join(self.view.before(mark, 4)) + " ", "on_top_of")

    def _listed(self, mark: Mark, topic: Topic) -> bool:
        """Whether a rate stands behind a place and a colon in a list: "Ukraine: 23.90 percent"."""
        view = self.view
        behind = mark.first > 0 and ":" in view.words[mark.first].gap and view.covered[mark.first - 1] == "place"
        return behind and topic.near == "none" and mark.record["kind"] == "percent"
