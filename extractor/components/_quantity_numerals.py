"""Numerals: digits in every usual spelling and number words, with their scale words, as exact values.

What is read equals what is written: a string of digits whose separators fit no usage is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor.components._quantity_tables import JOIN, classes, key, trie, words
from extractor.lookups import cells, table
from extractor.values import MAX_DIGITS


@dataclass(slots=True)
class Numeral:
    """A number in the text: `[start, end)` covers it with its scale, `number` x `scale` is its value.

    `bare_end` is where the number ends without its scale; `form` is digits, words, fraction, multiple,
    factor ("double", "twice": multiples only in context) or many ("tens of thousands"); `letter` the glued
    single letter that was read as a scale, else empty.
    """

    start: int
    end: int
    bare_end: int
    number: Decimal
    scale: Decimal
    form: str
    letter: str = ""
    has_scale: bool = False

    @property
    def value(self) -> Decimal:
        return self.number * self.scale


def _fraction(text: str) -> Decimal:
    """The fraction's value: exact where its decimals end, else rounded to four places."""
    return _share(Fraction(text))


def _share(part: Fraction) -> Decimal:
    value = Decimal(part.numerator) / Decimal(part.denominator)
    return value if Fraction(value) == part else round(value, 4)


_BY_CLASS: dict[str, dict[str, Decimal]] = {}
for _row in table("numerals"):
    for _form in cells(_row, "forms"):
        _BY_CLASS.setdefault(_row["class"], {})[key(_form)] = _fraction(_row["value"])
_UNITS, _TEENS, _TENS = _BY_CLASS["unit"], _BY_CLASS["teen"], _BY_CLASS["ten"]
_SMALL = _UNITS | _TEENS | _TENS
_SCALES = _BY_CLASS["scale"] | _BY_CLASS["letter"]
_MANY, _FRACTIONS, _VULGAR = _BY_CLASS["many"], _BY_CLASS["fraction"], _BY_CLASS["vulgar"]
SINGLE = _BY_CLASS["single"]


def _forms(*names: str) -> list[str]:
    return [form for row in table("numerals") if row["class"] in names for form in cells(row, "forms")]


_DIGITS = re.compile(r"[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+(?![0-9]))?")
_SLASH = re.compile(r"([0-9]{1,2})[/⁄]([0-9]{1,2})(?![\w/])")
_MIXED = re.compile(r"[ -]([0-9]{1,2})[/⁄]([0-9]{1,2})(?![\w/])")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WESTERN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_THIN = re.compile(r"[0-9]{1,3}(?:['’\u00a0\u202f\u2009 ][0-9]{3})+(?:[.,][0-9]+)?")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")

_WORD = re.compile(r"(?<![\w.$€£-])" + words(trie(_forms(
    "unit", "teen", "ten", "scale", "fraction", "multiple", "factor", "many"))).pattern)  # fmt: skip
_NEXT = words(JOIN + "{1,2}(and" + JOIN + ")?(" + trie([*_SMALL, *_BY_CLASS["scale"]]) + ")")
_SCALE = words("(" + JOIN + "?)(" + trie(_forms("scale", "letter")) + ")")
_SINGLE_SCALE = words("(" + trie(_forms("single")) + ")")
_HALF = words(JOIN + "and" + JOIN + "(?:a" + JOIN + ")?(half|quarter|third)")
_OF_MANY = words(" of (" + trie(_forms("many")) + ")")
_PARTS = words(JOIN + "(" + trie(_forms("fraction")) + ")")
_SHARE_OF_SCALE = words(f"{JOIN}(?:of{JOIN})?(?:an?{JOIN})?(" + trie(_BY_CLASS["scale"]) + ")")
_STATED = re.compile(r" ?(?:%|€|(?:" + trie([*_BY_CLASS["scale"], *_BY_CLASS["letter"], "tonnes", "tons", "euros", "rand"]) + r")(?!\w))")
_ARTICLE = re.compile(r"(?<![\w])(an?|one)[ -]$")


def plain_number(run: str, comma_is_decimal: bool = False) -> Decimal | None:
    """The exact value of a string of digits with separators, or None if its separators fit no usage.

    Thousands may stand between commas, blanks, apostrophes, or points where several or a decimal comma follow;
    Indian groups of two are read; a single comma before one or two digits is a decimal comma only if
    `comma_is_decimal`.
    """
    if len(run) > 40:
        return None
    if _PLAIN.fullmatch(run):
        text = run
    elif _WESTERN.fullmatch(run) or _INDIAN.fullmatch(run):
        text = run.replace(",", "")
    elif _THIN.fullmatch(run):
        text = re.sub(r"['’\u00a0\u202f\u2009 ]", "", run).replace(",", ".")
    elif _CONTINENTAL.fullmatch(run):
        text = run.replace(".", "").replace(",", ".")
    elif comma_is_decimal and _COMMA.fullmatch(run):
        text = run.replace(",", ".")
    else:
        return None
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return None
    number = Decimal(text)
    digits = len(text.replace(".", "").lstrip("0"))
    return number if digits <= MAX_DIGITS else None


def _digits_end(text: str, match: re.Match[str]) -> int:
    """Where the digits end when groups of three stand between plain blanks ("1 196.3")."""
    start, end = match.span()
    if end - start > 3 or not text.startswith(" ", end):
        return end
    grouped = _GROUPED.match(text, start)
    if grouped is None:
        return end
    before = text[max(0, start - 1) : start]
    stated = before in ("€", "$", "£", "¥", "₹") or grouped.group().count(" ") > 1
    return grouped.end() if stated or _STATED.match(text, grouped.end()) else end


def _from_digits(text: str, low: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.start(), _digits_end(text, match)
    run = text[start:end]
    if start and (text[start - 1].isdigit() or (text[start - 1] in ".,/" and text[start - 2 : start - 1].isdigit())):
        return None
    if text[end : end + 1].isdigit():
        return None
    slash = _SLASH.match(text, start)
    if slash and "." not in run and "," not in run:
        top, bottom = int(slash[1]), int(slash[2])
        if not 0 < top < bottom <= 16:
            return None
        return Numeral(start, slash.end(), slash.end(), _fraction(f"{top}/{bottom}"), Decimal(1), "fraction")
    number = plain_number(run, comma_is_decimal=bool(_decimal_comma_ahead(text, end)))
    if number is None:
        return None
    if start and text[start - 1] == "." and not text[start - 2 : start - 1].isalnum() and "." not in run:
        start, number = start - 1, Decimal("0." + run) if run.isdecimal() else number
    return _add_fraction(text, Numeral(start, end, end, number, Decimal(1), "digits"))


_COMMA_AHEAD = re.compile(r"[ \u00a0\u202f-]?(?:%|per ?cent|million|billion|trillion|mn|bn|€|tonnes)")


def _decimal_comma_ahead(text: str, end: int) -> re.Match[str] | None:
    return _COMMA_AHEAD.match(text, end)


def _add_fraction(text: str, numeral: Numeral) -> Numeral:
    """Adds "½" or " 1/2" that follows an integer."""
    end = numeral.end
    mixed = _MIXED.match(text, end)
    part: Decimal | None = None
    if text[end : end + 1] in _VULGAR:
        part, stop = _VULGAR[text[end]], end + 1
    elif mixed and 0 < int(mixed[1]) < int(mixed[2]) <= 16:
        part, stop = _fraction(f"{mixed[1]}/{mixed[2]}"), mixed.end()
    if part is not None and numeral.number.as_tuple().exponent == -2 and text[numeral.end] == "-":
        part = part.scaleb(-2)  # eighths of a cent: "$10.78-3/4"
    elif numeral.number != numeral.number.to_integral_value():
        return numeral
    if part is not None:
        numeral.number += part
        numeral.end = numeral.bare_end = stop
    return numeral


def _from_words(low: str, match: re.Match[str]) -> Numeral | None:
    word, start, end = key(match.group()), match.start(), match.end()
    if word in _BY_CLASS["multiple"]:
        return Numeral(start, end, end, _BY_CLASS["multiple"][word], Decimal(1), "multiple")
    if word in _BY_CLASS["factor"]:
        return Numeral(start, end, end, _BY_CLASS["factor"][word], Decimal(1), "factor")
    if word in _MANY:
        return _from_many(low, match, _MANY[word])
    if word in _FRACTIONS:
        return _from_fraction(low, match, _FRACTIONS[word])
    article = _ARTICLE.search(low, max(0, start - 5), start)
    if word in _BY_CLASS["scale"]:
        if article is None:
            return None
        return Numeral(article.start(), end, end, Decimal(1), _BY_CLASS["scale"][word], "words", has_scale=True)
    number, scale, end = _compose(low, match.end(), _SMALL[word], word in _TENS)
    return Numeral(start, end, end, number, scale, "words", has_scale=scale != 1)


def _compose(low: str, end: int, first: Decimal, open_ten: bool) -> tuple[Decimal, Decimal, int]:
    """Reads on in a number in words: (number, closing scale, end). "twenty-five thousand six hundred"."""
    total, current, scale = Decimal(0), first, Decimal(1)
    limit = Decimal("Infinity")
    while (match := _NEXT.match(low, end)) is not None:
        word = key(match[2])
        if word in _BY_CLASS["scale"]:
            factor = _BY_CLASS["scale"][word]
            if match[1] or factor >= limit:
                break
            if factor == 100:
                current, scale = current * factor, Decimal(1)
            else:
                total, current, scale, limit = total + current * factor, Decimal(0), factor, factor
        elif word in _UNITS and open_ten and not match[1]:
            current += _UNITS[word]
        elif current % 100 == 0 and (total or current):
            current += _SMALL[word]
        else:
            break
        open_ten = word in _TENS
        end = match.end()
    value = total + current
    if total and not current and value % scale == 0:
        return value / scale, scale, end
    return value, Decimal(1), end


def _from_many(low: str, match: re.Match[str], base: Decimal) -> Numeral | None:
    """ "tens of thousands": at least two of the smallest unit named."""
    end = match.end()
    inner = _OF_MANY.match(low, end)
    if inner:
        base, end = base * _MANY[inner[1]], inner.end()
    elif not low.startswith(" of ", end):
        return None
    return Numeral(match.start(), end, end, Decimal(2), base, "many")


def _from_fraction(low: str, match: re.Match[str], part: Decimal) -> Numeral | None:
    start, end = match.start(), match.end()
    article = _ARTICLE.search(low, max(0, start - 5), start)
    if article and match.group() != "half":
        start = article.start()
    scaled = _SHARE_OF_SCALE.match(low, end)
    if scaled:
        scale = _BY_CLASS["scale"][scaled[1]]
        return Numeral(start, scaled.end(), scaled.end(), part, scale, "words", has_scale=True)
    return Numeral(start, end, end, part, Decimal(1), "fraction")


def _add_scale(low: str, numeral: Numeral) -> None:
    """Takes in the scale words, halves and parts that follow a number."""
    half = _HALF.match(low, numeral.end)
    if half and numeral.form != "fraction":
        numeral.number += _FRACTIONS[half[1]]
        numeral.end = numeral.bare_end = half.end()
    for _ in range(3):
        match = _SCALE.match(low, numeral.end)
        if match is None:
            break
        numeral.scale *= _SCALES[match[2]]
        numeral.end, numeral.has_scale = match.end(), True
    if numeral.has_scale:
        half = _HALF.match(low, numeral.end)
        if half:
            numeral.number += _FRACTIONS[half[1]]
            numeral.end = half.end()
        return
    single = _SINGLE_SCALE.match(low, numeral.end)
    if single and numeral.form == "digits":
        numeral.letter = single[1]


def _add_parts(low: str, numeral: Numeral) -> None:
    """ "two-thirds", "three quarters": a cardinal and the name of a part."""
    parts = _PARTS.match(low, numeral.end)
    if parts is None or numeral.form != "words" or numeral.has_scale or numeral.number > 99:
        return
    word = parts[1]
    plural = word.endswith(("s", "halves"))
    if plural != (numeral.number != 1) or word in ("half", "halves"):
        return
    numeral.number = _share(int(numeral.number) * _EXACT[word])
    numeral.end = numeral.bare_end = parts.end()
    numeral.form = "fraction"
    scaled = _SHARE_OF_SCALE.match(low, numeral.end)
    if scaled:
        numeral.scale, numeral.has_scale = _BY_CLASS["scale"][scaled[1]], True
        numeral.end = scaled.end()
        numeral.form = "words"


_EXACT = {form: Fraction(row["value"]) for row in table("numerals") if row["class"] == "fraction"
          for form in cells(row, "forms")}  # fmt: skip


def scale_after(low: str, at: int) -> tuple[Decimal, int] | None:
    """The scale word that follows at `at` and where it ends ("75 USD million")."""
    match = _SCALE.match(low, at)
    return (_SCALES[match[2]], match.end()) if match and match[1] else None


def use_letter(numeral: Numeral) -> None:
    """Reads the glued letter as a scale ("2.4m")."""
    numeral.scale *= SINGLE[numeral.letter]
    numeral.end += len(numeral.letter)
    numeral.letter, numeral.has_scale = "", True


def numerals(text: str, low: str) -> Iterator[Numeral]:
    """The numerals of the text in order; `low` is its lower-case twin."""
    found: list[Numeral] = []
    for match in _DIGITS.finditer(text):
        numeral = _from_digits(text, low, match)
        if numeral is not None:
            found.append(numeral)
    for match in _WORD.finditer(low):
        numeral = _from_words(low, match)
        if numeral is not None:
            found.append(numeral)
    found.sort(key=lambda n: n.start)
    end = -1
    for numeral in found:
        if numeral.start < end:
            continue
        if numeral.form in ("digits", "words", "fraction"):
            _add_scale(low, numeral) if numeral.form != "fraction" else None
            _add_parts(low, numeral)
        end = numeral.end
        yield numeral


__all__ = ["Numeral", "classes", "numerals", "plain_number", "use_letter"]
