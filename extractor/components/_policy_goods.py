"""The goods that a measure is on, by which two measures of one kind are told apart."""

from __future__ import annotations

from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

KINDS = frozenset({"goods", "food", "metal", "homegood", "crude_w", "rawgood"})
"""Classes of words for goods."""

BEHIND = 6
"""The words behind a measure in which its goods are named."""


def goods(words: Words, match: Match) -> frozenset[str]:
    """The goods named in a measure and right behind it, in the singular; words for any goods are left out."""
    closed = small()
    out: set[str] = set()
    for i in range(match.begin, min(match.end + BEHIND, len(words))):
        word = words.low[i]
        if i >= match.end and (word == "," or word in closed["hard_break"] or word in closed["relative"]
                               or word in closed["auxiliary"]):
            break
        if any(words.of(i, "place")):
            continue
        if any(hit.cls in KINDS for hit in words.hits[i]) and words.sing[i] not in closed["any_goods"]:
            out.add(words.sing[i])
    return frozenset(out)
