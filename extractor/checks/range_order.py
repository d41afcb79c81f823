"""A range runs from its low end to its high one, and a value stated for the same thing beside it lies inside.

Trap: scale ellipsis ("5-8 billion"), and "from 62 to 13 percent" as a fall, which is no range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.exact import Fraction

PLAIN = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
MOST_BETWEEN = 9
"""Words between a range and the value that is told to lie in it."""
MOST_LEAD = 5
"""Words from "from" to what moves: "fell from April's 6.1 to 5.8 million tonnes"."""
OUTDONE = 90
"""Characters before a range in which one thing is told to be more than another."""
APART = 10_000
"""How many times the low end a high end is for which only the one scale word can be the reason."""


@check("range_order")
def range_order(ctx: Context) -> Iterator[Outcome]:
    for low, high in pairwise(ctx.facts):
        if _reversed(ctx, low, high):
            yield _outcome_reversed(low, high)
    for fact in ctx.facts:
        if fact.claim.range is None:
            continue
        yield _order(ctx, fact)
        for value in ctx.near(fact, 0):
            if _of(ctx, fact, value) or _central(ctx, fact, value):
                yield _inside(fact, value)


def _of(ctx: Context, band: Fact, value: Fact) -> bool:
    """A rate and the band in which it moves, in one sentence, but not what another price is at the rate: "at Rs 84.7 to
    the dollar that is Rs 3,390 to Rs 3,470"."""
    one, two = band.claim, value.claim
    between = words(ctx.between(value, band))
    if cues.first(band.tail, "draws_rate", 1) is not None:
        return False  # "a price of $880 to $930 attracts $74"
    if cues.last(between, "restate", len(between)) is not None:
        return False
    if value.number > band.number and "to" in value.lead[-3:] and cues.direction([*ctx.before(band), *between]):
        return False  # "begin at €40-45 a tonne in July and climb to €430"
    return (
        two.range is None
        and one.kind == two.kind == "money"
        and one.unit == two.unit
        and one.role == two.role == "rate"
    )


def _central(ctx: Context, band: Fact, value: Fact) -> bool:
    """The average, median or midpoint told right behind the range: "ranged from 2.1 to 2.9 percent, with a median of
    2.4 percent"."""
    one, two = band.claim, value.claim
    alike = one.kind == two.kind and one.unit == two.unit and two.range is None and value.slot != "base"
    alike = alike and two.role != "change"  # "from £29m-£31m, so the midpoint moves by £2m"
    if not alike or value.number != band.number + 1 or keys.periods(band, value) == keys.CONFLICT:
        return False
    between = words(ctx.between(band, value))
    told = cues.last(between, "within_range", 3) is not None and len(between) <= MOST_BETWEEN
    told = told and cues.first(between, "set_against", len(between)) is None
    return told and keys.related(band, value) and cues.first(between, "relative", len(between)) is None


def _order(ctx: Context, fact: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        low, high = facts[0].claim.range or (0, 0)
        return low <= high and not _without_scale(facts[0])

    falls = (bool(fact.lead) and fact.lead[-1] in ("from", "at")) or fact.text.lower().startswith("from ")
    falls = falls or _by_moves(ctx, fact) or "from" in fact.lead[-MOST_LEAD:]
    message = f"The low end of {fact.text} is {'not above' if holds((fact,), 1) else 'above'} its high end."
    told = ctx.before(fact, OUTDONE)
    falls = falls or cues.first(told, "outdone", len(told)) is not None  # "loading outweighed unloading, 4.5 to 2.7"
    return outcome("range_order", (fact,), holds, 0 if falls else FIRM, message)


def _by_moves(ctx: Context, fact: Fact) -> bool:
    """Whether a range tells how far prices went, the largest move first: "losses of between 2.20 and 1.80 dollars"."""
    return not cues.words_of("moves").isdisjoint(ctx.before(fact, 90))


def _without_scale(fact: Fact) -> bool:
    """ "8-5 billion dollars": the scale is that of both numbers, and they fall."""
    low, high = fact.claim.range or (0, 0)
    written = [Fraction(m.group().replace(",", "").rstrip(".")) for m in PLAIN.finditer(fact.text)]
    return len(written) == 2 and low == written[0] > written[1] and high != written[1] and high > APART * low


def _inside(band: Fact, value: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        return facts[0].at(level).meets(facts[1].at(level))

    inside = "lies in" if holds((band, value), 1) else "is told as within"
    message = f"{messages.name(value)} {inside} {band.text}."
    return outcome("range_order", (band, value), holds, FIRM, message, expected=band.at(1), observed=value.at(1))


def _reversed(ctx: Context, low: Fact, high: Fact) -> bool:
    """ "duties of 62.6% to 13.1%": read as two figures, since no range falls."""
    one, two = low.claim, high.claim
    unit = one.unit in (two.unit, two.unit.partition("/")[0])
    if one.kind != two.kind or one.unit == "vote" or not unit or one.range or two.range or low.middle <= high.middle:
        return False
    if high.middle == 1 and two.kind == "count":
        return False  # "a return of 19 to 1"
    if one.kind != "percent" and low.lead[-1:] != ("between",) and cues.last(low.lead, "in_proportion", 2) is not None:
        return False  # "a ratio of three to two"
    if not low.lead or low.lead[-1] not in cues.words_of("range_lead") or _by_moves(ctx, low):
        return False
    between = words(ctx.between(low, high))
    if low.lead[-1] == "between":
        return between == ["and"] and not set(low.lead[-2:-1]) & cues.words_of("distance")
    moved = "from" in ctx.before(low)  # "down from the current level of 50 percent to 25 percent"
    return between == ["to"] and low.lead[-1] != "at" and not moved and cues.direction(ctx.before(low)) is None


def _outcome_reversed(low: Fact, high: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        return facts[0].middle <= facts[1].middle

    message = f"The low end of {low.text} to {high.text} is above its high end."
    return outcome("range_order", (low, high), holds, FIRM, message)
