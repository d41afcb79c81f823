"""The terms of goods that lie in stores, of what is smuggled, and of what buyers pay growers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from extractor.claims._fixed_around import NEAR, Around
from extractor.claims.lexicon import says, word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.topic_keyword import keyword

_HELD = 4
"""Words between a verb of holding and what is held, at most."""
_PAID = 4
"""Words between growers and the number that tells what they are paid, at most."""


class StoreTerms(Around):
    """Gives the terms of stores, of smuggling and of buyers' prices."""

    @cached_property
    def _keyword(self) -> str:
        return keyword(self.view)

    def _stored(self, made: Link) -> Topic | None:
        """Goods in store: "state granaries held 44 million tonnes of rice", "12 million barrels sit in tanks"."""
        view, mark = self.view, made.mark
        if not (self._held(made) or self._lies(made)) or "stocks" in (made.topic.indicator or ""):
            return None
        if any(m.record["flow"] for m in view.within(view.indicators, mark.opens, mark.closes)):
            return None
        found = self.nouns.tail(mark) or ([self._keyword] if self._keyword else [])
        room = mark.record["qualifier"] == "at_most"  # "store up to 2 million tonnes of wheat"
        label = " ".join([*found[-3:], "storage capacity" if room else "stocks"])
        return replace(made.topic, indicator=label, indicator_id=None if room else "stocks", flow=None, near=NEAR)

    def _held(self, made: Link) -> bool:
        """Whether stores that open the clause hold a number's goods."""
        view, mark = self.view, made.mark
        light = word_class("light") | word_class("before_amount")
        verb = mark.first - 1
        while verb > mark.opens and view.lowers[verb] in light:
            verb -= 1
        told = view.within(view.quantities, mark.opens, verb)
        first = told[-1].last + 1 if told else mark.opens
        stores = not word_class("store_noun").isdisjoint(view.lowers[first:verb])
        return stores and view.lowers[verb] in word_class("stores_verb")

    def _lies(self, made: Link) -> bool:
        """Whether a number's goods lie in stores: "12 million barrels of crude sit in tanks"."""
        view, mark = self.view, made.mark
        for i in range(mark.last + 1, min(mark.closes - 2, mark.last + 2 * _HELD)):
            if view.words[i].gap.strip("~-") or view.covered[i] == "quantity":
                return False
            if view.lowers[i] in word_class("lies_verb"):
                inside = view.lowers[i + 1] in ("in", "at")
                return inside and not word_class("store_noun").isdisjoint(view.lowers[i + 2 : i + 2 + _HELD])
        return False

    def _sold_at_home(self, made: Link) -> Topic | None:
        """What growers sell at auctions and to buyers at home: "farmers have sold 352 million kilos since the auction
        floors opened", "sold 5 million tonnes of maize to the state board"."""
        view, mark = self.view, made.mark
        sentence = view.lowers[mark.opens : mark.closes]
        if made.topic.flow != "exports" or not says(f" {' '.join(sentence)} ", "sold_verb"):
            return None
        if any(m.record["flow"] for m in view.within(view.indicators, mark.opens, mark.closes)):
            return None
        auctioned = not word_class("auction_word").isdisjoint(sentence)
        to = next((i for i, word in enumerate(sentence) if word == "to"), len(sentence))
        bought = not word_class("home_buyer").isdisjoint(sentence[to : to + _HELD])
        if not (auctioned or bought) or word_class("grower").isdisjoint(sentence):
            return None
        goods = [w for w in (made.topic.indicator or "").split() if w not in word_class("trade_word")]
        label = " ".join([*(goods or ([self._keyword] if self._keyword else [])), "sales"])
        return replace(made.topic, indicator=label, indicator_id="sales", flow=None, near=NEAR)

    def _smuggled(self, made: Link) -> Topic | None:
        """Goods that smugglers carry: "160,000 tonnes were smuggled out last season"."""
        view, mark = self.view, made.mark
        behind = view.lowers[mark.last + 1 : mark.closes]
        at = next((i for i, word in enumerate(behind[: 2 * _HELD]) if word in word_class("smuggled")), None)
        passive = at is not None and not word_class("passive").isdisjoint(behind[:at])
        if at is not None and view.within(view.quantities, mark.last + 1, mark.last + 1 + at):
            return None  # "exports were 30 tonnes; another 12 tonnes were smuggled"
        if not passive and word_class("smuggled").isdisjoint(view.before(mark, 2)):
            return None
        found = self.nouns.tail(mark) or ([self._keyword] if self._keyword else [])
        found = found or [w for w in (made.topic.indicator or "").split() if w not in word_class("trade_word")]
        if not found:
            return None
        return replace(made.topic, indicator=" ".join(["smuggled", *found[-2:]]), indicator_id=None, near=NEAR)

    def _pays_growers(self, made: Link) -> Topic | None:
        """What buyers pay growers: "raised what it pays farmers by 44.9 per cent, from 33,120 to 48,000 cedis a
        tonne"."""
        view, mark = self.view, made.mark
        growers = range(mark.first - 1, max(mark.opens, mark.first - _PAID - 1), -1)
        who = next((i for i in growers if view.lowers[i] in word_class("grower")), None)
        if who is None or who - 2 < mark.opens:
            return None
        verb = who - 1 if view.lowers[who - 1] in word_class("pays_verb") else who - 2
        led = view.lowers[max(mark.opens, verb - 3) : verb]
        if view.lowers[verb] not in word_class("pays_verb") or "what" not in led:
            return None
        own = self.nouns.clean(self.nouns.back(who - 1, verb + 1)) if verb < who - 1 else []
        label = " ".join([*(own or ([self._keyword] if self._keyword else [])), "producer price"])
        return replace(made.topic, indicator=label, indicator_id="price", flow=None, near=NEAR)
