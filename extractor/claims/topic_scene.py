"""What a sentence without numbers sets for its paragraph, and what two flows told before are called later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_state import State
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular
from extractor.words import first_at

_LABEL = re.compile(r"[ \t]*(?:[-•*–▪·][ \t]*)?([A-Z][\w-]{2,}(?: [\w-]+){0,2}): (?=[A-Z])")
"""What stands before a line's sentence."""
_REACH = 8
"""Words between such a subject and its number, at most."""
_SUBJECT = 3
"""Words of such a subject, at most, "and" left out."""


class Scene(State):
    """Reads subjects of sentences and of clauses that name what the numbers behind them are of."""

    def set_scene(self, sentence: int) -> None:
        """Goods that a sentence without numbers is about: "Iron ore is still king.", "Beef was another matter."."""
        self._set_about(sentence, self.view.bounds[sentence][1])

    def set_announced(self, mark: Mark) -> None:
        """Goods that a clause without numbers is about, closed by a colon before the first number: "Butter was another
        story: 43,000 tonnes left the ports"."""
        view = self.view
        if self.announced not in (-1, mark.sentence):
            self.scene, self.announced = (-1, ""), -1
        colon = next((i for i in range(mark.opens + 2, mark.first + 1) if ":" in view.words[i].gap), None)
        if colon is not None and not view.within(view.quantities, mark.opens, mark.first):
            before, self.scene = self.scene, (-1, "")
            self._set_about(mark.sentence, colon)
            if self.scene[1]:
                self.announced = mark.sentence
            else:
                self.scene = before

    def _set_about(self, sentence: int, stop: int) -> None:
        view, first = self.view, self.view.bounds[sentence][0]
        if view.within(view.quantities, first, stop) or view.within(view.indicators, first, stop):
            return
        phrase = self.nouns.clean(self.nouns.opening(sentence, stop))
        words = [word for word in phrase if word != "and"]
        if not words or len(words) > _SUBJECT or not self._of_goods(words):
            return
        self.scene = (self.paragraph, " ".join(phrase))
        base = next((t for t in (self.running, self.flowing, self.first_flow) if t and t.flow), None)
        if base is not None and base.flow in ("exports", "imports") and base.indicator_id == base.flow:
            self.running = self.flowing = replace(base, indicator=f"{self.scene[1]} {base.flow}", mark=None)

    def set_label(self, mark: Mark) -> None:
        """Goods that a label opens a line with: "• Agri-food: Shipments hit a record $20.2 billion"."""
        view = self.view
        opened = view.text.rfind("\n", 0, mark.start) + 1
        if view.text.find(": ", opened, mark.start) < 0:
            return
        label = _LABEL.match(view.text, opened, mark.start)
        if label is None or label[1].isupper():
            return
        low, high = first_at(view.words, label.start(1)), first_at(view.words, label.end(1))
        words = [w for w in view.lowers[low:high] if w != "and"]
        covered = any(view.covered[i] for i in range(low, high))
        named = bool(words) and (self._of_goods(words) or words[-1] in word_class("sector_label"))
        if not covered and named and len(words) <= _SUBJECT and word_class("no_label").isdisjoint(words):
            self.scene = (self.paragraph, " ".join(words))

    @staticmethod
    def _of_goods(words: Sequence[str]) -> bool:
        """Whether a phrase names goods: by its last word, or as products of a kind."""
        last = singular(words[-1])
        return last in goods() or (len(words) > 1 and last in word_class("goods_of_kind"))

    def in_scene(self, topic: Topic) -> Topic:
        """A bare flow, output or price of a paragraph takes the goods with which it opened."""
        paragraph, name = self.scene
        mark, told = topic.mark, topic.near == "verb" and topic.indicator == topic.flow
        if paragraph != self.paragraph or (mark is None and not told):
            return topic
        if mark is not None and (mark.record["modifiers"] or mark.record["sector"]):
            return topic
        bare = topic.indicator_id in rows_of("of_goods")
        if not bare or singular(name.split()[-1]) in map(singular, (topic.indicator or "").split()):
            return topic
        return replace(topic, indicator=f"{name} {topic.indicator}")

    def one_of_two(self, mark: Mark) -> Topic | None:
        """Exports or imports as "the former" and "the latter" of the two told last."""
        view = self.view
        number = mark.sentence
        first = view.bounds[number][0]
        for i in range(mark.first - 1, max(first, mark.first - _REACH), -1):
            if view.covered[i] in ("quantity", "indicator"):
                return None
            if view.lowers[i] in ("former", "latter") and view.lowers[i - 1] == "the":
                told = view.within(view.indicators, view.bounds[max(0, number - 1)][0], i)
                flows = [m for m in told if m.record["flow"] in ("exports", "imports")][-2:]
                if told and told[-1].record["flow"] == "total":
                    return self._named_both(told[-1], view.lowers[i] == "latter")
                if len(flows) < 2 or flows[0].record["flow"] == flows[1].record["flow"]:
                    return None
                return self.of_mark(flows[view.lowers[i] == "latter"], "verb")
        return None

    def _named_both(self, total: Mark, second: bool) -> Topic | None:
        """The first or second of the flows that one phrase names: "exports and imports both rose"."""
        words = [w for w in self.view.lowers[total.first : total.last + 1] if w in ("exports", "imports")]
        return self.directed(words[second]) if len(set(words)) > 1 else None

    def invested(self, mark: Mark) -> Topic | None:
        """What investors of other places put in: "Foreign investors registered $21 bn in the first half"."""
        view = self.view
        if mark.record["kind"] != "money":
            return None
        first = mark.opens
        near = range(mark.first - 1, max(first, mark.first - 4) - 1, -1)
        verb = next((i for i in near if view.lowers[i] in word_class("investing")), None)
        if verb is None or any(view.covered[i] == "quantity" for i in range(verb, mark.first)):
            return None
        who = view.lowers[max(first, verb - _REACH) : verb]
        foreign = not word_class("from_abroad").isdisjoint(who) or any(
            m.record["indicator_id"] == "fdi" for m in view.indicators
        )
        if not foreign or word_class("investor").isdisjoint(who):
            return None
        named = "registered foreign direct investment" if view.lowers[verb].startswith("regist") else ""
        found = Topic(named or "foreign direct investment", "fdi", None, None, None, "verb")
        self.running = self.flowing = found
        return found

    def landed(self, mark: Mark) -> Topic | None:
        """People who come from abroad: "232,000 people from overseas landed here in September"."""
        view = self.view
        noun = singular(str(mark.record.get("noun") or "").lower().split(" ")[-1])
        if mark.record["kind"] != "count" or noun not in word_class("comers"):
            return None
        after = view.after(mark, 7)
        crossed = says(f" {' '.join(after)} ", "crossed_border")
        if not crossed and word_class("landing").isdisjoint(after):
            return None
        words = {*after, *str(mark.record.get("noun")).lower().split(), noun}
        if not words & (word_class("from_abroad") | word_class("from_elsewhere")):
            return None
        found = Topic("arrivals", "arrivals", None, None, None, "verb")
        self.running = found if self.running.flow is None else self.running
        return found
