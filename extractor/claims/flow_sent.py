"""Goods that are told to go out or to be bought, by words that stand apart from their number: "603,600 of them, or 77.4
per cent, were exported", "flows to Iraq averaged 24 million cubic metres", "promised to buy 25 million tons"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import says, word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.lexicon import goods
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_SIDES = ("exports", "imports")
_BEHIND = 7
"""Words behind a number, over its share in brackets, in which the verb may stand."""
_BEFORE = 6
"""Words before a number in which the noun or verb that leads to it may stand."""


class Sent:
    """Reads one number's words of sending and buying."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view = view
        self.home = home
        self.nouns = Nouns(view)

    def sent(self, mark: Mark, topic: Topic, traded: Topic | None) -> Topic | None:
        """The topic that such words give, or None; `traded` is the exports or imports told last."""
        return (
            self._exported(mark, topic)
            or self._ends_up(mark, topic)
            or self._flows(mark, topic, traded)
            or self._promised(mark, topic)
            or self._ordered_abroad(mark, topic)
            or self._trade_in(mark, topic, traded)
            or self._upon(mark, topic)
            or self._added_to(mark, topic)
        )

    def _exported(self, mark: Mark, topic: Topic) -> Topic | None:
        """A part of what was made that went abroad: "603,600, or 77.4 per cent, were exported"."""
        view = self.view
        if topic.flow is not None or mark.record["kind"] not in ("count", "measure"):
            return None
        behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 1 + _BEHIND)]
        k = next((i for i, (a, b) in enumerate(pairwise(behind)) if _done(a, b)), None)
        led = bool(behind) and (behind[0] in word_class("before_exported") or singular(behind[0]) in goods())
        if k is None or (k and not led):
            return None
        own = [w for w in words_of(topic) if w not in word_class("made_noun")] if topic.near == "sentence" else []
        own = own or str(mark.record.get("noun") or "").lower().split()[-1:]
        return Topic(" ".join([*own, "exports"]), "exports", "exports", None, None, "verb")

    def _ends_up(self, mark: Mark, topic: Topic) -> Topic | None:
        """A part of the goods of the article's place that ends up elsewhere: "nine out of ten Chilean cherries end up
        on a table in China"."""
        view = self.view
        if topic.flow is not None or mark.record["kind"] not in ("fraction", "percent", "measure", "count"):
            return None
        stop = min(mark.closes, mark.last + 1 + _BEHIND)
        at = next((i for i in range(mark.last + 1, stop - 1) if view.lowers[i] in word_class("departing")), None)
        if at is None or view.lowers[at + 1] != "up" or view.within(view.quantities, mark.last + 1, at):
            return None
        there = view.within(view.places, at + 2, min(mark.closes, at + 2 + _BEHIND))
        if not there or there[0].record["code"] in (self.home, "world"):
            return None
        told = [w for i, w in enumerate(view.lowers[mark.last + 1 : at], mark.last + 1) if self.nouns.is_noun(i)]
        return Topic(" ".join([*told[-2:], "exports"]), "exports", "exports", None, None, "verb")

    def _flows(self, mark: Mark, topic: Topic, traded: Topic | None) -> Topic | None:
        """What flows to another place of the exports told last: "Flows to Iraq averaged 24 million cubic metres"."""
        view = self.view
        if topic.flow is not None or traded is None or traded.flow != "exports" or mark.record["kind"] != "measure":
            return None
        near = range(max(mark.opens, mark.first - _BEFORE), mark.first - 1)
        at = next((i for i in near if view.lowers[i] in word_class("flow_noun") and view.lowers[i + 1] == "to"), None)
        there = view.within(view.places, at + 2, mark.first) if at is not None else []
        if not there or there[0].record["code"] in (self.home, "world"):
            return None
        return replace(traded, mark=None, near="verb")

    def _promised(self, mark: Mark, topic: Topic) -> Topic | None:
        """What a place promises or offers to buy: imports, or exports where the goods are the article's own."""
        view = self.view
        if topic.flow is not None or mark.record["kind"] not in ("measure", "money", "count"):
            return None
        before = view.before(mark, _BEFORE)
        at = next((i for i in range(len(before) - 1, 0, -1) if before[i] in word_class("pact_purchase")), None)
        if at is None or before[at - 1] != "to" or word_class("promised_verb").isdisjoint(before[:at]):
            return None
        if view.after(mark, 1) not in (["of"], ["worth"]):
            return None
        source = view.within(view.places, mark.last + 2, min(mark.closes, mark.last + 5))
        flow = "exports" if source and source[0].record["code"] == self.home else "imports"
        told = [w for w in self.nouns.tail(mark) if w not in word_class("any_goods")]
        return Topic(" ".join([*told[-3:], flow]), flow, flow, None, None, "verb")

    def _ordered_abroad(self, mark: Mark, topic: Topic) -> Topic | None:
        """Orders of foreign customers."""
        view = self.view
        if topic.indicator_id != "orders" or topic.flow is not None or topic.mark is None:
            return None
        if "domestic" in view.lowers:
            return None  # a factory's orders at home and from abroad
        behind = view.lowers[topic.mark.last + 1 : min(mark.first, topic.mark.last + 4)]
        led = behind[:1] in (["from"], ["by"]) or word_class("from_abroad") & set(words_of(topic))
        if not led or word_class("from_abroad").isdisjoint([*behind, *words_of(topic)]):
            return None
        return replace(topic, indicator="export orders", indicator_id="export_orders", flow="exports")

    def _trade_in(self, mark: Mark, topic: Topic, traded: Topic | None) -> Topic | None:
        """The whole of the trade told by its parts: "bought $5.6 billion worth, or 40 percent of a $13.9 billion
        trade"."""
        bare = topic.indicator_id == "trade" and words_of(topic) == ["trade"] and topic.near == "right"
        if not bare or traded is None or self.view.before(mark, 2) != ["of", "a"]:
            return None
        return replace(traded, mark=None, near="verb")

    def _upon(self, mark: Mark, topic: Topic) -> Topic | None:
        """The flow that what stands right behind a number is on: "Sh18 billion in VAT refunds on exports", "the 100pc
        cash margin on imports of toys"."""
        view = self.view
        if topic.flow is not None or mark.record["kind"] == "duration":
            return None
        stop = min(mark.closes - 1, mark.last + 1 + _BEHIND)
        for i in range(mark.last + 1, stop):
            if view.words[i].gap.strip("~-") or view.covered[i] == "quantity":
                return None
            told = view.lowers[i + 1].rstrip("s") + "s"
            if view.lowers[i] == "on" and told in _SIDES:
                return replace(topic, flow=told)
        return None

    def _added_to(self, mark: Mark, topic: Topic) -> Topic | None:
        """What something adds to exports or imports: "dearer oil alone added $60m to February's import bill"."""
        view = self.view
        if topic.flow in _SIDES or mark.record["kind"] != "money" or view.after(mark, 1) != ["to"]:
            return None
        whole = view.within(view.indicators, mark.last + 2, min(mark.closes, mark.last + 6))
        flow = whole[0].record["flow"] if whole else None
        if flow not in _SIDES or word_class("contributing").isdisjoint(view.before(mark, 4)):
            return None
        return Topic(str(flow), str(flow), str(flow), whole[0].record["sector"], None, "verb")


def _done(one: str, other: str) -> bool:
    """Whether two words tell that something was sent abroad: "were exported"."""
    return one in word_class("copula") and says(f" {other} ", "exported_form")
