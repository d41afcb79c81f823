"""What tells that two levels beside one another are no levels of one thing before and after."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import of_two_units, unit_words, unlike

REACH = 12
"""Words between what tells it and the first level, at most."""


def unpaired(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether a verb of direction between two levels, or before them, says nothing of their order."""
    first = min(then, now, key=lambda f: f.number)
    return (
        unlike(now, then)
        or _of_two_nouns(then, now)
        or _revised(ctx, first)
        or _several_bases(ctx, then)
        or _in_turn(ctx, then, now)
        or _by_other_base(ctx, then, first)
        or _priced_twice(ctx, then, now)
        or _of_width(ctx, then, now)
        or (then.claim.unit != now.claim.unit and any(of_two_units(ctx, f) for f in (then, now)))
        or _of_a_class(ctx, then, now)
        or _peak_before(ctx, then, now)
    )


def _of_width(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether the words speak of how wide two ranges are: "narrowed its guidance from $6-9 to $8-9.5 billion"."""
    told = ctx.before(min(then, now, key=lambda f: f.number), 130)
    return bool(then.claim.range and now.claim.range) and cues.last(told, "width", REACH) is not None


def _of_a_class(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether levels bound one of several classes: "those from $20,000 to $40,000 15.6%"."""
    led = ctx.before(then, 30)[-2:] == ["those", "from"]
    return led and now.number == then.number + 1 and ctx.between(then, now).split() == ["to"]


def _peak_before(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether the other level is the last that was as high or low: "its highest since April, when it was $3,420"."""
    between = words(ctx.between(now, then)) if now.number < then.number else []
    since = cues.first(between, "since", len(between))
    return since is not None and "when" in between[since:]


def _revised(ctx: Context, first: Fact) -> bool:
    """Whether a figure is told anew, where the word of change only names the thing: "revised down the gains from
    157,000 to 133,000", "the revision of its growth forecast to 2.0 percent from 2.8"."""
    return cues.last(ctx.before(first, 130), "revising", REACH) is not None


def _by_other_base(ctx: Context, then: Fact, first: Fact) -> bool:
    """Whether the verb has its own amount and the base is only set against the level, so that the two may be of other
    bases: "rose 0.6 percent to 53.6 percent, against 67.3 percent a year ago"."""
    if cues.last(then.lead, "beside", 4) is None or not first.number:
        return False
    amount = ctx.facts[first.number - 1]
    own = amount.claim.sentence == first.claim.sentence and amount.claim.role in ("growth", "change")
    return own and len(words(ctx.between(amount, first))) <= 3


def _several_bases(ctx: Context, then: Fact) -> bool:
    """Whether the level is set against two figures, of which a verb can mean either: "grew to 4.7 against 5.0 in
    December and 3.9 a year before"."""
    after = ctx.facts[then.number + 1 : then.number + 2]
    again = bool(after) and after[0].claim.sentence == then.claim.sentence and keys.same_unit(after[0], then)
    return again and cues.last(then.lead, "beside", 4) is not None and "and" in words(ctx.between(then, after[0]))


def _in_turn(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether two bases follow two levels in turn: "a duty of 20 percent and excise of 10, up from 15 and 5"."""
    before, after = ctx.facts[now.number - 1 : now.number], ctx.facts[then.number + 1 : then.number + 2]
    listed = bool(before and after) and "and" in words(ctx.between(before[0], now))
    same = listed and before[0].claim.sentence == now.claim.sentence and keys.same_unit(before[0], now)
    return same and words(ctx.between(then, after[0])) == ["and"]


def _priced_twice(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether a base without a unit may be of either of two amounts before it: "436.50 dollars, 268.37 pounds, an
    ounce, up from 432.00"."""
    if unit_words(then) or not now.number:
        return False
    other = ctx.facts[now.number - 1]
    return (
        other.claim.sentence == now.claim.sentence
        and other.claim.unit != now.claim.unit
        and (other.claim.kind == "money" and cues.direction(tuple(words(ctx.between(other, now)))) is None)
    )


def _of_two_nouns(then: Fact, now: Fact) -> bool:
    """Whether things counted are named in two ways: "60 ports in 24 regions, up from 39 ports in 19"."""
    counts = then.claim.kind == now.claim.kind == "count" and then.claim.unit != now.claim.unit
    return counts and all(any(c.isalpha() for c in f.text) for f in (then, now))
