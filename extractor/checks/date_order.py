"""Dates that cannot be: data of a period that had not begun, a weekday that its date doesn't fall on, an end that is
not its start and duration later, an expiry prolonged to an earlier day, what is in force before it was signed
or ends before it starts.

A base of comparison lies before publication ("7 percent more than the 60 billion of 2026" cannot be said in 2025);
a dateline is not before the data that it reports. "Due in January 2026, would slip 13 months to February 2027"
must add up to the coarser of the two dates. Traps: fiscal years, of which only the year of the end is known; an
inferred publication date (then at most a warning); forecasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extractor.checks import calendar, coming, cues, messages, terms, timeline
from extractor.checks.bygone import bygone
from extractor.checks.early_data import SET_AHEAD, ahead, of_dateline, unfinished
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import Outcome, check
from extractor.checks.weekdays import weekdays
from extractor.schema import Date

LONG_TERM = 3
"""Years behind publication of which only a projection speaks: no slip leads there."""
_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) ")


@check("date_order")
def date_order(ctx: Context) -> Iterator[Outcome]:
    yield from _bases(ctx)
    early = [*unfinished(ctx), *ahead(ctx)]
    yield from early
    yield from (o for o in of_dateline(ctx) if not any(o.members == other.members for other in early))
    yield from _since(ctx)
    yield from bygone(ctx)
    yield from weekdays(ctx)
    yield from terms.terms(ctx)
    yield from terms.in_order(ctx)


def _bases(ctx: Context) -> Iterator[Outcome]:
    """A base of comparison with its date, against the publication date."""
    limit = timeline.published(ctx)
    if limit is None:
        return
    stamp = next((d for d in ctx.dates if calendar.span(d.value) == calendar.Span(limit, limit)), None)
    yield from _baselines(ctx, limit)
    for fact in ctx.facts:
        found = timeline.tail_date(ctx, fact) if fact.slot == "base" and fact.claim.status == "reported" else None
        span = calendar.span(found.value) if found else None
        if found is None or span is None or not timeline.has_year(found):
            continue
        if _by_then(ctx, fact, found):
            continue  # "can guarantee a third of that before 2030"
        if cues.last(timeline.lead(ctx, found, 2), "issued", 2) is not None:
            continue  # "revised to 301.5 million from the 299.8 million published on 15 November"
        if span.first.year > limit.year + LONG_TERM:
            continue  # "€4.20 a tonne for 2026, as against €168 in 2034"
        if span.first > limit and (coming.of_what_is_to_come(ctx, fact, span, limit) or coming.holds_until(ctx, found)):
            continue
        if _of_chain(ctx, fact) or _changed_then(ctx, fact, found):
            continue
        if cues.first(fact.tail, "security", 4) is not None:
            continue  # "over the 9 percent Treasury bonds of 2016"
        dates = (found, stamp) if stamp and stamp is not found else (found,)
        now = _compared(ctx, fact)
        past = "against" in fact.lead[-4:] and span.last.year < limit.year - 1
        if now and now.last < span.first and (past or coming.guessed(ctx, fact)):
            continue  # "200,000 tonnes in 1983 against 165,000 in 2006"
        if fact.bracket and coming.holds_until(ctx, found):
            continue  # "started at 0% in 2015 and has ended at 15% (20% until July 2024)"
        if now and now.last < span.first:  # a period named in the sentence: one carried over may be another's
            yield terms.told(
                (fact,),
                (found,),
                False,
                True,
                f"{fact.text} is a base of comparison, and {found.text} is later than "
                f"the period with which it is compared.",
            )
            continue
        yield terms.told(
            (fact,),
            dates,
            span.first <= limit,
            True,
            f"{fact.text} is a base of comparison of {found.text}; published was {messages.day(limit)}.",
            ctx.inferred,
        )


def _by_then(ctx: Context, fact: Fact, found: Date) -> bool:
    """Whether a date is the one before which something can, or is to, be done."""
    opens = ctx.result.sentences[fact.claim.sentence][0]
    before = set(words(ctx.text[opens : fact.claim.start]))
    return timeline.lead(ctx, found, 1) == ["before"] and not before.isdisjoint(cues.words_of("enabled"))


def _changed_then(ctx: Context, fact: Fact, found: Date) -> bool:
    """Whether a rate or price that somebody sets is changed on a date: "to 1 percent from 2.5 percent as of Jan. 1"."""
    is_set = fact.claim.role in ("rate", "price") or fact.claim.indicator_id in SET_AHEAD
    return is_set and cues.last(timeline.lead(ctx, found, 3), "as_from", 1) is not None


def _of_chain(ctx: Context, base: Fact) -> bool:
    """Whether a date behind a base is that of the level to which it led: "from 60 to 75 dollars in 2022 and from 75 to
    90 in 2024", "turned into a deficit of $1 billion in 2022"."""
    behind = ctx.facts[base.number + 1 : base.number + 2]
    led = bool(behind) and base.lead[-1:] == ("from",) and ctx.between(base, behind[0]).split()[-1:] == ["to"]
    return led or "into" in base.lead


def _baselines(ctx: Context, limit: date) -> Iterator[Outcome]:
    """A reported change against a period, named with its year in the sentence, that had not begun when it was told."""
    for fact in ctx.facts:
        span = calendar.span(fact.claim.baseline) if fact.claim.role in ("growth", "change") else None
        if span is None or span.first <= limit or fact.claim.status != "reported" or coming.granted(ctx, fact):
            continue
        if fact.claim.kind == "multiple" and fact.tail[:1] == ("that",):
            continue  # "limited withdrawals to 50,000 yuan and to twice that in 2016"
        own = timeline.in_sentence(ctx, fact.claim.sentence)
        own = [d for d in own if timeline.lead(ctx, d, 1) != ["than"]]  # "no later than June 1"
        # "by 5 percent, and a mill would yield 300,000 tons from 2028"
        own = [d for d in own if not _CLAUSE.search(ctx.text, fact.claim.end, max(d.start, fact.claim.end))]
        for found in (d for d in own if d.value == fact.claim.baseline and timeline.has_year(d)):
            message = f"{fact.text} compares with {found.text}; published was {messages.day(limit)}."
            yield terms.told((fact,), (found,), False, True, message, ctx.inferred)


def _compared(ctx: Context, base: Fact) -> calendar.Span | None:
    """The period of the figure that a base belongs to: the level before it in its sentence."""
    for fact in reversed(ctx.by_sentence[base.claim.sentence]):
        if (
            fact.number < base.number
            and fact.slot != "base"
            and cues.last(fact.lead, "peak_of", 4) is None
            and fact.claim.unit == base.claim.unit
            and fact.claim.role == base.claim.role
            and fact.claim.status == "reported"
        ):
            own = [d for d in timeline.in_sentence(ctx, base.claim.sentence) if "since" not in timeline.lead(ctx, d, 2)]
            later = [f for f in ctx.by_sentence[base.claim.sentence] if f.number >= base.number]
            taken = [timeline.tail_date(ctx, f) for f in later]  # "51% above the 3.42 of late 2024 and the 3.31 of Q1"
            told = any(d.value == fact.claim.period and d not in taken for d in own)
            between = [d for d in own if fact.claim.end <= d.start < base.claim.start]
            told = told and all(d.value == fact.claim.period for d in between)
            return calendar.span(fact.claim.period) if told else None
    return None


def _since(ctx: Context) -> Iterator[Outcome]:
    """ "In force since 1 May 2026" cannot be said in 2025."""
    limit = timeline.published(ctx)
    for found in ctx.dates if limit else ():
        span = calendar.span(found.value)
        if limit is None or span is None or not timeline.has_year(found):
            continue
        first = span.first.replace(year=span.first.year - span.fiscal)  # "since the 2021/22 season"
        if first > limit and cues.last(timeline.lead(ctx, found), "since", 1) == 0:
            message = f"It is told what holds since {found.text}; published was {messages.day(limit)}."
            yield terms.told((), (found,), False, True, message, ctx.inferred)
