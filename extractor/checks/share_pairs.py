"""Parts told with their shares in a row, of one whole: `P1 / s1` meets `P2 / s2`.

"Household goods came to 31 billion, 74.4 percent of exports; jewellery, 8.1 billion (19.4 percent)": the whole isn't
told, or isn't found, but both must be of the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import combinations, pairwise

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.registry import FIRM, Outcome, outcome
from extractor.checks.wholes import apposed, is_amount

NEAR = 1
"""Sentences from one part to the next, at most."""
APPOSED = 12
"""Characters between a part and the share right behind it, at most."""
LISTED = 3
"""Pairs of a list, at least, of which one may be the odd one out."""
AMOUNTS = frozenset({"money", "measure", "count"})
FINE = 100
"""Units of the last digit of an amount, at least, that makes a share hardly by chance."""
NAMED = 4
"""Words behind a share in which its whole may be named."""
Pair = tuple[Fact, Fact]


def in_pairs(ctx: Context, shares: list[Fact], free: Set[Fact]) -> Iterator[Outcome]:
    """Each two neighbouring pairs of a part and its share, where no whole is found for one of them (`free`); no words
    say that they are of one whole. Of three and more one that is of another whole than all others."""
    told = [pair for pair in (_pair(ctx, share) for share in shares) if pair is not None]
    run: list[Pair] = []
    for one, two in pairwise(told):
        if _of_one_whole(one, two):
            if one[1] in free or two[1] in free:
                yield _outcome(one, two)
            run = run or [one]
            run.append(two)
        else:
            yield from _odd_one(run)
            run = []
    yield from _odd_one(run)


def _odd_one(run: list[Pair]) -> Iterator[Outcome]:
    """Of a list the only pair that is of another whole than all others, which are of one, with a neighbour of its; of
    the fewest that make a list all must stand in one sentence and one form."""
    one_form = len({(share.claim.sentence, share.bracket) for _, share in run}) == 1
    if len(run) < (LISTED if one_form else LISTED + 1):
        return
    for at, odd in enumerate(run):
        others = run[:at] + run[at + 1 :]
        if not (one_form or odd[0].bracket or odd[1].bracket):
            continue  # "Of this, 56,200 tonnes (91.5 percent)": "this" was told with a share of its own
        apart = not any(_outcome(odd, other).level for other in others)
        if apart and all(_outcome(a, b).level == 1 for a, b in combinations(others, 2)):
            beside = run[at - 1] if at else run[1]
            first, second = (beside, odd) if at else (odd, beside)
            yield replace(_outcome(first, second), sure=FIRM)
            return


def of_two_beside(ctx: Context, share: Fact) -> Pair | None:
    """The only two amounts of a share's sentence, in one unit and stated finely, of which one is just that share of
    the other: "contributed $1.231bn out of the $1.431bn increase, or 86pc"."""
    own = [f for f in ctx.by_sentence[share.claim.sentence] if f.claim.kind in AMOUNTS and f.u * FINE <= f.middle]
    found = [(a, b) for a in own for b in own if a.middle < b.middle and a.claim.unit == b.claim.unit and a.u and b.u]
    made = [pair for pair in found if (ratio := pair[0].at(1) / pair[1].at(1)) and share.ratio(1).meets(ratio)]
    return made[0] if len(made) == 1 else None


def _pair(ctx: Context, share: Fact) -> Pair | None:
    """A share with the amount right before or behind it that is its part."""
    before = ctx.facts[share.number - 1] if share.number else share
    after = ctx.facts[share.number + 1] if share.number + 1 < len(ctx.facts) else share
    own = before.claim.sentence == share.claim.sentence and is_amount(before) and before is not share
    if own and (_in_apposition(ctx.between(before, share)) or apposed(ctx, share, before)):
        return before, share
    behind = after.claim.sentence == share.claim.sentence and is_amount(after) and after is not share
    bracketed = after.bracket and ctx.between(share, after).strip() == "("
    if behind and (bracketed or words(ctx.between(share, after))[:1] == ["or"]):
        return after, share
    return None


def _in_apposition(between: str) -> bool:
    """Whether next to nothing stands between a part and its share: "$31 billion, 74.4 percent", "8.1 billion (19.4"."""
    return len(between) <= APPOSED and words(between) in ([], ["or"], ["which", "is"], ["that", "is"])


def _of_one_whole(one: Pair, two: Pair) -> bool:
    """Whether two parts are of one unit, flow, place and period, and their shares name no other wholes."""
    near = two[1].claim.sentence - one[1].claim.sentence <= NEAR and one[1].paragraph == two[1].paragraph
    same = one[0].claim.unit == two[0].claim.unit and one[1].claim.role == two[1].claim.role == "share"
    keyed = all(
        check(one[0], two[0]) != keys.CONFLICT and check(one[1], two[1]) != keys.CONFLICT
        for check in (keys.flows, keys.periods)
    )
    timed = (one[0].slot == "base") == (two[0].slot == "base")
    return near and same and keyed and timed and not _named(two[1]) and (_of(one[1]) or not _of(two[1]))


def _of(share: Fact) -> bool:
    """Whether a share says of what it is: "492,000 barrels (5.2 percent), to 8.9 million, or 49 percent of all"."""
    return share.tail[:1] == ("of",)


def _named(share: Fact) -> bool:
    """Whether a share names a whole of its own."""
    tail = list(share.tail[:NAMED])
    return tail[:1] == ["of"] and cues.first(tail, "whole", NAMED) is None


def _outcome(one: Pair, two: Pair) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        first, second = refined((facts[0], facts[2]), level)
        return (first * facts[3].ratio(level)).meets(second * facts[1].ratio(level))

    whole = one[0].at(1) / one[1].ratio(1)
    made = whole * two[1].ratio(1) if whole is not None else None
    message = (
        f"If {messages.name(one[0])} is {messages.name(one[1])}, {messages.name(two[1])} of the same whole "
        f"{'can be anything' if made is None else f'is {messages.span(made, two[0].claim.unit, two[0])}'}; "
        f"stated is {messages.name(two[0])}."
    )
    members = (*one, *two)
    return outcome("share_of_total", members, holds, 0, message, expected=made, observed=two[0].at(1), target=two[0])
