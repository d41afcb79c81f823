"""Trade of a region's countries with each other: "intra-African trade", "trade among Asian countries"; a bloc's own
trade has no other side."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.places_dealt import Dealt
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.topic import Topic
from extractor.claims.view import Mark

_INTRA = "intra-"
_REACH = 7
"""Words behind a flow within which the group that trades with itself is named."""


class Inner(Dealt):
    """The group on both sides of a figure of trade."""

    def _inner(self, mark: Mark, topic: Topic) -> Pair | None:
        """The group of trade within it, or the part of it whose figure stands beside its name, and the group."""
        group = self._group(topic)
        if group is None:
            return None
        part = self._adjacent(mark)
        if part is None:
            told = self.view.within(self.view.places, mark.opens, mark.first)
            last = [m for m in told[-1:] if not self.view.within(self.view.quantities, m.last + 1, mark.first)]
            part = last[0] if last and self._part_owner(last[0]) else None
        code = self._foreign(part, group) if part is not None else None
        return code or group, group

    def _group(self, topic: Topic) -> str | None:
        """The group whose countries trade with each other, by the words around the flow that a number is of."""
        named = topic.mark
        if named is None or topic.flow not in TWO_SIDED:
            return None
        view = self.view
        for m in view.within(view.places, max(named.opens, named.first - 2), min(named.closes, named.last + _REACH)):
            if m.record["kind"] != "region" or m.record["code"] == "world":
                continue
            before = view.text[max(0, m.start - len(_INTRA)) : m.start].lower()
            among = m.first > named.last and view.lowers[named.last + 1] in word_class("between")
            beside = [w for w in view.lowers[named.last + 2 : m.first] if w != "the"]
            members = view.lowers[m.last + 1 : m.last + 3]
            several = not word_class("group_noun").isdisjoint([*beside, *members])
            own = among and several and set(beside) <= word_class("group_noun") | {"of", "in"}
            if own or (before == _INTRA and m.first <= named.last):
                return str(m.record["code"])
        return None
