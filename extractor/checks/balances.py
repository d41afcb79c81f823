"""Balances that other balances make: of changes, `ΔB = ΔX - ΔM`, and of sectors, total = goods + services.

A balance is kept as a positive magnitude with its sign apart, and so is a change with its direction: a deficit that
narrows by 4 where exports rise by 3 and imports fall by 1. Only the figures of one place, partner and period; a
conflict only where the article gives just one of each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product

from extractor.checks import cues, keys, messages, signs
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, outcome
from extractor.checks.relations import LOOSE, SCENE
from extractor.exact import Fraction

NEAR = 2
"""Sentences between the changes of a balance and of its sides, at most."""
FAR = 6
"""Sentences between the balances of sectors, at most."""
AROUND = 1
"""Sentences behind them in which other accounts may be told."""
MOST = 4
WORDS = {1: "surplus", -1: "deficit"}


def of_changes(ctx: Context) -> Iterator[list[Outcome]]:
    """For each change of a balance the ways to make it of changes of exports and imports."""
    for third in ctx.facts:
        if _is_change(third) and third.claim.flow == "balance":
            sides = [
                [f for f in ctx.near(third, NEAR) if _is_change(f) and f.claim.flow == flow and _same(third, f)][:MOST]
                for flow in ("exports", "imports")
            ]
            sign = signs.sign(ctx, third)
            alone = all(len({(f.middle, f.claim.direction) for f in side}) == 1 for side in sides)
            alone = alone and _nearest(ctx, third, [f for side in sides for f in side])
            if sign:
                tie = SCENE if alone and third.claim.period is not None else LOOSE
                yield [_changes((x, m, third), sign, tie) for x, m in product(*sides) if _same(x, m)]


def _nearest(ctx: Context, third: Fact, sides: list[Fact]) -> bool:
    """Whether no other change of a balance stands between a balance's change and those of its sides, or as near."""
    low, high = min(f.number for f in (third, *sides)), max(f.number for f in (third, *sides))
    inside = ctx.facts[max(0, low - 1) : high + 2]
    return not any(f is not third and f.claim.flow == "balance" and f.claim.role == "change" for f in inside)


def _is_change(fact: Fact) -> bool:
    claim = fact.claim
    return claim.role == "change" and claim.kind == "money" and claim.direction is not None and fact.middle > 0


def _same(a: Fact, b: Fact) -> bool:
    """One place, partner, period, comparison, unit and sector."""
    one, two = a.claim, b.claim
    scene = one.unit == two.unit and one.place == two.place and one.partner == two.partner
    when = keys.periods(a, b) == keys.FULL and one.baseline == two.baseline
    return scene and when and keys.sector(a) == keys.sector(b) and keys.topics(a, b) != keys.CONFLICT


def _signed(fact: Fact, interval: Interval) -> Interval:
    return -interval if fact.claim.direction == "down" else interval


def _changes(members: tuple[Fact, Fact, Fact], sign: int, tie: int) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        exports, imports, third = (_signed(f, i) for f, i in zip(facts, refined(facts, level), strict=True))
        return third.scale(Fraction(sign)).meets(exports - imports)

    exports, imports, third = members
    moved = [f"{'down' if f.claim.direction == 'down' else 'up'} {messages.name(f)}" for f in members]
    made = _signed(exports, exports.at(1)) - _signed(imports, imports.at(1))
    message = (
        f"Exports {moved[0]} and imports {moved[1]} change the {WORDS[sign]} by "
        f"{messages.span(made.scale(Fraction(sign)), third.claim.unit, third)}; stated is {moved[2]}."
    )
    return outcome("balance", members, holds, tie - LOOSE, message)


def of_sectors(ctx: Context) -> Iterator[list[Outcome]]:
    """For each balance the ways to make it of the balances in goods and in services."""
    balances = [f for f in ctx.facts if _is_balance(f)]
    goods = [f for f in balances if keys.sector(f) == "good"]
    services = [f for f in balances if keys.sector(f) == "service"]
    for total in balances if goods and services else ():
        if keys.sector(total) is None and not keys.topic(total.claim.indicator):
            parts = [[f for f in _reached(total, side) if _beside(total, f)] for side in (goods, services)]
            told = all(len({f.middle for f in part}) == 1 for part in parts)
            if told and total.middle in (parts[0][0].middle, parts[1][0].middle):
                continue  # one balance told twice, once as the trend
            if told and _other_accounts(ctx, total, parts[0][0], parts[1][0]):
                continue
            if told and all(signs.sign(ctx, f) for f in (total, *parts[0], *parts[1])):
                yield [_sectors(ctx, (total, parts[0][0], parts[1][0]))]


def _other_accounts(ctx: Context, *members: Fact) -> bool:
    """Whether income or transfers are told beside goods and services, which then aren't all: of a current account."""
    first, last = (pick(f.claim.sentence for f in members) for pick in (min, max))
    told = words(" ".join(ctx.sentence_text(n) for n in range(first, last + AROUND + 1)))
    return cues.first(told, "other_account", len(told)) is not None


def _reached(total: Fact, facts: list[Fact]) -> list[Fact]:
    """Of facts in order, those at most FAR sentences away."""
    at = total.claim.sentence
    low = bisect_left(facts, at - FAR, key=lambda f: f.claim.sentence)
    return facts[low : bisect_right(facts, at + FAR, key=lambda f: f.claim.sentence)]


def _is_balance(fact: Fact) -> bool:
    claim = fact.claim
    return claim.flow == "balance" and claim.role == "level" and claim.kind == "money" and claim.status == "reported"


def _beside(total: Fact, part: Fact) -> bool:
    apart = abs(total.claim.sentence - part.claim.sentence)
    same = keys.sides(total, part) == keys.periods(total, part) == keys.FULL and total.claim.unit == part.claim.unit
    return same and apart <= FAR and total.slot != "base" != part.slot


def _sectors(ctx: Context, members: tuple[Fact, Fact, Fact]) -> Outcome:
    weights = [Fraction(signs.sign(ctx, f)) for f in members]

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        total, goods, services = (i.scale(w) for i, w in zip(refined(facts, level), weights, strict=True))
        return total.meets(goods + services)

    told = [f"a {WORDS[int(w)]} of {messages.name(f)}" for f, w in zip(members, weights, strict=True)]
    sure = SCENE if members[0].claim.period is not None and keys.only(ctx, members[0]) else LOOSE
    message = f"In goods {told[1]} and in services {told[2]}; in all {told[0]}."
    return outcome("balance", members, holds, sure - LOOSE, message)
