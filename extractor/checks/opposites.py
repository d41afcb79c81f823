"""Two parts that are all of a whole by what they are called: laden boxes and empty ones, men and women, domestic and
foreign firms, what is oil and what is not.

The whole is the amount of their unit told last before them, by its own sentence or the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor import lookups
from extractor.checks import keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import LOOSE, SCENE
from extractor.checks.summed import Sum, is_part, summable

BESIDE = 5
"""Words beside an amount among which the one that names its part stands."""
OIL = "oil"
NEXT = 1
"""Sentences from the whole to its parts, and from the one to the other."""


@cache
def _pairs() -> dict[str, frozenset[str]]:
    """Word → its opposites."""
    found: dict[str, set[str]] = {}
    for row in lookups.table("opposites"):
        one, two = lookups.cells(row, "one"), lookups.cells(row, "other")
        for word in one:
            found.setdefault(word, set()).update(two)
        for word in two:
            found.setdefault(word, set()).update(one)
    return {word: frozenset(others) for word, others in found.items()}


def opposites(ctx: Context, total: Fact) -> Iterator[Sum]:
    """The two parts of a total that are told right behind it."""
    behind = [f for f in ctx.facts[total.number + 1 : total.number + 6] if is_part(f) and summable(f, total)]
    parts = [f for f in behind if f.slot != "base" and not f.bracket and f.middle < total.middle][:2]
    if len(parts) < 2 or behind[:2] != parts or total.slot == "base" or total.bracket:
        return
    steps = [b.claim.sentence - a.claim.sentence for a, b in pairwise((total, *parts))]
    near = max(steps) <= NEXT and parts[0].paragraph == parts[1].paragraph
    names = [_names(ctx, part) for part in parts]
    told = [word for word in names[0] if _opposed(word, names[1])]
    if not near or not told or _of_one_side(ctx, total, parts[0], [*names[0], *names[1]]):
        return
    members = (total, *parts)
    flows = [fact.claim.flow for fact in members]
    if {"exports", "imports"} <= {*flows} and flows[0] in ("exports", "imports"):
        return  # "433,224 boxes with imports, 124,988 with exports and 269,804 empties"
    alike = all(keys.alike_status(a, b) and keys.periods(a, b) != keys.CONFLICT for a, b in pairwise(members))
    more = [f for f in ctx.by_sentence[parts[1].claim.sentence] if f.number > parts[1].number and is_part(f)]
    more = [f for f in more if summable(f, total) and f.slot != "base"]
    yield Sum(total, (parts[0], parts[1]), SCENE if alike and not more else LOOSE)


def _opposed(word: str, others: list[str]) -> bool:
    """What is oil and what is not is told in complements.py."""
    bare = word.removeprefix("non-")
    if bare == OIL:
        return False
    if bare != word:
        return bare in others
    return f"non-{word}" in others or bool(_pairs().get(word, frozenset()) & set(others))


def _of_one_side(ctx: Context, total: Fact, first: Fact, names: list[str]) -> bool:
    """Whether the words of a total name one of the sides, too: "291,300 teu of laden imports and 188,700 of laden
    exports. The remaining 192,400 were empties"."""
    start, end = ctx.result.sentences[total.claim.sentence][:2]
    told = words(ctx.text[start : min(end, first.claim.start)])
    return any(f"non-{word}" in names or (_known(word) and (word in names or _opposed(word, names))) for word in told)


def _known(word: str) -> bool:
    return word in _pairs() or word.startswith("non-")


def _names(ctx: Context, part: Fact) -> list[str]:
    """The words of a part's clause: those between it and its neighbours, at most BESIDE, and those on the far side of a
    percentage beside it: "woven garments grew by 7.8 percent to $18.19 billion", "685,700 units, or 37%, for the local
    market"."""
    own = ctx.by_sentence[part.claim.sentence]
    start, end = ctx.result.sentences[part.claim.sentence][:2]
    at = own.index(part)
    edges = [start, *(bound for fact in own for bound in (fact.claim.start, fact.claim.end)), end]
    gaps = [words(ctx.text[edges[n] : edges[n + 1]]) for n in range(0, len(edges), 2)]  # before, between, behind
    told = [*gaps[at][-BESIDE:], *words(part.text), *gaps[at + 1][: BESIDE + 1]]
    if at and own[at - 1].claim.kind == "percent":
        told += gaps[at - 1][-BESIDE:]
    if at + 1 < len(own) and keys.is_share(own[at + 1]):
        told += gaps[at + 2][: BESIDE + 1]
    return told
