"""The day of a market report: prices and moves of contracts and currencies that are told without a date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_ON = 4
"""Sentences of one report of a market, at most, of which only the first names it."""
_ROLES = frozenset({"price", "change", "growth", "level", "rate"})


def on_market_day(view: View, made: Link, contract: Callable[[Mark], bool]) -> bool:
    """Whether a number tells how a contract or a currency did on the day of the report: "the January contract settled
    14 cents higher at $11.08", "the ringgit firmed 0.3 percent to 4.1475 per dollar". `contract`: whether a date only
    names the contract that is traded."""
    mark = made.mark
    if made.role not in _ROLES or made.status != "reported" or made.cue.base or not view.published:
        return False
    if mark.record["kind"] not in ("money", "percent", "measure", "count") or mark.record.get("range"):
        return False
    if made.topic.flow is not None and made.role in ("growth", "level") and made.topic.indicator_id != "price":
        return False
    dates = view.within(view.dates, mark.opens, mark.closes)
    if made.topic.indicator_id == "exchange_rate":
        return not dates and _moves(view, mark.sentence, "currency_day_verb")
    return all(map(contract, dates)) and _reports(view, mark.sentence, contract)


def _reports(view: View, sentence: int, contract: Callable[[Mark], bool]) -> bool:
    """Whether a sentence tells how contracts did; one that names only their months goes on with those before."""
    for number in range(sentence, max(-1, sentence - _ON), -1):
        first, stop = view.bounds[number]
        if not _moves(view, number, "market_verb"):
            return False
        if says(f" {' '.join(view.lowers[first:stop])} ", "market_venue"):
            return True
        dates = view.within(view.dates, first, stop)
        if not dates or not all(map(contract, dates)):
            return False
    return False


def _moves(view: View, sentence: int, verbs: str) -> bool:
    """Whether a sentence has a verb of moving, and no word for a longer time."""
    first, stop = view.bounds[sentence]
    words = set(view.lowers[first:stop])
    return bool(words & word_class(verbs)) and words.isdisjoint(word_class("longer_time"))
