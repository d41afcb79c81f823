"""A record: no stated level of the same thing in an earlier period of the same length is above it (below it for a
record low)."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, check, outcome

MOST = 4
SET_AGAINST = 7
"""Words before a record in which it is said to be held against, at most."""


@check("record_high")
def record_high(ctx: Context) -> Iterator[Outcome]:
    for mark in ctx.facts:
        yield from (_outcome(mark, fact, FIRM) for fact in _beaten(ctx, mark))
        if (
            mark.slot == "base"
            or _is_earlier_record(ctx, mark)
            or _is_change(mark)
            or mark.claim.role not in ("level", "price", "rate")
            or not {"record_high", "record_low"} & set(mark.claim.marks)
        ):
            continue
        now = calendar.span(mark.claim.period)
        earlier = [f for f in keys.alike(ctx, mark) if now and _is_earlier(ctx, mark, f, now)]
        if _has_base(ctx, mark):
            earlier = [f for f in earlier if f.claim.sentence == mark.claim.sentence]
        earlier = [f for f in earlier if keys.sector(f) == keys.sector(mark) and not _of_other_sector(mark, f)]
        earlier = [] if _of_its_month(ctx, mark) else earlier
        yield from (_outcome(mark, fact) for fact in earlier[:MOST])


def _of_other_sector(mark: Fact, fact: Fact) -> bool:
    """Whether a base is said to be of goods or services, and the record isn't."""
    named = {"goods", "services"} & set(fact.tail[:3])
    return bool(named) and not named & set(words(mark.claim.indicator or ""))


def _of_its_month(ctx: Context, mark: Fact) -> bool:
    """Whether a record is one among the same months of other years: "a record $6.2 billion for May", "a May record"."""
    told = ctx.before(mark, 60)
    led = any(one in months() and two == "record" for one, two in pairwise(told))
    return led or (mark.tail[:1] == ("for",) and bool(set(mark.tail[1:5]) & months()))


@cache
def months() -> frozenset[str]:
    return frozenset(name.lower() for name in (*month_name, *month_abbr) if name)


def _has_base(ctx: Context, mark: Fact) -> bool:
    """Whether the record is compared with a figure right behind it, so that those of other sentences are another
    thing's."""
    after = ctx.facts[mark.number + 1 : mark.number + 3]
    own = (f for f in after if f.claim.sentence == mark.claim.sentence and f.claim.unit == mark.claim.unit)
    return any(f.slot == "base" for f in own)


def _is_earlier_record(ctx: Context, mark: Fact) -> bool:
    """Whether a record is what another figure is held against: "34 to 42 percent below last season's record 4.1
    million"."""
    told = ctx.before(mark)
    return "than" in told[-SET_AGAINST:] or cues.last(told, "beside_record", SET_AGAINST) is not None


def _is_change(mark: Fact) -> bool:
    """Whether a record is the size of a change: "fell a record 121,000 to 2.99 million"."""
    way = cues.direction(mark.lead)
    return way is not None and way[1] <= 2 and "to" not in mark.lead[len(mark.lead) - way[1] :]


def _beaten(ctx: Context, mark: Fact) -> Iterator[Fact]:
    """The record that the words say was beaten: "a record, beating the previous record of 651,000"."""
    for fact in ctx.facts[mark.number + 1 : mark.number + 2]:
        between = words(ctx.between(mark, fact))
        beaten = cues.first(between, "beating", len(between)) is not None
        told = beaten and cues.last(between, "old_record", 3) is not None and mark.slot != "base"
        if told and fact.claim.unit == mark.claim.unit and fact.claim.sentence == mark.claim.sentence:
            yield fact


def _is_earlier(ctx: Context, mark: Fact, fact: Fact, now: calendar.Span) -> bool:
    then = calendar.span(fact.claim.period)
    if _rolling(ctx, mark) != _rolling(ctx, fact):
        return False
    if then is None or fact.claim.role != mark.claim.role or fact.claim.unit != mark.claim.unit:
        return False
    if then.last >= now.first or calendar.months(then) != calendar.months(now) or fact.claim.status != "reported":
        return False
    told = [words(ctx.sentence_text(f.claim.sentence)) for f in (mark, fact)]
    # "a record 140.5 billion in March. For the first quarter …, up from 205.1 a year earlier"
    return len({cues.first(sentence, "longer_stretch", len(sentence)) is None for sentence in told}) == 1


def _rolling(ctx: Context, fact: Fact) -> bool:
    """Whether a level is that of a year up to a month: "the 12-month deficit, which was $109.5 billion in December"."""
    told = ctx.before(fact, 200)
    return "cumulative" in fact.claim.marks or cues.last(told, "rolling", len(told)) is not None


def _outcome(mark: Fact, fact: Fact, sure: int = 0) -> Outcome:
    sure = FIRM if cues.last(mark.lead, "record", 4) is not None else sure
    low = "record_low" in mark.claim.marks

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        record, before = (f.at(level) for f in facts)
        bottom, top = (record.lo, before.hi) if low else (before.lo, record.hi)
        return bottom is None or top is None or bottom <= top

    message = (
        f"{messages.name(mark)} is told as a record {'low' if low else 'high'}; before it was {messages.name(fact)}."
    )
    return outcome("record_high", (mark, fact), holds, sure, message, expected=fact.at(1), observed=mark.at(1))
