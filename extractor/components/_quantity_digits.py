"""Numbers in digits: what separators mean, and which strings of figures are no number.

What is read equals what is written: a string of digits whose separators fit no usage is no number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_tables import trie
from extractor.exact import Fraction
from extractor.lookups import cells, table
from extractor.values import MAX_DIGITS

DIGITS = re.compile(r"[0-9][0-9]*(?:[.,'’\u00a0\u202f\u2009][0-9]+)*")
SLASH = re.compile(r"([0-9]{1,2})[/⁄]([0-9]{1,2})(?![\w/])")
_MIXED = re.compile(r"[ -]([0-9]{1,2})[/⁄]([0-9]{1,2})(?![\w/])")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WESTERN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_THIN = re.compile(r"[0-9]{1,3}(?:['’\u00a0\u202f\u2009 ][0-9]{3})+(?:[.,][0-9]+)?")
_THIN_MARK = re.compile(r"['’\u00a0\u202f\u2009 ]")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
LONGEST = 40
DENOMINATORS = frozenset({2, 3, 4, 5, 8, 16, 32})
"""The denominators of fractions in digits; others are dates and names ("9/11")."""


def _scale_forms() -> list[str]:
    wanted = ("scale", "letter", "decimal_unit")
    return [form for row in table("numerals") if row["class"] in wanted for form in cells(row, "forms")]


STATED = re.compile(r"[ \u00a0\u202f-]?(?:%|€|(?:" + trie(_scale_forms()) + r")(?!\w))")
_VULGAR = {form: row["value"] for row in table("numerals") if row["class"] == "vulgar" for form in cells(row, "forms")}
_MONEY_SIGNS = ("€", "$", "£", "¥", "₹")


def share(part: Fraction) -> Decimal:
    """A fraction's value: exact where its decimals end, else rounded to four places."""
    value = Decimal(part.numerator) / Decimal(part.denominator)
    return value if Fraction(value) == part else round(value, 4)


def plain_number(run: str, comma_is_decimal: bool = False) -> Decimal | None:
    """The exact value of a string of digits with separators, or None if its separators fit no usage.

    Thousands may stand between commas, blanks, apostrophes, or points where several or a decimal comma follow;
    Indian groups of two are read; a single comma before one or two digits is a decimal comma only if
    `comma_is_decimal`.
    """
    if len(run) > LONGEST:
        return None
    if _PLAIN.fullmatch(run):
        text = run
    elif _WESTERN.fullmatch(run) or _INDIAN.fullmatch(run):
        text = run.replace(",", "")
    elif _THIN.fullmatch(run):
        text = _THIN_MARK.sub("", run).replace(",", ".")
    elif _CONTINENTAL.fullmatch(run):
        text = run.replace(".", "").replace(",", ".")
    elif comma_is_decimal and _COMMA.fullmatch(run):
        text = run.replace(",", ".")
    else:
        return None
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        return None
    digits = len(text.replace(".", "").lstrip("0"))
    return Decimal(text) if digits <= MAX_DIGITS else None


def _joined(text: str, start: int, end: int) -> bool:
    """Whether further figures are glued to the digits, in whatever script: then they are no number."""
    if text[end : end + 1].isdigit():
        return True
    before = text[start - 1 : start] if start else ""
    return before.isdigit() or (before in (".", ",", "/") and text[start - 2 : start - 1].isdigit())


def read_digits(text: str, start: int, end: int) -> tuple[int, int, Decimal, bool] | None:
    """(start, end, value, whether it is a fraction) of a string of figures, or None if it is no number."""
    run = text[start:end]
    if _joined(text, start, end):
        return None
    slash = SLASH.match(text, start)
    if slash and run.isdecimal():
        top, bottom = int(slash[1]), int(slash[2])
        if not 0 < top < bottom or bottom not in DENOMINATORS:
            return None
        return start, slash.end(), share(Fraction(top, bottom)), True
    stated = STATED.match(text, end) is not None or text[max(0, start - 2) : start].strip()[-1:] in _MONEY_SIGNS
    number = plain_number(run, comma_is_decimal=stated)
    if number is None:
        return None
    pointed = start > 0 and text[start - 1] == "." and not text[start - 2 : start - 1].isalnum()
    if pointed and run.isdecimal() and currencies.before(text, start) is None:
        return start - 1, end, Decimal(f"0.{run}"), False
    value, end = _with_fraction(text, end, number)
    return start, end, value, False


def _with_fraction(text: str, end: int, number: Decimal) -> tuple[Decimal, int]:
    """Adds "½", " 1/2" or, in futures prices, the eighths of a cent of "10.78-3/4"."""
    mixed = _MIXED.match(text, end)
    if text[end : end + 1] in _VULGAR:
        part, stop = share(Fraction(_VULGAR[text[end]])), end + 1
    elif mixed and 0 < int(mixed[1]) < int(mixed[2]) and int(mixed[2]) in DENOMINATORS:
        part, stop = share(Fraction(int(mixed[1]), int(mixed[2]))), mixed.end()
    else:
        return number, end
    exponent = number.as_tuple().exponent
    if exponent == 0:
        return number + part, stop
    if exponent == -2 and text[end] == "-":
        return number + part.scaleb(-2), stop
    return number, end
