"""What goods earn in news of a country's trade: "Cashew brought in $310 million in the year to March"."""

from __future__ import annotations

from decimal import Decimal

from extractor.claims.cues import phrases, word_class
from extractor.claims.lexicon import goods
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large
from extractor.components._quantity_nouns import singular

_BULK = 1000
"""Tonnes, bags or the like that are traded in bulk, at least."""
_AHEAD = 14
"""Words of what stands in brackets behind goods, at most."""
_BACK = 5
"""Words from a verb of earning to its sum, at most."""


class Earnings:
    """Reads one number's words of goods that earn abroad."""

    def __init__(self, view: View, abroad: bool) -> None:
        self.view = view
        self.abroad = abroad
        """Whether the article speaks of goods that go abroad."""
        self.nouns = Nouns(view)

    def told(self, mark: Mark, topic: Topic) -> Topic | None:
        """The topic that such words give, or None."""
        if topic.flow == "exports" or not self.abroad:
            return None
        if mark.record["kind"] != "money" or not large(mark):
            return None
        if topic.mark is not None and mark.opens <= topic.mark.first < mark.closes and topic.flow is not None:
            return None
        verb = self._earn_verb(mark)
        told = self._sellers_goods(verb, mark.opens) if verb is not None else []
        return Topic(" ".join([*told, "exports"]), "exports", "exports", None, None, "verb") if told else None

    def _earn_verb(self, mark: Mark) -> int | None:
        """The first word of the verb of earning that a sum is the object of."""
        view = self.view
        for i in range(mark.first - 1, max(mark.opens, mark.first - 1 - _BACK), -1):
            if view.covered[i] in ("quantity", "indicator") or (i < mark.first - 1 and view.words[i + 1].gap.strip()):
                return None
            pair = f" {view.lowers[i - 1]} {view.lowers[i]} "
            if pair in phrases("earn_verb"):
                return i - 1
            if f" {view.lowers[i]} " in phrases("earn_verb"):
                return i
            own = view.lowers[i] in word_class("before_amount") | word_class("own_land") | word_class("skip")
            if not own and view.covered[i] != "place":
                return None
        return None

    def _sellers_goods(self, verb: int, opens: int) -> list[str]:
        """The goods that are the subject of a verb, over an adverb and what stands in brackets."""
        view, i = self.view, verb - 1
        if ")" in view.words[verb].gap:
            i = next((k - 1 for k in range(i, max(opens, i - _AHEAD), -1) if "(" in view.words[k].gap), opens)
        while i > opens and view.lowers[i] in word_class("earning_helper") | word_class("beside_earning"):
            i -= 1
        measured = view.within(view.quantities, max(opens, i - _BACK), i)
        if measured and measured[-1].record["kind"] == "measure" and not _in_bulk(measured[-1]):
            return []  # "a sack of 60 kilos fetched 2 million pesos"
        if i < opens or view.covered[i] in ("place", "date") or singular(view.lowers[i]) not in goods():
            return []
        led = i > opens and self.nouns.is_noun(i - 1) and not view.words[i].gap.strip() and not view.covered[i - 1]
        return view.lowers[i - 1 : i + 1] if led and not view.lowers[i - 1].endswith("s") else [view.lowers[i]]



def _in_bulk(mark: Mark) -> bool:
    """Whether an amount of goods is more than a farm or a shop sells at once."""
    value = mark.record.get("value")
    return value is not None and Decimal(str(value)) >= _BULK
