"""Rates of what is paid back or kept of a value: "a cash incentive of 0.3 percent for garments", "charges a 4 percent
royalty on gold and wants to raise it to 6"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.role_signs import rebate_at
from extractor.claims.view import Mark, View

_FOR = frozenset({"on", "for"})
_LONGEST = 3
"""Words of a rebate's name, and of what it is on, at most."""
_TAKEN_UP = frozenset({"it", "this", "that"})
_NEXT = 1
"""Sentences from a rate to another that a pronoun leads to, at most."""
_MOVED = 4
"""Words from the pronoun to the other rate, at most."""


def name_rebates(view: View, links: Sequence[Link]) -> None:
    """Names the rates of rebates, tax credits and royalties by their own words; those told next after them, too."""
    nouns, last = Nouns(view), None
    for made in links:
        mark = made.mark
        if mark.record["kind"] != "percent":
            continue
        head = rebate_at(view, mark)
        if head is None:
            head = _behind(view, mark)
        if head is not None:
            label = _named(view, nouns, head, mark)
            if label:
                made.topic = replace(made.topic, indicator=label, indicator_id=None, near="fixed")
                made.role, made.direction = "rate", None
                last = made
        elif last is not None and _goes_on(view, last.mark, mark):
            made.topic = replace(last.topic, near="sentence")
            made.role, made.direction = "rate", None
            last = made


def _behind(view: View, mark: Mark) -> int | None:
    """The word for what a number stands before: "a 7 percent royalty on lithium"."""
    stop = min(mark.closes, mark.last + 1 + _LONGEST)
    told = next((i for i in range(mark.last + 1, stop) if view.lowers[i] in word_class("rebate_word")), None)
    if told is None or any(word.gap.strip("~-") for word in view.words[mark.last + 1 : told + 1]):
        return None
    between = (view.tags.get(word.start, "NN")[:2] for word in view.words[mark.last + 1 : told])
    return told if all(tag in ("NN", "JJ") for tag in between) else None


def _named(view: View, nouns: Nouns, head: int, mark: Mark) -> str:
    """The name of a rebate, with what it is on."""
    low = mark.last + 1 if mark.last < head else mark.opens
    words = [w for w in nouns.back(head, low, head) if w not in word_class("light") and w != "and"][-_LONGEST:]
    k = head + 1
    told: list[str] = []
    if k < mark.closes and view.lowers[k] in _FOR and not view.words[k].gap.strip("~"):
        told = nouns.clean(nouns.phrase(k + 1, mark.closes))[:_LONGEST]
    return " ".join([*words, *(["on", *told] if told else [])])


def _goes_on(view: View, before: Mark, mark: Mark) -> bool:
    """Whether a percentage is another rate of the same: "to 0.3 percent from 0.5", "plans to raise it to 6 percent"."""
    led = [w for w in view.before(mark, _MOVED) if w not in word_class("light")]
    moved = led[-1:] in (["to"], ["from"], ["at"])
    if before.sentence == mark.sentence:
        return moved and view.within(view.indicators, before.last + 1, mark.first) == []
    return moved and mark.sentence - before.sentence <= _NEXT and not _TAKEN_UP.isdisjoint(led)
