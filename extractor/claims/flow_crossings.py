"""Flows told by what happens to the goods of a sum: they leave the country or come into it, they are sold or bought,
they earn it abroad; and by the flow's own noun right behind or before the number."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.flow_earnings import Earnings
from extractor.claims.lexicon import goods
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large
from extractor.components._quantity_nouns import singular

_SIDES = ("exports", "imports")
_AHEAD = 9
"""Words behind a number in which its goods may be told to leave."""
_BACK = 5
"""Words from a sender to its number, at most."""


class Crossings:
    """Reads one number's words of goods that cross the border, are dealt in, or earn."""

    def __init__(self, view: View, home: str | None = None) -> None:
        self.view = view
        self.home = home
        self.nouns = Nouns(view)
        self.abroad = not word_class("sent_abroad").isdisjoint(view.lowers)
        """Whether the article speaks of goods that go abroad."""
        self.importing = not word_class("let_in").isdisjoint(view.lowers)
        """Whether it speaks of what comes in."""
        self.last: tuple[Mark | None, Topic] = (None, Topic())
        """The number that was last told of so, and its topic."""
        balanced = any(m.record["flow"] == "balance" for m in view.indicators)
        self.earnings = Earnings(view, self.abroad or balanced)

    def told(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic that such words give, or None."""
        if mark.record["kind"] == "duration":
            return None
        found = (
            self._crossed(mark, topic)
            or self._dealt_in(mark, topic)
            or self._beside_noun(mark, topic)
            or self._sent_here(mark, previous)
            or self._foreign(mark, topic)
            or self.earnings.told(mark, topic)
        )
        if found is not None:
            self.last = (mark, replace(found, near="turned"))
        else:
            found = self._carried(mark, topic, previous)
        return replace(found, near="turned") if found is not None else None

    def _carried(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """What goes on with such goods, where its own words name nothing: "The same day of last year the counter stood
        at 5.1 million", "Half of it was bought by China"."""
        view, (before, told) = self.view, self.last
        if before is None or topic.indicator is not None or topic.flow or topic.near not in ("none", "sentence"):
            return None
        last = previous[0] if previous is not None and previous[1].indicator == told.indicator else before
        here = view.paragraph(last.start) == view.paragraph(mark.start)
        here = here or says(f" {' '.join(view.lowers[mark.opens : mark.opens + 4])} ", "part_of_that")
        near = here and mark.sentence - last.sentence <= 1
        alike = (before.record["kind"], before.record["unit"]) == (mark.record["kind"], mark.record["unit"])
        part = mark.record["kind"] in ("percent", "percentage_points", "fraction", "multiple")
        elided = mark.record["kind"] == "count" and not mark.record.get("noun") and before.record["kind"] == "measure"
        if not near or not (alike or part or elided):
            return None
        self.last = (mark if alike else before, told)
        return told

    def _crossed(self, mark: Mark, topic: Topic) -> Topic | None:
        """Goods that leave the country or come into it: "goods worth Rs 14.3 billion left the country, while those
        worth Rs 122 billion came in", "4.2 million tonnes of wheat had left Romania", "with goods worth RM126 billion
        leaving the country"."""
        view = self.view
        named = not (word_class("any_goods") | {"those"}).isdisjoint(view.before(mark, 4))
        own = self._goods_worth(mark)
        plain = bool(own) and singular(own[-1]) in goods()
        worth = plain or (named and not word_class("worth_word").isdisjoint(view.before(mark, 2)))
        if not (worth or own or mark.record["kind"] == "measure" or self._of_goods(mark)):
            return None
        stop = min(mark.closes, mark.last + 1 + (4 if worth else _AHEAD))
        for i in range(mark.last + 1, stop):
            if view.covered[i] == "quantity" or ";" in view.words[i].gap:
                return None
            out = view.lowers[i] in word_class("leaves_country")
            if way := self._went(mark, topic, i):
                return self._crossing(mark, topic, way, worth, own)
            if own and not worth:
                continue
            if worth and i == mark.last + 1 and view.lowers[i] in word_class("landing"):
                return Topic("imports", "imports", "imports", topic.sector, None, "verb")
            if not out and view.lowers[i] not in word_class("crossing_in"):
                if view.tags.get(view.words[i].start, "") in ("VBD", "VBZ", "MD") and not self._auxiliary(i):
                    return None
                continue
            if not self._own_border(i + 1, mark.closes, out):
                return None
            return self._crossing(mark, topic, "exports" if out else "imports", worth, own)
        return None

    def _goods_worth(self, mark: Mark) -> list[str]:
        """The goods that a sum is told to be what they are worth: "Wines and spirits worth €15.6 billion"."""
        view, i = self.view, mark.first - 1
        while i > mark.opens and view.lowers[i] in word_class("before_amount") | word_class("skip"):
            i -= 1
        if mark.record["kind"] != "money" or view.lowers[i] != "worth" or i <= mark.opens:
            return []
        own = self.nouns.clean(self.nouns.back(i - 1, mark.opens, mark.opens))[-3:]
        return own if word_class("no_goods").isdisjoint(own) else []

    def _crossing(self, mark: Mark, topic: Topic, flow: str, worth: bool, own: list[str]) -> Topic:
        told = own or ([] if worth else [w for w in self.nouns.tail(mark) if w not in word_class("any_goods")])
        if not told and topic.flow == topic.indicator_id == flow:
            return topic  # with the goods that the text speaks of
        return Topic(" ".join([*told[-3:], flow]), flow, flow, topic.sector, None, "verb")

    def _went(self, mark: Mark, topic: Topic, i: int) -> str | None:
        """The flow of goods told to go abroad, or over the border, at word i: "1.4 million tonnes went abroad",
        "goods worth £248m went to India", "14,000 tonnes crossed the frontier"."""
        view, behind = self.view, self.view.lowers[i + 1 : min(mark.closes, i + 3)]
        if view.lowers[i] in word_class("goes_away") and behind:
            there = view.within(view.places, i + 2, i + 4) if behind[0] == "to" and self.home else []
            if behind[0] in word_class("out_there") or (there and there[0].record["code"] not in (self.home, "world")):
                return "exports"
        if view.lowers[i] not in word_class("passes_over") or behind[:1] != ["the"]:
            return None
        if word_class("land_border").isdisjoint(behind):
            return None
        for m in view.within(view.places, i + 3, min(mark.closes, i + 3 + _BACK)):
            inward = (view.before(m, 1) == ["from"]) != (m.record["code"] == self.home)
            return "imports" if inward else "exports"
        named = {*words_of(topic)} & {*_SIDES}
        return named.pop() if len(named) == 1 else "exports" if self.abroad and not self.importing else None

    def _auxiliary(self, i: int) -> bool:
        return self.view.lowers[i] in word_class("earning_helper")

    def _of_goods(self, mark: Mark) -> bool:
        """Whether a sum is told to be one of goods right behind it: "$4 million worth of goods", "of goods that"."""
        words = [w for w in self.view.after(mark, 4) if w not in ("of", "worth")]
        behind = self.view.after(mark, 2)[-1:] if self.view.after(mark, 1) == ["worth"] else self.view.after(mark, 1)
        summed = mark.record["kind"] == "money" and behind == ["of"]
        return summed and bool(words) and words[0] in word_class("traded_things")

    def _own_border(self, i: int, stop: int, out: bool) -> bool:
        """Whether the country, its ports or the article's own place stand at word i: what goods leave or come into."""
        view = self.view
        while i < stop and view.lowers[i] in ("the", "its", "their"):
            i += 1
        if i >= stop:
            return False
        there = view.within(view.places, i, i + 1)
        if there:
            return bool(there[0].record["code"] == self.home)
        if out and view.words[i].text[:1].isupper() and not view.covered[i] and i not in view.named:
            return True  # a port that no table holds
        behind = view.lowers[i : i + 2]
        return not word_class("own_land").isdisjoint(behind) or behind[0] in ("it",) or (not out and behind[0] == "in")

    def _dealt_in(self, mark: Mark, topic: Topic) -> Topic | None:
        """Goods for a sum that are told to be sold or bought in a country's trade: "goods for $102 billion have been
        sold and goods for $81 billion bought"."""
        view = self.view
        before = view.before(mark, 2)
        if mark.record["kind"] != "money" or not large(mark) or before[:1] != ["goods"] or not before[1:]:
            return None
        told = set(view.lowers[mark.opens : mark.closes])
        both = not any(told.isdisjoint(word_class(f"{side}_verb")) for side in _SIDES)
        if before[1] not in word_class("worth_word") or not (self.abroad or both):
            return None
        behind = [w for w in view.after(mark, 4) if not says(f" {w} ", "passive_helper")]
        flow = next((side for side in _SIDES if behind and behind[0] in word_class(f"{side}_verb")), None)
        return Topic(flow, flow, flow, topic.sector, None, "verb") if flow else None

    def _beside_noun(self, mark: Mark, topic: Topic) -> Topic | None:
        """The flow whose noun stands right beside a sum: "$117.9 billion of imports came from China", "$39.7 billion
        was spent on imports", "could not make up for imports: 9 percent more"."""
        view, k = self.view, mark.last + 1
        summed = mark.record["kind"] in ("money", "measure")
        if topic.flow not in (*_SIDES, "balance", "total") or not (summed or mark.record["kind"] == "percent"):
            return None
        named = None
        if summed and view.after(mark, 1) == ["of"]:
            named = self._flow_at(k + 1)
        elif summed and says(" " + " ".join(view.after(mark, 3)) + " ", "spent_or_earned"):
            named = self._flow_at(k + 3) or self._flow_at(k + 2)
        elif ":" in view.words[mark.first].gap and mark.first > mark.opens + 1:
            near = view.within(view.indicators, max(mark.opens, mark.first - _BACK), mark.first)
            named = near[-1] if near and near[-1].last == mark.first - 1 else None
        flow = named.record["flow"] if named is not None else None
        if named is None or named.sentence != mark.sentence or flow not in _SIDES or flow == topic.flow:
            return None
        label = str(named.record["indicator"])
        return Topic(label, str(named.record["indicator_id"]), flow, named.record["sector"], named, "right")

    def _flow_at(self, i: int) -> Mark | None:
        found = self.view.within(self.view.indicators, i, i + 1)
        return found[0] if found else None

    def _sent_here(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Goods that another place sent to the article's own: "Brazil sent 180,000 tonnes to the bloc last year", or
        its part of the imports told right before: "Turkey shipped $3.1 billion of that"."""
        view = self.view
        if mark.record["kind"] not in ("measure", "money") or word_class("sending").isdisjoint(view.before(mark, 2)):
            return None
        sender = view.within(view.places, max(mark.opens, mark.first - _BACK), mark.first)
        told = previous[1] if previous is not None and mark.sentence - previous[0].sentence <= 1 else None
        part = says(f" {' '.join(view.after(mark, 2))} ", "part_of_that")
        if part and told is not None and told.flow == "imports" and told.indicator_id == "imports":
            return replace(told, mark=None) if sender and sender[-1].record["code"] != self.home else None
        there = view.within(view.places, mark.last + 1, min(mark.closes, mark.last + _AHEAD)) if self.importing else []
        if not sender or not there or sender[-1].record["code"] in (self.home, "world"):
            return None
        to = view.before(there[0], 2)
        if there[0].record["code"] != self.home or "to" not in (to[-1:] if to[-1:] != ["the"] else to[:1]):
            return None
        return Topic("imports", "imports", "imports", None, None, "verb")

    def _foreign(self, mark: Mark, topic: Topic) -> Topic | None:
        """The part of what is used that comes from abroad: "three-quarters of the rice that Jamaicans eat is foreign",
        "bakers buy half of their flour abroad"."""
        view = self.view
        if mark.record["kind"] not in ("fraction", "percent") or not (
            mark.record["text"].endswith(" of") or view.after(mark, 1) == ["of"]
        ):
            return None
        bought = not word_class("buys").isdisjoint(view.before(mark, 3))
        for i in range(mark.last + 2, min(mark.closes, mark.last + 2 + _AHEAD)):
            if view.covered[i] == "quantity" or view.words[i].gap.strip("~-"):
                return None
            foreign = view.lowers[i] in word_class("brought_from_abroad") and view.lowers[i - 1] in word_class("copula")
            if foreign or (bought and view.lowers[i] in word_class("abroad") and view.lowers[i - 1] != "to"):
                own = [w for w in words_of(topic) if singular(w) in goods()]
                return Topic(" ".join([*own, "imports"]), "imports", "imports", None, None, "verb")
        return None

