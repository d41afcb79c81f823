"""Second readings: a conflict that another plausible reading of one claim dissolves is no alarm.

Each claim carries its alternatives with scores. One of another unit, value or direction is put into the relation
and tried; one of another period, flow, place, partner or indicator dissolves a link that rests on the keys, while
a link that the words of one sentence make stays. Only alternatives of THRESHOLD and above count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from extractor.checks import keys
from extractor.checks.facts import Fact
from extractor.checks.precision import middle_of
from extractor.checks.registry import FIRM, Outcome
from extractor.schema import Alternative

THRESHOLD = 0.4
"""The score from which an alternative counts as a plausible reading."""
OF_THE_NUMBER = ("unit", "value", "direction", "qualifier")
OF_THE_LINK = ("period", "flow", "partner", "place", "indicator", "baseline", "role", "basis")
BY_KEYS = frozenset({"balance", "sum_of_parts", "growth_of_total", "period_sum"})
"""Checks whose links rest on keys even within a sentence."""


def second(outcome: Outcome) -> str | None:
    """The reading of one claim that would dissolve a conflict, in words; None if there is none."""
    for at, fact in enumerate(outcome.members):
        for alternative in fact.claim.alternatives:
            if alternative.score >= THRESHOLD and _dissolves(outcome, at, alternative):
                return f"{fact.text} is read with another {alternative.field} ({alternative.value or 'none'})"
    return None


def _dissolves(outcome: Outcome, at: int, alternative: Alternative) -> bool:
    if alternative.field == "indicator" and not _estranges(outcome, at, alternative):
        return False
    if alternative.field in OF_THE_LINK:
        return int(outcome.sure) < FIRM or outcome.check in BY_KEYS
    if alternative.field not in OF_THE_NUMBER or outcome.retry is None:
        return False
    members = outcome.members
    return any(outcome.retry((*members[:at], fact, *members[at + 1 :])) for fact in _read(members[at], alternative))


def _estranges(outcome: Outcome, at: int, alternative: Alternative) -> bool:
    """Whether another indicator makes a figure one of another thing than the figures with which it stands."""
    fact = outcome.members[at]
    other = replace(fact, claim=fact.claim.model_copy(update={"indicator": alternative.value}), _kept={})
    rest = [m for m in outcome.members if m is not fact]
    return any(keys.related(fact, m) and not keys.related(other, m) for m in rest)


def _read(fact: Fact, alternative: Alternative) -> Iterator[Fact]:
    """The fact as the alternative has it; nothing where that isn't a value of the field."""
    value: object = alternative.value
    if alternative.field == "value":
        try:
            value = Decimal(alternative.value or "")
        except InvalidOperation:
            return
    if value is None:
        return
    claim = fact.claim.model_copy(update={alternative.field: value})
    yield replace(fact, claim=claim, middle=middle_of(claim), _kept={})
