"""The goods, services or sector that an article's bare "exports" and "surplus" are of."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from extractor.claims.lexicon import says, word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark

_SIDE = 5
"""Words of "on the import side", at most."""
_SECTORS = 24
"""Words between goods, their number and the services told beside them, at most."""


class Scope(State):
    """Limits a bare indicator to what the article speaks of."""

    def _with_sector(self, topic: Topic) -> Topic:
        """A bare "exports" takes the scope that the article speaks of; a bare "trade" only a special one."""
        if topic.indicator_id not in rows_of("bare"):
            return topic
        if self.goods and topic.mark is not None and self._unlimited(topic.mark):
            if set(self.goods.split()) & set((topic.indicator or "").split()):
                return topic
            return replace(topic, indicator=f"{self.goods} {topic.indicator}")
        if topic.sector and {"goods", "services"} <= set(topic.sector.split()):
            return topic
        if topic.sector:
            if self.sector is None or topic.mark is None or self._opens_paragraph(topic.mark):
                self.sector, self.sector_flow = topic.sector, topic.flow
            return topic
        if topic.mark is not None and self._of_both(topic.mark):
            return topic
        if topic.mark is not None and topic.indicator and self._overall(topic.mark):
            return replace(topic, indicator=f"goods and services {topic.indicator}", sector="goods services")
        told = self._sector_before(topic.mark) if topic.flow == "balance" and topic.near in ("left", "right") else None
        if told:
            return replace(topic, indicator=f"{told} {topic.indicator}", sector=told)
        bare = topic.mark is not None and not topic.mark.record["modifiers"]
        whole = topic.flow == "balance" or self.sector not in ("goods", "services")
        if topic.mark is not None and whole:
            words = [w.lower for w in self.view.words[max(0, topic.mark.first - 1) : topic.mark.last]]
            bare = bare and not any(w in word_class("total_scope") for w in words)
        if self.sector not in ("goods", "services") and topic.flow == "balance" and self.sector_flow != "balance":
            return topic
        if self.sector not in (None, "goods", "services") and topic.flow in ("exports", "imports"):
            bare = bare and self.sector_flow in (None, "total", "balance", topic.flow)
        if (
            bare
            and self.sector
            and topic.indicator
            and (topic.indicator_id != "trade" or self.sector not in ("goods", "services"))
        ):
            return replace(topic, indicator=f"{self.sector} {topic.indicator}", sector=self.sector)
        return topic

    def _overall(self, named: Mark) -> bool:
        """Whether "overall exports" are those of goods and services, which the article names together."""
        bare = not set(named.record["modifiers"].split()) - {"overall"}
        return bare and self._both_sectors and "overall" in self.view.lowers[max(0, named.first - 1) : named.last]

    @cached_property
    def _both_sectors(self) -> bool:
        text = f" {' '.join(self.view.lowers)} ".replace(" goods and services tax", " tax")
        return says(text, "goods_and_services")

    def _of_goods_alone(self, mark: Mark, topic: Topic) -> Topic:
        """Exports of which goods are told beside services: "On the export side, goods slipped, but services rose"."""
        view = self.view
        if topic.indicator != topic.flow or topic.flow not in ("exports", "imports"):
            return topic
        words = view.lowers[mark.first : min(mark.closes, mark.first + _SECTORS)]
        low = max(mark.opens, mark.first - _SECTORS)
        at = next((i for i in range(mark.first - 1, low, -1) if view.lowers[i] == "goods"), -1)
        if at < 0 or "services" not in words or at + 1 not in view.change_starts:
            return topic
        opens = "," in view.words[at].gap or view.lowers[at - 1] in word_class("clause_opening")
        return replace(topic, indicator=f"goods {topic.flow}", sector="goods") if opens else topic

    def on_side(self, mark: Mark) -> Topic | None:
        """The goods that a sentence about one side of trade tells first: "On the import side, machinery rose", "on the
        import side, the energy bill was …"."""
        view = self.view
        opening = view.lowers[mark.opens : mark.opens + _SIDE]
        flow = next((f for f in ("exports", "imports") if f.removesuffix("s") in opening), None)
        if flow is None or opening[:1] != ["on"] or "side" not in opening:
            return None
        first = mark.opens + opening.index("side") + 1
        told = view.within(view.quantities, mark.opens, mark.first)
        if first >= mark.first or told or view.within(view.indicators, first, mark.first):
            return None
        phrase = self.nouns.clean(self.nouns.phrase(first, mark.first))
        if phrase[-1:] == ["bill"]:
            at = next((i for i in range(first, mark.first - 1) if view.lowers[i] == "bill"), first)
            behind = self.nouns.phrase(at + 2, mark.first) if view.lowers[at + 1] in ("for", "of") else []
            phrase = phrase[:-1] or self.nouns.clean(behind)
        unfit = word_class("no_goods") | word_class("no_goods_head") | {"goods", "services"}
        if not phrase or phrase[-1] in unfit or phrase[0] in word_class("any_person"):
            return None
        self.running = self.flowing = Topic(flow, flow, flow, self.sector, None, "heading")
        return Topic(" ".join([*phrase[-3:], flow]), flow, flow, None, None, "product")

    def _of_account(self, topic: Topic) -> Topic:
        """A bare deficit or surplus of another account than trade's: "the current account closed with a deficit of"; in
        the sentence behind it too."""
        told = topic.mark
        if told is not None and topic.indicator_id == "current_account":
            self.account = (told.sentence, "current account")
        if topic.flow != "balance" or told is None or told.record["modifiers"] or told.record["sector"]:
            return topic
        view = self.view
        number = told.sentence
        first = view.bounds[number][0]
        words = view.lowers[first : told.first]
        named = [i for i in range(1, len(words)) if words[i] in ("account", "accounts")]
        if named:
            at = named[-1]
            if set(words[at + 1 :]) & (word_class("goods") | {"services", "trade"}):
                return topic
            if words[at - 1] not in word_class("other_account"):
                return topic
            self.account = (number, f"{words[at - 1]} account")
        elif number - self.account[0] > 1 or not self.account[1] or (set(words) & {"trade", "goods", "services"}):
            return topic
        elif {"exports", "imports"} <= {m.record["flow"] for m in view.within(view.indicators, first, told.first)}:
            return topic  # "exports came to 1,014 billion and imports to 1,034 billion, resulting in a shortfall"
        else:
            self.account = (number, self.account[1])
        last = [w for w in (topic.indicator or "").split()[-1:] if w != "account"]
        label = " ".join([self.account[1], *last])
        return replace(topic, indicator=label, indicator_id="current_account", sector=None)

    def _of_both(self, indicator: Mark) -> bool:
        """Whether the sentence speaks of goods and services together before an indicator."""
        view = self.view
        first = indicator.opens
        words = view.lowers[first : indicator.first]
        return any(words[i : i + 3] == ["goods", "and", "services"] for i in range(len(words) - 2))

    def _opens_paragraph(self, indicator: Mark) -> bool:
        """Whether no other exports, imports or trade stand before an indicator in its paragraph."""
        view = self.view
        start = view.text.rfind("\n", 0, indicator.start) + 1
        first = view.bounds[view.sentence(start)][0] if start else 0
        return not any(
            m.record["indicator_id"] in rows_of("bare") for m in view.within(view.indicators, first, indicator.first)
        )

    def headed(self, marks: list[Mark], all_marks: list[Mark]) -> list[Mark]:
        """Without the indicators that only complete the one before: "the levy on gross production", "demand for
        exports", "prices of exports"."""
        kept = list(marks)
        while len(kept) > 1 and self._completes(kept[-2], kept[-1]):
            kept.pop()
        bare = (m for m in all_marks if kept and m.record["indicator_id"] in rows_of("generic"))
        head = next((m for m in bare if self._completes(m, kept[-1])), None)
        return [*kept[:-1], head] if head is not None else kept

    def _completes(self, head: Mark, inner: Mark) -> bool:
        """Whether a preposition, with words like "its", joins an indicator to one that tells what it is of or on, or
        to those who do it: "money sent home by workers"."""
        view = self.view
        doers = inner.record["indicator_id"] in rows_of("doers")
        if not (doers or head.record["indicator_id"] in rows_of("completed")) or head.first >= inner.first:
            return False
        start = max(i for i in range(head.first, inner.first) if view.words[i].start <= head.record["head"]) + 1
        between = range(head.last + 1 if doers else start, inner.first)
        if not between or any(view.words[i].gap.strip("~-") for i in (*between, inner.first)):
            return False
        passed = word_class("before_place") | word_class("possessive")
        rest = all(view.covered[i] == "place" or view.lowers[i] in passed for i in between[1:])
        leads = word_class("by_whom") if doers else word_class("of_what")
        return view.lowers[between[0]] in leads and rest

    def _sector_before(self, indicator: Mark | None) -> str | None:
        """Goods or services that are said to be in surplus: "services were $293 billion in the black"."""
        view = self.view
        if indicator is None:
            return None
        first = indicator.opens
        for i in range(indicator.first - 1, max(first, indicator.first - 12) - 1, -1):
            if view.words[i].lower in ("services", "goods", "merchandise"):
                return "services" if view.words[i].lower == "services" else "goods"
            if ";" in view.words[i].gap:
                return None
        return None

    def _unlimited(self, indicator: Mark) -> bool:
        """Whether an indicator's words name no goods of its own, nor say that all are meant."""
        words = [w.lower for w in self.view.words[max(0, indicator.first - 1) : indicator.last]]
        own = set(indicator.record["modifiers"].split()) - {"gross", "net"}
        return not own and not any(w in word_class("total_scope") for w in words)
