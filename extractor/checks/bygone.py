"""What is told as done on a day that was still to come, and what is still to be published on one that has passed: "the
embargo, imposed in September 2026" cannot be said in 2025, nor "next release: 20 June 2024".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.checks import calendar, cues, messages, terms, timeline
from extractor.checks.facts import Context, words
from extractor.checks.registry import Outcome
from extractor.schema import Date

FEW = 4
"""Words before a date of which some say that something was done or is to be published."""


def bygone(ctx: Context) -> Iterator[Outcome]:
    """Done things that the publication date puts in the future, and coming publications that it puts in the past."""
    limit = timeline.published(ctx)
    for found in ctx.dates if limit is not None else ():
        span = calendar.span(found.value)
        if limit is None or span is None or span.fiscal or not timeline.has_year(found):
            continue
        if timeline.sentence_of(ctx, found) < 0:
            continue
        if span.first > limit and _was_done(ctx, found):
            yield _told(ctx, found, f"What was done in {found.text}", limit)
        elif span.last < limit and span.days == 1 and _is_to_be_published(ctx, found):
            yield _told(ctx, found, f"What is to be published on {found.text}", limit)


def _told(ctx: Context, found: Date, what: str, limit: date) -> Outcome:
    message = f"{what} is told in an article of {messages.day(limit)}."
    return terms.told((), (found,), False, True, message, ctx.inferred)


def _was_done(ctx: Context, found: Date) -> bool:
    """Whether the words right before a date say that something was done then: "was signed in", ", imposed in"."""
    opens = ctx.result.sentences[timeline.sentence_of(ctx, found)][0]
    before = ctx.text[opens : found.start]
    told = words(before)
    if told[-1:] not in (["in"], ["on"]) or not cues.words_of("not_yet").isdisjoint(told):
        return False
    if cues.last(told[:-1], "begun", 1) is not None:
        return True
    done = cues.last(told[:-1], "done_thing", 1)
    said = done is not None and cues.last(told[:-1][: len(told) - 2 - done], "was_done", 2) is not None
    return said or (done is not None and before.rstrip().lower().endswith(f", {told[-2]} {told[-1]}"))


def _is_to_be_published(ctx: Context, found: Date) -> bool:
    """Whether a date is that of a publication to come: "Next release: 20 June 2025", "will be published on"."""
    opens = ctx.result.sentences[timeline.sentence_of(ctx, found)][0]
    told = words(ctx.text[opens : found.start])
    return cues.last(told, "to_be_published", FEW) is not None
