"""Land under a crop: "the area under olives, 76,000 hectares, is twice what it was", "raised the area planted with
wheat to 5.1 million hectares"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import Mark, View

_LEADS = frozenset({"under", "with", "to", "for"})
_REACH = 8
"""Words from the crop to the number, at most."""


def name_areas(view: View, links: Sequence[Link]) -> None:
    """Names hectares by the crop that the area before them is under, and what is said of them in the sentence."""
    nouns, last = Nouns(view), None
    for made in links:
        mark = made.mark
        if last is not None and last.mark.sentence != mark.sentence:
            last = None
        if mark.record["kind"] == "measure" and mark.record["unit"] in word_class("area_unit"):
            if label := _under(view, nouns, mark):
                made.topic = replace(made.topic, indicator=label, indicator_id=None, flow=None, mark=None, near="fixed")
                last = made
        elif last is not None and _of_the_same(view, last.mark, mark):
            made.topic = replace(last.topic)


def _of_the_same(view: View, before: Mark, mark: Mark) -> bool:
    relative = mark.record["kind"] in ("percent", "multiple", "fraction")
    return relative and not view.within(view.indicators, before.last + 1, mark.first)


def _under(view: View, nouns: Nouns, mark: Mark) -> str:
    for i in range(mark.first - 3, mark.opens - 1, -1):
        if view.covered[i + 2] == "quantity" or mark.first - i > _REACH + 4:
            break
        if view.lowers[i] not in word_class("area_noun"):
            continue
        k = i + 1 + (view.lowers[i + 1] in word_class("planted"))
        if view.lowers[k] not in _LEADS or (view.lowers[k] != "under" and k == i + 1):
            break
        words = nouns.clean(nouns.things(k + 1, mark.first))
        return f"area under {' '.join(words[:3])}" if words else ""
    return ""
