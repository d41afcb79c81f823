"""A headline's number has the period of the same number in the text, exact or rounded: "Sales jump 18% in first quarter
of pact" over "climbed 18.1 per cent in July to September"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.lexicon import word_class
from extractor.claims.tense import few
from extractor.claims.view import View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_MOST = 40
"""Numbers of headlines that are looked at; more of them are no headline's."""
_QUARTER = re.compile(r"(?:the )?(?:Q[1-4]|(?:first|second|third|fourth|final|last)[ -]quarter)", re.IGNORECASE)
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


def headed_months(view: View) -> int:
    """How many months a headline names as those of its figures: "Nine-month sales", "surplus in 11 months"."""
    for mark in view.quantities:
        if view.zone(mark.start) != "headline":
            return 0
        if mark.record["unit"] != "month" or not str(mark.record.get("value")).isdigit():
            continue
        summed = not word_class("summing").isdisjoint(view.before(mark, 2))
        if summed or "-" in str(mark.record["text"]):
            return int(mark.record["value"])
    return 0


def agree_headlines(view: View, links: Sequence[Link]) -> None:
    """Gives headlines' numbers the periods of their twins below, where no date of the headline decides."""
    heads = [made for made in links if view.zone(made.mark.start) == "headline"]
    below = [made for made in links if view.zone(made.mark.start) == "body" and not is_base_figure(view, made)]
    for made in heads[:_MOST]:
        kind = made.mark.record["kind"]
        if _dated(view, made) or kind == "duration" or (kind == "count" and few(made.mark)):
            continue
        twins = [other for other in below if _alike(made, other)]
        exact = [other for other in twins if other.mark.record.get("value") == made.mark.record.get("value")]
        twin = next(iter(exact or twins), None)
        if twin is not None and twin.period is not None and twin.period != made.period:
            made.passed_period = made.passed_period or made.period
            made.period, made.period_how = twin.period, "chosen"


def _dated(view: View, made: Link) -> bool:
    """Whether a headline names a time of the calendar; a bare quarter may be one of a fiscal year."""
    dates = view.within(view.dates, made.mark.opens, made.mark.closes)
    told = [d for d in dates if d.record["value"] and not _QUARTER.fullmatch(str(d.record["text"]))]
    return bool(told) or made.period_how == "adjacent"


def _alike(head: Link, other: Link) -> bool:
    """Whether a number of the text is what a headline gives, to the headline's digits."""
    one, two = head.mark.record, other.mark.record
    if (one["kind"], one["unit"]) != (two["kind"], two["unit"]) or head.role != other.role:
        return False
    flows = {head.topic.flow, other.topic.flow} - {None}
    if head.direction != other.direction or len(flows) > 1:
        return False
    numeral = _NUMERAL.search(str(one["text"]))
    if one.get("value") == two.get("value"):
        return True
    try:
        value, exact = Decimal(str(one.get("value"))), Decimal(str(two.get("value")))
        shown = Decimal(numeral[0].replace(",", "")) if numeral else Decimal(0)
    except InvalidOperation:
        return False
    if not shown or head.topic.indicator_id != other.topic.indicator_id:
        return False
    decimals = -int(shown.as_tuple().exponent)
    return abs(value - exact) <= abs(value / shown) * Decimal(10) ** -decimals / 2
