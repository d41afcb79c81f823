"""Noun phrases around the heads of the indicator table."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.components import attributes  # noqa: F401  (declares the attributes)
from extractor.components.indicators import Indicators
from extractor.components.places import Places

with (Path(__file__).parent.parent / "cases" / "indicators.csv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines))
NLP = spacy.blank("en")


def _found(text: str) -> list[dict[str, str]]:
    return list(Indicators()(Places()(NLP(text)))._.indicators)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_indicators(case: dict[str, str]) -> None:
    found = "|".join(f"{i['indicator']}:{i['indicator_id']}:{i['flow'] or ''}" for i in _found(case["text"]))
    assert found == case["expected"]


@given(
    st.lists(
        st.sampled_from(["exports", "of", "trade", "the", "and", "China's", "goods", ",", "deficit", "in"]), max_size=12
    )
)
def test_phrases_never_cross(parts: list[str]) -> None:
    text = " ".join(parts)
    heads = [(i["head"], i["head_end"]) for i in _found(text)]
    assert all(a[1] <= b[0] for a, b in pairwise(heads))
