"""Yearly averages of currencies without reference rates, and currencies of one name."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.checks import calendar, rate_years, rates
from extractor.exact import Fraction

CASES = [
    ("in its year", "KES", "USD", "2022", None, "118", "1180"),
    ("after the table", "NGN", "USD", "2025-Q3", date(2025, 10, 20), "1530", "15300"),
    ("before the table", "PKR", "USD", "2011", None, "86", "860"),
    ("against a currency with reference rates", "VND", "EUR", "2023", None, "25700", "2570"),
    ("two currencies without", "UGX", "KES", "2023", None, "27", "2.7"),
    ("no date at all", "CLP", "USD", None, None, "950", "9500"),
]


@pytest.mark.parametrize(("quote", "base", "period", "published", "inside", "outside"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_band(quote: str, base: str, period: str | None, published: date | None, inside: str, outside: str) -> None:
    band = rate_years.band(quote, base, calendar.span(period), published, rates.load())
    assert band is not None
    assert band.allowed.holds(Fraction(inside))
    assert not band.allowed.holds(Fraction(outside))


@pytest.mark.parametrize(("quote", "period"), [("ARS", "2024"), ("KES", "2004")])
def test_no_band(quote: str, period: str) -> None:
    assert rate_years.band(quote, "USD", calendar.span(period), None, rates.load()) is None
