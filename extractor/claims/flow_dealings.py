"""The flow of what is sold, bought and earned: sales, purchases and receipts in news of trade."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.lexicon import goods, word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

SUMS = frozenset({"money", "measure", "percent", "percentage_points", "multiple", "fraction"})
_EACH = frozenset({*SUMS, "count"})
_BEHIND = 5
"""Words behind "sales" or "purchases" in which the other side may be named."""


class Dealings:
    """What an article's sellers and buyers do with other places."""

    def __init__(self, view: View, home: str | None = None) -> None:
        self.view = view
        self.home = home
        told = [m.record["flow"] for m in view.indicators if m.record["indicator_id"] in rows_of("trade")]
        self.exporting = told[:1] == ["exports"] and told.count("exports") > 2 * told.count("imports")
        """Whether the article opens with exports and speaks of them most."""
        self.often = told.count("exports") > 1
        """Whether it speaks of exports more than once."""
        self.selling = "exports" in told
        """Whether it speaks of exports at all."""
        balance = sum(m.record["flow"] == "balance" for m in view.indicators)
        came = sum(m.record["indicator_id"] == "arrivals" for m in view.indicators)
        self.trading = (balance > 0 or {"exports", "imports"} <= set(told)) and came < len(told) + balance
        """Whether it is news of a place's trade, of its balance or of both flows, more than of visitors."""

    def dealt(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The flow of sales, purchases and receipts."""
        return (
            self._sold(mark, topic)
            or self._purchased(mark, topic, previous)
            or self._bought_abroad(mark, topic)
            or self._earned(mark, topic)
            or self._landed_goods(mark, topic)
            or self._counted(mark, topic)
        )

    def _sold(self, mark: Mark, topic: Topic) -> Topic | None:
        """Sales of goods in news of exports: "ship sales soared 77.1 percent", "overseas sales of cars"."""
        if topic.indicator_id != "sales" or topic.flow is not None or mark.record["kind"] not in _EACH:
            return None
        words = words_of(topic)
        own = [w for w in words[:-1] if w not in word_class("abroad")]
        told = set(words) | set(self.view.before(mark, 8))
        head = self._head(mark, ("sales",))
        abroad = told & word_class("abroad") or (head is not None and self._goes_abroad(head))
        traded = (self.exporting and self.often and own and mark.record["kind"] != "count") or abroad
        traded = traded or (self.trading and self._of_trade_news(mark, own))
        if told & word_class("home_sales") or not (traded or (head is not None and self._barred(head))):
            return None
        return replace(topic, indicator=" ".join([*own, "exports"]), indicator_id="exports", flow="exports")

    def _of_trade_news(self, mark: Mark, own: list[str]) -> bool:
        """Whether sales of plain goods, or those beside purchases, are told in news of a country's trade: "Sales fell
        7.4 percent, whereas purchases rose", "Sales of phosphates grew"."""
        if mark.record["kind"] == "count" or not word_class("sold_at_home").isdisjoint(
            self.view.lowers[mark.opens : mark.closes]
        ):
            return False
        if own:
            return singular(own[-1]) in goods() - word_class("ships")
        near = self.view.lowers[mark.opens : mark.closes]
        return not word_class("purchases_beside").isdisjoint(near)

    def _goes_abroad(self, head: int) -> bool:
        """Whether the words behind sales name what lies abroad: "sales of drones abroad", "sales to foreign buyers"."""
        view = self.view
        for i in range(head + 1, min(len(view.words), head + _BEHIND + 1)):
            if view.covered[i] == "quantity" or view.words[i].gap.strip("~-"):
                return False
            if view.lowers[i] in word_class("abroad") | word_class("from_abroad"):
                return True
        return False

    def _barred(self, head: int) -> bool:
        """Whether the article's own place sells what a sentence about another place tells: "it asked India to drop the
        test, which has cut European sales by a fifth"."""
        view = self.view
        told = view.within(view.places, head - 2, head)
        home = {self.home, "Europe"} if self.home == "EU" else {self.home}
        own = [m for m in told if m.last == head - 1 and m.record["code"] in home]
        if not own or not self.selling:
            return False
        others = view.within(view.places, view.bounds[own[0].sentence][0], own[0].first)
        return any(m.record["code"] not in home | {"world"} for m in others)

    def _head(self, mark: Mark, nouns: tuple[str, ...]) -> int | None:
        """The last of these nouns before a number in its sentence."""
        view = self.view
        return next((i for i in range(mark.first - 1, mark.opens - 1, -1) if view.lowers[i] in nouns), None)

    def _purchased(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Purchases told beside a country's trade: "exports rose …, but purchases grew", "Purchases of oil fell"."""
        words = words_of(topic)
        bare = topic.indicator_id == "purchases" and topic.flow is None
        if not (bare or words == ["purchases", "exports"]) or mark.record["kind"] not in SUMS:
            return None
        told, view = {*words, *self.view.before(mark, 8)}, self.view
        heads = [i for i in range(mark.opens, mark.first) if view.lowers[i] == "purchases"]
        if not (self._beside(mark, previous) or (self.trading and bare and not any(map(self._owned, heads)))):
            return None
        by_others = any(i > mark.opens and view.covered[i - 1] == "place" for i in heads)
        if by_others or told & (word_class("home_sales") | word_class("no_import_purchases")):
            return None  # "China's purchases of soybeans": of what others export
        own = [w for w in words if w not in ("purchases", "exports")]
        return replace(topic, indicator=" ".join([*own, "imports"]), indicator_id="imports", flow="imports")

    def _beside(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> bool:
        """Whether exports or imports stand right before, in the same paragraph."""
        if previous is None or previous[1].flow not in ("exports", "imports"):
            return False
        here = self.view.paragraph(mark.start) == self.view.paragraph(previous[0].start)
        return here and mark.sentence - previous[0].sentence <= 1

    def _owned(self, noun: int) -> bool:
        """Whether somebody's name or a pronoun owns a noun: "the bank's purchases", "their purchases"."""
        before = self.view.lowers[max(0, noun - 3) : noun]
        return any(w in word_class("possessive") or w.endswith(("'s", "’s", "s'", "s’")) for w in before)

    def _bought_abroad(self, mark: Mark, topic: Topic) -> Topic | None:
        """What one country buys of another's goods: "US purchases of Brazilian coffee"."""
        view = self.view
        if topic.indicator_id != "purchases" or topic.flow is not None or mark.record["kind"] not in SUMS:
            return None
        first = mark.opens
        head = self._head(mark, ("purchases",))
        if head is None or head <= first or view.lowers[head + 1] != "of":
            return None
        origin = view.within(view.places, head + 2, head + 3)
        buyer = [m for m in view.within(view.places, max(first, head - 3), head) if m.last == head - 1]
        codes = {str(m.record["code"]) for m in [*origin, *buyer]} - {"world"}
        if not origin or len(codes | {self.home or str(origin[0].record["code"])}) < 2:
            return None
        words = [*words_of(topic)[:-1], "imports"]
        return replace(topic, indicator=" ".join(words), indicator_id="imports", flow="imports")

    def _earned(self, mark: Mark, topic: Topic) -> Topic | None:
        """What goods earn in news of exports, "tea receipts fell to Sh31 billion"; in other news of trade too where the
        goods are plain, "oil revenue shrank"; and what visitors bring in there."""
        words = words_of(topic)
        if topic.flow is not None or mark.record["kind"] not in SUMS or len(words) < 2:
            return None
        if topic.indicator_id == "tourism_receipts":
            here = topic.mark is not None and topic.mark.sentence == mark.sentence
            named = here or topic.near in ("sentence", "product")
            return replace(topic, flow="exports") if self.trading and named else None
        own = set(words[:-1])
        if own & word_class("not_export_earnings"):
            return None
        plain = self.trading and not goods().isdisjoint(map(singular, own))
        noun = "value_noun" if plain else "earning_noun"
        if not (plain or self.exporting) or words[-1] not in word_class(noun):
            return None
        return replace(topic, indicator=" ".join([*words[:-1], "exports"]), indicator_id="exports", flow="exports")

    def _landed_goods(self, mark: Mark, topic: Topic) -> Topic | None:
        """Arrivals of goods where imports are told, and no crop's at its own ports: "vegetable oil arrivals fell"."""
        own = words_of(topic)[:-1]
        if topic.indicator_id != "arrivals" or mark.record["kind"] not in SUMS or not own:
            return None
        if {"import", "imports", "imported"}.isdisjoint(self.view.lowers):
            return None
        if singular(own[-1]) not in goods() - word_class("ships"):
            return None
        return replace(topic, indicator=" ".join([*own, "imports"]), indicator_id="imports", flow="imports")

    def _counted(self, mark: Mark, topic: Topic) -> Topic | None:
        """The groups and markets into which an article's exports fall: "seven of the 11 product groups"."""
        noun = str(mark.record.get("noun") or "").lower().split()[-1:]
        counted = mark.record["kind"] == "count" and topic.flow is None and topic.indicator_id is None
        if not (counted and self.exporting and noun and singular(noun[0]) in word_class("export_part")):
            return None
        return replace(topic, flow="exports")


def words_of(topic: Topic) -> list[str]:
    """The words of what a topic measures."""
    return str(topic.indicator or "").split()
