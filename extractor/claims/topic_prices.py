"""What an amount for each of a thing is: an exchange rate, a levy, a fee or a price, and of what."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_parts import Parts
from extractor.claims.view import FINITE, Mark
from extractor.components._quantity_nouns import singular


class Prices(Parts):
    """Names what is paid, and the prices that an indicator phrase tells."""

    def priced(self, mark: Mark, unit: str, previous: tuple[Mark, Topic] | None) -> Topic:
        """Exchange rates, duties and prices per thing."""
        base = unit.split("/", 1)[1]
        if len(base) == 3 and base.isupper() and base not in ("TEU", "FEU"):
            return Topic("exchange rate", "exchange_rate", None, None, None, "unit")
        first, stop = mark.opens, mark.closes
        levies, colon = ("tariff", "export_tax"), self._behind_colon(mark)
        marks = [
            m
            for m in self.view.within(self.view.indicators, first, stop)
            if m.first >= colon or m.record["indicator_id"] not in levies
        ]
        if again := self._put_otherwise(mark, previous, marks):
            return again
        told = self.view.within(self.view.indicators, first, mark.first)
        if base in word_class("payer_unit") and told and told[-1].record["indicator_id"] in ("tariff", "export_tax"):
            return Topic(f"{self.of_mark(told[-1], 'left').indicator} cost per {base}", None, None, None, None, "unit")
        fee = told and told[-1].record["indicator_id"] == "fee"
        if fee and self.view.lowers[told[-1].last + 1 : mark.first] == ["of"]:
            return self._fee_on(told[-1], mark)
        stretch = " " + " ".join(self.view.before(mark, 7)) + " "
        earned = "paid" in (before := self.view.before(mark, 7)) and bool(set(before) & word_class("copula"))
        if says(stretch, "charged") and self.dutied and not earned:
            return Topic("tariff", "tariff", "imports", None, None, "verb")
        if quoted := self._quoted(mark) or self._contract(mark) or self._of_unit(mark):
            self.quoted_at = (mark.sentence, quoted)
            return quoted
        if self.quoted_at[0] == mark.sentence and not marks[1:]:
            return self.quoted_at[1]
        topic = (
            previous[1]
            if previous and previous[0].sentence == mark.sentence
            else self.traded_before(mark)
        )
        wanted = ("tariff", "export_tax", "price", "freight_rate", "fee")
        near = [m for m in marks if m.record["indicator_id"] in wanted]
        best = min(near, key=lambda m: abs(m.first - mark.first), default=None)
        if best and (best.record["modifiers"] or best.record["indicator_id"] in ("tariff", "export_tax")):
            return self.of_mark(best, "left")
        grade = next((w for w in self.view.before(mark, 6) if w in word_class("crude_grade")), None)
        if grade:
            return Topic(f"{grade} crude price", "price", None, None, None, "unit")
        return self.price_of(topic, None, "unit")

    def _behind_colon(self, mark: Mark) -> int:
        """Where what a price is told of may begin: behind a colon, where a thing's clause follows: "Makers swallow the
        tariff: a car sold abroad cost 3.4 million yen"."""
        view = self.view
        at = next((i for i in range(mark.first - 1, mark.opens, -1) if ":" in view.words[i].gap), mark.opens)
        return at if view.lowers[at] in word_class("one_of_unit") else mark.opens

    def _fee_on(self, fee: Mark, mark: Mark) -> Topic:
        """A fee with what it is on, behind its amount: "a fee of $50 a ton on Chinese-built ships"."""
        view, k = self.view, mark.last + 2
        topic = self.of_mark(fee, "left")
        if view.after(mark, 1) not in (["on"], ["for"]):
            return topic
        while k < mark.closes and view.covered[k] == "place":
            k += 1
        payers = self.nouns.clean(self.nouns.phrase(k, mark.closes))
        return replace(topic, indicator=" ".join([*payers[-3:], str(topic.indicator)])) if payers else topic

    def own_price(self, indicator: Mark, marks: list[Mark]) -> bool:
        """Whether the last indicator before a number is the price of something named, with a verb behind it: "an expert
        at a trade journal reckons retail prices will rise by 2%"."""
        record = indicator.record
        if record["indicator_id"] != "price" or len(marks) < 2:
            return False
        if self.traded_prices(indicator):
            return True
        if indicator is not marks[-1]:
            return False
        named = set(record["modifiers"].split()) - word_class("bare_price")
        view, behind = self.view, indicator.last + 1
        led = indicator.first > 0 and view.tags.get(view.words[indicator.first - 1].start, "") in ("IN", "JJR")
        if led or view.words[behind].gap.strip("~-"):
            return False
        tag = view.tags.get(view.words[behind].start, "")
        return bool(named) and tag in ("VBD", "VBZ", "VBP", "MD")

    def traded_prices(self, indicator: Mark) -> bool:
        """Whether a mark names the prices at which all goods are traded: "import prices rose 0.3%"."""
        words = str(indicator.record["modifiers"]).split()
        ends = str(indicator.record["text"]).lower().endswith("prices")
        return indicator.record["indicator_id"] == "price" and ends and words[-1:] in (["import"], ["export"])

    def _quoted(self, mark: Mark) -> Topic | None:
        """The price of what is said to trade or to average it: "Omani crude averaged $74 a barrel", "white sugar
        trading at $485 a tonne"."""
        view = self.view
        first = mark.opens
        for i in range(mark.first - 1, max(first, mark.first - 4), -1):
            if view.lowers[i] in word_class("quoting"):
                told = view.within(view.indicators, first, i)
                if "," in view.words[i].gap and any(m.record["indicator_id"] == "price" for m in told):
                    return None  # "Prices offered no comfort, averaging US$99.50/t"
                found = self.nouns.back(i - 1, first, first) if not view.covered[i - 1] else []
                if view.covered[i - 1] == "place" and i - 2 > first and view.lowers[i - 2] == "in":
                    found = self.nouns.back(i - 3, first, first)  # "beans in Antwerp traded at"
                words = [w for w in self.nouns.clean(found) if w not in word_class("any_goods")]
                plain = words and words[-1] not in word_class("agent") | word_class("no_goods")
                return Topic(" ".join([*words[-2:], "price"]), "price", None, None, None, "unit") if plain else None
            if view.covered[i] or view.words[i].gap.strip("~-"):
                return None
        return None

    def _contract(self, mark: Mark) -> Topic | None:
        """The price of a contract that its month names: "December corn ended down 4 cents at $4.30"."""
        view = self.view
        for i in range(mark.first - 2, mark.opens, -1):
            named = singular(view.lowers[i]) in goods() and not view.words[i].gap.strip("~-")
            if view.covered[i - 1] != "date" or not named:
                continue
            if singular(view.lowers[i]) in word_class("contract_noun"):
                return None
            words = self.nouns.clean(self.nouns.phrase(i, mark.first))
            behind = i + len(words)
            moved = behind in view.change_starts or view.tags.get(view.words[behind].start, "") in FINITE
            return Topic(" ".join([*words, "price"]), "price", None, None, None, "unit") if words and moved else None
        return None

    def _of_unit(self, mark: Mark) -> Topic | None:
        """The price of so much of a thing that is told to cost: "and a litre of milk now costs 1.20 euros"."""
        view = self.view
        for i in range(mark.first - 3, mark.opens - 1, -1):
            if view.covered[i] in ("quantity", "indicator") or ";" in view.words[i + 1].gap:
                return None
            led = view.lowers[i] in word_class("one_of_unit") and view.lowers[i + 2] == "of"
            led = led and bool(view.within(view.indicators, mark.opens, i))  # else what is spoken of may tell more
            if not led or singular(view.lowers[i + 1]) not in word_class("unit_noun"):
                continue
            words = self.nouns.clean(self.nouns.things(i + 3, mark.first))
            between = f" {' '.join(view.lowers[i + 3 : mark.first])} "
            return Topic(f"{' '.join(words)} price", "price", None, None, None, "unit") if words and says(
                between, "price_verb"
            ) else None
        return None

    def _put_otherwise(self, mark: Mark, previous: tuple[Mark, Topic] | None, told: list[Mark]) -> Topic | None:
        """The price that a sentence only puts into other terms: "At 10.25 to the dollar, that is GH¢51,660 a tonne"."""
        view = self.view
        if previous is None or told or previous[1].indicator is None:
            return None
        near = mark.sentence - previous[0].sentence <= 1
        words = view.before(mark, 4)
        pointed = any(a == "that" and b in word_class("copula") for a, b in pairwise(words))
        priced = "/" in str(previous[0].record["unit"]) or previous[1].indicator_id in ("price", "exchange_rate")
        base = previous[1] if previous[1].indicator_id != "exchange_rate" else self.last_priced
        return replace(base, near="unit") if near and pointed and priced and base else None
