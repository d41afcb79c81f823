"""Doubled, tripled, halved, five times, a third of: `q1 / q0` within 5 percent of the multiple.

"More than doubled" is one-sided. Trap: "up threefold" is said of three and of four times the base; both pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks import cues, keys, messages, units
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval, point
from extractor.checks.jointly import is_joint, of_several
from extractor.checks.registry import Outcome, check, outcome, settled
from extractor.checks.relations import LOOSE, Move, moves

_MIXED = re.compile(r"\d-\d{1,2}/\d{1,3},? $")
"""A mixed number, beside which a fraction is a second quotation: "6-9/16, 7/16"."""

LESS = 3
"""Words from what says that something shrinks to its multiple, at most."""
_ATTRIBUTE = re.compile(r"\d-(?:minute|hour|day|week|month|year)$")


@check("multiple_vs_levels")
def multiple_vs_levels(ctx: Context) -> Iterator[Outcome]:
    anchors = [
        f
        for f in ctx.facts
        if (f.claim.kind == "multiple" and not _of_span(f)) or (f.claim.kind == "fraction" and _is_multiple(ctx, f))
        if not (f.claim.kind == "fraction" and (f.bracket or _restates(ctx, f))) and not _is_end(f)
    ]
    joint = [f for f in anchors if is_joint(ctx, f)]
    yield from (made for f in joint if f.claim.kind == "multiple" and (made := of_several(ctx, f)))
    own = (f for f in anchors if f not in joint)
    yield from settled(
        [_outcome(m) for m in moves(ctx, anchor, _is_amount) if _told_alike(m) and not _of_the_reason(ctx, m)]
        for anchor in own
    )


def _is_end(fact: Fact) -> bool:
    """Whether a multiple is itself the level to which something moves: "has gone from $11,000 in January to twice
    that"."""
    return fact.lead[-1:] == ("to",) and fact.tail[:1] in (("that",), ("this",)) and fact.tail[1:2] != ("of",)


def _told_alike(move: Move) -> bool:
    """Whether no level of two only names a way of doing: "half the 16 hours, after both went to 24-hour working"."""
    return bool(_ATTRIBUTE.search(move.now.text)) == bool(_ATTRIBUTE.search(move.then.text))


def _of_the_reason(ctx: Context, move: Move) -> bool:
    """Whether both levels tell why something multiplied: "it more than tripled, thanks to a currency that went from 510
    to 1,370 a dollar"."""
    first = min(move.now, move.then, key=lambda fact: fact.number)
    between = words(ctx.between(move.anchor, first)) if move.anchor.number < first.number else []
    return cues.first(between, "reasons", len(between)) is not None


def _is_multiple(ctx: Context, fact: Fact) -> bool:
    """Whether a fraction tells what a level is of another, and not how likely or how far something is."""
    at = fact.claim.start
    if cues.first(fact.tail, "degree", 1) == 0 or _MIXED.search(ctx.text, max(0, at - 14), at):
        return False
    if ctx.text[fact.claim.end : fact.claim.end + 2] == " (":
        return False  # "half of it from China and a fifth (€1.8bn) from Poland"
    if fact.claim.role == "share" or " of every " in fact.text:
        return False  # "from 24, and claims to hit it with 86 of every 100 consignments"
    if fact.tail[:2] == ("of", "what"):
        return False  # "paid 3.2 billion, three-quarters of what the bean brought in, against 2.7 billion a year ago"
    if fact.tail[:1] == ("the",) and cues.first(fact.tail[1:], "named_pace", 1) == 0 and fact.tail[2:3] == ("of",):
        return False  # "down from 4.5 billion and barely over half the pace of the mid-2000s"
    return (fact.claim.role == "other" and not _grown_by(fact)) or (fact.claim.role == "growth" and fact.is_times)


def _of_span(fact: Fact) -> bool:
    """Whether a span of time is multiplied, to make a year of it, or a change: "four times the quarter gives 20,900",
    "minus 9.5 percent, more than three times the drop in value"."""
    of = fact.tail[1:2] if fact.tail[:1] == ("the",) else ()
    return bool(of) and (of[0] in cues.words_of("span") or cues.direction(of) is not None)


def _grown_by(fact: Fact) -> bool:
    """ "Volumes were up 7.1 percent and earnings by nearly half": what is added, not what it comes to."""
    return cues.last(fact.lead, "by", 2) is not None


def _restates(ctx: Context, fact: Fact) -> bool:
    """A fraction that says a percentage again: "supplied 42% of the increase, or nearly half"; one in brackets is a
    share as well."""
    before = ctx.facts[fact.number - 1] if fact.number else None
    told = before is not None and before.claim.kind == "percent" and before.claim.sentence == fact.claim.sentence
    between = words(ctx.between(before, fact)) if told and before is not None else []
    light = bool(between) and set(between) <= cues.words_of("light") | {"exactly"}  # "20.0 percent, exactly a fifth"
    return told and (between[:1] == ["or"] or light)


def _is_amount(fact: Fact) -> bool:
    share = fact.claim.kind == "percent" and fact.claim.role in ("share", "rate", "other")
    return keys.is_level(fact) or share


def _factors(fact: Fact, level: int) -> list[Interval]:
    """What the multiple may multiply with: "up threefold" is said of 3 and of 4."""
    factor = fact.at(level)
    if _of_less(fact):
        part = point(1) / factor
        return [part] if part else []
    if fact.claim.role == "other" and fact.claim.qualifier == "more_than":
        return [Interval(factor.lo, None)]  # of two things, no growth: "more than twice the overall surplus"
    also = fact.claim.role == "growth" and fact.claim.direction == "up" and "up" in fact.lead[-2:]
    return [factor, factor + point(1)] if also else [factor]


def _apposed(fact: Fact) -> bool:
    """Whether a fraction closes its clause by itself, and so tells how much something rose or fell: "up from €55 to
    €66, a fifth"."""
    led = fact.lead[-1:] == ("to",) or "of" in fact.lead[-3:]  # "a premium of exactly a tenth"
    return fact.claim.kind == "fraction" and not (fact.tail or led)


def _of_less(fact: Fact) -> bool:
    """Whether a multiple is how many times less a level is: "was cut nearly threefold, from 55 days to 20"."""
    lead = [word for word in fact.lead[-LESS:] if word not in cues.words_of("light")]
    told = cues.direction(lead)
    fold = fact.claim.kind == "multiple" and "fold" in fact.text and fact.middle > 1
    return fold and told is not None and told == ("down", 0)


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    now, then = units.common(facts[1], facts[0], level)
    if _apposed(facts[2]):
        part = facts[2].at(level)
        factor = point(1) + part if facts[1].middle > facts[0].middle else point(1) - part
        return (factor * then).meets(now) or (part * then).meets(now)
    return any((factor * then).meets(now) for factor in _factors(facts[2], level))


def _outcome(move: Move) -> Outcome:
    now, then = units.common(move.now, move.then, 1)
    ratio = now / then
    message = (
        f"From {messages.name(move.then)} to {messages.name(move.now)} is "
        f"{f'{messages.span(ratio)} times' if ratio else 'no multiple'}; stated is {messages.name(move.anchor)}."
    )
    return outcome(
        "multiple_vs_levels",
        (move.then, move.now, move.anchor),
        _holds,
        move.tie - LOOSE,
        message,
        expected=ratio,
        observed=move.anchor.at(1),
    )
