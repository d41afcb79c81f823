"""Tables of cases for the quantities: values and units, words beside them, homes of currencies, distractors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from extractor.components import quantities
from extractor.components.quantities import read, span_of_time

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row["text"], row.get("expected"), id=row["id"]) for row in rows]


@pytest.mark.parametrize(("text", "expected"), cases("quantities"))
def test_values_and_units(text: str, expected: list[list[Any]]) -> None:
    assert [[r["range"] or r["value"], r["unit"]] for r in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), cases("quantity_words"))
def test_qualifier_direction_and_interval(text: str, expected: list[Any]) -> None:
    (record,) = read(text)
    assert [record["qualifier"], record["direction"], record["low"], record["high"]] == expected


@pytest.mark.parametrize(("text", "expected"), cases("quantity_homes"))
def test_ambiguous_signs_follow_the_article(text: str, expected: list[str]) -> None:
    assert [r["unit"] for r in read(text) if r["kind"] == "money"] == expected


@pytest.mark.parametrize(("text", "expected"), cases("quantity_distractors"))
def test_distractors_are_no_quantities(text: str, expected: None) -> None:
    assert [r["text"] for r in read(text)] == []


ACTORS = [json.loads(line) for line in (CASES / "quantity_actors.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ACTORS, ids=lambda row: row["id"])
def test_a_number_before_its_verb_counts_what_is_told_before(row: dict[str, Any]) -> None:
    """`verbs`: the words that the tagger takes for finite verbs."""
    tagged = {row["text"].index(verb): "VBD" for verb in row["verbs"]}
    assert [[r["value"], r["unit"]] for r in read(row["text"], tagged=tagged)] == row["expected"]


def test_other_candidates_are_kept() -> None:
    (record,) = read("Norway and Sweden will pay 3 billion kronor.")
    assert {other["value"] for other in record["alternatives"]} & {"NOK", "SEK"}
    assert all(0 < other["score"] <= 1 for other in record["alternatives"])


def test_numbers_in_blocked_spans_are_passed_over() -> None:
    text = "Sales of 5 tonnes, then 7 tonnes."
    assert [r["value"] for r in read(text, [(9, 17)])] == ["7"]


def test_brackets_share_the_qualifier() -> None:
    first, second = read("He has more than 7.5 million Danish crowns ($1.1 million).")
    assert (first["qualifier"], second["qualifier"]) == ("more_than", "more_than")
    assert second["low"] == "1100000"


def test_a_date_of_months_is_read_for_its_duration() -> None:
    assert span_of_time("six months to October")
    assert not span_of_time("the six months to October")
    assert not span_of_time("the first six months")


def test_the_component_skips_dates_and_boilerplate() -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc("Share 12 posts\n\nExports in May 2024 rose 5.5% to 40 tonnes.")
    doc._.zones = [{"start": 0, "end": 15, "zone": "boilerplate"}, {"start": 15, "end": 61, "zone": "body"}]
    doc._.dates = [{"start": 27, "end": 35, "text": "May 2024", "value": "2024-05"}]
    doc = quantities.make_quantities(nlp, "quantities")(doc)
    assert [r["text"] for r in doc._.quantities] == ["5.5%", "40 tonnes"]
    assert len(doc.spans["quantities"]) == 2
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.quantities[0]["value"] == "5.5"


@pytest.mark.parametrize(
    "text",
    [
        "Sales  of about  $3\u200b billion,  up\u00a0 4\u00adper cent,\n and  5 \n million  tonnes.",
        "\ufeff  Sales\u200b of\u200b5 tonnes \r\n  and of more\u2003\u2003than $ \u00a06\u2009m.",
    ],
)
def test_offsets_are_those_of_the_text_as_written(text: str) -> None:
    records = read(text)
    assert len(records) > 1
    for record in records:
        assert text[record["start"] : record["end"]] == record["text"]
        assert record["text"].strip(" \u00a0\u200b\n") == record["text"]
        if record["qualifier_span"]:
            assert text[slice(*record["qualifier_span"])].split() in (["about"], ["more", "than"])


def test_blocked_spans_are_those_of_the_text_as_written() -> None:
    text = "Sales  of  5\u200b tonnes,  then  7  tonnes,  then  8 tonnes."
    start = text.index("7")
    assert [r["value"] for r in read(text, [(start, start + 9)])] == ["5", "8"]
