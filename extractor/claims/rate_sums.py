"""A levy that is the sum of two told before holds from when the later one does: "an extra 40% since August 6 … on top
of the 10% … so that a bag now pays 50%"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from extractor.claims.lexicon import says
from extractor.claims.period_asides import decimal
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View
from extractor.periods import span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_BACK = 10
"""Numbers back in which the parts of a sum are looked for."""
_BEFORE = 40
"""Words before a sum that tell that it is one, at most."""
_BEHIND = 4
"""Words behind a sum that tell that it is one: "in all"."""


def sum_levies(view: View, links: Sequence[Link]) -> None:
    """Gives each sum of two rates the period of the one that came last."""
    for number, made in enumerate(links):
        mark = made.mark
        if not _levied(made) or made.period_how == "applied" or not decimal(mark):
            continue
        before = view.lowers[max(mark.opens, mark.first - _BEFORE) : mark.first]
        stretch = before + view.lowers[mark.last + 1 : mark.last + 1 + _BEHIND]
        if not says(" " + " ".join(stretch) + " ", "levies_summed"):
            continue
        told = [other for other in links[max(0, number - _BACK) : number] if _levied(other) and _alike(other, made)]
        for one, two in combinations(told, 2):
            since = [other.period for other in (one, two) if other.period]
            if since and _value(one) + _value(two) == _value(made):
                made.period, made.period_how = max(since, key=lambda period: span(period)[0]), "applied"
                break


def _levied(made: Link) -> bool:
    rated = made.role == "rate" and made.topic.indicator_id in LEVIES
    return rated and made.mark.record["kind"] in ("percent", "money")


def _alike(one: Link, two: Link) -> bool:
    """Whether two rates are in percent, or in one currency."""
    return str(one.mark.record["unit"]).split("/")[0] == str(two.mark.record["unit"]).split("/")[0]


def _value(made: Link) -> Decimal:
    return decimal(made.mark)
