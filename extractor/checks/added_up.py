"""Amounts that a sentence of its own adds up: "Exports were 59.5 billion and imports 48.1 billion. The two add to 107.6
billion."
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR, LOOSE
from extractor.checks.summed import Sum, is_part, summable

SHORT = 9
"""Words of such a sentence before its total, at most."""
TWO = frozenset({"two", "both"})


def added_up(ctx: Context, total: Fact) -> Iterator[Sum]:
    """The amounts of the sentence before a total that is told by words that add up."""
    lead = adding(ctx, total)
    if not lead:
        return
    before = [f for f in ctx.by_sentence.get(total.claim.sentence - 1, ()) if f.paragraph == total.paragraph]
    parts = [f for f in before if is_part(f) and summable(f, total) and f.slot != "base" and not f.bracket]
    if len(parts) < 2 or any(f.claim.role == "change" for f in before) or (TWO & set(lead) and len(parts) != 2):
        return
    one = keys.periods(parts[0], total) != keys.CONFLICT and len({f.middle for f in parts}) == len(parts)
    yield Sum(total, tuple(parts), GRAMMAR if one else LOOSE)


def adding(ctx: Context, total: Fact) -> list[str]:
    """The words before the first amount of a sentence where they only add up what was told before it; else none."""
    sentence = total.claim.sentence
    if ctx.by_sentence[sentence][0] is not total or total.claim.zone == "headline":
        return []
    lead = words(ctx.text[ctx.result.sentences[sentence][0] : total.claim.start])
    known = cues.words_of("summing") | cues.words_of("summing_beside")
    return lead if len(lead) <= SHORT and cues.words_of("summing") & set(lead) and set(lead) <= known else []
