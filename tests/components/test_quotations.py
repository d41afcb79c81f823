"""Quotations: direct speech with its speaker, what is none, reported speech, bad input."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractor import pipeline
from extractor.components._quotes import find_quotes
from extractor.components._speech_view import analyse
from extractor.schema import Article

CASES = Path(__file__).parents[1] / "cases"
TITLE = "Trade notes of the week\n\n"
BITS = [
    "“", "”", '"', "'", "‘", "’", "«", "»", "„",
    "We go", ", ", ". ", "\n\n", " said ", "Ling Wei", "Q: ", "A: ", " he ", "?",
]


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@cache
def nlp(model: str) -> Language:
    return pipeline.load(model)


def quotations(text: str, direct: bool, model: str = "full") -> list[dict[str, Any]]:
    doc = nlp(model)(pipeline.make_doc(nlp(model), Article(id="case", text=text)))
    return [record for record in doc._.quotations if record["direct"] is direct]


@pytest.mark.parametrize("model", ["full", "fast"])
@pytest.mark.parametrize("case", cases("quotations.jsonl"))
def test_direct_speech_and_its_speaker(case: dict[str, Any], model: str) -> None:
    text = TITLE + case["text"]
    found = [[text[q["start"] : q["end"]], q["speaker"]] for q in quotations(text, True, model)]
    assert found == case["direct"]


@pytest.mark.parametrize("case", cases("reported_speech.jsonl"))
def test_reported_speech(case: dict[str, Any]) -> None:
    text = TITLE + case["text"]
    found = [[text[q["start"] : q["end"]], q["speaker"], q["negated"]] for q in quotations(text, False)]
    assert found == case["reported"]


STYLES = {"Chinese agency", "US wire", "British newspaper", "Indian newspaper", "statistical office"}
FORMS = [json.loads(line) for line in (CASES / "speech_styles.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", FORMS, ids=lambda case: f"{case['form']}-{case['style']}")
def test_each_form_in_each_style(case: dict[str, Any]) -> None:
    text = TITLE + case["text"]
    if "direct" in case:
        found = [[text[q["start"] : q["end"]], q["speaker"]] for q in quotations(text, True)]
        assert found == case["direct"]
    else:
        told = [[text[q["start"] : q["end"]], q["speaker"], q["negated"]] for q in quotations(text, False)]
        assert told == case["reported"]


def test_every_form_has_every_style() -> None:
    cells = {(case["form"], case["style"]) for case in FORMS}
    assert not {(form, style) for form, _ in cells for style in STYLES} - cells


def test_cue_is_where_its_span_says() -> None:
    text = TITLE + "“We are done,” Ling Wei pointed out. He denied that exports had fallen."
    records = quotations(text, True) + quotations(text, False)
    assert [record["cue"] for record in records] == ["pointed out", "denied"]
    assert all(text[slice(*record["cue_span"])] == record["cue"] for record in records)


@given(st.lists(st.sampled_from(BITS), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_quotes_never_cross(text: str) -> None:
    spans = [(quote.start, quote.end) for quote in analyse(text).words.quotes]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(st.lists(st.sampled_from(BITS), max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_records_lie_in_the_text_and_nest(text: str) -> None:
    text = TITLE + text
    doc = nlp("fast")(pipeline.make_doc(nlp("fast"), Article(id="case", text=text)))
    spans = [(record["start"], record["end"]) for record in doc._.quotations if record["direct"]]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


SAYING = [
    "Ling Wei said ", "that ", "exports fell", "firms believe ", ", he thinks, ", "prices will rise", " and that ",
    "the ministry denied ", "the bank expects ", "“it is over”", ". ", ", ", "Tom Keller, a trader, told reporters ",
    "buyers", " had said ", "they would pay", ", she added", ": ",
]  # fmt: skip


@given(st.lists(st.sampled_from(SAYING), max_size=30).map("".join))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_reported_clauses_never_overlap(text: str) -> None:
    told = sorted((q["start"], q["end"]) for q in quotations(TITLE + text, False, "fast"))
    assert all(before[1] <= after[0] for before, after in pairwise(told)), told


@pytest.mark.parametrize(
    ("text", "quotes"),
    [("“" * 500 + "a" + "”" * 500, 1), ("“a " * 500, 500), ('"' * 501, 0), ("'a " * 500, 0), ("”" * 500, 0)],
    ids=["nested", "opened", "straight", "single", "closed"],
)
def test_many_marks(text: str, quotes: int) -> None:
    assert len(find_quotes(text)) == quotes


def test_long_transcript() -> None:
    turns = "MR. LEE: We cut tariffs this year.\nMS. ROY: By how much?\n" * 1000
    assert len(analyse(TITLE + turns).speeches) == 2000
