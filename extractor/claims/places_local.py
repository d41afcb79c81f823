"""Figures of a region, city or port instead of a whole country: "Guangdong's foreign trade", "Tema handled …".

Where such a place is what a sentence tells of, its figures and those that follow in the paragraph are its own,
until a country is told of.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from extractor.claims.cues import says, word_class
from extractor.claims.places_telling import REACH, Telling
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_OFTEN = 3
"""How often a region is named, at least, of which an article is by that alone."""


class LocalPlace(Telling):
    """The region or city that the text tells of, followed through the article."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.leading = self._named_most()
        """The region that is named more often than its country."""
        self.regional = self._regional()
        self.local: str | None = self.regional
        self.joined_at = -1
        """The first word of the last number told of several regions together."""
        self.local_at = (-1, -1)
        """Paragraph and sentence up to which `local` was followed."""

    def _regional(self) -> str | None:
        """The region that a whole article is about: its headline and the first figures below tell of it, or it is
        named more often than its country."""
        view = self.view
        if self.leading is not None:
            return self.leading
        subjects = [m for m in view.places if m.record.get("region") and self._tells_of(m)]
        headline = {m.record["region"] for m in subjects if view.zone(m.start) == "headline"}
        dated = self._dateline()
        opens = view.places[:1] and view.places[0].first == 0 and self._acts(view.places[0])
        if dated and opens and str(view.places[0].record.get("region")).casefold() == dated.casefold():
            return str(view.places[0].record["region"])
        body = next((m for m in subjects if view.zone(m.start) == "body"), None)
        if body is None or body.record["region"] not in headline:
            return None
        counted = [q for q in view.quantities if view.zone(q.start) == "body"][:1]
        early = bool(counted) and body.sentence <= counted[0].sentence
        return str(body.record["region"]) if early else None

    def _named_most(self) -> str | None:
        """The region of the headline that is named more often than any other and than the country at home."""
        view = self.view
        marks = [
            m
            for m in view.places
            if view.zone(m.start) in ("headline", "body") and not set(view.after(m, 1)) & word_class("waterway")
        ]
        told = [m.record for m in marks]
        regions = Counter(record["region"] for record in told if record.get("region"))
        region, count = regions.most_common(1)[0] if regions else ("", 0)
        headline = {m.record.get("region") for m in view.places if view.zone(m.start) == "headline"}
        national = sum(m.record["code"] == self.default and not m.record.get("region") for m in marks)
        national -= sum(self._owns_region(m) for m in marks)
        within = any(record.get("region") == region and record["code"] == self.default for record in told)
        return region if region in headline and within and count >= _OFTEN and count > national else None

    def _owns_region(self, mark: Mark) -> bool:
        """Whether a country is only named as that of a region: "northwest China's Shaanxi", "China-Europe trains"."""
        view = self.view
        behind = view.within(view.places, mark.last + 1, mark.last + 3)
        region = behind[0].record if behind and behind[0].record.get("region") else None
        owned = region is not None and region["code"] == mark.record["code"]
        return (owned and self._possessive(mark)) or view.text[mark.end : mark.end + 1] == "-"

    def _dateline(self) -> str | None:
        """The region of the dateline."""
        marks = (m for m in self.view.places if self.view.zone(m.start) == "dateline")
        found = next(marks, None)
        return found.record.get("region") if found is not None else None

    @cached_property
    def _own_customs(self) -> bool:
        """Whether the article speaks of a region with duties of its own, as a free trade port has."""
        return says(f" {' '.join(self.view.lowers)} ", "own_customs")

    def _opens(self, mark: Mark) -> int:
        """The first word of a number's sentence, at most `REACH` words before it."""
        return max(mark.opens, mark.first - REACH)

    def localized(self, mark: Mark, topic: Topic, explicit: bool) -> str | None:
        """The region that a number is told of; None where it is a country's. `explicit`: the number's own words
        name the country."""
        view = self.view
        self._follow(mark)
        behind = self._behind(mark)
        if behind is not None:
            return str(behind.record["region"])
        if there := self._there(mark):
            self.local = there
            return there
        if topic.indicator_id in word_class("nationwide_ids") or topic.near == "policy":
            set_here = topic.indicator_id in word_class("set_at_border") and self._own_customs
            regional = (topic.near == "policy" or set_here) and not explicit and not self._national(mark)
            return self.leading if regional else None
        first = self._opens(mark)
        here = self._outside_asides([m for m in view.within(view.places, first, mark.first) if self._tells_of(m)])
        if self.regional and self._in_region(mark):
            return self.regional
        named = topic.mark
        if named is not None and named.first > mark.last:
            here += [m for m in view.within(view.places, named.first - 2, named.last) if self._modifies(m)]
            own = [m for m in here if m.first > mark.last]
            if own and own[-1].record.get("region"):
                self.local = str(own[-1].record["region"])
                return self.local
        own = [m for m in here if view.segment_of[m.first] == view.segment_of[mark.first]]
        if own and own[-1].record.get("region"):
            if self.joined_at < own[-1].first:
                together = self._joined(mark, here)
                self.joined_at = mark.first if together else self.joined_at
                self.local = together or str(own[-1].record["region"])
            return self.local
        for m in view.within(view.places, first, mark.first):
            if self.local and ", " in self.local and m.record.get("region") in self.local.split(", "):
                self.local = str(m.record["region"])
        if explicit or self._national(mark) or self._others_own(mark, first):
            self.local = None
            return None
        told = [m for m in here if m.record.get("region")]
        if told:
            self.local = self._joined(mark, told) or str(told[-1].record["region"])
        return self.local

    def _others_own(self, mark: Mark, first: int) -> bool:
        """Whether a number's words tell the figures of somebody who only works in a region."""
        places = self.view.within(self.view.places, max(first, 1), mark.first)
        return any(m.record.get("region") and not self._possessive(m) and self._held_by_other(m) for m in places)

    def _outside_asides(self, marks: list[Mark]) -> list[Mark]:
        """The places without those that only tell of the one before: "Port Hedland, the Pilbara's main gate, fell"."""
        kept: list[Mark] = []
        for m in marks:
            stop = m.closes
            if not kept or not kept[-1].last < m.first < self.past_aside(kept[-1].last + 1, stop):
                kept.append(m)
        return kept

    def _follow(self, mark: Mark) -> None:
        """Sentences without numbers also say which place the text tells of."""
        view = self.view
        sentence, paragraph = mark.sentence, view.paragraph(mark.start)
        start = self.local_at[1] + 1
        if paragraph != self.local_at[0]:
            self.local = self.regional
            start = sentence
            while start > 0 and view.paragraph(view.sentences[start - 1][0]) == paragraph:
                start -= 1
        self.local_at = (paragraph, sentence)
        for number in range(start, sentence):
            low, high = view.bounds[number]
            if view.within(view.quantities, low, high):
                continue
            for m in view.within(view.places, low, high):
                if self._tells_of(m) and (m.record.get("region") or m.record["code"] == self.default):
                    self.local = m.record.get("region")

    def _in_region(self, mark: Mark) -> bool:
        """Whether the words around a number name the region that the article is about."""
        view = self.view
        stop = mark.closes
        segment = view.segment_of[mark.first]
        near = view.within(view.places, self._opens(mark), min(stop, mark.last + REACH))
        named = {m.record["region"] for m in near if view.segment_of[m.first] == segment and m.record.get("region")}
        return named == {self.regional}

    def _national(self, mark: Mark) -> bool:
        """Whether a number's own words speak of the whole country: "the country's total"."""
        view = self.view
        first = self._opens(mark)
        for i in range(max(first, mark.first - 1), first - 1, -1):
            if view.lowers[i] in word_class("country_own") and i + 1 < len(view.words):
                graded = view.tags.get(view.words[i + 1].start, "") in ("JJS", "RBS")
                near = view.segment_of[i] == view.segment_of[mark.first] or i < first + 2
                if near and not graded and view.lowers[i + 1] not in word_class("ranked_side"):
                    return True
        opening = " " + " ".join(w.lower for w in view.words[first : first + 2]) + " "
        return says(self._segment(mark), "national") or says(opening, "national")

    def _segment(self, mark: Mark) -> str:
        """The words of a number's segment before it, with spaces around."""
        view = self.view
        first = self._opens(mark)
        low = mark.first
        while low > first and view.segment_of[low - 1] == view.segment_of[mark.first]:
            low -= 1
        return " " + " ".join(w.lower for w in view.words[low : mark.first]) + " "

    def _joined(self, mark: Mark, marks: list[Mark]) -> str | None:
        """Several regions told of together: "Tema handled … and Takoradi …, together 868,000"."""
        names = list(dict.fromkeys(str(m.record["region"]) for m in marks if m.record.get("region")))
        together = any(w in word_class("together") for w in self.view.before(mark, 4))
        return ", ".join(names) if together and len(names) > 1 else None

    def _behind(self, mark: Mark) -> Mark | None:
        """A region right behind a counted thing: "3,000 jobs in Tema alone", "1,450 of them at Malaba and 870 at
        Busia"."""
        view = self.view
        counted = mark.record["kind"] == "count" and bool(mark.record.get("value"))
        for m in view.within(view.places, mark.last + 1, mark.last + 6):
            words = view.after(mark, m.first - mark.last - 1)
            alone = view.after(m, 1) == ["alone"]
            beside = counted and words in (["at"], ["of", "them", "at"], ["of", "them", "in"])
            if m.record.get("region") and words[-1:] in (["in"], ["at"]) and (alone or beside):
                return m
        return None

    def _there(self, mark: Mark) -> str | None:
        """The region that "there" takes up in a sentence: "it was Hamburg that gained: throughput there jumped"."""
        view = self.view
        first = self._opens(mark)
        at = next((i for i in range(mark.first - 1, first, -1) if view.lowers[i] == "there"), None)
        if at is None or view.segment_of[at] != view.segment_of[mark.first] or view.covered[at - 1] != "indicator":
            return None
        before = view.within(view.places, first, at)
        return str(before[-1].record["region"]) if before and before[-1].record.get("region") else None
