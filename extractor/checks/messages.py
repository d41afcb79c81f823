"""Numbers in plain words for the messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache

from extractor.checks.facts import Fact
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.lookups import cells, table

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
ROUNDING = "only within rounding of both figures"
LOCAL = frozenset({"lakh", "crore"})
"""Scales that are kept, as million and billion aren't those of the article."""
_MONEY = re.compile(r"(?P<before>[^\d\n]{0,12})\d[\d.,\u00a0\u202f ]{0,24}[- ]?(?P<after>[^\d\n]{0,40})")
_AMOUNT = re.compile(r"\D{0,12}[\d.,]{1,30}")
WAYS = ("rise", "fall")
"""What a difference above zero and one below it are called."""
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def decimal(number: Fraction, digits: int = 12) -> Decimal:
    """A fraction as a decimal of so many significant digits."""
    return _context(digits).divide(Decimal(number.numerator), Decimal(number.denominator))


@cache
def _context(digits: int) -> Context:
    return Context(prec=digits, rounding=ROUND_HALF_EVEN)


def number(value: Fraction, digits: int = 4) -> str:
    """A short plain number: 1,230,000 as 1.23 million, 7.0612 as 7.061."""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale, digits)} {name}"
    return _plain(value, digits)


def _plain(value: Fraction, digits: int) -> str:
    if value == 0:
        return "0"
    whole = len(str(abs(int(value)))) if abs(value) >= 1 else 0
    rounded = decimal(value, max(digits, whole))
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Fraction, unit: str) -> str:
    """A number with its unit as one would write it."""
    if unit == "%":
        return f"{number(value)} percent"
    if unit == "pp":
        return f"{number(value)} percentage points"
    code, _, thing = unit.partition("/")
    if thing in _currencies():
        return f"{number(value)} {unit}"
    if code in _SIGNS:
        told = f"{'-' if value < 0 else ''}{_SIGNS[code]}{number(abs(value))}"
    elif code in _currencies():
        told = f"{number(value)} {_currencies()[code][1]}"
    else:
        return f"{number(value)} {_counted(unit)}".strip()
    return f"{told} per {thing}" if thing else told


def _counted(unit: str) -> str:
    """A unit after a number: things counted in the plural, symbols as they are, nothing for mere ratios."""
    if unit in ("1", "x"):
        return ""
    if unit in _symbols() or not unit[-1:].islower() or unit.endswith("s"):
        return unit
    if unit.endswith(("x", "ch", "sh")):
        return f"{unit}es"
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2] not in "aeiou" else f"{unit}s"


@lru_cache(maxsize=1)
def _symbols() -> frozenset[str]:
    """The units of measure that are no words: kg, dwt, °C."""
    forms = frozenset(form for row in table("units") for form in cells(row, "forms"))
    return frozenset(row["unit"] for row in table("units") if f"{row['unit']}s" not in forms)


def day(when: date) -> str:
    """A day as one would write it: 5 February 2025."""
    return f"{when.day} {when:%B %Y}"


@dataclass(frozen=True, slots=True)
class Notation:
    """How the article writes a currency: its sign before the number, its word after it, a scale of its own."""

    before: str
    after: str
    scale: Fraction
    scale_name: str

    def written(self, value: Fraction) -> str:
        sign = "-" if value < 0 and self.before else ""
        size = abs(value) if sign else value
        told = f"{_plain(size / self.scale, 4)} {self.scale_name}" if self.scale_name else number(size)
        return f"{sign}{self.before}{told}{self.after}"


def notation(like: Fact) -> Notation | None:
    """The notation of a money amount; None where its text names no currency, or for prices."""
    match = _MONEY.fullmatch(like.text)
    if like.claim.kind != "money" or "/" in like.claim.unit or match is None:
        return None
    tokens = match["after"].split()
    two = tuple(token.lower() for token in tokens[:2])
    words = next((words for words in (two, two[:1]) if words in _scales()), ())
    size = _scales().get(words, Fraction(1))
    after = " ".join(tokens[len(words) :])
    before = match["before"].lstrip("+-−–~ ")
    if not before and not after:
        return None
    local = words if words and words[-1] in LOCAL else ()
    return Notation(before, f" {after}" if after else "", size if local else Fraction(1), " ".join(local))


@lru_cache(maxsize=1)
def _scales() -> dict[tuple[str, ...], Fraction]:
    """The words of scales, and those of two ("lakh crore"), with their factors."""
    rows = [row for row in table("numerals") if row["class"] in ("scale", "letter", "single")]
    one = {(form.lower(),): Fraction(row["value"]) for row in rows for form in cells(row, "forms")}
    return one | {(*a, *b): x * y for a, x in one.items() for b, y in one.items() if {a[0], b[0]} <= LOCAL}


def span(interval: Interval, unit: str = "", like: Fact | None = None) -> str:
    """An interval in words: 7.06 to 7.22; money in the notation of a figure of the article."""
    low, high = interval.lo, interval.hi
    own = notation(like) if like is not None and like.claim.unit == unit else None
    if own is not None and low is not None and high is not None:
        one, two = own.written(low), own.written(high)
        return one if one == two else f"{_without_tail(one, two)} to {two}"
    if low is None and high is None:
        return "any value"
    if low is None or high is None:
        return f"at least {amount(low, unit)}" if low is not None else f"at most {amount(high or Fraction(0), unit)}"
    one, two = amount(low, unit), amount(high, unit)
    if one == two:
        return one
    return f"{_without_tail(one, two)} to {two}"


def _without_tail(one: str, two: str) -> str:
    """The first of two amounts without the words that the second ends with, too."""
    match, tail = _AMOUNT.match(two), ""
    if match:
        tail = two[match.end() :]
    return one[: -len(tail)] if tail and one.endswith(tail) else one


def difference(interval: Interval, unit: str, like: Fact | None = None, names: tuple[str, str] = WAYS) -> str:
    """A difference as what it is called above and below zero: a rise of 3 points, a deficit of $2 billion."""
    if interval.hi is not None and interval.hi <= 0:
        return f"a {names[1]} of {span(-interval, unit, like)}"
    if interval.lo is not None and interval.lo >= 0:
        return f"a {names[0]} of {span(interval, unit, like)}"
    return span(interval, unit, like)


def moved(interval: Interval) -> str:
    """An interval of relative changes as a rise or a fall: a fall of 7.9 to 8.1 percent."""
    if interval.hi is not None and interval.hi < 0:
        return f"a fall of {percent(-interval)}"
    return f"a {'rise' if interval.lo is not None and interval.lo > 0 else 'change'} of {percent(interval)}"


def rate(quote: str, base: str) -> str:
    """The unit of an exchange rate in words: Chinese yuan for one US dollar."""
    names = _currencies()
    one, other = names.get(quote, (quote, quote))[1], names.get(base, (base, base))[0]
    return f"{one} for one {other}"


def currency(code: str) -> str:
    """What several units of a currency are called."""
    return _currencies().get(code, (code, code))[1]


@lru_cache(maxsize=1)
def _currencies() -> dict[str, tuple[str, str]]:
    """Codes and what one and several units are called."""
    return {row["code"]: (row["name"], row["plural"] or row["name"]) for row in table("currencies")}


def percent(interval: Interval) -> str:
    """An interval of ratios as percentages."""
    return span(interval.scale(Fraction(100)), "%")


def name(fact: Fact) -> str:
    """A fact as the article words it, with its qualifier."""
    return {
        "about": "about ",
        "more_than": "more than ",
        "less_than": "less than ",
        "at_least": "at least ",
        "at_most": "at most ",
        "nearly": "nearly ",
    }.get(fact.claim.qualifier, "") + fact.text


def listed(facts: Sequence[Fact], between: str = ", ", final: str = " and ") -> str:
    """Facts in words: a, b and c."""
    names = [name(fact) for fact in facts]
    return names[0] if len(names) == 1 else between.join(names[:-1]) + final + names[-1]


def places(codes: str) -> str:
    """Places, one or several joined by commas, by their names; what is no code stays."""
    return ", ".join(_places().get(code, code) for code in codes.split(", "))


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    return {row["code"]: name for row in table("places") for name in cells(row, "names")[:1]}
