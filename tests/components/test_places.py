"""The gazetteer: what is named, the longest name, and what only looks like a place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor import lookups
from extractor.components import attributes  # noqa: F401  (declares the attributes)
from extractor.components.places import Places, find_places

with (Path(__file__).parent.parent / "cases" / "places.csv").open(encoding="utf-8") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_places(case: dict[str, str]) -> None:
    found = "|".join(f"{p['text']}={p['code']}" for p in find_places(case["text"]))
    assert found == case["expected"]


@given(st.text(max_size=200))
def test_any_text_gives_places_that_stand_in_it(text: str) -> None:
    end = 0
    for place in find_places(text):
        assert text[place["start"] : place["end"]] == place["text"]
        assert place["start"] >= end
        end = place["end"]


def test_each_code_is_in_one_row_and_in_capitals() -> None:
    codes = [row["code"] for row in lookups.table("places")]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 2 and code.isupper() for code in codes)


def _places(text: str, quantities: list[dict[str, object]] | None = None) -> list[tuple[str, str]]:
    doc = spacy.blank("en")(text)
    doc._.quantities = quantities or []
    return [(p["text"], p["code"]) for p in Places()(doc)._.places]


def test_a_place_inside_an_amount_is_none() -> None:
    text = "It cost 5 million Canadian dollars in Canada."
    amount = {"start": 8, "end": 34, "kind": "money"}
    assert _places(text, [amount]) == [("Canada", "CA")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASEAN met in May. Trade with the bloc grew.", ("the bloc", "ASEAN")),
        ("Exports to Japan fell. Sales to that country shrank.", ("that country", "JP")),
    ],
)
def test_references_speak_of_the_place_named_before(text: str, expected: tuple[str, str]) -> None:
    assert expected in _places(text)


def test_generic_names_need_their_article() -> None:
    assert _places("The Commission met.") == []
    assert ("Commission", "EU") in _places("The Commission met in Brussels.")


def test_a_capital_whose_name_others_share_needs_its_country() -> None:
    assert _places("Georgetown protested.") == []
    assert _places("GEORGETOWN – Guyana sold more rice.") == [("GEORGETOWN", "GY"), ("Guyana", "GY")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports to Jordan rose, customs said.", [("Jordan", "JO")]),
        ("Jordan's phosphate sales to India fell.", [("Jordan", "JO"), ("India", "IN")]),
        ("From Chad came 300 head of cattle.", [("Chad", "TD")]),
        ("Tea sales to Georgia doubled.", [("Georgia", "GE")]),
        ("Growers in Georgia and South Carolina lost 40 percent of the crop.", []),
        ("Peter Jordan, who owns the mill, left it to Jordan's workers.", []),
        ("Sales fell, said Chad Morley; orders went to Chad first.", []),
        ("Jordan was pleased.", []),
    ],
)
def test_a_name_that_persons_bear_needs_no_other_to_stand_by_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert [p for p in _places(text) if p[0] in {"Jordan", "Chad", "Georgia", "India"}] == expected
