"""Growth a year over several years: `qn / q0` lies in `[(1 + c.lo)^n, (1 + c.hi)^n]`.

"An average annual growth of 7.2 percent from 2019 to 2024" with both levels stated. The number of years follows
from the levels' periods. Trap: growth a year is not the growth of one year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import ONE, Interval, point
from extractor.checks.registry import Outcome, check, outcome, settled
from extractor.checks.relations import KEY, LOOSE, SCENE

MOST_YEARS = 50
BEFORE = 140
"""Characters before a rate in which the verb of its sentence may stand."""


@check("compound_growth")
def compound_growth(ctx: Context) -> Iterator[Outcome]:
    rates = [f for f in ctx.facts if f.claim.kind == "percent" and f.claim.role != "share" and keys.annual_rate(ctx, f)]
    told = [_directed(ctx, f) for f in rates]
    yield from settled([*_readings(ctx, rate)] for rate in told if rate.claim.direction)


def _directed(ctx: Context, rate: Fact) -> Fact:
    """The rate with the direction of the words before it, where none was read."""
    told = None if rate.claim.direction else cues.direction(ctx.before(rate, BEFORE))
    if not told:
        return rate
    return replace(rate, claim=rate.claim.model_copy(update={"direction": told[0]}), _kept={})


def _readings(ctx: Context, rate: Fact) -> Iterator[Outcome]:
    levels = [
        f
        for f in ctx.near(rate, 1)
        if keys.is_level(f) and f.middle > 0 and calendar.span(f.claim.period) and keys.flows(rate, f) != keys.CONFLICT
    ]
    for first in levels:
        for last in levels:
            years = _years(first, last)
            if years and first.claim.unit == last.claim.unit and keys.subject(first, last) == keys.FULL:
                sentences = {f.claim.sentence for f in (rate, first, last)}
                only = len(sentences) == 1 and len([f for f in levels if f.claim.sentence in sentences]) == 2
                tie = SCENE if only else KEY if first.claim.sentence == last.claim.sentence else LOOSE
                tie = LOOSE if _of_another_rate(ctx, rate, first, last) else tie
                yield _outcome(rate, first, last, years, tie - LOOSE)


def _of_another_rate(ctx: Context, rate: Fact, first: Fact, last: Fact) -> bool:
    """Whether words between the levels and a rate make it another time's or thing's: "and is projected to expand at",
    "against average annual growth of 17 percent in the previous decade", "while GDP grew by"."""
    one, two = sorted((rate, max(first, last, key=lambda f: f.number)), key=lambda f: f.number)
    told = [*words(ctx.between(one, two)), *rate.tail[:8]]
    return rate.claim.status != "reported" or cues.first(told, "other_rate", len(told)) is not None


def _years(first: Fact, last: Fact) -> int | None:
    one, two = calendar.span(first.claim.period), calendar.span(last.claim.period)
    if one is None or two is None or (one.first.month, one.last.month) != (two.first.month, two.last.month):
        return None
    years = two.first.year - one.first.year
    return years if 2 <= years <= MOST_YEARS else None


def _outcome(rate: Fact, first: Fact, last: Fact, years: int, sure: int) -> Outcome:
    def power(factor: Interval) -> Interval:
        result = point(1)
        for _ in range(years):
            result = result * factor
        return result

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        before, after = refined(facts[1:], level)
        return (power(facts[0].factor(level)) * before).meets(after)

    ratio = last.at(1) / first.at(1)
    made = power(rate.factor(1))
    message = (
        f"{messages.name(rate)} a year over {years} years makes {messages.percent(made - Interval(ONE, ONE))}; from "
        f"{messages.name(first)} to {messages.name(last)} is "
        f"{messages.percent(ratio - Interval(ONE, ONE)) if ratio else 'no ratio'}."
    )
    return outcome(
        "compound_growth", (rate, first, last), holds, sure, message, expected=made * first.at(1), observed=last.at(1)
    )
