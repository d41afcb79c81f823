"""Names in the words of one article."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laid_out import COPPER, TULIPS, links, number_of, view

from extractor.claims.label_words import head_ends, sense, stems
from extractor.claims.score_surface import Surface

WRITTEN = {"export": "exports", "tariff": "tariffs"}


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        (["export", "copper"], "$4.5 billion", "copper exports"),
        (["copper", "output"], "3%", "copper output"),
        (["shipment", "lithium"], "$310 million", "lithium shipments"),
        (["shipment"], "3%", "shipments"),
        (["stored", "tonne"], "45,000 tonnes", "tonnes stored"),
        (["tariff", "copper"], "3%", "copper tariffs"),
        (["cobalt", "zinc"], "3%", "cobalt zinc"),
        (["zinc", "mine"], "1,200 people", "mine zinc"),
        (["export", "zinc"], "1,200 people", "zinc exports"),
        (["chile", "price"], "8.1%", "chile price"),
    ],
)
def test_names_are_written_as_the_text_has_them(name: list[str], at: str, expected: str) -> None:
    told = links(COPPER)
    mark = told[number_of(COPPER, told, at)].mark
    assert " ".join(Surface(view(COPPER), told, WRITTEN).of(name, mark)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (["copper", "export"], 1),
        (["lithium"], 1),
        (["zinc", "mine"], 0.5),
        (["export", "zinc", "mine"], 0.5),
        (["cobalt", "zinc"], 0),
        ([], 1),
    ],
)
def test_how_much_of_a_name_is_in_one_piece(name: list[str], expected: float) -> None:
    assert Surface(view(COPPER), links(COPPER), WRITTEN).fluency(name) == expected


words_of_the_text = sorted({sense(word) for word in view(TULIPS).lowers} | {"export", "tariff", "wheat"})
stem_of_the_text = st.sampled_from(words_of_the_text)


@given(st.lists(stem_of_the_text, min_size=1, max_size=4, unique=True), st.randoms())
def test_the_same_words_make_the_same_name_throughout(name: list[str], random: Random) -> None:
    told = links(TULIPS)
    surface = Surface(view(TULIPS), told, WRITTEN)
    first = surface.of(name, told[0].mark)
    for made in told:
        random.shuffle(name)
        assert surface.of(name, made.mark) == first
    heads = [word in head_ends() for word in first]
    assert heads == sorted(heads) or first in {tuple((made.topic.indicator or "").split()) for made in told}


def test_the_rules_own_names_stay_as_they_are() -> None:
    told = links(COPPER)
    surface = Surface(view(COPPER), told, WRITTEN)
    for made in told:
        words = tuple((made.topic.indicator or "").split())
        if words:
            assert surface.of(sorted(stems(words)), made.mark) == words
