"""Dates of what something is set against, of when it was forecast, and of what a headline says will be."""

from __future__ import annotations

from extractor.components._calendar_tense import REACH, STOPS, is_cue
from extractor.components._calendar_tokens import Token

COMPARE_REACH, TIMES_REACH, BASE_REACH = 9, 6, 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NO_SUBJECT = frozenset({"VBN", "JJ", "IN"})


def compared(tokens: list[Token], first: int, low: int) -> bool:
    """Whether the date belongs to what something is compared with: a cue right before it ("than in 2023",
    "down 0.7% on May 2023") or before the figure that it dates ("from 7.5 trillion yuan in 2024")."""
    figure = False
    for i in range(first - 1, max(low, first - COMPARE_REACH) - 1, -1):
        token = tokens[i]
        if token.text in STOPS and not (token.text == "." and token.glued and not tokens[i + 1].glued):
            return False
        if token.text == "," and not tokens[i + 1].glued:
            return False
        near = not figure and first - i <= 3
        origin = token.low == "from" and not figure and tokens[i + 1].text[0].isupper() and not tokens[i + 1].classes
        if is_cue(token.low, "compare") and (figure or near) and not origin:
            return True
        if near and is_cue(token.low, "compare_next") and i > low and _measures(tokens[i - 1]):
            return True
        figure = figure or token.kind == "DIGITS"
    return False


def set_against(tokens: list[Token], first: int, low: int) -> bool:
    """Whether the date is that of a figure or level which another is set against: "more than in May", "against $2 in
    December", "up from $3 in March", "twice the level of January"."""
    if first - 2 > low and tokens[first - 2].low == "than":
        return True
    figure = level = False
    for i in range(first - 2, max(low, first - COMPARE_REACH) - 1, -1):
        token = tokens[i]
        if level and first - i <= TIMES_REACH and is_cue(token.low, "set_times"):
            return True
        if figure and (is_cue(token.low, "set_against") or _came_from(tokens, i, low)):
            return any(told.kind == "DIGITS" for told in tokens[i + 1 : i + 4])
        if (token.text in STOPS or token.text == ",") and not (token.glued and tokens[i + 1].kind == "DIGITS"):
            return False
        figure = figure or token.kind == "DIGITS"
        level = level or figure or is_cue(token.low, "set_level")
    return False


def _came_from(tokens: list[Token], i: int, low: int) -> bool:
    return tokens[i].low == "from" and i > low and is_cue(tokens[i - 1].low, "set_moved")


def _measures(token: Token) -> bool:
    return token.kind == "DIGITS" or is_cue(token.low, "compare_led")


def foretold(tokens: list[Token], first: int, low: int) -> bool:
    """ "up from the 0.9% foreseen in August", "below the 3.1% it forecast in May": when a figure that another is set
    against was forecast."""
    verb = first - 2
    if verb <= low or tokens[first - 1].low != "in" or not is_cue(tokens[verb].low, "foretold"):
        return False
    for i in range(verb - 1, max(low, first - COMPARE_REACH), -1):
        if tokens[i].text in STOPS or tokens[i].text == ",":
            return False
        if tokens[i].kind == "DIGITS":
            return any(is_cue(told.low, "compare") for told in tokens[max(low, i - BASE_REACH) : i])
    return False


def headed_for(tokens: list[Token], low: int, high: int) -> bool:
    """Whether a headline tells by an infinitive what will be: "Duty to drop by two points on April 1"."""
    for i in range(low + 1, min(high, low + REACH) - 1):
        if tokens[i].tag in _FINITE or (tokens[i].tag in _NO_SUBJECT and tokens[i + 1].low == "to"):
            return False
        if tokens[i].low == "to" and tokens[i + 1].tag == "VB":
            return tokens[i - 1].tag[:2] == "NN"
    return False
