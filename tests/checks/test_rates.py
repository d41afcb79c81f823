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


@pytest.mark.parametrize(("period", "published", "told"), [
    ("2024", date(2025, 8, 1),
     "between 1 January 2024 and 31 December 2024, and between 25 July 2025 and 2 August 2025"),
    ("2025-07", date(2025, 8, 1), "between 1 July 2025 and 2 August 2025"),
    ("2024", date(2024, 11, 5), "between 1 January 2024 and 31 December 2024"),
])  # fmt: skip
def test_the_days_named_are_those_of_the_range(period: str, published: date, told: str) -> None:
    band = rates.load().band("CHF", "USD", calendar.span(period), published)
    assert band is not None
    assert band.when == told


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


def test_without_a_date_all_years() -> None:
    band = rates.load().band("CNY", "USD", None, None)
    assert band is not None
    assert band.when == "since 1999"


@pytest.mark.parametrize("zipped", [False, True])
def test_another_file(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / ("rates.zip" if zipped else "rates.csv")
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("rates.csv", TABLE)
    else:
        path.write_text(TABLE, encoding="utf-8")
    table = rates.load(str(path))
    assert table.until == rates.load().until
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


def test_cells_may_have_spaces(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Date, USD, GBP\n2024-01-03, 1.10, N/A\n", encoding="utf-8")
    day = date(2024, 1, 3)
    assert rates.load(str(path)).between("USD", "EUR", day, day) == Interval(Fraction("1.1"), Fraction("1.1"))


def test_days_and_currencies_that_a_file_leaves_out_are_the_packaged_ones(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Date,USD\n2024-01-03,1.10\n", encoding="utf-8")
    first, last = date(2023, 3, 1), date(2023, 3, 31)
    own, packaged = rates.load(str(path)), rates.load()
    assert own.between("USD", "EUR", first, last) == packaged.between("USD", "EUR", first, last)
    assert own.between("CHF", "EUR", first, last) == packaged.between("CHF", "EUR", first, last)
    assert own.known("CHF")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Date,USD\n05/02/2025,1.04\n", "'05/02/2025' is no day"),
        (b"Date,USD\n05 February 2025,1.04\n", "'05 February 2025' is no day"),
        (b"Date,USD\n2025-02-05,-1.04\n", "'-1.04', of 2025-02-05, is no rate"),
        (b"Date,USD\n2025-02-05,0.0\n", "'0.0', of 2025-02-05, is no rate"),
        (b"Date,USD\n2025-02-05,1.0x\n", "'1.0x', of 2025-02-05, is no rate"),
        (b"\xff\xfe\x00Date", "no table of daily rates"),
    ],
    ids=["slashes", "words", "negative", "zero", "letters", "binary"],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=reason) as error:
        _ = rates.Rates(path).until
    assert str(path) in str(error.value)
