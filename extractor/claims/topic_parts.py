"""Parts of a whole and balances of two flows, as the words around a number tell them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_clauses import Clauses
from extractor.claims.view import Mark, large
from extractor.components._indicator_heads import word_class as phrase_words
from extractor.components._quantity_nouns import singular

_FLOWS = frozenset({"exports", "imports"})
_ABSOLUTE = 8
"""Words from the "with" of an absolute phrase to its number, at most."""


class Parts(Clauses):
    """One construction a method."""

    def part_of(self, mark: Mark, cue: Cue) -> Topic | None:
        """A part of a named whole: "Machinery contributed 60 percent of exports", "services $67 billion of the
        import bill", "161 billion rand, or 30% of services exports, …"."""
        view = self.view
        told = self.restated(mark) if mark.record["kind"] in ("money", "measure", "count") else None
        after = view.after(told or mark, 1)
        if after != ["of"] or not (cue.share or told):
            return self._of_flow(mark) if after == ["of"] else None
        last = (told or mark).last
        stop = mark.closes
        near = next((i for i in range(last + 2, min(stop, last + 6)) if "," in view.words[i].gap), min(stop, last + 6))
        whole = next(iter(view.within(view.indicators, last + 2, near)), None)
        if whole is not None and any(self.finite(i) for i in range(last + 2, whole.first)):
            return None  # "After three rounds of talks Dhaka got its tariff down to 20 per cent"
        if whole is not None and whole.record["indicator_id"] in {"gdp", *rows_of("sold_whole")}:
            self.consumed.add(whole.first)
        if whole is None or whole.record["flow"] is None:
            return self.part_of_all(mark, last + 2, stop) if whole is None else None
        phrase = self._absolute_phrase(mark) or self.nouns.clean(self.nouns.product(mark))
        first = mark.opens
        opens = mark.first - first <= 2 or told is not None or self._goes_on_of(mark, first)
        listed = ":" in view.words[mark.first].gap and mark.record["kind"] in ("money", "measure")
        opens = opens or listed  # "trade of 731.5 billion yuan: 489.7 billion of exports and …"
        if not phrase and not opens and not (self._share_of_named(mark, whole)):
            return self._of_flow(mark)
        self.consumed.add(whole.first)
        topic = self.of_mark(whole, "part")
        label = str(topic.indicator).split()[-1]
        if not phrase and self._of_scene(mark):
            return Topic(f"{self.scene[1]} {label}", topic.indicator_id, topic.flow, None, None, "part")
        if not phrase:
            return replace(topic, mark=None)
        return Topic(" ".join([*phrase, label]), topic.indicator_id, topic.flow, None, None, "part")

    def _share_of_named(self, mark: Mark, whole: Mark) -> bool:
        """Whether a number is a share of a trade that is named with its goods."""
        noun = self.view.tags.get(whole.record["head"], "")[:2] == "NN"
        return noun and bool(whole.record["modifiers"]) and mark.record["kind"] in ("percent", "fraction")

    def _of_flow(self, mark: Mark) -> Topic | None:
        """The flow right behind an amount of it: "the euro area accounted for €48.1bn of the exports and €38.1bn of the
        imports"."""
        view, k = self.view, mark.last + 2
        if mark.record["kind"] not in ("money", "measure") or k + 1 >= mark.closes:
            return None
        k += view.lowers[k] in word_class("definite")
        whole = next(iter(view.within(view.indicators, k, k + 1)), None)
        bare = whole is not None and not whole.record["modifiers"] and whole.record["indicator_id"] in _FLOWS
        if whole is None or not bare or whole.last >= mark.closes - 1:
            return None
        closed = view.words[whole.last + 1].gap.strip("~")[:1] in ("(", ",", ";", ".", ")") or (
            view.lowers[whole.last + 1] in ("and", "while")
        )
        if not closed:
            return None
        self.consumed.add(whole.first)
        return replace(self.of_mark(whole, "part"), mark=None)

    def _of_scene(self, mark: Mark) -> bool:
        """Whether the goods of the sentence before are told by their kind: "Gold made up for it. Receipts from the
        metal …"."""
        told = self.view.lowers[mark.opens : mark.first]
        kinds = (b for a, b in pairwise(told) if a in word_class("definite"))
        return self.scene[0] == self.paragraph and any(word in word_class("goods_anaphor") for word in kinds)

    def whole_told(self, mark: Mark, previous: tuple[Mark, Topic]) -> Topic | None:
        """The whole right behind its share: "37.5% of merchandise exports of US$ 12.7 b"."""
        view, share = self.view, previous[0]
        kinds = share.record["kind"] in ("percent", "fraction") and mark.record["kind"] not in ("percent", "fraction")
        if not kinds or view.after(share, 1) != ["of"] or view.before(mark, 1) != ["of"]:
            return None
        named = [m for m in view.within(view.indicators, share.last + 1, mark.first) if m.last == mark.first - 2]
        plain = bool(named) and not any("," in view.words[i].gap for i in range(share.last + 1, mark.first))
        return self.of_mark(named[0], "left") if plain and named[0].record["flow"] else None

    def _goes_on_of(self, mark: Mark, first: int) -> bool:
        """Whether an amount goes on with another of its kind: "51 billion of exports and 43 billion of imports"."""
        view = self.view
        before = view.within(view.quantities, first, mark.first)[-1:]
        alike = bool(before) and before[0].record["kind"] == mark.record["kind"] and view.after(before[0], 1) == ["of"]
        return alike and (view.lowers[mark.first - 1] == "and" or "," in view.words[mark.first].gap)

    def share_again(self, mark: Mark) -> bool:
        """Whether a sentence goes on with the share that the one before it told: "That share was 30.3% a year earlier",
        "It compares with 7.8 percent"."""
        if mark.record["kind"] not in ("percent", "percentage_points"):
            return False
        view = self.view
        first, stop = mark.opens, mark.closes
        if view.lowers[first] in word_class("pronoun"):
            return view.lowers[first + 1] in word_class("likened")
        named = [m for m in view.within(view.indicators, first, stop) if m.record["indicator_id"] != "share"]
        own = any(
            view.lowers[i] in word_class("definite") and view.lowers[i + 1] in word_class("portion")
            for i in range(first, stop - 1)
        )
        return own and not named

    def of_things(self, mark: Mark, previous: tuple[Mark, Topic], found: Topic) -> bool:
        """Whether the verb of a growth is that of the things told before it: "exported 634,764 cars, 5.3% more"."""
        before, told = previous
        here = before.sentence == mark.sentence
        verb = found.mark is None or found.mark.first <= before.last + 4
        bare = verb and found.flow in ("exports", "imports") and found.indicator == found.flow
        named = bool(told.indicator) and str(told.indicator).endswith(f" {found.indicator}")
        alike = told.near == "verb" and told.flow == found.flow and mark.record["kind"] in ("percent", "multiple")
        return here and bare and named and alike

    def outearned(self, mark: Mark) -> Topic | None:
        """The balance of "earned $5 bn more from the goods it sold than it spent on those it bought"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        if mark.record["kind"] != "money" or view.after(mark, 1) != ["more"]:
            return None
        behind = [w.lower for w in view.words[mark.last + 1 : stop]]
        if "than" not in behind:
            return None
        than = behind.index("than")
        before = " " + " ".join(w.lower for w in view.words[max(first, mark.first - 8) : mark.first]) + " "
        after = " " + " ".join(behind[than + 1 : than + 12]) + " "
        sold = says(before, "sold_verb") or says(before, "earn_verb")
        bought = says(before, "bought_verb") or says(before, "spend_verb")
        surplus = sold and not bought and (says(after, "spend_verb") or says(after, "bought_verb"))
        deficit = bought and not sold and (says(after, "sold_verb") or says(after, "earn_verb"))
        if surplus == deficit:
            return None
        name = "surplus" if surplus else "deficit"
        return Topic(f"trade {name}", f"trade_{name}", "balance", None, None, "part")

    def exceeded(self, mark: Mark) -> Topic | None:
        """The balance of "exports exceeded imports by $780 million" or "imports of $5 bn outstripped exports by …"."""
        view = self.view
        if mark.record["kind"] != "money" or view.before(mark, 1)[-1:] != ["by"]:
            return None
        first = mark.opens
        told = view.within(view.indicators, first, mark.first)
        flows = [m for m in told if m.record["flow"] in ("exports", "imports")]
        if len(flows) < 2 or flows[-1].record["flow"] == flows[-2].record["flow"]:
            return None
        between = " " + " ".join(w.lower for w in view.words[flows[-2].last + 1 : flows[-1].first + 1]) + " "
        if not says(between, "exceeding"):
            return None
        self.consumed.update(m.first for m in flows[-2:])  # "… by $780 million, down two percent": the balance is
        name = "surplus" if flows[-1].record["flow"] == "imports" else "deficit"
        sector = flows[-1].record["sector"] or self.sector
        label = f"{sector} trade {name}" if sector else f"trade {name}"
        return Topic(label, f"trade_{name}", "balance", sector, None, "part")

    def restated(self, mark: Mark) -> Mark | None:
        """The share that follows an amount behind ", or" or a comma."""
        view = self.view
        k = mark.last + 1
        direct = view.within(view.quantities, k, k + 1)
        if direct and view.text[mark.end : direct[0].start].strip() == "," and direct[0].record["kind"] == "percent":
            return direct[0]
        if k + 1 >= len(view.words) or view.words[k].lower != "or" or "," not in view.words[k].gap:
            return None
        following = view.within(view.quantities, k + 1, k + 2)
        return following[0] if following and following[0].record["kind"] in ("percent", "fraction") else None

    def part_of_all(self, mark: Mark, first: int, stop: int) -> Topic | None:
        """A part of all that is sold or bought: "crude makes up more than half of what we sell"."""
        words = [w.lower for w in self.view.words[first : min(stop, first + 7)]]
        if self.dutied and (words[:2] == ["tariff", "lines"] or words[:1] == ["lines"]):
            return Topic("duty-free tariff lines", None, None, None, None, "part")
        if not words or words[0] not in word_class("all_that"):
            return None
        stretch = " " + " ".join(words) + " "
        exports, imports = says(stretch, "sells"), says(stretch, "buys")
        if exports == imports:
            return None
        name = "exports" if exports else "imports"
        phrase = self.nouns.clean(self.nouns.product(mark) or self.nouns.clause(mark, self._clause_floor(mark)))
        if not phrase and self.running.flow == name:
            return None
        return Topic(" ".join([*phrase[:3], name]), name, name, None, None, "part")

    def _clause_floor(self, mark: Mark) -> int:
        """The word behind which a clause before a number may open: the last number's, or the sentence's first."""
        first = mark.opens
        return max((q.last for q in self.view.within(self.view.quantities, first, mark.first)), default=first)

    def absolute(self, mark: Mark) -> Topic | None:
        """Goods of an absolute phrase: "imports fell by $4 billion, with cellphones accounting for $2 billion of the
        decline"; or its flow: "with exports surging 68.7 percent"."""
        at = self._absolute_at(mark)
        if at is None:
            return None
        flow = next((m for m in self.view.within(self.view.indicators, at, at + 1) if m.record["flow"]), None)
        if flow is not None:
            behind = self.view.words[flow.last + 1].start
            return self.of_mark(flow, "left") if self.view.tags.get(behind) == "VBG" else None
        phrase = self._absolute_phrase(mark)
        return self.product(phrase, mark) if phrase else None

    def _absolute_at(self, mark: Mark) -> int | None:
        """The word behind the "with" that opens an absolute phrase before a number."""
        view = self.view
        leads = range(mark.first - 1, max(mark.opens, mark.first - _ABSOLUTE), -1)
        return next((k + 1 for k in leads if view.lowers[k] == "with" and "," in view.words[k].gap), None)

    def _absolute_phrase(self, mark: Mark) -> list[str]:
        """The noun phrase of an absolute phrase before a number, where a participle follows it."""
        view, at = self.view, self._absolute_at(mark)
        if at is None:
            return []
        phrase = self.nouns.phrase(at, mark.first)
        verb = at + len(phrase) + (view.lowers[at] in word_class("definite"))
        if phrase and view.tags.get(view.words[verb - 1].start) == "VBG":
            phrase, verb = phrase[:-1], verb - 1
        participle = bool(phrase) and view.tags.get(view.words[verb].start) == "VBG"
        return self.nouns.clean(phrase) if participle else []

    def product(self, phrase: list[str], mark: Mark) -> Topic | None:
        """A noun phrase in the place of the subject where trade is spoken of: "Automakers led with $3 billion",
        "chemicals ($2.7 billion)", "Ships: $2.24 billion"."""
        base = self.running if self.running.indicator_id in rows_of("divisible") else self.first_flow or self.flowing
        told, recent = self.recent
        goods = recent.indicator_id == recent.flow and recent.sector is None and " " in (recent.indicator or "")
        if base.flow == "total" and goods and mark.sentence - told <= 2:
            base = recent
        if base.indicator_id not in rows_of("divisible") or mark.record["kind"] not in (
            "money",
            "percent",
            "measure",
            "multiple",
            "fraction",
        ):
            return None
        if base.indicator_id in rows_of("invested") and phrase and phrase[-1] in word_class("invested_part"):
            whole = "foreign direct investment" if base.indicator_id == "fdi" else str(base.indicator)
            return Topic(f"{' '.join(phrase[-3:])} {whole}", base.indicator_id, None, None, None, "product")
        if phrase and phrase[-1] in word_class("no_goods_head"):
            return None
        phrase = [w for w in dict.fromkeys(phrase) if w not in phrase_words("empty") and w != "and"][:4]
        if phrase[-1:] == ["ones"]:
            phrase.pop()
        side = phrase[-1] if phrase else ""
        if side in word_class("buyer_noun") | word_class("supplier_noun"):
            return self.directed("exports" if side in word_class("buyer_noun") else "imports")
        if not phrase or not base.indicator or {phrase[0], phrase[-1]} & word_class("no_goods"):
            return None
        base = self._earning(mark, base)
        name = base.indicator or ""
        label = name.split()[-1] if base.flow else name if base.indicator_id != "throughput" else ""
        return Topic(" ".join([*phrase, label]).strip(), base.indicator_id, base.flow, None, None, "product")

    def _earning(self, mark: Mark, base: Topic) -> Topic:
        """What goods earn is exported: "cocoa brought in $2.4 billion" where imports were told last; what
        they cost is imported."""
        words = " " + " ".join(self.view.before(mark, 4)) + " "
        if base.indicator_id not in rows_of("bare"):
            return base
        name = "exports" if says(words, "earn_verb") else "imports" if " cost " in words else base.flow
        return base if name == base.flow else Topic(name, name, name, base.sector, None, "verb")

    def parcel(self, mark: Mark) -> Topic | None:
        """The value up to which a parcel is treated otherwise: "parcels worth less than 150 euros"."""
        words = self.view.before(mark, 6)
        unit = mark.record["unit"]
        if mark.record["kind"] != "money" or "/" in unit or (large(mark) and unit not in word_class("small_coin")):
            return None
        noun = next((i for i, w in enumerate(words) if w in word_class("parcel")), None)
        if noun is None or not set(words[noun:]) & word_class("valued"):
            return None
        name = words[noun].removesuffix("s")
        sentence = self.view.lowers[mark.opens : mark.closes]
        label = f"{name} value" if word_class("letting_in").isdisjoint(sentence) else f"duty-free {name} threshold"
        label = "de minimis threshold" if "minimis" in sentence else label
        return Topic(label, "threshold", "imports", None, None, "noun")

    def said_to_be(self, mark: Mark) -> Topic | None:
        """The flow that a part of an amount is said to be: "$1.7 trillion of it were exports"."""
        view = self.view
        stretch = " " + " ".join(view.after(mark, 2)) + " "
        if not says(stretch, "of_this") or view.after(mark, 3)[-1:] == [] or view.after(mark, 3)[2:] == []:
            return None
        if view.after(mark, 3)[2] not in word_class("copula"):
            return None
        told = view.within(view.indicators, mark.last + 4, mark.last + 6)
        return replace(self.of_mark(told[0], "part"), mark=None) if told and told[0].record["flow"] else None

    def set_against(self, mark: Mark) -> Topic | None:
        """Other goods that an amount is set against: "oil brought in $45 billion, against $43 billion for soybeans",
        "$4 billion from shoes, compared with $3 billion from toys"."""
        view = self.view
        k, stop = mark.last + 2, mark.closes
        compared = view.before(mark, 2) == ["compared", "with"] or view.before(mark, 1) == ["against"]
        if not compared or view.after(mark, 1) not in (["for"], ["from"]) or k >= stop:
            return None
        phrase = self.nouns.clean(self.nouns.phrase(k, stop))
        named = bool(phrase) and (view.after(mark, 1) == ["for"] or singular(phrase[-1]) in goods())
        found = self.product(phrase, mark) if named and not view.within(view.dates, k, stop) else None
        return replace(found, near="set against") if found else None
