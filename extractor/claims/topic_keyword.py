"""The word that an article turns around: the goods of a price or a count that its own words do not name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import View
from extractor.components.indicators import word_class as phrase_words

_LEAST = 3
"""How often the text below the headline must name the word, the indicators that it qualifies counted twice."""
_QUALIFYING = 3
"""How many mentions one as the modifier of an indicator counts for."""


def stem(word: str) -> str:
    """A word without its plural."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def keyword(view: View) -> str:
    """The headline's noun or adjective that the text most often repeats, before others one that it speaks of with an
    indicator ("cocoa price"); "" where none is repeated."""
    below = [w for w in view.words if view.zone(w.start) != "headline"]
    body = Counter(stem(w.lower) for w in below)
    common = {stem(w.text) for w in below}
    qualifying = Counter(stem(word) for m in view.indicators for word in m.record["modifiers"].split())
    found: dict[str, int] = {}
    for i, word in enumerate(view.words):
        name = word.lower.removesuffix("'s")
        if view.zone(word.start) != "headline":
            break
        key = stem(name)
        often = body[key] + qualifying[key] >= _LEAST and (key in common or qualifying[key] > 1)
        if not often or not _specific(view, i, name):
            continue
        found.setdefault(name, _QUALIFYING * qualifying[key] + body[key])
    return max(found, key=lambda name: found[name], default="")


def _specific(view: View, i: int, name: str) -> bool:
    heads = {m.last for m in view.indicators if view.zone(m.start) == "headline"}
    told = word_class("any_goods") | word_class("no_goods") | word_class("placeholder") | word_class("no_keyword")
    tag = view.tags.get(view.words[i].start, "NN")
    return (
        view.covered[i] in ("", "indicator")
        and i not in heads
        and i not in view.named
        and tag[:2] in ("NN", "JJ")
        and name.isalpha() | ("-" in name)
        and name not in told
        and name not in phrase_words("scope")
        and name not in phrase_words("empty")
    )


def with_keyword(topic: Topic, word: str) -> Topic:
    """A price or a counted thing told without what it is of takes the article's word: "cocoa price"."""
    told = (topic.indicator or "").split()
    priced = topic.indicator_id == "price" and set(told) <= word_class("bare_price")
    bare = priced or (len(told) == 1 and topic.flow is None)
    if not word or not bare or topic.indicator_id in rows_of("trade") or any(stem(word) == stem(t) for t in told):
        return topic
    return replace(topic, indicator=f"{word} {topic.indicator}")
