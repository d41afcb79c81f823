"""The side that a relative clause tells of: "New Delhi, which lets in …", "India, whose ports have been shut to …",
"the European Union, where they enjoy …"."""

from __future__ import annotations

from extractor.components._policy_named import Side, sides
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

REACH = 9
"""A relative word stands at most so many words before the measure."""


def relative(words: Words, match: Match) -> tuple[int, Side] | None:
    """The relative word before a measure whose clause holds it, and the side right before the word."""
    closed = small()
    for i in range(min(match.begin + 1, len(words) - 1), max(match.begin - REACH, 0), -1):
        word = words.low[i]
        if i < match.begin and (word in closed["hard_break"] or word == ","):
            return None
        if word not in closed["telling_side"]:
            continue
        end = i - 1 if words.low[i - 1] == "," else i
        side = next((side for side in sides(words, end - REACH, end) if side.end == end), None)
        if side is None or side.kind == "demonym":
            return None
        return i, side
    return None


def owner(words: Words, match: Match) -> Side | None:
    """The side whose measure the relative clause tells, None where another one acts in it."""
    found = relative(words, match)
    if found is None:
        return None
    at, side = found
    inner = next((other for other in sides(words, at + 1, match.begin)), None)
    return side if words.low[at] == "where" or inner is None else None


def guest(words: Words, match: Match) -> str | None:
    """The side that meets the measure there: "the Union, where | Ghana | enjoys duty-free access"."""
    found = relative(words, match)
    if found is None or words.low[found[0]] != "where":
        return None
    return next((side.code for side in sides(words, found[0] + 1, match.begin) if side.code != found[1].code), None)
