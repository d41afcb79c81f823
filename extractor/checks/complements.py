"""Parts that make up a whole by what they are called: the Union and the rest, oil and non-oil, the goods that it names,
exports with re-exports and imports.

"Exports to the EU fell to 14.9 billion, those to non-EU countries rose to 16.5 billion", of 31.4 billion in all; "milk
powder, butter and cheese", and then each alone. Sure only where the article gives one figure of each. Trap: re-exports,
which are neither oil nor non-oil exports in some countries' accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product

from extractor.checks import cues, keys
from extractor.checks.attached import Accept
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import LOOSE, SCENE
from extractor.checks.trades import is_re_exported, with_re_exports

WINDOW = 40
"""Figures around a whole among which its parts are sought."""
NEXT = 5
"""Sentences behind a whole in which the goods that it names are told, each alone."""
MOST = 6
UNION = "EU"

Parts = tuple[Fact, ...]


def complements(ctx: Context, total: Fact, accept: Accept) -> Iterator[tuple[Parts, int]]:
    """The parts of a total with their ties."""
    if total.claim.flow not in ("exports", "imports", "total") or total.claim.partner or total.slot == "aside":
        return
    near = [f for f in ctx.around(total, WINDOW) if accept(f) and _of_one_scene(total, f)]
    like = [f for f in near if keys.flows(total, f) == keys.FULL]
    yield from _by_partner(ctx, total, like)
    yield from _by_exclusion(ctx, total, like)
    yield from _by_name(ctx, total, like)
    if total.claim.flow == "total":
        yield from _with_re_exports(ctx, total, near)


def _of_one_scene(total: Fact, part: Fact) -> bool:
    """One place, period, unit, adjustment and slot."""
    same = keys.periods(total, part) == keys.FULL and total.claim.unit == part.claim.unit
    place = keys.agree(total.claim.place, part.claim.place) == keys.FULL and not part.bracket
    own = total.slot == part.slot or "base" not in (total.slot, part.slot)
    return same and place and own and total.claim.adjusted == part.claim.adjusted and keys.alike_status(total, part)


def _one_each(*sides: list[Fact]) -> bool:
    return all(len({f.middle for f in side}) == 1 for side in sides)


def _by_partner(ctx: Context, total: Fact, like: list[Fact]) -> Iterator[tuple[Parts, int]]:
    own = [f for f in like if keys.topics(total, f) == keys.FULL and keys.sector(total) in (None, keys.sector(f))]
    inside = [f for f in own if f.claim.partner == UNION]
    outside = [f for f in own if tuple(words(f.claim.partner or "")) in cues.phrases("outside_union")]
    sure = all(_all_others(ctx, f) for f in outside)
    tie = SCENE if inside and outside and sure and _one_each(inside, outside) and keys.only(ctx, total) else LOOSE
    yield from ((pair, tie) for pair in islice(product(inside, outside), MOST))


def _all_others(ctx: Context, outside: Fact) -> bool:
    """Whether a partner is all that isn't in the Union: no rest beside others, no "non-EU countries in Europe"."""
    partner = outside.claim.partner or ""
    behind = ctx.sentence_text(outside.claim.sentence).partition(partner)[2]
    return tuple(words(partner)) != ("rest", "of", "the", "world") and not behind.lstrip().startswith(("in ", "of "))


def _by_exclusion(ctx: Context, total: Fact, like: list[Fact]) -> Iterator[tuple[Parts, int]]:
    if keys.topic(total.claim.indicator):
        return
    own = [f for f in like if f.claim.partner is None]
    without = [(f, left_out) for f in own if (left_out := keys.left_out(f.claim.indicator))]
    for other, left_out in without:
        named = [f for f in own if keys.topic(f.claim.indicator) & left_out and not keys.left_out(f.claim.indicator)]
        named = [f for f in named if keys.topic(f.claim.indicator) <= left_out | cues.words_of("beside_oil")]
        alone = _one_each([f for f, _ in without], named) if named else False
        whole = all(keys.topic(f.claim.indicator).isdisjoint(cues.words_of("some_oil")) for f in named)
        sure = alone and whole and keys.only(ctx, total) and not with_re_exports(ctx, total)
        tie = SCENE if sure else LOOSE
        yield from (((part, other), tie) for part in named[:MOST])


def _by_name(ctx: Context, total: Fact, like: list[Fact]) -> Iterator[tuple[Parts, int]]:
    whole = keys.topic(total.claim.indicator)
    if len(whole) < 2 or "and" not in words(ctx.sentence_text(total.claim.sentence)):
        return
    later = [f for f in like if 0 <= f.claim.sentence - total.claim.sentence <= NEXT and f.number > total.number]
    parts = [f for f in later if keys.topic(f.claim.indicator) < whole and f.claim.partner is None]
    for count in (2, 3, 4):
        for some in combinations(parts[:MOST], count):
            topics = [keys.topic(f.claim.indicator) for f in some]
            if sum(map(len, topics)) == len(whole) and frozenset[str]().union(*topics) == whole:
                yield some, SCENE if len(parts) == count and keys.only(ctx, total) else LOOSE


def _with_re_exports(ctx: Context, total: Fact, near: list[Fact]) -> Iterator[tuple[Parts, int]]:
    """ "Non-oil trade reached 2,687.5 billion: exports of 601.2 billion, re-exports of 598.9 billion and imports"."""
    flows = [f for f in near if f.claim.flow in ("exports", "imports") and f.claim.partner is None]
    again = [f for f in flows if is_re_exported(f)]
    sides = [
        [f for f in flows if f.claim.flow == flow and f not in again and keys.related(total, f)]
        for flow in ("exports", "imports")
    ]
    if not (again and all(sides)) or len(again) * len(sides[0]) * len(sides[1]) > MOST:
        return
    tie = SCENE if _one_each(again, *sides) and keys.only(ctx, total) else LOOSE
    yield from (((exports, other, imports), tie) for exports, other, imports in product(sides[0], again, sides[1]))
