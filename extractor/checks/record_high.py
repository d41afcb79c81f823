"""A record: no stated level of the same thing in an earlier period of the same length is above it (below it for a
record low)."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, check, outcome

MOST = 4


@check("record_high")
def record_high(ctx: Context) -> Iterator[Outcome]:
    for mark in ctx.facts:
        yield from (_outcome(mark, fact, FIRM) for fact in _beaten(ctx, mark))
        if (
            mark.slot == "base"
            or mark.claim.role not in ("level", "price", "rate")
            or not {"record_high", "record_low"} & set(mark.claim.marks)
        ):
            continue
        now = calendar.span(mark.claim.period)
        earlier = [f for f in keys.alike(ctx, mark) if now and _is_earlier(ctx, mark, f, now)]
        yield from (_outcome(mark, fact) for fact in earlier[:MOST])


def _beaten(ctx: Context, mark: Fact) -> Iterator[Fact]:
    """The record that the words say was beaten: "a record, beating the previous record of 651,000"."""
    for fact in ctx.facts[mark.number + 1 : mark.number + 2]:
        between = words(ctx.between(mark, fact))
        beaten = cues.first(between, "beating", len(between)) is not None
        told = beaten and cues.last(between, "old_record", 3) is not None
        if told and fact.claim.unit == mark.claim.unit and fact.claim.sentence == mark.claim.sentence:
            yield fact


def _is_earlier(ctx: Context, mark: Fact, fact: Fact, now: calendar.Span) -> bool:
    then = calendar.span(fact.claim.period)
    if _rolling(ctx, mark) != _rolling(ctx, fact):
        return False
    if then is None or fact.claim.role != mark.claim.role or fact.claim.unit != mark.claim.unit:
        return False
    return then.last < now.first and calendar.months(then) == calendar.months(now) and fact.claim.status == "reported"


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
