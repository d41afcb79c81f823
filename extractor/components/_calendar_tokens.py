"""The words and numbers of a text with what they can be in an expression of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.lookups import cells, table

_TOKEN = re.compile(
    r"(?P<WORD>[^\W\d_]+)"
    r"|(?P<NUMERIC>(?<![\w./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?![\w/]|[.-]\d))"
    r"|(?P<ORDINAL>\d{1,2}(?:st|nd|rd|th)\b)|(?P<DIGITS>\d+)|(?P<OTHER>[^\s])"
)
_CODE = re.compile("[A-Z]{3}")
_LONG_LINE = 50
"""A line of at least so many characters may have been broken inside a sentence: an expression goes on after it."""


UNSEEN = "unseen"
_NONE: Mapping[str, str] = {}
_PLAIN = frozenset({"WORD", "OTHER"})
"""The kinds of tokens that have classes where the table knows them only."""


@dataclass(slots=True)
class Token:
    """One word, number or sign. `classes` are what it can stand for, `glued` whether it follows the token
    before without a space, `broken` whether a line or paragraph border parts them. `tag` is its part of speech
    (Penn Treebank), where a tagger ran; `tense` is that of a verb form, once looked for."""

    text: str
    start: int
    end: int
    glued: bool
    broken: bool
    kind: str
    classes: Mapping[str, str]
    tense: str | None = UNSEEN
    tag: str = ""
    low: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    classes: tuple[tuple[str, str, bool], ...]
    dotted: bool


@lru_cache(maxsize=1)
def _words() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for row in table("calendar"):
        for form in cells(row, "forms"):
            known = found.get(form, Word((), False))
            entry = (row["class"], row["value"], row["capital"] == "y")
            found[form] = Word((*known.classes, entry), known.dotted or row["dotted"] == "y")
    return found


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(form for row in table("calendar_guards") if row["class"] == "unit" for form in cells(row, "forms"))


def _number_classes(text: str) -> Mapping[str, str]:
    value = int(text)
    classes = {}
    if len(text) <= 2:
        for name, low, high in (("DAY", 1, 31), ("NUM", 2, 60), ("Q4", 1, 4), ("H2", 1, 2)):
            if low <= value <= high:
                classes[name] = text
        if len(text) == 2:
            classes["YY"] = text
    elif len(text) == 4 and 1900 <= value <= 2099:
        classes["YEAR"] = text
    return classes


@lru_cache(maxsize=4096)
def _classes(kind: str, text: str) -> Mapping[str, str]:
    if kind == "DIGITS":
        return _number_classes(text) if len(text) <= 4 else _NONE
    if kind == "NUMERIC":
        return {"NUMERIC": text}
    if kind == "ORDINAL":
        value = text[:-2]
        return {"DAY": value} | ({"ORD": value} if value in {"1", "2", "3", "4"} else {})
    known = _words()[text.lower()]
    capital = text[0].isupper()
    return {name: value for name, value, needs in known.classes if capital or not needs}


def _broken(text: str, gap_start: int, gap_end: int, line_start: int) -> bool:
    """Whether the line border in a gap parts what stands beside it."""
    return text.count("\n", gap_start, gap_end) > 1 or gap_start - line_start < _LONG_LINE


def tokens(text: str) -> list[Token]:
    """All tokens of a text in order. Numbers that are part of an amount ("1,105", "$20", "12.5", "25 percent")
    get no class."""
    words = _words()
    found: list[Token] = []
    previous_end = line_start = 0
    skip_dot_at = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if start == skip_dot_at and word == ".":
            previous_end = end
            continue
        kind = match.lastgroup or "OTHER"
        broken = False
        newline = text.rfind("\n", previous_end, start) if start > previous_end else -1
        if newline >= 0:
            broken = _broken(text, previous_end, start, line_start)
            line_start = newline + 1
        low = word.lower()
        known = words.get(low)
        classes = _classes(kind, word) if known is not None or kind not in _PLAIN else _NONE
        found.append(Token(word, start, end, start == previous_end, broken, kind, classes, UNSEEN, "", low))
        previous_end = end
        skip_dot_at = end if known is not None and known.dotted and kind == "WORD" else -1
    _strip_amounts(found)
    return found


def _strip_amounts(found: list[Token]) -> None:
    """Takes the classes from digits that belong to an amount."""
    units, currency = _units(), _currency()
    for i, token in enumerate(found):
        if token.kind != "DIGITS" or not token.classes:
            continue
        before, after = (found[i - 1] if i else None), (found[i + 1] if i + 1 < len(found) else None)
        third = found[i + 2] if i + 2 < len(found) else None
        amount = after is not None and not after.broken and after.low in units
        amount = amount and not (after is not None and _months_of_year(before, after, third))
        amount = amount or (before is not None and token.glued and before.text in currency)
        if after is not None and after.glued and after.text in ",.:" and third is not None:
            amount = amount or (third.glued and third.kind in ("DIGITS", "ORDINAL") and after.text != ":")
        if before is not None and token.glued and before.text in ",." and before.glued and i > 1:
            amount = amount or found[i - 2].kind == "DIGITS"
        if amount:
            token.classes = _NONE


def _months_of_year(before: Token | None, unit: Token, year: Token | None) -> bool:
    """Whether "M" behind a number stands for months, and the number for no money: "9M 2024", "7M25", "EUR 7M 2024"."""
    if before is not None and (before.text in _currency() or _CODE.fullmatch(before.text)):
        return False
    if unit.text != "M" or not unit.glued or year is None or year.broken:
        return False
    return "YEAR" in year.classes or year.text == "/" or (year.glued and "YY" in year.classes)


@lru_cache(maxsize=1)
def _currency() -> frozenset[str]:
    return frozenset(form for row in table("calendar_guards") if row["class"] == "sign" for form in cells(row, "forms"))
