"""Flows told by a turn of words around a number: what the other side supplies in turn, goods that leave a country or
come into it, trade in both directions, the gap in a trade, payments beside receipts."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.nouns import Nouns
from extractor.claims.restated import traders
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large

_TURNED = {"exports": "imports", "imports": "exports"}
_SUPPLY = 3
"""Words from a verb of supply to its number, at most."""
_AHEAD = 9
"""Words behind a number, or behind the noun that is measured, in which the way may be told."""
_LATELY = 3
"""Sentences back in which the trade may be told that goods lost in."""
_TRADED = frozenset({"money", "measure", "percent", "multiple", "fraction", "count"})


class Turns:
    """Reads one number's turn of words."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view = view
        self.home = home
        self.nouns = Nouns(view)
        self.traded: tuple[int, Topic] = (-9, Topic())
        """The sentence of the last exports or imports, and which."""
        self.last: tuple[int, Topic] = (-9, Topic())
        """The sentence of the last turn, and its topic."""

    def told(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic that such a turn gives, or None."""
        if previous is not None and previous[1].flow in _TURNED and previous[1].indicator_id in _TURNED:
            self.traded = (previous[0].sentence, previous[1])
        if mark.record["kind"] not in _TRADED:
            return self._allowed(mark, topic)
        found = (
            self._gap(topic)
            or self._ranked_balance(mark, topic)
            or self._supplied_back(mark, previous)
            or self._taken_in(mark)
            or self._both_ways(mark, topic)
            or self._other_way(mark, topic, previous)
            or self._paid(mark, topic, previous)
            or self._in_account(mark, topic)
            or self._lost(mark, topic)
            or self._gone_on(mark, topic)
        )
        if found is None:
            return self._built(mark, topic) or self._allowed(mark, topic)
        self.last = (mark.sentence, replace(found, near="turned"))
        return self.last[1]

    def lately(self, mark: Mark) -> Topic | None:
        """The exports or imports told in the last sentences."""
        there, told = self.traded
        return told if mark.sentence - there <= _LATELY else None

    def _gap(self, topic: Topic) -> Topic | None:
        """A balance named by its noun and the trade that it is in: "the hole in Britain's goods trade", "the surplus on
        trade in goods"."""
        view, named = self.view, topic.mark
        if topic.flow != "total" or named is None or topic.near == "right":
            return None
        i = named.first - 1
        while i > named.opens and (view.covered[i] == "place" or view.lowers[i] in word_class("passed_in_gap")):
            i -= 1
        if i <= named.opens or view.lowers[i] not in ("in", "on") or view.lowers[i - 1] not in word_class("gap_noun"):
            return None
        name = "surplus" if view.lowers[i - 1].startswith("surplus") else "deficit"
        label = " ".join([*words_of(topic), name])
        return replace(topic, indicator=label, indicator_id=f"trade_{name}", flow="balance")

    def _ranked_balance(self, mark: Mark, topic: Topic) -> Topic | None:
        """The balance in brackets behind the place that has it: "Germany (€21.3 bn) had the largest surplus"."""
        view, k = self.view, mark.last + 1
        bracketed = view.text[mark.start - 1 : mark.start] == "(" and view.text[mark.end : mark.end + 1] == ")"
        if topic.flow not in _TURNED or not bracketed or view.covered[mark.first - 1] != "place":
            return None
        told = view.within(view.indicators, k, min(mark.closes, k + 6))
        balance = told[0] if told and told[0].record["flow"] == "balance" else None
        if balance is None or word_class("having").isdisjoint(view.lowers[k : balance.first]):
            return None
        row, label = str(balance.record["indicator_id"]), str(balance.record["indicator"])
        return Topic(label, row, "balance", balance.record["sector"], None, "later")

    def _supplied_back(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What buyers supply in turn, or suppliers buy: "took goods for €62.8 bn and supplied €57.9 bn", "which in turn
        delivered €46.2 bn"."""
        view = self.view
        if previous is None or mark.record["kind"] == "percent" or previous[0].sentence != mark.sentence:
            return None
        before, told = previous
        turned = _TURNED.get(told.flow or "")
        verb = self._verb_before(mark)
        if turned is None or verb is None or verb <= before.last:
            return None
        one, other = ("took_verb", "supply_verb") if turned == "imports" else ("supply_verb", "took_verb")
        between = view.lowers[before.last + 1 : verb]
        if view.lowers[verb] not in word_class(other) or view.within(view.places, before.last + 1, verb):
            return None
        again = says(" " + " ".join(between) + " ", "in_turn")
        joined = between[-1:] == ["and"] and not word_class(one).isdisjoint(view.lowers[mark.opens : before.first])
        if not (again or joined):
            return None
        goods = [w for w in words_of(told)[:-1] if told.indicator_id in _TURNED]
        return Topic(" ".join([*goods, turned]), turned, turned, told.sector, None, "verb")

    def _verb_before(self, mark: Mark) -> int | None:
        """The verb that a number is the object of."""
        view = self.view
        verbs = word_class("took_verb") | word_class("supply_verb")
        near = range(mark.first - 1, max(mark.opens, mark.first - _SUPPLY - 1), -1)
        return next((i for i in near if view.lowers[i] in verbs), None)

    def _taken_in(self, mark: Mark) -> Topic | None:
        """Goods by weight that a country or its refiners take in: "it took in 326 million barrels of crude"."""
        view = self.view
        if mark.record["kind"] != "measure":
            return None
        at = mark.first - 2
        if at <= mark.opens or f" {view.lowers[at]} {view.lowers[at + 1]} " not in phrases("takes_goods_in"):
            return None
        subject = view.lowers[max(mark.opens, at - 3) : at]
        home = any(m.record["code"] == self.home for m in view.within(view.places, max(mark.opens, at - 3), at))
        if not home and word_class("own_land").isdisjoint(subject) and word_class("bringer").isdisjoint(subject):
            return None
        tail = self.nouns.tail(mark) if view.after(mark, 1) == ["of"] else []
        return Topic(" ".join([*tail, "imports"]), "imports", "imports", None, None, "verb")

    def _both_ways(self, mark: Mark, topic: Topic) -> Topic | None:
        """Trade in both directions: "Shipments in both directions totalled …", "$18.1 billion in goods traded"."""
        view, named = self.view, topic.mark
        behind = " " + " ".join(view.after(mark, 4)) + " "
        if mark.record["kind"] == "money" and (says(behind, "goods_traded") or traders(view, mark)):
            return Topic("goods trade", "trade", "total", "goods", None, "verb")
        if named is None or topic.flow not in _TURNED or named.sentence != mark.sentence:
            return None
        if not says(" " + " ".join(view.after(named, 3)) + " ", "two_ways"):
            return None
        return Topic("trade", "trade", "total", topic.sector, named, topic.near)

    def _other_way(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The other flow than the one told before: "Sales in the other direction grew 4.2% to €1.3 billion"."""
        told = previous[1] if previous is not None else None
        named = topic.mark
        if told is None or previous is None or named is None or topic.indicator_id not in ("sales", "purchases"):
            return None
        turned = _TURNED.get(told.flow or "") or _TURNED.get(topic.flow or "")
        again = topic.flow == told.flow and previous[0].sentence == mark.sentence
        behind = self.view.lowers[named.first : min(mark.first, named.last + 5)]
        if turned is None or again or not says(f" {' '.join(behind)} ", "other_way"):
            return None
        flow = "exports" if topic.indicator_id == "sales" else "imports"
        if _TURNED[flow] != told.flow and previous[0].sentence != mark.sentence:
            return None
        goods = words_of(told)[:-1] if told.indicator_id in _TURNED else []
        return Topic(" ".join([*goods, flow]), flow, flow, told.sector, named, topic.near)

    def _paid(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Payments for services beside their exports, and net receipts: "Payments rose 3 per cent to $51 billion, so
        that net receipts climbed to $50 billion"."""
        words = words_of(topic)
        if topic.flow is not None or previous is None or not words or mark.record["kind"] not in ("money", "percent"):
            return None
        told = previous[1]
        here = self.view.paragraph(mark.start) == self.view.paragraph(previous[0].start)
        if not here or told.flow is None or "services" not in words_of(told):
            return None
        if words[-1] == "payments" and set(words) <= {"payments", "services"}:
            return Topic("services imports", "imports", "imports", "services", None, "verb")
        if words in (["net", "receipts"], ["net", "services", "receipts"]):
            return replace(topic, indicator="net services receipts", flow="balance", sector="services")
        return None

    def _in_account(self, mark: Mark, topic: Topic) -> Topic | None:
        """The balance that goods, services or income add to the current account's: "Trade in goods contributed
        €16.2bn and primary income €5.6bn"."""
        view, words = self.view, words_of(topic)
        part = topic.flow == "total" or (topic.flow is None and words[-1:] == ["income"])
        if not part or mark.record["kind"] != "money":
            return None
        if word_class("adding_to_account").isdisjoint(view.lowers[mark.opens : mark.first]):
            return None
        first = view.bounds[max(view.opening(mark.start), mark.sentence - 1)][0]
        told = view.within(view.indicators, first, mark.first)
        if not any(m.record["indicator_id"] == "current_account" for m in told):
            return None
        return replace(topic, indicator=" ".join([*words, "balance"]), indicator_id="trade_balance", flow="balance")

    def _lost(self, mark: Mark, topic: Topic) -> Topic | None:
        """What goods lost in news of their trade: "Metals lost CHF 1.4 billion, or 9%", "They lost $323 million"."""
        view, told = self.view, self.lately(mark)
        if told is None or topic.indicator_id != "profit" or words_of(topic) != ["loss"]:
            return None
        verb = next((i for i in range(mark.first - 1, mark.opens, -1) if view.lowers[i] in ("lost", "lose")), None)
        if verb is None or view.within(view.quantities, mark.opens, verb):
            return None
        subject = self.nouns.clean(self.nouns.back(verb - 1, mark.opens, mark.opens))
        if view.lowers[verb - 1] in ("they", "it"):
            subject = self._subject_of(mark.sentence, verb)
        if not subject or subject[-1] in word_class("agent") | word_class("no_goods") | word_class("any_person"):
            return None
        return Topic(" ".join([*subject[-4:], str(told.flow)]), told.flow, told.flow, None, None, "product")

    def _subject_of(self, sentence: int, verb: int) -> list[str]:
        """The goods that "they" takes up: what the clause before a colon, or the sentence before, opens with."""
        view = self.view
        opens = view.bounds[sentence][0]
        if verb - 1 > opens:
            return self.nouns.clean(self.nouns.opening(sentence, verb - 1))
        return self.nouns.clean(self.nouns.opening(sentence - 1, opens)) if sentence else []

    def _gone_on(self, mark: Mark, topic: Topic) -> Topic | None:
        """What a sum goes on with, behind a turn of its sentence: "brought in 195.7 million barrels at $67 a barrel, a
        bill of $13.1 billion"."""
        there, told = self.last
        summed = mark.record["kind"] == "money" and large(mark)
        if there != mark.sentence or not summed or topic.near != "sentence" or topic.flow == told.flow:
            return None
        return told

    def _built(self, mark: Mark, topic: Topic) -> Topic | None:
        """What a plant is worth that a firm would build, where only the article's trade was read: "would open a plant
        in Malaysia worth 18.6 million yuan"."""
        view = self.view
        if mark.record["kind"] != "money" or topic.near not in ("inherited", "paren") or topic.flow is None:
            return None
        worth = next((i for i in range(mark.first - 1, mark.opens, -1) if view.lowers[i] == "worth"), None)
        if worth is None or view.words[worth].gap.strip("~-"):
            return None
        before = view.lowers[max(mark.opens, worth - _AHEAD) : worth]
        at = next((i for i in range(len(before) - 1, -1, -1) if before[i] in word_class("built_thing")), None)
        if at is None or word_class("building_verb").isdisjoint(before[:at]):
            return None
        return Topic(f"{before[at]} investment", "investment", None, None, None, "noun")

    def _allowed(self, mark: Mark, topic: Topic) -> Topic | None:
        """What importers or exporters are given or allowed: "gave importers of laptops another 12 months"."""
        view = self.view
        limit = topic.indicator_id in ("threshold", "fee") or topic.near == "none"
        if topic.near == "policy" or not (mark.record["kind"] == "duration" or (limit and topic.flow is None)):
            return None
        i = mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount"):
            i -= 1
        if view.lowers[i] in ("in", "within", "since", "for"):
            return None
        floor = max([mark.opens, mark.first - _AHEAD, *(q.last + 1 for q in self._before(mark))])
        told = {"imports" if w.startswith("importer") else "exports" for w in self._traders(floor, mark)}
        return replace(topic, flow=told.pop()) if len(told) == 1 else None

    def _before(self, mark: Mark) -> list[Mark]:
        return self.view.within(self.view.quantities, mark.opens, mark.first)

    def _traders(self, first: int, mark: Mark) -> list[str]:
        """The words for those who trade in [first, mark), and right behind "per"; not those in names of exporters'
        bodies."""
        view = self.view
        here = [i for i in range(first, mark.first) if view.lowers[i] in word_class("importer_word")]
        here += [i for i in range(first, mark.first) if view.lowers[i] == "exporters" and i not in view.named]
        behind = view.after(mark, 2)
        per = behind[1:] if behind[:1] == ["per"] and behind[1:2] == ["importer"] else []
        return [*(view.lowers[i] for i in here), *per]
