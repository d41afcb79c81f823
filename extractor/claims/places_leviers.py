"""The country whose duty is named: by its possessive or adjective, by "it", or as the other side of the article."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from extractor.claims.cues import word_class
from extractor.claims.places_duties import Duties
from extractor.claims.topic import Topic
from extractor.claims.view import Mark

_LEVIED = 8
"""Words from a levy's name to its rate, at most."""
LEVYING = ("country", "capital", "bloc")
"""Kinds of places that charge duties."""


class Leviers(Duties):
    """Reads whose a named duty is."""

    def _levier(self, mark: Mark, topic: Topic) -> str | None:
        """The country whose duty is named: "Washington's 34%", "a 15 percent American tariff", "the US duty"."""
        view = self.view
        for m in view.within(view.places, max(self._opens(mark), mark.first - 5), mark.first):
            own = self._possessive(m) and mark.first - m.last <= 2 and not self._set_against(m)
            if own and m.record["code"] != "world":
                return str(m.record["code"])
        if view.before(mark, 1) in (["its"], ["their"]) and (owner := self._its_levier(mark)):
            return owner
        named = topic.mark
        if named is not None and named.last < mark.first <= named.last + _LEVIED:
            near = view.within(view.places, max(named.opens, named.first - 2), named.last)
            owns = [m for m in near if self._possessive(m) or (m.first >= named.first - 1 and self._adjectival(m))]
            owners = [m for m in owns if m.start < named.record["head"]]
            if owners:
                return str(owners[0].record["code"])
        if named is None or not 0 <= named.first - mark.last <= 3:
            return None
        for m in view.within(view.places, mark.last + 1, named.last + 1):
            between = {w.lower for w in view.words[mark.last + 1 : m.first]}
            if m.record["kind"] in (*LEVYING, "demonym") and m.start < named.record["head"]:
                return None if between & word_class("charged_side") else str(m.record["code"])
        return None

    @staticmethod
    def _adjectival(m: Mark) -> bool:
        """Whether a place qualifies what is its own: "Chinese tariffs", "U.S. duties"; "China tariffs" are on China."""
        written = str(m.record["text"])
        return m.record["kind"] == "demonym" or (m.record["kind"] in ("country", "bloc") and written.isupper())

    def _it(self, mark: Mark) -> str | None:
        """The place that "it" takes up from the end of the sentence before: "The worry is America. It has taxed …"."""
        view = self.view
        number = mark.sentence
        first = view.bounds[number][0]
        if number == 0 or view.words[first].lower != "it":
            return None
        low, high = view.bounds[number - 1]
        last = view.within(view.places, low, high)[-1:]
        return str(last[0].record["code"]) if last and high - last[0].last <= 2 else None

    def _other_side(self, home: str | None) -> str | None:
        """The country or bloc, other than the article's own, that it names most."""
        return next((code for code in self._by_mentions if code not in (home, "world")), None)

    @cached_property
    def _by_mentions(self) -> list[str]:
        kinds = ("country", "capital", "bloc", "demonym")
        found = Counter(m.record["code"] for m in self.view.places if m.record["kind"] in kinds)
        return [code for code, _ in found.most_common()]
