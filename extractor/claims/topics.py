"""What each number measures: the indicator phrase that governs it, or the one that the text still speaks of."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import Cue, word_class
from extractor.claims.lexicon import goods
from extractor.claims.restated import restates
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.topic_counts import Counts
from extractor.claims.topic_gapped import Gapped
from extractor.claims.topic_growth import Growth
from extractor.claims.topic_headings import captioned, headings, labels
from extractor.claims.topic_keyword import arriver, keyword, remedy, visa_free, with_keyword, with_words
from extractor.claims.topic_left import Left
from extractor.claims.topic_levies import LEVIES
from extractor.claims.topic_moved import Moved
from extractor.claims.topic_pointed import Pointed
from extractor.claims.topic_ranks import Ranks
from extractor.claims.topic_rest import Rest
from extractor.claims.topic_scene import Scene
from extractor.claims.topic_subject import Subjects
from extractor.claims.topic_told import Told
from extractor.claims.topic_verbs import Verbs
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import word_class as phrase_words
from extractor.components._quantity_nouns import singular


class Topics(Left, Counts, Gapped, Growth, Moved, Ranks, Rest, Scene, Subjects, Verbs, Pointed, Told):
    """Chooses the topic of each quantity, in text order; keeps the running one."""

    def __init__(self, view: View, home: str | None = None) -> None:
        super().__init__(view, home)
        self.main = Topic()
        self.headings = headings(view)
        self.labels = labels(view)
        self.captioned = captioned(view)
        self.keyword = keyword(view)
        self.remedy, self.arriver = remedy(view), arriver(view)
        self.shared: tuple[int, Topic] | None = None
        """The last sentence that told a share, and of what."""
        self.measured = False
        self.sentence = -1
        self.before_price: Topic | None = None
        """The topic that a price was told of, and that goes on behind it."""

    def topic(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        view = self.view
        paragraph = view.paragraph(mark.start)
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.sector = self.main_sector
            self.running = self.first_flow if self.main.flow == "balance" and self.first_flow else self.main
            heading = self.headings.get(paragraph)
            if heading and self.running.flow != heading:
                self.running = self.flowing = Topic(heading, heading, heading, self.sector, None, "heading")
        self._told_since(mark)
        self.set_label(mark)
        grown = mark.record["kind"] == "percent" and cue.how is not None
        price = previous and (previous[1].near == "unit" or self.worth(mark, previous[1]))
        price = price or (previous and previous[1].indicator_id == "exchange_rate" and self.summed(mark))
        if previous and price and self.before_price is not None and not grown:
            previous = (previous[0], self.before_price)
        elif previous and self.worth(mark, previous[1]):
            previous = (previous[0], self.sold_for(previous[1]))
        found = self.in_things(mark, self.unless_other(mark, self._choose(mark, cue, previous), previous))
        found = self.of_counted(mark, found)
        if previous and self.of_things(mark, previous, found):
            found = previous[1]
        if found.indicator_id == "price" and self.of_value(mark):
            found = self.valued(found)
        crop = any(singular(w) in goods() for w in (found.indicator or "").split()[:-1])
        if found.indicator_id == "arrivals" and mark.record["kind"] == "measure" and not crop:
            found = replace(found, indicator="imports", indicator_id="imports", flow="imports")
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
        if found.near == "verb" and found.flow in ("exports", "imports") and found.indicator_id != "tariff":
            self.flowing = found
            if self.running.flow in (None, found.flow) or self.running.indicator_id not in rows_of("bare"):
                self.running = found
            self.main = self.main if self.main.indicator else found
            self.measured |= mark.record["kind"] == "measure"
        if found.mark is not None and found.near != "paren":
            found = self.in_scene(self._with_sector(self._of_account(found)))
            if found.indicator_id in rows_of("bare") | rows_of("divisible"):
                self.running = found
                if found.flow != "balance":
                    self.flowing = found
                self.measured |= mark.record["kind"] == "measure"
                titled = self.main.mark is not None and view.zone(self.main.mark.start) == "headline"
                fuller = titled and view.zone(mark.start) != "headline" and found.flow == self.main.flow
                fuller = fuller and found.indicator_id == self.main.indicator_id and " " in (found.indicator or "")
                if not self.main.indicator or fuller or (self._is_bare(found) and self.main.flow == "balance"):
                    self.main = found
        found = self._of_goods_alone(mark, found)
        named = with_keyword(self.in_bulk(mark, self.with_goods(mark, found), self.keyword), self.keyword)
        return with_words(named, self.remedy, self.arriver, named.indicator_id == "stay" and visa_free(self.view, mark))

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

    def listed_under(self, caption: Mark, item: list[str]) -> Topic:
        """The caption's topic with the item of a list's line."""
        base = self.of_mark(caption, "right")
        head = str(base.indicator).split()[-1]
        return replace(base, indicator=" ".join([*item[-4:], head]), mark=None, near="list") if item else base

    def _is_bare(self, topic: Topic) -> bool:
        words = topic.mark.record["modifiers"].split() if topic.mark is not None else ["?"]
        return all(w in phrase_words("scope") for w in words)

    def _choose(self, mark: Mark, cue: Cue, previous: tuple[Mark, Topic] | None) -> Topic:
        kind, unit = mark.record["kind"], mark.record["unit"]
        label = self.labels.get(mark.sentence)
        if label is not None:
            return self.of_mark(label, "right")
        if item := self.captioned.get(mark.start):
            return self.listed_under(*item)
        whole = self.in_all(mark, previous) if previous else None
        if whole:
            return whole
        if previous and restates(self.view, previous[0], mark):
            return replace(previous[1], near="paren")
        if previous and self.in_percent(previous[0], mark):
            return replace(previous[1], near="sentence")
        if previous and (told_whole := self.whole_told(mark, previous)):
            return told_whole
        if kind == "money" and "/" in unit:
            return self.priced(mark, unit, previous)
        if kind == "basis_points" and self.rated(mark):
            return Topic("interest rate", "interest_rate", None, None, None, "verb")
        if cue.preposition == "subject" and self.shared and self.shared[0] == mark.sentence:
            return replace(self.shared[1], near="sentence")
        if self.shared and self.shared[0] == mark.sentence - 1 and self.share_again(mark):
            return replace(self.shared[1], near="sentence")
        fronted = self.of_each(mark) or self.fronted(mark)
        if fronted:
            return fronted
        if kind == "duration" or mark.record["unit"] == "night":
            stay = self.stay(mark)
            if stay:
                return stay
        told = (
            self.parcel(mark)
            or self.gapped(mark)
            or self.less_in(mark)
            or self.of_this(mark, previous)
            or self.which_moved(mark)
            or self.item(mark, previous)
            or self.allotted(mark)
            or self.on_side(mark)
            or self.output_growth(mark)
            or self.one_of_two(mark)
            or self.invested(mark)
            or self.landed(mark)
            or self.remainder(mark)
            or self.levied_again(mark, previous)
            or self.levied_rate(mark)
            or self.capped(mark)
            or self.levy_taken_up(mark)
            or self.set_against(mark)
            or self.earned_from(mark)
            or self.brought_in(mark)
            or self.bought_by(mark)
            or self.sold_at(mark)
            or self.spent(mark)
            or self.turned(mark, previous)
            or self.pointed_back(mark, previous)
            or self.change_told(mark, previous)
            or self.acted(mark)
            or self.said_to_be(mark)
            or self.opposite(mark, previous)
            or self.outearned(mark)
            or self.exceeded(mark)
            or self.ranked_first(mark)
            or self.behind_colon(mark)
            or self.share_in(mark, cue)
            or self.currency_moved(mark, cue)
            or self.exported(mark)
            or self.part_of(mark, cue)
            or self.bound(mark)
            or self.followed(mark, previous)
            or self.raced(mark, previous)
            or self.relative(mark)
            or self.resumed(mark)
            or self.passive(mark)
            or self.absolute(mark)
            or self.moved_object(mark, previous)
        )
        told = told or self.owed(mark) or self.levy_goes_on(mark, cue, previous)
        if told:
            return told
        right = self.right(mark, cue)
        if right:
            return right
        if kind == "count" and previous and (self.counted_before(mark, previous) or self.elided(mark, previous)):
            return replace(previous[1], mark=None, near="sentence")
        if kind == "count" and previous and self.led_to(mark, previous):
            return replace(previous[1], near="paren")
        if kind == "count" and mark.record.get("noun"):
            packed = self.is_packed(str(mark.record["noun"]))
            return (self.dealt(mark, self.reach(mark)[0]) if packed else None) or self.counted(mark)
        if previous and self.combined(mark, previous):
            return Topic("trade", "trade", "total", self.sector, None, "left")
        boxed = set((self.running.indicator or "").split()) & word_class("boxed")
        boxed = boxed if self.running.flow in ("exports", "imports") else set()
        if unit in ("TEU", "FEU") and not boxed and not self.view.within(self.view.indicators, *self.reach(mark)):
            return Topic("container throughput", "throughput", None, None, None, "unit")
        own = self.taken_in(mark) or self.own_subject(mark)
        if own:
            return own
        left = self.left(mark, previous)
        if left and kind == "measure":
            left = self.of_goods(mark, left)
        if left:
            return left
        referred = self.referred(mark, previous) or self.partnered(mark)
        if referred:
            return referred
        later = self.later(mark) if not self.running.indicator or kind == "measure" else None
        if later:
            return later
        phrase = self.raised(mark, cue) or self.nouns.governing(mark)
        if phrase and (
            all(w in word_class("placeholder") for w in phrase.split()) or phrase.split()[-1] in word_class("no_goods")
        ):
            phrase = None
        if kind == "duration" and self.is_age(mark):
            return Topic("age", None, None, None, None, "age")
        unmeasured = kind == "measure" and not (self.measured or boxed)
        if kind == "duration" or unmeasured or self.running.indicator is None or phrase:
            return Topic(phrase, None, self.flow_of(phrase), None, None, "noun") if phrase else Topic(near="none")
        running = (
            self.flowing
            if kind == "percent" and cue.how and self.running.flow == "balance" and self.flowing.indicator
            else self.running
        )
        return replace(running, near="inherited")


__all__ = ["Topic", "Topics", "economic"]
