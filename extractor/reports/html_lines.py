"""Intervals on a number line: what goes where, in percent of the drawing's width. No markup.

The axis is linear, or logarithmic where all bounds are above zero and the largest is more than `WIDE` times the
smallest. Coordinates are rounded to a hundredth; everything before is exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.checks import messages
from extractor.checks.intervals import Interval
from extractor.exact import Fraction

LEFT, RIGHT = Fraction(2), Fraction(98)
WIDE = 40
TICKS = 5
LETTER = 2.4
"""Width of a letter on a narrow drawing, in percent."""


@dataclass(frozen=True, slots=True)
class Row:
    """One interval: its name, its bounds, what it is (`expected`, `observed` or `member`), whether it is part of the
    conflict, the stated value, and where its words stand (a link's target)."""

    label: str
    interval: Interval
    kind: str = "member"
    core: bool = False
    stated: Fraction | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row's drawing: its left edge and width, where the stated value stands, and its bounds in words."""

    row: Row
    x: float
    width: float
    stated: float | None
    bounds: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the axis that all rows share (`overlap`) or that lies between two of them (`gap`)."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: its place, its words, how they stand to it (`start`, `middle` or `end`)."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """A whole drawing."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    band: Band | None
    logarithmic: bool


Words = Callable[[Interval], str]


def line(
    rows: Sequence[Row],
    unit: str = "",
    *,
    compare: bool = False,
    words: Words | None = None,
    number: Callable[[Fraction], str] | None = None,
    steps: Callable[[Fraction, Fraction], Sequence[Fraction]] | None = None,
) -> Line | None:
    """The drawing of the rows; None where no bound is finite. `compare`: show where they meet, or the gap.

    `words` tells an interval, `number` a tick and `steps` gives the ticks between two ends.
    """
    ends = [end for row in rows for end in (row.interval.lo, row.interval.hi, row.stated) if end is not None]
    if not ends:
        return None
    logarithmic = min(ends) > 0 and max(ends) > WIDE * min(ends)
    low, high = _frame(min(ends), max(ends), logarithmic)
    axis = _Axis(low, high, logarithmic)
    tell = words or (lambda interval: told(interval, unit))
    bars = tuple(_bar(row, axis, tell) for row in rows)
    marks = _decades(low, high) if logarithmic else (steps or ticks)(low, high)
    return Line(
        bars=bars,
        ticks=tuple(_ticked([(axis.at(value), (number or named(marks))(value)) for value in marks])),
        band=_band([row.interval for row in rows], axis) if compare else None,
        logarithmic=logarithmic,
    )


def told(shown: Interval, unit: str) -> str:
    """An interval in words, with the digits that tell its ends apart."""
    words = messages.span(shown, unit)
    low, high = shown.lo, shown.hi
    if low is None or high is None or low == high or words != messages.amount(low, unit):
        return words
    digits = math.floor(_log(max(abs(low), abs(high)))) - math.floor(_log(high - low)) + 2
    return f"{messages.number(low, digits)} to {messages.number(high, digits)} {unit}".rstrip()


def named(marks: Sequence[Fraction]) -> Callable[[Fraction], str]:
    """How to write ticks: with the digits that tell them apart."""
    digits = 4
    if len(marks) > 1 and any(marks):
        largest, step = max(abs(mark) for mark in marks), min(b - a for a, b in pairwise(marks))
        digits = max(digits, math.floor(_log(largest)) - math.floor(_log(step)) + 1)
    return lambda value: messages.number(value, digits)


def _ticked(marks: Sequence[tuple[float, str]]) -> Iterator[Tick]:
    """The ticks; one whose words would run into the last ones goes without."""
    free = float("-inf")
    for x, words in marks:
        width = LETTER * len(words)
        anchor = "start" if x < width / 2 else "end" if x > 100 - width / 2 else "middle"
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        yield Tick(x, words if left >= free else "", anchor)
        free = left + width + LETTER if left >= free else free


@dataclass(frozen=True, slots=True)
class _Axis:
    low: Fraction
    high: Fraction
    logarithmic: bool

    def at(self, value: Fraction) -> float:
        """The place of a number, kept within the drawing."""
        if self.logarithmic:
            low, high = _log(self.low), _log(self.high)
            share = Fraction((_log(value) - low) / (high - low)) if value > 0 else Fraction(0)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(float(LEFT + (RIGHT - LEFT) * min(Fraction(1), max(Fraction(0), share))), 2)

    def ends(self, shown: Interval) -> tuple[float, float]:
        """The places of an interval's ends; an unbounded one reaches the edge."""
        return (
            0.0 if shown.lo is None else self.at(shown.lo),
            100.0 if shown.hi is None else self.at(shown.hi),
        )


def _log(value: Fraction) -> float:
    return math.log10(value.numerator) - math.log10(value.denominator)


def _frame(low: Fraction, high: Fraction, logarithmic: bool) -> tuple[Fraction, Fraction]:
    """The ends of the axis: the bounds with some room."""
    if logarithmic:
        return low / 2, high * 2
    room = (high - low) * Fraction(12, 100) or abs(low) / 10 or Fraction(1)
    return low - room, high + room


def ticks(low: Fraction, high: Fraction) -> list[Fraction]:
    """Round numbers between two ends: a step of 1, 2 or 5 times a power of ten, at most `TICKS` of them."""
    raw = (high - low) / TICKS
    power = Fraction(10) ** math.floor(_log(raw))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if (high - low) / (power * factor) <= TICKS)
    first = math.ceil(low / step)
    return [step * n for n in range(first, math.floor(high / step) + 1)]


def _decades(low: Fraction, high: Fraction) -> list[Fraction]:
    first, last = math.ceil(_log(low)), math.floor(_log(high))
    step = max(1, math.ceil((last - first + 1) / TICKS))
    return [Fraction(10) ** n for n in range(first, last + 1, step)]


def _bar(row: Row, axis: _Axis, words: Words) -> Bar:
    left, right = axis.ends(row.interval)
    stated = None if row.stated is None else axis.at(row.stated)
    return Bar(row, left, round(right - left, 2), stated, words(row.interval))


def _band(intervals: Sequence[Interval], axis: _Axis) -> Band | None:
    """Where all meet, or for two that don't the gap between them."""
    common = intervals[0]
    for other in intervals[1:]:
        common = common.meet(other)
    low, high = common.lo, common.hi
    if low is not None and high is not None and low > high:
        return Band("gap", axis.at(high), round(axis.at(low) - axis.at(high), 2)) if len(intervals) == 2 else None
    left, right = axis.ends(common)
    return Band("overlap", left, round(right - left, 2))


def interval(low: Decimal | None, high: Decimal | None) -> Interval:
    """Stated bounds as an interval."""
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
