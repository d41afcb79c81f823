"""The word that an article turns around: the goods of a price that its own words do not name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import takewhile

from extractor.claims.cues import says, word_class
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import word_class as phrase_words
from extractor.components._quantity_nouns import singular

_LEAST = 3
"""How often the text below the headline must name the word, the indicators that it qualifies counted twice."""
_QUALIFYING = 3
"""How many mentions one as the modifier of an indicator counts for."""
_REMEDIES = 2
"""How often an article names its trade remedy, at least."""
_EARLY = 0.5
"""The part of an article, from its beginning, in which a remedy is named that all its duties may be."""
_MANY = 1000
"""People, at least, whose count is one of arrivals."""


def keyword(view: View) -> str:
    """The headline's noun or adjective that the text most often repeats, before others one that it speaks of with an
    indicator ("cocoa price"); "" where none is repeated."""
    heads = {m.last for m in view.indicators if view.zone(m.start) == "headline"}
    opening = takewhile(lambda word: view.zone(word.start) == "headline", view.words)
    names = [(i, word.lower.removesuffix("'s")) for i, word in enumerate(opening)]
    keys = {name: singular(name) for i, name in names if i not in heads and _specific(view, i, name)}
    if not keys:
        return ""
    wanted = frozenset(keys.values())
    told = [w for w in view.words if singular(w.lower) in wanted and view.zone(w.start) != "headline"]
    body = Counter(singular(w.lower) for w in told)
    common = {singular(w.text) for w in told}
    qualifying = Counter(singular(word) for m in view.indicators for word in m.record["modifiers"].split())
    often = {
        name: _QUALIFYING * qualifying[key] + body[key]
        for name, key in keys.items()
        if body[key] + qualifying[key] >= _LEAST and (key in common or qualifying[key] > 1)
    }
    return max(often, key=lambda name: often[name], default="")


@cache
def _general() -> frozenset[str]:
    """Words that an article doesn't turn around."""
    told = frozenset[str]().union(*map(word_class, ("any_goods", "no_goods", "placeholder", "no_keyword")))
    return told | frozenset(phrase_words("scope")) | frozenset(phrase_words("empty"))


def _specific(view: View, i: int, name: str) -> bool:
    tag = view.tags.get(view.words[i].start, "NN")
    plain = view.covered[i] in ("", "indicator") and i not in view.named and tag[:2] in ("NN", "JJ")
    return plain and name not in _general() and name.replace("-", "").isalpha()


def remedy(view: View) -> str:
    """The trade remedy that the duties of an article are: "anti-dumping" where it is named more often than levies of
    another kind, or early and no such levy is; else ""."""
    kinds = word_class("trade_remedy")
    told = [m.record for m in view.indicators if m.record["indicator_id"] == "tariff"]
    own = [next((w for w in r["indicator"].split() if w in kinds), "") for r in told]
    ordinary = (word_class("levy_kind") - kinds - word_class("stage")) | word_class("plain_levy")
    other = sum(1 for r, kind in zip(told, own, strict=True) if not kind and set(r["indicator"].split()) & ordinary)
    qualified = sum(1 for r, kind in zip(told, own, strict=True) if not kind and r["modifiers"])
    first = next((kind for kind in own if kind), "")
    named = Counter(kind for kind in own if kind)
    often = named[first] >= _REMEDIES and named[first] > qualified
    lead = len(view.text) * _EARLY
    early = not other and any(kind and r["start"] < lead for r, kind in zip(told, own, strict=True))
    return first if first and len(named) == 1 and (often or early) else ""


def arriver(view: View) -> str:
    """Who comes, where an article speaks of arrivals: the people whom it counts first ("foreign visitor"), else those
    whom it names most often; "" where it names no people that visit."""
    people = word_class("visiting") - word_class("any_person")
    for q in view.quantities:
        words = [singular(w) for w in str(q.record.get("noun") or "").lower().split()]
        if words and words[-1] in people and Decimal(str(q.record.get("value") or 0)) >= _MANY:
            return " ".join(w for w in words if w in word_class("from_abroad") or w == words[-1])
    found = Counter(w for w in map(singular, view.lowers) if w in people)
    return max(found, key=lambda word: found[word], default="")


def visa_free(view: View, mark: Mark) -> bool:
    """Whether the paragraph of a number up to its sentence's end speaks of going without a visa, or the sentence before
    does, which a pronoun takes up: "They may stay for up to 30 days"."""
    if says(view.lately(mark), "visa_free"):
        return True
    first = view.bounds[mark.sentence][0]
    if not mark.sentence or view.lowers[first] not in word_class("takes_up"):
        return False
    return says(f" {' '.join(view.lowers[slice(*view.bounds[mark.sentence - 1])])} ", "visa_free")


def with_words(topic: Topic, kind: str, who: str, free: bool) -> Topic:
    """Bare duties, arrivals and stays with the article's words for them: "anti-dumping duty", "tourist arrivals",
    "permitted visa-free stay"."""
    label = (topic.indicator or "").split()
    label = label if len(label) < 2 or not kind else [w for w in label if w not in (kind, "duty")] or label
    bare = label[-1:] and label[-1] in word_class("bare_duty") and set(label[:-1]) <= word_class("stage")
    if topic.indicator_id == "tariff" and kind and bare:
        return replace(topic, indicator=" ".join([*label[:-1], kind, "duty"]))
    plain = label[-1:] == ["arrivals"] and {singular(w) for w in label[:-1]} <= word_class("visiting")
    if topic.indicator_id == "arrivals" and who and plain:
        return replace(topic, indicator=f"{who} arrivals")
    if topic.indicator_id == "stay" and free and set(label) <= word_class("bare_stay"):
        return replace(topic, indicator="permitted visa-free stay")
    return topic


def with_keyword(topic: Topic, word: str) -> Topic:
    """A price, an output, or what is told in bags or boxes takes the article's word where it doesn't say of what it is:
    "cocoa price"."""
    told = (topic.indicator or "").split()
    priced = topic.indicator_id == "price" and set(told) <= word_class("bare_price")
    packed = len(told) == 1 and topic.flow is None and singular(told[0]) in word_class("unit_noun")
    headed = len(told) == 1 and told[0] in word_class("keyword_head")
    if not word or not (priced or packed or headed) or singular(word) in map(singular, told):
        return topic
    return replace(topic, indicator=f"{word} {topic.indicator}")
