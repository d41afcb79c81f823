"""An absolute change against its two levels: `[Δ]` meets `[q1] - [q0]`.

The direction gives Δ its sign; balances are compared with theirs (from a deficit of 1.4 to a surplus of 12.9 is
14.3). With the level of only one side stated there is nothing to check. Trap: a revised base, "from a revised
55.3": it is the base that counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import keys, messages, signs
from extractor.checks.facts import Context, Fact, refined
from extractor.checks.intervals import Interval
from extractor.checks.registry import Outcome, check, judge, settled
from extractor.checks.relations import LOOSE, Move, moves


@check("change_from_levels")
def change_from_levels(ctx: Context) -> Iterator[Outcome]:
    changes = [f for f in ctx.facts if f.claim.role == "change" and keys.is_level_kind(f)]
    yield from settled([*_readings(ctx, change)] for change in changes)


def _readings(ctx: Context, change: Fact) -> Iterator[Outcome]:
    def accept(fact: Fact) -> bool:
        return keys.is_level(fact) and keys.same_unit(fact, change)

    for move in moves(ctx, change, accept):
        yield _outcome(ctx, move)


def _outcome(ctx: Context, move: Move) -> Outcome:
    balance = move.now.claim.flow == "balance"
    one, two = (signs.sign(ctx, move.now), signs.sign(ctx, move.then)) if balance else (1, 1)
    crossing = balance and one * two < 0

    def difference(level: int) -> tuple[Interval, Interval]:
        now, then, change = refined([move.now, move.then, move.anchor], level)
        if crossing:
            return (now.scale(one) - then.scale(two)), change
        return now - then, change

    def holds(level: int, sign: int) -> bool:
        moved, change = difference(level)
        return change.scale(sign).meets(moved)

    up = move.anchor.claim.direction == "up"
    either = move.anchor.claim.direction is None or crossing
    level = judge(lambda n: any(holds(n, s) for s in ((1, -1) if either else (1 if up else -1,))))
    reversed_ = not level and not either and judge(lambda n: holds(n, -1 if up else 1)) > 0
    moved, change = difference(1)
    message = (f"From {messages.name(move.then)} to {messages.name(move.now)} is a change of "
               f"{messages.span(moved, move.now.claim.unit)}; stated is {move.anchor.claim.direction or 'a change of'} "
               f"{messages.name(move.anchor)}.")
    return Outcome("direction_sign" if reversed_ else "change_from_levels", level, move.tie - LOOSE,
                   (move.then, move.now, move.anchor), message, expected=moved, observed=change)
