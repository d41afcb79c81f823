"""Relations of one thing whose figures are named as of two: "electronics fetched 26.4, against 19.1, and is ahead of
jewellery, which slid 8.5 percent to 15.1"."""

from __future__ import annotations

from itertools import combinations

from extractor.checks import keys
from extractor.checks.facts import Fact
from extractor.checks.registry import Outcome

ONE_THING = frozenset(
    {
        "change_from_levels",
        "direction_sign",
        "growth_from_levels",
        "headline_body",
        "multiple_vs_levels",
        "percentage_points",
        "repeated_value",
    }
)
"""Checks whose figures are all of one thing."""


def apart(outcome: Outcome) -> bool:
    """Whether the words name two figures of a relation of one thing as figures of different things."""
    headline = outcome.check == "headline_body"
    if headline and outcome.repair:
        return False  # found by its digits, whatever it is called
    if any(f.claim.role in ("growth", "change") and "than" in f.tail[:2] for f in outcome.members):
        return False  # "296.3 million boxes, 28.3% more than the 230.9 million": compared by the words
    pairs = combinations(outcome.members, 2) if outcome.check in ONE_THING else ()
    return any(_other(a, b, headline) for a, b in pairs)


def _other(a: Fact, b: Fact, headline: bool) -> bool:
    """Whether two figures are of different goods, or each of a measure with a word of its own."""
    one, two = keys.topic(a.claim.indicator), keys.topic(b.claim.indicator)
    ids = {a.claim.indicator_id, b.claim.indicator_id}
    if any(f.claim.role == "change" and not f.lead for f in (a, b)):
        return False  # "72.1 per cent of exports, 3.8 points less than": right behind a figure, it names nothing itself
    if None in ids or not one or not two or _is_its_noun(a, one) or _is_its_noun(b, two):
        return False
    if len(ids) == 1 or headline:
        return keys.topics(a, b) == keys.CONFLICT
    return bool(one - two) and bool(two - one)


def _is_its_noun(fact: Fact, topic: frozenset[str]) -> bool:
    """Whether what a change seems to measure is only the noun that makes it one: "a loss of 5.4 percentage points"."""
    return fact.claim.role == "change" and fact.lead[-1:] == ("of",) and topic == {*fact.lead[-2:-1]}
