"""Headlines whose figures a body can't deny: what they add up to from its levels, lines of lists, the lead itself."""

from __future__ import annotations

import re
from functools import cache

from extractor import lookups
from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.headline_levels import LOOSEST, fits, levels_told
from extractor.checks.relations import moves

UNITS = frozenset(
    form
    for row in lookups.table("numerals")
    if row["class"] == "unit" and row["value"] != "0"
    for form in lookups.cells(row, "forms")
)
"""Numbers of which so many of a headline's are told: "in one of seven cases"."""
SENTENCE = 10
"""Words of a closed line, at least, that may be a sentence of the text."""
TITLED = 3
"""Words behind the figure, at least, that make an article's first line a headline and no line of a list."""
MOVED = 3
"""Words before a figure among which one of change leads to it."""
FOLLOWING = 200
"""Characters behind a figure in which a later day may be told."""
_PARTS = 3
"""Counts that make a headline's, at least."""
_DIGITS = 10
"""Digits of a count, at most."""
_ITEM = re.compile(r"\s*(?:[-–—•*▪·‣◦]\s|[^:]{1,60}:\s*[^\w\s]{0,3}$)")


def line_of(ctx: Context, fact: Fact) -> tuple[int, int]:
    """Where a figure's line starts and ends."""
    end = ctx.text.find("\n", fact.claim.end)
    return ctx.text.rfind("\n", 0, fact.claim.start) + 1, end if end >= 0 else len(ctx.text)


def of_no_use(ctx: Context, head: Fact) -> bool:
    """Whether nothing in the body can deny a figure."""
    if head.lead[-2:-1] and head.lead[-1] in ("of", "in") and head.lead[-2] in UNITS:
        return True  # "in one of seven cases"
    if cues.last(head.lead, "possible", 4) is not None:
        return True  # "and perhaps a 14-million-euro bill"
    if head.tail[:1] in (("from",), ("off",)) and cues.last(head.lead, "takes_off", 2) is not None:
        return True  # "slump to wipe $43 billion from earnings"
    if cues.first(head.tail[1:], "more_for_each", 1) == 0 and head.claim.role == "growth":
        return True  # "exporters get 38 percent more for each ton"
    told = itemised(ctx, head) or _without(ctx, head) or _is_told(ctx, head) or _behind_plan(head)
    return told or _of_levels(ctx, head)


def _of_levels(ctx: Context, head: Fact) -> bool:
    """Whether a headline's growth is what two levels of the body make, within rounding of all: 13% for 13.54."""
    if head.claim.role != "growth" or not head.claim.direction:
        return False
    found = [(move.now, move.then) for move in moves(ctx, head, keys.is_level)]
    if any((head.factor(1) * then.at(1)).meets(now.at(1)) for now, then in found if then.middle > 0):
        return True
    return any(fits((head, now, then), LOOSEST) for now, then in levels_told(ctx, head) if then.middle > 0)


def _behind_plan(head: Fact) -> bool:
    """Whether a figure is how far something is from a plan, which a body needn't say again: "receipts trail target by
    $2.48b"."""
    return head.lead[-1:] == ("by",) and cues.last(head.lead, "planned", 4) is not None


def _is_told(ctx: Context, fact: Fact) -> bool:
    """Whether a first line without a title above it closes as a sentence does, and may be the lead as well."""
    line = ctx.sentence_text(fact.claim.sentence).strip()
    return line.endswith(".") and line != (ctx.result.article.title or "").strip() and len(words(line)) >= SENTENCE


def itemised(ctx: Context, fact: Fact) -> bool:
    """Whether a figure stands in a line of a list or of a box of figures: "- Wine: $0.2 bn", "Exports: $12.4 bn", or
    alone: "12.4 billion euros"."""
    start, end = line_of(ctx, fact)
    behind = words(ctx.text[fact.claim.end : end])
    alone = not words(ctx.text[start : fact.claim.start]) and not behind
    if not start and len(behind) >= TITLED:
        return False  # "Gulf trade deal: 15 chapters closed, 14 to go"
    return alone or _ITEM.match(ctx.text[start : fact.claim.start]) is not None


def _without(ctx: Context, head: Fact) -> bool:
    """Whether a headline tells of what is left without a part: "without gold, growth is 19%"."""
    clause = re.split(r"[;:]", ctx.text[line_of(ctx, head)[0] : head.claim.start])[-1]
    told = words(clause)
    return cues.last(told, "excluding", len(told)) is not None


def added_up(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether a sentence of the body tells the parts that make a headline's count: "scrapped on 110 products, lowered
    on 65, reduced on 442 and added to nine" for 626."""
    if head.claim.kind != "count" or fact.claim.kind != "count":
        return False
    first, stop = ctx.result.sentences[fact.claim.sentence]
    text = ctx.text[first:stop]
    others = [(f.claim.start, f.claim.end) for f in ctx.by_sentence[fact.claim.sentence] if f.claim.kind != "count"]
    for start, end in (*others, *((d.start, d.end) for d in ctx.dates)):
        if first <= start < stop:
            text = text[: start - first] + " " * (end - start) + text[end - first :]
    told = (_small().get(w, w.replace(",", "")) for w in words(text))
    counts = [int(w) for w in told if w.isdecimal() and len(w) < _DIGITS]
    return len(counts) >= _PARTS and sum(counts) == head.middle


@cache
def _small() -> dict[str, str]:
    """The words for one to nineteen, and for twenty, thirty …"""
    rows = [row for row in lookups.table("numerals") if row["class"] in ("unit", "teen", "ten")]
    return {form: row["value"] for row in rows for form in lookups.cells(row, "forms")}


def moved_since(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether a headline tells where something moved to, and a figure of the body from where, between two days:
    "queue shrinks to nine kilometres", "On Monday it was 24 kilometres long. By Wednesday evening …"."""
    moved = cues.direction(head.lead[-MOVED:]) if head.lead[-1:] == ("to",) else None
    way = "up" if head.middle > fact.middle else "down"
    if moved is None or moved[0] != way or fact.slot == "now" or fact.lead[-1:] == ("to",):
        return False
    opens = ctx.result.sentences[fact.claim.sentence][0]
    days = [date for date in ctx.dates if date.text.lower() in cues.words_of("weekday")]
    before = [day for day in days if opens <= day.start < fact.claim.start]
    behind = [day for day in days if 0 < day.start - fact.claim.end < FOLLOWING]
    behind = [day for day in behind if ctx.text[: day.start].lower().endswith("by ")]
    return bool(before) and any(day.text != before[-1].text for day in behind)
