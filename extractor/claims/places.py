"""Place and partner of each number."""

from __future__ import annotations

from collections import Counter

from extractor.claims.cues import says
from extractor.claims.topics import Topic
from extractor.claims.view import Mark, View

_PARTNER_BEFORE = frozenset({"to", "with", "from", "for", "on", "into", "towards", "toward", "against"})
_TWO_SIDED = frozenset({"exports", "imports", "total", "balance"})


class Places:
    """The article's default place, and place and partner for one quantity at a time."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.default = self._default()
        self.partner: str | None = None
        self.segment = -1
        self.sentence = -1
        self.place: str | None = None

    def _default(self) -> str | None:
        """The place that the article is about: named most in its headlines and first paragraphs."""
        scores: Counter[str] = Counter()
        order: dict[str, int] = {}
        headline_end = max((z["end"] for z in self.view.doc._.zones if z["zone"] in ("headline",)), default=0)
        for rank, mark in enumerate(self.view.places):
            code = mark.record["code"]
            if code == "world" or mark.record["kind"] == "region":
                continue
            weight = 4 if mark.start < headline_end else 2 if mark.start < headline_end + 500 else 1
            before = self.view.before(mark, 1)
            if before and before[0] in ("to", "with", "from", "against", "on"):
                weight *= 0.4  # type: ignore[assignment]
            possessive = self.view.text[mark.end : mark.end + 2] in ("'s", "’s", "s'")
            scores[code] += weight + (2 if possessive else 0)
            order.setdefault(code, rank)
        if not scores:
            return None
        return max(scores, key=lambda c: (scores[c], -order[c]))

    def resolve(self, mark: Mark, topic: Topic, previous: tuple[str | None, str | None] | None) -> tuple[str | None, str | None]:
        """(place, partner) of a quantity."""
        view = self.view
        if topic.near in ("paren",) and previous:
            return previous
        first, stop = view.bounds[view.sentence(mark.start)]
        segment = view.segment_of[mark.first]
        low, high = self._stretch(mark, first, stop, segment)
        marks = [m for m in view.within(view.places, low, high) if m.record["code"] != "world" or self._rest(m)]
        place, partner = self._read(marks, topic, mark)
        if topic.near == "sentence" and previous and not place and not partner and self.segment == segment:
            place, partner = previous
        if says(" " + " ".join(w.lower for w in view.words[low:high]) + " ", "rest") and topic.flow in _TWO_SIDED and not partner:
            partner = "rest of the world"
        self.segment = segment
        return place or self.default, partner

    def _rest(self, mark: Mark) -> bool:
        return False

    def _stretch(self, mark: Mark, first: int, stop: int, segment: int) -> tuple[int, int]:
        view = self.view
        low = mark.first
        while low > first and view.segment_of[low - 1] == segment:
            low -= 1
        high = mark.last + 1
        while high < stop and view.segment_of[high] == segment:
            high += 1
        return low, high

    def _read(self, marks: list[Mark], topic: Topic, quantity: Mark) -> tuple[str | None, str | None]:
        """Sorts the places of a segment into the reporting side and the other."""
        view = self.view
        place: str | None = None
        partners: list[str] = []
        for m in marks:
            code = m.record["code"]
            before = view.before(m, 2)
            prep = before[-1] if before else ""
            if prep in ("the", "its") and len(before) > 1:
                prep = before[-2]
            inside = topic.mark is not None and topic.mark.start <= m.start and m.end <= topic.mark.end
            if topic.indicator_id == "tariff":
                if inside and m.start < topic.mark.record["head"]:  # type: ignore[union-attr]
                    place = place or code
                elif prep in ("on", "from", "of", "against", "for") and code != self.default:
                    partners.append(code)
                continue
            if topic.flow in _TWO_SIDED or topic.indicator_id in ("arrivals", "fdi", "odi", "share", "shipments"):
                if prep in _PARTNER_BEFORE and code != self.default and self._governs(m, quantity):
                    partners.append(code)
                elif inside and m.start < topic.mark.record["head"]:  # type: ignore[union-attr]
                    if place is None and (code == self.default or not self.default or m.record["kind"] in ("country", "bloc", "capital", "demonym")):
                        place = code
                elif inside and m.record["kind"] == "demonym" and code != self.default:
                    partners.append(code)
                elif code == self.default:
                    place = place or code
                elif m.start < quantity.start and m.record["kind"] in ("country", "bloc", "region", "demonym") and code != self.default:
                    partners.append(code)
                continue
            if m.start < quantity.start and place is None and prep not in ("to", "with"):
                place = code
        if place and place != self.default and topic.flow in _TWO_SIDED and not partners and self.default and topic.mark is None:
            return self.default, place
        partners = [p for p in dict.fromkeys(partners) if p != (place or self.default)]
        return place, ", ".join(partners[:4]) or None

    def _governs(self, m: Mark, quantity: Mark) -> bool:
        """A partner named behind the number counts only where no other number stands between."""
        if m.start < quantity.start:
            return True
        return not [q for q in self.view.within(self.view.quantities, quantity.last + 1, m.first)]
