"""Words and what stands between them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import lookups, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China's trade", ["China's", "trade"]),
        ("new-energy vehicles", ["new-energy", "vehicles"]),
        ("U.S. exports", ["U.S.", "exports"]),
        ("1,196.3 billion", ["1,196.3", "billion"]),
        ("Côte d’Ivoire", ["Côte", "d’Ivoire"]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert [word.text for word in words.split(text)] == expected


def test_gaps_leave_out_the_signs_of_numbers() -> None:
    assert [word.gap for word in words.split("up $5, or 7% (net)\nnow")] == ["~", "", ",", "", "(", "\n"]


@given(st.text(max_size=200))
def test_words_stand_in_order_in_the_text(text: str) -> None:
    end = 0
    for word in words.split(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text
        end = word.end


def test_no_class_of_words_stands_twice():
    """The rows of one class are taken together, so that a second class of its name would change what the first says."""
    kinds = Counter(row["kind"] for row in lookups.table("link_words"))
    assert [kind for kind, n in kinds.items() if n > 1] == []
