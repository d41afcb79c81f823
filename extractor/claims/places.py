"""Place and partner of each number.

The place is the reporting side, the partner the other one: "exports to", "imports from", "trade with", a place
in the subject or right before a number in a list. What a sentence does not say comes from the number before it
that speaks of the same thing, else from the article.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from extractor import lookups
from extractor.claims.cues import says, word_class
from extractor.claims.places_home import HomePlace
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import Mark, View

Pair = tuple[str | None, str | None]
_TWO_SIDED = frozenset({"exports", "imports", "total", "balance"})
_FAR = frozenset({"bloc", "region", "country", "demonym", "capital"})


@lru_cache(maxsize=1)
def members() -> dict[str, frozenset[str]]:
    """Bloc → the codes of its members."""
    found = {row["code"]: frozenset(lookups.cells(row, "members")) for row in lookups.table("regions")}
    found["euro area"] = found["EU"]
    return found


class Places(HomePlace):
    """The article's default place, and place and partner for one quantity at a time."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.told: dict[int, Pair] = {}
        """Topic mark (by its first word) → what was read for it."""
        self.tariff: Pair | None = None
        self.subject: tuple[int, str] | None = None
        """The paragraph and place of the last figures that the text told of a place by name."""

    # one quantity -----------------------------------------------------------------------------------------

    def resolve(self, mark: Mark, topic: Topic, previous: Pair | None, linked: bool) -> Pair:
        """(place, partner) of a quantity. `linked`: it speaks of the same thing as the one before it."""
        if topic.near == "paren" and previous:
            return previous
        home = self._home(mark)
        if topic.indicator_id in ("tariff", "export_tax"):
            return self._tariff(mark, topic, home)
        near = self._adjacent(mark)
        sided = topic.flow in _TWO_SIDED or topic.indicator_id in rows_of("sided")
        if near is not None and sided and near != home:
            pair: Pair = (
                (near, None) if near in members().get(home or "", ()) and topic.flow == "balance" else (home, near)
            )
            self._tell(topic, pair)
            return pair
        if not sided:
            return self._other(mark, topic, home)
        place, partner = self._sides(mark, topic, home)
        if place is None and partner is None:
            if (
                topic.mark is not None
                and topic.mark.first in self.told
                and self.view.sentence(topic.mark.start) == self.view.sentence(mark.start)
            ):
                return self.told[topic.mark.first]
            if linked and previous and not self._whole(topic):
                return previous
        paragraph = self.view.paragraph(mark.start)
        if place is not None:
            self.subject = (paragraph, place)
        elif self.subject and self.subject[0] == paragraph and self.subject[1] != partner:
            place = self.subject[1]
        pair = (place or home, partner)
        self._tell(topic, pair)
        return pair

    def _whole(self, topic: Topic) -> bool:
        """Whether a topic is told to be the total: "the deficit with Mexico was $14 bn, the total deficit $80 bn"."""
        mark = topic.mark
        words = [w.lower for w in self.view.words[mark.first - 1 : mark.last]] if mark and mark.first else []
        return any(w in word_class("total_scope") for w in words)

    def _tell(self, topic: Topic, pair: Pair) -> None:
        if topic.mark is not None:
            self.told.setdefault(topic.mark.first, pair)

    def _adjacent(self, mark: Mark) -> str | None:
        """A place right before a number in a list or table: "Vietnam (up 42 per cent)", "China $11 billion"."""
        view = self.view
        for m in reversed(view.within(view.places, max(0, mark.first - 4), mark.first)):
            between = view.text[m.end : mark.start].strip(" |\t")
            if between in (
                "",
                "(",
                ":",
                "–",
                "-",
                "at",
                ", at",
                ",",
                "(up",
                "(down",
                "(+",
                "(-",
                "with",
                "(",
            ):
                return str(m.record["code"])
            last = view.within(view.quantities, m.last + 1, mark.first)
            if (
                last
                and view.text[m.end : last[0].start].strip(" |\t") in ("", "(")
                and view.text[last[-1].end : mark.start].strip() == "("
            ):
                return str(m.record["code"])
            break
        return None

    def _stretch(self, mark: Mark, topic: Topic) -> tuple[int, int]:
        """The words that may name the sides: from the topic (or the segment's start) to the segment's end."""
        view = self.view
        first, stop = view.bounds[view.sentence(mark.start)]
        segment = view.segment_of[mark.first]
        low = mark.first
        while low > first and view.segment_of[low - 1] == segment:
            low -= 1
        high = mark.last + 1
        while high < stop and view.segment_of[high] == segment:
            high += 1
        if topic.mark is not None and first <= topic.mark.first < low and topic.near in ("left", "segment"):
            low = topic.mark.first
        return low, high

    def _preposition(self, m: Mark) -> str:
        before = self.view.before(m, 3)
        while before and (
            before[-1] in ("the", "its", "and", "or", "of")
            and len(before) > 1
            and (before[-1] not in ("and", "or", "of"))
        ):
            before.pop()
        return before[-1] if before else ""

    def _sides(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        view = self.view
        low, high = self._stretch(mark, topic)
        place: str | None = None
        partners: list[str] = []
        opening = str(topic.mark.record["text"]).lower().split()[:1] if topic.mark else []
        joined, world = False, opening in (["world"], ["global"], ["worldwide"])
        for m in view.within(view.places, low, high):
            code, kind = m.record["code"], m.record["kind"]
            if code == "world":
                world = world or self._worldwide(m, topic)
                continue
            word = self._preposition(m)
            behind = m.start > mark.start
            inside = topic.mark is not None and topic.mark.start <= m.start and m.end <= topic.mark.end + 2
            if behind and (view.within(view.quantities, mark.last + 1, m.first) or self._next_one(m)):
                continue
            if not behind and self._reporting(m):
                place = code
                continue
            if word in ("and", "or") and joined and code != home:
                partners.append(code)
                continue
            joined = False
            if code == home:
                place = place or code
            elif inside and topic.mark is not None and m.start < topic.mark.record["head"]:
                if topic.indicator_id in ("arrivals", "share") or self._hyphened(m):
                    partners.append(code)
                else:
                    place = code
            elif word == "of" and "share" in view.before(m, 4):
                partners.append(code)
            elif word == "from" and topic.flow == "exports" and home is None:
                place = code
            elif word in word_class("partner_preposition"):
                partners.append(code)
                joined = True
            elif inside and kind == "demonym":
                partners.append(code)
            elif not behind and kind in _FAR and word not in word_class("local") and m.first - low <= 3:
                partners.append(code)
                joined = True
        if world and not partners and not place:
            return "world", None
        if not partners and not place:
            partners = self._opening(mark, low, home)
        if not partners and topic.flow in _TWO_SIDED:
            words = " " + " ".join(w.lower for w in view.words[low:high]) + " "
            if says(words, "rest"):
                partners.append("rest of the world")
        partners = [p for p in dict.fromkeys(partners) if p != (place or home)]
        return place, ", ".join(partners[:4]) or None

    def _worldwide(self, m: Mark, topic: Topic) -> bool:
        """Whether figures are told of the world: "world merchandise trade would fall 0.2 percent"."""
        joined = topic.mark is not None and topic.mark.first - 1 <= m.last <= topic.mark.last
        return joined and "of" not in self.view.before(m, 2) and not self._possessive_before(m)

    def _possessive_before(self, m: Mark) -> bool:
        return any(o.last == m.first - 1 and self._possessive(o) for o in self.view.places)

    def _next_one(self, m: Mark) -> bool:
        """Whether a place is told of the number right behind it: "fell 4.9 percent and to Japan 9.6 percent"."""
        return bool(self.view.within(self.view.quantities, m.last + 1, m.last + 2))

    def _reporting(self, m: Mark) -> bool:
        """Whether a place is the one that has the figures: "The euro area recorded a surplus"."""
        first = self.view.bounds[self.view.sentence(m.start)][0]
        words = self.view.after(m, 1)
        return m.first - first <= 2 and bool(words) and words[0] in word_class("reporting_verb")

    def _opening(self, mark: Mark, low: int, home: str | None) -> list[str]:
        """The other side that opens the sentence: "With China alone, …", "China still took most of it: …"."""
        view = self.view
        first = view.bounds[view.sentence(mark.start)][0]
        for m in view.within(view.places, first, min(low, first + 3)):
            if m.record["code"] in (home, "world") or m.record["kind"] not in _FAR:
                continue
            word = self._preposition(m)
            if m.first == first or word in word_class("partner_preposition"):
                return [m.record["code"]]
        return []

    def _hyphened(self, m: Mark) -> bool:
        """Whether a place stands in a pair such as "China-EU"."""
        return (
            self.view.text[m.start - 1 : m.start] in ("-", "–")
            and self.view.text[max(0, m.start - 2) : m.start - 1].isalpha()
            and self._pair_before(m)
        )

    def _pair_before(self, m: Mark) -> bool:
        return any(o.end == m.start - 1 for o in self.view.places)

    def _tariff(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        """The imposing side and the side that pays."""
        view = self.view
        if mark.record["kind"] == "duration" and self.tariff:
            return self.tariff
        first, _ = view.bounds[view.sentence(mark.start)]
        low, high = self._stretch(mark, topic)
        place: str | None = None
        partners: list[str] = []
        last = 0
        for m in view.within(view.places, low, high):
            code = m.record["code"]
            word = self._preposition(m)
            behind = m.start > mark.start
            if word in ("and", "or") and partners and view.text[last : m.start].strip() in ("and", "or", ", and"):
                partners.append(code)
                last = m.end
                continue
            last = m.end
            if word in ("to", "into", "at") and code != home and place in (None, home) and m.first > low:
                if place is not None:
                    partners.append(place)
                place = code
            elif word in word_class("charged_side") and m.first > low:
                if code != place:
                    partners.append("world" if code == "world" else code)
            elif place is None and (not behind or self._possessive(m)):
                place = code
            elif behind and m.record["kind"] == "demonym" and code != place and m.first - mark.last <= 8:
                partners.append(code)
        if place is None and not partners:
            earlier = [m for m in view.within(view.places, first, low) if m.record["code"] != "world"]
            place = earlier[0].record["code"] if earlier else None
        if place is None and partners and home in partners:
            place = self.tariff[0] if self.tariff and self.tariff[0] != home else self._other_side(home)
        if place is None and self.tariff and not partners:
            return self.tariff
        partners = [p for p in dict.fromkeys(partners) if p != place]
        if place is not None and place != home and not partners and home:
            partners = [home]
        pair: Pair = (place or home, ", ".join(partners[:4]) or None)
        self.tariff = pair
        return pair

    def _other_side(self, home: str | None) -> str | None:
        """The country or bloc, other than the article's own, that it names most."""
        found = Counter(
            m.record["code"] for m in self.view.places if m.record["kind"] in ("country", "capital", "bloc", "demonym")
        )
        return next((code for code, _ in found.most_common() if code not in (home, "world")), None)

    def _other(self, mark: Mark, topic: Topic, home: str | None) -> Pair:
        """What has one side only: the place named before the number, with the one named inside it as the other."""
        view = self.view
        low, high = self._stretch(mark, topic)
        place: str | None = None
        partner: str | None = None
        for m in view.within(view.places, low, high):
            code = m.record["code"]
            if code == "world":
                continue
            if mark.start <= m.start < mark.end:
                partner = code if code != (place or home) else partner
            elif m.start < mark.start and place is None and self._preposition(m) not in word_class("other_side"):
                place = code
        if place is None:
            first = view.bounds[view.sentence(mark.start)][0]
            for m in view.within(view.places, first, min(low, first + 3)):
                if m.record["kind"] in ("country", "capital", "bloc") and m.record["code"] != "world":
                    place = m.record["code"]
                    break
        return place or home, partner
