"""Place and partner as the words of a number's own clause name them, or the figures told before of the same thing."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.places_inner import Inner
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.groups import members

_CLAUSE = frozenset(",;")
_FOR = 6
"""Words from a stay or fee to the visitors whom it is for, at most."""
_HELD = 4
"""Line breaks over which figures of the same goods go on to be of the place told before, at most."""


class NamedSides(Inner):
    """Reads the sides, and keeps those told of a topic, a paragraph and goods."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.told: dict[int, Pair] = {}
        """Topic mark (by its first word) → what was read for it."""
        self.subject: tuple[int, str] | None = None
        """The paragraph and place of the last figures that the text told of a place by name."""
        self.held: dict[str, tuple[int, str | None]] = {}
        """What a number measures → the place of which it was told first, and in which paragraph last."""

    def _countries(
        self, mark: Mark, topic: Topic, home: str | None, previous: Pair | None, linked: bool
    ) -> tuple[Pair, bool]:
        """Place and partner, and whether the number's own words name the place."""
        beside = self._adjacent(mark)
        near = str(beside.record["code"]) if beside else None
        sided = topic.flow in TWO_SIDED or topic.indicator_id in rows_of("sided")
        if beside is not None and near is not None and sided and near != home:
            pair, own = self._listed_sides(beside, mark, topic, home, previous)
            self._tell(topic, pair)
            return pair, own
        if not sided:
            return self._other(mark, topic, home)
        if acting := self._duty_sides(mark, topic):
            return acting, True
        whole = self._whole(mark, topic)
        place, partner = self._sides(mark, topic, home, whole)
        if place is None and partner is None and not whole:
            if (
                topic.mark is not None
                and topic.mark.first in self.told
                and topic.mark.sentence == mark.sentence
            ):
                return self.told[topic.mark.first], False
            if previous and (linked or self._conjunct(mark, topic)):
                return previous, False
        if place == home and partner is None and previous and previous[0] == home and not whole:
            partner = previous[1] if self._conjunct(mark, topic) else None
        partner = None if whole and self._before_whole(mark, topic) else partner
        explicit = place is not None
        paragraph = self.view.paragraph(mark.start)
        if place is not None:
            self.subject = (paragraph, place)
        elif self.subject and self.subject[0] == paragraph and self.subject[1] != partner:
            place = None if partner and self.subject[1] == "world" else self.subject[1]
        else:
            place = self._held(mark, topic)
        if topic.indicator and self.held.setdefault(topic.indicator, (paragraph, place))[1] == place:
            self.held[topic.indicator] = (paragraph, place)
        pair = (place or home, partner)
        self._tell(topic, pair)
        return pair, explicit

    def _held(self, mark: Mark, topic: Topic) -> str | None:
        """The place whose figures of just these goods the text told before, where a sentence names no other: "Ugandan
        farmers sold … of coffee abroad. … Receipts in the season before came to …"."""
        view = self.view
        paragraph, place = self.held.get(topic.indicator or "", (0, None))
        goods = len((topic.indicator or "").split()) > 1 and topic.flow in ("exports", "imports")
        near = 0 < view.paragraph(mark.start) - paragraph <= _HELD
        return place if goods and near and not view.within(view.places, mark.opens, mark.closes) else None

    def _listed_sides(
        self, beside: Mark, mark: Mark, topic: Topic, home: str | None, previous: Pair | None
    ) -> tuple[Pair, bool]:
        """Place and partner where a place stands right before a number: mostly the other side, in a list."""
        near = str(beside.record["code"])
        if self._those_of(beside) or self._elliptic(beside, mark):
            return (near, None), True
        if previous and self._parallel(beside, mark, home):
            self._own(mark, near)
            return (near, previous[1]), True
        own = home == "world" or (near in members().get(home or "", ()) and topic.flow == "balance")
        return ((near, None), True) if own else ((home, near), False)

    def _conjunct(self, mark: Mark, topic: Topic) -> bool:
        """Whether a bare flow goes on with the sides before it: "exports to the UAE rose …, while imports jumped …"."""
        view, named = self.view, topic.mark
        if named is None and topic.near == "verb" and topic.flow in ("exports", "imports"):
            return view.before(mark, 2)[:1] == ["and"]  # "sold it goods worth … and bought …"
        if named is None or topic.flow not in ("exports", "imports") or named.record["modifiers"]:
            return False
        first = self._opens(mark)
        lead = view.words[named.first - 1].lower if named.first > first else ""
        parted = lead in word_class("clause_lead") or not _CLAUSE.isdisjoint(view.words[named.first].gap)
        return named.first > first and parted

    def _whole(self, mark: Mark, topic: Topic) -> bool:
        """Whether a number is told to be the total: "the deficit with Mexico was $14 bn, the total deficit $80 bn"."""
        view = self.view
        if view.before(mark, 4)[-4:] in (["of", "a", "total", "of"], ["of", "the", "total", "of"]):
            return True
        if self._part_told(mark) is not None:
            return True
        named = topic.mark
        if named is not None and named.first > mark.last and view.after(mark, 1) == ["of"]:
            return False  # a share of the total
        words = [w.lower for w in view.words[named.first - 1 : named.last]] if named and named.first else []
        return any(w in word_class("total_scope") for w in words) or self._total_subject(mark) is not None

    def _total_subject(self, mark: Mark) -> int | None:
        """The index of "total" where it is the subject of a number's clause: "while the total edged up 3.3%"."""
        view = self.view
        first = self._opens(mark)
        for i in range(mark.first - 1, max(first, mark.first - 12), -1):
            if view.segment_of[i] != view.segment_of[mark.first]:
                return None
            if view.words[i].lower in word_class("total_subject") and view.words[i - 1].lower in ("the", "overall"):
                return i if view.lowers[i - 2] != "of" else None  # "24.5% of the total and $142 million higher"
        return None

    def _before_whole(self, mark: Mark, topic: Topic) -> bool:
        """Whether the sides were named before the clause about the total, and so aren't its own."""
        if self.view.before(mark, 2) == ["total", "of"]:
            return True
        if part := self._part_told(mark):
            told = self.view.within(self.view.places, part.last, mark.closes)
            return all(m.record["code"] == self._home(mark) for m in told)
        at = self._total_subject(mark)
        if at is None:
            return False
        high = self._stretch(mark, topic)[1]
        return not self.view.within(self.view.places, at, high)

    def _tell(self, topic: Topic, pair: Pair) -> None:
        if topic.mark is not None:
            self.told.setdefault(topic.mark.first, pair)

    def _other(self, mark: Mark, topic: Topic, home: str | None) -> tuple[Pair, bool]:
        """What has one side only: the place that its clause tells of, else the one named before the number, with
        the one named inside it as the other."""
        if topic.near == "age":
            return (None, None), True
        view = self.view
        low, high = self._stretch(mark, topic)
        first = self._opens(mark)
        place = self._actor(mark, first)
        partner: str | None = None
        for m in view.within(view.places, low, high):
            code = self._code(m, home)
            if code == "world" or (m.record.get("region") and m.start < mark.start) or self._named_among(m):
                continue
            coming = topic.indicator_id or {"received": "arrivals"}.get(self.going or "")
            comes = self._visits(m) or (coming in rows_of("received") | {"stay"} and self._people(m))
            comes = comes and (m.start < mark.start or (coming in ("stay", "fee") and m.first - mark.last <= _FOR))
            if mark.start <= m.start < mark.end or comes:
                partner = code if code != (place or home) else partner
            elif m.start < mark.start and code != home and self._sent_from(m):
                partner = code
            elif m.start < mark.start and place is None and self._owner(m, first):
                place = code
        if place is None and (topic.near == "policy" or topic.indicator_id in rows_of("measure")):
            place, target = self._policy_sides(mark)
            told = [m for m in view.within(view.places, mark.opens, mark.closes) if m.record["code"] == place]
            place = None if told and all(map(self._named_among, told)) else place
            partner = partner or (target if place else None)
        if place is None:
            for m in view.within(view.places, first, min(low, first + 3)):
                acts = m.record["kind"] in ("country", "capital", "bloc") and m.record["code"] != "world"
                if acts and not self._named_among(m):
                    place = m.record["code"]
                    break
        return (place or home, partner), place is not None

    def _sent_from(self, m: Mark) -> bool:
        """Whether what is measured comes from a place: "Bookings from the U.S. swelled 38.8%"."""
        before = self.view.before(m, 3)
        k = m.first - 1 - (before[-1:] == ["the"])
        if k < 1 or self.view.lowers[k] != "from" or self.view.lowers[k - 1] not in word_class("received_noun"):
            return False
        return self.view.covered[k - 1] != "place"

    def _owner(self, m: Mark, first: int) -> bool:
        """Whether a place before a number can be the one that it is told of."""
        view = self.view
        if self._preposition(m) in word_class("other_side") or view.covered[m.first] == "quantity":
            return False
        return m.record["kind"] != "demonym" or self._modifies(m) or self._leads(m, first)
