"""Other sides that are subjects of their own: "Singapore led with …", "Chinese demand", "sales across the Atlantic"."""

from __future__ import annotations

from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.places_ranked import Ranked
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View

_SIDE = frozenset({"country", "capital", "demonym", "bloc"})


@lru_cache(maxsize=1)
def _relative() -> dict[str, tuple[tuple[str, str], ...]]:
    """Home → (phrase, place that it means there)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in lookups.table("places_relative"):
        found.setdefault(row["home"], []).extend((f" {p} ", row["place"]) for p in lookups.cells(row, "phrases"))
    return {home: tuple(rows) for home, rows in found.items()}


def _way(flow: str | None, indicator: str | None) -> str | None:
    """A flow, or "received"; the rates of measures have none."""
    if indicator in rows_of("received"):
        return "received"
    return flow if flow in TWO_SIDED and indicator not in rows_of("measure") else None


class Counterparts(Ranked):
    """One construction a method; each gives the other side or None."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        ways = (_way(m.record["flow"], m.record["indicator_id"]) for m in view.indicators)
        received = not word_class("comers_or_investors").isdisjoint(view.lowers)
        self.opened = next((way for way in ways if way is not None), "received" if received else None)
        """The flow that the article names first, or "received" for visitors and money that come in."""
        self.subject_side: tuple[int, str | None] = (-1, None)
        """The last sentence that told another side as its subject, and which."""
        self.going = self.opened
        """The flow that it told last."""

    def _follow_flow(self, topic: Topic) -> None:
        """Remembers which way goods, people or money went last."""
        if topic.mark is None or topic.mark.record["indicator_id"] not in rows_of("wanted"):
            self.going = _way(topic.flow, topic.indicator_id) or self.going

    def _counterpart(self, mark: Mark, topic: Topic, home: str | None, previous: Pair | None) -> str | None:
        """The other side whose part a clause tells of as its subject."""
        if home is None or self.going is None:
            return None
        counted = topic.indicator_id is None and topic.flow is None
        if not (counted or topic.indicator_id in rows_of("received") | rows_of("wanted")):
            return None
        if side := self._ranks(mark, home) or self._gives(mark, home):
            self.subject_side = (mark.sentence, side)
            return side
        if previous == (home, self.subject_side[1]) and self.subject_side[0] == mark.sentence:
            last = self.view.within(self.view.quantities, max(0, mark.first - 8), mark.first)
            if last and not self.view.within(self.view.places, last[-1].last + 1, mark.first):
                return self.subject_side[1]
        listed = previous is not None and previous[0] == home and previous[1] is not None
        if listed and (against := self._for_those(mark, home)):
            return against
        beside = self._adjacent(mark) if counted and listed else None
        return self._foreign(beside, home) if beside is not None else None

    def _for_those(self, mark: Mark, home: str) -> str | None:
        """The sides behind a number set against another's: "versus 13.4% for mainland China and Hong Kong"."""
        view = self.view
        if view.after(mark, 1) != ["for"]:
            return None
        found: list[Mark] = []
        stop = mark.closes
        for m in view.within(view.places, mark.last + 2, min(mark.last + 14, stop)):
            between = view.text[(found[-1].end if found else mark.end) : m.start].replace("the ", "").strip()
            if between not in (("and", ",", ", and") if found else ("for", "for mainland")):
                break
            found.append(m)
        codes = [code for m in found if (code := self._foreign(m, home))]
        return ", ".join(dict.fromkeys(codes)) or None

    def _gives(self, mark: Mark, home: str) -> str | None:
        """The place that a clause tells to send or supply what it counts: "and the UAE sent $675m"."""
        view = self.view
        first = self._opens(mark)
        near = [m for m in view.within(view.places, max(first, mark.first - 8), mark.first) if self._side(m)]
        if not near or view.within(view.quantities, near[-1].last + 1, mark.first):
            return None
        passed = word_class("auxiliary") | word_class("conditional") | word_class("aside")
        words = [w for w in self.said_of(near[-1]) if w not in passed]
        gave = bool(words) and words[0] in word_class("giving_verb")
        return self._foreign(near[-1], home) if gave and self._leads(near[-1], first) else None

    def _side(self, m: Mark) -> bool:
        return m.record["kind"] in _SIDE

    def _across(self, mark: Mark, home: str | None) -> str | None:
        """The place that a phrase means where the article is: "Sales south of the border rose 5.2 per cent"."""
        rows = _relative().get(home or "")
        if rows is None:
            return None
        view = self.view
        first, stop = self._opens(mark), mark.closes
        high = mark.last + 1
        while high < stop and view.segment_of[high] == view.segment_of[mark.first]:
            high += 1
        words = " " + " ".join(view.lowers[first:high]) + " "
        return next((code for phrase, code in rows if phrase in words), None)

    def _included(self, mark: Mark, partner: str) -> str:
        """A partner with the place that is counted as part of it: "China (including Hong Kong)",
        "China, including Hong Kong, … It bought"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        if mark.sentence and view.lowers[first] == "it":
            first = view.bounds[mark.sentence - 1][0]
        for m in view.within(view.places, first, stop):
            if m.record["code"] == partner and view.after(m, 1) == ["including"] and m.record["kind"] in _SIDE:
                other = view.within(view.places, m.last + 2, m.last + 4)
                gap = view.words[m.last + 1].gap.strip()
                near = m.start < mark.start or not view.within(view.quantities, mark.last + 1, m.first)
                if other and near and gap in ("", "(", ",") and m.record["kind"] != "bloc":
                    return f"{partner}, {other[0].record['code']}"
        return partner

    def _without(self, mark: Mark, partner: str) -> str:
        """The rest of the world, where a number's clause opens by leaving the partner out: "Without America they
        grew by 10%", "exports excluding China"."""
        view = self.view
        if any(
            m.record["code"] == partner and says(" " + " ".join(view.before(m, 3)) + " ", "leaving_out")
            for m in view.within(view.places, mark.opens, mark.first)
        ):
            return "rest of the world"
        return partner

    def _wanted(self, mark: Mark, topic: Topic, pair: Pair, home: str | None) -> Pair:
        """The sides of what another side buys or wants of the article's own goods: "Chinese demand rose 5%", "Mexico
        took up the slack: its purchases, 16,100 tons, doubled"."""
        view, named = self.view, topic.mark
        ways = (self.going, self.opened)
        if named is None or home is None or ways not in (("exports", "exports"), ("total", "exports")):
            return pair
        place, partner = pair
        if named.record["indicator_id"] not in rows_of("wanted") or partner is not None:
            return pair
        if place not in (home, None) and "," not in str(place):
            return home, place
        for m in view.within(view.places, named.last + 1, named.last + 4):
            if view.before(m, 1) == ["by"] or view.before(m, 2) == ["by", "the"]:
                return place, self._foreign(m, home)
        return pair
