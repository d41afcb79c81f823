"""Prices at auctions, of futures and of benchmarks, which are those of no exports: "at last week's auction a kilo sold
for $2.19, 3.5 per cent less than the week before"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.flow_dealings import words_of
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View, large

_KINDS = frozenset({"money", "percent", "fraction"})


def auctioned(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether a number is such a price or its change, and its topic goes on with the article's exports."""
    told = view.lowers[mark.opens : mark.closes]
    if word_class("auction_word").isdisjoint(told) or not word_class("exports_words").isdisjoint(told):
        return False
    money = [q for q in view.within(view.quantities, mark.opens, mark.closes) if q.record["kind"] == "money"]
    sold = topic.flow == "exports" or (topic.flow is None and topic.near in ("inherited", "unit"))
    return bool(money) and not any(map(large, money)) and mark.record["kind"] in _KINDS and sold


def bid(topic: Topic) -> Topic:
    """The price of the goods that the topic names."""
    own = [w for w in words_of(topic) if w not in word_class("exports_words") | {"price", "prices"}]
    label = " ".join([*own, "price"])
    return replace(topic, indicator=label, indicator_id="price", flow=None, mark=None, near="turned")
