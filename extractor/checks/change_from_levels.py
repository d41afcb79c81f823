"""An absolute change against its two levels: `[Δ]` meets `[q1] - [q0]`.

The direction gives Δ its sign; balances are compared with theirs (from a deficit of 1.4 to a surplus of 12.9 is
14.3). With the level of only one side stated there is nothing to check. Trap: a revised base, "from a revised
55.3": it is the base that counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import cues, keys, messages, signs, units
from extractor.checks.differences import differences
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import ONE, Interval
from extractor.checks.levels import has_unit, judged, of_two_units, unit_words
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled
from extractor.checks.relations import KEY, LOOSE, Move, moves
from extractor.checks.repairs import turned
from extractor.exact import Fraction

_BARE = re.compile(r"[\d.,\s]+")
OPENING = 3
"""Words before the figure of a whole that opens a sentence, at most."""


@check("change_from_levels")
def change_from_levels(ctx: Context) -> Iterator[Outcome]:
    changes = [f for f in ctx.facts if f.claim.role == "change" and keys.is_level_kind(f) and not _is_balance(f)]
    changes = [
        f for f in changes if f.claim.qualifier != "at_most" and not keys.stepwise(ctx, f)
    ]  # "fewer vans of up to two tonnes"
    yield from settled([*_readings(ctx, change)] for change in changes)
    yield from (_outcome(ctx, move) for move in differences(ctx))


def _is_balance(fact: Fact) -> bool:
    """ "Partly offset by a $25.8 billion surplus": an amount that the word behind it makes a balance."""
    return any(cues.first(fact.tail, kind, 1) == 0 for kind in ("surplus", "deficit"))


def _readings(ctx: Context, change: Fact) -> Iterator[Outcome]:
    def accept(fact: Fact) -> bool:
        spans = [f.claim.kind == "duration" for f in (fact, change)]
        alike = keys.is_level(fact) and keys.same_unit(fact, change) and spans[0] == spans[1]
        return alike and not _opens_whole(ctx, fact)

    for move in moves(ctx, change, accept):
        if words(ctx.between(*sorted((move.then, move.now), key=lambda f: f.number))) in (["of"], ["of", "the"]):
            continue  # "can count on 78 of the 151 seats, two more than it needs"
        if keys.leads_on(ctx, move.then, move.now) or _set_beside(ctx, change, move.then):
            continue
        if any(of_two_units(ctx, f) for f in (move.then, move.now)):
            continue
        made = _outcome(ctx, replace(move, tie=LOOSE) if _has_own(ctx, move) else move)
        if made.check != "direction_sign" or not keys.of_currency(move.now):
            yield made  # which way a rate moves depends on which of its two currencies is told of


def _opens_whole(ctx: Context, fact: Fact) -> bool:
    """Whether a sentence opens with what a part is taken of: "Of the 18 economists polled, 11 now expect a rise"."""
    opening = ctx.text[ctx.result.sentences[fact.claim.sentence][0] : fact.claim.start].lower().split()
    return 0 < len(opening) <= OPENING and opening[0] in cues.words_of("part_opening")


def _set_beside(ctx: Context, change: Fact, base: Fact) -> bool:
    """Whether what was decided is set beside another time's level, not the one before: "raised 10 cents to $4.00 a
    bushel, against $4.24 in 2024/25"."""
    decided = cues.last(ctx.before(change, 60), "decided", 3) is not None
    return decided and base.lead[-1:] in (("against",), ("with",)) and base.number > change.number


def _has_own(ctx: Context, move: Move) -> bool:
    """Whether the levels, told in another sentence, stand there with a growth of their own: "a loss of 2.5m … The rest
    sent 28.5m, against 28.8m, a drop of 1%"."""
    now, then = move.now.claim.sentence, move.then.claim.sentence
    own = ctx.by_sentence[now] if now == then != move.anchor.claim.sentence else ()
    return any(f.claim.role == "growth" and f.number == move.then.number + 1 for f in own)


def _in_one_row(ctx: Context, members: tuple[Fact, ...]) -> bool:
    """Whether a sentence gives a deficit, a surplus and the swing between them, and no other amount of their unit."""
    own = [f for f in ctx.by_sentence[members[0].claim.sentence] if f.claim.unit == members[0].claim.unit]
    return {f.id for f in own} == {f.id for f in members} and members[2].number == max(f.number for f in own)


def _outcome(ctx: Context, move: Move) -> Outcome:
    balance = move.now.claim.flow == "balance"
    one, two = (signs.sign(ctx, move.now), signs.sign(ctx, move.then)) if balance else (1, 1)
    crossing = balance and one * two < 0
    members = (move.then, move.now, move.anchor)

    def difference(facts: tuple[Fact, ...], level: int) -> tuple[Interval, Interval]:
        then, now, change = refined(facts, level)
        if facts[0].claim.unit != facts[1].claim.unit:
            then = then * (units.factor_between(facts[0], facts[1].claim.unit) or Interval(ONE, ONE))
        if unit_words(facts[2]) and not units.loosely(*(f.claim.unit for f in facts[1:3])):
            change = change * (units.factor_between(facts[2], facts[1].claim.unit) or Interval(ONE, ONE))
        return (now.scale(Fraction(one)) - then.scale(Fraction(two)) if crossing else now - then), change

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        moved, change = difference(facts, level)
        either = facts[2].claim.direction is None or crossing or judged(facts[2])
        ways = [change, -change] if either else [change if facts[2].claim.direction == "up" else -change]
        if not has_unit(facts[2]) and _BARE.fullmatch(facts[2].text):  # "312 million against 210, up 48.6": per cent
            grown = change.scale(Fraction(1, 100) / facts[2].scale) * facts[0].at(level)
            ways.append(grown if facts[2].claim.direction == "up" else -grown)
        return any(way.meets(moved) for way in ways)

    moved, change = difference(members, 1)
    then_, now_ = (
        f"a {'surplus' if sign > 0 else 'deficit'} of {messages.name(fact)}" if crossing else messages.name(fact)
        for fact, sign in ((move.then, two), (move.now, one))
    )
    message = (
        f"From {then_} to {now_} is a change of "
        f"{messages.span(moved, move.now.claim.unit, move.now)}; "
        f"stated is {move.anchor.claim.direction or 'a change of'} {messages.name(move.anchor)}."
    )
    made = outcome(
        "change_from_levels",
        members,
        holds,
        FIRM if crossing and _in_one_row(ctx, members) else move.tie - LOOSE if move.tie > KEY or crossing else 0,
        message,
        expected=-moved if move.anchor.claim.direction == "down" else moved,
        observed=change,
        target=move.anchor,
        form=None if crossing or judged(move.anchor) else "change",
    )
    turned_round = made.retry is not None and made.retry((move.then, move.now, turned(move.anchor)))
    return replace(made, check="direction_sign") if not made.level and turned_round else made
