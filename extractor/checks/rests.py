"""A whole, one part of it, and the other one: "fruit for 640 million. About 410 million of it came from grapes; the
other 230 million was avocados".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import LOOSE, SCENE
from extractor.checks.summed import Sum, is_part, summable

LEFT = 3
"""Words from the one that says what is left to its amount, at most."""
BEFORE = 4
"""Figures before what is left among which its part and the whole are told."""
OF_IT = frozenset(("of", word) for word in ("it", "them", "that", "this", "these", "those", "which", "its"))
SHARES = ("percent", "fraction")


def rests(ctx: Context) -> Iterator[Sum]:
    """Each amount that is told as the other part, with the part and the whole right before it."""
    for rest in ctx.facts:
        if not is_part(rest) or rest.slot == "base" or cues.last(rest.lead, "rest_before", LEFT) is None:
            continue
        near = ctx.facts[max(0, rest.number - BEFORE) : rest.number]
        like = [f for f in near if is_part(f) and summable(f, rest) and f.slot != "base" and not f.bracket]
        if len(like) > 1 and _whole_and_part(ctx, like[-2], like[-1], rest):
            whole, part = like[-2:]
            members = (whole, part, rest)
            alike = all(keys.alike_status(whole, f) and keys.periods(whole, f) != keys.CONFLICT for f in members)
            yield Sum(whole, (part, rest), SCENE if alike else LOOSE)


def _whole_and_part(ctx: Context, whole: Fact, part: Fact, rest: Fact) -> bool:
    """Whether the first of three amounts is told before the others and is none of several parts itself."""
    one = whole.paragraph == rest.paragraph and whole.middle > part.middle
    near = rest.claim.sentence - whole.claim.sentence <= 2 and part.claim.sentence > whole.claim.sentence
    own = ctx.by_sentence[whole.claim.sentence]
    alone = [f for f in own if is_part(f) and summable(f, whole) and f.slot != "base"] == [whole]
    told = words(ctx.sentence_text(part.claim.sentence))
    taken = any(pair in OF_IT for pair in pairwise(told))
    shared = any(f.claim.kind in SHARES and f.claim.role != "growth" for f in own)
    return one and near and alone and taken and not shared
