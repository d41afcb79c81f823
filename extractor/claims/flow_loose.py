"""Numbers that only seem to go on with an article's trade: their own verb or noun tells of something else."""

from __future__ import annotations

from extractor.claims.cues import word_class
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

_DEAL = 14
"""Words before an amount in which it may be told that a firm is sold for it."""


def loose(view: View, mark: Mark, topic: Topic) -> bool:
    """Whether a number that goes on with the article's trade has a verb or a noun of its own that tells of none: "we
    lose a tenth of the crop", "sold its brands for $4 billion", "of the €14 billion in the response plan"."""
    if topic.mark is None and mark.record["unit"] in word_class("power_unit"):
        return True
    if topic.flow == "total" and mark.record["kind"] == "duration":
        return True  # "Trade was interrupted for 13 days"
    if topic.flow is None or topic.near not in ("inherited", "later", "verb"):
        return False
    sum_of = mark.record["kind"] == "money" and (_sold_off(view, mark) or _in_plan(view, mark))
    if sum_of or topic.near == "verb":
        return sum_of
    before = set(view.before(mark, 3))
    of = view.after(mark, 1) == ["of"] or mark.record["text"].endswith(" of")
    verb = before & word_class("no_trade_verb") or (of and before & word_class("growing_verb"))
    return bool(verb)


def _sold_off(view: View, mark: Mark) -> bool:
    """Whether a firm or a part of one is sold for an amount."""
    i = mark.first - 1
    while i > mark.opens and view.lowers[i] in word_class("before_amount"):
        i -= 1
    before = view.before(mark, _DEAL)
    owned = not word_class("sold_firm").isdisjoint(before)
    return view.lowers[i] == "for" and owned and not word_class("deal_verb").isdisjoint(before)


def _in_plan(view: View, mark: Mark) -> bool:
    """Whether an amount is what a plan or package holds."""
    behind = view.after(mark, 5)
    return behind[:1] == ["in"] and not word_class("aid_plan").isdisjoint(behind)
