"""Whether the words around a figure or a date speak of what is still to come: foreseen, agreed, allowed, estimated."""

from __future__ import annotations

import re
from datetime import date

from extractor.checks import calendar, cues, timeline
from extractor.checks.facts import Context, Fact, words
from extractor.schema import Date

BEGINS = 5
"""Words from what begins to its date, at most."""
CONTRACTED = 8
"""Words from a contraction to its figure, at most."""
YEAR = 360
"""Days of the shortest span that may be told before it is over."""


def of_what_is_to_come(ctx: Context, base: Fact, span: calendar.Span, limit: date) -> bool:
    """Whether a base belongs to what is foreseen, aimed at or agreed ("falling to 3.1 million in 2026/27 from 3.3
    million in 2025/26"), or follows what is told of a time to come ("in 2028 payments are lowered to")."""
    own = ctx.by_sentence[base.claim.sentence]
    nows = [f for f in own if f.number < base.number and f.slot != "base"]
    foreseen = [f for f in nows if f.claim.status != "reported"]
    ends = [s.last for f in foreseen if (s := calendar.span(f.claim.period)) is not None]
    will = cues.last(ctx.before(base, 60), "will_go", 6) is not None  # "the tax will go from 120 to 200 in April"
    coming = will or granted(ctx, base) or (span.days >= YEAR and tells_of_coming(ctx, base))
    if coming or (ends and span.first > ends[-1]):
        return coming  # a base is no later than what is foreseen
    dates = [d for d in timeline.in_sentence(ctx, base.claim.sentence) if d.start < base.claim.start]
    opened = calendar.span(dates[0].value) if dates else None
    return bool(foreseen) or (opened is not None and opened.first > limit)


def holds_until(ctx: Context, found: Date) -> bool:
    """Whether a date is how long the new level holds, and none of the old: "to 8.5 from 8.0 percent until 2028"."""
    return cues.last(timeline.lead(ctx, found), "lasting_to", 1) is not None


def is_to_come(ctx: Context, fact: Fact) -> bool:
    """Whether the sentence tells of what is to come: "to hit the Dh4 trillion set for 2031", "will contract for 19,500
    acres in 2026"."""
    span = calendar.span(fact.claim.period)
    return span is not None and span.days >= YEAR and tells_of_coming(ctx, fact)


def will_be(ctx: Context, fact: Fact, found: Date) -> bool:
    """Whether what is to come stands between a figure and a date: "a 3 percent improvement, to power the ship that will
    be launched in 2031", "ten cargoes for arrival in March"."""
    behind = words(ctx.text[found.end : found.end + 30])
    if timeline.lead(ctx, found, 1) == ["for"] and cues.first(behind, "set_ahead", 1) == 0:
        return True  # "the production level for 2026 was lowered by 9.4 percent"
    between = words(ctx.text[fact.claim.end : found.start]) if fact.claim.end < found.start else []
    return any(cues.first(between, kind, len(between)) is not None for kind in ("coming", "awaited"))


def contracted(ctx: Context, fact: Fact) -> bool:
    """Whether a contraction of "would" or "will" leads to a figure: "and it'd be 19 million, more than a fifth up"."""
    return any(w.endswith(("'d", "’d", "'ll", "’ll")) for w in ctx.before(fact, 60)[-CONTRACTED:])


def led_by_will(ctx: Context, found: Date) -> bool:
    """Whether what will be done leads to a date: "the tax will go from 120 to 200 in the third quarter, an increase of
    two-thirds"."""
    clause = re.split(r"[,:;]|\bthat\b", ctx.text[max(0, found.start - 60) : found.start])[-1]
    told = words(clause)
    at = cues.last(told, "will_go", 10)
    return at is not None and told[len(told) - at :][:1] != ["have"]


def begins_then(ctx: Context, found: Date) -> bool:
    """Whether the present tense tells what begins at a date: "becomes B50 in the second half of 2026, soaking up 4
    million tonnes"."""
    return cues.last(timeline.lead(ctx, found, BEGINS), "begins_ahead", BEGINS) is not None


def set_in_present(ctx: Context, fact: Fact) -> bool:
    """Whether what is set is told in the present tense, below a headline: "Port dues go up by 4 percent in 2026"."""
    if fact.claim.zone == "headline":
        return False
    told = ctx.before(fact, 60)
    return cues.first(words(fact.text), "in_present", 2) is not None or cues.last(told, "in_present", 4) is not None


def tells_of_coming(ctx: Context, fact: Fact) -> bool:
    return _says(ctx, fact, "coming") or granted(ctx, fact)


def granted(ctx: Context, fact: Fact) -> bool:
    """Whether somebody agrees to or allows what is to come: "4.3 billion has been authorized for January-August"."""
    return _says(ctx, fact, "granted")


def guessed(ctx: Context, fact: Fact) -> bool:
    return _says(ctx, fact, "foretold")


def _says(ctx: Context, fact: Fact, kind: str) -> bool:
    """Whether a figure's sentence has a cue of a kind."""
    sentence = words(ctx.sentence_text(fact.claim.sentence))
    return cues.first(sentence, kind, len(sentence)) is not None
