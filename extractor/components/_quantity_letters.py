"""Letters behind a number: scales ("$2.4m", "350K TEU"), metres, or part of a name ("Rule 10b-5")."""

from __future__ import annotations

import re

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_numerals import Numeral, use_letter
from extractor.components._quantity_tables import JOIN, Reading, cue, words
from extractor.components._quantity_units import unit_after

_SPACED_SCALE = re.compile(r" ([MB])(?= [a-z]{3})")
_SPACED_MONEY = re.compile(r" ([mbMBT])(?!\w)")
_METRES = words(JOIN + "(?:" + cue("metres") + "|by(?= [0-9]))")
_BY_METRES = re.compile(r"[0-9]m by [0-9][0-9.,]*$")
_OTHER_METRES = re.compile(r"[-–—]\d[\d.,]{0,12}m(?!\w)")
_NAME_GOES_ON = re.compile(r"-[0-9]+(?![\w.,]*[A-Za-z%])")
"""Behind a letter that is part of a name ("Rule 10b-5")."""
_OTHER_END = re.compile(r"[-–—]\d[\d.,]{0,12}[KMB](?!\w)")
"""The other end of a range behind a capital letter that both have: "300K-350K"."""
_LOWER_AFTER = re.compile(r"[ \n][a-z]")
_LETTERS = ("k", "m", "b", "tr")


def take_letter(reading: Reading, candidate: Candidate) -> None:
    """Reads a letter behind the number as a scale: any beside money, else k, m and b where no unit is meant."""
    numeral, money = candidate.numeral, candidate.kind == "money"
    if numeral.form == "digits" and not numeral.has_scale and not numeral.letter:
        spaced = (_SPACED_MONEY if money else _SPACED_SCALE).match(reading.text, numeral.end)
        if spaced:
            numeral.letter, numeral.end = spaced[1].lower(), numeral.end + 1
    if not money and _NAME_GOES_ON.match(reading.text, numeral.end + 1):
        return
    metres = numeral.letter == "m" and not money
    if metres and (in_metres(reading.low, numeral.end + 1) or by_metres(reading, numeral.end)):
        return
    if numeral.letter and (money or numeral.letter in _LETTERS) and (money or not _is_model(reading, numeral)):
        use_letter(numeral)
    candidate.end, candidate.value = max(candidate.end, numeral.end), numeral.value


def in_metres(low: str, at: int) -> bool:
    """Whether an m that ends at an offset means metres, by the words behind it or behind a range's other end."""
    other = _OTHER_METRES.match(low, at)
    return _METRES.match(low, other.end() if other else at) is not None


def by_metres(reading: Reading, at: int) -> bool:
    """Whether a number that ends at an offset is the second side of an area: "370m by 200m"."""
    return reading.ends(_BY_METRES, at, 16) is not None


def _is_model(reading: Reading, numeral: Numeral) -> bool:
    """Whether the capital letter behind a whole number makes a name of it, as nothing that is counted follows."""
    text, end = reading.text, numeral.end + 1
    if not (text[numeral.end : end].isupper() and numeral.whole) or _LOWER_AFTER.match(text, end):
        return False
    if text[end : end + 1] == " " and unit_after(text, reading.low, end):
        return False
    return _OTHER_END.match(text, end) is None
