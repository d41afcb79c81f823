"""The goods that a whole article is about: a headline's "Palm oil" above bare "exports", "output" and "receipts".

They are told where the headline names goods of one kind, and the text neither tells trade of others nor any of all
goods: no balance, no total, not both bare exports and bare imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor import lookups
from extractor.claims.cues import word_class
from extractor.claims.label_words import stem
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.view import Mark, View
from extractor.components._indicator_heads import word_class as phrase_words
from extractor.components._quantity_nouns import singular
from extractor.groups import rows_of
from extractor.words import first_at

_FLOWS = ("exports", "imports")
_UNIT = 12
"""Words from "a kilo of ribs" to its price, at most."""


def name_article_goods(view: View, links: Sequence[Link]) -> None:
    """Puts the article's goods into the labels that name none."""
    told = _article_goods(view)
    for made in links if told and not _parted(links, told) else ():
        label = (made.topic.indicator or "").split()
        if label and label[-1] in _heads() and not _of_others(view, made, told):
            own = [word for word in label[:-1] if word not in _empty()]
            if set(own) <= word_class("way_of_trade") and set(told).isdisjoint(map(stem, own)):
                made.topic = replace(made.topic, indicator=" ".join([*told, *own, label[-1]]))


def _parted(links: Sequence[Link], told: Sequence[str]) -> bool:
    """Whether numbers are told of other goods, or of these as a part that the rest is none of: "Gold brought in …"."""
    own = _alike(told[-1]) | set(told)
    for made in links:
        words = {singular(w) for w in (made.topic.indicator or "").split()}
        named = words & _plain_goods()
        part = made.topic.near == "product" and made.mark.record["kind"] == "money"
        others = named - own - word_class("form_of_goods")
        if made.topic.indicator_id in rows_of("trade") and (others or (named and part)):
            return True
    return False


@cache
def _plain_goods() -> frozenset[str]:
    """Goods that neither carry nor hold others."""
    return goods() - word_class("carries_goods") - word_class("unit_noun")


@cache
def _alike(name: str) -> set[str]:
    """Goods and the general terms that stand for them."""
    return {name, *(row["term"] for row in lookups.table("goods_terms") if name in lookups.cells(row, "goods"))}


def _of_others(view: View, made: Link, told: Sequence[str]) -> bool:
    """Whether a number counts what is no pack of goods ("eight workers"), or is the price of a measure of other things:
    "a kilo of ribs costs"."""
    mark = made.mark
    noun = str(mark.record.get("noun") or "").split()[-1:]
    if mark.record["kind"] == "count" and noun and singular(noun[0]) not in word_class("unit_noun"):
        return True
    words = view.lowers[max(mark.opens, mark.first - _UNIT) : mark.first] if made.topic.indicator_id == "price" else []
    units = word_class("unit_noun")
    of = next((k for k in range(1, len(words) - 1) if words[k] == "of" and singular(words[k - 1]) in units), None)
    return of is not None and singular(words[of + 1]) not in {*told, *_alike(told[-1]), "the", "it"}


@cache
def _heads() -> frozenset[str]:
    """The heads, one word each, of the rows that are told of goods, without levies."""
    rows = (row for row in lookups.table("indicators") if row["id"] in rows_of("of_one_goods"))
    return frozenset(head.lower() for row in rows for head in lookups.cells(row, "heads")) | word_class("keyword_head")


@cache
def _empty() -> frozenset[str]:
    """Words before a head that name no goods: packs, who trades, amounts, times, money."""
    money = (w for row in lookups.table("currency_forms") for f in lookups.cells(row, "forms") for w in f.split())
    classes = map(word_class, ("unit_noun", "agent", "no_trade_goods", "any_goods", "no_goods_head", "bare_volume"))
    plural = frozenset(f"{word}s" for word in word_class("unit_noun"))
    return plural.union(filter(str.isalpha, money), *classes) - word_class("way_of_trade")


def _article_goods(view: View) -> list[str]:
    """The words of the goods, the last one in the singular; none where an article is about no one kind."""
    stop = first_at(view.words, next((z["end"] for z in view.zones if z["zone"] == "headline"), 0))
    spots = [i for i in range(stop) if _names_goods(view, i)]
    heads = [i for i in spots if i + 1 not in spots or view.words[i + 1].gap.strip("~")]
    if len({singular(view.lowers[i]) for i in heads}) != 1 or _of_all_goods(view, stop):
        return []
    at = heads[0]
    if not word_class("headline_lift").isdisjoint(view.lowers[at + 1 : at + 2]):
        return []
    name = singular(view.lowers[at])
    body = [singular(word) for word in view.lowers[stop:]]
    first = view.lowers[at - 1] if at and not view.words[at].gap.strip("~") else ""
    pairs = {body[k - 1] for k in range(1, len(body)) if body[k] == name}
    known = at - 1 in spots or first in word_class("goods_prefix") or (first in pairs and _qualifies(view, at - 1))
    whole = [first, name] if first and known else [name]
    own = _alike(name) | set(whole)
    traded = (m.record["modifiers"] for m in view.indicators if m.record["indicator_id"] in rows_of("trade"))
    foreign = _plain_goods() - own - word_class("form_of_goods")
    if any(foreign & set(map(singular, words.split())) for words in traded):
        return []
    others = sum(1 for i in range(stop, len(view.words)) if _is_rival(view, i, own))
    return whole if sum(1 for word in body if word in own) + len(heads) >= others else []


def _names_goods(view: View, i: int) -> bool:
    """Whether a word of the headline names goods, and nobody nor any carrier of them."""
    word = singular(view.lowers[i])
    plain = view.covered[i] in ("", "indicator") and i not in view.named
    return plain and word in _plain_goods()


def _qualifies(view: View, i: int) -> bool:
    """Whether a word before the headline's goods belongs to their name."""
    word = view.lowers[i]
    light = phrase_words("scope") | phrase_words("empty") | phrase_words("stop") | word_class("no_keyword")
    return view.covered[i] in ("", "indicator") and i not in view.named and word.isalpha() and word not in light


def _is_rival(view: View, i: int, own: set[str]) -> bool:
    """Whether a word of the text names other goods."""
    word = singular(view.lowers[i])
    tag = view.tags.get(view.words[i].start, "NN")
    known = word in _plain_goods() and word not in word_class("form_of_goods")
    return known and word not in own and view.covered[i] in ("", "indicator") and tag[:2] == "NN"


def _of_all_goods(view: View, stop: int) -> bool:
    """Whether an article tells of trade in all goods, of a balance, or lets its goods only move a whole."""
    bare: set[str] = set()
    for m in view.indicators:
        record = m.record
        row, flow = record["indicator_id"], str(record["flow"])
        if row in rows_of("balances") or record["sector"]:
            return True
        if row in rows_of("trade") and not record["modifiers"]:
            bare.add(flow)
            whole = view.lowers[max(0, m.first - 1) : m.last]
            if (m.first < stop and flow in _FLOWS) or not word_class("total_scope").isdisjoint(whole):
                return True
            if _owned(view, m):
                return True
    return set(_FLOWS) <= bare


def _owned(view: View, named: Mark) -> bool:
    """Whether bare trade is a place's, and its sentence weighs nothing: "Germany's exports rose 3 percent"."""
    if view.covered[named.first] != "place" or view.lowers[named.last] not in _FLOWS:
        return False
    told = view.within(view.quantities, named.last, min(named.closes, named.last + _UNIT))
    return all(q.record["kind"] != "measure" for q in told)
