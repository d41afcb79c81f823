"""Goods that a part of a trade is said to be: "Of this, Rs 210 crore was crude oil and Rs 90 crore was palm oil",
"of which 8 million were wheat and 4 million maize"."""

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
        mark = made.mark
        if last is not None and last[0].mark.sentence != mark.sentence:
            last = None
        behind = last is not None and mark.first - 1 == last[1] and not {":", "(", ","}.isdisjoint(
            view.text[max(0, mark.start - 2) : mark.start]
        )
        joined = last is not None and (behind or view.before(mark, 1) == ["and"])
        flow = last[0].topic.flow if last is not None and joined else made.topic.flow
        traded = flow in ("exports", "imports") and mark.record["kind"] in _KINDS
        told, stop = _goods(view, nouns, mark, joined) if traded else ([], 0)
        if told and (joined or _of_a_whole(view, mark)):
            _name(made, " ".join([*told, str(flow)]), flow)
            last = made, stop - 1
        elif last is not None and behind and mark.record["kind"] != last[0].mark.record["kind"]:
            _name(made, last[0].topic.indicator or "", last[0].topic.flow)


def _name(made: Link, label: str, flow: str | None) -> None:
    made.topic = replace(made.topic, indicator=label, indicator_id=flow, flow=flow, near="list")
    if made.mark.record["kind"] in ("percent", "fraction"):
        made.role, made.direction = "share", None


def _of_a_whole(view: View, mark: Mark) -> bool:
    """Whether the sentence opens with "of" and what the number is a part of, or "of which" stands before it."""
    if view.before(mark, 2) == ["of", "which"]:
        return True
    near = mark.first - mark.opens <= _LEAD
    return near and view.lowers[mark.opens] == "of" and "," in view.words[mark.first].gap


def _goods(view: View, nouns: Nouns, mark: Mark, joined: bool) -> tuple[list[str], int]:
    """The goods that a number is said to be, and the word behind them; in a list that such a number opens also without
    the verb: "… and 4.2 million maize"."""
    first = mark.last + 1
    elided = word_class("copula").isdisjoint(view.after(mark, 1))
    if elided and (not joined or (first < mark.closes and view.words[first].gap.strip("~-"))):
        return [], 0
    whole = nouns.phrase(first + (not elided), mark.closes)
    phrase, stop = nouns.clean(whole)[:_PHRASE], first + (not elided) + len(whole)
    ends = stop >= mark.closes or view.words[stop].gap.strip("~-") or view.lowers[stop] == "and"
    if not phrase or (elided and not ends):
        return [], 0
    last = singular(phrase[-1])
    kind = len(phrase) > 1 and last in word_class("goods_of_kind")
    return (phrase, stop) if last in goods() or kind else ([], 0)
