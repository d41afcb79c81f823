"""Qualifiers beside a number ("just over", "or so") and the direction that words right at it tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.components._quantity_tables import JOIN, Lazy, classes, cue, key, last_match, trie
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
_BEFORE_AT = Lazy(
    lambda: r"(?<![\w-])(" + trie(_BEFORE) + f')((?:{JOIN}{cue("qualifier_filler")})?){JOIN}{{0,2}}[(“"]?$'
)
_SIGN_BEFORE = re.compile(r"((?<!\w)[<>]|[~≈∼≥≤]) ?$")
_AFTER_AT = Lazy(r"(?:[”\"]?,?" + JOIN + r"|(?=[-–+]))(" + trie(_AFTER) + r")(?!\w)")
_SUMS = Lazy(cue("sums") + JOIN + "$")
_COMPARES = frozenset({"more_than", "less_than"})
_VERBS = frozenset(classes("quantity_cues")["limit_verbs"])
_WIDE = 40
_LASTING = Lazy(cue("lasting") + JOIN + "$")
_GROWN = Lazy(r"(?<!\w)" + cue("grown") + JOIN + "$")

_DIRECTIONS = _forms("directions", "before", "direction")
_DIRECTIONS_AFTER = _forms("directions", "after", "direction")
_NOUNED = _forms("directions", "any", "direction")
_STEP = f"{JOIN}(?:{cue('direction_filler')}{JOIN}){{0,3}}$"
_DIRECTION_AT = Lazy(lambda: r"(?<![\w-])(" + trie({**_DIRECTIONS, **_NOUNED}) + ")" + _STEP)
_OWN_AT = Lazy(r"(?<![\w-])(" + trie(_NOUNED) + ")" + _STEP)
_BY_AT = Lazy(r"(?<![\w-])(" + trie(_DIRECTIONS) + f"){JOIN}by{JOIN}(?:{cue('direction_filler')}{JOIN})?$")
_MOVED_AT = Lazy(r"(?<![\w-])(" + cue("moved") + f"){JOIN}$")
_PHRASAL = Lazy(r"(?<!\w)" + cue("phrasal") + JOIN + "$")
_DIRECTION_AFTER = Lazy(JOIN + "(" + trie(_DIRECTIONS_AFTER) + r")(?!\w)")


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
    if form == "up to" and _SUMS.search(low, max(0, match.start() - 12), match.start()):
        return None
    if name in _COMPARES and (match[2] or _adjacent(low, previous_end, match.start())):
        return None
    if form == "over" and _GROWN.search(low, max(0, match.start() - 16), match.start()):
        return None  # "a 7.5 percent increase over 898 million"
    if kind == "duration" and form == "over" and not _LASTING.search(low, max(0, match.start() - 10), match.start()):
        return None
    if form in _VERBS and kind not in ("money", "percent", "measure"):  # "the top 100 firms"
        return None
    if form == "within" and kind not in ("duration", "measure"):
        return None
    return Qualifier(name, match.start(1), match.end(1))


def _adjacent(low: str, previous_end: int, start: int) -> bool:
    return previous_end > 0 and low[previous_end:start].strip() == ""


def direction(low: str, start: int, end: int, points: bool) -> tuple[str, int, int] | None:
    """The direction that the words right before or behind a number tell, with the words' span.

    "up 3%", "2.6% lower". `points`: percent and points, which verbs may stand before; other kinds take "up" and
    "down", nouns, and verbs with "by" only.
    """
    pattern = _DIRECTION_AT if points else _OWN_AT
    match = pattern.search(low, max(0, start - _WIDE), start)
    if match:
        form = key(match[1])
        if form not in ("up", "down") or not _PHRASAL.search(low, max(0, match.start() - 12), match.start()):
            return _DIRECTIONS.get(form) or _NOUNED[form], match.start(1), match.end(1)
    match = (
        None
        if points
        else _BY_AT.search(low, max(0, start - _WIDE), start) or _MOVED_AT.search(low, max(0, start - _WIDE), start)
    )
    if match:
        return _DIRECTIONS[key(match[1])], match.start(1), match.end(1)
    match = _DIRECTION_AFTER.match(low, end)
    return (_DIRECTIONS_AFTER[key(match[1])], match.start(1), match.end(1)) if match else None


@dataclass(frozen=True, slots=True)
class Limit:
    """A row of limits.csv: what the words around a number of some kinds make of it."""

    name: str
    kinds: tuple[str, ...]
    place: str
    reach: int
    pattern: re.Pattern[str]


_LIMITS = tuple(
    Limit(row["qualifier"], cells(row, "kinds"), row["place"], int(row["reach"]),
          re.compile(r"(?<![\w-])(?:" + trie(cells(row, "forms")) + r")(?!\w)"))
    for row in table("limits")
)  # fmt: skip
_ANY_LIMIT = Lazy(
    lambda: r"(?<![\w-])(?:" + trie(form for row in table("limits") for form in cells(row, "forms")) + ")"
)
_LIMIT_REACH = max(row.reach for row in _LIMITS)
_STOPS = re.compile(r"[.!?;][\"”’)]? |\n")


def limit(low: str, start: int, end: int, kind: str) -> Qualifier | None:
    """The bound that the sentence tells of a number without a qualifier of its own: a minimum, a permitted
    stay, an allowance."""
    if _ANY_LIMIT.search(low, max(0, start - _LIMIT_REACH), end + _LIMIT_REACH) is None:
        return None
    for row in _LIMITS:
        if kind not in row.kinds:
            continue
        if row.place != "after":
            match = last_match(row.pattern, low, max(0, start - row.reach), start)
            if match and not _STOPS.search(low, match.end(), start):
                return Qualifier(row.name, match.start(), match.end())
        if row.place != "before":
            match = row.pattern.search(low, end, end + row.reach)
            if match and not _STOPS.search(low, end, match.start()):
                return Qualifier(row.name, match.start(), match.end())
    return None
