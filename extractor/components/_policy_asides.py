"""Clauses about a measure that stand beside it: "the duty that the White House is threatening to collect"."""

from __future__ import annotations

from extractor.components._policy_patterns import BREAKS, Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words


def object_relative(words: Words, match: Match) -> int | None:
    """The word with which the side begins that acts in a clause about the measure: "duty on the metal that the
    White House is threatening to collect", None if there is no such clause."""
    for i in range(match.end, min(match.end + 7, len(words) - 2)):
        word = words.low[i]
        if word in BREAKS or word in small()["subject_matter"] or (
                word == "," and words.low[i + 1] not in small()["whom"]):
            return None
        if word in small()["whom"]:
            at = i + 2 if words.low[i + 1] == "the" else i + 1
            for k in {i + 1, at}:
                for hit in words.hits[k]:
                    after = words.low[k + hit.size : k + hit.size + 1]
                    if hit.cls in ("place", "body") and after and after != ["'s"] and hit.form != "demonym":
                        return k
            return None
    return None
