"""Measures that news tells in many words and that statistics and laws have a fixed term for: the minimum purchase for a
tax refund, low-value parcels, employment, visa-free arrivals, ports open to visa-free transit.

The number behind that carries on what such a number tells ("up 51.7 percent", "they made up 62.3 percent") gets its
term, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims._fixed_around import NEAR
from extractor.claims.fixed_costs import CostTerms
from extractor.claims.fixed_entry import CARRIED, EntryTerms
from extractor.claims.fixed_levied import LeviedTerms
from extractor.claims.fixed_levies import LevyTerms
from extractor.claims.fixed_stores import StoreTerms
from extractor.claims.funds import granted
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.link import Link
from extractor.claims.restated import restates
from extractor.claims.topic import Topic
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_EMPLOY = 5
"""Words between a verb of employing and its number, at most."""


def name_fixed_terms(view: View, links: Sequence[Link]) -> None:
    """Gives numbers the fixed terms for what they measure."""
    terms = FixedTerms(view)
    carried: tuple[Link, str | None, Topic] | None = None
    last: Link | None = None
    for made in links:
        old = made.topic.indicator
        found = terms.term(made)
        on = carried is not None and _carries(carried[0], made)
        goes_on = carried is not None and last is not None and terms.goes_on(last, made)
        if carried is not None and last is carried[0] and terms.tells_again(carried[0], made):
            found, old = found or replace(carried[2], mark=made.topic.mark), carried[1]
        on = goes_on or (on and made.mark.record["kind"] != "money")
        if found is None and carried and old in (carried[1], f"{carried[1]} price") and on:
            found = replace(carried[2], mark=made.topic.mark)
        last = made
        if found is not None:
            made.topic = found
            carried = (made, old, found)
        else:
            carried = carried if carried and old == carried[1] else None
            made.topic = granted(view, terms.nouns, made) or made.topic


def _carries(told: Link, made: Link) -> bool:
    """Whether a number behind one with a fixed term can be of the same: not of another unit, no growth of a share."""
    if made.mark.sentence - told.mark.sentence > 1 or (told.role == "share" and made.role == "growth"):
        return False
    unit = made.mark.record["kind"] not in ("measure", "count") or made.mark.record["unit"] == told.mark.record["unit"]
    if made.mark.record["kind"] == "count":
        return _leaves_out(made) or (made.topic.near in CARRIED and unit)
    return made.topic.near in CARRIED and unit


def _leaves_out(made: Link) -> bool:
    """Whether a count leaves out its noun: "from 2.93 million"."""
    record = made.mark.record
    noun = str(record.get("noun") or "").lower()
    return record["kind"] == "count" and bool(noun) and noun.split()[-1][:4] not in str(record["text"]).lower()


class FixedTerms(EntryTerms, LevyTerms, LeviedTerms, CostTerms, StoreTerms):
    """Reads the words around the numbers of one article."""

    def term(self, made: Link) -> Topic | None:
        """The topic of a number that has a fixed term; None for others."""
        kind = made.mark.record["kind"]
        if kind == "count":
            told = self._employed(made) or self._parcels(made) or self._for_transit(made)
            return told or self._listed(made) or self._let_in(made) or self._from_abroad(made)
        if kind in ("percent", "fraction"):
            told = self._let_in(made) or self._of_market(made) or self._utilised(made)
            return told or self._pays_growers(made) or self._sold_at_home(made)
        if kind == "percentage_points":
            return self._of_market(made)
        if kind == "duration":
            return self._covered(made)
        if kind == "measure":
            return self._farmed(made) or self._stored(made) or self._smuggled(made) or self._sold_at_home(made)
        if kind != "money":
            return None
        if (rate := self._rate(made)) is not None:
            return rate
        told = self._under_levy(made) or self._refunded(made) or self._port_fee(made) or self._levy_revenue(made)
        told = told or self._carriage(made) or self._grower_paid(made) or self._taken_off(made)
        return told or self._pays_growers(made) or self._sum_of(made) or self._sold_at_home(made)

    def tells_again(self, told: Link, made: Link) -> bool:
        """Whether a number only says the one before it in another unit or how far it has moved: "58,000 cedis a tonne
        (about $5,250), 12.3 per cent more than the 51,660"."""
        if restates(self.view, told.mark, made.mark):
            return True
        joined = told.mark.last + 1 == made.mark.first and made.mark.sentence == told.mark.sentence
        compared = self.view.after(made.mark, 2)[1:] == ["than"]
        return joined and compared and made.role in ("growth", "change")

    def goes_on(self, last: Link, made: Link) -> bool:
        """Whether only such words as "to" join a number of the same kind to the one before: "from 500 yuan to 200"."""
        between = self.view.lowers[last.mark.last + 1 : made.mark.first]
        same = made.mark.sentence == last.mark.sentence
        alike = same and made.mark.record["kind"] == last.mark.record["kind"]
        than = between[-2:-1] == ["than"] and last.role in ("growth", "change") and made.role == "price"
        paid = str(last.topic.indicator).endswith("producer price") and last.role == "growth" and made.role == "price"
        based = (alike or paid) and same and not word_class("base_lead").isdisjoint(between[-2:])
        based = based or (same and than)
        return based or (alike and bool(between) and word_class("moved_on").issuperset(between))

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
        label = " ".join([*found, "employment"]) if found else "employees"
        return replace(made.topic, indicator=label, indicator_id="employment", flow=None, near=NEAR)

    def _covered(self, made: Link) -> Topic | None:
        """How long reserves would pay for imports: "enough for 11 months of imports"."""
        if self.view.after(made.mark, 2) != ["of", "imports"]:
            return None
        return replace(made.topic, indicator="import cover", indicator_id=None, flow=None, near=NEAR)

    def _is_name(self, i: int) -> bool:
        """Whether a word is capitalised and opens no sentence."""
        return (
            self.view.words[i].text[:1].isupper() and self.view.tags.get(self.view.words[i].start, "NNP")[:3] == "NNP"
        )

    def _parcels(self, made: Link) -> Topic | None:
        """Parcels that no duty is or was paid on: "1.36 billion such parcels came in duty-free"."""
        label = [w for w in (made.topic.indicator or "").split() if w not in word_class("parcel_word")]
        named = {singular(w) for w in (made.topic.indicator or "").split()} & word_class("parcel_noun")
        lately = self.view.lately(made.mark, 2)
        if label or not named or not says(lately, "small_parcels"):
            return None
        term = "duty-free parcels" if says(lately, "duty_free") else "low-value parcels"
        return replace(made.topic, indicator=term, indicator_id=None, flow="imports", near=NEAR)

    def _farmed(self, made: Link) -> Topic | None:
        """The land that a farmer works: "who farms 2,400 acres"."""
        land = made.mark.record["unit"] in word_class("farm_unit")
        works = not word_class("farm_verb").isdisjoint(self.view.before(made.mark, 2))
        told = self.view.lowers[made.mark.opens : made.mark.first]
        where = any(kind == "place" for kind in self.view.covered[made.mark.opens : made.mark.first])
        if not land or not works or (where and "who" not in told) or self.view.after(made.mark, 1) == ["away"]:
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
        told = self._told(made, 12, 3)
        if made.role not in ("share", "growth", "change", "other") or not says(told, "market_share"):
            return None
        if made.role in ("growth", "change"):
            at = max(told.rfind(w) for w in phrases("market_share"))
            later = set(told[at:].split()) & word_class("moves_too")
            if at < 0 or later:
                return None  # "their market share rose as exports grew 20 percent"
        own = [w for w in (made.topic.indicator or "").split() if w not in word_class("market_word")]
        return replace(made.topic, indicator=" ".join([*own[-2:], "market share"]), indicator_id=None, near=NEAR)
