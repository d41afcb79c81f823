"""Units behind a number: percent and points, measures, durations, and what a price is paid for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.components._quantity_nouns import singular
from extractor.components._quantity_tables import JOIN, SPACE, Lazy, classes, cue, key, lower, trie
from extractor.lookups import cells, table


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of units.csv: the kind, the unit as it is written out, its factor."""

    kind: str
    unit: str
    factor: Decimal


_WORDS: dict[str, Unit] = {}
_SIGNS: dict[str, Unit] = {}
_ONLY_THINGS: dict[str, Unit] = {}
for _row in table("units"):
    _unit = Unit(_row["kind"], _row["unit"], Decimal(_row["factor"]))
    for _form in cells(_row, "forms"):
        if _unit.kind == "thing":
            _ONLY_THINGS[key(_form)] = _unit
        elif len(_form) > 3 and _form == _form.lower():
            _WORDS[key(_form)] = _unit
        else:
            _SIGNS[key(_form)] = _unit
_PAID_FOR = ("measure", "duration")
_THINGS = {lower(form): unit for form, unit in (_WORDS | _SIGNS).items() if unit.kind in _PAID_FOR} | _ONLY_THINGS
_GAP = r"[ \u00a0\u202f\u2009\n-]{0,2}"
_WORD_AT = Lazy(lambda: f"({_GAP})(" + trie(_WORDS) + r")(?!\w)")
_SIGN_AT = Lazy(r"([ \u00a0\u202f\u2009-]?)(" + trie(_SIGNS) + r")(?![\w])")
_PER = Lazy(
    lambda: (
        f"(?:/{SPACE}?|-?{SPACE}?{cue('per')}{SPACE}|-(?:a|per)-)"
        f"(?:([0-9][0-9,]{{0,8}}|one(?!\\w)){SPACE}?)??(?:{cue('per_modifier')} )?"
        "(?:(" + trie(_THINGS) + r")(?!\w)|((?!one )[a-z]{3,20})(?!\w))"
    )
)
AMBIGUOUS, MEGATONNES_BELOW = ("mt", "MT"), 2_000
"""Signs for tonnes that also stand for million tonnes, of less than so many."""
_GLUED = re.compile(r"(?<![\d.,$€£¥])\d{1,3}\.\d{1,3}mt(?!\w)")
_MILLIONS = re.compile(r"(?<![\d.,$€£¥])\d{1,3}\.\d{1,3}[ \u00a0]?(?:mt|MT)(?!\w)")
_CLOSES = re.compile(r"[\"”’)]{0,2}(?:\s*$|\s+[\"“‘(]?[A-Z]|\n)")
_MARKS = (".", ",", ";", ":", ")", "\n")
_NO_THINGS = frozenset(classes("quantity_cues")["not_thing"])
_EACH = Lazy(f"{SPACE}{cue('each')}(?!\\w)")
_PACKED = Lazy(
    lambda: (
        f"(?:/{SPACE}?|-?{SPACE}?{cue('per')}{SPACE})[0-9][0-9.,]{{0,5}}{_GAP}"
        f"(?:{trie(form for form, unit in _THINGS.items() if unit.kind == 'measure')}){JOIN}({cue('pack')})(?!\\w)"
    )
)
"""A package of so much: "a 60-kg bag"."""
_CLOSED = re.compile(f"(?:/|-?{SPACE}?per{SPACE}|-per-)")


@dataclass(slots=True)
class Found:
    unit: Unit
    start: int
    end: int
    glued: bool


def unit_after(text: str, low: str, at: int) -> Found | None:
    """The unit that follows a number which ends at `at`; words before signs."""
    match = _WORD_AT.match(low, at)
    if match is not None:
        unit = _WORDS[key(match[2])]
        if unit.kind != "duration" or match[2] != "second" or "-" in match[1]:
            return Found(unit, match.start(2), _unstopped(text, match.end()), not match[1])
    sign = _SIGN_AT.match(text, at)
    if sign is not None and not (sign[2] == "”" and _quoted(text, at)):
        return Found(_SIGNS[key(sign[2])], sign.start(2), _unstopped(text, sign.end()), not sign[1])
    return None


def _quoted(text: str, at: int) -> bool:
    """Whether a quotation that opens in the line is still open: its end is no sign of inches."""
    line = text.rfind("\n", 0, at) + 1
    return text.rfind("“", line, at) > text.rfind("”", line, at)


def _unstopped(text: str, end: int) -> int:
    """Where a unit ends whose last point may be its sentence's: "fell 49 pct. Zinc lost"."""
    return end - 1 if text[end - 1] == "." and _CLOSES.match(text, end) else end


def in_millions(text: str, low: str) -> bool:
    """Whether "mt" stands for million tonnes in an article: where it is written as "1.92mt", or where that many are
    spelled out beside "78.57 MT"."""
    if "mt" not in low or _MILLIONS.search(text) is None:
        return False
    return _GLUED.search(text) is not None or "million ton" in low


def thing(word: str, time: bool) -> str | None:
    """The symbol of what a price may be paid for by measure, or (`time`) by span of time; None if it is neither."""
    unit = _THINGS.get(word)
    return unit.unit if unit is not None and (unit.kind == "duration") is time else None


def unit_of(word: str) -> Unit | None:
    """The measure that a word names, None where it names none."""
    unit = _THINGS.get(word)
    return unit if unit is not None and unit.kind == "measure" else None


@dataclass(slots=True)
class Per:
    """What a price is paid for: `unit` its symbol or noun, None for "each"; `time` if it is a span of time;
    `guessed` if only its place tells ("$900 a breach.")."""

    unit: str | None
    time: bool
    end: int
    guessed: bool = False


def per_after(text: str, low: str, at: int) -> Per | None:
    """ "a barrel", "per tonne", "/t", "each" behind money at `at`.

    After "per" and "/" any noun is read; after "a" and "an" known things and spans of time, others only before
    a mark of punctuation.
    """
    each = _EACH.match(low, at)
    if each:
        return Per(None, False, each.end())
    match, packed = _PER.match(low, at), _PACKED.match(low, at)
    if packed and (match is None or match.end() < packed.end()):
        return Per(singular(packed[1]), False, packed.end())
    if match is None:
        return None
    number = f"{match[1]} " if match[1] not in (None, "1", "one") else ""
    if match[2]:
        unit = _THINGS[key(match[2])]
        return Per(number + unit.unit, unit.kind == "duration", _unstopped(text, match.end()))
    if _CLOSED.match(low, at) and not number:
        return Per(singular(match[3]), False, match.end())
    if not number and low[match.end() : match.end() + 1] in _MARKS and match[3] not in _NO_THINGS:
        return Per(match[3], False, match.end(), guessed=True)
    return None
