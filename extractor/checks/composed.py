"""Two figures that the words right behind a total say it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR
from extractor.checks.summed import Sum, is_part, summable

OPENS = 5
"""Words from "combined" to the first part, at most: "the sum of an ordinary 2.5%"."""
JOINS = 7
"""Words between the two parts, at most."""


def composed(ctx: Context, total: Fact) -> Iterator[Sum]:
    """A total with its two parts: "27.5%, a rate that combined the ordinary 2.5% with a surcharge of 25%", "45 million,
    the sum of 30 million in grants and 15 million in loans"."""
    parts = tuple(ctx.facts[total.number + 1 : total.number + 3])
    if len(parts) < 2 or any(part.claim.sentence != total.claim.sentence for part in parts):
        return
    if any(not is_part(part) or not summable(total, part) or part.slot == "base" for part in parts):
        return
    opening, joint = words(ctx.between(total, parts[0])), words(ctx.between(*parts))
    behind = [f for f in ctx.by_sentence[total.claim.sentence] if f.number == parts[1].number + 1]
    more = bool(behind) and _joined(words(ctx.between(parts[1], behind[0])))
    if cues.last(opening, "composed_of", OPENS) is not None and _joined(joint) and not more:
        yield Sum(total, parts, GRAMMAR)


def _joined(between: list[str]) -> bool:
    return len(between) <= JOINS and cues.first(between, "joined_with", len(between)) is not None
