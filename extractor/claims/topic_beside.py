"""What a number measures by the words right behind it or by the number before it."""

from __future__ import annotations

from extractor.claims.cues import Cue, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_goods import Goods
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

_COUNTED_NEAR = 40
"""Words back in which what a bare number counts may be named."""

_OF_TRADE = 6
"""Words from "of" to the trade that it leads to, at most."""


class Beside(Goods):
    """Reads the phrase right behind a number, and what a bare number counts again."""

    def of_each(self, mark: Mark) -> Topic | None:
        """The flow behind a percentage where each of two has its own: "1.0% for exports and 1.2% for imports"."""
        own = self._flow_behind(mark)
        if own is None or mark.record["kind"] != "percent":
            return None
        others = [q for q in self.view.within(self.view.quantities, mark.opens, mark.closes) if q is not mark]
        flows = {m.record["flow"] for q in others if q.record["kind"] == "percent" and (m := self._flow_behind(q))}
        return self.of_mark(own, "right") if flows == {"exports", "imports"} - {own.record["flow"]} else None

    def _flow_behind(self, mark: Mark) -> Mark | None:
        """Exports or imports right behind a number and "for" or "in"."""
        k = mark.last + 1
        if k >= mark.closes or self.view.lowers[k] not in ("for", "in") or self.view.words[k].gap.strip("~"):
            return None
        found = [m for m in self.view.within(self.view.indicators, k + 1, k + 3) if m.first == k + 1]
        return found[0] if found and found[0].record["flow"] in ("exports", "imports") else None

    def of_trade(self, mark: Mark) -> Topic | None:
        """The trade of which a number, with or without a conversion in brackets, is a part: "the two lists accounted
        for 26.4 billion yuan (3.68 billion dollars) of China's imports"."""
        view, k = self.view, self.view.behind_bracket(mark)
        if view.lowers[k : k + 1] != ["of"]:
            return None
        marks = view.within(view.indicators, k, min(mark.closes, k + _OF_TRADE))
        told = next((m for m in marks if m.record["flow"] in ("exports", "imports", "total")), None)
        plain = told is not None and not view.within(view.quantities, k, told.first)
        return self.of_mark(told, "later") if told and plain else None

    def right(self, mark: Mark, cue: Cue) -> Topic | None:
        """The phrase right behind the number: "an 11.8 percent rise in imports", "$3 billion trade surplus",
        "the 240-hour transit rule"."""
        view = self.view
        if view.before(mark, 1) == ["of"] and mark.first >= 2 and view.covered[mark.first - 2] == "indicator":
            return None
        k = mark.last + 1
        stop = mark.closes
        for found in view.within(view.indicators, k, min(k + 1, stop)):
            if found.record["indicator_id"] == "share":
                return None
            if not view.words[k].gap.strip("~-"):
                return self.of_mark(found, "right") if not (mark.record["kind"] == "percent" and cue.how) else None
        moved = 0
        if cue.change and "noun" in cue.change.forms and cue.change.first > mark.last:
            k = cue.change.last + 1
            if not (
                k < stop and view.words[k].lower in ("in", "of", "for", "from") and not view.words[k].gap.strip("~")
            ):
                return None
            k += 1
            moved = k
        elif k < stop and not view.words[k].gap.strip("~") and (
            view.lowers[k] in ("of", "in", "worth")
            or (view.lowers[k] == "on" and not word_class("spend_verb").isdisjoint(view.before(mark, 2)))
        ):
            if cue.share or (view.words[k].lower == "in" and mark.record["kind"] in ("percent", "percentage_points")):
                return None
            k += 2 if view.words[k].lower == "worth" else 1
        elif mark.record["kind"] == "percent" and cue.how:
            return None
        for step in range(4):
            if k >= stop or (view.words[k].gap.strip("~-") and step) or view.words[k].gap[:1] in (",", ";", ")", "."):
                return None
            for found in view.within(view.indicators, k, k + 1):
                return self.of_mark(found, "right") if found.record["indicator_id"] != "share" else None
            if not (self.nouns.is_noun(k) or view.covered[k] == "place" or view.words[k].lower in ("the", "its", "a")):
                break
            k += 1
        dropped = self.nouns.clean(self.nouns.phrase(moved, stop)) if moved else []
        if dropped and singular(dropped[-1]) in goods():
            return self.product(dropped, mark)  # "a $10 billion drop in nonmonetary gold"
        part = self.part_goods(mark, cue)
        if part:
            return part
        phrase = self.nouns.modified(mark) if not cue.how and not cue.share else None
        if phrase and phrase.split()[0] in word_class("landmark") | word_class("reached_then"):
            return None
        return Topic(phrase, None, self.flow_of(phrase), None, None, "noun") if phrase else None

    def counted_before(self, mark: Mark, previous: tuple[Mark, Topic]) -> bool:
        """Whether a bare number counts what the one before it does: "2.96 million people had arrived, down 1.9% from
        3.02 million a year earlier", "Of them 2.7 million were foreigners"."""
        view, (before, topic) = self.view, previous
        near = view.within(view.quantities, max(0, mark.first - _COUNTED_NEAR), mark.first)
        last = next((m for m in reversed(near) if m.record["kind"] == "count"), None)
        same = last is not None and last.record["unit"] == mark.record["unit"]
        bare = str(mark.record["text"]).replace(",", "").replace(".", "").isdigit()
        if not same or topic.indicator is None or not bare:
            return False
        if before.sentence == mark.sentence:
            return topic.indicator_id is not None and view.before(mark, 1) == ["from"]
        first = mark.opens
        opening = view.lowers[first : first + 2]
        return opening in (["of", "them"], ["of", "these"], ["of", "those"]) and mark.first - first <= 4
