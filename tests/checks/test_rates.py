"""Reference rates: the packaged table, pegs, other files, dates past the last day."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from extractor.checks import calendar, messages, rates
from extractor.checks.intervals import Interval

TABLE = "Date,USD,GBP,\n2024-01-03,1.10,0.85,\n2024-01-02,1.20,N/A,\n"


def test_packaged_table() -> None:
    band = rates.load().band("CNY", "USD", calendar.span("2024"), date(2025, 2, 5))
    assert band is not None
    assert band.plain.holds(Fraction("7.12"))
    assert not band.allowed.holds(Fraction("7.9"))
    assert not band.soft


@pytest.mark.parametrize(("quote", "base", "inside", "outside"), [
    ("AED", "USD", "3.6725", "3.9"), ("XOF", "EUR", "655.957", "700"), ("MOP", "USD", "8.03", "7.2"),
    ("NPR", "INR", "1.6", "1.7"),
])  # fmt: skip
def test_pegs(quote: str, base: str, inside: str, outside: str) -> None:
    band = rates.load().band(quote, base, calendar.span("2024-03"), None)
    assert band is not None
    assert band.allowed.holds(Fraction(inside))
    assert not band.allowed.holds(Fraction(outside))


def test_no_reference_for_other_currencies() -> None:
    table = rates.load()
    assert not table.known("PKR")
    assert table.band("PKR", "USD", calendar.span("2024"), None) is None


def test_after_the_last_day_a_conflict_is_soft() -> None:
    table = rates.load()
    later = table.until + timedelta(days=200)
    band = table.band("JPY", "USD", None, later)
    assert band is not None
    assert band.soft
    assert messages.day(table.until) in band.when


def test_without_a_date_the_last_five_years() -> None:
    band = rates.load().band("CNY", "USD", None, None)
    assert band is not None
    assert band.when == "in the last five years"


@pytest.mark.parametrize("zipped", [False, True])
def test_another_file(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / ("rates.zip" if zipped else "rates.csv")
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("rates.csv", TABLE)
    else:
        path.write_text(TABLE, encoding="utf-8")
    table = rates.load(str(path))
    assert table.until == date(2024, 1, 3)
    assert table.between("USD", "EUR", date(2024, 1, 1), date(2024, 1, 31)) == Interval(
        Fraction("1.1"), Fraction("1.2")
    )
    assert table.between("USD", "GBP", date(2024, 1, 1), date(2024, 1, 31)) == Interval(
        *[Fraction("1.1") / Fraction("0.85")] * 2
    )


def test_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no table of daily rates"):
        _ = rates.Rates(path).until
