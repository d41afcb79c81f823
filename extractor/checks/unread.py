"""Numbers of the text that no claim holds: what the words say of two figures may be said of one between them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable

from extractor.checks.facts import Context, Fact

_NUMBER = re.compile(r"\d(?<![\w.,/-]\d)[\d.,]*(?!\w)")


def skips(ctx: Context, members: Iterable[Fact]) -> bool:
    """Whether a number that neither a claim nor a date holds stands between two members of one sentence."""
    if "unread" not in ctx.memo:
        ctx.memo["unread"] = _unread(ctx)
    unread: list[int] = ctx.memo["unread"]
    ordered = sorted(members, key=lambda f: f.number)
    return any(
        a.claim.sentence == b.claim.sentence
        and bisect_right(unread, a.claim.end) != bisect_right(unread, b.claim.start)
        for a, b in itertools.pairwise(ordered)
    )


def _unread(ctx: Context) -> list[int]:
    spans = [(c.start, c.end) for c in ctx.result.quantities] + [(d.start, d.end) for d in ctx.result.dates]
    held = sorted(spans)
    starts = [start for start, _ in held]
    found = []
    for match in _NUMBER.finditer(ctx.text):
        i = bisect_right(starts, match.start()) - 1
        if i < 0 or held[i][1] <= match.start():
            found.append(match.start())
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
