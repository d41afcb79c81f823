"""Terms: a start and a duration make the end, and what is prolonged ends later than before."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta

from extractor.checks import calendar, cues, messages, timeline
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, settle
from extractor.schema import Date

MOST_BETWEEN = 8
"""Words between two days that are told in a row."""
ROWS = (
    ("concluded", "in_force", "in_force_link", "Signed {}, in force from {}"),
    ("starting", "ending", "span_link", "From {} to {}"),
    ("begun_or_ended", "ended_on", "talk_link", "Begun {}, ended or taken up again {}"),
)
"""Cues of the first day, of the second, words that may stand before these, and what is said of both."""


def terms(ctx: Context) -> Iterator[Outcome]:
    """The findings on durations with their two dates, and on new ends."""
    for fact in ctx.facts:
        if fact.claim.kind == "duration":
            outcome = settle([*_durations(ctx, fact)])
            if outcome:
                yield outcome
    yield from _expiries(ctx)


def told(
    members: tuple[Fact, ...], dates: tuple[Date, ...], holds: bool, sure: bool, message: str, soft: bool = False
) -> Outcome:
    """An outcome on dates, which either hold or don't; `soft`: by a day that is only inferred, so that it can confirm
    but not deny."""
    return Outcome("date_order", int(holds), FIRM if sure and not soft else 0, members, message, dates=dates)


def in_order(ctx: Context) -> Iterator[Outcome]:
    """Two days told in a row, of which the first can't be later: "signed on 4 May 2024, came into force on 1 March
    2025", "introduced on 1 December 2023 and runs until 30 November 2024"."""
    for one, two in itertools.pairwise(ctx.dates):
        first, last = calendar.span(one.value), calendar.span(two.value)
        dated = timeline.has_year(one) and (timeline.has_year(two) or "year" in words(two.text))
        if first is None or last is None or not dated:
            continue
        number = timeline.sentence_of(ctx, one)
        between = words(ctx.text[one.end : two.start])
        if number != timeline.sentence_of(ctx, two) or len(between) > MOST_BETWEEN:
            continue
        if set(words(ctx.sentence_text(number))) & cues.words_of("backdated"):
            continue
        for opening, closing, link, said in ROWS:
            if cues.last(timeline.lead(ctx, one), opening, 3) is not None and _leads(between, closing, link):
                holds = first.first <= last.last
                message = f"{said.format(one.text, two.text)}{'' if holds else ', which is earlier'}."
                yield told((), (one, two), holds, True, message)


def _leads(between: list[str], closing: str, link: str) -> bool:
    """Whether the words between two days end with those of the second, with nothing but auxiliaries before."""
    at = cues.last(between, closing, 2)
    return at is not None and all(w in cues.words_of(link) or w.isdigit() for w in between[: len(between) - at - 1])


def _durations(ctx: Context, duration: Fact) -> Iterator[Outcome]:
    """Start + duration = end, for the end beside the duration and the dates around it."""
    if len(words(duration.text)) < 2 and (duration.text.isdecimal() or not any(c.isdigit() for c in duration.text)):
        return  # "four days by the end of the year, and five by June"
    if cues.first(words(duration.text), "working", MOST_BETWEEN) is not None:
        return  # "four working days from Tuesday the 1st to Friday the 4th": what lies between depends on holidays
    if duration.claim.qualifier in ("at_most", "less_than") or duration.lead[-2:] == ("maximum", "of"):
        return  # "hears them on 25 June and decides on duties, for a maximum of four years, by mid-December"
    if duration.lead[-1:] == ("the",) and cues.last(duration.lead[:-1], "over_time", 1) is not None:
        return  # "in the two weeks to Wednesday"
    if duration.lead[-1:] == ("in",) and duration.tail[:1] == ("after",):
        return  # "the second shock in eight months after ministers agreed on Friday"
    own = timeline.in_sentence(ctx, duration.claim.sentence)
    ends = [
        d
        for d in own
        if d.start >= duration.claim.end
        and d.start - duration.claim.end < 60
        and cues.last(timeline.lead(ctx, d), "until", 3) is not None
        and words(ctx.text[duration.claim.end : d.start]) != ["from"]  # "for 12 months from 1 August": its start
        and not (duration.lead[-1:] == ("for",) and words(ctx.text[duration.claim.end : d.start]) == ["on"])
        and not _of_the_news(ctx, duration, d, own)
    ][:1]
    around = [d for n in (-1, 1) for d in timeline.in_sentence(ctx, duration.claim.sentence + n)]
    for end in ends:
        starts = [d for d in own if d is not end and not _is_end(ctx, d)]
        if cues.last(duration.lead, "extending", len(duration.lead)) is not None or duration.lead[-1:] == ("by",):
            # from its end on, not from today or from when it began
            starts = [d for d in starts if any(c.isdigit() for c in d.text)]
            starts = [d for d in starts if cues.last(timeline.lead(ctx, d), "began_on", 1) is None]
            opens = ctx.result.sentences[duration.claim.sentence][0]
            starts = [d for d in starts if ctx.text[opens : d.start].split() != ["On"]]  # "On Wednesday, 19 November"
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


def _of_the_news(ctx: Context, duration: Fact, end: Date, own: list[Date]) -> bool:
    """Whether a day behind a duration and its start is that of another act: "for 30 days from 1 April, under a decree
    published on Monday"."""
    between = any(duration.claim.end <= d.start and d.end <= end.start for d in own if d is not end)
    return between and timeline.lead(ctx, end)[-1:] == ["on"]


def _is_end(ctx: Context, found: Date) -> bool:
    """Whether a date is another term's end: "through 2028 rather than the current three years through 2026"."""
    return cues.last(timeline.lead(ctx, found), "lasting_to", 1) is not None


def _tied(ctx: Context, start: Date, duration: Fact, end: Date) -> bool:
    """ "in S, … D to E" or "D after …: from E, … S"."""
    between = words(ctx.text[duration.claim.end : end.start])
    if start.start < duration.claim.start:
        if _paused_since(ctx, start, duration):
            return False
        return bool(between) and between[0] in cues.words_of("until") and len(between) <= 2
    crossed = any(start.end <= f.claim.start < end.start for f in ctx.by_sentence[duration.claim.sentence])
    led = bool(duration.tail) and duration.tail[0] in cues.words_of("after")
    return led and not crossed and start.start - end.end < 80


def _paused_since(ctx: Context, start: Date, duration: Fact) -> bool:
    """Whether the term is that of a later act than the one whose day stands before it: "announced on 2 April and then
    paused for 90 days until 9 July", "filed on 14 January, the complaint gave Beijing 60 days, until 1 April"."""
    told = words(ctx.text[start.end : duration.claim.start])
    opens = ctx.result.sentences[duration.claim.sentence][0]
    led = ctx.text[opens : start.start].split()
    return len(led) > 1 and cues.first(told, "paused", len(told)) is not None


def _sum(duration: Fact, start: Date, end: Date, sure: bool) -> Iterator[Outcome]:
    first, last = calendar.span(start.value), calendar.span(end.value)
    expected = timeline.later(first, duration) if first else None
    if expected is None or last is None:
        return
    yield told(
        (duration,),
        (start, end),
        timeline.agrees(expected, last, _rounded(duration)),
        sure,
        f"{start.text} and {duration.text} make {_day_of(expected, last)}; stated is {end.text}.",
    )


def _rounded(duration: Fact) -> timedelta:
    """Half a unit of what has passed in months or years: "lifted after 14 months, on 28 September"."""
    passed = duration.lead[-1:] == ("after",)
    return timedelta(days={"month": 15, "year": 183}.get(duration.claim.unit, 0) if passed else 0)


def _day_of(expected: calendar.Span, stated: calendar.Span) -> str:
    return messages.day(expected.first) if stated.days == 1 else f"{expected.first:%B %Y}"


def _from_publication(ctx: Context, duration: Fact, end: Date) -> Iterator[Outcome]:
    """What "lasts" some time to a day begins about now, or on a date that the sentences around name."""
    last = calendar.span(end.value)
    now = timeline.published(ctx)
    if last is None or now is None or cues.last(list(duration.lead), "lasting", 3) is None:
        return
    start = calendar.Span(now - timedelta(days=60), now + timedelta(days=60))
    expected = timeline.later(start, duration)
    if expected is not None and timeline.has_year(end):
        yield told(
            (duration,),
            (end,),
            timeline.agrees(expected, last),
            True,
            f"What lasts {duration.text} from about {messages.day(now)} does not end on {end.text}.",
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
            dated = timeline.has_year(old) or timeline.has_year(new)
            if before and after and (dated or before.first.year == after.first.year):
                yield told(
                    (),
                    (old, new),
                    after.first > before.first,
                    True,
                    f"What was to end on {old.text} is prolonged to {new.text}.",
                )
