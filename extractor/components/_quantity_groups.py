"""Thousands between plain blanks: "1 240 vehicles" is one number, "May 5 300 workers" are two.

A blank separates words before it groups figures, so a group is read as one number only where it can be no two:
behind a currency's sign, before a scale or unit, with a group that opens with zero, before what it counts, or in
an article that groups in this way elsewhere and uses no commas. What stays open is no number at all: both of its
readings would be values that nobody stated.
"""

from __future__ import annotations

import re

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_digits import STATED
from extractor.components._quantity_distractors import month_before, named
from extractor.components._quantity_nouns import counted
from extractor.components._quantity_tables import classes
from extractor.components._quantity_units import unit_after

# a pattern that begins with a set of signs is found much faster than one that looks behind first
_GROUPED = re.compile(
    r"[1-9](?<![0-9.,/:'’–-][1-9])[0-9]{0,2}(?: [0-9]{3}){1,4}(?:\.[0-9]{1,9}|,[0-9]{1,2})?(?![0-9]|[.,:/][0-9])"
)
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])([0-9][0-9.,]{0,14})[ ;]{1,2}$")
_NUMBER_AFTER = re.compile(r" [0-9]")
_CELL_BEFORE = re.compile(r"[|\t] ?$")
_CELL_AFTER = re.compile(r" ?[|\t\n]")
_LABEL_BEFORE = re.compile(r"[^\W\d_]\)?: ?$")
_LABEL_AFTER = re.compile(r" \([+−–-]?[0-9]|;? ?(?:\n|$)")
"""Around the figure of a list's line: "Watches: 25 993 (–2.8%)"."""
_CAPITAL_BEFORE = re.compile(r"([.!?:;\n”\"] ?|^)?[“\"(]?(?<![\w'’])([A-Z][\w'’&.-]*) $")
_COMMAS = re.compile(r"[0-9](?<![0-9.,][0-9])[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_THIN = re.compile(r"[0-9](?<![0-9.,][0-9])[0-9]{0,2}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])")
_STOP = frozenset(classes("nouns")["stop"])
_YEARS = range(1800, 2151)
_DAYS = range(1, 32)
REACH = 24


def groups(text: str, low: str) -> dict[int, int | None]:
    """Where groups are one number (start -> end), and the figures that are none (start -> None).

    `low` is the text's lower-case twin.
    """
    found: dict[int, int | None] = {}
    weak: list[re.Match[str]] = []
    days: list[re.Match[str]] = []
    commas = _COMMAS.search(text) is not None
    habit = _THIN.search(text) is not None
    for match in _GROUPED.finditer(text):
        split = _two_numbers(text, low, match)
        if split:
            continue
        if int(match.group().partition(" ")[0]) in _DAYS and month_before(low, match.start()):
            days.append(match)
        elif _sure(text, low, match):
            found[match.start()], habit = match.end(), True
        elif split is None or commas:
            _leave_out(found, match)
        elif _counts(text, match) and not _capital_before(text, match.start()):
            found[match.start()], habit = match.end(), True
        else:
            weak.append(match)
    for match in weak:
        if habit and not commas:
            found[match.start()] = match.end()
        else:
            _leave_out(found, match)
    for match in days:
        if (habit and not commas) or _zero_group(match):
            _leave_out(found, match)
    return found


def _two_numbers(text: str, low: str, match: re.Match[str]) -> bool | None:
    """Whether the first figures are a name's; None if they may be a list's."""
    start = match.start()
    glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")
    if (glued and not _money(text, start)) or named(text, low, start):
        return True
    number = _NUMBER_BEFORE.search(text, max(0, start - REACH), start)
    year = number is not None and number[1].isdecimal() and int(number[1]) in _YEARS
    if (number is not None and not year) or _NUMBER_AFTER.match(text, match.end()):
        return None
    return False


def _sure(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether a group can be nothing but one number."""
    start, end = match.span()
    if _money(text, start) or (_CELL_BEFORE.search(text, max(0, start - 3), start) and _CELL_AFTER.match(text, end)):
        return True
    if _LABEL_BEFORE.search(text, max(0, start - 4), start) and _LABEL_AFTER.match(text, end):
        return True
    if _NUMBER_AFTER.match(text, end) or _NUMBER_BEFORE.search(text, max(0, start - REACH), start):
        return False
    return _zero_group(match) or STATED.match(text, end) is not None


def _money(text: str, start: int) -> bool:
    """Whether a currency's sign stands before: one that is a letter too only where it is glued ("R1 240")."""
    found = currencies.before(text, start)
    return found is not None and (found[0].glued or not found[0].form.guarded)


def _zero_group(match: re.Match[str]) -> bool:
    """Whether a group opens with a zero ("70 000", "7 060"), as no number of its own does."""
    return any(group.startswith("0") for group in match.group().split(" ")[1:])


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a unit or a counted noun follows."""
    end = match.end()
    low = text[end : end + 40].lower()
    if unit_after(text[end : end + 40], low, 0) or currencies.after(text[end : end + 40], low, 0):
        return True
    return counted(text, end) is not None


def _capital_before(text: str, start: int) -> bool:
    """Whether a name's word stands before, within a sentence ("Artemis 2 300 people")."""
    match = _CAPITAL_BEFORE.search(text, max(0, start - REACH), start)
    if match is None or match[1] is not None:
        return False
    return match[2].lower() not in _STOP


def _leave_out(found: dict[int, int | None], match: re.Match[str]) -> None:
    at = match.start()
    for figures in match.group().split(" "):
        found[at] = None
        at += len(figures) + 1
