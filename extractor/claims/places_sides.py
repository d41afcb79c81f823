"""The two sides of trade that a number's own words name: "exports to", "imports from", "trade with"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from extractor.claims.cues import says, word_class
from extractor.claims.places_seen import SeenSides
from extractor.claims.places_telling import REACH
from extractor.claims.resumed import resumed
from extractor.claims.topic import Topic
from extractor.claims.view import Mark

Pair = tuple[str | None, str | None]
TWO_SIDED = frozenset({"exports", "imports", "total", "balance"})
_FAR = frozenset({"bloc", "region", "country", "demonym", "capital"})
_BESIDE = frozenset(
    {"", "'s", "’s", "(", ":", "–", "-", ",", "at", "with", "on"}
    | {", at", ", with", ", up", ", down", "(up", "(down", "(+", "(-"}
)
"""What may stand between a place and its number in a list or table."""
_OWN_GROUP = frozenset({"of", "in", "along"})
_JOINED_GROUP = _OWN_GROUP | {"to", "with"}
"""Prepositions behind a group that is a place's own, or that has joined it."""


@dataclass
class _Found:
    """The sides read so far."""

    place: str | None = None
    partners: list[str] = field(default_factory=list)
    joined: bool = False
    world: bool = False
    last: Mark | None = None
    """The place last taken for a partner."""


class Sides(SeenSides):
    """Reads place and partner from the words around one number."""

    def _adjacent(self, mark: Mark) -> Mark | None:
        """A place right before a number in a list or table: "Vietnam (up 42 per cent)", "China $11 billion"."""
        view = self.view
        for m in reversed(view.within(view.places, max(0, mark.first - 6), mark.first)):
            if m.record.get("region"):
                return None
            between = view.text[m.end : mark.start].strip(" |\t")
            if between in _BESIDE or word_class("beside_number").issuperset(between.lower().split()):
                return self._overtaker(m) or m
            last = view.within(view.quantities, m.last + 1, mark.first)
            if (
                last
                and view.text[m.end : last[0].start].strip(" |\t") in ("", "(", "(up", "(down")
                and (view.text[last[-1].end : mark.start].strip() == "(" or self._bracketed(m, mark))
            ):
                return m
            break
        return None

    def _bracketed(self, m: Mark, mark: Mark) -> bool:
        """Whether a number stands in the bracket of a place in a list: "the USA (up $157 million to $913 million)",
        "Japan (204,000 tonnes, a fall of 7 per cent)"."""
        between = self.view.text[m.end : mark.start]
        return between.count("(") == 1 and ")" not in between and between.lstrip().startswith("(")

    def _stretch(self, mark: Mark, topic: Topic) -> tuple[int, int]:
        """The words that may name the sides: from the topic (or the segment's start) to the segment's end."""
        view = self.view
        first, stop = self._opens(mark), min(mark.closes, mark.last + REACH)
        segment = view.segment_of[mark.first]
        low = mark.first
        while low > first and view.segment_of[low - 1] == segment:
            low -= 1
        high = mark.last + 1
        while high < stop and view.segment_of[high] == segment:
            high += 1
        if topic.mark is not None and first <= topic.mark.first < low and topic.near in ("left", "segment"):
            low = topic.mark.first
        if topic.near == "pronoun" and topic.mark is None and resumed(view, mark):
            low = first
        return low, high

    def _preposition(self, m: Mark) -> str:
        """The preposition of a place, or of the group that is its own: "to the member states of the EU"."""
        before = self.view.before(m, 9)
        while len(before) > 1 and before[-1] in word_class("before_place"):
            before.pop()
        outer = before[:-1]
        while len(outer) > 1 and outer[-1] in word_class("belonging_to"):
            outer.pop()  # "countries taking part in the Belt and Road Initiative"
        ways = _OWN_GROUP if len(outer) == len(before) - 1 else _JOINED_GROUP
        if len(before) > 2 and before[-1] in ways and outer[-1] in word_class("group_noun"):
            outer.pop()
            while len(outer) > 1 and outer[-1] in word_class("before_place") | word_class("group_noun"):
                outer.pop()
            return outer[-1] if outer and outer[-1] in word_class("partner_preposition") else before[-1]
        return before[-1] if before else ""

    def _sides(self, mark: Mark, topic: Topic, home: str | None, whole: bool) -> Pair:
        """`whole`: the number is told to be the total, and so has no side that another clause names."""
        view = self.view
        low, high = self._stretch(mark, topic)
        found = _Found()
        opening = str(topic.mark.record["text"]).lower().split()[:1] if topic.mark else []
        found.world = opening in (["world"], ["global"], ["worldwide"])
        teller = self._teller(mark)
        aside = resumed(view, mark) or (0, 0)
        told_before = topic.near == "pronoun" or (topic.mark is not None and topic.mark.first < aside[0])
        aside = aside if told_before else (0, 0)
        teller = None if teller is not None and self._owner_told(teller, mark, topic) else teller
        found.place = self._code(teller, home) if teller else None
        for m in view.within(view.places, low, high):
            if m is teller or aside[0] <= m.first < aside[1]:
                continue
            if m.record["code"] == "world":
                found.world = found.world or self._worldwide(m, topic)
                continue
            behind = m.start > mark.start
            if not behind and self._by_the_way(m, mark):
                continue
            listed = behind and found.joined and self._listed_behind(found.last, m)
            if behind and not listed and (self._others_between(mark, m) or self._next_one(m)):
                continue
            owned = behind and m.first == mark.last + 2 and m.record["kind"] == "country" and self._possessive(m)
            if owned and view.before(m, 1) == ["of"]:
                found.place = self._code(m, home)  # "80% of Mexico's exports, and 76% of Canada's"
                continue
            if not behind and topic.indicator_id == "arrivals" and self._visits(m):
                found.partners.append(self._code(m, home))
                continue
            if not behind and not m.record.get("region") and self._owns(m, mark, topic):
                found.place = self._code(m, home)
                self._own(mark, found.place)
                continue
            self._weigh(found, m, mark, topic, home, low)
        if found.world and not found.partners and not found.place:
            return "world", None
        found.place = found.place or self._its(mark, topic)
        if not found.partners and not found.place and not whole:
            found.partners = self._opening(mark, low, home)
        if not found.partners and topic.flow in TWO_SIDED:
            words = " " + " ".join(w.lower for w in view.words[low:high]) + " "
            if says(words.replace(" among others ", " "), "rest"):
                found.partners.append("rest of the world")
        partners = [p for p in dict.fromkeys(found.partners) if p != (found.place or home)]
        return found.place, ", ".join(self._share_out(mark, partners)) or None

    def _owner_told(self, teller: Mark, mark: Mark, topic: Topic) -> bool:
        """Whether the words behind an office name whose the figures are: "Indian data show Bangladesh's exports to
        India"."""
        behind = self.view.within(self.view.places, teller.last + 1, mark.first)
        head = topic.mark.first if topic.mark is not None else -1
        return any(self._possessive(m) or (m.record["kind"] == "demonym" and m.last == head - 1) for m in behind)

    def _weigh(self, found: _Found, m: Mark, mark: Mark, topic: Topic, home: str | None, low: int) -> None:
        """Takes one place for this side, for the other, or for none."""
        view = self.view
        code, kind = self._code(m, home), m.record["kind"]
        word = self._preposition(m)
        inside = topic.mark is not None and topic.mark.start <= m.start and m.end <= topic.mark.end + 2
        if self._neither(m, mark, word):
            return
        joined = found.joined and code != home and self._joined_to(found.last, m)
        if joined and (word in ("and", "or") or self._listed_behind(found.last, m)):
            found.partners.append(code)
            found.last = m
            return
        found.joined = False
        if code != home and self._opens_in(m, word):
            found.place = code
        elif code == home:
            self._weigh_home(found, m, word, topic, code)
        elif inside and topic.mark is not None and m.start < topic.mark.record["head"]:
            if topic.indicator_id in ("arrivals", "share") or self._hyphened(m) or self._bound(m):
                found.partners.append(code)
            else:
                found.place = code
        elif code != home and self._flow_of(m, topic):
            found.place = code
        elif (word == "of" and "share" in view.before(m, 4)) or self._bound_there(m, word, mark):
            found.partners.append(code)
        elif (
            self._had_by(m, word, topic, home)
            or self._received_by(word, topic, home)
            or self._imported_to(m, topic)
        ):
            found.place = code
        elif topic.flow == "exports" and self._sold_it(m, word):
            found.partners.append(code)
        elif word in word_class("partner_preposition"):
            if not self._mainly(m):
                self._renew(found, m, mark)
                found.partners.append(code)
                found.joined, found.last = True, m
        elif m.start < mark.start and (self._part_owner(m) or self._buys(m, topic) or self._buyer_in(m, topic)):
            self._renew(found, m, mark)
            if self._buys(m, topic) and view.within(view.quantities, low, m.first):
                found.partners = []
            found.partners.append(code)
            found.last = m
        elif inside and (kind == "demonym" or (word == "of" and self._made_by(m, topic))):
            found.partners.append(code)
        elif m.start < mark.start and (home == "world" or self._priced_by(m, mark)):
            found.place = f"{found.place}, {code}" if word == "and" and found.place else code
        elif m.start < mark.start and kind in _FAR and word not in word_class("local") and m.first - low <= 3:
            found.partners.append(code)
            found.joined, found.last = True, m

    def _neither(self, m: Mark, mark: Mark, word: str) -> bool:
        """Whether a place is no side of the number: it does something itself, buys, or is what a market was lost to."""
        view = self.view
        if self.set_aside(m) or (m.start < mark.start and self._overtaker(m)):
            return True
        k = m.last + 1 + (view.after(m, 1) in (["alone"], ["itself"]))
        behind = word == "with" and m.start > mark.start and k < len(view.words)
        if behind and view.tags.get(view.words[k].start, "") == "VBG":
            return True
        return (word == "with" and self._named_buyer(m)) or (word == "to" and self._lost_to(m))

    def _weigh_home(self, found: _Found, m: Mark, word: str, topic: Topic, home: str) -> None:
        """Takes the article's own place for the other side where another one's figures are told, else for this side."""
        came = word == "from" and topic.flow == "imports"
        if found.place not in (None, home) and (came or word in ("with", "to")):
            found.partners.append(home)
        elif not m.record.get("region"):
            found.place = found.place or home

    def _renew(self, found: _Found, m: Mark, mark: Mark) -> None:
        """Drops partners that had figures of their own: "to the EU $157 million to $620 million, and to Japan …"."""
        own = found.last is not None and self.view.within(self.view.quantities, mark.opens, found.last.first)
        across = found.last is not None and found.last.start < mark.start < m.start
        if m.start > mark.start and (m.first - mark.last <= 3 or (own and across)):
            found.partners = []
        told = found.last is not None and m.start < mark.start
        if told and found.last is not None and self.view.within(self.view.quantities, found.last.last, m.first):
            found.partners = []

    def _bound_for(self, mark: Mark) -> list[str]:
        """The places that a part of a flow goes to: "1.35 million tonnes was bound for Burkina Faso and Mali"."""
        view = self.view
        stop = mark.closes
        found: list[str] = []
        last = 0
        for m in view.within(view.places, mark.last + 1, stop):
            joined = bool(found) and view.text[last : m.start].strip() in (",", "and", ", and")
            two = " " + " ".join(view.before(m, 4)) + " "
            apart = [q for q in view.within(view.quantities, mark.last + 1, m.first) if not self._aside(q)]
            apart = [q for q in apart if view.before(q, 1) != ["worth"]]
            group = m.record["kind"] == "bloc" and self._preposition(m) == "to" and "went" in view.before(m, 7)
            if joined or (not found and not apart and (group or says(two, "bound_for"))):
                found.append(str(m.record["code"]))
                last = m.end
            elif found or apart:
                break
        return found

    def _code(self, m: Mark, home: str | None) -> str:
        """The code of a place; "European" is the EU's where the article is."""
        return "EU" if home == "EU" and m.record["text"] == "European" else str(m.record["code"])

    def _share_out(self, mark: Mark, partners: list[str]) -> list[str]:
        """The partner of one number among as many as are told one by one: "Japan and Brazil followed with 3 and 2"."""
        view = self.view
        number = bisect_left(view.quantities, mark.start, key=lambda q: q.start)
        low = high = number
        count = len(partners)
        while low > 0 and high - low < count and self._joins(low - 1):
            low -= 1
        while high + 1 < len(view.quantities) and high - low < count and self._joins(high):
            high += 1
        if count > 1 and high - low + 1 == count:
            return [partners[number - low]]
        return partners[:4]

    def _joins(self, number: int) -> bool:
        """Whether nothing but a comma or "and" stands between a number and the next."""
        a, b = self.view.quantities[number : number + 2]
        between = self.view.text[a.end : b.start].strip()
        return between in (",", "and", ", and") and a.record["kind"] in (b.record["kind"], "money")

    def _opening(self, mark: Mark, low: int, home: str | None) -> list[str]:
        """The other side that opens the sentence: "With China alone, …", "China still took most of it: …"."""
        view = self.view
        first = self._opens(mark)
        for m in view.within(view.places, first, min(low, first + 3)):
            if m.record["code"] in (home, "world") or m.record["kind"] not in _FAR:
                continue
            word = self._preposition(m)
            if m.first == first or word in word_class("partner_preposition"):
                return [m.record["code"]]
        for m in view.within(view.places, first, low):
            took = view.after(m, 1)
            if took and took[0] in word_class("buyer_verb") and m.record["code"] != home:
                return [m.record["code"]] if ":" in view.text[m.end : mark.start] else []
        return []

    def _fronted(self, mark: Mark, home: str | None) -> str | None:
        """The other side that opens a clause about the flow told before, or a sentence about its own trade: "; to the
        United States, they fell 2.7%", "From Egypt, Sudan imported"."""
        view = self.view
        clause = next((i for i in range(mark.first - 1, mark.opens, -1) if ";" in view.words[i].gap), mark.opens)
        if view.lowers[clause] not in word_class("partner_preposition"):
            return None
        m = next(iter(view.within(view.places, clause + 1, clause + 4)), None)
        if m is None or m.record["code"] in (home, "world") or "," not in view.words[m.last + 1].gap:
            return None
        told = view.within(view.places, m.last + 1, mark.first)
        again = not told and clause > mark.opens and word_class("pronoun") & set(view.after(m, 3))
        own = len(told) == 1 and told[0].first - m.last <= 2 and view.lowers[clause] in ("to", "from")
        return str(m.record["code"]) if again or (own and told[0].record["code"] == home) else None

    def _hyphened(self, m: Mark) -> bool:
        """Whether a place stands in a pair such as "China-EU"."""
        return (
            self.view.text[m.start - 1 : m.start] in ("-", "–")
            and self.view.text[max(0, m.start - 2) : m.start - 1].isalpha()
            and self._pair_before(m)
        )

    def _pair_before(self, m: Mark) -> bool:
        return any(o.end == m.start - 1 for o in self.view.within(self.view.places, max(0, m.first - 6), m.first + 1))
