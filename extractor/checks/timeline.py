"""The article's dates as the checks use them: the dateline, dates beside numbers, days some time later."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_abbr, day_name, monthrange
from datetime import date, timedelta

from extractor.checks import calendar, cues
from extractor.checks.facts import Context, Fact, words
from extractor.schema import Date

_DATELINE = re.compile(r"[\s,(]{0,3}(?:\(\w{2,12}\)\s)?(?:--|[-–—])\s")
DATELINE_WITHIN = 700
WEEKDAYS = {name.lower(): at for names in (day_name, day_abbr) for at, name in enumerate(names)}


def dateline(ctx: Context) -> Date | None:
    """The date of the dateline: a day with its year near the start, before the dash that opens the story."""
    for found in ctx.dates:
        if found.start > DATELINE_WITHIN:
            return None
        span = calendar.span(found.value)
        if span and span.days == 1 and has_year(found) and _DATELINE.match(ctx.text, found.end):
            return found
    return None


def published(ctx: Context) -> date | None:
    """The publication date, or where none is known the dateline's; none that was inferred from the figures."""
    if ctx.published and not ctx.inferred:
        return ctx.published
    line = dateline(ctx)
    span = calendar.span(line.value) if line else None
    return span.first if span else None


def has_year(found: Date) -> bool:
    """Whether a date states its year."""
    return bool(re.search(r"\b(?:19|20)\d\d\b|\bFY\s?'?\d\d\b", found.text))


def in_sentence(ctx: Context, number: int) -> list[Date]:
    """The dates of a sentence, in order."""
    if "dates" not in ctx.memo:
        found: dict[int, list[Date]] = {}
        for date_ in ctx.dates:
            found.setdefault(sentence_of(ctx, date_), []).append(date_)
        ctx.memo["dates"] = found
    return list(ctx.memo["dates"].get(number, ())) if number >= 0 else []


def sentence_of(ctx: Context, found: Date) -> int:
    at = bisect_right(ctx.result.sentences, found.start, key=lambda sentence: sentence[0]) - 1
    return at if at >= 0 and found.start < ctx.result.sentences[at][1] else -1


def lead(ctx: Context, found: Date, count: int = 4) -> list[str]:
    """The words before a date."""
    return words(ctx.text[max(0, found.start - 50) : found.start].rsplit("\n", 1)[-1])[-count:]


def weekday(found: Date) -> int | None:
    """The weekday that a date's words name, Monday 0."""
    return next((WEEKDAYS[w] for w in words(found.text) if w.rstrip(".") in WEEKDAYS and w in WEEKDAYS), None)


def later(start: calendar.Span, duration: Fact) -> calendar.Span | None:
    """A span moved on by a stated duration; None for durations that aren't whole days, weeks, months, years."""
    value = duration.value
    if value is None or value.denominator != 1 or not 0 < value < 1200:
        return None
    count, unit = int(value), duration.claim.unit
    if unit in ("day", "week"):
        delta = timedelta(days=count * (7 if unit == "week" else 1))
        return calendar.Span(start.first + delta, start.last + delta)
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        return calendar.Span(_months(start.first, months), _months(start.last, months))
    return None


def _months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9998:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def agrees(expected: calendar.Span, stated: calendar.Span, least: timedelta = timedelta(0)) -> bool:
    """Whether a computed and a stated date fit: within three days, or within the coarser of the two; `least`: the
    days within which they fit, where these are more."""
    slack = max(timedelta(days=3), least)
    return expected.first - slack <= stated.last and stated.first - slack <= expected.last


def tail_date(ctx: Context, fact: Fact) -> Date | None:
    """The date right after a number: "the $5bn of 2023", "640 billion in the first quarter of 2023"."""
    for found in ctx.dates:
        if fact.claim.end <= found.start <= fact.claim.end + 30:
            between = words(ctx.text[fact.claim.end : found.start])
            own = sentence_of(ctx, found) == fact.claim.sentence
            own = own and not ctx.text.startswith(" to ", found.end)  # "from two million from July 2024 to January"
            own = own and not set(between) & cues.words_of("contrast")  # "from 131.4, whereas in June 2022 …"
            own = own and "and" not in between  # "to 400 from 1.2 billion, and in 2027 to 700"
            return found if own and len(between) <= 3 and "\n" not in ctx.text[fact.claim.end : found.start] else None
    return None


def stamp(ctx: Context) -> Date | None:
    """The publication date where the text names it."""
    return next((d for d in ctx.dates if ctx.published and calendar.day(d.value) == ctx.published), None)
