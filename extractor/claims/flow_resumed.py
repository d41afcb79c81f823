"""Numbers that go on with the exports or imports told right before, where their own words name no flow: "In the same
period last year the figure was 38,000 tonnes", "China accounted for 9,400 tonnes", "with daily volumes 14% higher"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_SIDES = ("exports", "imports")
_BACK = 5
"""Words before a number in which the figure or the verb that leads to it stands."""
_SENTENCES = 2
"""Sentences from a quota to what other goods get, at most."""
_PARTS = frozenset({"percent", "fraction", "multiple"})


class Resumed:
    """Reads one number's words that take up the trade before them."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view, self.home = view, home
        self.listed: tuple[int, Topic] = (-1, Topic())
        """The sentence of the last number so told, and its topic."""
        self.amount: Mark | None = None
        """The last amount of goods of exports or imports."""
        self.traded = Topic()
        """What it measures."""
        self.quota: tuple[Mark, Topic] | None = None
        """The last quota on what comes in."""

    def note(self, previous: tuple[Mark, Topic] | None) -> None:
        """Keeps the number before where it is an amount of goods."""
        if previous is not None and previous[1].flow in _SIDES and previous[0].record["kind"] not in _PARTS:
            self.amount, self.traded = previous
        if previous is not None and previous[1].indicator_id == "quota" and previous[1].flow == "imports":
            self.quota = previous

    def told(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None) -> Topic | None:
        """The topic that such words give, or None."""
        if previous is None or mark.record["kind"] == "duration":
            return None
        for got in (self._got_quota(mark, topic), self._moved_levy(mark, previous), self._past_levy(mark, topic)):
            if got is not None:
                return got
        before, told = previous
        if mark.sentence - before.sentence > 1 or told.flow not in _SIDES or told.indicator_id != told.flow:
            return None
        found = (
            self._same_thing(mark, topic, told)
            or self._by_buyer(mark, topic, previous)
            or self._volumes(mark, topic, previous)
        )
        if found is not None:
            self.listed = mark.sentence, found
        return found

    def _same_thing(self, mark: Mark, topic: Topic, told: Topic) -> Topic | None:
        """The figure told again for another time, or for those who have a part of it."""
        view, before = self.view, self.amount
        if topic.indicator is not None or topic.flow or topic.near not in ("none", "sentence"):
            return None
        if before is None or mark.sentence - before.sentence > 1:
            return None
        if (before.record["kind"], before.record["unit"]) != (mark.record["kind"], mark.record["unit"]):
            return None
        first = max(mark.opens, mark.first - _BACK)
        first = max([first, *(q.last + 1 for q in view.within(view.quantities, first, mark.first))])
        led = view.lowers[first : mark.first]
        here = view.paragraph(before.start) == view.paragraph(mark.start)
        again = here and not word_class("takes_up_figure").isdisjoint(led)
        part = not word_class("accounting_verb").isdisjoint(led) and bool(view.within(view.places, first, mark.first))
        listed = self.listed[0] == mark.sentence and told is self.listed[1]
        return replace(told, mark=None, near="turned") if again or part or listed else None

    def _by_buyer(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic]) -> Topic | None:
        """What is told of the exports that a buyer's verb told: "India, which imported 192m bottles, 14.6% up"."""
        (before, told), named = previous, topic.mark
        if told.flow != "exports" or topic.flow != "imports" or named is None or mark.record["kind"] not in _PARTS:
            return None
        verb = self.view.lowers[named.last] in word_class("bought_verb") and named.opens <= named.first < before.first
        return replace(told, mark=None, near="turned") if verb and before.sentence == mark.sentence else None

    def _volumes(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic]) -> Topic | None:
        """The volumes of the trade that their sentence told before."""
        words = words_of(topic)
        own = topic.flow is None and 0 < len(words) <= 2 and words[-1] in word_class("volume_word")
        again = previous[0].sentence == mark.sentence or says(f" {' '.join(words)} ", "daily_figure")
        if not own or not again or mark.record["kind"] == "money":
            return None
        told = previous[1]
        return replace(told, mark=None, near="turned")

    def _got_quota(self, mark: Mark, topic: Topic) -> Topic | None:
        """What goods get where quotas were told: "Table grapes get 12,000 tonnes (9,000 until now), apples 7,500"."""
        view, last = self.view, self.quota
        if last is None or topic.near != "product" or topic.indicator_id != topic.flow or topic.flow not in _SIDES:
            return None
        near = mark.sentence - last[0].sentence <= _SENTENCES
        told = mark.record["kind"] in ("measure", "count") and not mark.record.get("noun")
        gets = not word_class("gets_quota").isdisjoint(view.lowers[mark.opens : mark.first])
        if not near or not told or not gets:
            return None
        own = words_of(topic)[:-1]
        return replace(last[1], indicator=" ".join([*own, "quota"]), mark=None, near="product")

    def _moved_levy(self, mark: Mark, previous: tuple[Mark, Topic]) -> Topic | None:
        """The levy told before that "it" takes up: "The deal halves it to 75% on day one and takes it to 40%"."""
        view, (before, told) = self.view, previous
        if told.indicator_id != "tariff" or mark.sentence - before.sentence > 1 or mark.record["kind"] not in _PARTS:
            return None
        whole = says(f" {str(mark.record['text']).lower()} ", "moves_levy") and view.after(mark, 1) == ["it"]
        led = view.lowers[max(mark.opens, mark.first - _BACK) : mark.first]
        at = next((k for k in range(len(led) - 1, 0, -1) if led[k] == "it"), 0)
        moved = at > 0 and led[at - 1] in word_class("moves_levy") and led[at + 1 :] in (["to"], ["by"], ["down", "to"])
        return replace(told, mark=None, near="levied") if whole or moved else None

    def _past_levy(self, mark: Mark, topic: Topic) -> Topic | None:
        """Goods by weight told again past a levy: "took 42,310 tonnes in spite of the 10 per cent tariff. China
        was next with 26,340 tonnes"."""
        before = self.amount
        bare = topic.indicator_id == "tariff" and mark.record["kind"] == "measure" and topic.mark is None
        if not bare or before is None or not 0 <= mark.sentence - before.sentence <= 1:
            return None
        alike = (before.record["kind"], before.record["unit"]) == (mark.record["kind"], mark.record["unit"])
        return replace(self.traded, mark=None, near="turned") if alike else None
