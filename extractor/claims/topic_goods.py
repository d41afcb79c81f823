"""The goods that an amount of trade is of, where its own noun phrase does not name them."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue, phrases, says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_levies import Levies
from extractor.claims.view import Mark, View, large
from extractor.components._quantity_nouns import singular

_ASIDE = 14
"""Words of an aside between a subject and its verb, at most."""
_APPOSED = 6
"""Words from the opening of an aside to the "export" that it calls goods, at most."""
_GOODS = 4
"""Words of such goods, at most."""
_LINES = 2
"""Lines (blank ones counted) through which goods go on that are told by weight."""


class Goods(Levies):
    """Names trade by the goods that the words around a number, or the text before it, tell."""

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.bulk: tuple[int, str] = (-9, "")
        """Paragraph of the last exports or imports whose goods were told, and the goods."""

    def in_bulk(self, mark: Mark, topic: Topic, word: str) -> Topic:
        """Exports or imports by weight with the goods that the text told last, or that its headline turns around:
        "volumes went down to 562 million kilos" of tea."""
        words = (topic.indicator or "").split()
        if topic.flow not in ("exports", "imports") or topic.indicator_id not in rows_of("trade"):
            return topic
        bare = set(words[:-1]) <= word_class("any_goods") and words[-1:] == [topic.flow]
        if not bare:
            if len(words) > 1 and not topic.sector and words[-1] == topic.flow and topic.near != "inherited":
                self.bulk = (self.paragraph, " ".join(words[:-1]))
            return topic
        if mark.record["kind"] != "measure" or mark.record["unit"] not in word_class("weight_unit"):
            return topic
        there, goods = self.bulk
        goods = goods if 0 <= self.paragraph - there <= _LINES else word
        return replace(topic, indicator=f"{goods} {topic.flow}") if goods else topic

    def of_goods(self, mark: Mark, topic: Topic) -> Topic:
        """Trade in the goods behind a measure: "exported 7 million tonnes of rice"."""
        view = self.view
        told = topic.mark
        done = told is not None and not told.record["modifiers"] and view.tags.get(told.record["head"], "")[:2] == "VB"
        if not (topic.near in ("verb", "inherited") or (done and topic.flow in ("exports", "imports"))):
            return topic
        tail = self.nouns.tail(mark)
        if not tail:
            return topic
        near = "product" if done else topic.near
        found = replace(topic, indicator=" ".join([*tail, str(topic.indicator).split()[-1]]), mark=None, near=near)
        if not self.running.indicator:
            self.running = self.flowing = found
        return found

    def taken_in(self, mark: Mark) -> Topic | None:
        """Goods of a list of what the trade told before took in: "The volume included 3 million tonnes of wheat and 2
        million tonnes of corn"."""
        view, flow = self.view, self.flowing.flow
        first = mark.opens
        if mark.record["kind"] != "measure" or flow not in ("exports", "imports"):
            return None
        if word_class("takes_in").isdisjoint(view.lowers[first : mark.first]) or view.after(mark, 1) != ["of"]:
            return None
        if any(m.record["indicator_id"] == "production" for m in view.within(view.indicators, first, mark.first)):
            return None
        tail = self.nouns.tail(mark)
        return Topic(" ".join([*tail, flow]), flow, flow, None, None, "list") if tail else None

    def sold_for(self, price: Topic) -> Topic:
        """What a price is of, as the trade in it: "refined copper export price" → "refined copper exports"."""
        if price.flow not in ("exports", "imports"):
            return price
        words = [w for w in (price.indicator or "").split() if w not in ("price", "prices", "export", "import")]
        words = [w for w in words if w not in word_class("averaged")]
        return Topic(" ".join([*words, price.flow]), price.flow, price.flow, price.sector, None, "sentence")

    def earned_from(self, mark: Mark) -> Topic | None:
        """What goods earn a place: "Nigeria earns N16 trillion from crude oil", "crude sales fetched Nigeria N16
        trillion"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        if mark.record["kind"] != "money" or "/" in mark.record["unit"]:
            return None
        near = range(mark.first - 1, max(first, mark.first - 4) - 1, -1)
        earn = phrases("earn_verb")
        verb = next((i for i in near if f" {view.lowers[i]} " in earn), None)
        verb = next((i - 1 for i in near if f" {view.lowers[i - 1]} {view.lowers[i]} " in earn), verb)
        if verb is None or view.within(view.quantities, verb, mark.first):
            return None
        home = any(m.record["code"] == self.home for m in view.within(view.places, verb + 1, mark.first))
        k = mark.last + 1
        if k + 1 < stop and view.words[k].lower == "from" and view.lowers[k + 1] in word_class("pronoun"):
            phrase = self.scene[1].split() if self.scene[0] == self.paragraph else []
        elif k + 1 < stop and view.words[k].lower == "from" and view.within(view.places, first, verb):
            if view.within(view.indicators, k + 1, k + 4):
                return None
            phrase = self.nouns.clean(self.nouns.phrase(k + 1, stop))
        elif view.lowers[verb - 1] == "which" and "," in view.words[verb - 1].gap:
            phrase = self.nouns.clean(self.nouns.back(verb - 2, first, first))
            phrase = phrase if phrase and singular(phrase[-1]) in goods() else []
        else:
            told = [w for w in self.nouns.clean(self.nouns.back(verb - 1, first, first)) if home]
            phrase = told[:-1] if told[-1:] == ["sales"] else told
        if not phrase or {phrase[0], phrase[-1]} & (word_class("not_export_earnings") | word_class("no_goods")):
            return None
        return Topic(" ".join([*phrase[-3:], "exports"]), "exports", "exports", None, None, "verb")

    def brought_in(self, mark: Mark) -> Topic | None:
        """Goods that earn a part of the exports told before: "Single malts brought in £2.04bn"."""
        view = self.view
        first = mark.opens
        words = " " + " ".join(view.lowers[max(first, mark.first - 3) : mark.first]) + " "
        if mark.record["kind"] != "money" or self.running.flow != "exports" or not says(words, "earn_verb"):
            return None
        if view.within(view.indicators, first, mark.first) or view.within(view.places, mark.first - 3, mark.first):
            return None
        told = view.within(view.quantities, first, mark.first)
        own = self.nouns.clause(mark, told[-1].last) if told else []  # "…, and crude oil brought in $2.8 billion"
        phrase = self.nouns.clean(own or self.nouns.subject(mark))
        if not phrase or phrase[-1] in word_class("agent"):
            return None
        return self.product(phrase, mark)

    def worth(self, mark: Mark, before: Topic) -> bool:
        """Whether a sum behind a price is what all of it was worth: "At $395 a tonne, they fetched $1.54 billion"."""
        return self.summed(mark) and before.indicator_id == "price"

    def summed(self, mark: Mark) -> bool:
        """Whether a number is an amount too large for a price."""
        return mark.record["kind"] == "money" and "/" not in mark.record["unit"] and large(mark)

    def valued(self, price: Topic) -> Topic:
        """The value of what a price is of: its trade, or "fish value" where no trade is told."""
        if price.flow in ("exports", "imports"):
            return self.sold_for(price)
        words = [w for w in (price.indicator or "").split() if w not in word_class("bare_price")]
        return Topic(" ".join([*words, "value"]), None, None, None, None, "sentence")

    def of_value(self, mark: Mark) -> bool:
        """Whether a percent behind a price is of the value instead: "the price dropped 5.6% to $1,520 a tonne, so its
        value declined 2.3%"."""
        view = self.view
        first = mark.opens
        told = view.within(view.quantities, first, mark.first)
        words = view.lowers[told[-1].last + 1 : mark.first] if told else []
        return mark.record["kind"] == "percent" and bool(set(words) & word_class("value_noun"))

    def sold_at(self, mark: Mark) -> Topic | None:
        """The price of one thing that a verb tells: "a bag will now sell at GH¢3,000"."""
        record = mark.record
        if record["kind"] != "money" or "/" in record["unit"] or large(mark):
            return None
        if not says(" " + " ".join(self.view.before(mark, 3)) + " ", "sells_at"):
            return None
        return self.price_of(self.traded_before(mark), None, "unit")

    def bought_by(self, mark: Mark) -> Topic | None:
        """What another place buys is exported: "Spain, with purchases of N580 billion", "India, which bought crude for
        N559 billion"."""
        view = self.view
        first = mark.opens
        if self.home is None or mark.record["kind"] not in ("money", "measure", "count"):
            return None
        for i in range(mark.first - 1, max(first, mark.first - 6), -1):
            if view.covered[i] == "quantity" or view.words[i].lower in ("from", "than"):
                return None
            if view.words[i].lower in word_class("purchasing"):
                stop = self._before_aside(first, i)
                buyers = view.within(view.places, max(first, stop - 4), stop)
                others = [m for m in buyers if m.record["code"] not in (self.home, "world")]
                passed = word_class("relative") | word_class("auxiliary") | {"with"}
                apart = buyers and any(w.lower not in passed for w in view.words[buyers[-1].last + 1 : stop])
                if not others or others != buyers or apart or view.words[buyers[-1].last + 1].lower in ("'s", "’s"):
                    return None
                tail = self.nouns.tail(mark) if view.after(mark, 1) == ["of"] else []
                named = bool(tail) and singular(tail[-1]) in goods()
                told = tail if named else self.nouns.clean(self.nouns.phrase(i + 1, mark.first))
                told = told or str(mark.record.get("noun") or "").split()
                bought = [w for w in told if w not in word_class("any_goods") and w != "worth"]
                base = self.directed("exports")
                if not bought and view.lowers[i - 1] == "which" and base.indicator == base.flow:
                    bought = self.goods_before(first, others[0].first)  # "its tea to Pakistan, which took"
                return replace(base, indicator=" ".join([*bought[-3:], "exports"])) if bought else base
        return None

    def in_apposition(self, indicator: Mark) -> Topic | None:
        """Goods that an aside calls an export or import: "Coffee, Uganda's main export, fetched $2 billion"."""
        view, flow = self.view, indicator.record["flow"]
        behind = indicator.last + 1
        ends = behind < len(view.words) and "," in view.words[behind].gap
        named = view.lowers[indicator.last] in word_class("one_traded")
        if not (ends and named) or flow not in ("exports", "imports"):
            return None
        opens = range(indicator.first, max(indicator.opens, indicator.first - _APPOSED), -1)
        comma = next((i for i in opens if "," in view.words[i].gap), None)
        words = set(view.lowers[comma : indicator.last]) if comma is not None else set()
        if comma is None or words.isdisjoint(word_class("main_of")):
            return None
        phrase = self.nouns.clean(self.nouns.back(comma - 1, indicator.opens))
        if not phrase or comma - 1 in view.named or singular(phrase[-1]) in word_class("agent"):
            return None
        return Topic(" ".join([*phrase[-_GOODS:], flow]), flow, flow, None, None, "product")

    def _before_aside(self, first: int, verb: int) -> int:
        """The word behind the subject of a verb, an aside left out: "China, accounting for half of it, | bought"."""
        view = self.view
        if "," not in view.words[verb].gap:
            return verb
        opening = (i for i in range(verb - 1, max(first, verb - _ASIDE), -1) if "," in view.words[i].gap)
        return next(opening, verb)

    def led(self, indicator: Mark) -> Topic | None:
        """Goods that lead the exports or imports: "Milk powder led the rise in exports, up $218 million"."""
        view = self.view
        if indicator.record["flow"] not in ("exports", "imports") or indicator.record["modifiers"]:
            return None
        sentence = view.sentence(indicator.start)
        first = view.bounds[sentence][0]
        phrase = self.nouns.clean(self.nouns.opening(sentence, indicator.first))
        before = view.lowers[first : indicator.first]
        if not phrase or not (before[-1:] == ["among"] or any(w in word_class("leading") for w in before)):
            return None
        base = self.of_mark(indicator, "left")
        return replace(base, indicator=" ".join([*phrase[:5], str(base.flow)]), mark=None, near="product")

    def part_goods(self, mark: Mark, cue: Cue) -> Topic | None:
        """Goods behind an amount of trade: "shipments were up: $15.72 billion of concentrates"."""
        view = self.view
        k, stop = mark.last + 1, mark.closes
        if mark.record["kind"] not in ("money", "measure") or cue.how or cue.share or k >= stop:
            return None
        phrase = self.nouns.clean(self.nouns.phrase(k + 1, stop))
        earned = view.lowers[k] == "from" and bool(phrase) and singular(phrase[-1]) in goods()  # "$21 from knitwear"
        if not (view.lowers[k] == "of" or (earned and self.running.flow == "exports")) or view.words[k].gap.strip("~"):
            return None
        told = view.within(view.indicators, mark.opens, mark.first)
        base = self.verb(mark, mark.opens) or (
            self.of_mark(told[-1], "left") if told else self.running
        )
        if not phrase or base.flow not in ("exports", "imports") or phrase[0] in word_class("goods"):
            return None
        return Topic(" ".join([*phrase[:3], base.flow]), base.flow, base.flow, None, None, "product")
