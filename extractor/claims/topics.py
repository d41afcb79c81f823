"""What each number measures: the indicator phrase that governs it, or the one that the text still speaks of."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.topic_headings import headings
from extractor.claims.topic_keyword import arriver, keyword, remedy, visa_free, with_keyword, with_words
from extractor.claims.topic_levies import LEVIES
from extractor.claims.topic_order import Order
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import word_class as phrase_words
from extractor.components._quantity_nouns import singular


class Topics(Order):
    """Chooses the topic of each quantity, in text order; keeps the running one."""

    def __init__(self, view: View, home: str | None = None) -> None:
        super().__init__(view, home)
        self.main = Topic()
        self.headings = headings(view)
        self.keyword = keyword(view)
        self.remedy, self.arriver = remedy(view), arriver(view)
        self.sentence = -1
        self.before_price: Topic | None = None
        """The topic that a price was told of, and that goes on behind it."""

    def topic(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        """What a number measures; `previous` is the number before it, and its topic."""
        self._enter(mark)
        self._told_since(mark)
        self.set_label(mark)
        self.set_announced(mark)
        found = self._found(mark, cue, self._behind_price(mark, cue, previous))
        self._remember(mark, cue, found)
        if found.near == "verb" and found.flow in ("exports", "imports") and found.indicator_id != "tariff":
            self._follow_verb(mark, found)
        if found.mark is not None and found.near != "paren":
            found = self.in_scene(self._with_sector(self._of_account(found)))
            if found.indicator_id in rows_of("bare") | rows_of("divisible"):
                self._follow_noun(mark, found)
        elif found.near == "verb":
            found = self.in_scene(found)
        found = self._of_goods_alone(mark, found)
        named = with_keyword(self.in_bulk(mark, self.with_goods(mark, found), self.keyword), self.keyword)
        return with_words(named, self.remedy, self.arriver, named.indicator_id == "stay" and visa_free(self.view, mark))

    def _enter(self, mark: Mark) -> None:
        """In a new paragraph the text speaks of its main topic, or of what the paragraph's heading names."""
        paragraph = self.view.paragraph(mark.start)
        if paragraph == self.paragraph:
            return
        self.paragraph = paragraph
        self.sector = self.main_sector
        self.running = self.first_flow if self.main.flow == "balance" and self.first_flow else self.main
        heading = self.headings.get(paragraph)
        if heading and self.running.flow != heading:
            self.running = self.flowing = Topic(heading, heading, heading, self.sector, None, "heading")

    def _behind_price(
        self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None
    ) -> tuple[Mark, Topic] | None:
        """The number before, with the topic that goes on behind it where it is a price."""
        if previous is None:
            return None
        before, topic = previous
        price = topic.near == "unit" or self.worth(mark, topic)
        price = price or (topic.indicator_id == "exchange_rate" and self.summed(mark))
        grown = mark.record["kind"] == "percent" and cue.how is not None
        if price and self.before_price is not None and not grown:
            return before, self.before_price
        return (before, self.sold_for(topic)) if self.worth(mark, topic) else previous

    def _found(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        """What the constructions tell, put right by what is counted, valued or measured."""
        found = self.in_things(mark, self.unless_other(mark, self.choose(mark, cue, previous), previous))
        found = self.of_counted(mark, found)
        if previous and self.of_things(mark, previous, found):
            found = previous[1]
        if found.indicator_id == "price" and self.of_value(mark):
            found = self.valued(found)
        crop = any(singular(w) in goods() for w in (found.indicator or "").split()[:-1])
        if found.indicator_id == "arrivals" and mark.record["kind"] == "measure" and not crop:
            found = replace(found, indicator="imports", indicator_id="imports", flow="imports")
        return found

    def _remember(self, mark: Mark, cue: Cue, found: Topic) -> None:
        """Keeps what later numbers may take up again, each with its sentence."""
        if found.near != "unit" and found.indicator_id not in ("price", "exchange_rate"):
            self.before_price = (
                found if mark.sentence == self.sentence or found.mark else self.before_price
            )
        if mark.sentence != self.sentence:
            self.opened = (mark.sentence, found)
        self.sentence = mark.sentence
        self.last_priced = found if found.indicator_id == "price" else self.last_priced
        if cue.share and found.indicator:
            self.shared = (self.sentence, found)
        if found.flow in ("exports", "imports") and found.indicator_id not in {"price", *LEVIES}:
            self.recent = (self.sentence, found)
        if found.indicator_id == "quota":
            self.quota = (self.sentence, found)
        if self.first_flow is None and found.indicator_id in rows_of("trade") and found.mark is not None:
            self.first_flow = found

    def _follow_verb(self, mark: Mark, found: Topic) -> None:
        """The text speaks of a flow that a verb told, unless it has a topic of its own."""
        self.flowing = found
        if self.running.flow in (None, found.flow) or self.running.indicator_id not in rows_of("bare"):
            self.running = found
        self.main = self.main if self.main.indicator else found
        self.measured |= mark.record["kind"] == "measure"

    def _follow_noun(self, mark: Mark, found: Topic) -> None:
        """The text speaks of what an indicator phrase told; the first, or a fuller one than the headline's, is its main
        topic."""
        self.running = found
        if found.flow != "balance":
            self.flowing = found
        self.measured |= mark.record["kind"] == "measure"
        titled = self.main.mark is not None and self.view.zone(self.main.mark.start) == "headline"
        fuller = titled and self.view.zone(mark.start) != "headline" and found.flow == self.main.flow
        fuller = fuller and found.indicator_id == self.main.indicator_id and " " in (found.indicator or "")
        if not self.main.indicator or fuller or (self._is_bare(found) and self.main.flow == "balance"):
            self.main = found

    def _told_since(self, mark: Mark) -> None:
        """Sentences without numbers also say what the text speaks of."""
        view = self.view
        sentence = mark.sentence
        start = sentence
        while start > max(self.sentence + 1, 0) and view.paragraph(view.sentences[start - 1][0]) == self.paragraph:
            start -= 1
        if start == sentence:
            return
        if start == 0 or view.paragraph(view.sentences[start - 1][0]) != self.paragraph:
            self.set_scene(start)
        low, high = view.bounds[start][0], view.bounds[sentence][0]
        for m in view.within(view.indicators, low, high):
            kept = m.record["indicator_id"] in rows_of("bare") or m.record["indicator_id"] == "re_exports"
            if kept and not view.within(view.quantities, low, high):
                self.running = self.of_mark(m, "left")

    def _is_bare(self, topic: Topic) -> bool:
        words = topic.mark.record["modifiers"].split() if topic.mark is not None else ["?"]
        return all(w in phrase_words("scope") for w in words)


__all__ = ["Topic", "Topics", "economic"]
