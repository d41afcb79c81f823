"""Who sells and who buys, where it tells whose news an article is: "India bought nearly half of the sunflower oil that
left Ukrainian ports"."""

from __future__ import annotations

from functools import cached_property

from extractor.claims.cues import word_class
from extractor.claims.places_signs import PlaceSigns
from extractor.claims.view import Mark

_ASIDE = 6
"""Words of an aside behind a place, at most."""
_ROUND = 5
"""Words from the word for talks to the city in which they were held."""
_DUTY = 4
"""Words from a place to the rate of its duty, at most."""
_TAKEN = 8
"""Words from what a market does to its part, at most."""


class DealerSigns(PlaceSigns):
    """Reads what one place sells or buys."""

    @cached_property
    def _outgoing(self) -> bool:
        """Whether the article speaks of exports more than of imports."""
        return self._told_flows.count("exports") > self._told_flows.count("imports")

    @cached_property
    def _incoming(self) -> bool:
        """Whether it speaks of imports more."""
        return self._told_flows.count("imports") > self._told_flows.count("exports")

    @cached_property
    def _told_flows(self) -> list[str | None]:
        """The flows that its words name, duties passed over."""
        return [m.record["flow"] for m in self.view.indicators if m.record["indicator_id"] != "tariff"]

    def _customer(self, mark: Mark) -> bool:
        """Whether a place is told with its part of what is sold, what it bought of another's goods or in news of
        exports, or as its market: "China, including Hong Kong, took 41.4 percent", "the EU accounted for $6.9 bn, or
        42%", "Egypt bought 7,000 tonnes of Peruvian coffee", "Japan was the main destination"."""
        view, k = self.view, mark.last + 1
        if k < mark.closes and "," in view.words[k].gap:
            closes = range(k + 1, min(mark.closes, k + _ASIDE))
            k = next((i for i in closes if "," in view.words[i].gap), mark.closes)
        k = self._behind_traders(mark, k)
        k += k < mark.closes and view.lowers[k] in word_class("having")
        bought = k < mark.closes and view.lowers[k] in word_class("buyer_took")
        told = view.within(view.quantities, k, min(mark.closes, k + _TAKEN)) if bought else []
        part = any(q.record["kind"] in ("percent", "fraction") for q in told) or (bool(told) and self._from_here(mark))
        anothers = bought and self._of_another(mark, k)
        return part or anothers or self._buyers(mark) or self._is_market(k, mark.closes)

    def _from_here(self, mark: Mark) -> bool:
        """Whether what a place buys is sold by another: in news of exports, or of no imports and from elsewhere."""
        elsewhere = bool(self._datelined) and mark.record["code"] not in self._datelined
        return self._outgoing or (elsewhere and not self._incoming)

    def _behind_traders(self, mark: Mark, k: int) -> int:
        """The word behind those of a place who trade: "German roasters took", "Chinese importers bought"."""
        view, stop = self.view, min(mark.closes, k + 2)
        while mark.record["kind"] == "demonym" and k < stop and view.lowers[k] not in word_class("buyer_took"):
            if view.words[k].gap.strip() or view.tags.get(view.words[k].start, "")[:2] != "NN":
                return mark.last + 1
            k += 1
        return k

    def _buyers(self, mark: Mark) -> bool:
        """Whether the buyers of a place are named in news of exports: "as US buyers keep ordering"."""
        behind = self.view.lowers[mark.last + 1 : mark.last + 2]
        return bool(behind) and behind[0] in word_class("buyer_noun") and self._from_here(mark)

    def _lays_duty(self, mark: Mark) -> bool:
        """Whether a place has the duty that exporters elsewhere face, in news of exports: "exports up despite US tariff
        blow", "Washington's 50 per cent duty"."""
        view = self.view
        elsewhere = bool(self._datelined) and mark.record["code"] not in self._datelined
        if not elsewhere or not self._outgoing:
            return False
        told = view.within(view.quantities, mark.last + 1, min(mark.closes, mark.last + _DUTY))
        k = told[0].last + 1 if told else mark.last + 1
        near = [w for w in view.lowers[k : min(mark.closes, k + 2)] if w not in ("'s", "’s")]
        return bool(near) and near[0] in word_class("duty_laid")

    def _is_example(self, mark: Mark) -> bool:
        """Whether a place stands in a list of examples: "seven of them, India and China included"."""
        view, i = self.view, mark.last + 1
        while i < mark.closes and (view.covered[i] == "place" or view.lowers[i] in ("and", "the")):
            i += 1
        return i < mark.closes and view.lowers[i : i + 2] in (["included", w] for w in view.lowers[i + 1 : i + 2])

    def _is_market(self, k: int, stop: int) -> bool:
        """Whether a verb at a word makes its subject one of somebody's markets, not of the world's."""
        words = self.view.lowers[k + 1 : min(stop, k + _TAKEN)] if k < stop else []
        if not words or self.view.lowers[k] not in word_class("being") or "world" in words:
            return False
        return words[0] in ("the", "its", "their", "our") and not word_class("market_noun").isdisjoint(words)

    def _of_another(self, mark: Mark, verb: int) -> bool:
        """Whether goods behind a verb bear the name of another place, which headline or dateline name: "bought 7,000
        tonnes of Peruvian coffee", "has bought no Peruvian coffee"."""
        view = self.view
        goods = view.within(view.places, verb + 1, min(mark.closes, verb + _TAKEN))
        owners = {m.record["code"] for m in goods if m.record["kind"] == "demonym" or self._bears_goods(m)}
        told = self._datelined if not self._incoming else frozenset()
        if mark.record["code"] in owners | told:
            return False
        return bool(told & owners) or (mark.record["code"] not in self._titled and bool(self._titled & owners))

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The places of the headline."""
        return frozenset(m.record["code"] for m in self.view.places if self.view.zone(m.start) == "headline")

    @cached_property
    def _datelined(self) -> frozenset[str]:
        """The country of the dateline."""
        return frozenset(m.record["code"] for m in self.view.places if self.view.zone(m.start) == "dateline")

    def _opens_body(self, mark: Mark) -> bool:
        """Whether a place opens the first sentence of the body and is told to sell, buy or report."""
        view = self.view
        body = next((z for z in view.zones if z["zone"] == "body"), None)
        opens = body is not None and not view.text[body["start"] : mark.start].strip()
        told = word_class("sold_verb") | word_class("bought_verb") | word_class("reporting_verb")
        return opens and any(w in told for w in view.after(mark, 1))

    def _sells(self, mark: Mark) -> bool:
        """Whether a place, or its people, sold goods: "Ecuador sold", "Danish slaughterhouses shipped"."""
        view = self.view
        k = mark.last + 1
        stop = min(len(view.words), k + 3)
        while mark.record["kind"] == "demonym" and k < stop and view.tags.get(view.words[k].start, "")[:2] == "NN":
            if view.words[k].gap.strip():
                return False
            k += 1
        seller = k > mark.last + 1 or mark.record["kind"] == "country"
        tenses = ("VBD", "VBZ", "VBP", "VBN") if view.before(mark, 1) == ["that"] else ("VBD", "VBZ", "VBP")
        tense = k < stop and view.tags.get(view.words[k].start, "") in tenses
        return seller and tense and view.lowers[k] in word_class("sold_verb") and not view.words[k].gap.strip()


    def _supplies(self, mark: Mark) -> bool:
        """Whether a place bears the goods that others are told to take, or the ports that they leave: "Poland was the
        biggest market for Norwegian salmon", "the oil that left Ukrainian ports"."""
        view, k = self.view, mark.last + 1
        if k < mark.closes and view.lowers[k] in word_class("left_behind") and not view.words[k].gap.strip():
            return not word_class("departing").isdisjoint(view.before(mark, 2))
        others = view.within(view.places, mark.opens, mark.first) if self._bears_goods(mark) else []
        opening = next((m for m in view.places if m.first == 0 and m.record["kind"] == "country"), None)
        own = {mark.record["code"], opening.record["code"] if opening and not self._datelined else None}
        return any(self._customer(m) and m.record["code"] not in own for m in others)

    def _bears_goods(self, mark: Mark) -> bool:
        """Whether a place stands before goods as theirs: "of Norwegian salmon", "no U.S. soybeans"."""
        view, k = self.view, mark.last + 1
        led = view.before(mark, 1)[:1] in (["of"], ["for"], ["no"], ["more"], ["less"], ["fewer"])
        noun = led and k < mark.closes and view.tags.get(view.words[k].start, "")[:2] == "NN"
        return noun and not view.words[k].gap.strip() and view.words[k].text[:1].islower()

    def _hosts_talks(self, mark: Mark) -> bool:
        """Whether a city is only where talks were held: "finished the ninth round of talks in New Delhi"."""
        before = self.view.before(mark, _ROUND)
        city = mark.record["kind"] in ("capital", "city") and before[-1:] == ["in"]
        return city and not word_class("talks_noun").isdisjoint(before)
