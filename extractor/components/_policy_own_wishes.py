"""What a side that wants something wants of itself ("Brussels wants every parcel to pay"), and what of others."""

from __future__ import annotations

from extractor.components._policy_home import HOME
from extractor.components._policy_named import sides
from extractor.components._policy_sides import adjectival
from extractor.components._policy_small import small
from extractor.components._policy_words import Words


def own_wish(words: Words, cue: int, begin: int) -> bool:
    """Whether the side right before a word of wishing wants the measure of itself, and asks nobody else."""
    if not any(hit.lemma.split("/")[0] in small()["wishing"] for hit in words.hits[cue]):
        return False
    author = next((side for side in sides(words, max(cue - 8, 0), cue) if side.end == cue), None)
    if author is None or author.kind == "demonym" or (
            author.begin and words.low[author.begin - 1] in small()["preposition"]):
        return False
    if _undone(words, cue, begin):
        return False
    owned = any(side.code not in (author.code, HOME) and words.low[side.end:side.end + 1] == ["'s"]
                for side in sides(words, cue + 1, begin + 2))
    return not owned and not any(not adjectival(side, words) and side.code != author.code
                                 for side in sides(words, cue + 1, min(cue + 4, begin)))


def _undone(words: Words, cue: int, begin: int) -> bool:
    """Whether the measure that a side wants is another's, to be taken away: "Lima and Oslo want | tariffs | of 20
    percent on fish | abolished"; not "its tariffs"."""
    known = small()["possessive"] | small()["determiner"]
    if not known.isdisjoint(words.low[cue + 1:begin + 1]) or begin - cue > UNDONE:
        return False
    for i in range(begin + 1, min(begin + BEHIND, len(words))):
        if words.low[i] in small()["hard_break"] or words.low[i] in small()["auxiliary"] or words.low[i] == ",":
            return False
        if any(hit.cls in ENDED and hit.form in ("part", "both") for hit in words.hits[i]):
            return True
    return False


BEHIND = 14
"""The words behind a measure in which its end is told."""
UNDONE = 3
"""The words from "want" to the measure that is to be taken away."""
ENDED = frozenset({"act|end|verb|", "act|down|verb|", "act|lift|verb|"})
