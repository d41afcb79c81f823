"""What goods earn in news of a country's trade, and what tells such a sum or its parts again: "Dairy brought in
NZ$27.2 billion in the year to June", "of the $890 million that the fruit earned abroad"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.claims.cues import phrases, word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.lexicon import goods
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large
from extractor.components._quantity_nouns import singular

_SIDES = ("exports", "imports")
_BULK = 1000
"""Tonnes, bags or the like that are traded in bulk, at least."""
_AHEAD = 14
"""Words of what stands in brackets behind goods, or from their quantity to its sum, at most."""
_BACK = 5
"""Words from a verb of earning to its sum, or from a spender to its verb, at most."""


class Earnings:
    """Reads one number's words of goods that earn abroad."""

    def __init__(self, view: View, home: str | None, abroad: bool) -> None:
        self.view = view
        self.home = home
        self.abroad = abroad
        """Whether the article speaks of goods that go abroad."""
        self.nouns = Nouns(view)
        self.sums: dict[tuple[object, ...], Topic] = {}
        """Sums that goods were told to earn."""
        self.earned: tuple[int, Topic | None] = (-1, None)
        """The sentence in which goods were last told to earn, and its topic."""

    def told(self, mark: Mark, topic: Topic) -> Topic | None:
        """The topic that such words give, or None."""
        return self._earning(mark, topic) or self._earning_too(mark, topic) or self._earned_again(mark, topic)

    def _earning(self, mark: Mark, topic: Topic) -> Topic | None:
        """What goods earn in news of a country's trade: "Dairy brought in NZ$27.2 billion in the year to June"."""
        if topic.flow == "exports" or not self.abroad:
            return None
        if mark.record["kind"] == "measure" and topic.flow is None:
            return self._earners(mark)
        if mark.record["kind"] != "money" or not large(mark):
            return None
        if topic.mark is not None and mark.opens <= topic.mark.first < mark.closes and topic.flow is not None:
            return None
        verb = self._earn_verb(mark)
        told = self._sellers_goods(verb, mark.opens) if verb is not None else self._earned_behind(mark)
        if not told:
            return None
        found = Topic(" ".join([*told, "exports"]), "exports", "exports", None, None, "verb")
        self.earned = (mark.sentence, found)
        self.sums[_sum(mark)] = found
        return found

    def _earned_again(self, mark: Mark, topic: Topic) -> Topic | None:
        """The same sum again, what another place spent of it, or what a month brought: "$2.16 billion came in", "The
        United States spent $605 million", "October alone brought $231 million"."""
        view, told = self.view, self.earned[1]
        if told is None or topic.flow or topic.mark is not None or mark.record["kind"] != "money":
            return None
        if again := self.sums.get(_sum(mark)):
            return again
        i = mark.first - 1
        if i <= mark.opens or not large(mark):
            return None
        verb = view.lowers[i]
        while i > mark.opens + 1 and view.lowers[i - 1] in word_class("beside_earning"):
            i -= 1
        if verb in word_class("buyer_spent"):
            spender = view.within(view.places, max(mark.opens, i - _BACK), i)
            return told if spender and spender[-1].record["code"] not in (self.home, "world") else None
        return told if verb in word_class("month_brings") and view.covered[i - 1] == "date" else None

    def _earners(self, mark: Mark) -> Topic | None:
        """The quantity of goods that earn a sum: "31,000 tonnes of grapes fetched US$96 million"."""
        view = self.view
        near = view.within(view.quantities, mark.last + 1, min(mark.closes, mark.last + _AHEAD))[:1]
        sums = [q for q in near if q.record["kind"] == "money" and large(q)]
        verb = self._earn_verb(sums[0]) if sums and _in_bulk(mark) and view.after(mark, 1) == ["of"] else None
        if verb is None or any(w.gap.strip() for w in view.words[mark.last + 1 : verb]):
            return None
        told = self._sellers_goods(verb, mark.last + 1)
        return Topic(" ".join([*told, "exports"]), "exports", "exports", None, None, "verb") if told else None

    def _earn_verb(self, mark: Mark) -> int | None:
        """The first word of the verb of earning that a sum is the object of."""
        view = self.view
        for i in range(mark.first - 1, max(mark.opens, mark.first - 1 - _BACK), -1):
            if view.covered[i] in ("quantity", "indicator") or (i < mark.first - 1 and view.words[i + 1].gap.strip()):
                return None
            pair = f" {view.lowers[i - 1]} {view.lowers[i]} "
            if pair in phrases("goods_earn"):
                return i - 1
            if f" {view.lowers[i]} " in phrases("goods_earn"):
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

    def _earned_behind(self, mark: Mark) -> list[str]:
        """The goods of a clause behind their sum: "of the $890 million that the fruit earned abroad"."""
        view = self.view
        behind = view.after(mark, 6)
        if behind[:1] != ["that"]:
            return []
        for k in range(2, len(behind)):
            if f" {behind[k]} " in phrases("goods_earn") and not word_class("abroad").isdisjoint(behind[k + 1 :]):
                return [behind[k - 1]] if singular(behind[k - 1]) in goods() else []
        return []

    def _earning_too(self, mark: Mark, topic: Topic) -> Topic | None:
        """What stands in a list with the goods that earn: "soybeans yielded $3.07 billion; beef, $1.8 billion"."""
        there, told = self.earned
        if told is None or there != mark.sentence or topic.flow == "exports" or topic.near == "turned":
            return None
        if topic.mark is not None and topic.mark.sentence == mark.sentence and topic.mark.first > mark.opens:
            return None
        if topic.flow is None and topic.near not in ("product", "sentence", "list", "none", "inherited", "paren"):
            return None
        own = [w for w in words_of(topic) if w not in (*_SIDES, "trade")] if topic.near in ("product", "list") else []
        return replace(told, indicator=" ".join([*own, "exports"])) if own else told


def _sum(mark: Mark) -> tuple[object, ...]:
    return mark.record["unit"], mark.record.get("value")


def _in_bulk(mark: Mark) -> bool:
    """Whether an amount of goods is more than a farm or a shop sells at once."""
    value = mark.record.get("value")
    return value is not None and Decimal(str(value)) >= _BULK
