"""Period arithmetic: tables of cases and properties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import periods

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
YEARS = st.integers(1950, 2080)
POINTS = st.one_of(
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    DAYS.map(date.isoformat),
)
SPANS = st.one_of(POINTS, st.tuples(DAYS, DAYS).map(lambda d: periods.notation(min(d), max(d))))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-01/2024-11", "2024-01-01", "2024-11-30"),
        ("2020/2024", "2020-01-01", "2024-12-31"),
        ("2024-12-07", "2024-12-07", "2024-12-07"),
    ],
)
def test_span(period: str, first: str, last: str) -> None:
    assert periods.span(period) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-Q5", "2025/2024", "FY25", "May"])
def test_no_period(text: str) -> None:
    assert not periods.is_period(text)
    with pytest.raises(ValueError):  # noqa: PT011
        periods.span(text)


@pytest.mark.parametrize(
    ("country", "first"), [("IN", "2024-04-01"), ("PK", "2024-07-01"), ("US", "2024-10-01"), ("CN", "2025-01-01")]
)
def test_fiscal_years_by_country(country: str, first: str) -> None:
    assert periods.span("FY2025", country)[0].isoformat() == first


@pytest.mark.parametrize(
    ("period", "count", "unit", "moved"),
    [
        ("2024-03-31", -1, "month", "2024-02-29"),
        ("2024-02", -1, "year", "2023-02"),
        ("2024-01/2024-05", -1, "year", "2023-01/2023-05"),
        ("2024-Q1", -1, "quarter", "2023-Q4"),
        ("FY2025", -1, "year", "FY2024"),
        ("2024-12-30/2025-01-05", 1, "week", "2025-01-06/2025-01-12"),
    ],
)
def test_shift(period: str, count: int, unit: str, moved: str) -> None:
    assert periods.shift(period, count, unit) == moved


def test_relation() -> None:
    assert periods.relation("2025-05", "2024-05") == "yoy"
    assert periods.relation("2025-05", "2025-04") == "mom"
    assert periods.relation("2025-Q1", "2024-Q4") == "qoq"
    assert periods.relation("2025-05", "2025-03") is None
    assert periods.in_year("2024-09/2025-08", 2024) == "2023-09/2024-08"


@given(SPANS)
def test_notation_round_trip(period: str) -> None:
    assert periods.span(periods.normal(period)) == periods.span(period)
    assert len(periods.normal(period)) <= len(period)


@given(SPANS, st.integers(-50, 50), st.sampled_from(["day", "week", "month", "quarter", "half", "year"]))
def test_whole_months_stay_whole(period: str, count: int, unit: str) -> None:
    if unit in ("day", "week"):
        assert periods.shift(periods.shift(period, count, unit), -count, unit) == periods.normal(period)
    elif periods.months(period) is not None:
        moved = periods.shift(period, count, unit)
        assert periods.months(moved) == periods.months(period)
        assert periods.shift(moved, -count, unit) == periods.normal(period)


@given(SPANS, SPANS)
def test_contains_and_overlaps(one: str, other: str) -> None:
    assert periods.contains(one, one)
    assert periods.overlaps(one, other) == periods.overlaps(other, one)
    if periods.contains(one, other):
        assert periods.overlaps(one, other)
        assert not periods.contains(other, one) or periods.same(one, other)


@given(DAYS, st.integers(1, 12))
def test_a_day_is_in_its_fiscal_year(day: date, start: int) -> None:
    first, last = periods.fiscal_span(periods.fiscal_year(day, start), start)
    assert first <= day <= last
