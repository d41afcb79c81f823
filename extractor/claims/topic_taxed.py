"""The goods that a levy is on: behind "on" or "for", as what bears it or is hit with it, as an item of a list."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.topic import Topic
from extractor.claims.topic_patterns import Patterns
from extractor.claims.view import Mark
from extractor.components._quantity_nouns import singular

LEVIES = frozenset({"tariff", "export_tax"})
_TRADE = frozenset({"imports", "exports", "shipments"})
_STRUCK = 4
"""Words from "with" to the rate that goods are hit with, at most."""


class Taxed(Patterns):
    """Reads them for one rate at a time."""

    def _untold_before(self, mark: Mark) -> Mark | None:
        """The levy that the sentence before tells without a rate, where this one goes on with it: "laid duties on Thai
        tyres. The rates range from 3 to 9 percent"."""
        view, before = self.view, mark.sentence - 1
        if before < 0 or view.lowers[mark.opens] not in word_class("levy_goes_on") or view.opening(mark.start) > before:
            return None
        levies = [m for m in view.within(view.indicators, *view.bounds[before]) if m.record["indicator_id"] in LEVIES]
        return levies[-1] if levies and not view.within(view.quantities, *view.bounds[before]) else None

    def _goods_before(self, mark: Mark) -> str:
        """The goods of such a levy."""
        levy = self._untold_before(mark)
        on = levy is not None and self.view.lowers[levy.last + 1 : levy.last + 2] == ["on"]
        return (self._named(levy.last + 2, levy.closes) or "") if levy is not None and on else ""

    def _laid_on(self, mark: Mark, levy: Mark | None) -> str | None:
        """The goods behind "on" after the number or the levy; "" where a place or all goods are meant, None where
        nothing is told."""
        view = self.view
        stop = mark.closes
        ends = [mark.last + 1]
        if levy is not None and levy.sentence == mark.sentence:
            ends.append(levy.last + 1)
            if view.lowers[levy.last : levy.last + 2] in (["imports", "of"], ["shipments", "of"], ["exports", "of"]):
                return self._named(levy.last + 2, stop)  # "a levy on imports of steel"
        for i in range(mark.first - 1, max(mark.opens, mark.first - 8), -1):
            if view.covered[i] == "quantity":
                break
            if view.words[i].lower == "on" and view.words[i - 1].lower in word_class("levy_again"):
                return self._named(i + 1, mark.first)
        if mark.last + 1 < stop and view.lowers[mark.last + 1] == "for":
            named = self._named(mark.last + 2, stop)  # "the rate is 7 percent for barley"
            if named and singular(named.split()[-1]) in goods():
                return named
        for k in ends:
            verb = " ".join(view.lowers[k : k + 1]), " ".join(view.lowers[k : k + 2])
            width = next((n for n, words in enumerate(verb, 1) if words in word_class("levy_falls_on")), 0)
            if width and k + width < stop and (named := self._named(k + width, stop)):
                return named  # "a separate duty of 50 percent hits farm goods"
        for k in sorted(ends, reverse=True):
            if k < stop and view.words[k].lower == "on" and not view.words[k].gap.strip("~"):
                return self._named(k + 1, stop)
        return None

    def _named(self, k: int, stop: int) -> str | None:
        view = self.view
        if k < stop and view.covered[k] == "date":
            return None
        while k < stop and (view.covered[k] == "place" or view.words[k].lower in word_class("before_goods")):
            k += 1
        words = view.words[k : k + 6]
        phrase = self.nouns.clean(self.nouns.phrase(k, stop))
        joined = next((n for n, w in enumerate(words) if w.lower == "and"), 0)
        found = phrase[:2] if 0 < joined <= len(phrase) else phrase[-2:]
        return " ".join(w for w in found if w not in word_class("any_goods"))

    def _bearing(self, mark: Mark) -> str | None:
        """The goods that are said to bear the levy: "Tomatoes already face a 17% duty"."""
        view = self.view
        stretch = " " + " ".join(view.before(mark, 4)) + " "
        bears = says(stretch, "bears_levy")
        trade = [m for m in view.within(view.indicators, mark.opens, mark.first) if m.record["indicator_id"] in _TRADE]
        if bears and trade and (told := trade[0].record["modifiers"].split()):
            return " ".join(told[-2:])  # "Imports of tiles will attract a duty of 9 percent"
        phrase = self.nouns.clean(self.nouns.product(mark)) if bears else []
        if not phrase or phrase[-1].endswith(tuple(word_class("agent"))) or phrase[-1] in word_class("no_goods"):
            return None  # "carmakers"
        return " ".join(w for w in phrase[-2:] if w not in word_class("any_goods"))

    def _struck_goods(self, mark: Mark) -> str | None:
        """The goods that are hit with a rate: "slapped Chinese tiles with a duty of 9 percent"."""
        view = self.view
        near = range(mark.first - 1, max(mark.opens, mark.first - _STRUCK), -1)
        at = next((i for i in near if view.lowers[i] == "with"), None)
        hit = [i for i in range(mark.opens, at) if view.lowers[i] in word_class("strike_verb")] if at else []
        told = self._named(hit[-1] + 1, at) if at and hit and at - hit[-1] <= 2 * _STRUCK else None
        return told if told and singular(told.split()[-1]) in goods() else None

    def unfreed(self, mark: Mark) -> Topic | None:
        """What goods pay that others need not, or that they paid before: "is freed; the rest pays 9 percent"."""
        view, before = self.view, self.view.before(mark, 1)
        pays = mark.record["kind"] == "percent" and before[-1:] != [] and before[-1] in word_class("payer_verb")
        if not pays or view.after(mark, 1) == ["of"] or not says(view.lately(mark, 1), "entry_free"):
            return None
        return Topic("tariff", "tariff", "imports", None, None, "verb")

    def taxed_item(self, mark: Mark) -> Topic | None:
        """One of the goods of a list behind a colon, with the rates of the levy told before it: "Export taxes apply
        again: soybeans 26 percent, corn and wheat 9.5 percent"."""
        view = self.view
        colon = next((i for i in range(mark.first, mark.opens, -1) if ":" in view.words[i].gap), None)
        if mark.record["kind"] != "percent" or colon is None or view.after(mark, 1) == ["of"]:
            return None
        told, listed = view.within(view.indicators, mark.opens, colon), view.within(view.quantities, colon, mark.first)
        told = [m for m in told if view.lowers[m.last] not in ("rate", "rates")]  # "apply again at the old rates"
        levy = told[-1] if told and told[-1].record["indicator_id"] in LEVIES else None
        if levy is None or any(q.record["kind"] != "percent" for q in listed):
            return None
        first = listed[-1].last + 1 if listed else colon
        words = [i for i in range(first, mark.first) if view.lowers[i] not in word_class("before_goods") | {"and"}]
        if not words or singular(view.lowers[words[-1]]) not in goods() or not all(map(self.nouns.is_noun, words[:-1])):
            return None
        base = self.of_mark(levy, "left")
        head = [w for w in str(base.indicator).split() if w in word_class("levy_word")]
        label = " ".join([*(view.lowers[i] for i in words), *head])
        return replace(base, indicator=label, mark=None, near="list")
