"""A whole against its parts: `[T]` meets `Σ[Pi]`.

Exports and imports make up trade; a list makes up the total that opens or closes it ("comprising", "in all");
a part and the rest make up the whole. Without such words a sum is only confirmed, never denied, and only where the
figures are stated within 2 percent. Parts named as some of a whole are not above it together: `T.hi >= Σ Pi.lo`.
Traps: parts that overlap or are a selection ("including", "of which"), parts of several sorts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import messages
from extractor.checks.facts import Context, Fact, refined, whole_numbers
from extractor.checks.intervals import point
from extractor.checks.parts import Partial, partials
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled, unrivalled
from extractor.checks.relations import KEY, LOOSE
from extractor.checks.sums import Sum, added, adds_up, precise, sums
from extractor.exact import Fraction

LOOSEST = 2
"""The level at which a conflict is one."""


@check("sum_of_parts")
def sum_of_parts(ctx: Context) -> Iterator[Outcome]:
    outcomes = settled(
        [_outcome(found) for found in group if (found.tie >= KEY or precise(found)) and _possible(found)]
        for group in sums(ctx)
    )
    yield from unrivalled(outcomes, lambda o: frozenset(o.members[1:]))
    yield from (_some(found) for found in partials(ctx) if found.disjoint)


def _possible(found: Sum) -> bool:
    """Whether parts can add up to the total at all: a balance is no sum of exports and imports and no part of them, one
    side of trade no sum of both, and rates that different partners pay are none."""
    flows = {part.claim.flow for part in found.parts}
    balance = found.total.claim.flow == "balance"
    if (balance and {"exports", "imports"} <= flows) or ("balance" in flows and not balance):
        return False
    if {"exports", "imports"} <= flows and found.total.claim.flow in ("exports", "imports"):
        return False
    rates = found.total.claim.role == "rate" and found.total.claim.kind == "percent"
    return not rates or all(_same_sides(found.total, part) for part in found.parts)


def _same_sides(a: Fact, b: Fact) -> bool:
    return {a.claim.place, a.claim.partner} == {b.claim.place, b.claim.partner}


def _outcome(found: Sum) -> Outcome:
    members = (found.total, *found.parts)
    total, *parts = [point(f.middle) for f in members] if whole_numbers(members) else refined(members, 1)
    unit = found.total.claim.unit
    message = (
        f"{messages.listed(found.parts, ' + ', ' + ')} are {messages.span(added(parts), unit, found.total)}; "
        f"stated is {messages.name(found.total)}."
    )
    made = outcome(
        "sum_of_parts",
        members,
        adds_up,
        found.tie - LOOSE,
        message,
        expected=added(parts),
        observed=total,
        target=found.total,
        form="sum",
    )
    return made if made.level else replace(made, core=_core(members))


def _core(members: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The fewest figures that clash: of parts that are above the whole, the largest that are by themselves already, as
    no part is below zero."""
    total, *parts = refined(members, LOOSEST)
    low = {part.id: interval.lo for part, interval in zip(members[1:], parts, strict=True)}
    kept = sorted(members[1:], key=lambda part: low[part.id] or 0)
    if total.hi is None or any(bound is None or bound < 0 for bound in low.values()):
        return members
    while sum((low[part.id] or Fraction(0) for part in kept[1:]), Fraction(0)) > total.hi:
        kept.pop(0)
    return (members[0], *kept)


def _some(found: Partial) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        low, high = added([f.at(level) for f in facts[1:]]).lo, facts[0].at(level).hi
        return low is None or high is None or low <= high

    message = f"{messages.listed(found.parts, ' + ', ' + ')} are told as some of {messages.name(found.whole)}."
    members = (found.whole, *found.parts)
    made = outcome("sum_of_parts", members, holds, FIRM, message)
    return made if made.level else replace(made, core=_core(members))
