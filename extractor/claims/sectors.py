"""Trade of "the sector" or "the industry", which the text named before: "exports of textiles … The sector fetched $1.4
billion"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.view import View

_FLOWS = ("exports", "imports")
_CLAUSE = 3
"""Words of "which stood at", at most."""


def name_sectors(view: View, links: Sequence[Link]) -> None:
    """Puts the goods or the industry of the article's first trade in goods into labels that only say "sector"."""
    told: dict[str, str] = {}
    for made in links:
        words, flow = (made.topic.indicator or "").split(), made.topic.flow
        if flow not in _FLOWS or words[-1:] != [flow] or len(words) < 2:
            continue
        if not set(words[:-1]) <= word_class("sector_word"):
            if view.zone(made.mark.start) != "headline" and set(words[:-1]).isdisjoint({"total", "other"}):
                told.setdefault(str(flow), made.topic.indicator or "")
        elif view.before(made.mark, _CLAUSE).count("which") and view.within(
            view.indicators, made.mark.first - _CLAUSE - 1, made.mark.first
        ):
            # "17% of total exports, which stood at"
            made.topic = replace(made.topic, indicator=flow, mark=None, near="list")
        elif flow in told:
            made.topic = replace(made.topic, indicator=told[flow], mark=None, near="list")
