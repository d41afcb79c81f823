"""Items of a list that a number's topic left behind at the first: "grapes get 38,000 tonnes and apples 80,000", "toys
would go from 20% to 35%, footwear to 35% and cars to 50%"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular


def name_items(view: View, links: Sequence[Link]) -> None:
    """Puts the goods right before a number into the label that it shares with the number before; the numbers behind it
    in the sentence are of them, too."""
    nouns = Nouns(view)
    told = [made.topic.indicator for made in links]
    named: tuple[str, str] | None = None
    for number, (before, made) in enumerate(pairwise(links)):
        label = told[number + 1]
        if not label or label != told[number] or before.mark.sentence != made.mark.sentence:
            named = None
            continue
        item = nouns.clean(nouns.coordinate(made.mark))
        if item and singular(item[-1]) in goods() and set(item).isdisjoint(label.split()):
            named = label, _swapped(label.split(), item)
        if named is not None and named[0] == label != named[1]:
            made.topic = replace(made.topic, indicator=named[1], mark=None, near="list")


def _swapped(label: Sequence[str], item: Sequence[str]) -> str:
    """A label with other goods."""
    own = [k for k, word in enumerate(label) if singular(word) in goods()]
    if not own:
        return " ".join(label)
    return " ".join([*item[-3:], *label[own[-1] + 1 :]])
