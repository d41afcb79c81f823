"""Sides that the text takes up from what it said before: "from there", "the two countries", "leaving a deficit"."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.places_pointed import PointedSides
from extractor.claims.places_sides import TWO_SIDED, Pair
from extractor.claims.restated import traders
from extractor.claims.sources import quotation_at
from extractor.claims.tense import governing
from extractor.claims.topic import Topic
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark, View
from extractor.groups import members

_LARGER = Decimal("1.2")
"""How many times as large as a whole what is no part of it is."""
_NAMED = frozenset({"left", "product", "noun", "verb"})
"""Ways of finding a topic by words of its own."""
_GOES_ON = frozenset({"inherited", "product", "pronoun", "verb", "noun", "part", "left"})
"""Ways of finding a topic that go on with the trade told before, or with a part of it."""
_TWO_WAYS = frozenset({"two-way", "bilateral"})
_SIDE = frozenset({"country", "demonym", "capital", "bloc"})
_TURN = 6
"""Words before a number in which its way is told to be the other one."""
_BETWEEN = 13
"""Words behind "between" within which both sides are named."""


@lru_cache(maxsize=1)
def _counted() -> dict[str, int]:
    """Number words from two to nine."""
    units = [row for row in lookups.table("numerals") if row["class"] == "unit" and int(row["value"]) > 1]
    return {form: int(row["value"]) for row in units for form in lookups.cells(row, "forms")}


class Referred(PointedSides):
    """Remembers which sides were named and traded, and takes them up."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.partnered_most: dict[tuple[int, str], Decimal] = {}
        """The largest amount with another side in a paragraph, by its unit."""
        self.listed: tuple[int, str | None, list[str]] = (-1, None, [])
        """The paragraph and flow of the last figures of trade, and the other sides of all of them."""
        self.traded: tuple[int, str | None, str | None] = (-1, None, None)
        """The paragraph, flow and other side of the last figures of trade; no side where they had several."""
        self.two_way: tuple[int, str | None] = (-1, None)
        """The paragraph that opens with trade both ways, and its other side."""
        self.lead: tuple[str | None, str | None] = (None, None)
        """The flow and other side of the article's first figure of trade, where its headline names that side."""

    def _keep(self, mark: Mark, topic: Topic, pair: Pair) -> None:
        """Remembers the sides of a figure of trade."""
        number = mark.sentence
        if topic.flow not in TWO_SIDED:
            return
        paragraph = self.view.paragraph(mark.start)
        if self.traded[0] < 0 and pair[1] and self.view.zone(mark.start) != "headline":
            named = {str(m.record["code"]) for m in self.view.places if self.view.zone(m.start) == "headline"}
            self.lead = (topic.flow, pair[1]) if pair[1] in named else self.lead
        part = self._is_part(mark)
        if self.view.zone(mark.start) != "headline":
            one = not part and (self.traded[0] != paragraph or self.traded[2] == pair[1])
            self.traded = (paragraph, topic.flow, pair[1] if one else None)
            if self.two_way[0] != paragraph:
                self.two_way = (paragraph if topic.flow == "total" and pair[1] else -1, pair[1])
            elif pair[1] not in (None, self.two_way[1]):
                self.two_way = (-1, None)
        if (paragraph, topic.flow) != self.listed[:2]:
            self.listed = (paragraph, topic.flow, [])
        if pair[1]:
            self.traded_with = (number, pair[1])
            if mark.record["kind"] == "money" and mark.record.get("value") is not None:
                key = (paragraph, mark.record["unit"])
                told = self.partnered_most.get(key, Decimal(0))
                self.partnered_most[key] = max(told, Decimal(str(mark.record["value"])))
            self.listed[2].extend(p for p in pair[1].split(", ") if p not in self.listed[2])
        self.row = (number, [*(self.row[1] if self.row[0] == number else []), pair])

    def _joint(self, mark: Mark) -> bool:
        """Whether a sentence speaks of all those told before it: "Together, the three …"."""
        view = self.view
        first = mark.opens
        for words in (view.lowers[first : first + 4], view.before(mark, 7)):
            told = set(words)
            if told & word_class("together") and told & word_class("those_told"):
                return True
        return says(" " + " ".join(view.before(mark, 5)) + " ", "between_them") or (
            mark.first > first + 2 and self._all_told(first)
        )

    def _all_told(self, first: int) -> bool:
        """Whether a sentence opens with as many sides as the paragraph gave figures of: "The three took 48 percent"."""
        opening = self.view.lowers[first : first + 2]
        size = _counted().get(opening[-1]) if opening[:1] in (["the"], ["these"], ["those"]) else None
        nouns = word_class("market_noun") | word_class("group_noun") | word_class("supplier_noun")
        named = self.view.lowers[first + 2] in nouns or self.view.lowers[first + 2] in word_class("took_verb")
        return size == len(self.listed[2]) and named

    def _joint_owners(self, mark: Mark) -> str | None:
        """All whose figures a paragraph gave, where they are told of together."""
        told = self.owners[1] if self.owners[0] == self.view.paragraph(mark.start) else []
        return ", ".join(told) if len(told) > 1 and self._joint(mark) else None

    def _with_all(self, mark: Mark, topic: Topic) -> bool:
        """Whether a flow is told as that with all partners, or a sentence opens with a side that trades itself: "Total
        imports were", "exports worldwide", "Chile exported"."""
        view, named = self.view, topic.mark
        near = view.lowers[max(mark.opens, named.first - 1) : named.last + 2] if named is not None else []
        first = view.within(view.places, mark.opens, mark.opens + 1)
        verb = first[0].last + 1 if first and not view.text[first[0].end :].startswith(("'", "’")) else mark.opens
        trades = verb > mark.opens and view.tags.get(view.words[verb].start, "")[:2] == "VB"
        trades = trades and view.lowers[verb] in word_class("sold_verb") | word_class("bought_verb")
        trades = trades and self.two_way[0] != view.paragraph(mark.start)  # "Trade of Chile and Peru … Chile exported"
        elsewhere = not word_class("other_partners").isdisjoint(view.lowers[mark.opens : mark.first])
        return trades or elsewhere or not word_class("of_all_partners").isdisjoint(near)

    def _larger(self, mark: Mark, topic: Topic) -> bool:
        """Whether an amount with a name of its own is so much larger than the one with the other side that the
        paragraph told that it is no part of that."""
        value, unit = mark.record.get("value"), mark.record["unit"]
        told = self.partnered_most.get((self.view.paragraph(mark.start), unit))
        if mark.record["kind"] != "money" or told is None or value is None or topic.near not in _NAMED:
            return False
        return Decimal(str(value)) > _LARGER * told

    def _inherited(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The other side of a figure whose own words name neither flow nor side: the paragraph's, else the article's:
        "services sales to India jumped 18% … A year ago the figure was £1.05bn"."""
        view = self.view
        first, stop = mark.opens, mark.closes
        two_way = self.two_way[0] == view.paragraph(mark.start)
        divided = topic.near == "right" and two_way and self.row[0] == mark.sentence
        both = {home, self.two_way[1]} if two_way else {home}
        others = [m for m in view.within(view.places, first, stop) if m.record["code"] not in both]
        if not (divided or topic.near in _GOES_ON) or others or topic.flow not in TWO_SIDED:
            return None
        both_ways = two_way and self._sold_and_bought(mark)
        alone = not both_ways and (self._with_all(mark, topic) or self._larger(mark, topic))
        if topic.indicator_id not in LEVIES and alone:
            return None
        held = quotation_at(view, mark)
        if (held is not None and held[1]["direct"]) or governing(view, mark)[0] == "modal":
            return None
        if announced := self._announced_trade(mark, topic.flow, home):
            return announced
        paragraph, flow, partner = self.traded
        local = any(m.record.get("region") for m in view.within(view.places, first, stop))
        if self.two_way[0] == view.paragraph(mark.start) and topic.flow != "total" and not local:
            return self.two_way[1]
        if paragraph == view.paragraph(mark.start):
            turned = says(" " + " ".join(view.before(mark, _TURN)) + " ", "turned_about")
            return partner if flow == topic.flow or turned else None
        return self.lead[1] if self.lead[0] == topic.flow and topic.near == "inherited" else None

    def _listed_before(self, mark: Mark, home: str | None) -> str | None:
        """The places that "imports from the three countries" takes up: as many as the last list of them had."""
        view = self.view
        first = mark.opens
        for i in range(max(first, mark.first - 12), mark.first - 2):
            both = view.lowers[i + 1] == "both" and view.lowers[i + 2] in word_class("origin_noun")
            size = 2 if both else _counted().get(view.words[i + 2].lower)
            phrase = view.words[i].lower in word_class("partner_preposition")
            phrase = phrase and (both or view.words[i + 1].lower == "the")
            if phrase and size:
                for number in range(mark.sentence - 1, -1, -1):
                    codes = [str(m.record["code"]) for m in view.within(view.places, *view.bounds[number])]
                    found = [c for c in dict.fromkeys(codes) if c not in (home, "world")]
                    if len(found) == size:
                        return ", ".join(found)
                blocs = {str(m.record["code"]) for m in view.within(view.places, 0, first)} - {home}
                own = [code for code in blocs if len(members().get(code, ())) == size]
                return own[0] if len(own) == 1 else None
        return None

    def _is_part(self, mark: Mark) -> bool:
        """Whether a number is the part of a whole that somebody took: "Chinese smelters received 74% of the ore"."""
        if mark.record["kind"] not in ("percent", "fraction") or self.view.after(mark, 1) != ["of"]:
            return False
        return not word_class("buyer_took").isdisjoint(self.view.before(mark, 3))

    def _jointly(self, mark: Mark, topic: Topic) -> str | None:
        """All other sides that a paragraph gave figures of: "Together they took $138 billion"."""
        view = self.view
        joint = self._joint(mark)
        same = self.listed[:2] == (view.paragraph(mark.start), topic.flow) and len(self.listed[2]) > 1
        return ", ".join(self.listed[2]) if joint and same else None

    def _left_over(self, mark: Mark, topic: Topic) -> str | None:
        """The other side of a balance that the flows before it in the sentence leave: "exports to China … and
        imports …, leaving a deficit of $5 bn"."""
        view = self.view
        number, told = self.row
        sentence = mark.sentence
        if topic.flow != "balance" or number < sentence - 1 or view.paragraph(mark.start) != self.listed[0]:
            return None
        partners = {pair[1] for pair in told}
        if len(partners) != 1:
            return None
        words = " " + " ".join(view.before(mark, 7)) + " "
        if number == sentence and says(words, "leaving"):
            return next(iter(partners))
        named, first = topic.mark, view.bounds[sentence][0]
        both = named is not None and not _TWO_WAYS.isdisjoint(named.record["text"].lower().split())
        bare = named is not None and named.first > 0 and (both or len(named.record["text"].split()) == 1)
        if not bare or named is None or view.within(view.places, named.last + 1, mark.first + 8):
            return None
        opens = named.first - 1 == first or "," in view.words[named.first - 1].gap or number == sentence
        the = view.lowers[named.first - 1] in ("the", "this", "that")
        the = the or (number == sentence and view.lowers[named.first - 1] in ("a", "an"))
        return next(iter(partners)) if opens and the and len(told) > 1 else None

    def _restated(self, mark: Mark) -> bool:
        """Whether a number only says the one before it otherwise or its growth: "R20.9 bn, or 11.3%", "$3.9
        bn (15.4%)", "55,218, up 2.21%"."""
        view = self.view
        last = view.within(view.quantities, max(0, mark.first - 4), mark.first)[-1:]
        if not last or last[0].sentence != mark.sentence:
            return False
        if view.text[last[0].end : mark.start].strip() in ("(", ", up", ", down"):
            return True
        words = [w.lower for w in view.words[last[0].last + 1 : mark.first]]
        return words[:1] == ["or"] and set(words[1:]) <= word_class("light")

    def _between(self, mark: Mark, topic: Topic, home: str | None) -> tuple[Pair, bool] | None:
        """The two sides of trade that is told to be between them, and that both are told."""
        view = self.view
        if topic.flow not in TWO_SIDED:
            return None
        if topic.flow == "total" and (both := traders(view, mark)):
            first, other = (str(m.record["code"]) for m in both)
            return (first, other) if other != home else (other, first), True
        high = self._stretch(mark, topic)[1]
        at = topic.mark.last if topic.mark else mark.last
        for i in range(at + 1, min(at + 5, high)):
            word = view.words[i].lower
            they = view.lowers[i + 2 : i + 3]
            if word not in word_class("between") or view.covered[i] or (they and they[0] in word_class("those_told")):
                continue
            named = view.within(view.places, i + 1, min(high, i + _BETWEEN))
            codes = [str(m.record["code"]) for m in named if not m.record.get("region")]
            codes = [c for c in dict.fromkeys(codes) if c != "world"][:2]
            phrase = " ".join(w.lower for w in view.words[i + 1 : i + 5])
            if word == "among" and len(codes) == 1:
                return (codes[0], None), True
            if len(codes) < 2 and says(f" {phrase} ", "both_sides"):
                codes = self._last_two(i, home)
            if len(codes) == 2:
                local = any(m.record.get("region") for m in named[:2])  # "between Gansu Province and countries in …"
                return (codes[0], codes[1]) if codes[1] != home else (codes[1], codes[0]), not local
        return None

    def _last_two(self, before: int, home: str | None) -> list[str]:
        """The last two countries or blocs named before a word, in the text's order; the article's own is one."""
        found: list[str] = []
        for m in reversed(self.view.within(self.view.places, 0, before)):
            code = str(m.record["code"])
            if m.record["kind"] in _SIDE and code not in (*found, "world"):
                found.append(code)
            if len(found) == 2:
                break
        return found[::-1]

    def _two_way(self, mark: Mark, topic: Topic, home: str | None) -> str | None:
        """The other side of trade told to go two ways: "China and ASEAN have agreed. Two-way trade stood at"."""
        view, named = self.view, topic.mark
        if named is None or topic.flow != "total":
            return None
        behind = says(f" {' '.join(view.after(named, 4))} ", "two_ways")
        if not behind and not set(named.record["text"].lower().split()) & _TWO_WAYS:
            return None
        first = mark.opens
        if any(m.record["code"] != home for m in view.within(view.places, first, mark.first)):
            return None
        sides = self._last_two(first, home)
        return next((code for code in sides if code != home), None) if home in sides else None

    def _carried(self, mark: Mark, home: str | None, place: str | None) -> str | None:
        """The other side of trade told before: "goods worth $2 bn went to its neighbour. It bought $1 bn worth"."""
        view = self.view
        number = mark.sentence
        first, stop = view.bounds[number]
        words = [w.lower for w in view.words[first:stop]]
        if not set(words).isdisjoint(word_class("neighbour")):
            known = [*self.mentioned, self._other_side(home), home]
            return next((code for code in known if code not in (None, place)), None)
        told, partner = self.traded_with
        if side := self._behind_colon(mark, home):
            return side
        if self._clause_pronoun(mark):
            sides = [m for m in view.within(view.places, first, mark.first) if self._preposition(m) in ("to", "from")]
            if sides and sides[-1].record["code"] != home:
                return str(sides[-1].record["code"])
        near = told in (number, number - 1) and view.paragraph(view.sentences[told][0]) == view.paragraph(mark.start)
        named = [m for m in view.within(view.places, first, stop) if m.record["code"] != home]
        takes_up = says(" " + " ".join(words[:3]) + " ", "takes_up")
        return partner if near and takes_up and not named else None
