"""A growth told twice in one breath, as a multiple and in percent: "more than doubled, with a plus of 112 percent"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.checks import cues, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval, point
from extractor.checks.registry import FIRM, Outcome, outcome
from extractor.exact import Fraction

MOST_WORDS = 6
"""Words between the two, at most."""
ROUGH = Fraction(1, 5)
"""How far from its multiple a growth told with it may be, as a part of that: arrivals that "doubled" rose 85 percent
or 120."""
FINE = Fraction(1, 50)
"""The same of one that is told with "more than" or "nearly"."""


def grown_twice(ctx: Context) -> Iterator[Outcome]:
    """Each multiple of growth with the percentage right behind it, where only words of growth stand between."""
    for multiple, growth in pairwise(ctx.facts):
        if _is_multiple(multiple) and growth.claim.kind == "percent" and growth.claim.role == "growth":
            alike = multiple.claim.direction == growth.claim.direction and multiple.slot == growth.slot
            if alike and multiple.claim.sentence == growth.claim.sentence and _one_breath(ctx, multiple, growth):
                yield _outcome(multiple, growth)


def _is_multiple(fact: Fact) -> bool:
    claim = fact.claim
    known = claim.kind == "multiple" and claim.role == "growth" and claim.direction is not None and fact.in_words
    return known and (fact.middle > 1) == (claim.direction == "up")


def _one_breath(ctx: Context, multiple: Fact, growth: Fact) -> bool:
    between = ctx.between(multiple, growth)
    told = words(between)
    beside = between.lstrip()[:1] in (",", "(", "–", "—", "-") and len(told) <= MOST_WORDS
    return beside and set(told) <= cues.words_of("grown_again") and "to" not in growth.tail[:1]


def _outcome(multiple: Fact, growth: Fact) -> Outcome:
    def grown(facts: tuple[Fact, ...], level: int) -> Interval:
        rate = facts[1].ratio(level)
        return point(1) + (rate if facts[1].claim.direction == "up" else -rate)

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        told, size = facts[0].at(level), facts[0].middle
        rough = size * (ROUGH if facts[0].claim.qualifier == "exact" else FINE)
        low = None if told.lo is None else told.lo - rough
        high = None if told.hi is None else told.hi + rough
        return Interval(low, high).meets(grown(facts, level))

    members = (multiple, growth)
    message = f"{messages.name(multiple)} and {messages.name(growth)} are given for the same thing."
    return outcome("repeated_value", members, holds, FIRM, message, expected=multiple.at(1), observed=grown(members, 1))
