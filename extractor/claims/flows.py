"""The flow of trade that a number is of, where its article and sentence tell more than its own phrase.

A share is of the whole it is told to be part of, a bare rate in news of duties is one, and what sells in news of
exports is exported.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.flow_auctions import auctioned, bid
from extractor.claims.flow_crossings import Crossings
from extractor.claims.flow_dealings import SUMS, words_of
from extractor.claims.flow_labels import labelled_flow
from extractor.claims.flow_moves import moved, takers_told, to_market, told_directly
from extractor.claims.flow_parts import Parts
from extractor.claims.flow_rates import PRICED, Rates
from extractor.claims.flow_resumed import Resumed
from extractor.claims.flow_sent import Sent
from extractor.claims.flow_turns import Turns
from extractor.claims.gates import gate_of
from extractor.claims.lexicon import goods
from extractor.claims.period_words import of_a_package
from extractor.claims.quota_amounts import amount_let_in, let_in_free, let_out
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View, large
from extractor.components._quantity_nouns import singular
from extractor.groups import members

_SIDES = frozenset({"country", "demonym", "capital", "bloc"})
_LIMITED = frozenset({"quota", "threshold", "profit", "price", "revenue", None})
_NEAR = 30
"""Words around a quota in which it may be told what it is on."""


class Flows(Rates):
    """Settles the flow of one topic at a time."""

    def __init__(self, view: View, home: str | None = None) -> None:
        super().__init__(view, home)
        abroad = word_class("imports_words") | word_class("sent_abroad") | word_class("from_abroad")
        self.traded = self.dutied or self.selling or not abroad.isdisjoint(view.lowers)
        """Whether it speaks of goods that go abroad or come from there."""
        told = {str(m.record["code"]) for m in view.places if m.record["kind"] in _SIDES} - {"world"}
        self.two_sided = len(told - {code for bloc in told for code in members().get(bloc, ())}) > 1
        """Whether it names two countries or blocs."""
        self.let_in = -1
        """The last paragraph that told what may come in by a quota."""
        self.exported: tuple[int, Topic | None] = (-1, None)
        """The paragraph and topic of what a market was last told to take."""
        self.turns, self.goods_sent = Turns(view, home), Sent(view, home)
        self.crossings, self.parts = Crossings(view, home), Parts(view, home)
        self.resumed = Resumed(view, home)

    def settle(self, mark: Mark, cue: Cue, topic: Topic, previous: tuple[Mark, Topic] | None = None) -> Topic:
        """The topic with the flow that its article and sentence give it, or that of the number before it."""
        self.resumed.note(previous)
        if topic.flow is not None and self._of_people(mark, topic):
            return replace(topic, indicator="arrivals", indicator_id="arrivals", flow=None)
        if previous is not None and topic.flow is not None and self._paid_again(mark, previous):
            return replace(previous[1], mark=None, near="sentence")
        if topic.flow is not None and self._flowless(mark, topic):
            return replace(topic, flow=None)
        if let_in := amount_let_in(self.view, mark, topic) or let_in_free(self.view, mark, topic):
            topic, self.let_in = let_in, self.view.paragraph(mark.start)
        topic = let_out(self.view, mark, topic) or topic
        if auctioned(self.view, mark, topic):
            return bid(topic)
        if topic.flow in (None, "exports") and gate_of(self.view, mark, self.home):
            return replace(self._through_gate(mark, topic), near="turned")
        return (
            labelled_flow(self.view, mark, topic)
            or self.parts.told(mark, topic, previous, self.turns.lately(mark))
            or self.resumed.told(mark, topic, previous)
            or self.crossings.told(mark, topic, previous)
            or self.turns.told(mark, topic, previous)
            or self._of_whole(mark, cue, topic)
            or self._charged_there(mark, topic, previous)
            or self._rated(mark, topic)
            or self._to_market(mark, topic, previous)
            or self._limited(mark, topic)
            or self.dealt(mark, topic, previous)
            or self.goods_sent.sent(mark, topic, self.turns.lately(mark))
            or self._contributed(mark, topic, previous)
            or self._moved(mark, topic)
            or self._part(mark, topic, previous)
            or self._alike(mark, topic, previous)
            or topic
        )

    def _of_whole(self, mark: Mark, cue: Cue, topic: Topic) -> Topic | None:
        """The flow of the whole of which a share is told: "16.2% of exports and 26.6% of imports"."""
        view = self.view
        if mark.record["kind"] not in ("percent", "fraction") or topic.indicator_id not in ("exports", "imports"):
            return None
        k = mark.last + 1
        if not mark.record["text"].endswith(" of"):
            if view.after(mark, 1) != ["of"]:
                return None
            k += 1
        whole = view.within(view.indicators, k, k + 3)[:1]
        flow = whole[0].record["flow"] if whole else None
        if flow not in ("exports", "imports") or flow == topic.flow:
            return None
        return replace(topic, indicator=_renamed(topic.indicator, flow), indicator_id=flow, flow=flow)

    def _limited(self, mark: Mark, topic: Topic) -> Topic | None:
        """The flow that a quota limits, or that dumping is found in."""
        if topic.flow is not None or topic.indicator_id not in _LIMITED:
            return None
        words = set(words_of(topic))
        if topic.indicator_id == "profit":
            return replace(topic, flow="imports") if "dumping" in words else None
        if topic.indicator_id == "price" and "tariff" in words:
            return None  # a utility's: "the gas tariff"
        words |= {part for word in words for part in word.split("-")}  # "tariff-rate"
        told = words & word_class("on_imports"), words & word_class("exports_words")
        limited = mark.record["kind"] not in ("duration", "money") and topic.indicator_id == "quota"
        if limited and not any(told) and self._of_trade(mark, words):
            self.let_in = self.view.paragraph(mark.start)
            return replace(topic, flow="imports")
        if bool(told[0]) == bool(told[1]) or topic.indicator_id is None:
            return None
        return replace(topic, flow="imports" if told[0] else "exports")

    def _of_trade(self, mark: Mark, words: set[str]) -> bool:
        """Whether a quota is on goods from abroad, and not on a catch, on output or on people."""
        near = words | {*self.view.before(mark, _NEAR), *self.view.after(mark, _NEAR)}
        told = near | {*self.view.lately(mark, 1).split()}
        goods_told = self.two_sided and any(singular(w) in goods() for w in told)
        traded = self.traded or goods_told or self.let_in == self.view.paragraph(mark.start)
        return traded and near.isdisjoint(word_class("no_trade_quota") | word_class("exports_words"))

    def _through_gate(self, mark: Mark, topic: Topic) -> Topic:
        """What enters another country by its quota, and what is paid there."""
        rate = mark.record["kind"] in ("percent", "percentage_points") and topic.indicator_id in (None, "exports")
        if rate:
            return Topic("tariff", "tariff", "imports", None, None, "verb")
        if topic.indicator_id in (None, "exports"):
            return Topic("quota", "quota", "imports", None, None, "verb")
        return replace(topic, flow="imports")

    def _flowless(self, mark: Mark, topic: Topic) -> bool:
        """Whether a number is of no trade: an area, the price on an exchange, in shops or paid to those who grow."""
        if mark.record["unit"] in word_class("area_unit") or of_a_package(self.view, mark):
            return True
        if topic.indicator_id != "price" or topic.near not in ("unit", "left", "sentence", "inherited"):
            return False
        first = mark.opens
        if self._to_growers(mark):
            return True
        words = set(self.view.lowers[max(first, mark.first - PRICED) : mark.first])
        return bool(words & word_class("market_price")) and not words & word_class("exports_words")

    def _to_growers(self, mark: Mark) -> bool:
        """Whether a price is told to be paid to those who grow or at the farm gate."""
        priced = mark.record["kind"] == "money"
        return priced and says(f" {' '.join(self.view.before(mark, PRICED))} ", "paid_to_growers")

    def _paid_again(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a small amount is that price again: "growers are paid GH¢58,000 a tonne, or GH¢3,625 a bag"."""
        before, told = previous
        small = mark.record["kind"] == "money" and not large(mark) and before.sentence == mark.sentence
        return small and told.indicator_id == "price" and told.flow is None and self._to_growers(mark)

    def _of_people(self, mark: Mark, topic: Topic) -> bool:
        """Whether those who came are people: "17.2 million foreign nationals entered the country"."""
        noun = str(mark.record.get("noun") or "").lower().split()[-1:]
        return topic.near == "verb" and mark.record["kind"] == "count" and bool(set(noun) & word_class("comers"))

    def _part(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """A part of the trade told right before: "The EU's slice was 35pc"."""
        view = self.view
        whole = previous[1] if previous else None
        behind = topic.near == "policy" or (topic.mark is not None and topic.mark.first > mark.last)
        if topic.near == "sentence" and previous is not None and previous[1].near == "part":
            return previous[1] if mark.record["kind"] == "percentage_points" else None
        if behind and topic.indicator_id == "tariff" and "share" in view.before(mark, 4):
            topic = Topic("share", "share", None, None, None, "left")  # "The US share had been 8.7% before the duty"
        if whole is None or previous is None or topic.flow is not None or mark.record["kind"] != "percent":
            return None
        words = words_of(topic)
        if not words or words[-1] not in word_class("part_noun") or whole.flow not in ("exports", "imports"):
            return None
        near = view.paragraph(previous[0].start) == view.paragraph(mark.start)
        return replace(whole, mark=None, near="part") if near and len(words) < 3 else None

    def _contributed(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What trade added to growth is what its balance did: "Trade sliced 0.56 point off growth"."""
        view = self.view
        if says(" " + " ".join(view.after(mark, 4)) + " ", "to_balance") and view.after(mark, 1) == ["to"]:
            return replace(topic, indicator="trade balance", indicator_id="trade_balance", flow="balance")
        again = previous is not None and previous[1].near == "contribution" and previous[0].sentence == mark.sentence
        if again and previous:
            between = view.within(view.indicators, previous[0].last + 1, mark.first)
            if any(m.record["indicator_id"] != "gdp" for m in between):
                return None
            told = {*view.lowers[previous[0].last + 1 : mark.first], *view.after(mark, 4)}
            if mark.record["kind"] == "percent" and told & word_class("expansion"):
                return Topic("gdp growth", "gdp", None, None, None, "contribution")
        if mark.record["kind"] != "percentage_points":
            return None
        adds = set(view.before(mark, 4)) & word_class("contributing")
        if adds and previous and (again or (previous[1].flow == "balance" and topic.flow is None)):
            return replace(previous[1], mark=None, near="contribution" if again else "sentence")
        near = {*view.before(mark, 4), *view.after(mark, 8)}
        if not near & word_class("output_word") or not near & word_class("contributing"):
            return None
        if topic.indicator_id == "tariff":
            if not says(f" {' '.join(view.after(mark, 6))} ", "of_growth"):
                return None
            return replace(topic, indicator="gdp growth", indicator_id="gdp", flow=None, near="contribution")
        if topic.flow not in ("total", "balance"):
            return None
        trade = "net exports" if "net" in view.lowers[mark.opens : mark.first] else "trade"
        label = f"{trade} contribution to gdp growth"
        return replace(topic, indicator=label, flow="balance", near="contribution")

    def _to_market(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What a place that is told to be a market takes of the article's own exports, and what all such take."""
        named = topic.mark if topic.mark is not None and topic.mark.first >= mark.opens else None
        at = to_market(self.view, mark, self.home)
        own = named is not None and topic.flow is not None and not self._buying(named) and named.last > (at or 0)
        other = topic.flow not in (None, "imports") or topic.indicator_id in rows_of("received")
        if not self.selling or own or other or mark.record["kind"] not in (*SUMS, "count"):
            return None
        told = self.exported[1] if self.exported[0] == self.view.paragraph(mark.start) else None
        here = {*self.view.lowers[mark.opens : mark.first]}
        all_told = here & word_class("together") and here & word_class("those_told")
        before = previous[1] if previous is not None and previous[1].flow == "exports" else self.turns.lately(mark)
        before = before if before is not None and before.flow == "exports" else None
        jointly = (told and all_told) or (before and takers_told(self.view, mark))
        again = previous is not None and previous[1] is told and previous[0].sentence == mark.sentence
        if not (jointly or again or at):
            return None
        found = told or before or Topic("exports", "exports", "exports", None, None, "verb")
        self.exported = (self.view.paragraph(mark.start), replace(found, mark=None, near="verb"))
        return self.exported[1]

    def _buying(self, named: Mark) -> bool:
        """Whether the word that names a flow is a verb of buying."""
        return self.view.lowers[named.last] in word_class("bought_verb") | word_class("took_verb")

    def _moved(self, mark: Mark, topic: Topic) -> Topic | None:
        """Goods that the sentence tells to go out or in."""
        direct = told_directly(self.view, mark)
        if direct and topic.flow not in ("exports", "imports"):
            return Topic(direct, direct, direct, None, None, "verb")
        if topic.flow is not None or topic.indicator_id is not None or topic.near in ("policy", "age"):
            return None
        flow = moved(self.view, mark, self.home, self.exporting)
        words = [w for w in words_of(topic) if w != "number"]
        if flow is None or set(words[-1:]) & word_class("visiting"):
            return None
        near = "verb" if topic.near == "none" else topic.near
        return replace(topic, indicator=" ".join([*words, flow]), indicator_id=flow, flow=flow, near=near)

    def _alike(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The flow of the same counted things right before: "1,410 vehicles …, against 8,213 a year before"."""
        if previous is None or topic.flow is not None or topic.near not in ("noun", "none", "sentence"):
            return None
        before, told = previous
        same = before.sentence == mark.sentence
        kind = mark.record["kind"]
        alike = (before.record["kind"], before.record["unit"]) == (kind, mark.record["unit"])
        reached = before.record["kind"] == "percent" and self.view.before(mark, 1) == ["to"]
        reached = reached or (before.record["kind"] == "money" and self.view.before(mark, 1) == ["for"])
        if not same or not (alike or reached) or told.flow not in ("exports", "imports") or kind != "count":
            return None
        return replace(told, near="sentence")


def _renamed(indicator: str | None, flow: str) -> str:
    """An indicator's name with another flow: "non-oil exports" → "non-oil imports"."""
    words = str(indicator or flow).split()
    return " ".join([*words[:-1], flow]) if words and words[-1] in ("exports", "imports") else flow
