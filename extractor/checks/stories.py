"""Several stories in one text: where a later one begins, and which conflicts then mean nothing.

A later story has a publication date, a home currency and totals of its own, which the claims don't know. So no figures
of two stories are compared, and nothing that rests on the day of publication or on what "dollar" means is believed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks import cues
from extractor.checks.facts import Context, words
from extractor.checks.registry import Outcome
from extractor.lookups import cells, table

_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2})"
_DASH = r"(?:[—–:(]|-{1,2}(?:\s|$))"
_NAME = r"[A-Z][\w.'’]{1,20}(?:[ -][A-Z][\w.'’]{1,20}){0,2}"
_DATED = re.compile(rf"{_NAME},\s{_DAY}(?:,?\s\d{{4}})?\s?(?:{_DASH}|$)")
_PLACED = re.compile(rf"([A-Z][A-Z.'’]{{2,20}}(?:[ -][A-Z][A-Z.'’]{{1,20}}){{0,2}})(?:,[^\n—–:]{{1,30}})?\s?{_DASH}")
_RULE = re.compile(r"(?:[*#_=~-] ?){3,80}|-{2,3} ?(?:end|ends) ?-{2,3}", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?][\"'”’)]?$")
FIRST = 700
"""Characters in which the first story's own dateline stands."""
TITLE, LAST, LONG = range(40, 131), 40, 80
"""Characters of a headline, and at least of the paragraphs before and after it."""
OWN = ("date_order", "currency_conversion", "headline_body")
"""Checks that need the day of publication, the home by which a bare currency word is known, or the headline."""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Countries, capitals and cities, in capitals."""
    rows = table("places")
    return frozenset(name.upper() for row in rows for c in ("names", "capital", "cities") for name in cells(row, c))


def boundaries(ctx: Context) -> list[int]:
    """Where later stories begin: datelines, headlines between paragraphs, and rules across the page."""
    if "stories" not in ctx.memo:
        ctx.memo["stories"] = sorted(_found(ctx.text)) if ctx.text.count("\n") > 2 else []
    found: list[int] = ctx.memo["stories"]
    return found


def _found(text: str) -> Iterator[int]:
    at, lines = 0, []
    for raw in text.split("\n"):
        if raw.strip():
            lines.append((at + len(raw) - len(raw.lstrip()), raw.strip()))
        at += len(raw) + 1
    started = [start for start, line in lines if _is_dateline(line)]
    yield from started[1:] if started and started[0] < FIRST else started
    for (_, before), (start, line), (_, after) in zip(lines, lines[1:], lines[2:], strict=False):
        if _is_title(before, line, after) or _RULE.fullmatch(line):
            yield start


def _is_dateline(line: str) -> bool:
    """ "Colombo, Jul 26 (PTI) …", "LAGOS, May 3 – …", "ASTANA — …"."""
    placed = _PLACED.match(line)
    return bool(_DATED.match(line)) or (placed is not None and placed[1] in _places())


def _is_title(before: str, line: str, after: str) -> bool:
    """A line without a full stop between two paragraphs that end with one, too long for a heading within a story."""
    told = line[0].isupper() and len(line) in TITLE and len(line.split()) > 5 and not line.endswith((":", ";", ","))
    beside = len(before) > LAST and len(after) > LONG and _CLOSED.search(before) and _CLOSED.search(after)
    return told and bool(beside) and not _CLOSED.search(line) and cues.first(words(line[:20]), "more_about", 1) is None


def astray(ctx: Context, outcome: Outcome) -> bool:
    """Whether a conflict lies between two stories of one text, or rests on a day or currency that are a story's own."""
    starts = boundaries(ctx)
    if not starts:
        return False
    places = [f.claim.start for f in outcome.members] + [d.start for d in outcome.dates]
    sided = outcome.check == "balance" and any(f.claim.partner for f in outcome.members)  # whose deficit it is
    told = {bisect_right(starts, at) for at in places}
    if outcome.check == "headline_body" and told == {0}:
        return False  # the page's own headline and story
    return sided or outcome.check in OWN or len(told) > 1
