"""When an extracted value counts as the annotated one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluate import matching
from extractor.schema import QuantityClaim


def claim(**fields):
    base = {"id": "quantity1", "start": 0, "end": 1, "text": "x", "kind": "percent", "unit": "%"}
    return QuantityClaim(**{**base, **fields})


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("services exports", "exports of services", True),
        ("trade deficit", "deficit", True),
        ("copper exports", "exports", True),
        ("copper exports", "nickel imports", False),
        ("duty", "tariffs", True),
        ("ev exports", "exports of electric vehicles", True),
        ("refined copper ore exports", "exports", False),
        (None, "exports", False),
        (None, None, True),
        ("trade", "trade", True),
    ],
)
def test_indicators(gold, found, same):
    assert matching.same_indicator(gold, found) is same


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2024", (False, "2024-01-01", "2024-12-31")),
        ("2024-02", (False, "2024-02-01", "2024-02-29")),
        ("2024-Q3", (False, "2024-07-01", "2024-09-30")),
        ("2024-H1", (False, "2024-01-01", "2024-06-30")),
        ("2024-01/2024-03", (False, "2024-01-01", "2024-03-31")),
        ("FY2025", (True, "2025-01-01", "2025-12-31")),
        ("2024-12-07", (False, "2024-12-07", "2024-12-07")),
        ("2024-13", (False, "2024-13", "2024-13")),
        (None, None),
    ],
)
def test_days_of_a_period(period, days):
    assert matching.days(period) == days


@pytest.mark.parametrize(
    ("period", "shift", "before"),
    [
        ("2024-05", "yoy", "2023-05"),
        ("2024-01/2024-03", "yoy", "2023-01/2023-03"),
        ("2024-01", "mom", "2023-12"),
        ("2024-Q1", "qoq", "2023-Q4"),
        ("2024", "mom", None),
        (None, "yoy", None),
    ],
)
def test_the_period_that_a_shift_means(period, shift, before):
    assert matching.earlier(period, shift) == before


@given(st.integers(1990, 2030), st.integers(1, 12))
def test_a_year_of_months_back_is_a_year_back(year, month):
    period = f"{year}-{month:02}"
    back = period
    for _ in range(12):
        back = matching.earlier(back, "mom")
    assert back == matching.earlier(period, "yoy")


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("yoy", "2023-05", True),
        ("2023-05", "yoy", True),
        ("mom", "2024-04", True),
        ("yoy", "mom", False),
        ("yoy", None, False),
        (None, None, True),
    ],
)
def test_baselines(quantity, gold, found, same):
    made = quantity(period="2024-05", baseline=gold)
    assert matching.same_baseline(made, claim(period="2024-05", baseline=found)) is same


@pytest.mark.parametrize(
    ("type", "gold", "found", "same"),
    [
        ("count", "visitor", "visitors", True),
        ("count", "foreign visitor", "visitor", True),
        ("count", "ship", "port", False),
        ("money", "USD/vehicle", "USD/vehicles", True),
        ("money", "USD/t", "EUR/t", False),
        ("money", "USD", "usd", True),
        ("measure", "TEU", "teu", True),
    ],
)
def test_units(quantity, type, gold, found, same):
    made = quantity(type=type, unit=gold)
    assert matching.same_unit(made, claim(kind=type, unit=found)) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("0.3333", "0.3334", True),
        ("0.3333", "0.34", False),
        ("100", "100.00001", True),
        ("100", "100.1", False),
    ],
)
def test_values(gold, found, same):
    assert matching.close(Decimal(gold), Decimal(found)) is same


def test_a_range_needs_both_ends(quantity):
    made = quantity(value=[3, 5])
    assert matching.same_value(made, claim(range=[3, 5]))
    assert not matching.same_value(made, claim(range=[3, 6]))
    assert not matching.same_value(made, claim(value=3))
    assert not matching.same_value(quantity(value=3), claim(range=[3, 5]))


def test_a_found_span_is_used_once():
    assert matching.pair([(0, 5), (3, 9), (20, 22)], [(0, 9), (4, 6)]) == [0, 1, None]
