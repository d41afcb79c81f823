"""Place and partner of each number.

The place is the reporting side, the partner the other one: "exports to", "imports from", "trade with", a place
in the subject or right before a number in a list. What a sentence does not say comes from the number before it
that speaks of the same thing, else from the article.
"""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.period_words import forecasters
from extractor.claims.places_inner import Inner
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.restated import taken_up
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.groups import members

_CLAUSE = frozenset(",;")
_HELD = 4
"""Line breaks over which figures of the same goods go on to be of the place told before, at most."""


class Places(Inner):
    """The article's default place, and place and partner for one quantity at a time."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.told: dict[int, Pair] = {}
        """Topic mark (by its first word) → what was read for it."""
        self.subject: tuple[int, str] | None = None
        """The paragraph and place of the last figures that the text told of a place by name."""
        self.held: dict[str, tuple[int, str | None]] = {}
        """What a number measures → the place of which it was told first, and in which paragraph last."""

    def resolve(self, mark: Mark, topic: Topic, previous: Pair | None, linked: bool) -> Pair:
        """(place, partner) of a quantity. `linked`: it speaks of the same thing as the one before it."""
        if previous and (topic.near == "paren" or self._restated(mark)):
            return previous
        home = self._home(mark)
        self._mention(mark, home)
        if forecasters(self.view, mark):
            return None, None
        if topic.indicator_id == "arrivals" and (people := self._people_counted(mark, home)):
            return self.localized(mark, topic, False) or home, people
        if topic.indicator_id == "tariff" and (origin := self._labelled_origin(mark, home)):
            return home, origin
        if self._is_charge(mark, topic):
            pair = self._tariff(mark, topic, home)
            if home in members().get(pair[0] or "", ()):
                self.subject = (self.view.paragraph(mark.start), str(pair[0]))
            own = self.leading is not None and pair[0] == home and self._own_customs and not self._national(mark)
            return (self.leading, pair[1]) if own else pair
        if inner := self._inner(mark, topic):
            return inner
        if topic.flow in TWO_SIDED and (fronted := self._fronted(mark, home)):
            return self.localized(mark, topic, False) or home, fronted
        between = self._between(mark, topic, home)
        (place, partner), explicit = between or self._countries(mark, topic, home, previous, linked)
        if side := self._counterpart(mark, topic, home, previous):
            place, partner = home, side
        elif (topic.flow in TWO_SIDED or topic.indicator_id in rows_of("sided")) and (
            holder := self._share_holder(mark, home)
        ):
            place, partner = home, holder
        place, partner = self._wanted(mark, topic, (place, partner), home)
        if not explicit and not partner and (owners := self._joint_owners(mark)):
            return owners, None
        local = self.localized(mark, topic, explicit)
        if local is not None:
            place = local
        if topic.indicator_id == "arrivals" and (host := self._host(mark)):
            place, partner = host, partner if partner != host else None
        sold = topic.flow in TWO_SIDED or (topic.indicator_id == "sales" and self.opened in ("exports", "total"))
        partner = (sold and self._sold_where(mark, topic, home)) or partner
        if topic.flow in TWO_SIDED:
            partner = self._latter(mark, home) or self._whose(mark, home) or partner
        dealt_out = len(self._share_out(mark, self.mentioned)) < min(len(self.mentioned), 4)
        dealt_out = dealt_out or self._adjacent(mark) is not None
        if partner is None and place is not None:
            partner = self._referred(mark, topic.flow) or ", ".join(self._bound_for(mark)) or None
        partner = partner or self._made_in(mark, topic) or self._invested_in(mark, place)
        if topic.indicator_id in rows_of("received") and topic.near in ("verb", "inherited", "sentence"):
            partner = partner or self._giver(mark, place)
            if linked and previous is not None and topic.near == "sentence" and previous[0] == place:
                partner = partner or previous[1]
        joint = self._jointly(mark, topic) if topic.flow in TWO_SIDED and not between else None
        partner = joint if joint and (partner is None or partner in joint.split(", ")) else partner
        if topic.flow in TWO_SIDED and partner is None and not (between or self._whole(mark, topic)):
            partner = self._listed_before(mark, home)
            partner = partner or self._remaining(mark, home) or self._ranks(mark, home)
            partner = partner or self._top_partner(mark, home)
            partner = partner or self._carried(mark, home, place) or self._left_over(mark, topic)
            partner = partner or self._inherited(mark, topic, home)
        if topic.flow in TWO_SIDED:
            partner = partner or self._across(mark, home) or self._its_share(mark, topic, home)
        if partner and topic.flow in TWO_SIDED:
            partner = self._without(mark, self._included(mark, partner))
        if topic.flow in TWO_SIDED and linked and previous and previous[0] == place and partner is None:
            partner = self._compared(mark, topic, previous[1])
        partner = partner or self._two_way(mark, topic, home) or self._by_deal(mark, topic, place)
        partner = ", ".join(p for p in (partner or "").split(", ") if p != place) or None
        goes_on = topic.flow in ("exports", "imports") and topic.near in ("verb", "inherited")
        if goes_on and partner is None and place == home:
            again = taken_up(self.view, mark.sentence, topic.flow)
            partner = str(again.record["code"]) if again and again.record["code"] != home else None
        if topic.flow == "exports" and partner is None and home not in (None, place) and self._bought(topic):
            place, partner = home, place  # "China's purchases", of what the article's own place sells
        if self.subject and partner and self.subject[1] == partner:
            self.subject = None
        if topic.mark is not None and partner and not dealt_out and self.told.get(topic.mark.first) == (place, None):
            self.told[topic.mark.first] = (place, partner)
        self._keep(mark, topic, (place, partner))
        self._follow_flow(topic)
        return place, partner

    def _host(self, mark: Mark) -> str | None:
        """The country that opens a number's sentence and takes people in: "Malaysia counted 28.2 million visitors"."""
        view = self.view
        for m in view.within(view.places, mark.opens, min(mark.first, mark.opens + 3)):
            if m.record["kind"] == "country" and view.lowers[m.last + 1] in word_class("receives_people"):
                return str(m.record["code"])
        return None

    def _people_counted(self, mark: Mark, home: str | None) -> str | None:
        """The country whose people a number counts: "2.49 million Chinese and 1.2 million Indians"."""
        if mark.record["kind"] != "count":
            return None
        own = [m for m in self.view.within(self.view.places, mark.first, mark.last + 2) if m.last >= mark.last]
        own = [m for m in own if m.first <= mark.last or not self.view.words[m.first].gap.strip("~-")]
        codes = [str(m.record["code"]) for m in own if m.record["kind"] == "demonym"]
        return codes[0] if codes and codes[0] != home else None

    @staticmethod
    def _bought(topic: Topic) -> bool:
        return topic.mark is not None and topic.mark.record["indicator_id"] == "purchases"

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
            return not self.view.within(self.view.places, part.last, mark.closes)
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
            if mark.start <= m.start < mark.end or (m.start < mark.start and comes):
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
