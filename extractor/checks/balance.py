"""A balance against exports and imports: `[B]` meets `[X] - [M]`; a deficit is kept as a positive magnitude.

The word says whether it is a deficit (imports larger) or a surplus. Also for the period before where only
growth rates and the old balance are stated: `X / (1 + gx) - M / (1 + gm)`. Trap: goods against goods and
services.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import messages, signs
from extractor.checks.facts import Context, refined
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, check, judge, settled
from extractor.checks.relations import KEY, Trade, trades


@check("balance")
def balance(ctx: Context) -> Iterator[Outcome]:
    balances = [f for f in ctx.facts if f.claim.flow == "balance" and f.claim.role == "level" and f.claim.kind == "money"]
    yield from settled([_outcome(ctx, trade) for trade in trades(ctx, third)] for third in balances)


def _outcome(ctx: Context, trade: Trade) -> Outcome:
    members = (trade.exports, trade.imports, trade.third)
    sign = signs.sign(ctx, trade.third)
    possible = (sign,) if sign else (1, -1)

    def holds(level: int) -> bool:
        exports, imports, third = refined(members, level)
        return any(_positive(third).scale(s).meets(exports - imports) for s in possible)

    difference = trade.exports.at(1) - trade.imports.at(1)
    word = {1: "surplus", -1: "deficit", 0: "balance"}[sign]
    message = (f"Exports of {messages.name(trade.exports)} less imports of {messages.name(trade.imports)} leave "
               f"{messages.span(difference, trade.third.claim.unit)}; stated is a {word} of {messages.name(trade.third)}.")
    return Outcome("balance", judge(holds), trade.tie >= KEY, members, message, expected=difference,
                   observed=_positive(trade.third.at(1)).scale(sign or 1))


def _positive(interval: Interval) -> Interval:
    """A balance written with a minus as its magnitude."""
    return -interval if interval.hi is not None and interval.hi < 0 else interval


