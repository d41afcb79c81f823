"""The likeliest name of what is measured, against all that may be true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.claims.score_labels import (
    CLOSE,
    EVEN,
    LONGEST,
    SLIGHT,
    TELLING,
    TOP,
    Likely,
    best_names,
    is_right,
    ranking,
    worth_of,
)

NEAR = 1e-5
"""What likelihoods in 32 bits may be off."""
WORDS = ("copper", "export", "price", "port", "tariff", "steel", "visitor", "wheat", "sugar")
likelihoods = st.floats(0, 1, width=32)
few = st.dictionaries(st.sampled_from(WORDS), likelihoods, max_size=6)


def right(name: frozenset[str], likely: Likely) -> float:
    """How likely a name shares at least half of the words of the longer of it and the true one, summed over all true
    ones that there may be."""
    found = 0.0
    told = sorted({*likely, *name})
    for held in product((False, True), repeat=len(told)):
        true = {word for word, one in zip(told, held, strict=True) if one}
        shared = len(true & name)
        if shared and 2 * shared >= max(len(name), len(true)):
            worth = 1.0
            for word, one in zip(told, held, strict=True):
                worth *= likely.get(word, 0.0) if one else 1 - likely.get(word, 0.0)
            found += worth
    return found


def names_of(words: Iterable[str]) -> list[frozenset[str]]:
    told = list(words)
    return [frozenset(name) for size in range(1, LONGEST + 1) for name in combinations(told, size)]


def worth(name: frozenset[str], likely: Mapping[str, float]) -> float:
    """What a name is worth, by all ways in which words may be true."""
    return right(name, likely) + TELLING * sum(likely.get(word, 0.0) - EVEN for word in name)


@given(few)
def test_no_other_name_is_worth_more(likely: dict[str, float]) -> None:
    ((name, told), *others) = best_names([likely])[0]
    if not likely:
        assert not name
        return
    most = max(worth(other, likely) for other in names_of(likely))
    assert told == pytest.approx(most, abs=NEAR)
    assert len(set(name)) == len(name) <= LONGEST
    assert worth(frozenset(name), likely) == pytest.approx(most, abs=NEAR)
    for other, less in others:
        assert most - CLOSE - NEAR <= less <= most + NEAR
        assert worth(frozenset(other), likely) == pytest.approx(less, abs=NEAR)


@given(st.lists(likelihoods, min_size=len(WORDS), max_size=len(WORDS)))
def test_less_likely_words_count_as_what_a_name_lacks(values: list[float]) -> None:
    likely = dict(zip(WORDS, values, strict=True))
    name, told = best_names([likely])[0][0]
    assert set(name) <= set(ranking(likely)[:TOP])
    most = max(worth(other, likely) for other in names_of(ranking(likely)[:TOP]))
    assert told == pytest.approx(most, abs=NEAR)


@given(few, st.frozensets(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_what_a_name_is_worth(likely: dict[str, float], name: frozenset[str]) -> None:
    assert worth_of(name, likely) == pytest.approx(worth(name, likely) if likely else 0, abs=NEAR)


@given(few, likelihoods, st.frozensets(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_the_slight_word_counts_only_alone(likely: dict[str, float], slight: float, name: frozenset[str]) -> None:
    told = {**likely, SLIGHT: slight}
    assert worth_of(name | {SLIGHT}, told) == worth_of(name, told) == worth_of(name, likely)
    assert worth_of(frozenset({SLIGHT}), told) == pytest.approx(right(frozenset({SLIGHT}), told), abs=NEAR)
    values = [value for _, value in best_names([told])[0]]
    assert values == sorted(values, reverse=True)


@given(st.lists(few, max_size=5))
def test_numbers_are_judged_alone(numbers: list[dict[str, float]]) -> None:
    many = numbers * 40
    assert [told[0][0] for told in best_names(many)] == [best_names([likely])[0][0][0] for likely in numbers] * 40


@pytest.mark.parametrize(
    ("likely", "name"),
    [
        ({}, ()),
        ({"copper": 0.9}, ("copper",)),
        ({"copper": 0.9, "export": 0.8, "port": 0.1}, ("copper", "export")),
        ({"export": 0.9, "port": 0.02, "wheat": 0.02}, ("export",)),
        ({"export": 0.5, "copper": 0.5}, ("copper", "export")),
        ({"port": 0.1, "steel": 0.7, "tariff": 0.9}, ("tariff", "steel")),
        (dict.fromkeys(WORDS[:6], 0.99), ("copper", "export", "port", "price")),
        ({SLIGHT: 0.9}, (SLIGHT,)),
        ({SLIGHT: 0.9, "port": 0.1}, (SLIGHT,)),
        ({SLIGHT: 0.9, "copper": 0.9}, ("copper", SLIGHT)),
        ({SLIGHT: 0.2, "copper": 0.9}, ("copper",)),
        ({SLIGHT: 0.9, "copper": 0.55, "export": 0.5}, ("copper", "export", SLIGHT)),
    ],
)
def test_names(likely: dict[str, float], name: tuple[str, ...]) -> None:
    assert best_names([likely])[0][0][0] == name


@pytest.mark.parametrize(
    ("size", "held", "lacking", "expected"),
    [(1, 1, 0, True), (1, 1, 1, True), (1, 1, 2, False), (2, 1, 0, True), (3, 1, 0, False), (4, 2, 2, True),
     (4, 2, 3, False), (2, 0, 0, False)],
)  # fmt: skip
def test_half_of_the_longer_is_enough(size: int, held: int, lacking: int, expected: bool) -> None:
    assert is_right(size, held, lacking) is expected


@pytest.mark.parametrize(("name", "likely"), [((), {"copper": 0.9}), (("copper",), {})])
def test_nothing_is_right_of_nothing(name: tuple[str, ...], likely: Likely) -> None:
    assert worth_of(frozenset(name), likely) == 0
