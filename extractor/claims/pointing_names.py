"""Labels that only point at what their sentence tells: "the difference" between exports and imports, "the chief export"
that goods are, a visa for its fee, trips for arrivals, the rate at which exports cover imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic import Topic
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular

_FLOWS = ("exports", "imports")
_MADE = 4
"""Words from "made" to the trips, at most."""


def name_pointed(view: View, links: Sequence[Link]) -> None:
    """Puts what is meant in the place of such labels."""
    nouns, come = Nouns(view), "visitor arrivals"
    for number, made in enumerate(links):
        label = (made.topic.indicator or "").split()
        kind = made.mark.record["kind"]
        if kind == "money" and "difference" in label:
            _difference(made, links[max(0, number - 2) : number])
        elif label[-1:] and made.topic.flow == label[-1] and set(label[:-1]) & word_class("main_of"):
            _rank(view, nouns, made, label)
        elif kind == "money" and label[-1:] and label[-1] in word_class("paid_document"):
            made.topic = replace(made.topic, indicator=" ".join([*label, "fee"]), indicator_id="fee", flow=None)
        elif kind == "count" and label and (label == ["arrival"] or _arrive(view, made, label[-1])):
            made.topic = replace(made.topic, indicator=come, indicator_id="arrivals", flow=None)
        elif made.topic.indicator_id == "arrivals" and "arrivals" in label[1:]:
            come = str(made.topic.indicator)


def _difference(made: Link, before: Sequence[Link]) -> None:
    """The balance of the exports and imports told right before it."""
    told = {b.topic.flow: b for b in before if b.role == "level" and b.mark.record["unit"] == made.mark.record["unit"]}
    if set(told) != set(_FLOWS):
        return
    sold, bought = (told[flow].mark.record["value"] for flow in _FLOWS)
    if sold is None or bought is None:
        return
    row = "trade_surplus" if sold > bought else "trade_deficit"
    made.topic = Topic(row.replace("_", " "), row, "balance", None, None, "list")


def _rank(view: View, nouns: Nouns, made: Link, label: Sequence[str]) -> None:
    """The goods that are said to be the chief export: "Copper overtook coal as the chief export, with $3.4 billion"."""
    mark, flow = made.mark, str(made.topic.flow)
    if not set(label[:-1]) <= word_class("main_of") or view.within(view.quantities, mark.opens, mark.first):
        return
    phrase = nouns.clean(nouns.opening(mark.sentence, mark.first))
    if phrase and any(singular(word) in goods() for word in phrase):
        made.topic = replace(made.topic, indicator=" ".join([*phrase, flow]), mark=None, near="list")


def _arrive(view: View, made: Link, noun: str) -> bool:
    """Whether trips lead to a place: "Germans made 99,000 trips to the country"."""
    if singular(noun) not in word_class("journey"):
        return False
    led = view.lowers[max(made.mark.opens, made.mark.first - _MADE) : made.mark.first]
    return view.after(made.mark, 1) == ["to"] and not word_class("makes_journey").isdisjoint(led)
