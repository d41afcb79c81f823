"""Dates that cannot be: data of a period that had not begun, a weekday that its date doesn't fall on, an end that is
not its start and duration later, an expiry prolonged to an earlier day.

A base of comparison lies before publication ("7 percent more than the 60 billion of 2026" cannot be said in 2025);
a dateline is not before the data that it reports. "Due in January 2026, would slip 13 months to February 2027"
must add up to the coarser of the two dates. Traps: fiscal years, of which only the year of the end is known; an
inferred publication date (then at most a warning); forecasts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from extractor.checks import calendar, cues, timeline
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, check, settle
from extractor.schema import Date

MONTH = 28
"""Days of the shortest period of data."""


@check("date_order")
def date_order(ctx: Context) -> Iterator[Outcome]:
    yield from _bases(ctx)
    yield from _dateline(ctx)
    yield from _weekdays(ctx)
    for fact in ctx.facts:
        if fact.claim.kind == "duration":
            outcome = settle([*_durations(ctx, fact)])
            if outcome:
                yield outcome
    yield from _expiries(ctx)


def _plain(
    members: tuple[Fact, ...], dates: tuple[Date, ...], holds: bool, sure: bool, message: str, soft: bool = False
) -> Outcome:
    return Outcome("date_order", int(holds), FIRM if sure else 0, members, message, dates=dates, soft=soft)


def _bases(ctx: Context) -> Iterator[Outcome]:
    """A base of comparison with its date, against the publication date."""
    limit = timeline.published(ctx)
    if limit is None:
        return
    stamp = next((d for d in ctx.dates if calendar.span(d.value) == calendar.Span(limit, limit)), None)
    for fact in ctx.facts:
        found = timeline.tail_date(ctx, fact) if fact.slot == "base" and fact.claim.status == "reported" else None
        span = calendar.span(found.value) if found else None
        if found is None or span is None or not timeline.has_year(found):
            continue
        dates = (found, stamp) if stamp and stamp is not found else (found,)
        now = _compared(ctx, fact)
        if now and now.last < span.first:
            yield _plain(
                (fact,),
                (found,),
                False,
                True,
                f"{fact.text} is a base of comparison, and {found.text} is later than "
                f"the period with which it is compared.",
            )
            continue
        yield _plain(
            (fact,),
            dates,
            span.first <= limit,
            True,
            f"{fact.text} is a base of comparison of {found.text}; published was {limit.isoformat()}.",
            ctx.inferred,
        )


def _compared(ctx: Context, base: Fact) -> calendar.Span | None:
    """The period of the figure that a base belongs to: the level before it in its sentence."""
    for fact in reversed(ctx.by_sentence[base.claim.sentence]):
        if (
            fact.number < base.number
            and fact.slot != "base"
            and fact.claim.unit == base.claim.unit
            and fact.claim.role == base.claim.role
            and fact.claim.status == "reported"
        ):
            return calendar.span(fact.claim.period)
    return None


def _dateline(ctx: Context) -> Iterator[Outcome]:
    """The dateline, or the publication date, against the latest period of the data."""
    line = timeline.dateline(ctx) or _stamp(ctx)
    limit = timeline.published(ctx) if line is None else (calendar.span(line.value) or (None,))[0]
    if limit is None:
        return
    named = {d.value: d for d in reversed(ctx.dates) if timeline.has_year(d) and d is not line and d.value}
    reported = [
        f
        for f in ctx.facts
        if f.claim.status == "reported"
        and f.claim.role in ("level", "growth", "change")
        and f.claim.period in named
        and f.claim.zone != "caption"
        and (f.claim.flow or f.claim.role == "growth")
    ]
    if not reported:
        return
    latest = max(reported, key=lambda f: (_start(f), _beside(ctx, f, named), -f.number))
    period = named[latest.claim.period or ""]
    if line is None or line.start <= latest.claim.start or period.start <= line.start:
        yield _plain(
            (latest,),
            (line, period) if line else (period,),
            _start(latest) <= limit,
            timeline.dateline(ctx) is line is not None or _grown(ctx, latest, period),
            f"The article is of {line.text if line else limit} and reports {latest.text} for {period.text}.",
            ctx.inferred,
        )


def _beside(ctx: Context, fact: Fact, named: Mapping[str, Date]) -> bool:
    """Whether the date of a figure's period stands in its sentence."""
    found = named.get(fact.claim.period or "")
    return any(found is not None and d.value == found.value for d in timeline.in_sentence(ctx, fact.claim.sentence))


def _grown(ctx: Context, fact: Fact, period: Date) -> bool:
    """Whether the date stands in the figure's sentence, and a growth or change over it is reported there or right
    after: that is no plan, no delivery and no term."""
    own = [*ctx.by_sentence[fact.claim.sentence], *ctx.by_sentence.get(fact.claim.sentence + 1, ())]
    span = calendar.span(period.value)
    whole = span is not None and span.days >= MONTH  # from a day on a measure applies, data are of longer periods
    return (
        whole
        and _beside(ctx, fact, {period.value or "": period})
        and any(
            f.claim.period == fact.claim.period
            and f.claim.role == "growth"
            and f.claim.direction is not None
            and f.claim.status == "reported"
            for f in own
        )
    )


def _stamp(ctx: Context) -> Date | None:
    return next((d for d in ctx.dates if ctx.published and calendar.day(d.value) == ctx.published), None)


def _start(fact: Fact) -> date:
    span = calendar.span(fact.claim.period)
    return span.first if span else date.min


def _weekdays(ctx: Context) -> Iterator[Outcome]:
    """A weekday and the calendar day that it is given for."""
    for found in ctx.dates:
        named, span = timeline.weekday(found), calendar.span(found.value)
        digits = any(c.isdigit() for c in found.text)
        if named is not None and digits and span and span.days == 1:
            near = ctx.published is not None and abs((span.first - ctx.published).days) < 100
            yield _plain(
                (),
                (found,),
                span.first.weekday() == named,
                timeline.has_year(found) or near,
                f"{found.text}: {span.first.day} {span.first:%B %Y} was a {span.first:%A}.",
                ctx.inferred and not timeline.has_year(found),
            )
    for a, b in zip(ctx.dates, ctx.dates[1:], strict=False):
        between = ctx.text[a.end : b.start]
        span = calendar.span(b.value)
        weekday = timeline.weekday(a)
        if weekday is None or any(c.isdigit() for c in a.text) or span is None or span.days != 1 or len(between) > 4:
            continue
        if between.strip() in ("(", ",") and not words(between) and timeline.weekday(b) is None:
            near = ctx.published is not None and abs((span.first - ctx.published).days) < 100
            yield _plain(
                (),
                (a, b),
                span.first.weekday() == weekday,
                near or timeline.has_year(b),
                f"{b.text}: {span.first.day} {span.first:%B %Y} was a {span.first:%A}; named is {a.text}.",
            )
    yield from _stated_today(ctx)


def _stated_today(ctx: Context) -> Iterator[Outcome]:
    """The dateline's day and the weekday on which the article says it was told; this only confirms."""
    stamp = _stamp(ctx)
    span = calendar.span(stamp.value) if stamp else None
    for found in ctx.dates if span and stamp else ():
        other = calendar.span(found.value)
        if stamp is None or span is None or found is stamp or other != span:
            continue
        if span.first.weekday() == timeline.weekday(found):
            yield _plain((), (stamp, found), True, False, f"{stamp.text} was a {span.first:%A}.")
            return


def _durations(ctx: Context, duration: Fact) -> Iterator[Outcome]:
    """Start + duration = end, for the end beside the duration and the dates around it."""
    own = timeline.in_sentence(ctx, duration.claim.sentence)
    ends = [
        d
        for d in own
        if d.start >= duration.claim.end
        and d.start - duration.claim.end < 60
        and cues.last(timeline.lead(ctx, d), "until", 3) is not None
    ][:1]
    around = [d for n in (-1, 1) for d in timeline.in_sentence(ctx, duration.claim.sentence + n)]
    for end in ends:
        starts = [d for d in own if d is not end]
        alone = len(starts) == 1 and _tied(ctx, starts[0], duration, end)
        for start in starts + around:
            yield from _sum(duration, start, end, alone and start in starts)
        yield from _from_publication(ctx, duration, end)
    if not ends:
        for end in around:
            for start in [
                d for d in around if d is not end and timeline.sentence_of(ctx, d) == timeline.sentence_of(ctx, end)
            ]:
                yield from _sum(duration, start, end, False)
        yield from _of_next_paragraph(ctx, duration)


def _tied(ctx: Context, start: Date, duration: Fact, end: Date) -> bool:
    """ "in S, … D to E" or "D after …: from E, … S"."""
    between = words(ctx.text[duration.claim.end : end.start])
    if start.start < duration.claim.start:
        return bool(between) and between[0] in cues.words_of("until") and len(between) <= 2
    return bool(duration.tail) and duration.tail[0] in cues.words_of("after") and start.start - end.end < 80


def _sum(duration: Fact, start: Date, end: Date, sure: bool) -> Iterator[Outcome]:
    first, last = calendar.span(start.value), calendar.span(end.value)
    expected = timeline.later(first, duration) if first else None
    if expected is None or last is None:
        return
    yield _plain(
        (duration,),
        (start, end),
        timeline.agrees(expected, last),
        sure,
        f"{start.text} and {duration.text} make {_told(expected, last)}; stated is {end.text}.",
    )


def _told(expected: calendar.Span, stated: calendar.Span) -> str:
    return expected.first.isoformat() if stated.days == 1 else f"{expected.first:%Y-%m}"


def _from_publication(ctx: Context, duration: Fact, end: Date) -> Iterator[Outcome]:
    """What "lasts" some time to a day begins about now, or on a date that the sentences around name."""
    last = calendar.span(end.value)
    now = timeline.published(ctx)
    if last is None or now is None or cues.last(list(duration.lead), "lasting", 3) is None:
        return
    start = calendar.Span(now - timedelta(days=60), now + timedelta(days=60))
    expected = timeline.later(start, duration)
    if expected is not None and timeline.has_year(end):
        yield _plain(
            (duration,),
            (end,),
            timeline.agrees(expected, last),
            True,
            f"What lasts {duration.text} from about {now.isoformat()} does not end on {end.text}.",
            ctx.inferred,
        )


def _of_next_paragraph(ctx: Context, duration: Fact) -> Iterator[Outcome]:
    """A duration and, a few sentences on, the two dates that it lies between; this only confirms."""
    for step in range(2, 6):
        dates = timeline.in_sentence(ctx, duration.claim.sentence + step)
        for start, end in itertools.pairwise(dates):
            yield from _sum(duration, start, end, False)


def _expiries(ctx: Context) -> Iterator[Outcome]:
    """ "which was to lapse on March 31, now holds till …": the new end is the later one."""
    for number in range(len(ctx.result.sentences)):
        dates = timeline.in_sentence(ctx, number)
        for old, new in itertools.pairwise(dates):
            if (
                cues.last(timeline.lead(ctx, old), "expiry", 4) is None
                or cues.last(timeline.lead(ctx, new), "hold", 2) is None
            ):
                continue
            before, after = calendar.span(old.value), calendar.span(new.value)
            if before and after:
                yield _plain(
                    (),
                    (old, new),
                    after.first > before.first,
                    True,
                    f"What was to end on {old.text} is prolonged to {new.text}.",
                )
