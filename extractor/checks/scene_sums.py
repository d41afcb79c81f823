"""Amounts of sentences in a row that make up another one, though no words say so: the ports of each sea and all ports
of the country, what came by air, by land and by ship and all arrivals.

All amounts of one paragraph are tried, too, where they come near to one told before them: a slip may keep them from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import keys
from extractor.checks.facts import Context, Fact
from extractor.checks.sums import adds_up
from extractor.exact import Fraction

SIDES = frozenset({"exports", "imports", "balance"})
"""Flows of which none is a part of another."""
FEWEST, MOST = 2, 8
"""Parts of a whole that are looked for."""
MANY = 4
"""Parts of which two may bear one name."""
STEP = 2
"""Sentences from one part to the next, at most."""
WHOLES = 6
"""The largest amounts of a unit, of which each may be a whole."""
FINEST = 200
"""Units of the last digit of a whole, at least."""
SLIPPED = Fraction(8, 5)
"""How many times as large as the whole its parts may be together where a slip is looked for."""
CROWD = 60
"""Amounts of one unit from which any sum is found by chance."""


def runs(ctx: Context) -> Iterator[tuple[Fact, ...]]:
    """Wholes, each with parts in a row that make it as they are printed, or all of a paragraph that come near to it: of
    one unit, period, place and flow."""
    by_unit: dict[tuple[object, ...], list[Fact]] = {}
    for fact in ctx.facts:
        if _is_part(fact):
            claim = fact.claim
            flow = claim.flow if claim.flow in SIDES else None
            by_unit.setdefault((claim.unit, claim.period, claim.place, flow), []).append(fact)
    for found in by_unit.values():
        if FEWEST < len(found) <= CROWD:
            yield from _sums(found)
            yield from _near(found)


def _is_part(fact: Fact) -> bool:
    claim = fact.claim
    amount = claim.role == "level" and claim.kind in ("money", "measure", "count") and claim.value is not None
    exact = claim.qualifier in ("exact", "about") and claim.status == "reported" and fact.u > 0
    return amount and exact and claim.zone == "body" and fact.slot not in ("base", "aside") and fact.middle > 0


def _sums(found: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    for whole in sorted(found, key=lambda fact: -fact.middle)[:WHOLES]:
        if whole.middle < FINEST * whole.u:
            continue
        others = [fact for fact in found if fact is not whole and fact.middle < whole.middle]
        for first in range(len(others)):
            made = whole.middle * 0
            for last in range(first, min(first + MOST, len(others))):
                step = others[last].claim.sentence - others[max(first, last - 1)].claim.sentence
                made += others[last].middle
                if step > STEP or made > whole.middle + MOST * whole.u:
                    break
                parts = others[first : last + 1]
                if len(parts) >= FEWEST and _told_apart(parts) and adds_up((whole, *parts), 1):
                    yield (whole, *parts)


def _near(found: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Wholes with all amounts of their group behind them in a paragraph, theirs or the next one that holds any."""
    for at, whole in enumerate(found[:-FEWEST]):
        own = [fact for fact in found[at + 1 :] if fact.paragraph == whole.paragraph]
        parts = own or [fact for fact in found[at + 1 :] if fact.paragraph == found[at + 1].paragraph]
        made = sum((part.middle for part in parts), whole.middle * 0)
        fine = whole.middle >= FINEST * whole.u and all(part.middle < whole.middle * SLIPPED for part in parts)
        fine = fine and FEWEST <= len(parts) <= MOST and 1 <= SLIPPED * made / whole.middle <= SLIPPED**2
        if fine and _told_apart(parts) and not adds_up((whole, *parts), 1):
            yield (whole, *parts)


def _told_apart(parts: list[Fact]) -> bool:
    """Whether no two parts measure the same, as far as is told, or only two of many."""
    told = {(keys.topic(part.named or part.claim.indicator), part.claim.partner) for part in parts}
    return len(told) >= len(parts) - (len(parts) >= MANY)
