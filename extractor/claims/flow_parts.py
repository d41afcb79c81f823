"""Parts of goods that are told to go to places or to come from them: "a third of the cocoa goes to Malaysia, a fifth to
Germany", "72% of them to Vietnam"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.lexicon import goods
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_REACH = 10
"""Words from a part to the place that it goes to, at most."""
_WAYS = {"to": "exports", "from": "imports"}
_PASSED = ("RB", "MD", "VB")
"""Openings of the tags of words that may stand between goods and their verb."""
DEALT = "dealt"
"""How such a topic was found."""


def dealt_sides(view: View, mark: Mark) -> list[Mark]:
    """The places behind a part, joined by commas or "and", up to one that has a number of its own."""
    found: list[Mark] = []
    for m in view.within(view.places, mark.last + 1, mark.closes):
        if view.within(view.quantities, mark.last + 1, m.first):
            break
        joined = not found or view.text[found[-1].end : m.start].replace("the ", "").strip() in (",", "and", ", and")
        if not joined:
            break
        found.append(m)
    return found


class Parts:
    """Reads the way of one part at a time."""

    def __init__(self, view: View, home: str | None) -> None:
        self.view, self.home = view, home
        self.nouns = Nouns(view)

    def told(self, mark: Mark, topic: Topic, previous: tuple[Mark, Topic] | None, traded: Topic | None) -> Topic | None:
        """The topic of a part that goes somewhere, or None; `traded` is the exports or imports told last."""
        if mark.record["kind"] not in ("fraction", "percent"):
            return None
        sides = dealt_sides(self.view, mark)
        if not sides or sides[0].record["code"] in (self.home, "world"):
            return None
        between = self._between(mark, sides[0])
        if not between or between[-1] not in _WAYS:
            return None
        flow, verb = _WAYS[between[-1]], between[-2:-1]
        moved = bool(verb) and verb[0] in word_class(f"part_of_{flow}")
        here = previous if previous is not None and previous[0].sentence == mark.sentence else None
        if len(between) == 1:
            again = here is not None and here[1].near == DEALT and here[1].flow == flow
            return replace(here[1], mark=None) if here and again else None
        own = self._goods(mark, len(between) - (2 if moved else 1))
        if own is None or not (moved or self._moved_before(mark, flow, here)):
            return None
        return self._named(own, flow, topic, (previous[1] if previous else None, traded))

    def _between(self, mark: Mark, place: Mark) -> list[str]:
        """The words from a part to the preposition of a place; none where something parts them."""
        view, stop = self.view, place.first
        while stop > mark.last + 1 and view.lowers[stop - 1] in word_class("before_place") - _WAYS.keys():
            stop -= 1
        low = mark.last + 1
        parted = stop - low > _REACH
        parted = parted or any(set(view.words[i].gap) & set(",;:()\"“”") for i in range(low, place.first + 1))
        return [] if parted else view.lowers[low:stop]

    def _goods(self, mark: Mark, n: int) -> list[str] | None:
        """The goods of which a number is a part, by its own words and the next `n`; None where they name no goods, none
        where a pronoun, a packing or a crop stands for them."""
        view, stop = self.view, mark.last + 1 + n
        while stop > mark.last + 1 and view.tags.get(view.words[stop - 1].start, "")[:2] in _PASSED:
            stop -= 1
        own = view.lowers[mark.last + 1 : stop]
        if own and own[0] in word_class("how_much_more"):
            return None
        if own[:1] == ["of"]:
            own = own[1:]
        if not own:
            named = {singular(w) for w in str(mark.record["text"]).lower().split()}
            return [] if named & (goods() | word_class("unit_noun")) or n == 0 else None
        if own[0] in word_class("part_pronoun") and len(own) == 1:
            return []
        last = singular(own[-1])
        if last not in goods() | word_class("unit_noun") | word_class("made_noun"):
            return None
        kept = self.nouns.clean(own)
        return [w for w in kept if singular(w) not in word_class("unit_noun") | word_class("made_noun")][-3:]

    def _moved_before(self, mark: Mark, flow: str, here: tuple[Mark, Topic] | None) -> bool:
        """Whether the sentence told before a part that the goods were sent or came: "ships half of its output to"."""
        before = set(self.view.lowers[mark.opens : mark.first])
        if before & word_class(f"part_of_{flow}"):
            return True
        return here is not None and here[1].flow == flow

    @staticmethod
    def _named(own: list[str], flow: str, topic: Topic, told: tuple[Topic | None, Topic | None]) -> Topic:
        """The flow with its goods: those told with the part, else those that the text spoke of."""
        if own:
            return Topic(" ".join([*own, flow]), flow, flow, None, None, DEALT)
        for one in (topic, *told):
            if one is not None and one.flow == flow == one.indicator_id:
                return replace(one, mark=None, near=DEALT)
        left = [w for w in words_of(told[0] or topic) if singular(w) in goods()]
        return Topic(" ".join([*left, flow]), flow, flow, None, None, DEALT)
