"""Prices and exchange rates of the day of the report: "a kilo now costs", "is trading at", "at the going rate of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_values import DAY, value_of
from extractor.claims.date_words import said
from extractor.claims.lexicon import says, word_class
from extractor.claims.tense import governing
from extractor.claims.topic import rows_of
from extractor.claims.view import View
from extractor.periods import is_fiscal

if TYPE_CHECKING:
    from extractor.claims.link import Link

_LEAD = 6
"""Words from what tells that a price is today's to the price, at most."""


def of_today(view: View, made: Link) -> str | None:
    """The month of publication, for a price or exchange rate that is told as today's without a date behind it."""
    mark, published = made.mark, view.published
    if not published or made.status != "reported" or is_base_figure(view, made):
        return None
    quoted = made.topic.indicator_id == "exchange_rate"
    if made.role != "price" and not quoted:
        return None
    lead = " " + " ".join(view.before(mark, _LEAD)) + " "
    dated = view.within(view.dates, mark.last + 1, min(mark.closes, mark.last + 4))
    if dated or (not quoted and governing(view, mark)[0] != "present"):
        return None
    return published[:7] if says(lead, "rate_of_today" if quoted else "price_of_today") else None


def stands_now(view: View, made: Link) -> str | None:
    """The month of publication, for a stock that is told as what it is at present, without a date: "reserves currently
    stand at $3.9 billion"."""
    mark = made.mark
    if made.topic.indicator_id not in rows_of("standing") or made.role != "level" or made.status != "reported":
        return None
    if is_base_figure(view, made) or view.within(view.dates, mark.opens, mark.closes) or not view.published:
        return None
    now = not word_class("at_the_moment").isdisjoint(view.before(mark, _LEAD))
    return view.published[: len("2024-01")] if now and governing(view, mark)[0] == "present" else None


def policy_rate_now(view: View, made: Link) -> str | None:
    """The day of publication, for a policy rate that is told as left, kept or standing without a date."""
    mark = made.mark
    if made.topic.indicator_id != "interest_rate" or made.role != "rate" or made.status != "reported":
        return None
    if is_base_figure(view, made) or mark.record["kind"] != "percent":
        return None
    if any(d.record["value"] and not said(view, d) for d in view.within(view.dates, mark.opens, mark.closes)):
        return None
    told = view.within(view.quantities, mark.opens, mark.closes)
    past = word_class("earlier_word") | word_class("longer_time")
    if not past.isdisjoint(view.lowers[mark.opens : mark.closes]) or any(q.record["kind"] == "duration" for q in told):
        return None  # "under the previous governor", "for two decades"
    named = not word_class("policy_rate").isdisjoint((made.topic.indicator or "").split())
    return view.published if named and governing(view, mark)[1] in word_class("rate_holds") else None


def closed_on(view: View, made: Link) -> str | None:
    """The period of a number, the last day of it where an exchange rate is that of its end."""
    if made.topic.indicator_id != "exchange_rate" or not made.period or is_fiscal(made.period):
        return made.period
    for d in view.within(view.dates, made.mark.opens, made.mark.closes):
        if value_of(d) == made.period and DAY.match(str(d.record["value"])):
            return str(d.record["value"])
    return made.period
