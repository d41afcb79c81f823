"""Closed intervals of exact rationals: what the checks compute with. No float anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.exact import Fraction

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(slots=True, unsafe_hash=True)  # frozen ones take three times as long to make
class Interval:
    """The numbers between `lo` and `hi`, both included; None where unbounded. Never changed."""

    lo: Fraction | None
    hi: Fraction | None

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.lo, other.lo), _plus(self.hi, other.hi))

    def __neg__(self) -> Interval:
        return Interval(None if self.hi is None else -self.hi, None if self.lo is None else -self.lo)

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def scale(self, factor: Fraction) -> Interval:
        """The interval times a number."""
        if factor < 0:
            return (-self).scale(-factor)
        return Interval(_times(self.lo, factor), _times(self.hi, factor))

    def __mul__(self, other: Interval) -> Interval:
        """The products; unbounded ends are only handled for intervals of numbers that aren't negative."""
        if self.lo is not None and self.hi is not None and other.lo is not None and other.hi is not None:
            if ZERO <= self.lo <= self.hi and ZERO <= other.lo <= other.hi:
                return Interval(self.lo * other.lo, self.hi * other.hi)
            ends = [a * b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
            return Interval(min(ends), max(ends))
        low = max(self.lo or ZERO, ZERO) * max(other.lo or ZERO, ZERO)
        return Interval(low, None if self.hi is None or other.hi is None else self.hi * other.hi)

    def inverse(self) -> Interval | None:
        """1 / x over the interval; None where it isn't wholly above zero."""
        if self.lo is None or self.lo <= 0:
            return None
        return Interval(ZERO if self.hi is None else ONE / self.hi, ONE / self.lo)

    def __truediv__(self, other: Interval) -> Interval | None:
        inverse = other.inverse()
        return None if inverse is None else self * inverse

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        low_ok = self.lo is None or other.hi is None or self.lo <= other.hi
        return low_ok and (other.lo is None or self.hi is None or other.lo <= self.hi)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.lo is None or other.lo is None else min(self.lo, other.lo)
        return Interval(low, None if self.hi is None or other.hi is None else max(self.hi, other.hi))

    def meet(self, other: Interval) -> Interval:
        """What lies in both (empty where `lo` ends above `hi`)."""
        lows = [x for x in (self.lo, other.lo) if x is not None]
        highs = [x for x in (self.hi, other.hi) if x is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def holds(self, number: Fraction) -> bool:
        return self.meets(point(number))


def point(number: Fraction | int) -> Interval:
    """The interval of a single number."""
    return Interval(Fraction(number), Fraction(number))


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _times(a: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if a is None else a * factor
