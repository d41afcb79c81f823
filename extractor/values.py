"""Exact values and the intervals that their wording allows (docs/checks.md, "What a number means").

u is the unit of a number's last significant digit times its scale; h = u / 2. All arithmetic is in Decimal
and Fraction.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TypeVar

from extractor.exact import Fraction

MAX_DIGITS = 15
"""A number of more significant digits is no quantity."""

_DOWN = Context(prec=12, rounding=ROUND_FLOOR)
_UP = Context(prec=12, rounding=ROUND_CEILING)
WIDE_KINDS = frozenset({"money", "measure"})
"""Kinds whose integers' closing zeros are not significant; counts join them from 1,000 up."""

Bounds = tuple[Decimal | None, Decimal | None]
Number = TypeVar("Number", Decimal, Fraction)


def last_digit_unit(number: Decimal, scale: Decimal, kind: str) -> Decimal:
    """The unit u of the last significant digit of a stated number.

    `number` is the number as written, without its scale word ("7.5" keeps one decimal, "620" none), `scale`
    the scale word's factor (10**12), `kind` the quantity's kind. Closing zeros of an integer are significant
    for percent, points, durations and counts below 1,000 only.
    """
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent) * scale
    if exponent < 0 or number == 0:
        return unit
    wide = kind in WIDE_KINDS or (kind == "count" and abs(number * scale) >= 1000)
    if not wide:
        return max(unit, scale)
    digits = str(abs(int(number)))
    return scale * Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def bounds(value: Decimal, unit: Decimal, qualifier: str = "exact", in_words: bool = False) -> Bounds:
    """The closed interval that a stated value allows at half a unit of its last digit.

    `unit` is u, `in_words` true for numbers such as "a third" or "doubled" (5 % either way). None where
    unbounded. Returned unrounded; use `outward` for output.
    """
    half = unit / 2
    size = abs(value)
    if qualifier == "at_least":
        return value, None
    if qualifier == "at_most":
        return None, value
    if qualifier == "about":
        slack = max(unit, size / 100, size * Decimal("0.05") if in_words else unit)
        return value - slack, value + slack
    if qualifier == "more_than":
        return value, value + max(unit, size / 10, Decimal(in_words and 2 <= size <= 10))  # doubled is not yet tripled
    if qualifier in ("less_than", "nearly"):
        return value - max(unit, size / 10), value
    if in_words:
        return value - size * Decimal("0.05"), value + size * Decimal("0.05")
    return value - half, value + half


def shrunk_bounds(value: Number, qualifier: str) -> tuple[Number | None, Number | None] | None:
    """The interval of a multiple below one in words and with a bound, which goes down with the change: "more than
    halved" is at most a half and not yet a third, "nearly halved" a half and a little more. None for other qualifiers.
    """
    if qualifier == "more_than":
        return value * 2 / 3, value
    if qualifier == "at_least":
        return None, value
    if qualifier in ("less_than", "nearly"):
        return value, value * 11 / 10
    return (value, None) if qualifier == "at_most" else None


def part_bounds(value: Number, qualifier: str) -> tuple[Number | None, Number | None] | None:
    """The interval of a fraction in words with a bound, as far as the next one that would be said instead: "less than
    half" is above a third, "more than a third" below a half. None for other qualifiers."""
    if qualifier == "less_than":
        return value * 2 / 3, value
    return (value, value * 3 / 2) if qualifier == "more_than" else None


def range_bounds(low: Decimal, high: Decimal, unit: Decimal) -> Bounds:
    """The interval of a stated range a to b: [a - h, b + h]."""
    return low - unit / 2, high + unit / 2


def outward(limits: Bounds) -> Bounds:
    """Bounds rounded outward to 12 significant digits, as they are written to the output."""
    low, high = limits
    return (None if low is None else _DOWN.plus(low)), (None if high is None else _UP.plus(high))
