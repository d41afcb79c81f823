"""The quotas of an article that opens its market to one side: those that name neither flow nor seller have the ones of
the others: "The quota for Ukrainian sugar … Honey would fare best: 35,000 tonnes"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.view import View

_KINDS = frozenset({"measure", "count", "percent", "multiple", "fraction"})
_NEAR = 60
"""Words around a number, in its paragraph, in which another kind of quota may be told."""


def agree_quotas(view: View, links: Sequence[Link]) -> None:
    """Gives quotas the flow and the sides that all others of the article have."""
    told = [made for made in links if made.topic.indicator_id == "quota" and made.topic.flow is not None]
    flows = {made.topic.flow for made in told}
    if flows != {"imports"}:
        return
    sides = {(made.place, made.partner) for made in told if made.partner is not None}
    pair = sides.pop() if len(sides) == 1 and len({made.place for made in told}) == 1 else None
    last = told[0].mark.sentence
    for made in links[links.index(told[0]) :]:
        here = made.mark.sentence - last <= 1 or _told_here(view, made)
        if made.mark.record["kind"] not in _KINDS or not here or not _of_quota(view, made):
            continue
        last = made.mark.sentence
        if made.topic.flow is None:
            made.topic = replace(made.topic, flow="imports")
        if pair is not None and made.topic.flow == "imports" and made.partner is None and _names(view, made) <= {*pair}:
            made.place, made.partner = pair


def _of_quota(view: View, made: Link) -> bool:
    """Whether a number is named as a quota's, and not as what is caught, made or sold abroad under one."""
    words = (made.topic.indicator or "").split()
    opens = view.bounds[view.opening(made.mark.start)][0]
    near = {*words, *view.lowers[max(opens, made.mark.first - _NEAR) : min(made.mark.closes, made.mark.first + _NEAR)]}
    own = bool(words) and words[-1] in word_class("quota_word")
    return own and near.isdisjoint(word_class("no_trade_quota") | word_class("exports_words"))


def _told_here(view: View, made: Link) -> bool:
    """Whether a number's sentence speaks of quotas."""
    return not word_class("quota_word").isdisjoint(view.lowers[made.mark.opens : made.mark.closes])


def _names(view: View, made: Link) -> set[str]:
    """The places of a number's sentence."""
    return {str(m.record["code"]) for m in view.within(view.places, made.mark.opens, made.mark.closes)}
