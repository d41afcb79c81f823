"""Sentence borders: a table of texts, and that they lie in order at words."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.components._sentence_borders import borders

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/sentences.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_sentences(case: dict) -> None:  # type: ignore[type-arg]
    text = case["text"]
    assert [text[a:b].strip() for a, b in pairwise([*borders(text), len(text)])] == case["expected"]


@given(st.text(alphabet="aB.!? \n\"'”1U", max_size=80), st.lists(st.integers(0, 80), max_size=3))
def test_borders_are_ordered(text: str, cuts: list[int]) -> None:
    found = borders(text, tuple(cut for cut in cuts if cut < len(text)))
    assert found == sorted(set(found))
    assert all(not text[at].isspace() for at in found)
    assert bool(found) == bool(text.strip())
    assert "".join(text[a:b] for a, b in pairwise([*found, len(text)])) == (text[found[0] :] if found else "")


@given(st.text(alphabet="a5 ,;%\n.", max_size=60), st.integers(20, 60))
def test_no_sentence_is_endless(part: str, times: int) -> None:
    text = part * times
    found = borders(text)
    assert all(len(text[a:b].rstrip()) <= 1_000 for a, b in pairwise([*found, len(text)]))
