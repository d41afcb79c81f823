"""An article as the network takes it: windows that hold each number once, and what is told of words and numbers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laid_out import COPPER, links, number_of, view

from extractor.claims.score_inputs import (
    _HEADLINE,
    _LOOKAHEAD,
    _REPEATED,
    FLAGS,
    FLOWS,
    ROLES,
    WINDOW,
    Features,
    Window,
    windows,
)
from extractor.network import network

NAMES = network().names


def made(words: int, headline: int, firsts: list[int]) -> tuple[Any, Any]:
    """An article of so many words, of which so many are the headline's, and its numbers by their first words."""
    seen = SimpleNamespace(
        words=[SimpleNamespace(start=n) for n in range(words)],
        zone=lambda start: "headline" if start < headline else "body",
    )
    return seen, [SimpleNamespace(mark=SimpleNamespace(first=first)) for first in firsts]


def firsts_of(words: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, words - 1), min_size=1, max_size=40).map(sorted)


@given(st.integers(1, 4000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), firsts_of(n))))
def test_each_number_is_in_one_window_with_its_words(drawn: tuple[int, int, list[int]]) -> None:
    count, headline, firsts = drawn
    found = list(windows(*made(count, headline, firsts)))
    assert [number for window in found for number in window.numbers] == list(range(len(firsts)))
    assert len(found) <= count // (WINDOW - _HEADLINE - _REPEATED) + 1
    for window in found:
        assert len(window.words) <= WINDOW
        assert window.words == sorted(set(window.words))
        assert window.place_of == {word: at for at, word in enumerate(window.words)}
        assert set(range(min(headline, _HEADLINE))) <= set(window.words)
        for number in window.numbers:
            first = firsts[number]
            assert set(range(max(0, first - _LOOKAHEAD), min(count, first + _LOOKAHEAD))) <= set(window.words)


def test_windows_of_a_long_article_grow_with_its_length() -> None:
    once, more = (len(list(windows(*made(n, 10, list(range(n)))))) for n in (10_000, 80_000))
    assert 7 * once <= more <= 8 * once + 1


def test_an_article_without_numbers_has_no_window() -> None:
    assert list(windows(*made(3000, 10, []))) == []


def features() -> tuple[Features, Window]:
    told = links(COPPER)
    (window,) = windows(view(COPPER), told)
    return Features(view(COPPER), told, NAMES), window


def test_words_that_name_nothing_have_no_stem() -> None:
    told = dict(zip(view(COPPER).lowers, features()[0].stems, strict=True))
    expected = {"shipments": "shipment", "chile's": "chile", "exports": "export", "the": "", "percent": "", "2025": "",
                "a": "", "tonnes": "tonne", "billion": ""}  # fmt: skip
    assert {word: told[word] for word in expected if word in told} == {w: s for w, s in expected.items() if w in told}


@pytest.mark.parametrize(
    ("word", "flag"),
    [("shipments", "exports"), ("rose", "up"), ("fell", "down"), ("february", "date"), ("santiago", "place"),
     ("8.1", "quantity"), ("output", "indicator"), ("employs", "")],
)  # fmt: skip
def test_what_words_are_marked_as(word: str, flag: str) -> None:
    told, window = features()
    row = told.words(window)[view(COPPER).lowers.index(word)]
    assert FLAGS[row[5]] == flag


@pytest.mark.parametrize(
    ("word", "shape"), [("2025", 1), ("8.1", 2), ("Chile's", 5), ("SANTIAGO", 4), ("copper", 6), ("a", 6)]
)
def test_the_shape_of_words(word: str, shape: int) -> None:
    told, window = features()
    assert told.words(window)[[w.text for w in view(COPPER).words].index(word)][3] == shape


def test_all_numbers_of_features_are_known_to_the_network() -> None:
    told, window = features()
    for n, column in enumerate(told.words(window).T):
        assert 0 <= column.min() <= column.max() < len(network().weights[f"embedded.{n}"])
    for n, column in enumerate(told.numbers(window).T):
        assert 0 <= column.min() <= column.max() < len(network().weights[f"cat.{n}"])


def test_what_the_rules_read_is_told_of_numbers() -> None:
    told, window = features()
    made = links(COPPER)
    row = told.numbers(window)[number_of(COPPER, made, "$4.5 billion")].tolist()
    assert row[4:] == [1 + ROLES.index("level"), FLOWS.index("exports"), 0, 0, 0]
    assert row[0] == NAMES["near"]["left"]


def test_scopes_tell_what_two_words_share() -> None:
    told, window = features()
    seen = view(COPPER)
    sentence = [seen.sentence(word.start) for word in seen.words]
    expected = [
        [
            (seen.paragraph(seen.words[a].start) == seen.paragraph(seen.words[b].start))
            + (sentence[a] == sentence[b])
            + (seen.segment_of[a] == seen.segment_of[b])
            for b in window.words
        ]
        for a in (0, 20, 40)
    ]
    np.testing.assert_array_equal(told.scopes(window, [0, 20, 40]), expected)
