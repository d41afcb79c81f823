"""What stands before a number in its sentence and names what it measures."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_beside import Beside
from extractor.claims.topic_scope import Scope
from extractor.claims.view import Mark

_ASIDE = 60
"""Characters of an aside in brackets before and behind an indicator in it, at most."""


class Left(Beside, Scope):
    """Reads the words before a number: a list's goods, a clause of its own, an indicator phrase, a verb."""

    def left(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What the words before a number name, the surest first."""
        view, first = self.view, mark.opens
        if listed := self._listed_on(mark, previous):
            return listed
        here = self._indicators_before(mark)
        same = [m for m in here if view.segment_of[m.first] == view.segment_of[mark.first]]
        strong = [m for m in same if m.record["indicator_id"] not in rows_of("generic") or self.own_price(m, same)]
        if own := self._of_own_clause(mark, previous, strong):
            return own
        before = previous if previous is not None and previous[0].sentence == mark.sentence else None
        if sent := self.those_sent(mark):
            return sent
        if before and self.compared(mark, before[0]):
            return replace(before[1], near="sentence")
        if strong := self.headed(strong, same):
            told = self.predicate(strong[-1]) or self.led(strong[-1]) or self.in_apposition(strong[-1])
            return told or self.of_mark(strong[-1], "left")
        return (
            self.charged(mark, first)
            or self.pronoun(mark, previous)
            or self._of_generic(mark, before, same)
            or self.verb(mark, first)
            or self._of_goods_or_segment(mark, here)
        )

    def _listed_on(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The goods of the number before, where nothing names others: "corn 36 million tons, up from 30 million"."""
        view = self.view
        if not previous or previous[1].near not in ("product", "list"):
            return None
        if view.segment_of[previous[0].first] != view.segment_of[mark.first]:
            return None
        between = view.within(view.indicators, previous[0].last + 1, mark.first)
        named = self.nouns.bracketed(mark) or self.nouns.coordinate(mark)
        if between or named or self.nouns.clause(mark, previous[0].last):
            return None
        return replace(previous[1], near="product")

    def _indicators_before(self, mark: Mark) -> list[Mark]:
        """The indicators before a number that may govern it: none of an aside, a whole or within a trade price."""
        view, first = self.view, mark.opens
        aside = self.aside(mark, first)
        here = [
            m
            for m in view.within(view.indicators, first, mark.first)
            if m.last < mark.first and m.first not in self.consumed and not aside[0] <= m.first < aside[1]
            and not (view.lowers[m.first - 1] == "no" and mark.first - m.last > 2)  # "with no limit, it shipped 9,000"
            and not (m.record["indicator_id"] == "re_exports" and view.lowers[m.first - 1] in word_class("including"))
            and not self._set_beside(m, mark)
        ]
        if self.summed(mark):
            here = [m for m in here if m.record["indicator_id"] != "exchange_rate"]  # "at 1,405 pesos, 1.29 trillion"
        wider = [m for m in here if self.traded_prices(m)]
        return [m for m in here if m in wider or not any(w.first <= m.first and m.last <= w.last for w in wider)]

    def _set_beside(self, indicator: Mark, mark: Mark) -> bool:
        """Whether brackets close behind an indicator, or it is told to be counted in or out: "exports (undeclared trade
        excluded) rose", "exports, re-exports included, rose"."""
        view = self.view
        before = view.text[max(view.words[indicator.opens].start, indicator.start - _ASIDE) : indicator.start]
        opened = before.rfind("(") > before.rfind(")")
        if opened and ")" in view.text[indicator.end : min(indicator.end + _ASIDE, mark.start)]:
            return True
        behind = view.after(indicator, 1) if "," in view.words[indicator.first].gap else []
        return not word_class("counted_beside").isdisjoint(behind)

    def _of_own_clause(self, mark: Mark, previous: tuple[Mark, Topic] | None, strong: list[Mark]) -> Topic | None:
        """What a number's own clause levies, trades, lists or is about, behind the last indicator that governs it."""
        after_topic = strong[-1].last + 1 if strong else mark.opens
        if taxed := self.charged(mark, max(after_topic, mark.first - 4)):
            return taxed
        joined = previous is not None and previous[0].sentence == mark.sentence
        other = self.traded(mark, previous[0]) if previous and joined else None
        if other and previous and {other.flow, previous[1].flow} == {"exports", "imports"}:
            return other  # "exported goods worth 72 billion euros and imported goods worth 58 billion"
        if not strong or strong[-1].last < mark.first - 1:
            parted = previous is not None and (
                previous[1].near in ("product", "verb") or self._parted(previous[0], previous[1], mark, strong)
            )
            listed = self.nouns.coordinate(mark) if parted else []
            product = self.product(self.nouns.bracketed(mark) or listed, mark)
            if product:
                return product
        return self.inverted(mark) or other or self._clause(mark, previous, strong)

    def _of_generic(self, mark: Mark, before: tuple[Mark, Topic] | None, same: list[Mark]) -> Topic | None:
        """What a number is of whose segment has but a generic word, such as volume or share, or none.

        `before` is the number before it in its sentence.
        """
        last = same[-1].record["indicator_id"] if same else None
        if last == "volume" and self.running.flow in ("exports", "imports"):
            return self.of_mark(same[-1], "left")
        if before and before[0].record["kind"] == "count" and (whole := self.of_trade(mark)):
            return whole
        if before and (not same or last in ("share", "volume") or (last == "price" and self.summed(mark))):
            return replace(before[1], near="sentence")
        return self.of_mark(same[-1], "left") if same and last not in ("share", "volume") else None

    def _of_goods_or_segment(self, mark: Mark, here: list[Mark]) -> Topic | None:
        """The goods that a number is told of; sooner an indicator of another segment, where there is one."""
        product = self.product(self.nouns.product(mark), mark)
        if product and not here:
            return product
        earlier = [m for m in here if m.record["indicator_id"] not in rows_of("generic")]
        return self.of_mark(earlier[-1], "segment") if earlier else product

    def _parted(self, before: Mark, topic: Topic, mark: Mark, strong: list[Mark]) -> bool:
        """Whether a list of goods may go on behind a number: "corn shipments reached 36 million tons and wheat 10"."""
        closed = self.view.text[before.end : before.end + 1] == ")"  # "garments $6.7 bn (up 8.7%), oil $3.8 bn"
        if topic.flow not in ("exports", "imports") or not strong or strong[-1].last >= before.first:
            return False
        told = self.view.within(self.view.quantities, strong[-1].last, mark.first)
        return closed or any(q.record["kind"] == mark.record["kind"] for q in told)

    def _clause(self, mark: Mark, previous: tuple[Mark, Topic] | None, strong: list[Mark]) -> Topic | None:
        """The product that another clause of the sentence is about: "…; copper brought in $4.1 billion"."""
        if previous is None or previous[0].sentence != mark.sentence:
            return None
        if strong and strong[-1].first > previous[0].last:
            return None
        phrase = self.nouns.clean(self.nouns.clause(mark, previous[0].last))
        found = self.product(phrase, mark) if phrase else None
        plain = phrase and previous[1].indicator_id is None and previous[1].near in ("noun", "sentence", "subject")
        if found is None and plain and phrase[-1] not in word_class("placeholder") | word_class("agent"):
            label = " ".join(phrase[-3:])
            return Topic(label, None, self.flow_of(label), None, None, "noun")
        return found
