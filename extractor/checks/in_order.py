"""Shares told of one of two amounts by its place in the row: "13 per cent of the former and 15 per cent of the latter",
"519 million dollars on 115,174 tons, or 123 percent and 146 percent, respectively"."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.wholes import is_amount

BEHIND = 40
"""Characters behind the last of a row in which "respectively" stands, at most."""
BETWEEN = 3
"""Words between shares of a row, at most."""


def part_fits(ctx: Context, share: Fact, part: Fact) -> bool:
    """Whether an amount may be what a share is: not another than the one of its place in the row, and none of the two
    of which one is its whole."""
    row = _row(ctx, share)
    if row:
        return part is _own(ctx, share, row)
    return part not in _two(ctx, share)


def whole_fits(ctx: Context, share: Fact, whole: Fact) -> bool:
    """Whether an amount may be the whole of a share: the former or the latter where the words say so, one told behind a
    row where they lead on to that."""
    two = _two(ctx, share)
    if _named(share):
        return len(two) == 2 and whole is two[_named(share) == "latter_one"]
    row = _row(ctx, share)
    led = bool(row) and "of" in row[-1].tail[:BETWEEN]
    return not led or (whole.claim.sentence == share.claim.sentence and whole.number > row[-1].number)


def _named(share: Fact) -> str | None:
    """Whether the words behind a share name the former or the latter as its whole."""
    tail = list(share.tail)
    ends = len(tail) == 3 or (len(tail) > 3 and tail[3] in cues.words_of("conjunction"))
    if tail[:1] != ["of"] or not ends:
        return None
    return next((kind for kind in ("former_one", "latter_one") if cues.first(tail[1:], kind, 1) == 0), None)


def _two(ctx: Context, share: Fact) -> list[Fact]:
    """The two amounts of which a share names one: the last told before it in its sentence, or in the one before."""
    if not _named(share):
        return []
    for number in (share.claim.sentence, share.claim.sentence - 1):
        told = [f for f in ctx.by_sentence.get(number, ()) if f.number < share.number and is_amount(f)]
        told = [f for f in told if not f.bracket and f.slot != "base"]
        if told:
            return told[-2:] if len(told) > 1 and keys.same_unit(*told[-2:]) else told[-1:]
    return []


def _row(ctx: Context, share: Fact) -> list[Fact]:
    """The shares told with one in a row that "respectively" closes; none where there is no such row."""
    own = [f for f in ctx.by_sentence[share.claim.sentence] if keys.is_share(f) and f.claim.kind == share.claim.kind]
    at = own.index(share) if share in own else 0
    first = last = at
    while first and _joined(ctx, own[first - 1], own[first]):
        first -= 1
    while last + 1 < len(own) and _joined(ctx, own[last], own[last + 1]):
        last += 1
    behind = words(ctx.text[own[last].claim.end : own[last].claim.end + BEHIND]) if own else []
    closed = last > first and cues.first(behind, "one_by_one", 2) is not None
    return own[first : last + 1] if closed else []


def _joined(ctx: Context, one: Fact, two: Fact) -> bool:
    between = words(ctx.between(one, two))
    return two.number == one.number + 1 and len(between) <= BETWEEN and set(between) <= cues.words_of("row_link")


def _own(ctx: Context, share: Fact, row: list[Fact]) -> Fact | None:
    """The amount of the same place in the row before; None where there are not just as many."""
    before = [f for f in ctx.by_sentence[share.claim.sentence] if f.number < row[0].number and is_amount(f)]
    before = [f for f in before if not f.bracket and f.slot != "base"]
    return before[row.index(share)] if len(before) == len(row) else None
