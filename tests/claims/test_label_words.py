"""The words of what is measured: stems, and the rows that they name."""

from __future__ import annotations

import pytest

from extractor.claims.label_words import head_ends, row_of, sense, stem, stems


@pytest.mark.parametrize(
    ("words", "row"),
    [("copper export price", "price"), ("outbound shipments", "exports"), ("barge draft", None), ("", None)],
)
def test_row_is_that_of_the_longest_ending(words: str, row: str | None) -> None:
    assert row_of(tuple(words.split())) == row


@pytest.mark.parametrize(("word", "ends"), [("exports", True), ("deficit", True), ("barge", False), ("", False)])
def test_words_that_end_a_head(word: str, ends: bool) -> None:
    assert (word in head_ends()) is ends


@pytest.mark.parametrize(("word", "expected"), [("exports", "export"), ("Chile's", "Chile"), ("duties", "duty")])
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("duties", "tariff"), ("levy", "tariff"), ("tariffs", "tariff"), ("cars", "vehicle"), ("exports", "export")],
)
def test_words_that_mean_the_same_are_one(word: str, expected: str) -> None:
    assert sense(word) == expected


def test_stems_leave_out_what_says_nothing() -> None:
    assert stems(("exports", "of", "the", "copper")) == {"export", "copper"}
