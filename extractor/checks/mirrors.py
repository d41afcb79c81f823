"""Exports that one country counts beside imports that its partner counts: two counts of one flow, no balance.

"Beijing counted $525 billion of exports to the United States, Washington imports of $439 billion from China, a gap of
$86 billion": what is told as the gap of the two is their difference, whichever is larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extractor.checks import cues, keys, messages, two_sources
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, outcome
from extractor.checks.relations import LOOSE, SAID
from extractor.lookups import cells, table

BESIDE = 4
"""Words behind an amount in which the place that it comes from is named, at most."""
NAMED = 5
"""Words from "a discrepancy" to its number, at most."""


def mirrored(ctx: Context, exports: Fact, imports: Fact) -> bool:
    """Whether imports are those of the exports' partner from their place, by the claims or by the words."""
    one, two = exports.claim, imports.claim
    if one.place and one.partner and one.place == two.partner and one.partner == two.place:
        return True
    told = imports.tail[: imports.tail.index("from") + BESIDE] if "from" in imports.tail[:BESIDE] else ()
    whence = _places(told[told.index("from") + 1 :]) if told else frozenset()
    if one.place in whence and one.partner not in {None, *whence}:
        return True
    sides = [_places(name) for name in two_sources.tellers(ctx, exports, imports)]
    return len(sides) > 1 and all(sides) and sides[0].isdisjoint(sides[1])


@lru_cache(maxsize=256)
def _places(told: tuple[str, ...] | frozenset[str]) -> frozenset[str]:
    """The countries that one of some words names."""
    return frozenset(code for word in told for code in _codes().get(word.removesuffix("'s").rstrip("."), ()))


@lru_cache(maxsize=1)
def _codes() -> dict[str, frozenset[str]]:
    """Names, demonyms and capitals of one word → countries."""
    found: dict[str, frozenset[str]] = {}
    for row in table("places"):
        for form in (form for column in ("names", "demonyms", "capital") for form in cells(row, column)):
            key = form.lower().rstrip(".")
            found[key] = found.get(key, frozenset()) | {row["code"]}
    return found


def gaps(ctx: Context) -> Iterator[Outcome]:
    """The difference of two counts of one flow, told right behind them."""
    for third in ctx.facts[2:]:
        a, b = ctx.facts[third.number - 2], ctx.facts[third.number - 1]
        sides = {f.claim.flow: f for f in (a, b) if keys.is_level(f) and f.claim.unit == third.claim.unit}
        near = third.claim.sentence - a.claim.sentence <= 1 and "base" not in (a.slot, b.slot)
        both = near and set(sides) == {"exports", "imports"} and mirrored(ctx, sides["exports"], sides["imports"])
        if both and cues.last(third.lead, "mirror_gap", NAMED) is not None:
            yield _outcome((a, b, third))


def _outcome(members: tuple[Fact, Fact, Fact]) -> Outcome:
    a, b, third = members
    apart = _size(a.at(1) - b.at(1))
    message = (
        f"{messages.name(a)} and {messages.name(b)}, two counts of one flow, are "
        f"{messages.span(apart, third.claim.unit, third)} apart; stated is {messages.name(third)}."
    )
    return outcome(
        "balance", members, _holds, SAID - LOOSE, message, expected=apart, observed=third.at(1), target=third
    )


def _size(interval: Interval) -> Interval:
    return -interval if interval.hi is not None and interval.hi < 0 else interval


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    one, two, third = refined(facts, level)
    return third.meets(one - two) or third.meets(two - one)
