"""Columns that a text aligns by blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.columns import tabbed

CASES = [
    ("two rows", "Tea      112.4   6.9\nCoffee    45.0  17.8", "Tea\t     112.4\t  6.9\nCoffee\t   45.0\t 17.8"),
    ("with a head", "Crop   2024\nTea    11.2\nMate    3.1", "Crop\t  2024\nTea\t   11.2\nMate\t   3.1"),
    ("one row alone", "Exports   12.4 billion\nImports rose.", "Exports   12.4 billion\nImports rose."),
    ("no figures", "By  A. Writer\nOur  reporter", "By  A. Writer\nOur  reporter"),
    ("two blanks in prose", "Trade rose.  Sales fell 2%.\nIt grew.", "Trade rose.  Sales fell 2%.\nIt grew."),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_gaps_between_columns_open_with_a_tab(text: str, expected: str) -> None:
    assert tabbed(text) == expected


@given(st.text(st.sampled_from("aT 1.%(\n\u00a0-"), max_size=80))
def test_only_blanks_become_tabs_and_offsets_hold(text: str) -> None:
    twin = tabbed(text)
    assert len(twin) == len(text)
    assert all(new == old or (new == "\t" and old in " \u00a0") for new, old in zip(twin, text, strict=True))
