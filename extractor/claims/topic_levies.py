"""The levy that a rate is of and the goods that it is on, where its own noun phrase does not name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractor.claims.cues import Cue, says, word_class
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_taxed import LEVIES, Taxed
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_REACH = 2
"""Sentences of a paragraph through which the goods of a levy go on."""


def other_subject(nouns: Nouns, mark: Mark, goods: Iterable[str]) -> bool:
    """Whether the subject of a rate's sentence is another thing: "Furniture from China pays a duty of 9.5 percent"."""
    subject = [singular(w) for w in nouns.clean(nouns.product(mark))]
    passed = word_class("agent") | word_class("levy_word") | word_class("placeholder") | word_class("no_goods")
    unlike = set(map(singular, goods)).isdisjoint(subject)
    return bool(subject) and unlike and subject[-1] not in {singular(w) for w in passed}


class Levies(Taxed):
    """Names a tariff by what it is on: "duties of 17.4% on Chinese electric cars" is an electric cars duty."""

    def __init__(self, view: View, home: str | None) -> None:
        super().__init__(view, home)
        self.levy = Topic()
        """The last levy whose rate was told."""
        self.levy_at = (-1, -1)
        """Its paragraph and sentence."""
        self.taxed: tuple[int, int, str] = (-1, -1, "")
        """Paragraph and sentence of the last levy whose goods were told, and the goods."""
        self.last_flow: tuple[int, Topic] = (-9, Topic())
        """The sentence of the last exports or imports told by their noun, and which."""

    def with_goods(self, mark: Mark, topic: Topic) -> Topic:
        """The topic of a tariff with the goods that it is on, in at most two words; others as they are."""
        if topic.flow in ("exports", "imports") and topic.indicator_id == topic.flow and topic.mark is not None:
            return self._elsewhere(topic, topic.mark)
        if topic.indicator_id not in LEVIES or mark.record["kind"] not in ("percent", "percentage_points", "money"):
            return topic
        if topic.near == "list":
            return topic  # an item of a list, with goods of its own
        if self.export_taxed and topic.mark is None and topic.indicator == "tariff":
            topic = replace(topic, indicator="export tax", indicator_id="export_tax", flow="exports")
        if topic.near in ("sentence", "inherited") and str(topic.indicator).endswith(self.levy.indicator or "-"):
            topic = replace(topic, indicator=self.levy.indicator)
        self.levy, self.levy_at = topic, (self.paragraph, mark.sentence)
        head = str(topic.indicator).split()[-1:]
        if head == ["levies"]:
            topic = replace(topic, indicator=str(topic.indicator).removesuffix("ies") + "y")
        elif topic.indicator in ("surcharge", "surtax") and topic.flow == "imports":
            topic = replace(topic, indicator=f"tariff {topic.indicator}")
        told = topic.mark.record["modifiers"].split() if topic.mark is not None else []
        sentence = mark.sentence
        own = [w for w in told if w not in word_class("levy_kind") and w not in word_class("any_goods")]
        if own:
            self.taxed = (self.paragraph, sentence, " ".join(own[-2:]))
            return topic
        plain = [w for w in str(topic.indicator).split() if w not in word_class("any_goods")]
        topic = replace(topic, indicator=" ".join(plain) or topic.indicator)
        goods = self._laid_on(mark, topic.mark)
        if goods is None:
            goods = self._bearing(mark) or self._struck_goods(mark)
        if goods is None:
            near = self.taxed[0] == self.paragraph and sentence - self.taxed[1] <= _REACH
            near = near and not (sentence > self.taxed[1] and other_subject(self.nouns, mark, self.taxed[2].split()))
            goods = self.taxed[2] if near else self._goods_before(mark)
        else:
            self.taxed = (self.paragraph, sentence, goods)
        known = not goods or goods in str(topic.indicator)
        return topic if known else replace(topic, indicator=f"{goods} {topic.indicator}")

    def levied_again(self, mark: Mark, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Another rate of the levy told before: "39% on goods from Switzerland, 25% on those from India", "that on
        corn to 9.5%"."""
        view = self.view
        if mark.record["kind"] != "percent" or previous is None or previous[1].indicator_id not in LEVIES:
            return None
        if previous[0].sentence != mark.sentence:
            return None
        between = view.words[previous[0].last + 1 : mark.first]
        again = any(
            a.lower in word_class("levy_again") and b.lower == "on" for a, b in pairwise(between)
        ) or view.after(mark, 1) == ["on"]
        told = view.within(view.indicators, previous[0].last + 1, mark.first)
        if not again or told:
            return None
        named = self.named_levy(mark) if self.levy.indicator is None else self.levy
        return replace(named, mark=None, near="sentence") if named else None

    def behind_colon(self, mark: Mark) -> Topic | None:
        """The levy named right before the colon that a rate stands behind: "the lower export taxes: 26 percent for
        beans"."""
        view = self.view
        if mark.record["kind"] != "percent" or mark.first == 0 or ":" not in view.words[mark.first].gap:
            return None
        named = [m for m in view.within(view.indicators, mark.first - 4, mark.first) if m.last == mark.first - 1]
        levy = named and named[0].record["indicator_id"] in LEVIES
        return self.of_mark(named[0], "left") if levy else None

    def levied_rate(self, mark: Mark) -> Topic | None:
        """The rate of a levy told before: "Egypt faces a single rate of 11.7%", "keeps its current rate of 25%"."""
        view = self.view
        base: Topic | None = self.levy if self.levy.indicator is not None else self.named_levy(mark)
        if base is None and (untold := self._untold_before(mark)) is not None:
            base = self.of_mark(untold, "sentence")
        if mark.record["kind"] != "percent" or base is None:
            return None
        before = view.before(mark, 6)
        at = next((n for n, w in enumerate(reversed(before)) if w in ("rate", "rates")), None)
        at = 1 if before[-2:] == ["total", "of"] else at
        if at is None or (set(before[max(0, len(before) - at - 4) : len(before) - at - 1]) & word_class("other_rate")):
            return None
        start, stop = mark.first - at - 2, mark.first
        first = mark.opens
        told = any(m.record["indicator_id"] in LEVIES for m in view.within(view.indicators, first, stop))
        if (told and base is self.levy) or view.within(view.quantities, start, stop):
            return None
        return replace(base, mark=None, near="sentence")

    def capped(self, mark: Mark) -> Topic | None:
        """The levy of which a percent is the ceiling: "the 15 percent ceiling on duties"."""
        view = self.view
        behind = view.after(mark, 2)
        if mark.record["kind"] != "percent" or behind[1:] not in (["on"], ["for"]):
            return None
        if behind[0] not in word_class("ceiling_noun"):
            return None
        levies = view.within(view.indicators, mark.last + 3, mark.last + 6)
        return next((self.of_mark(m, "right") for m in levies if m.record["indicator_id"] in LEVIES), None)

    def charged_on(self, mark: Mark) -> Topic | None:
        """The tariff that a side charges another's goods: "Washington charges Peruvian goods 15 percent"."""
        view, goods = self.view, mark.first - 1
        if mark.record["kind"] != "percent" or view.lowers[goods] not in word_class("any_goods"):
            return None
        owners = [m for m in view.within(view.places, mark.opens, goods) if m.last == goods - 1]
        verb = owners[0].first - 1 if owners else -1
        charged = verb > mark.opens and view.lowers[verb] in word_class("charges_verb")
        return Topic("tariff", "tariff", "imports", None, None, "verb") if charged else None

    def levy_taken_up(self, mark: Mark) -> Topic | None:
        """The levy of the sentence before, which "the rate" takes up: "Even after the cut of 12 percentage points, the
        rate is six times the 2.5 percent of May"."""
        view = self.view
        paragraph, sentence = self.levy_at
        if mark.record["kind"] not in ("percent", "percentage_points", "multiple") or paragraph != self.paragraph:
            return None
        told = view.within(view.indicators, mark.opens, mark.closes)
        named = any(m.record["indicator_id"] not in rows_of("generic") for m in told)
        if mark.sentence - sentence > 1 or named or view.within(view.places, mark.opens, mark.closes):
            return None
        words = view.lowers[mark.opens : mark.closes]
        definite = any(a == "the" and b in word_class("taken_up_rate") for a, b in pairwise(words))
        other = not word_class("other_rate").isdisjoint(words)
        return replace(self.levy, mark=None, near="sentence") if definite and not other else None

    def levy_goes_on(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """Another rate of the levy that the figure before it told: "Washington had first announced 37 percent", "India
        has been given 25 percent and Pakistan 19 percent"."""
        view = self.view
        if mark.record["kind"] != "percent" or cue.how or cue.share or previous is None:
            return None
        before, topic = previous
        rate = before.record["kind"] == "percent" and topic.indicator_id in LEVIES
        if not rate or view.paragraph(before.start) != view.paragraph(mark.start):
            return None
        number = mark.sentence
        first, stop = view.bounds[number]
        if number - before.sentence > 1 or view.after(mark, 1) == ["of"]:
            return None
        floor = max(first, before.last + 1)
        if view.within(view.indicators, floor, min(stop, mark.last + 5)):
            return None
        if self._other_rate(mark, before):
            return None
        own = says(" " + " ".join(view.lowers[floor : mark.first]) + " ", "charged")
        return replace(self._on_goods(mark, before, topic), mark=None, near="sentence" if own else "levied")

    def _on_goods(self, mark: Mark, before: Mark, topic: Topic) -> Topic:
        """The levy on the goods that a list names: "steel faces duties of 50 percent, cars 25 percent"."""
        view = self.view
        same = before.sentence == mark.sentence
        if not same or view.within(view.places, before.last + 1, mark.first):
            return topic
        goods = self.nouns.clean(self.nouns.coordinate(mark))
        if not goods or goods[-1] in word_class("no_goods") | word_class("placeholder") | word_class("agent"):
            return topic
        return replace(topic, indicator=" ".join([*goods[-3:], *(topic.indicator or "").split()[-1:]]))

    def _other_rate(self, mark: Mark, before: Mark) -> bool:
        """Whether the words since the figure before, or since the sentence began, tell of a rate that is no levy."""
        first = mark.opens
        lead = self.view.lowers[max(first, before.last + 1) : mark.first]
        return not word_class("other_rate").isdisjoint(lead)

    def unless_other(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic:
        """A topic but for a levy carried on into words of another rate: "Savings accounts pay 4 percent"."""
        if previous is None or topic.indicator_id not in LEVIES or mark.record["kind"] != "percent":
            return topic
        carried = topic.mark is None or topic.mark.first < previous[0].first
        if not carried or not self._other_rate(mark, previous[0]):
            return topic
        phrase = self.nouns.governing(mark)
        return Topic(phrase, None, None, None, None, "noun") if phrase else Topic(near="none")

    def owed(self, mark: Mark) -> Topic | None:
        """The rate that what follows is said to pay, or that would be due: "the 15 percent that apparel pays on
        average", "50 per cent would fall due"."""
        view = self.view
        if mark.record["kind"] != "percent" or not self.dutied:
            return None
        after = view.after(mark, 8)
        paid = after[:1] in (["that"], ["which"]) and set(after[1:]) & word_class("pays_levy")
        if paid and view.within(view.quantities, mark.last + 1, mark.last + 8):
            return None
        if after[:1] == ["of"]:
            return None
        if not paid and not says(" " + " ".join(after[:5]) + " ", "falls_due"):
            return None
        return self.named_levy(mark) or Topic("tariff", "tariff", "imports", None, None, "verb")

    def _elsewhere(self, topic: Topic, told: Mark) -> Topic:
        """Trade with the other places in what the sentence before told of some: "Exports of food to the EU fell 8 per
        cent. Exports to the rest of the world rose"."""
        last = self.last_flow
        self.last_flow = (told.sentence, topic)
        bare = not told.record["modifiers"] and last[0] in (self.last_flow[0], self.last_flow[0] - 1)
        if not bare or last[1].flow != topic.flow or len((last[1].indicator or "").split()) < 2:
            return topic
        after = " " + " ".join(self.view.after(told, 6)) + " "
        if not (says(after, "rest") or says(after, "rest_of_world")):
            return topic
        self.last_flow = (self.last_flow[0], last[1])
        return replace(topic, indicator=last[1].indicator, sector=last[1].sector)


__all__ = ["LEVIES", "Levies", "other_subject"]
