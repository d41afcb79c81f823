"""Whether a balance is a deficit or a surplus."""

from __future__ import annotations

import re

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words

SIGNS = frozenset("+-−–")
"""With what a signed figure begins."""
UNSIGNED = 5
"""Words from a gap that either side may have to its number, at most."""
_CLAUSE = re.compile(r"[,;:(]| (?:and|while|but) ")


def sign(ctx: Context, fact: Fact) -> int:
    """-1 for a deficit, 1 for a surplus, 0 where neither is said.

    A written minus or plus decides, then the word nearest before the number, then the one after it, then the
    indicator.
    """
    if fact.middle < 0:
        return -1
    if fact.text[:1] == "+":
        return 1
    spans = ctx.result.sentences
    start, end = spans[fact.claim.sentence] if fact.claim.sentence < len(spans) else (0, len(ctx.text))
    before = words(ctx.text[max(start, fact.claim.start - 90) : fact.claim.start])
    if cues.last(before, "unsigned_gap", UNSIGNED) is not None:
        return 0  # "The US took $57bn and sold $7bn, so the bilateral gap was $50bn"
    if cues.last(before, "to_ones_favour", UNSIGNED) is not None:
        return 0  # "a gap in Korea's favour of more than $40 billion": whose it is, tells the name
    found = _nearest(before, True)
    behind = ctx.text[fact.claim.end : max(fact.claim.end, min(end, fact.claim.end + 40))]
    after = words(_CLAUSE.split(behind, maxsplit=1)[0])
    later = _nearest(after, False)
    if later and later[1] <= 3 and (not found or found[1] > later[1]):
        return later[0]
    if found:
        return found[0]
    return _named(fact)


def _named(fact: Fact) -> int:
    named = set(words(fact.claim.indicator or ""))
    if named & cues.words_of("deficit"):
        return -1
    return 1 if named & cues.words_of("surplus") else 0


def _nearest(tokens: list[str], backward: bool) -> tuple[int, int] | None:
    found = []
    for kind, value in (("deficit", -1), ("surplus", 1)):
        at = cues.last(tokens, kind, len(tokens)) if backward else cues.first(tokens, kind, len(tokens))
        if at is not None:
            found.append((at, value))
    return None if not found else (min(found)[1], min(found)[0])
