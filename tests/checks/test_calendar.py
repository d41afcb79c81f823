"""Periods as days, and the periods that comparisons mean."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.checks import calendar


@pytest.mark.parametrize(("period", "first", "last"), [
    ("2024", date(2024, 1, 1), date(2024, 12, 31)), ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)), ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
    ("2024-01/2024-11", date(2024, 1, 1), date(2024, 11, 30)), ("2024-12-07", date(2024, 12, 7), date(2024, 12, 7)),
])  # fmt: skip
def test_span(period: str, first: date, last: date) -> None:
    assert calendar.span(period) == calendar.Span(first, last)


@pytest.mark.parametrize("period", [None, "", "soon", "2024-13", "2024-02-30", "2024-11/2024-01", "2024-Q5"])
def test_no_span(period: str | None) -> None:
    assert calendar.span(period) is None


@pytest.mark.parametrize(("period", "baseline", "base"), [
    ("2024", "yoy", "2023"),
    ("2024-02", "yoy", "2023-02"), ("2024-01", "mom", "2023-12"), ("2024-Q1", "qoq", "2023-Q4"),
    ("2024-01/2024-05", "yoy", "2023-01/2023-05"), ("2024", "2019", "2019"), ("FY2025", "yoy", "FY2024"),
])  # fmt: skip
def test_base(period: str, baseline: str, base: str) -> None:
    assert calendar.base(period, baseline) == calendar.span(base)


def test_fiscal_years_have_no_months_before() -> None:
    assert calendar.base("FY2025", "mom") is None
