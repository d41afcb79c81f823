"""The sides of a quota on goods from abroad: who lets them in, and whose they are.

"Moldova can sell more plums to the EU … The plum quota goes up to 61,000 tonnes": the EU's, for Moldova.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.groups import members

_BACK = 3
"""Paragraphs before a quota within which it is told whose goods get in, at most."""
_NEAR = 4
"""Words between a deal and whom it is with."""
_MAY = 7
"""Words from a seller to what it may do: "will soon be able to sell"."""
_ON = 6
"""Words behind a quota in which it is told whose goods it is on."""
_SIDE = frozenset({"country", "demonym", "capital", "bloc"})
Pair = tuple[str | None, str | None]


class QuotaSides:
    """Reads the sides of one quota after another; those of a paragraph are the same unless it names others."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.last: tuple[int, Pair] | None = None
        """The sentence of the last quota, and its sides."""
        self.known: dict[str, Pair] = {}
        """The sides of quotas by their names."""

    def told_at(self, mark: Mark, topic: Topic) -> bool:
        """Whether a number is of a quota, or of the ceiling that one of its paragraph has: "for cherries the ceiling
        is 3,000 tonnes"."""
        if topic.indicator_id == "threshold" and self.last and mark.record["kind"] == "measure":
            return self._goes_on(mark)
        lead = self.view.lowers[mark.opens : mark.first]
        charged = mark.record["kind"] == "percent" and not word_class("charge_noun").isdisjoint(lead)
        bare = mark.record["kind"] not in ("duration", "money") and not charged
        return bare and topic.indicator_id == "quota" and topic.flow == "imports"

    def of(self, mark: Mark, topic: Topic, home: str | None, default: str | None, pair: Pair) -> Pair:
        """The sides of a quota, with what was read of it so far; `default` is the article's place over its headings."""
        label = str(topic.indicator)
        place, partner = self._going_on(mark, label, home, pair)
        if partner is None and place not in (None, home) and self._on(mark, topic, "") == place:
            place, partner = home, place  # "the sugar quota for Ukraine"
        if entered := self._entered(mark):
            place, partner = entered, partner if partner != entered else None
        if told := self._given(mark):
            place, partner = self._market(mark, told) or (place if place != told else self._other(told, home)), told
        elif asked := self._asked(mark):
            place, partner = asked
        elif opened := self._opener(mark, {home, place}) if place is None or partner is None or place == home else None:
            place, partner = opened
        elif place in (None, home) and (market := self._let_in_by(mark, home)):
            place, partner = market, partner if partner != market else None
        if partner is None and place is not None:
            away = default not in (None, "world", place, *members().get(place, ()))
            partner = self._on(mark, topic, place) or self._seller(mark, place)
            partner = partner or (default if away and self._by_pact(mark) else None)
        self.last = (mark.sentence, (place, partner))
        if " " in label and partner is not None:
            self.known[label] = place, partner
        return place, partner

    def _goes_on(self, mark: Mark) -> bool:
        """Whether a number is of the last quota's sentence, or of the next one in its paragraph."""
        number = self.last[0] if self.last else -2
        same = self.view.paragraph(self.view.sentences[number][0]) == self.view.paragraph(mark.start)
        return same and 0 <= mark.sentence - number <= 1

    def _by_pact(self, mark: Mark) -> bool:
        """Whether a number's paragraph tells before it of a pact."""
        view = self.view
        first = view.bounds[view.opening(mark.start)][0]
        return not word_class("pact_noun").isdisjoint(view.lowers[first : mark.first])

    def _going_on(self, mark: Mark, label: str, home: str | None, pair: Pair) -> Pair:
        """The sides told last in the paragraph, or of a quota of that name, where a number's clause names none."""
        view = self.view
        if self.last is None or not self._goes_on(mark):
            known = None if view.within(view.places, mark.opens, mark.closes) else self.known.get(label)
            return known if known and pair[1] is None else pair
        before = view.within(view.quantities, mark.opens, mark.first)
        named = view.within(view.places, before[-1].last + 1 if before else mark.opens, mark.first)
        return pair if named or (pair[0] not in (None, home) and pair[1]) else self.last[1]

    def _told(self, mark: Mark) -> list[Mark]:
        """The places named before a number, the nearest first, in its paragraph and those before it."""
        view = self.view
        floor = view.paragraph(mark.start) - 2 * _BACK
        marks = (m for m in reversed(view.within(view.places, 0, mark.first)) if m.record["kind"] in _SIDE)
        return [m for m in marks if view.paragraph(m.start) >= floor and m.record["code"] != "world"]

    def _opener(self, mark: Mark, sellers: Collection[str | None]) -> Pair | None:
        """The market to which the place that is spoken of is told that it may sell, or where it gets quotas; and that
        place."""
        view = self.view
        for m in self._told(mark):
            if m.record["code"] in sellers and (self._may_sell(m) or self._gets(m)):
                behind = view.within(view.places, m.last + 1, m.closes)
                into = [o for o in behind if not {"to", "into", "in", "from"}.isdisjoint(view.before(o, 2))]
                return (str(into[0].record["code"]), str(m.record["code"])) if into else None
        return None

    def _given(self, mark: Mark) -> str | None:
        """Who is told to be given a number's quota: "gives Kenya a quota of 9,000 tonnes", "Kenya will get a quota of
        9,000 tonnes and Oman one of 2,000"."""
        view = self.view
        for m in reversed(view.within(view.places, mark.opens, mark.first)):
            if m.record["kind"] not in _SIDE or m.record["code"] == "world":
                continue
            if self._gets(m) or not word_class("gives_quota").isdisjoint(view.before(m, 1)):
                return str(m.record["code"])
            owns = view.text[m.end : m.end + 2] in ("'s", "’s")
            if owns and self._market(mark, str(m.record["code"])) and m.record["kind"] != "bloc":
                return str(m.record["code"])  # "Kenya's duty-free plum quota in Oman"
            if view.lowers[m.last + 1 : mark.first] in (["one", "of"], []) and view.before(m, 1) in (["and"], [","]):
                return str(m.record["code"])  # "and Oman one of 2,000"
        return None

    def _asked(self, mark: Mark) -> Pair | None:
        """Who is asked to change a quota, and by whom: "Kenya has asked Oman to raise its plum quota"."""
        view = self.view
        told = view.within(view.places, mark.opens, mark.first)
        for asker, m in pairwise(told):
            to = view.lowers[m.last + 1 : m.last + 2] == ["to"]
            if to and not (word_class("asks_of") | word_class("calls")).isdisjoint(view.before(m, 3)):
                return str(m.record["code"]), str(asker.record["code"])
        return None

    def _gets(self, m: Mark) -> bool:
        """Whether a place or those who sell there are told to get quotas: "Kenya has secured bigger quotas"."""
        words = self.view.lowers[m.last + 1 : min(m.closes, m.last + 2 + _MAY)]
        got = next((i for i, w in enumerate(words) if w in word_class("gets_quota") - {"has", "have"}), None)
        led = word_class("agent") | word_class("auxiliary") | {"will", "to", "has", "have"}
        return got is not None and led.issuperset(words[:got]) and not word_class("quota_noun").isdisjoint(words[got:])

    def _market(self, mark: Mark, seller: str) -> str | None:
        """The market that a quota is told to be in: "a quota of 9,000 tonnes in India"."""
        view = self.view
        for m in view.within(view.places, mark.opens, mark.closes):
            inside = [w for w in view.before(m, 2) if w != "the"][-1:] in (["in"], ["into"], ["to"])
            if inside and m.record["kind"] in ("country", "bloc") and m.record["code"] not in (seller, "world"):
                return str(m.record["code"])
        return None

    def _other(self, seller: str, home: str | None) -> str | None:
        """The article's own place or the market told last, where it is not the seller itself."""
        last = self.last[1][0] if self.last else None
        return next((code for code in (last, home) if code and code != seller), None)

    def _entered(self, mark: Mark) -> str | None:
        """The market that an amount is told to enter: "the amount of wheat that may enter the EU"."""
        view = self.view
        first = next((m for m in self._told(mark) if m.first >= mark.opens and self._entered_at(m)), None)
        told = first is not None and not view.within(view.quantities, mark.opens, first.first)
        return str(first.record["code"]) if told and first is not None else None

    def _entered_at(self, m: Mark) -> bool:
        before = [w for w in self.view.before(m, 2) if w != "the"]
        return before[-1:] in (["enter"], ["into"], ["entering"])

    def _let_in_by(self, mark: Mark, home: str | None) -> str | None:
        """The market that the goods of the article's own place are told to enter, or whose quota it is under which they
        do: "the amount of Moldovan plums that may enter the EU", "The US raised the quota under which Thai rice
        enters"."""
        view = self.view
        for m in view.within(view.places, mark.opens, mark.first):
            if m.record["code"] != home or not self._goods_enter(m):
                continue
            behind = view.within(view.places, m.last + 1, mark.first)
            told = (*behind, *view.within(view.places, mark.opens, m.first))
            codes = [str(o.record["code"]) for o in told if o.record["kind"] in _SIDE]
            return next((code for code in codes if code not in (home, "world")), None)
        return None

    def _on(self, mark: Mark, topic: Topic, place: str) -> str | None:
        """Whose goods the number's own quota is told to be on: "its quota for Thai rice", "the quota for plums from
        Moldova", "10,000 tonnes of Kenyan honey"."""
        view, named, quotas = self.view, topic.mark, word_class("quota_word")
        ends = [mark.last] if view.after(mark, 1) in (["of"], ["for"]) else []
        if named is not None and mark.opens <= named.first < mark.first:
            ends.insert(0, next((i for i in range(named.first, named.last) if view.lowers[i] in quotas), named.last))
        for end in ends:
            for m in view.within(view.places, end + 1, min(mark.closes, end + 1 + _ON)):
                between = view.lowers[end + 1 : m.first]
                own = m.record["kind"] == "demonym" or between[-1:] == ["from"] or between == ["for"]
                if own and m.record["code"] not in (place, "world") and between[:1] in (["for"], ["of"], ["on"]):
                    return str(m.record["code"])
        return None

    def _seller(self, mark: Mark, place: str) -> str | None:
        """Whose goods get in: who may sell, whose goods may enter, whom the deal or the quotas are for."""
        for m in self._told(mark):
            code = str(m.record["code"])
            if code == place or code in members().get(place, ()):
                continue
            if self._may_sell(m) or self._goods_enter(m) or self._dealt_with(m):
                return code
        return None

    def _may_sell(self, m: Mark) -> bool:
        """Whether a place is told that it may sell: "Moldova can sell more plums", "would let Moldova sell"."""
        words = self.view.after(m, _MAY)
        led = not word_class("lets_party").isdisjoint(self.view.before(m, 2))
        if led and not word_class("may_sell").isdisjoint(words[:2]):
            return True
        may = next((i for i, w in enumerate(words) if w in word_class("may_modal") | word_class("wish")), None)
        return may is not None and not word_class("may_sell").isdisjoint(words[may + 1 :])

    def _goods_enter(self, m: Mark) -> bool:
        """Whether a place's goods are told to come in free: "Thai goods may enter the bloc duty-free"."""
        if m.record["kind"] != "demonym":
            return False
        words = self.view.lowers[max(m.opens, m.first - 3 * _NEAR) : min(m.closes, m.last + 3 * _NEAR)]
        return not word_class("enters_free").isdisjoint(words)

    def _dealt_with(self, m: Mark) -> bool:
        """Whether a deal or quotas are told to be with or for a place: "the agreement with Oman"."""
        before = [w for w in self.view.before(m, _NEAR) if w != "the"]
        dealt = word_class("pact_noun") | word_class("border_gate")
        return before[-1:] in (["with"], ["for"]) and before[-2:-1] != [] and before[-2] in dealt
