"""Organizations: names, acronyms, references. Expected: `name=place: mention/mention | …`."""

from __future__ import annotations

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor import pipeline
from extractor.schema import Article

CASES = Path(__file__).parents[1] / "cases"
PIPES = ("extractor_zones", "extractor_sentences", "extractor_places", "extractor_organizations")
LEAD = "Trade report\n\nThe figures came out in the morning and were read with care by those who follow them.\n\n"


@cache
def nlp() -> Language:
    return pipeline.load("fast")


def read(text: str) -> Doc:
    doc = pipeline.make_doc(nlp(), Article(id="x", text=LEAD + text))
    for name in PIPES:
        doc = nlp().get_pipe(name)(doc)
    return doc


def rows() -> list[dict[str, str]]:
    with (CASES / "organizations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_organizations(row: dict[str, str]) -> None:
    doc = read(row["text"])
    found = [
        f"{o['name']}={o['place'] or '-'}: " + "/".join(doc.text[start:end] for start, end in o["mentions"])
        for o in doc._.organizations
    ]
    assert " | ".join(found) == row["expected"]


def test_a_name_is_a_mention() -> None:
    """A record's name and its aliases are words of the text, and no mention crosses another."""
    doc = read("The Federation of Paper Mills (FPM) and Lakeview Capital met. FPM and the federation agreed.")
    spans = sorted(tuple(m) for o in doc._.organizations for m in o["mentions"])
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for record in doc._.organizations:
        surfaces = [doc.text[start:end] for start, end in record["mentions"]]
        assert record["name"] in surfaces
        assert set(record["aliases"]) <= set(surfaces)


def test_place_of_a_ministry_named_twice() -> None:
    doc = read("Kenya’s trade ministry and Uganda’s trade ministry met.")
    assert [(o["name"], o["place"]) for o in doc._.organizations] == [
        ("trade ministry", "KE"),
        ("trade ministry", "UG"),
    ]
