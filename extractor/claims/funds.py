"""What an amount is given as, named behind it: "$700 million in loan guarantees", "30 billion reais in credit to
exporters"."""

from __future__ import annotations

from dataclasses import replace

from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View

_JOINING = frozenset({"in", "of"})
_FOR = frozenset({"for", "to"})
_PUT = 5
"""Words from "put" to the amount, at most."""
_LONGEST = 3
"""Words of the kind of funds, and of those who get them, at most."""


def granted(view: View, nouns: Nouns, made: Link) -> Topic | None:
    """The topic of an amount behind which "in" or "of" names a kind of funds; None for others."""
    mark = made.mark
    if mark.record["kind"] != "money":
        return None
    k, stop = view.behind_bracket(mark), mark.closes
    if view.lowers[k : k + 1] == ["into"] and not word_class("put_into").isdisjoint(view.before(mark, _PUT)):
        return _spent_on(nouns, made, k + 1)
    if view.lowers[k : k + 1] == ["worth"]:
        k += 1
    if k >= stop or view.lowers[k] not in _JOINING or view.words[k].gap.strip("~)"):
        return None
    phrase = nouns.phrase(k + 1, stop)
    kind = next((i for i, word in enumerate(phrase[:_LONGEST]) if word in word_class("fund_kind")), None)
    if kind is None:
        return None
    while kind + 1 < len(phrase) and phrase[kind + 1] in word_class("fund_kind"):
        kind += 1
    told = [*phrase[: kind + 1], *_whose(view, nouns, k + 2 + kind, stop)]
    return replace(made.topic, indicator=" ".join(told), indicator_id=None, flow=None, near="fixed")


def _spent_on(nouns: Nouns, made: Link, first: int) -> Topic | None:
    """What money is put into: "will put 2.4 billion rupees into the promotion of tea"."""
    words = nouns.clean(nouns.phrase(first, made.mark.closes))[:_LONGEST]
    earned = made.topic.indicator_id in LEVIES | {"investment", "fdi"} or (words and words[-1] in word_class("coffers"))
    if not words or earned:
        return None
    label = " ".join([*words, "spending"])
    return replace(made.topic, indicator=label, indicator_id=None, flow=None, near="fixed")


def _whose(view: View, nouns: Nouns, i: int, stop: int) -> list[str]:
    """ "for" and those who get the funds, told right behind their kind."""
    if i >= stop or view.lowers[i] not in _FOR or view.words[i].gap.strip("~"):
        return []
    first = i + 1
    while first < stop and view.lowers[first] in ("the", "its", "their"):
        first += 1
    found = nouns.phrase(first, stop)
    if not found or len(found) > _LONGEST or any(view.covered[first : first + len(found)]):
        return []
    return ["for", *nouns.clean(found)]
