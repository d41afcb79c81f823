"""Measures that news tells in many words and that statistics and laws have a fixed term for: the minimum purchase for a
tax refund, low-value parcels, employment, visa-free arrivals, ports open to visa-free transit.

The number behind that carries on what such a number tells ("up 51.7 percent", "they made up 62.3 percent") gets its
term, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from extractor.claims.funds import granted
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.topic_keyword import visa_free
from extractor.claims.view import View, large
from extractor.components._quantity_nouns import singular

NEAR = "fixed"
"""How such a topic was found."""
_CARRIED = frozenset({"sentence", "pronoun", "paren", "inherited", "part", "verb"})
"""Ways of finding a topic that carry on another's."""
_BACK = 14
"""Words before a number that tell of it, at most."""
_AHEAD = 8
"""Words behind it, at most."""
_FAR = 80
"""Words before what a negative list holds that tell which list is meant, at most."""
_NAMED = 80
"""Characters behind "negative list" in which it is told of what."""
_LISTS = ("foreign_investment", "market_access", "services")
_EMPLOY = 5
"""Words between a verb of employing and its number, at most."""


def name_fixed_terms(view: View, links: Sequence[Link]) -> None:
    """Gives numbers the fixed terms for what they measure."""
    terms = FixedTerms(view)
    carried: tuple[int, str | None, Topic] | None = None
    last: Link | None = None
    for made in links:
        old = made.topic.indicator
        found = terms.term(made)
        on = carried is not None and made.mark.sentence - carried[0] <= 1
        on = on and (made.topic.near in _CARRIED or _leaves_out(made))
        goes_on = carried is not None and last is not None and terms.goes_on(last, made)
        on = goes_on or (on and made.mark.record["kind"] != "money")
        if found is None and carried and old == carried[1] and on:
            found = replace(carried[2], mark=made.topic.mark)
        last = made
        if found is not None:
            made.topic = found
            carried = (made.mark.sentence, old, found)
        elif carried and old != carried[1]:
            carried = None


def _leaves_out(made: Link) -> bool:
    """Whether a count leaves out its noun: "from 2.93 million"."""
    record = made.mark.record
    noun = str(record.get("noun") or "").lower()
    return record["kind"] == "count" and bool(noun) and noun.split()[-1][:4] not in str(record["text"]).lower()


class FixedTerms:
    """Reads the words around the numbers of one article."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.nouns = Nouns(view)
        self.lower = view.text.lower()

    def term(self, made: Link) -> Topic | None:
        """The topic of a number that has a fixed term; None for others."""
        kind = made.mark.record["kind"]
        if kind == "count":
            told = self._employed(made) or self._parcels(made) or self._for_transit(made)
            return told or self._listed(made) or self._let_in(made) or self._from_abroad(made)
        if kind in ("percent", "fraction"):
            return self._let_in(made) or self._of_market(made)
        if kind == "percentage_points":
            return self._of_market(made)
        if kind == "measure":
            return self._farmed(made)
        if kind != "money":
            return None
        if (rate := self._rate(made)) is not None:
            return rate
        told = self._refunded(made) or self._port_fee(made) or self._levy_revenue(made)
        return told or granted(self.view, self.nouns, made)

    def goes_on(self, last: Link, made: Link) -> bool:
        """Whether only such words as "to" join a number of the same kind to the one before: "from 500 yuan to 200"."""
        between = self.view.lowers[last.mark.last + 1 : made.mark.first]
        alike = made.mark.sentence == last.mark.sentence and made.mark.record["kind"] == last.mark.record["kind"]
        return alike and bool(between) and word_class("moved_on").issuperset(between)

    def _told(self, made: Link, back: int = _BACK, ahead: int = _AHEAD) -> str:
        """The words around a number in its sentence, up to the numbers next to it."""
        view, mark = self.view, made.mark
        before = view.within(view.quantities, max(mark.opens, mark.first - back), mark.first)
        behind = view.within(view.quantities, mark.last + 1, min(mark.closes, mark.last + 1 + ahead))
        first = before[-1].last + 1 if before else max(mark.opens, mark.first - back)
        stop = behind[0].first if behind else min(mark.closes, mark.last + 1 + ahead)
        return " " + " ".join(view.lowers[first:stop]) + " "

    def _lately(self, made: Link, sentences: int = 1) -> str:
        """The words of a number's sentence and of those before it in its paragraph."""
        view, number = self.view, made.mark.sentence
        start = number
        while start > max(number - sentences, 0) and view.paragraph(view.sentences[start - 1][0]) == view.paragraph(
            made.mark.start
        ):
            start -= 1
        return " " + " ".join(view.lowers[view.bounds[start][0] : view.bounds[number][1]]) + " "

    def _employed(self, made: Link) -> Topic | None:
        """ "the flower industry employs more than 200,000 people": employment, with who employs."""
        view, mark = self.view, made.mark
        verbs = range(mark.first - 1, max(mark.opens, mark.first - _EMPLOY), -1)
        verb = next((i for i in verbs if view.lowers[i] in word_class("employ_verb")), None)
        if verb is None or view.within(view.quantities, verb, mark.first):
            return None
        i = verb - 1
        while i > mark.opens and (view.lowers[i] in word_class("before_employing") or view.covered[i] == "place"):
            i -= 1
        found = self.nouns.clean(self.nouns.back(i, mark.opens, mark.opens))[-2:]
        found = [] if i in view.named or self._is_name(i) else found
        label = " ".join([*found, "employment"])
        return replace(made.topic, indicator=label, indicator_id="employment", flow=None, near=NEAR)

    def _is_name(self, i: int) -> bool:
        """Whether a word is capitalised and opens no sentence."""
        return (
            self.view.words[i].text[:1].isupper() and self.view.tags.get(self.view.words[i].start, "NNP")[:3] == "NNP"
        )

    def _parcels(self, made: Link) -> Topic | None:
        """Parcels that no duty is or was paid on: "1.36 billion such parcels came in duty-free"."""
        label = [w for w in (made.topic.indicator or "").split() if w not in word_class("parcel_word")]
        named = {singular(w) for w in (made.topic.indicator or "").split()} & word_class("parcel_noun")
        lately = self._lately(made, 2)
        if label or not named or not says(lately, "small_parcels"):
            return None
        term = "duty-free parcels" if says(lately, "duty_free") else "low-value parcels"
        return replace(made.topic, indicator=term, indicator_id=None, flow="imports", near=NEAR)

    def _for_transit(self, made: Link) -> Topic | None:
        """Ports and regions where travellers in transit need no visa."""
        words = {singular(w) for w in (made.topic.indicator or "").split()}
        place = next((w for w in ("airport", "port", "region", "province", "city") if w in words), None)
        if place is None or not says(self._lately(made), "in_transit") or not visa_free(self.view, made.mark):
            return None
        plural = "cities" if place == "city" else f"{place}s"
        term = f"{plural} open to visa-free transit"
        return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR)

    def _listed(self, made: Link) -> Topic | None:
        """What a negative list holds, with the list that the words before tell: of foreign investment, of services, of
        market access."""
        view, mark = self.view, made.mark
        noun = next((w for w in (made.topic.indicator or "").split() if singular(w) in word_class("on_a_list")), None)
        if noun is None or "negative list" not in self.lower:
            return None
        own = set(view.lowers[mark.opens : mark.closes])
        if not says(self._lately(made, 2), "negative_list") and own.isdisjoint(word_class("on_a_list_told")):
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
            behind = f" {' '.join(self.view.after(made.mark, 5))} "
            ways = ("mutual", "unilateral") if says(behind, "mutual") else ("unilateral", "mutual")
            way = next((name for name in ways if says(told, name)), "")
            term = f"{way} visa-free countries"
            return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR) if way else None
        count = made.mark.record["kind"] == "count"
        named = says(told if count else self._told(made, ahead=0), "free_entries")
        named = named and not {"visa-free", "exempt"} & set(label)
        if countries or not (named or says(told, "let_in_free")):
            return None
        term = "visa-free entries" if says(told, "entries") else "visa-free arrivals"
        return replace(made.topic, indicator=term, indicator_id="arrivals", flow=None, near=NEAR)

    def _from_abroad(self, made: Link) -> Topic | None:
        """Foreigners who come: "3.43 million foreigners visited the country"."""
        who = str(made.mark.record.get("noun") or "").lower()
        behind = f" {' '.join(self.view.after(made.mark, 4))} "
        if who not in word_class("foreigner") or not says(behind, "comes_by"):
            return None
        term = "foreign visitor arrivals"
        return replace(made.topic, indicator=term, indicator_id="arrivals", flow=None, near=NEAR)

    def _farmed(self, made: Link) -> Topic | None:
        """The land that a farmer works: "who farms 2,400 acres"."""
        land = made.mark.record["unit"] in word_class("farm_unit")
        works = not word_class("farm_verb").isdisjoint(self.view.before(made.mark, 2))
        if not land or not works:
            return None
        return replace(made.topic, indicator="farm size", indicator_id=None, flow=None, near=NEAR)

    def _rate(self, made: Link) -> Topic | None:
        """What one currency costs in another."""
        base, _, thing = made.mark.record["unit"].partition("/")
        if len(base) != 3 or len(thing) != 3 or not (base + thing).isupper() or thing in ("TEU", "FEU"):
            return None
        if made.topic.indicator_id == "exchange_rate":
            return None
        return replace(made.topic, indicator="exchange rate", indicator_id="exchange_rate", flow=None, near=NEAR)

    def _of_market(self, made: Link) -> Topic | None:
        """The share of a market: "their share of the EU market rose from 17% to 30%"."""
        if made.role not in ("share", "growth", "change", "other") or not says(self._told(made, 12, 3), "market_share"):
            return None
        own = [w for w in (made.topic.indicator or "").split() if w not in word_class("market_word")]
        return replace(made.topic, indicator=" ".join([*own[-2:], "market share"]), indicator_id=None, near=NEAR)

    def _levy_revenue(self, made: Link) -> Topic | None:
        """What a levy brings in: "at that volume the fee would raise €9.2bn a year", "collected $28 billion in customs
        duties"."""
        view, mark = self.view, made.mark
        told = f" {' '.join(view.before(mark, 4))} "
        if "/" in mark.record["unit"] or made.role not in ("level", "other") or not says(told, "levy_raises"):
            return None
        levies = word_class("levy_head")
        behind = range(mark.last + 2, min(mark.closes, mark.last + 6)) if view.after(mark, 1) == ["in"] else range(0)
        at = next((i for i in behind if view.lowers[i] in levies), None)
        first = mark.opens
        if at is None:
            before = range(mark.first - 2, max(first, mark.first - _BACK) - 1, -1)
            at = next((i for i in before if view.lowers[i] in levies), None)
        if at is None and mark.sentence and view.lowers[first] in ("it", "they", "that", "this"):
            first, stop = view.bounds[mark.sentence - 1]
            at = next((i for i in range(stop - 1, first - 1, -1) if view.lowers[i] in levies), None)
        if at is None or view.within(view.quantities, at, mark.first if at < mark.first else at):
            return None
        found = self.nouns.clean(self.nouns.back(at, max(first, at - 4), at))[-3:] or [view.lowers[at]]
        label = " ".join([*found, "revenue"])
        return replace(made.topic, indicator=label, indicator_id=None, near=NEAR)

    def _refunded(self, made: Link) -> Topic | None:
        """How much must be spent for the tax to be paid back: "on purchases of 1,000 baht or more at one shop"."""
        if "/" in made.mark.record["unit"] or large(made.mark):
            return None
        if not says(self._told(made, 20), "least_spent") or not says(self._lately(made, 2), "tax_back"):
            return None
        term = "minimum purchase for tax refund"
        return replace(made.topic, indicator=term, indicator_id=None, flow=None, near=NEAR)

    def _port_fee(self, made: Link) -> Topic | None:
        """What ships are charged at ports: "a port fee of $50 per net ton on Chinese-operated vessels"."""
        view, mark = self.view, made.mark
        lately = self._lately(made, 2)
        if large(mark) or not says(lately, "port_fee") or made.role not in ("rate", "price", "level", "change"):
            return None
        per = "/" in mark.record["unit"] or "per" in view.after(mark, 1)
        if not per and not says(self._told(made), "port_fee"):
            return None
        stop = min(mark.closes, mark.last + 1 + _AHEAD)
        for i in range(mark.first - 1, mark.opens, -1):
            if view.lowers[i] in ("on", "for") and says(f" {' '.join(view.lowers[i - 3 : i])} ", "port_fee"):
                return self._fee(made, i + 1, mark.first)
        for i in range(mark.last + 1, stop):
            if view.lowers[i] in ("on", "for", "from"):
                return self._fee(made, i + 1, stop)
        return self._fee(made, 0, 0)

    def _fee(self, made: Link, first: int, stop: int) -> Topic:
        """The fee with the ships that words [first, stop) open with."""
        end = first
        while end < stop and (self.nouns.is_noun(end) or self.view.covered[end] == "place"):
            end += 1
        ships = self.view.lowers[first:end]
        whose = f"port fee on {' '.join(ships[-2:])}" if ships and ships[-1] in word_class("ships") else "port fee"
        return replace(made.topic, indicator=whose, indicator_id="fee", flow=None, near=NEAR)
