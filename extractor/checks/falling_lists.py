"""Lists in falling order of which one figure falls out: "followed in this order by garments (Rs66,835m), bed wear
(Rs55,735m) and cotton cloth (Rs39,934m)" behind knitwear of Rs59,439m.

The order of all others, and a slip of the hand that would put the one in its place, tell that the list is in falling
order; so the fewer its words say of an order, the more figures it must have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from extractor.checks import cues, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import Mend, Outcome, outcome
from extractor.checks.repairs import any_swapped, scaled
from extractor.exact import Fraction

FEWEST = {"falling_order": 4, "follow": 5, "superlative": 7}
"""What a list's words say of its order → figures that it must have, at least."""
LONG = 6
"""Figures of a list, at least, all but the first of them in falling order, for no slip to be needed."""
POWERS = (1, -1, 3, -3)
"""Powers of ten by which a figure may have slipped."""
BEFORE = 160
"""Characters before a list in which its order is told."""
MOST_AHEAD = 5
"""How many times the second of a list its first is, at most, for a slip to explain that it is less."""
MOST_SURE = 3


def out_of_order(ctx: Context, runs: Iterable[Sequence[Fact]]) -> Iterator[Outcome]:
    """For each list the figure that a slip would put into its falling order, with the one that it stands wrong to."""
    for run in (part for whole in runs for part in _sentences(whole)):
        if len(run) >= _fewest(ctx, run) and (_in_brackets(run) or len({fact.claim.flow for fact in run}) == 1):
            found = [pair for at in range(len(run) - 1) if (pair := _odd(run, at)) is not None]
            if found:
                yield _outcome(*found[0])
            elif len(run) >= LONG and _falls(run[1:]) and run[0].middle < run[1].middle:
                yield _outcome(run[0], run[1], None)


def _in_brackets(run: Sequence[Fact]) -> bool:
    """Whether a list is one of shares in brackets, which are of one thing whatever was read of it."""
    return all(fact.bracket and fact.claim.role == "share" for fact in run)


def _sentences(run: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """The figures of each sentence, the only one of the sentence before it with them: the last may be what all came to,
    or another list's."""
    before: list[Fact] = []
    for _, facts in groupby(run, key=lambda fact: fact.claim.sentence):
        own = [*facts]
        yield [*before, *own] if len(before) == 1 and len(own) > 1 else own
        before = own


def _fewest(ctx: Context, run: Sequence[Fact]) -> int:
    """The figures that a list must have."""
    start = max(ctx.result.sentences[run[0].claim.sentence][0], run[0].claim.start - BEFORE)
    told = words(ctx.text[start : run[-1].claim.start])
    return min([n for name, n in FEWEST.items() if cues.first(told, name, len(told)) is not None], default=len(run) + 1)


def _odd(run: Sequence[Fact], at: int) -> tuple[Fact, Fact, Mend] | None:
    """The figure of a place and the neighbour to which it stands wrong, if all others fall and a slip mends it."""
    own, others = run[at], [*run[:at], *run[at + 1 :]]
    if own.claim.qualifier != "exact" or not _falls(others):
        return None
    above, below = run[at - 1] if at else None, run[at + 1]
    if own.middle < below.middle:
        wrong = (own, below)
    elif above is not None and own.middle > above.middle:
        wrong = (above, own)
    else:
        return None
    high = above.middle if above is not None else None
    for value, reason in _slips(own):
        if below.middle < value and (value < high if high is not None else value < MOST_AHEAD * below.middle):
            return *wrong, Mend(own, value, reason)
    return None


def _falls(run: Sequence[Fact]) -> bool:
    return all(a.middle > b.middle for a, b in pairwise(run))


def _slips(fact: Fact) -> Iterator[tuple[Fraction, str]]:
    yield from any_swapped(fact)
    yield from scaled(fact, () if fact.claim.kind == "percent" else POWERS)


def _outcome(first: Fact, second: Fact, mend: Mend | None) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        high, low = facts[0].at(level).hi, facts[1].at(level).lo
        return high is None or low is None or high >= low

    message = f"Told in falling order: {messages.listed((first, second))}."
    made = outcome("rank_order", (first, second), holds, MOST_SURE, message)
    made.repair = () if made.level or mend is None else (mend,)
    return made
