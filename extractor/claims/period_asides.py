"""Dates that tell of another thing by the way: of a clause about it, of a record, of the rate at which money is turned
into another currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.view import FINITE, Mark, View
from extractor.periods import grain

Total = tuple[str | None, Decimal, str]
"""Unit, value and period of an amount."""
_TOTALS = 40
"""Amounts told before a part among which its total is looked for, at most."""
_CLAUSE = 24
"""Words of a clause about another thing up to its date, at most."""
_RECORD = 9
"""Words from "since" to the date of a record's series, at most."""
_SUPERLATIVE = 5
"""Words from a superlative to its "since", at most."""
_RATE = 4
"""Words from a date to the rate that it owns, at most."""
_LED = 12
"""Words of a sentence that opens with what it counts a part of, at most."""
_FIGURE = 8
"""Words of a subject that gives a figure again, at most."""
_OF_RATE = ("JJ", "NN", "PO", "VB")
"""Beginnings of the tags of the words between a date and its rate: "yesterday's official closing rate"."""


def in_relative(view: View, date: Mark, mark: Mark) -> bool:
    """Whether a date stands in a clause about another thing, behind which the verb of a number's own clause follows:
    "shipments to Europe, where shoes have paid 12% since July 3, dropped 9.1%"."""
    low = max(date.opens, date.first - _CLAUSE)
    opened = next((i for i in range(date.first, low, -1) if "," in view.words[i].gap), None)
    if opened is None:
        return False
    led = opened + view.lowers[opened + 1 : opened + 2].count("which")
    if view.lowers[led] not in word_class("relative") or view.lowers[opened] == "that":
        return False
    if view.lowers[led + 1] in word_class("equals_verb"):
        return False  # "The figure, which equals $2 bn at October's average rate, was"
    high = min(mark.first, date.last + 1 + _CLAUSE)
    closed = next((i for i in range(date.last + 1, high) if "," in view.words[i].gap), None)
    while closed is not None and closed < mark.first and view.tags.get(view.words[closed].start) == "RB":
        closed += 1
    # a participle of change there is the verb, too: "nearly doubled"
    verb = closed is not None and (view.tags.get(view.words[closed].start) in FINITE | {"VBN"})
    return verb and view.lowers[closed or 0] not in word_class("likened_by")


def of_another(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a date behind a number stands in the clause about another number in between: "a tariff of 15 percent,
    half the 31 percent that Washington had threatened from August 1"."""
    for other in view.within(view.quantities, mark.last + 1, date.first):
        k = other.last + 1
        if k >= len(view.lowers):
            continue
        led = view.lowers[k] in ("that", "which") and not view.words[k].gap.strip("~ ") and date.first - k < _CLAUSE
        led = led and view.before(other, 2) != ["of", "the"]  # a part "of the 7.6 million that it imported last year"
        if led and not any("," in word.gap for word in view.words[k + 1 : date.first]):
            return True
    return False


def of_series(view: View, date: Mark) -> bool:
    """Whether a date is only that from which on a record is known: "the largest since the series began in 1996"."""
    for i in range(date.first - 2, max(date.opens, date.first - _RECORD), -1):
        if "," in view.words[i + 1].gap or view.covered[i] == "quantity":
            return False
        if view.lowers[i] == "since":
            near = view.lowers[max(date.opens, i - _SUPERLATIVE) : i]
            return any(w in word_class("superlative") or w.endswith("est") for w in near)
    return False


def of_rate(view: View, date: Mark) -> bool:
    """Whether a day owns the rate at which an amount is turned into another currency: "at yesterday's rate"."""
    if grain(str(date.record["value"] or "2000")) not in ("day", "days"):
        return False  # "at last month's average rate": the month's own
    if view.before(date, 2) in (["rate", "of"], ["rates", "of"], ["rate", "on"]):
        return True
    if view.before(date, 1) != ["at"] and view.before(date, 2) != ["at", "the"]:
        return False
    for i in range(date.last + 1, min(date.closes, date.last + 1 + _RATE)):
        if view.lowers[i] in word_class("rate_noun"):
            return True
        if view.words[i].gap.strip("~ '’") or view.tags.get(view.words[i].start, "")[:2] not in _OF_RATE:
            return False
    return False


def said_again(view: View, mark: Mark) -> bool:
    """Whether a sentence opens with the figure before, given in another currency: "The sum, equal to 40 million pesos,
    compares with"."""
    words = view.lowers[mark.opens : mark.first]
    if mark.record["kind"] != "money" or not 2 < len(words) <= _FIGURE or words[0] not in ("the", "that", "this"):
        return False
    apposed = any("," in view.words[i].gap for i in range(mark.opens + 1, mark.first))
    return apposed and says(" " + " ".join(words[2:]) + " ", "restated_as")


def total_of_parts(view: View, sentence: int, told: Sequence[Total]) -> str | None:
    """The period of the total that a sentence tells a part of in an amount and a percentage which agree with it:
    "Transit cargo made up 1.2 million tonnes, or 8.5 per cent, of the total"."""
    first, stop = view.bounds[sentence]
    for amount, share in pairwise(view.within(view.quantities, first, stop)):
        behind = view.lowers[share.last + 1 : min(stop, share.last + 4)]
        if share.record["kind"] != "percent" or not says(" " + " ".join(behind) + " ", "part_of_sum"):
            continue
        part, percent = decimal(amount), decimal(share)
        whole = Decimal(1) if percent == percent.to_integral_value() else Decimal(1) / 10
        near = reversed(told[-_TOTALS:])
        alike = [(value, period) for unit, value, period in near if unit == amount.record["unit"] and value]
        nearest = min(((abs(100 * part / v - percent), n, p) for n, (v, p) in enumerate(alike)), default=None)
        if nearest is not None and nearest[0] <= whole:
            return nearest[2]
    return None


def takes_up(view: View, sentence: int) -> bool:
    """Whether a sentence tells a part of what the one before it counts: "Garments brought in $9.9 billion of that",
    "The bulk of it, $41 billion", "Among others, leather fetched $858 million"."""
    first, stop = view.bounds[sentence]
    counted = view.within(view.quantities, first, stop)
    if not counted or view.within(view.dates, first, counted[0].first):
        return False
    opening = " " + " ".join(view.lowers[first : min(counted[0].first, first + _LED)]) + " "
    if opening.startswith(phrases("other_parts")):
        return True
    return _part_told(view, first, counted[0])


def _part_told(view: View, first: int, counted: Mark) -> bool:
    """Whether "of that" stands behind a sentence's first number, or "the bulk of it" before it."""
    behind = " " + " ".join(view.lowers[counted.last + 1 : min(counted.closes, counted.last + 3)]) + " "
    if counted.record["kind"] in ("money", "measure", "count") and behind.startswith(phrases("of_this")):
        return True
    opening = " " + " ".join(view.lowers[first : min(counted.first, first + _LED)]) + " "
    return says(opening, "bulk_of_it")


def decimal(mark: Mark) -> Decimal:
    """The value of a number, 0 where it has no single one."""
    return Decimal(str(mark.record.get("value") or 0))
