"""Conflicts of amounts and percentages whose unit the text leaves out: "made up 318 million of the half-year's 570".

What such a figure is of, and in which scale, is read from others around it, right beside which it is as sure as they
are. Else its conflict is one of the article only if a slip of the hand explains it, or two figures in each other's
place; and it is none where the scale of another figure of the relation, or the other of two currencies, makes it hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from extractor import lookups
from extractor.checks.facts import Context, Fact
from extractor.checks.registry import Outcome
from extractor.checks.repairs import RELATIVE, changed, typographic
from extractor.exact import Fraction

ONE = Fraction(1)
_LETTERS = re.compile(r"[^\W\d_]+|[^\w\s.,–-]")
BESIDE = 60
"""Characters between two figures of which one bears the unit of both, at most."""
MEASURED = frozenset({"money", "percent", "measure"})
"""Kinds of figures that are written with a unit or a sign."""


def elided(ctx: Context, conflict: Outcome) -> bool:
    """Whether a conflict may be due to a unit or scale that the text leaves out."""
    bare = [fact for fact in conflict.members if _bare(fact)]
    if not bare or conflict.retry is None:
        return False
    if any(_scale_of_another(conflict, fact) for fact in bare) or _of_other_money(ctx, conflict, bare):
        return True
    if all(_beside_written(ctx, fact) for fact in bare):
        return False
    return not (_holds_swapped(conflict) or typographic(conflict))


def _holds_swapped(conflict: Outcome) -> bool:
    """Whether the relation holds with two figures of one unit in each other's place."""
    known = conflict.members
    pairs = ((a, b) for a, b in combinations(range(len(known)), 2) if known[a].claim.unit == known[b].claim.unit)
    orders = ([b if n == a else a if n == b else n for n in range(len(known))] for a, b in pairs)
    return conflict.retry is not None and any(conflict.retry(tuple(known[n] for n in order)) for order in orders)


def _bare(fact: Fact) -> bool:
    """Whether a figure stands without its unit, with no more than a word of scale."""
    return fact.claim.kind in MEASURED and all(word.lower() in _scales() for word in _LETTERS.findall(fact.text))


def _beside_written(ctx: Context, fact: Fact) -> bool:
    """Whether a figure shares the unit of others right beside it, one of which bears it: "to 28.2 million tonnes from
    30.0 million", "2.1 million TEU in the first quarter and 2.3 million in the second, or 4.4 million in all"."""
    told = ctx.by_sentence[fact.claim.sentence]
    own = [f for f in told if f.claim.unit == fact.claim.unit or f.claim.kind not in (*RELATIVE, "fraction")]
    at = next(n for n, other in enumerate(own) if other.id == fact.id)
    return any(_chained(ctx, [fact, *line]) for line in (own[at + 1 :], own[:at][::-1]))


def _chained(ctx: Context, line: Sequence[Fact]) -> bool:
    """Whether figures of one unit lead from the first to one that bears it, each right beside the one before."""
    for one, other in pairwise(line):
        first, second = sorted((one, other), key=lambda fact: fact.number)
        near = len(ctx.between(first, second)) <= BESIDE or "base" in (one.slot, other.slot)
        if other.claim.unit != one.claim.unit or not near:
            return False
        if not _bare(other):
            return True
    return False


def _of_other_money(ctx: Context, conflict: Outcome, bare: Sequence[Fact]) -> bool:
    """Whether a bare amount is in the other of two currencies: "8.4 billion francs, or €8.8 billion, 6.7 percent less
    than the 9.0 billion of a year ago"."""
    if all(fact.claim.kind != "money" for fact in bare) or conflict.retry is None:
        return False
    for at, fact in enumerate(conflict.members):
        for other in ctx.facts[max(0, fact.number - 1) : fact.number + 2] if fact not in bare else ():
            twin = other.claim.kind == fact.claim.kind == "money" and other.claim.unit != fact.claim.unit
            before, behind = conflict.members[:at], conflict.members[at + 1 :]
            if twin and conflict.retry((*before, changed(fact, other.middle), *behind)):
                return True
    return False


def _scale_of_another(conflict: Outcome, fact: Fact) -> bool:
    """Whether the relation holds where a figure without a word of scale has that of another member."""
    if _LETTERS.search(fact.text) or conflict.retry is None:
        return False
    others = {other.scale / fact.scale for other in conflict.members if other is not fact} - {ONE}
    at = conflict.members.index(fact)
    before, behind = conflict.members[:at], conflict.members[at + 1 :]
    return any(conflict.retry((*before, changed(fact, fact.middle * scale), *behind)) for scale in others)


@lru_cache(maxsize=1)
def _scales() -> frozenset[str]:
    rows = (row for row in lookups.table("numerals") if row["class"] in ("scale", "many", "letter"))
    return frozenset(form for row in rows for form in lookups.cells(row, "forms"))
