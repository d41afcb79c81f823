"""How finely a number is stated: the unit of its last significant digit."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor import values
from extractor.checks.intervals import ONE
from extractor.exact import Fraction
from extractor.schema import QuantityClaim

DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:\.\d{1,9})?|\d[\d,]{0,20}(?:\.\d{1,9})?")
_SIGNS = {ord(sign): None for sign in " \u00a0\u202f\u2009,"}


def middle_of(claim: QuantityClaim) -> Fraction:
    if claim.value is not None:
        return Fraction(claim.value)
    low, high = claim.range or (Decimal(0), Decimal(0))
    return (Fraction(low) + Fraction(high)) / 2


def precision(claim: QuantityClaim) -> tuple[Fraction, Fraction, Fraction]:
    """u, the unit of the last digit written, and the scale of a stated number. 0, 0, 1 for numbers in words
    such as a third or doubled."""
    stated = claim.value if claim.value is not None else (claim.range or [Decimal(0)])[-1]
    found = []
    for match in DIGITS.finditer(claim.text):
        number = Decimal(match.group().translate(_SIGNS).rstrip("."))
        if not number:
            continue
        scale = ONE if number == stated else abs(Fraction(stated)) / Fraction(number)
        if scale == ONE or _is_scale(scale):
            exponent = int(number.as_tuple().exponent)
            u = Fraction(values.last_digit_unit(number, Decimal(1), _wide(claim, stated))) * scale
            found.append((u, Fraction(10) ** min(exponent, 0) * scale, scale))
    if found:
        return found[-1]
    if claim.low is not None and claim.high is not None and claim.qualifier == "exact" and claim.range is None:
        u = Fraction(claim.high) - Fraction(claim.low)
        return (Fraction(0), Fraction(0), ONE) if u * 10 == abs(Fraction(stated)) else (u, u, ONE)
    if claim.kind in ("multiple", "fraction"):
        return Fraction(0), Fraction(0), ONE
    whole = stated == stated.to_integral_value()
    u = Fraction(values.last_digit_unit(stated, Decimal(1), claim.kind)) if whole else Fraction(0)
    return u, ONE if whole else Fraction(0), ONE


def _is_scale(scale: Fraction) -> bool:
    """Powers of ten, down to a hundredth (cents)."""
    top, bottom = str(scale.numerator), str(scale.denominator)
    return top.strip("0") == "1" and bottom.strip("0") == "1" and scale >= Fraction(1, 1000)


def _wide(claim: QuantityClaim, stated: Decimal) -> str:
    """The kind by which closing zeros count: a big count is like money, a small one like percent."""
    if claim.kind == "count":
        return "money" if abs(stated) >= 1000 else "count"
    return "percent" if claim.unit.endswith(("%", "pp")) else claim.kind
