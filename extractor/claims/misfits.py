"""Names that a number of its kind can't bear: sums of money that are arrivals, and a loss that is only how far a figure
fell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.link import Link
from extractor.claims.view import View

_RELATIVE = frozenset({"percent", "fraction"})


def mend_names(view: View, links: Sequence[Link]) -> None:
    """Names what visitors bring in, and gives a fall told as a loss the name of what fell."""
    for number, made in enumerate(links):
        kind = made.mark.record["kind"]
        if kind == "money" and made.topic.indicator_id == "arrivals" and _is_sum(made):
            label = _of_visitors(view, made)
            made.topic = replace(made.topic, indicator=label, indicator_id="tourism_receipts", flow=None)
        previous = links[number - 1] if number else None
        if previous is not None and kind in _RELATIVE and _only_fell(view, made, previous):
            made.topic = replace(previous.topic, mark=None, near="sentence")


def _is_sum(made: Link) -> bool:
    """Whether an amount names its currency itself and is no price."""
    record = made.mark.record
    text = str(record["text"])
    named = any(c.isupper() or not (c.isalnum() or c in " .,-") for c in text) or len(text.split()) > 2
    return named and "/" not in record["unit"]


def _of_visitors(view: View, made: Link) -> str:
    """What visitors spend, where the sentence says so; else what a country earns by them."""
    told = " ".join(view.lowers[made.mark.opens : made.mark.closes])
    who = [w for w in (made.topic.indicator or "").split() if w not in ("arrival", "arrivals")]
    return "tourism earnings" if says(f" {told} ", "earn_verb") or not who else " ".join([*who, "spending"])


def _only_fell(view: View, made: Link, previous: Link) -> bool:
    """ "slumped from 14.5 to 12.0 million tonnes, a loss of 17.2%"."""
    apposed = view.before(made.mark, 2)[:1] == ["loss"] and view.before(made.mark, 1) == ["of"]
    named = set((made.topic.indicator or "").split()) <= word_class("loss_word")
    return apposed and named and made.mark.sentence == previous.mark.sentence and bool(previous.topic.indicator)
