"""Weekdays and the calendar days that they are given for."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import calendar, cues, terms, timeline
from extractor.checks.facts import Context, words
from extractor.checks.registry import Outcome
from extractor.schema import Date


def weekdays(ctx: Context) -> Iterator[Outcome]:
    """A weekday and the calendar day that it is given for."""
    for found in ctx.dates:
        named, span = timeline.weekday(found), calendar.span(found.value)
        digits = any(c.isdigit() for c in found.text)
        if named is not None and digits and span and span.days == 1 and not _of_year_before(ctx, found, span, named):
            near = ctx.published is not None and abs((span.first - ctx.published).days) < 100
            yield terms.told(
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
        before, behind = words(ctx.text[max(0, a.start - 5) : a.start]), words(ctx.text[b.end : b.end + 5])
        if before[-1:] == ["and"] and behind[:1] == ["and"]:
            continue  # "on Monday and Tuesday (June 16 and 17)"
        digits = any(c.isdigit() for c in b.text)  # not "Friday, the previous day"
        if ctx.inferred and not timeline.has_year(b) and span.first.weekday() != weekday:
            continue  # the year is only inferred, and may be another
        if between.strip() in ("(", ",") and not words(between) and timeline.weekday(b) is None and digits:
            near = ctx.published is not None and abs((span.first - ctx.published).days) < 100
            yield terms.told(
                (),
                (a, b),
                span.first.weekday() == weekday,
                near or timeline.has_year(b),
                f"{b.text}: {span.first.day} {span.first:%B %Y} was a {span.first:%A}; named is {a.text}.",
            )
    yield from _stated_today(ctx)


def _of_year_before(ctx: Context, found: Date, span: calendar.Span, named: int) -> bool:
    """Whether the words set a day against one of the year before, on which its weekday falls: "last year the feast fell
    on Thursday 8 June"."""
    if span.first.weekday() == named or timeline.has_year(found) or (span.first.month, span.first.day) == (2, 29):
        return False
    told = words(ctx.sentence_text(timeline.sentence_of(ctx, found)))
    before = span.first.replace(year=span.first.year - 1)
    return before.weekday() == named and cues.first(told, "year_before", len(told)) is not None


def _stated_today(ctx: Context) -> Iterator[Outcome]:
    """The dateline's day and the weekday on which the article says it was told; this only confirms."""
    stamp = timeline.stamp(ctx)
    span = calendar.span(stamp.value) if stamp else None
    for found in ctx.dates if span and stamp else ():
        other = calendar.span(found.value)
        if stamp is None or span is None or found is stamp or other != span:
            continue
        if span.first.weekday() == timeline.weekday(found):
            yield terms.told((), (stamp, found), True, False, f"{stamp.text} was a {span.first:%A}.")
            return
