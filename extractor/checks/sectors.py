"""Goods and services, the two sides of a total."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.attached import Accept
from extractor.checks.facts import Context, Fact
from extractor.checks.relations import LOOSE, SCENE


def by_sector(ctx: Context, total: Fact, accept: Accept) -> Iterator[tuple[Fact, Fact, int]]:
    """Goods and services of one flow, place and period: "goods made up $254.6 billion of them and services $58.4
    billion"."""
    if sector_beside(total) is not None or total.claim.flow not in ("exports", "imports"):
        return
    sides: dict[str | None, list[Fact]] = {"good": [], "service": []}
    for part in ctx.near(total, 2):
        named = sector_beside(part) if accept(part) and _of_one_trade(total, part) else None
        if named in sides:
            sides[named].append(part)
    for goods in sides["good"]:
        for services in sides["service"]:
            known = total.claim.period is not None and all(
                len({f.middle for f in side}) == 1 and side[0].claim.partner == total.claim.partner
                for side in sides.values()
            )
            wide = total.middle >= max(goods.middle, services.middle)
            yield goods, services, SCENE if known and wide else LOOSE


def _of_one_trade(a: Fact, b: Fact) -> bool:
    plain = a.slot == b.slot and not b.bracket and not keys.topic(a.claim.indicator) - keys.topic(b.claim.indicator)
    same = keys.flows(a, b) == keys.sides(a, b) == keys.periods(a, b) == keys.FULL
    return plain and same and a.claim.unit == b.claim.unit and keys.alike_status(a, b)


def sector_beside(fact: Fact) -> str | None:
    """Goods or services by the words just before a figure, else by its indicator; None where both or neither."""
    if cues.last(fact.lead, "whole", 4) is not None:
        return None
    return keys.sector_of(fact.lead[-3:]) or keys.sector(fact)
