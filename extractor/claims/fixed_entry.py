"""The fixed terms of who and what is let in: those who need no visa and their countries, ports for travellers
in transit, the entries of negative lists."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from extractor.claims._fixed_around import AHEAD, NEAR, Around
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.link import Link
from extractor.claims.topic import Topic
from extractor.claims.topic_keyword import visa_free
from extractor.claims.topic_levies import LEVIES
from extractor.components._quantity_nouns import singular

CARRIED = frozenset({"sentence", "pronoun", "paren", "inherited", "part", "verb"})
"""Ways of finding a topic that carry on another's."""
_FAR = 80
"""Words before what a negative list holds that tell which list is meant, at most."""
_NAMED = 80
"""Characters behind "negative list" in which it is told of what."""
_WAYS = ("unilateral", "mutual")
_LISTS = ("foreign_investment", "market_access", "services")


class EntryTerms(Around):
    """Gives the terms of entry."""

    def _for_transit(self, made: Link) -> Topic | None:
        """Ports and regions where travellers in transit need no visa."""
        words = {singular(w) for w in (made.topic.indicator or "").split()}
        place = min(words & word_class("transit_place"), default=None)
        told = f" {' '.join(self.view.lowers[made.mark.opens : made.mark.closes])} "
        if place is None or says(told, "goods_carried"):
            return None
        if not says(self.view.lately(made.mark, 1), "in_transit") or not visa_free(self.view, made.mark):
            return None
        plural = "cities" if place == "city" else f"{place}s"
        term = f"{plural} open to visa-free transit"
        return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR)

    def _listed(self, made: Link) -> Topic | None:
        """What a negative list holds, with the list that the words before tell: of foreign investment, of services, of
        market access."""
        view, mark = self.view, made.mark
        noun = next((w for w in (made.topic.indicator or "").split() if singular(w) in word_class("on_a_list")), None)
        if noun is None or "negative list" not in self.lower or made.topic.indicator_id in LEVIES:
            return None
        own = set(view.lowers[mark.opens : mark.closes])
        if not word_class("levy_head").isdisjoint(view.lowers[mark.opens : mark.first]):
            return None
        if not says(self.view.lately(made.mark, 2), "negative_list") and own.isdisjoint(word_class("on_a_list_told")):
            return None
        words = " " + " ".join(view.lowers[max(0, mark.first - _FAR) : mark.first]) + " "
        kinds = {name: max(words.rfind(p) for p in phrases(f"list_of_{name}")) for name in _LISTS}
        kind = max(kinds, key=lambda name: kinds[name])
        of = kind.replace("_", " ") if kinds[kind] >= 0 else self._list_of
        term = " ".join(f"{noun} {of} negative list".split())
        return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR)

    @cached_property
    def _list_of(self) -> str:
        """What the negative list is of that the article names first; "" where it doesn't say."""
        at = self.lower.find("negative list")
        told = self.lower[at : at + _NAMED]
        found = {name: told.find(name.replace("_", " ")) for name in _LISTS}
        named = [name for name in _LISTS if found[name] >= 0]
        return min(named, key=lambda name: found[name]).replace("_", " ") if named else ""

    def _let_in(self, made: Link) -> Topic | None:
        """Those who came without a visa, and the countries whose people may, by one side's rules or both sides'."""
        told = self._told(made)
        label = (made.topic.indicator or "").split()
        countries = "countries" in label or "countries" in str(made.mark.record["text"]).lower()
        if countries and visa_free(self.view, made.mark):
            way = self._way(made) or next((name for name in _WAYS if says(told, name)), "")
            term = f"{way} visa-free countries"
            return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR) if way else None
        count = made.mark.record["kind"] == "count"
        if not count and made.topic.near not in CARRIED and made.role == "growth":
            return None  # "some came without a visa, and tourism spending rose 12 percent"
        named = says(told if count else self._told(made, ahead=0), "free_entries")
        named = named and not {"visa-free", "exempt"} & set(label)
        if countries or not (named or says(told, "let_in_free") or says(self._unplaced(made), "let_in_free")):
            return None
        term = "visa-free entries" if says(told, "entries") else "visa-free arrivals"
        return replace(made.topic, indicator=term, indicator_id="arrivals", flow=None, near=NEAR)

    def _unplaced(self, made: Link) -> str:
        """The words behind a number without the places among them: "foreigners entered | Vietnam | visa-free"."""
        view, mark = self.view, made.mark
        words = range(mark.last + 1, min(mark.closes, mark.last + 1 + AHEAD))
        return f" {' '.join(view.lowers[i] for i in words if view.covered[i] not in ('place', 'quantity'))} "

    def _way(self, made: Link) -> str:
        """By whose rules people need no visa, in the words right before or behind the countries; "" where they don't
        say: "mutual agreements with 29 countries and unilaterally exempts citizens of 47"."""
        before, behind = self._told(made, ahead=0), f" {' '.join(self.view.after(made.mark, 5))} "
        found = {name: max(before.rfind(w) for w in phrases(name)) for name in _WAYS}
        nearest = max(_WAYS, key=lambda name: found[name])
        if found[nearest] >= 0 and not says(behind.partition(" and ")[0] + " ", "mutual"):
            return nearest
        return next((name for name in ("mutual", "unilateral") if says(behind.partition(" and ")[0] + " ", name)), "")

    def _from_abroad(self, made: Link) -> Topic | None:
        """Foreigners who come: "3.43 million foreigners visited the country"."""
        who = str(made.mark.record.get("noun") or "").lower()
        behind = f" {' '.join(self.view.after(made.mark, 4))} "
        if who not in word_class("foreigner") or not says(behind, "comes_by"):
            return None
        term = "foreign visitor arrivals"
        return replace(made.topic, indicator=term, indicator_id="arrivals", flow=None, near=NEAR)
