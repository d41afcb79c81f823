"""Goods under the name that the article calls them by: "the red metal" is copper, "CPO" crude palm oil.

data/goods_terms.csv has the general terms and what each may stand for; a term is taken for the goods named last before
it, where it is definite ("the bean", "this grain"). Short forms are those that the article explains in brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from extractor import lookups
from extractor.claims.lexicon import goods, word_class
from extractor.claims.link import Link
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_BRACKETED = re.compile(r"\(([A-Z]{2,6})s?\)")
_LOOSE = frozenset({"and", "of", "the", "for", "in", "on", "to"})
_BEFORE = 100
"""Characters before a bracket in which a short form is explained."""
_REACH = 80
"""Words between a general term and its number, at most."""


def name_goods(view: View, links: Sequence[Link]) -> None:
    """Puts the goods' own names into the labels."""
    goods = Goods(view)
    for made in links:
        written = (made.topic.indicator or "").split()
        label = traded(written)
        told = [word for k in range(len(label)) for word in goods.named(made.mark, label, k)]
        if told != written:
            made.topic = replace(made.topic, indicator=" ".join(dict.fromkeys(told)))


def traded(label: Sequence[str]) -> list[str]:
    """A label of exports or imports without who trades and what a headline's verb does to them: "miners exports",
    "electronics lifts exports", and without what is no goods: "preceding season exports"."""
    if label[-1:] not in (["exports"], ["imports"]):
        return list(label)
    if len(label) > 1 and label[-2] in _no_goods() and label[0] != "time":
        stop = len(label) - 1
        while stop and label[stop - 1] in _no_goods():
            stop -= 1
        return [*label[:stop], label[-1]] if stop and label[stop - 1] in goods() else [label[-1]]
    verb = max((k for k, word in enumerate(label[:-1]) if word in word_class("headline_lift")), default=-1)
    return [w for w in label[verb + 1 :] if w not in word_class("no_trade_goods")]


@cache
def _no_goods() -> frozenset[str]:
    """Words that end no name of goods: times, adjustments, money."""
    money = (f for row in lookups.table("currency_forms") for f in lookups.cells(row, "forms"))
    return word_class("no_goods_head").union(filter(str.isalpha, money)) - word_class("goods_too") - goods()


def short_forms(text: str) -> dict[str, tuple[str, ...]]:
    """Short form in lower case → the words that the article explains it by: "crude palm oil (CPO)"; not those that the
    indicator table knows."""
    found: dict[str, tuple[str, ...]] = {}
    for bracket in _BRACKETED.finditer(text):
        short = bracket[1].lower()
        words = re.findall(r"\w+", text[max(0, bracket.start() - _BEFORE) : bracket.start()].lower())
        for size in range(len(short), min(len(short) + 2, len(words)) + 1):
            phrase = words[-size:]
            initials = "".join(w[0] for w in phrase if size == len(short) or w not in _LOOSE)
            if initials == short and short not in _known():
                found.setdefault(short, tuple(phrase))
                break
    return found


@cache
def _known() -> frozenset[str]:
    """Words of the indicator table."""
    return frozenset(
        w for row in lookups.table("indicators") for form in lookups.cells(row, "heads") for w in form.split()
    )


@cache
def _terms() -> Mapping[tuple[str, str], frozenset[str]]:
    """Term and epithet → goods; the epithet is empty where there is none."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in lookups.table("goods_terms"):
        for epithet in lookups.cells(row, "epithets") or [""]:
            found[row["term"], epithet] = frozenset(lookups.cells(row, "goods"))
    return found


class Goods:
    """Finds the goods that one article's general terms stand for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.short = short_forms(view.text)
        self._spots: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def named(self, mark: Mark, label: Sequence[str], k: int) -> Sequence[str]:
        """What stands for a label's word k: itself, its long form, the goods meant, nothing for their epithet."""
        word = label[k]
        if word in self.short:
            return self.short[word]
        if k + 1 < len(label) and (label[k + 1], word) in _terms():
            return () if self._meant(mark, label[k + 1]) else (word,)
        goods = self._meant(mark, word) if (word, "") in _terms() else None
        return (goods,) if goods else (word,)

    def _meant(self, mark: Mark, term: str) -> str | None:
        """The goods that the last definite use of a general term before the end of a number's sentence stands for."""
        view = self.view
        for i in range(mark.closes - 1, max(mark.closes - _REACH, 0), -1):
            if view.lowers[i].removesuffix("'s").removesuffix("’s") != term:
                continue
            epithet = view.lowers[i - 1] if (term, view.lowers[i - 1]) in _terms() else ""
            if view.lowers[i - 1 - bool(epithet)] not in word_class("definite"):
                return None
            goods = _terms()[term, epithet]
            return next(iter(goods)) if len(goods) == 1 else self._last(i, (term, epithet))
        return None

    def _last(self, stop: int, key: tuple[str, str]) -> str | None:
        """The goods, of those that a term may stand for, named last before a word."""
        if key not in self._spots:
            words = ((i, singular(word)) for i, word in enumerate(self.view.lowers))
            self._spots[key] = [(i, word) for i, word in words if word in _terms()[key]]
        spots = self._spots[key]
        at = bisect_left(spots, (stop, ""))
        return spots[at - 1][1] if at else None
