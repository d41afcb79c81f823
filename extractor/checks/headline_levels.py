"""A headline's growth against two levels that the body sets against each other, and value beside volume.

"Tea exports jump 13%" may be told of tonnes or of money. Where the body tells both, a growth of earnings denies nothing
of a headline that names none; the two levels of one of them may: "shipped 594.5 million kilos against 523.6 million".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import ONE, Interval
from extractor.checks.registry import FIRM, Outcome, outcome
from extractor.checks.repairs import as_stated

BEFORE = 60
"""Characters before a growth in which it is said to be one of value or of volume."""
SHORT = 3
"""Letters of a name, at least, that a longer one may begin with: soy, soybeans."""
LEAD = 3
"""Sentences after a headline in which the levels stand that may deny it."""
LOOSEST = 2
PERIODS = ("yoy", None)


def levels_told(ctx: Context, head: Fact) -> Iterator[tuple[Fact, Fact]]:
    """The levels now and then that a sentence sets against each other and a headline may tell of: "garments fetched
    $3.30 billion against $2.84 billion a year ago"."""
    for now, then in itertools.pairwise(ctx.facts):
        amounts = keys.is_level(now) and keys.is_level(then) and now.claim.unit == then.claim.unit
        told = now.claim.flow is not None and now.claim.flow == head.claim.flow
        beside = then.slot == "base" != now.slot and now.claim.sentence == then.claim.sentence
        if amounts and told and beside and not _named_apart(head, now) and not _of_each(ctx, head, now):
            yield now, then


def _of_each(ctx: Context, head: Fact, now: Fact) -> bool:
    """Whether a level is told a unit or a day, and the headline of the whole: "Coffee exports plunge 35%" above "the
    average price rose to $418 per bag"."""
    titled = words(ctx.text[: head.claim.end].rsplit("\n", 1)[-1])
    if cues.first(titled, "told_of_each", len(titled)) is not None:
        return False
    return "/" in now.claim.unit or cues.last(ctx.before(now, BEFORE), "told_of_each", BEFORE) is not None


def made_by_levels(ctx: Context, head: Fact) -> bool:
    """Whether two levels that the body sets against each other make a headline's growth: "four percent less" of "960
    kronur, against 1,000", "up 2.8%" of boxes that "rose from 13.45 to 13.82 million"."""
    if head.claim.role != "growth" or head.claim.kind != "percent" or not head.claim.direction:
        return False
    pairs = (
        (one, other) if other.slot == "base" else (other, one)
        for one, other in itertools.pairwise(ctx.facts)
        if (one.slot == "base") != (other.slot == "base") and one.claim.unit == other.claim.unit
        if min(one.middle, other.middle) > 0 and keys.flows(head, one) != keys.CONFLICT
    )
    return any(fits((head, now, then), 1) for now, then in pairs)


def _named_apart(head: Fact, now: Fact) -> bool:
    """Whether two names share no word, nor one that begins another: "soy exports" beside tonnes "of soybeans"."""
    one, two = keys.topic(head.named), keys.topic(now.named)
    short = (min(a, b, key=len) for a in one for b in two if a.startswith(b) or b.startswith(a))
    return bool(one and two) and all(len(word) < SHORT for word in short)


def of_other_measure(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether a growth is said to be one of value where the body tells volumes, too, and the headline names neither; or
    one of volume below a headline of earnings."""
    if not head.claim.role == fact.claim.role == "growth":
        return False
    told = _measured(ctx.before(fact, BEFORE)) or _carried(ctx, fact)
    if _measured(words(ctx.text[: head.claim.end].rsplit("\n", 1)[-1])) == "in_value":
        return told == "in_volume" or (told is None and cues.last(fact.lead, "sent_off", len(fact.lead)) is not None)
    return told == "in_value" and any(_is_volume(head, f) for f in ctx.facts)


def _measured(told: list[str]) -> str | None:
    """Which of value and volume words name last."""
    found = [(at, kind) for kind in ("in_value", "in_volume") if (at := cues.last(told, kind, len(told))) is not None]
    return min(found)[1] if found else None


def _carried(ctx: Context, fact: Fact) -> str | None:
    """The measure of the amount that a growth leads to: "dropped 6.5 percent to Sh181.7 billion"."""
    behind = ctx.facts[fact.number + 1 : fact.number + 2]
    led = bool(behind) and words(ctx.between(fact, behind[0])) == ["to"] and keys.is_level(behind[0])
    return {"money": "in_value", "measure": "in_volume"}.get(behind[0].claim.kind) if led else None


def _is_volume(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the body is a quantity, or its growth, of what a headline may tell of."""
    claim = fact.claim
    quantity = claim.kind == "measure" or (claim.kind == "count" and bool(claim.unit))
    counted = (quantity and claim.role == "level") or (claim.role == "growth" and claim.basis == "volume")
    same = claim.flow is not None and claim.flow == head.claim.flow and bool(keys.topic(head.named))
    return claim.zone != "headline" and counted and same and not _named_apart(head, fact)


def denied(ctx: Context, head: Fact) -> Iterator[Outcome]:
    """The headline's growth against what two levels of the lead make it: of one flow, place, partner and topic, the
    later one of the headline's period and the earlier one of a year before or undated."""
    one = head.claim
    if one.role != "growth" or one.kind != "percent" or not one.direction or one.baseline not in PERIODS:
        return
    found = [pair for pair in levels_told(ctx, head) if pair[0].claim.sentence <= one.sentence + LEAD]
    if len({now.claim.unit for now, _ in found}) != 1:
        return  # a quantity and a value: the headline may tell of either
    for now, then in found[:1]:
        same = now.claim.partner == one.partner and keys.sides(head, now) == keys.FULL
        same = same and keys.related(head, now) and keys.periods(head, now) == keys.FULL
        amounts = now.middle > 0 and then.middle > 0 and now.claim.status == then.claim.status == one.status
        if same and amounts and keys.base_of(head, then) == keys.FULL:
            yield _outcome((head, now, then))


def _outcome(members: tuple[Fact, Fact, Fact]) -> Outcome:
    head, now, then = members
    later, earlier = refined((now, then), 1)
    ratio = later / earlier
    made = ratio + Interval(-ONE, -ONE) if ratio else Interval(None, None)
    way = "fall" if now.middle < then.middle else "rise"
    message = (
        f"The headline says {head.claim.direction} {messages.name(head)}; from {messages.name(then)} to "
        f"{messages.name(now)} is a {way} of {messages.percent(-made if way == 'fall' else made)}."
    )
    return outcome("headline_body", members, fits, FIRM, message, stated=as_stated(head, made))


def fits(facts: tuple[Fact, ...], level: int) -> bool:
    """Whether a growth is what two levels make, as they are told or when cut short to its digits."""
    later, earlier = refined(facts[1:], level)
    return (facts[0].factor(level) * earlier).meets(later)
