"""Ways in which the words around a number name what it measures, one construction a method."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.restated import taken_up
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_prices import Prices
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_RESTATED = 20
"""Characters between an amount and the same in percent, at most."""

_PRONOUN = 8
"""Words from "those" to its number, at most."""


class Patterns(Prices):
    """The constructions."""

    def compared(self, mark: Mark, before: Mark) -> bool:
        """Whether a number is what the one before it is compared with: "€16 bn in trade in goods, compared with
        €12 bn"."""
        view = self.view
        i = mark.first - 1
        while i > before.last and view.words[i].lower in word_class("passed_over") and not view.covered[i]:
            i -= 1
        return (
            i > before.last
            and view.words[i].lower in word_class("base")
            and view.words[i].lower not in ("below", "above", "from", "than", "instead")
        )

    def fronted(self, mark: Mark) -> Topic | None:
        """A number that opens the sentence: "At 4.4 million tonnes, exports of phosphate were 3 percent lower"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        opens = mark.first - first <= 2 and view.words[first].lower in ("at", "with", "on")
        k = view.behind_bracket(mark)
        if not opens or k >= stop or "," not in view.words[k].gap:
            return None
        if view.lowers[k] in ("it", "they"):
            return self.taken_up(mark, stop) or self._subject_before(mark) or self.later(mark)
        return self.later(mark) or self.taken_up(mark, stop)

    def _subject_before(self, mark: Mark) -> Topic | None:
        """The indicator that opens the sentence before, which gives no number of it: "Most imports came from China. At
        13.6 billion euros, they …"."""
        view = self.view
        first, end = view.bounds[mark.sentence - 1] if mark.sentence else (0, 0)
        told = view.within(view.indicators, first, min(first + 4, end))
        return self.of_mark(told[0], "left") if told and not view.within(view.quantities, first, end) else None

    def taken_up(self, mark: Mark, stop: int) -> Topic | None:
        """The subject of the sentence before, where "it" or "they" follows a fronted number: "Gold did most of the
        work. At $8.35 billion, it makes up …"."""
        view = self.view
        number = mark.sentence
        words = {w.lower for w in view.words[mark.last + 1 : min(stop, mark.last + 8)]}
        if not words & {"it", "they"} or not number:
            return None
        first, end = view.bounds[number - 1]
        if view.within(view.quantities, first, end) or view.within(view.indicators, first, end):
            return None
        return self.product(self.nouns.clean(self.nouns.opening(number - 1, end)), mark)

    def later(self, mark: Mark) -> Topic | None:
        """The first indicator of the sentence behind a number."""
        view = self.view
        stop = mark.closes
        marks = view.within(view.indicators, mark.last + 1, stop)
        return next(
            (self.of_mark(m, "later") for m in marks if m.record["indicator_id"] not in rows_of("generic")), None
        )

    def stay(self, mark: Mark) -> Topic | None:
        """A permitted stay or a time of clearance that the sentence names."""
        view = self.view
        first, stop = mark.opens, mark.closes
        marks = [
            m for m in view.within(view.indicators, first, stop) if m.record["indicator_id"] in ("stay", "transit_time")
        ]
        if marks:
            return self.of_mark(min(marks, key=lambda m: abs(m.first - mark.first)), "left")
        words = {w.lower for w in view.words[max(first, mark.first - 6) : mark.first]}
        waited = words & word_class("waited") and mark.record["unit"] in ("minute", "hour", "day", "week")
        return Topic("waiting time", "transit_time", None, None, None, "left") if waited else None

    def is_age(self, mark: Mark) -> bool:
        """ "the 47-year-old jurist", "Pittet, 61,"."""
        surface = mark.record["text"].lower()
        return (
            self.view.after(mark, 1) == ["old"]
            or surface.endswith("old")
            or (surface.isdigit() and mark.record["unit"] == "year" and not mark.record["elided"])
        )

    def in_all(self, mark: Mark, previous: tuple[Mark, Topic]) -> Topic | None:
        """The whole of two parts told before it: "basmati $4.8 billion and other rice $6.4 billion, or $11.2 billion in
        all"."""
        view = self.view
        topic = previous[1]
        first = mark.opens
        parts = [m for m in view.within(view.quantities, first, mark.first) if m.record["unit"] == mark.record["unit"]]
        after = " " + " ".join(view.after(mark, 8)) + " "
        if len(parts) < 2 or topic.flow not in ("exports", "imports") or mark.record["kind"] == "percent":
            return None
        if view.words[mark.first - 1].lower not in ("or", "making", "for") or not says(after, "taken_together"):
            return None
        return Topic(topic.flow, topic.flow, topic.flow, topic.sector, None, "part")

    def combined(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a number adds up the exports and imports told before it in the sentence."""
        first = mark.opens
        flows = {m.record["flow"] for m in self.view.within(self.view.indicators, first, mark.first)}
        return {"exports", "imports"} <= flows and any(w in ("combined", "together") for w in self.view.before(mark, 3))

    def in_percent(self, before: Mark, mark: Mark) -> bool:
        """Whether a percent only says the amount before it again: "4.71 million bags, or 14.2% of the total"."""
        between = self.view.text[before.end : mark.start]
        words = between.replace(",", " ").split()
        equal = len(words) in (2, 3) and words[-1] == "to" and words[-2] in word_class("equalling")
        plain = words[:1] == ["or"] and all(word == "by" or word in word_class("light") for word in words[1:])
        told = len(between) < _RESTATED and (plain or equal)
        return told and mark.record["kind"] in ("percent", "fraction") and before.record["kind"] != "percent"

    def those_sent(self, mark: Mark) -> Topic | None:
        """The flow that "those to China" takes up behind another topic of the sentence."""
        view = self.view
        told, traded = self.recent
        if mark.sentence - told > 1 or traded.indicator is None:
            return None
        first = mark.opens
        for i in range(mark.first - 1, max(first, mark.first - _PRONOUN) - 1, -1):
            if view.covered[i] in ("indicator", "quantity"):
                return None
            if view.lowers[i] in ("that", "those") and view.lowers[i + 1] in ("to", "from"):
                return replace(traded, mark=None, near="pronoun")
        return None

    def pronoun(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """ "that for machinery": the last topic with another complement."""
        if previous is None or previous[1].indicator is None:
            return None
        view = self.view
        first = mark.opens
        i = mark.first
        while i > first and view.segment_of[i - 1] == view.segment_of[mark.first]:
            i -= 1
        while i < mark.first and view.words[i].lower in ("and", "while", "but", "with"):
            i += 1
        if view.words[i].lower not in ("that", "those") or view.words[i + 1].lower not in ("for", "of", "in"):
            return None
        phrase = self.nouns.phrase(i + 2, mark.first)
        if not phrase:
            return None
        label = (
            previous[1].indicator.split()[-2:] if previous[1].flow == "balance" else previous[1].indicator.split()[-1:]
        )
        return replace(previous[1], indicator=" ".join([*phrase, *label]), mark=None, near="pronoun")

    def verb(self, mark: Mark, first: int) -> Topic | None:
        """ "Kenya sold goods worth …", "China bought $9 billion" of what the article's place sells."""
        if mark.record["kind"] == "duration":
            return None
        view = self.view
        stretch = " " + " ".join(w.lower for w in view.words[max(first, mark.first - 12) : mark.first]) + " "
        behind = " ".join(view.after(mark, 3))
        wares = "goods " if " goods " in stretch or behind.startswith(("of goods", "worth of goods")) else ""
        if dealt := self.dealt(mark, first):
            return dealt
        exports = says(stretch, "exports_verb") or self._handed(mark, "supply_verb", "to")
        imports = says(stretch, "imports_verb") or self._handed(mark, "took_verb", "from")
        exports = exports or (not imports and self._earns_home(mark, first))
        if exports == imports:
            return None
        exports ^= self.sold_home(mark)
        name = "exports" if exports else "imports"
        if self.running.indicator_id in rows_of("received") and self.first_flow is None:
            return replace(self.running, near="verb")
        told = self.nouns.tail(mark) if view.after(mark, 1) == ["of"] else []
        if view.after(mark, 2) == ["worth", "of"]:
            told = self.nouns.clean(self.nouns.things(mark.last + 3, mark.closes))[:4]
        both = any(" ".join(view.after(mark, n + 3)[n:]) in word_class("both_sectors") for n in (1, 2))
        told = ["goods", "and", "services"] if both else [w for w in told if w not in word_class("any_goods")]
        if not told:
            subject = self.nouns.clean(self.nouns.product(mark))
            told = [w for w in subject if w not in word_class("agent")]
            passive = set(stretch.split()) & word_class("copula") or says(stretch, "earn_verb")
            agents = told == subject or "and" in self.nouns.product(mark)
            if agents and not passive and says(stretch, "moved_by_agent"):
                told = []  # "insurers and bankers sold", "mills and ranches sold"
        if told:
            return Topic(" ".join([*told[:3], name]), name, name, None, None, "verb")
        return Topic(f"{wares}{name}", name, name, "goods" if wares else None, None, "verb")

    def _handed(self, mark: Mark, verb: str, way: str) -> bool:
        """Whether a verb of a class has an amount as its object, which goes to or comes from a place: "Japan took $2
        billion worth of coal from Australia"."""
        view, k = self.view, mark.first - 1
        while k > mark.opens and view.lowers[k] in word_class("before_amount") | word_class("skip"):
            k -= 1
        if view.lowers[k] not in word_class(verb) or view.after(mark, 1) not in (["of"], ["worth"]):
            return False
        behind = view.within(view.places, mark.last + 1, mark.closes)
        ways = [[w for w in view.before(m, 2) if w != "the"][-1:] for m in behind]
        there = next((m for m, led in zip(behind, ways, strict=True) if led == [way]), None)
        return there is not None and not view.within(view.quantities, mark.last + 1, there.first)

    def dealt(self, mark: Mark, first: int) -> Topic | None:
        """What another place, which opens the sentence, buys from the article's own or supplies it with."""
        view = self.view
        places = [m for m in view.within(view.places, first, mark.first) if m.record["code"] != "world"]
        again = taken_up(view, mark.sentence)
        places = places or ([again] if again else [])
        start = self._dealers(mark, first)
        if start is None and (not places or self.home is None or places[0].record["code"] == self.home):
            return None
        if start is None and places[0].first - first <= 3:
            start = first
        if start is None:
            words = view.lowers[places[0].last + 1 : min(mark.first, places[0].last + 9)]
            if not (set(words[:1]) & word_class("copula") and set(words) & word_class("buyer_noun")):
                return None
            start = places[0].first
        whole = " " + " ".join(view.lowers[start : mark.closes]) + " "
        if says(whole, "buyer_verb") == says(whole, "supplier_verb"):
            return None
        name = "exports" if says(whole, "buyer_verb") else "imports"
        told = (t for t in (self.running, self.flowing) if t.flow == name)
        base = next(told, None)
        before = self.nouns.clean(self.nouns.back(start - 1, first)) if start > first + 1 else []
        if before and singular(before[-1]) in goods():
            return Topic(" ".join([*before[-3:], name]), name, name, None, None, "verb")
        if base is None and self.running.indicator_id in rows_of("received"):
            return replace(self.running, near="verb")  # "Singapore was the largest source" of investment
        if base:
            return replace(base, near="verb")
        told_of = self.goods_before(*view.bounds[mark.sentence - 1]) if again else []
        return Topic(" ".join([*told_of, name]), name, name, None, None, "verb")

    def _dealers(self, mark: Mark, first: int) -> int | None:
        """The noun that names buyers or suppliers before their names: "Its main | suppliers were China ($2 bn) and"."""
        view = self.view
        for m in view.within(view.places, first, mark.first):
            k = m.first - 1 - (view.lowers[m.first - 1] == "the")
            if k <= first or view.lowers[k] not in word_class("copula") or view.within(view.quantities, first, k):
                continue
            dealers = word_class("buyer_noun") | word_class("supplier_noun")
            return next((i for i in range(k - 1, first, -1) if view.lowers[i] in dealers), None)
        return None

    def charged(self, mark: Mark, first: int) -> Topic | None:
        """ "goods will be charged 20 per cent" in an article that speaks of duties, "taxed Ghanaian goods at 15 per
        cent" anywhere."""
        if mark.record["kind"] not in ("percent", "percentage_points"):
            return None
        if self._imposed(mark, first):
            return self.named_levy(mark) or Topic("tariff", "tariff", "imports", None, None, "verb")
        at = self.view.before(mark, 1) == ["at"]
        words = [w.lower for w in self.view.words[max(first, mark.first - (10 if at else 5)) : mark.first]]
        words += [w for w in self.view.after(mark, 1) if w in word_class("levied_on")]
        goods = at and any(w in word_class("goods") for w in words)
        if not self.dutied and not goods:
            return None
        stretch = " " + " ".join(words) + " "
        if not says(stretch, "charged"):
            return None
        return self.named_levy(mark) or Topic("tariff", "tariff", "imports", None, None, "verb")

    def named_levy(self, mark: Mark) -> Topic | None:
        """The levy that a number's sentence names last before it."""
        view = self.view
        first = mark.opens
        told = [m for m in view.within(view.indicators, first, mark.first) if m.record["indicator_id"] == "tariff"]
        return self.of_mark(told[-1], "sentence") if told else None

    def _imposed(self, mark: Mark, first: int) -> bool:
        """Whether a percent is laid on a place or its goods: "imposed 25% on Canada and Mexico"."""
        view = self.view
        if view.after(mark, 1) != ["on"] or not view.within(view.places, mark.last + 2, mark.last + 4):
            return False
        words = {w.lower for w in view.words[max(first, mark.first - 14) : mark.first]}
        return bool(words & word_class("imposed"))

    def _earns_home(self, mark: Mark, first: int) -> bool:
        """Whether something earns the article's own place an amount: "crude oil earned Brazil $44.8 billion"."""
        view = self.view
        return any(
            m.record["code"] == self.home and f" {view.words[m.first - 1].lower} " in phrases("earn_verb")
            for m in view.within(view.places, first + 1, mark.first)
        )
