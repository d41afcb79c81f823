"""Qualifiers beside a number ("just over", "or so") and the direction that words right at it tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components._quantity_tables import JOIN, key, trie
from extractor.lookups import cells, table


@dataclass(frozen=True, slots=True)
class Qualifier:
    name: str
    start: int
    end: int


def _forms(name: str, place: str, value: str) -> dict[str, str]:
    return {key(form): row[value] for row in table(name) if row["place"] == place for form in cells(row, "forms")}


_BEFORE = _forms("qualifiers", "before", "qualifier")
_AFTER = _forms("qualifiers", "after", "qualifier")
_FILLER = re.compile(JOIN + "(?:an?|another|its|the)" + JOIN + "?$")
_BEFORE_AT = re.compile(r"(?<![\w-])(" + trie(_BEFORE) + r")((?:" + JOIN + r"(?:an?|another|its|record|a record))?)" + JOIN + r"{0,2}[(“\"]?$")
_SIGN_BEFORE = re.compile(r"([~≈∼<>≥≤]) ?$")
_AFTER_AT = re.compile(r"(?:" + JOIN + r"|(?=[-–+]))(" + trie(_AFTER) + r")(?!\w)")
_COMPARES = frozenset({"more_than", "less_than"})
_WIDE = 40
_TIME_OVER = frozenset({"over", "in excess of", "within"})
_LASTING = re.compile(r"(?:for|of|than|took|takes|lasted|lasting|after|well|just|spent)" + JOIN + "$")

_DIRECTIONS = {key(form): row["direction"] for row in table("directions") if row["place"] == "before" for form in cells(row, "forms")}
_DIRECTIONS_AFTER = {key(form): row["direction"] for row in table("directions") if row["place"] == "after" for form in cells(row, "forms")}
_NOUNED = {key(form): row["direction"] for row in table("directions") if row["place"] == "any" for form in cells(row, "forms")}
_STEP = JOIN + r"(?:(?:by|an?|another|a further|just|only|even|the|its|as much as)" + JOIN + r"){0,3}$"
_DIRECTION_AT = re.compile(r"(?<![\w-])(" + trie({**_DIRECTIONS, **_NOUNED}) + ")" + _STEP)
_OWN_AT = re.compile(r"(?<![\w-])(" + trie(_NOUNED) + ")" + _STEP)
_DIRECTION_AFTER = re.compile(JOIN + "(" + trie(_DIRECTIONS_AFTER) + r")(?!\w)")


def after(low: str, at: int) -> Qualifier | None:
    """The qualifier that follows directly at `at` ("or more", "-odd", "+")."""
    match = _AFTER_AT.match(low, at)
    if match is None:
        return None
    return Qualifier(_AFTER[key(match[1])], match.start(1), match.end(1))


def before(low: str, at: int, kind: str, previous_end: int) -> Qualifier | None:
    """The qualifier that ends right before `at`.

    A comparison ("7 per cent above 60") is none: `previous_end` is where the quantity before ends. Before
    spans of time "over" tells a period unless a word says that something lasts.
    """
    start = max(0, at - _WIDE, previous_end)
    sign = _SIGN_BEFORE.search(low, max(start, at - 2), at)
    if sign:
        return Qualifier(_BEFORE[sign[1]], sign.start(1), sign.end(1))
    match = _BEFORE_AT.search(low, start, at)
    if match is None:
        return None
    form = key(match[1])
    name = _BEFORE[form]
    if name in _COMPARES and (match[2] or _adjacent(low, previous_end, match.start())):
        return None
    if kind == "duration" and form == "over" and not _LASTING.search(low, max(0, match.start() - 10), match.start()):
        return None
    if form == "within" and kind not in ("duration", "measure"):
        return None
    return Qualifier(name, match.start(1), match.end(1))


def _adjacent(low: str, previous_end: int, start: int) -> bool:
    return previous_end > 0 and low[previous_end:start].strip() == ""


def direction(low: str, start: int, end: int, points: bool) -> str | None:
    """The direction that the words right before or behind a number tell: "up 3%", "2.6% lower".

    `points`: percent and points, which verbs may stand before; other kinds take "up", "down" and nouns only.
    """
    pattern = _DIRECTION_AT if points else _OWN_AT
    match = pattern.search(low, max(0, start - _WIDE), start)
    if match:
        form = key(match[1])
        return _DIRECTIONS.get(form) or _NOUNED[form]
    follows = _DIRECTION_AFTER.match(low, end)
    return _DIRECTIONS_AFTER[key(follows[1])] if follows else None
