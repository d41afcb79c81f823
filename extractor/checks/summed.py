"""Totals and their parts: what may be one, and which amount was told last as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import ZERO
from extractor.checks.levels import SIZES

NEAR = 3
"""Sentences between the parts and their total, at most."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up."""

    total: Fact
    parts: tuple[Fact, ...]
    tie: int


def is_part(fact: Fact) -> bool:
    claim = fact.claim
    amount = claim.role == "level" and claim.kind in ("money", "count", "measure")
    return (
        claim.value is not None and claim.value > 0 and (amount or (claim.role == "rate" and claim.kind == "percent"))
    )


def told_at_once(parts: tuple[Fact, ...]) -> bool:
    return parts[0].claim.sentence == parts[-1].claim.sentence


def nearest(found: list[Sum]) -> list[Sum]:
    """The ways to cut a list, the one that comes nearest to its total first: a figure of something else may stand
    at its far end."""
    return sorted(found, key=lambda s: abs(sum((p.middle for p in s.parts), ZERO) - s.total.middle))[:3]


def summable(a: Fact, b: Fact) -> bool:
    """One kind and unit; things counted may bear several names."""
    if a.claim.kind == "count" and not any(c.isdigit() for c in a.text) and b.middle > SIZES * a.middle:
        return False  # "2.44 million and 1.04 million. Together the three countries …"
    return a.claim.kind == b.claim.kind and (a.claim.kind == "count" or a.claim.unit == b.claim.unit)


def last_whole(ctx: Context, part: Fact) -> Fact | None:
    """The amount of the same measure and period told last before a part, in its sentence or the NEAR ones before; no
    base, no conversion, no headline."""
    for fact in reversed(ctx.facts[: part.number]):
        if part.claim.sentence - fact.claim.sentence > NEAR or fact.claim.zone == "headline":
            return None
        if is_part(fact) and summable(fact, part) and fact.slot != "base" and not fact.bracket:
            return fact if keys.periods(fact, part) == keys.FULL and keys.alike_status(fact, part) else None
    return None


def says_rest(ctx: Context, fact: Fact) -> bool:
    return cues.last(ctx.before(fact), "rest", 8) is not None
