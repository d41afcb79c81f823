"""Numbers of the text that no claim holds: what the words say of two figures may be said of one between them, and those
of tables and of lines in other languages are counted."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from extractor import languages
from extractor.checks.facts import Context, Fact

_NUMBER = re.compile(r"\d(?<![\w.,/-]\d)[\d.,]*(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\.?\d|,\d{3}(?!\d))")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d|,\d)")
_CELL = re.compile(r"[^\s|,;]+(?:,\d{3}(?!\d))*")
_FIGURE = re.compile(r"[(+−–$€£¥-]{0,3}(\d[\d.,]*)%?\)?$")
_LABEL = 8
"""Words of a table's row beside its figures, at most."""
_LONGEST = 1000


def uncounted(ctx: Context) -> int:
    """How many figures stand in the rows of tables and in lines of other languages without being read."""
    lines = languages.foreign(ctx.text)
    strange = [match.start() for a, b in lines for match in _NUMBER.finditer(ctx.text, a, b)]
    figures = {*strange, *(() if lines == [(0, len(ctx.text))] else _in_rows(ctx.text))}
    return len(_unread(ctx, (at for at in sorted(figures) if not _YEAR.match(ctx.text, at))))


def _in_rows(text: str) -> Iterator[int]:
    """Where the figures of tables begin: of lines that are rows of figures, with another one right above or below."""
    start = 0
    before: list[int] = []
    for line in text.splitlines(keepends=True):
        row = [start + at for at in _row(line)]
        if row and before:
            yield from (*before, *row)
        before, start = row, start + len(line)


def _row(line: str) -> list[int]:
    """Where the figures of a line begin, if it is a row of several with few words."""
    cells = [*_CELL.finditer(line)] if len(line) < _LONGEST and not line.rstrip().endswith((".", "!", "?")) else []
    figures = [found.start(1) for cell in cells if (found := _FIGURE.match(line, *cell.span()))]
    return figures if len(figures) > 1 and len(cells) - len(figures) <= _LABEL else []


def _all_unread(ctx: Context) -> list[int]:
    """Where numbers begin that neither a claim nor a date holds, or a claim whose unit is open."""
    if "unread" not in ctx.memo:
        left = _unread(ctx, (match.start() for match in _NUMBER.finditer(ctx.text)))
        ctx.memo["unread"] = sorted([*left, *(claim.start for claim in ctx.unsaid)])
    found: list[int] = ctx.memo["unread"]
    return found


def large_in(ctx: Context, sentence: int) -> bool:
    """Whether a sentence has a number of thousands that neither a claim nor a date holds."""
    start, end = ctx.result.sentences[sentence]
    return any(start <= at < end and _THOUSANDS.match(ctx.text, at) for at in _all_unread(ctx))


def skips(ctx: Context, members: Iterable[Fact]) -> bool:
    """Whether a number that neither a claim nor a date holds stands between two members of one sentence."""
    unread = _all_unread(ctx)
    ordered = sorted(members, key=lambda f: f.number)
    return any(
        a.claim.sentence == b.claim.sentence
        and bisect_right(unread, a.claim.end) != bisect_right(unread, b.claim.start)
        for a, b in itertools.pairwise(ordered)
    )


def _unread(ctx: Context, numbers: Iterable[int]) -> list[int]:
    """Those of the numbers, by the characters where they begin, that neither a claim nor a date holds."""
    spans = [(c.start, c.end) for c in ctx.result.quantities] + [(d.start, d.end) for d in ctx.result.dates]
    held = sorted(spans)
    starts = [start for start, _ in held]
    found = []
    for at in numbers:
        i = bisect_right(starts, at) - 1
        if i < 0 or held[i][1] <= at:
            found.append(at)
    return found


def half_quoted(ctx: Context, members: Iterable[Fact]) -> bool:
    """Whether some of the figures, and not all, are said in quotation marks, in a sentence of their own: a speaker's
    rough number is no figure of the report's."""
    if "quoted" not in ctx.memo:
        quoted = (c for c in ctx.result.claims if c.type == "quotation" and c.direct)
        ctx.memo["quoted"] = [(c.start, c.end) for c in quoted]
    spans: list[tuple[int, int]] = ctx.memo["quoted"]
    facts = list(members)
    inside = [f for f in facts if any(start <= f.claim.start < end for start, end in spans)]
    outside = {f.claim.sentence for f in facts if f not in inside}
    return bool(inside) and bool(outside) and outside.isdisjoint(f.claim.sentence for f in inside)
