"""The goods of an article's levy: where the headline or the first sentence lays a duty on one thing, the bare duties
below are on it, too, as long as the text names no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic_levies import LEVIES, other_subject
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_AROUND = 8
"""Words on both sides of a rate in which other goods may be named."""
_RATES = frozenset({"percent", "percentage_points", "money", "multiple", "fraction"})
_LONGEST = 2
"""Words of the goods that a label takes."""


def name_levied_goods(view: View, links: Sequence[Link]) -> None:
    """Gives bare duties the goods that the article's first levy is on."""
    for made in links:
        if made.topic.indicator_id in LEVIES and made.topic.indicator:
            told = [w for w in made.topic.indicator.split() if w not in word_class("laid")]
            made.topic = replace(made.topic, indicator=" ".join(told) or made.topic.indicator)
    levies = [made for made in links if made.topic.indicator_id in LEVIES and made.mark.record["kind"] in _RATES]
    nouns = Nouns(view)
    for made in levies:
        if fronted := _fronted(view, nouns, made):
            kinds = [w for w in (made.topic.indicator or "").split() if w not in goods_of(made)]
            made.topic = replace(made.topic, indicator=" ".join([*fronted, *kinds]))
    if len(levies) < 2:
        return
    lead = view.sentences[min(1, len(view.sentences) - 1)][1]
    first = next((made for made in levies if goods_of(made) and made.mark.start < lead), None)
    if first is None:
        return
    goods = goods_of(first)
    kinds = [w for w in (first.topic.indicator or "").split() if w not in goods]
    known = {singular(w) for w in goods}
    other = -1  # the paragraph in which another thing was taxed last
    for made in levies:
        own, paragraph = goods_of(made), view.paragraph(made.mark.start)
        if own:
            other = paragraph if known.isdisjoint(map(singular, own)) else -1
        elif other != paragraph and _may_be_on(view, made, kinds) and not other_subject(nouns, made.mark, known):
            label = (made.topic.indicator or "").split()
            made.topic = replace(made.topic, indicator=" ".join([*goods[-_LONGEST:], *label]))


def _fronted(view: View, nouns: Nouns, made: Link) -> list[str]:
    """The goods that open a sentence on their levy: "On coated sheet it proposes to cut the duty to 20%"."""
    first, stop = made.mark.opens, made.mark.first
    told = view.within(view.quantities, first, stop)
    if view.lowers[first] not in word_class("levied_for") or any(";" in view.words[i].gap for i in range(first, stop)):
        return []
    i = first + 1
    while i < stop and (view.covered[i] == "place" or view.lowers[i] in word_class("one_of_unit") | {"the"}):
        i += 1
    found = nouns.clean(nouns.phrase(i, stop))
    end = told[0].first if told else stop
    levied = view.within(view.indicators, i + len(found), end)
    named = levied and levied[0].record["indicator_id"] in LEVIES and not levied[0].record["modifiers"]
    plain = found and word_class("levy_head").isdisjoint(found) and "any" not in found
    no_goods = word_class("any_goods") | word_class("no_qualifier") | word_class("agent") | word_class("set_phrase")
    goods = plain and no_goods.isdisjoint(found)
    return found[-3:] if named and goods and not view.covered[i] else []


def goods_of(made: Link) -> list[str]:
    """The words of a levy's label that name goods."""
    levied = word_class("bare_duty") | word_class("levy_kind") | word_class("trade_remedy") | word_class("stage")
    levied |= word_class("any_goods") | word_class("levy_word")
    return [w for w in (made.topic.indicator or "").split() if w not in levied]


def _may_be_on(view: View, made: Link, kinds: Sequence[str]) -> bool:
    """Whether neither the label nor the words around a rate speak of all goods or of another levy."""
    label = set((made.topic.indicator or "").split())
    general = word_class("general_levy")
    if label & general and not label & general & set(kinds):
        return False
    mark = made.mark
    around = view.lowers[max(mark.opens, mark.first - _AROUND) : min(mark.closes, mark.last + 1 + _AROUND)]
    return not set(around) & word_class("any_goods")
