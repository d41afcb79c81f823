"""Goods that a part of a trade is said to be: "Of this, Rs 210 crore was crude oil and Rs 90 crore was palm oil"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_LEAD = 8
"""Words from the "of" to the part of what it names, at most."""
_KINDS = frozenset({"money", "percent", "fraction", "measure"})
_PHRASE = 3
"""Words of the goods' name, at most."""


def name_predicates(view: View, links: Sequence[Link]) -> None:
    """Puts the goods of the predicate into the label of a part of exports or imports, and of what says it again."""
    nouns = Nouns(view)
    last: tuple[Link, int] | None = None
    """The part named last, and the word at which its predicate ends."""
    for made in links:
        mark, flow = made.mark, made.topic.flow
        if last is not None and last[0].mark.sentence != mark.sentence:
            last = None
        again = last is not None and mark.first - 1 == last[1] and not {":", "(", ","}.isdisjoint(
            view.text[max(0, mark.start - 2) : mark.start]
        )
        told = _goods(view, nouns, mark) if flow in ("exports", "imports") and mark.record["kind"] in _KINDS else []
        if last is not None and again:
            _name(made, last[0].topic.indicator or "", last[0].topic.flow)
        elif told and (_of_a_whole(view, mark) or (last is not None and view.before(mark, 1) == ["and"])):
            _name(made, " ".join([*told, str(flow)]), flow)
            last = made, mark.last + 1 + len(told)


def _name(made: Link, label: str, flow: str | None) -> None:
    made.topic = replace(made.topic, indicator=label, indicator_id=flow, flow=flow, near="list")
    if made.mark.record["kind"] in ("percent", "fraction"):
        made.role, made.direction = "share", None


def _of_a_whole(view: View, mark: Mark) -> bool:
    """Whether the sentence opens with "of" and what the number is a part of."""
    near = mark.first - mark.opens <= _LEAD
    return near and view.lowers[mark.opens] == "of" and "," in view.words[mark.first].gap


def _goods(view: View, nouns: Nouns, mark: Mark) -> list[str]:
    """The goods that a number is said to be."""
    if word_class("copula").isdisjoint(view.after(mark, 1)):
        return []
    phrase = nouns.clean(nouns.phrase(mark.last + 2, mark.closes))[:_PHRASE]
    if not phrase:
        return []
    last = singular(phrase[-1])
    return phrase if last in goods() or (len(phrase) > 1 and last in word_class("goods_of_kind")) else []
