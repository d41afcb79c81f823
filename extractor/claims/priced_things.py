"""What a price per thing is of, where the rules only carry on what the text spoke of: freight per container, spending
per visitor, and the goods that are said to fetch it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.lexicon import says, word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_CARRIED = frozenset({"unit", "inherited", "sentence"})
"""Ways of finding a topic that carry on another's."""
_PRICED = frozenset({"price", "change", "growth"})
_MARKET = 10
"""Words before a price in which it is told to be that of a market, at most."""
_FAR = 40
"""Words between goods and their price, at most."""
_NO_GOODS = ("measure_noun", "agent", "no_goods", "placeholder", "bare_price")
"""Classes of words that fetch no price themselves."""


def name_prices(view: View, links: Sequence[Link]) -> None:
    """Names freight rates, spending per visitor, and prices whose goods their own sentence tells."""
    nouns: Nouns | None = None
    for number, made in enumerate(links):
        after = links[number + 1] if number + 1 < len(links) else None
        if after is not None and _leads_to_price(view, made, after):
            named = [w for w in (made.topic.indicator or "").split() if w not in word_class("trade_word")]
            price = " ".join([*named, "price"])
            made.topic = replace(made.topic, indicator=price, indicator_id="price", flow=None)
            after.topic = replace(after.topic, indicator=price, indicator_id="price", flow=None)
            continue
        if made.topic.indicator_id == "price" and made.topic.flow and _on_market(view, made):
            named = [w for w in (made.topic.indicator or "").split() if w not in word_class("trade_word")]
            shipped = made.topic.indicator
            for other in links:
                if other.mark.sentence == made.mark.sentence and other.topic.indicator == shipped:
                    other.topic = replace(other.topic, indicator=" ".join(named), flow=None)
        if made.role in _PRICED and (goods := _by_the_unit(view, made)):
            made.topic = replace(made.topic, indicator=f"{goods} price", indicator_id="price", flow=None)
            continue
        unit = made.mark.record["unit"].partition("/")[2]
        if unit and made.topic.indicator == "price" and (told := _told_per(view, made)):
            made.topic = replace(made.topic, indicator=told)
            continue
        bare = not unit and made.topic.indicator == "price" and made.topic.near == "unit"  # "A visa costs $30"
        if made.mark.record["kind"] != "money" or not (unit or bare) or made.topic.near not in _CARRIED:
            continue
        if made.topic.indicator_id != "price":
            continue
        nouns = nouns or Nouns(view)
        label = _freight(view, made, unit) or _per_head(made, unit) or _fetched(view, nouns, made)
        if label:
            row = "freight_rate" if label.endswith("rate") else made.topic.indicator_id
            made.topic = replace(made.topic, indicator=label, indicator_id=row, flow=None)


def _leads_to_price(view: View, made: Link, after: Link) -> bool:
    """Whether a growth of goods leads to what they cost: "arabica coffee dropped 2.5% to $3.90 per pound"."""
    traded = made.topic.flow in ("exports", "imports") and made.topic.indicator_id in ("exports", "imports")
    grown = made.role == "growth" and made.mark.record["kind"] == "percent"
    grown = grown and made.mark.sentence == after.mark.sentence
    priced = after.mark.record["kind"] == "money" and "/" in after.mark.record["unit"]
    between = view.lowers[made.mark.last + 1 : after.mark.first]
    own = (made.topic.indicator or "").split()[:-1]
    return traded and grown and priced and bool(own) and between in (["to"], ["at"]) and made.topic.near == "product"


def _on_market(view: View, made: Link) -> bool:
    """Whether a price is a market's, and not that of what is shipped: "beans traded at 95,000 dong a kilo"."""
    first = max(made.mark.opens, made.mark.first - _MARKET)
    told = view.within(view.quantities, first, made.mark.first)
    words = view.lowers[told[-1].last + 1 if told else first : made.mark.first]
    told_of = f" {' '.join(view.lowers[made.mark.opens : made.mark.first])} "
    return says(f" {' '.join(words)} ", "on_market") and not says(told_of, "trade_price")


def _by_the_unit(view: View, made: Link) -> str | None:
    """The goods of which a sentence tells what a unit costs, where its topic names none: "A kilo of tomatoes sells for
    45 pesos, 12 pesos more than in May"."""
    label = (made.topic.indicator or "price").split()
    for i in range(made.mark.first - 3, made.mark.opens, -1):
        if view.lowers[i + 1] != "of" or view.lowers[i] not in word_class("sold_by") or i in view.named:
            continue
        led = view.lowers[i - 1] in word_class("one_of_unit") or view.covered[i - 1] == "quantity"
        if not led or (label != ["price"] and singular(view.lowers[i]) not in label):
            return None
        goods = Nouns(view).phrase(i + 2, made.mark.first)
        verb = next((k for k, word in enumerate(goods) if word in word_class("price_verb")), len(goods))
        behind = range(i + 2 + verb, made.mark.first)
        costs = any(view.lowers[k] in word_class("price_verb") or k in view.change_words for k in behind)
        costs = costs and not any(_turns(view, k) for k in behind)
        return " ".join(goods[:verb]) if verb and costs else None
    return None


def _turns(view: View, k: int) -> bool:
    """Whether word k opens a clause of something else: "; silver rose", "while pork fell"."""
    joins = view.lowers[k] in word_class("turn_to_another") and view.covered[k + 1] != "quantity"
    return ";" in view.words[k].gap or joins


def _told_per(view: View, made: Link) -> str | None:
    """What the sentence tells of each, where that is no price: "receipts per visitor fell from $1,484 to $1,151"."""
    first = max(made.mark.opens, made.mark.first - _FAR)
    at = next((i for i in range(made.mark.first - 1, first, -1) if view.lowers[i] == "per"), None)
    if at is None or at + 1 >= made.mark.first or at == first:
        return None
    told = view.lowers[at - 1]
    return f"{told} per {view.lowers[at + 1]}" if told in word_class("per_noun") else None


def _freight(view: View, made: Link, unit: str) -> str | None:
    """Money per container is what it costs to ship, where the sentence or the one before speaks of rates."""
    boxed = unit in ("TEU", "FEU") or singular(unit) in word_class("boxed")
    sentence = made.mark.sentence
    first = view.bounds[max(sentence - 1, 0)][0]
    told = not word_class("freight_words").isdisjoint(view.lowers[first : made.mark.closes])
    return "container freight rate" if boxed and told else None


def _per_head(made: Link, unit: str) -> str | None:
    """ "They spent 290 billion baht, some 48,400 a head"; behind arrivals it is their spending, too."""
    told = (made.topic.indicator or "").removesuffix("price").split()
    spent = bool(told) and told[-1] in word_class("spending_words")
    if not spent or singular(unit) not in word_class("person_unit"):
        return None
    return " ".join(
        [*(["spending"] if singular(told[-1]) in word_class("visiting") | {"arrival"} else told), "per visitor"]
    )


def _fetched(view: View, nouns: Nouns, made: Link) -> str | None:
    """The goods that open a sentence whose verb is one of prices: "Dysprosium fetches $850 a kilo"."""
    label = {singular(w) for w in (made.topic.indicator or "").split()}
    lead = view.lowers[max(made.mark.opens, made.mark.first - _FAR) : made.mark.first]
    if word_class("price_verb").isdisjoint(lead) or not label.isdisjoint(map(singular, lead)):
        return None
    goods = nouns.clean(nouns.subject(made.mark))
    passed = set().union(*map(word_class, _NO_GOODS))
    if not goods or not {singular(w) for w in passed}.isdisjoint(map(singular, goods)):
        return None
    return f"{' '.join(goods[-2:])} price" if not goods[-1].endswith("ers") else None
