"""Goods that are the object of a verb of trade: "exported tea worth $2 billion to Egypt", "sold Egypt $2 billion (1.8
billion euros) worth of farm goods", "imported medicines from India, 5 percent more than a year earlier"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_state import State
from extractor.claims.view import FINITE, Mark
from extractor.components._quantity_nouns import singular
from extractor.words import first_at

_LONGEST = 4
"""Words of goods, at most."""
_SIDE = 6
"""Words of "to the United Arab Emirates" between goods and what they are worth, at most."""
_REACH = 14
"""Words from a verb of trade to the number, at most."""


class Objects(State):
    """Reads what was bought or sold, before or behind an amount."""

    def in_things(self, mark: Mark, topic: Topic) -> Topic:
        """Trade that a verb tells without its goods, with those that are bought or sold."""
        if topic.flow not in ("exports", "imports") or topic.indicator_id != topic.flow or topic.sector == "services":
            return topic
        if mark.record["kind"] not in ("money", "measure", "percent", "fraction"):
            return topic
        own = topic.mark if topic.mark is not None and topic.mark.sentence == mark.sentence else None
        head = first_at(self.view.words, own.record["head"]) if own is not None else None
        verbal = head is None or self._is_verb(head)
        told = {w for w in str(topic.indicator).split() if not (verbal and w in word_class("agent"))}
        if not told <= {topic.flow, "goods"}:
            return topic
        verb = self._verb_of_trade(mark, head) if verbal else None
        kind = mark.record["kind"]
        amount = kind == "money" or (kind == "measure" and self._weighed(mark, topic, verb))
        phrase = (self._things_behind(mark, verb) or self._things_worth(mark, verb)) if amount else []
        if not phrase and head is not None and not verbal and amount:
            phrase = self._said_to_be(mark, head)
        apart = ":" in self.view.words[mark.first].gap
        if not phrase and verb is not None and (head is not None or apart or not amount):
            phrase = self._object_of(mark, verb)
        if not phrase:
            return topic
        return replace(topic, indicator=" ".join([*phrase[-_LONGEST:], str(topic.flow)]), sector=None)

    def _is_verb(self, i: int) -> bool:
        """Whether a word that names trade is a verb: "exported", "spent $5 million buying"."""
        word = f" {self.view.lowers[i]} "
        gerund = word.endswith("ing ") and (says(word, "sold_verb") or says(word, "bought_verb"))
        return gerund or self.view.tags.get(self.view.words[i].start, "")[:2] == "VB"

    def _weighed(self, mark: Mark, topic: Topic, verb: int | None) -> bool:
        """Whether a weight is what was traded: the first number of its verb, or of a passive."""
        if verb is None:
            return topic.mark is None and topic.near == "verb"
        return not self.view.within(self.view.quantities, verb, mark.first)

    def _verb_of_trade(self, mark: Mark, head: int | None) -> int | None:
        """The word that tells the trade: the topic's own verb, or the last one before a number."""
        view = self.view
        if head is not None:
            return head if mark.opens <= head < mark.closes else None
        for i in range(mark.first - 1, max(mark.opens - 1, mark.first - _REACH), -1):
            word = f" {view.lowers[i]} "
            told = view.tags.get(view.words[i].start) in FINITE and view.lowers[i] in word_class("bare_flow")
            if told or says(word, "sold_verb") or says(word, "bought_verb"):
                return i
        return None

    def _said_to_be(self, mark: Mark, head: int) -> list[str]:
        """The goods that an export is said to be: "its top export to Britain was crude oil, at $8 billion"."""
        view, at = self.view, mark.first - 1
        while at > head and view.lowers[at] in word_class("before_amount") | word_class("skip") | {"with"}:
            at -= 1
        words = self.nouns.back(at, head + 1)
        copula = at - len(words)
        led = copula > head and view.lowers[copula] in word_class("copula")
        named = led and view.lowers[head] in word_class("one_traded") and not view.within(view.quantities, head, copula)
        return self._names_things(words, at) if named and words else []

    def _things_behind(self, mark: Mark, verb: int | None) -> list[str]:
        """The goods behind an amount and its conversion in brackets: "$3 billion (£2 billion) worth of auto parts"."""
        view, k = self.view, self.view.behind_bracket(mark)
        stop = mark.closes
        if k + 1 >= stop or view.words[k].gap.strip("~)"):
            return []
        if view.lowers[k] == "worth":
            k += 1
        if view.lowers[k] not in ("of", "in") or k + 1 >= stop or view.covered[k + 1] == "date":
            return []
        if " ".join(view.lowers[k + 1 : k + 4]) in word_class("both_sectors"):
            return view.lowers[k + 1 : k + 4]
        return self._things_at(k + 1, stop) if verb is not None or view.lowers[k] == "of" else []

    def _things_worth(self, mark: Mark, verb: int | None) -> list[str]:
        """The goods before what they are worth, the other side passed over: "tea to Egypt worth $2 million"."""
        view, first = self.view, mark.opens
        at = mark.first - 1
        while at > first and view.lowers[at] in word_class("before_amount") | word_class("skip"):
            at -= 1
        if view.lowers[at] not in word_class("worth_told") or at <= first:
            return []
        if view.covered[at - 1] == "place":
            way = (i for i in range(at - 1, max(first, at - _SIDE), -1) if view.covered[i] != "place")
            at = next((i for i in way if view.lowers[i] in ("to", "from", "into")), at)
        words = self.nouns.back(at - 1, max(first, verb + 1 if verb is not None and verb < at else first), at - 1)
        return self._names_things(words, at - 1)

    def _object_of(self, mark: Mark, verb: int) -> list[str]:
        """What the verb before a number has right behind it, or behind the amount that is its object."""
        view, k = self.view, verb + 1
        while k < mark.closes and (view.lowers[k] in word_class("before_amount") or view.covered[k] == "place"):
            k += 1
        amounts = view.within(view.quantities, k, k + 1)
        if amounts and amounts[0] is not mark:
            return self._things_behind(amounts[0], verb)
        if amounts:  # "exported 5 percent more | tea"
            k = mark.last + 1
            if word_class("how_much_more").isdisjoint(view.lowers[k : k + 1]):
                return []
            k += 1
        return self._things_at(k, mark.first if verb < k <= mark.first else mark.closes)

    def _things_at(self, k: int, stop: int) -> list[str]:
        """The goods that a noun phrase at word k names, whose they are passed over: "of | Kenyan | tea"."""
        view = self.view
        while k < stop and (view.covered[k] == "place" or view.lowers[k] in word_class("opens_phrase")):
            k += 1
        words = self.nouns.phrase(k, stop) if k < stop and view.words[k].gap.strip("~-") not in (";", ":", ",") else []
        last = k
        for i in range(k, stop):
            if words and view.lowers[i] == words[-1]:
                last = i
                break
        return self._names_things(words, last)

    def _names_things(self, words: list[str], last: int) -> list[str]:
        """A phrase that ends at a word, where it names goods: by its last word, or by what that is not."""
        named = self.nouns.clean(words)
        if not named or (word_class("any_goods") | {"services"}).issuperset(named):
            return []
        if singular(named[-1]) in goods():
            return named
        unfit = word_class("no_goods") | word_class("no_goods_head") | word_class("agent") | word_class("placeholder")
        noun = self.view.tags.get(self.view.words[last].start, "NN")[:2] == "NN"
        return named if noun and named[-1] not in unfit else []
