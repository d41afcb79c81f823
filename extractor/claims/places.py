"""Place and partner of each number.

The place is the reporting side, the partner the other one: "exports to", "imports from", "trade with", a place
in the subject or right before a number in a list. What a sentence does not say comes from the number before it
that speaks of the same thing, else from the article.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import phrases, word_class
from extractor.claims.flow_parts import DEALT, dealt_sides
from extractor.claims.gates import gate_of
from extractor.claims.period_words import forecasters
from extractor.claims.places_named import NamedSides
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.quota_sides import QuotaSides
from extractor.claims.restated import taken_up, taker_before
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View
from extractor.groups import members


class Places(NamedSides):
    """The article's default place, and place and partner for one quantity at a time."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.quotas = QuotaSides(view)
        self.part: tuple[int, Pair | None] = (-2, None)
        """The sentence of the last whole, and the sides of the part that was told of before it."""

    def resolve(self, mark: Mark, topic: Topic, previous: Pair | None, linked: bool) -> Pair:
        """(place, partner) of a quantity. `linked`: it speaks of the same thing as the one before it."""
        if previous and (topic.near == "paren" or self._restated(mark)):
            return previous
        home = self._home(mark)
        self._mention(mark, home)
        previous = self._subject_again(mark, previous)
        if forecasters(self.view, mark):
            return None, None
        flow = topic.flow
        quota = self.quotas.told_at(mark, topic)
        if topic.indicator_id == "quota" and flow == "imports" and topic.mark is not None:
            named = {*str(topic.indicator).split()} & word_class("on_imports")
            topic = topic if named else replace(topic, flow=None)  # its side is who opens it, as of all measures
        if flow == "imports" and (gate := gate_of(self.view, mark, home)):
            return gate, home
        if set_sides := self._sides_of_its_own(mark, topic, home):
            return set_sides
        between = self._between(mark, topic, home)
        pair, explicit = between or self._countries(mark, topic, home, previous, linked)
        pair = self._matched_sides(mark, topic, home, previous) or pair
        place, partner = self._wanted(mark, topic, pair, home)
        if not explicit and not partner and (owners := self._joint_owners(mark)):
            return owners, None
        place, partner = self._where(mark, topic, (place, partner), explicit)
        partner = self._told_partner(mark, topic, home, partner)
        dealt_out = len(self._share_out(mark, self.mentioned)) < min(len(self.mentioned), 4)
        dealt_out = dealt_out or self._adjacent(mark) is not None
        partner = self._pointed_partner(mark, topic, (place, partner), previous if linked else None)
        if topic.flow in TWO_SIDED:
            partner = self._trade_partner(mark, topic, home, (place, partner), between is not None)
            if linked and previous and previous[0] == place and partner is None:
                partner = self._compared(mark, topic, previous[1])
        partner = partner or self._two_way(mark, topic, home) or self._by_deal(mark, topic, place)
        partner = ", ".join(p for p in (partner or "").split(", ") if p != place) or None
        if partner is None and place == home:
            partner = self._taken_up(mark, topic, home)
        if topic.flow == "exports" and partner is None and home not in (None, place) and self._bought(topic):
            place, partner = home, place  # "China's purchases", of what the article's own place sells
        if quota:
            place, partner = self.quotas.of(mark, topic, home, self.default, (place, partner))
            charged = self.tariff is not None and self.tariff_at == self.view.paragraph(mark.start)
            charged = charged and mark.record["kind"] != "percent" and partner is None and place in (None, home)
            if charged and self.tariff and self.tariff[1] == home:
                place, partner = self.tariff  # a quota beside the duty that another lays on the article's own goods
            if partner is not None and partner == home:
                self.tariff, self.tariff_home = (place, partner), home
                self.tariff_at = self.view.paragraph(mark.start)
        self._remember(topic, (place, partner), dealt_out)
        self._keep(mark, topic, (place, partner))
        self._follow_flow(topic)
        return place, partner

    def _subject_again(self, mark: Mark, previous: Pair | None) -> Pair | None:
        """The sides to go on with: those of the part, where "they" takes it up over its whole: "Sales to the EU earned
        $12 bn, half of Ukraine's $24 bn. From January they came to $7 bn"."""
        number, part = self.part
        if self._part_told(mark) is not None:
            self.part = mark.sentence, previous
        lead = self.view.lowers[mark.opens : mark.first]
        first = not self.view.within(self.view.quantities, mark.opens, mark.first)
        taken_up = not word_class("pronoun").isdisjoint(lead)
        again = first and mark.sentence == number + 1 and taken_up
        if previous is not None and first and not taken_up and self._after_part(mark):
            previous = previous[0], None  # "China took 74% of the ore. Second-quarter loadings were 51 million tonnes"
        return part if again and part is not None else previous

    def _after_part(self, mark: Mark) -> bool:
        """Whether the number before, in the sentence before, is the part of a whole that somebody has."""
        view = self.view
        last = view.within(view.quantities, view.bounds[max(mark.sentence - 1, 0)][0], mark.opens)[-1:]
        return bool(last) and self._is_part(last[0])

    def _sides_of_its_own(self, mark: Mark, topic: Topic, home: str | None) -> Pair | None:
        """The sides of people counted by nation, of a levy, of trade within a group and of a place that is fronted."""
        if self._at_home(mark):
            return home, None
        if topic.indicator_id == "arrivals" and (people := self._people_counted(mark, home)):
            return self.localized(mark, topic, False) or home, people
        if topic.indicator_id == "stay" and (stay := self._stay_sides(mark)):
            return stay
        if topic.indicator_id == "tariff" and (origin := self._labelled_origin(mark, home)):
            return home, origin
        if self._is_charge(mark, topic):
            return self._levy_sides(mark, topic, home)
        if pact := self._pact_sides(mark, topic, home):
            return pact
        if inner := self._inner(mark, topic):
            return inner
        if topic.flow in TWO_SIDED and (fronted := self._fronted(mark, home)):
            return self.localized(mark, topic, False) or home, fronted
        return None

    def _at_home(self, mark: Mark) -> bool:
        """Whether a sentence without a place opens with "at home": "At home, the government cut the duty to 5%"."""
        view = self.view
        opening = f" {' '.join(view.lowers[mark.opens : mark.opens + 2])} "
        return opening in phrases("at_home") and not view.within(view.places, mark.opens, mark.closes)

    def _levy_sides(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        """Who levies and on whose goods; the part of a country that leads, where it has customs of its own."""
        pair = self._tariff(mark, topic, home)
        if home in members().get(pair[0] or "", ()):
            self.subject = (self.view.paragraph(mark.start), str(pair[0]))
        own = self.leading is not None and pair[0] == home and self._own_customs and not self._national(mark)
        return (self.leading, pair[1]) if own else pair

    def _matched_sides(self, mark: Mark, topic: Topic, home: str | None, previous: Pair | None) -> Pair | None:
        """The article's place and a counterpart that the text names or that holds a share."""
        if side := self._counterpart(mark, topic, home, previous):
            return home, side
        sided = topic.flow in TWO_SIDED or topic.indicator_id in rows_of("sided")
        holder = self._share_holder(mark, home) if sided else None
        return (home, holder) if holder else None

    def _where(self, mark: Mark, topic: Topic, pair: Pair, explicit: bool) -> Pair:
        """The sides with the part of a country that a number is of, or the country that takes people in."""
        place, partner = pair
        local = self.localized(mark, topic, explicit)
        if local is not None:
            place = local
        if topic.indicator_id == "arrivals" and (host := self._host(mark)):
            return host, partner if partner != host else None
        return place, partner

    def _told_partner(self, mark: Mark, topic: Topic, home: str | None, partner: str | None) -> str | None:
        """The partner where goods are told to be sold, "the latter", or whose goods they are; else as read."""
        if topic.near == DEALT:
            return ", ".join(dict.fromkeys(self._code(m, home) for m in dealt_sides(self.view, mark))) or partner
        sold = topic.flow in TWO_SIDED or (topic.indicator_id == "sales" and self.opened in ("exports", "total"))
        partner = (sold and self._sold_where(mark, topic, home)) or partner
        if topic.flow in TWO_SIDED:
            partner = self._latter(mark, home) or self._whose(mark, home) or self._placed(mark, home) or partner
        return partner

    def _pointed_partner(self, mark: Mark, topic: Topic, pair: Pair, previous: Pair | None) -> str | None:
        """The partner that words point to, where none is named: by reference, by a cargo's way, as maker or giver.

        `previous` are the sides of the number before, if it speaks of the same thing.
        """
        place, partner = pair
        if partner is None and place is not None:
            partner = self._referred(mark, topic.flow) or ", ".join(self._bound_for(mark)) or None
        partner = partner or self._made_in(mark, topic) or self._invested_in(mark, place)
        if partner is None and mark.record["kind"] == "count":
            partner = self._counted_between(mark, place)
        if topic.indicator_id in rows_of("received") and topic.near in ("verb", "inherited", "sentence"):
            partner = partner or self._giver(mark, place)
            if previous is not None and topic.near == "sentence" and previous[0] == place:
                partner = partner or previous[1]
        return partner

    def _trade_partner(self, mark: Mark, topic: Topic, home: str | None, pair: Pair, between: bool) -> str | None:
        """The partner of exports, imports and balances: joint ones, else one that lists, ranks or the text go on with.

        `between`: it is told to be trade between two sides, and so they were read.
        """
        place, partner = pair
        if in_turn := self._respectively(mark, home):
            return in_turn
        joint = self._jointly(mark, topic) if not between else None
        partner = joint if joint and (partner is None or partner in joint.split(", ")) else partner
        if partner is None and not (between or self._whole(mark, topic)):
            partner = (
                self._moved_in(mark, home)
                or self._figure_in(mark, topic, home)
                or self._listed_before(mark, home)
                or self._remaining(mark, home)
                or self._ranks(mark, home)
                or self._top_partner(mark, home)
                or self._carried(mark, home, place)
                or self._left_over(mark, topic)
                or self._inherited(mark, topic, home)
            )
        partner = partner or self._across(mark, home) or self._its_share(mark, topic, home)
        return self._without(mark, self._included(mark, partner)) if partner else partner

    def _taken_up(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The partner that the sentence takes up of the one before, with a flow that a verb or the text tells."""
        if topic.flow == "exports" and (taker := taker_before(self.view, mark)):
            return str(taker.record["code"])
        if topic.flow not in ("exports", "imports") or topic.near not in ("verb", "inherited"):
            return None
        again = taken_up(self.view, mark.sentence, topic.flow)
        return str(again.record["code"]) if again and again.record["code"] != home else None

    def _remember(self, topic: Topic, pair: Pair, dealt_out: bool) -> None:
        """Keeps the partner for what else its indicator measures, unless it was dealt out to this number alone."""
        partner = pair[1]
        if self.subject and partner and self.subject[1] == partner:
            self.subject = None
        if topic.mark is not None and partner and not dealt_out and self.told.get(topic.mark.first) == (pair[0], None):
            self.told[topic.mark.first] = pair

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
