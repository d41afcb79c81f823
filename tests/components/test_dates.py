"""Dates: found, bounded and resolved. Expected values are written `surface=value`, in order."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import periods
from extractor.components._calendar_published import Edition, Publication
from extractor.components._sentence_borders import borders
from extractor.components.zones import find_zones

CASES = Path(__file__).parents[1] / "cases"
Found = list[tuple[str, str | None]]


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wanted(cell: str) -> Found:
    pairs = (part.rpartition("=") for part in cell.split("|") if part)
    return [(surface, None if value == "None" else value) for surface, _, value in pairs]


def find(text: str, published: str = "") -> tuple[Found, Publication, list[str | None]]:
    """The dates of a text by rules alone, under a headline."""
    text = "Trade news\n\n" + text
    zones = find_zones(text)
    starts = [*borders(text, tuple(z["start"] for z in zones)), len(text)]
    finder = Edition(text, zones, list(pairwise(starts)))
    publication = finder.publication(date.fromisoformat(published) if published else None)
    found = finder.resolve(publication.day)
    return ([(text[a:b], r.value) for a, b, r, _ in found], publication, [r.shift for _, _, r, _ in found])


@pytest.mark.parametrize("row", rows("dates_forms.csv"), ids=lambda row: row["id"])
def test_forms(row: dict[str, str]) -> None:
    assert find(row["text"], row["published"])[0] == wanted(row["expected"])


def test_tense_by_cues_alone() -> None:
    """Without tags nine in ten partial dates find their year."""
    cases = [(row, find(row["text"], row["published"])[0]) for row in rows("dates_tense.csv")]
    total = sum(len(wanted(row["expected"])) for row, _ in cases)
    right = sum(pair in got for row, got in cases for pair in wanted(row["expected"]))
    assert right >= 0.9 * total


@pytest.fixture(scope="module")
def tagged():  # type: ignore[no-untyped-def]
    import spacy

    from extractor import pipeline

    base = next(model for model in pipeline.BASE_MODELS if spacy.util.is_package(model))
    nlp = spacy.load(base, exclude=["ner", "lemmatizer", "parser"])
    nlp.add_pipe("extractor_sentences", first=True)
    nlp.add_pipe("extractor_zones", first=True)
    nlp.add_pipe("extractor_dates")
    return nlp


@pytest.mark.parametrize(("table", "least"), [("dates_tense.csv", 0.98), ("dates_newsroom.csv", 0.98)])
def test_by_tags(tagged, table: str, least: float) -> None:  # type: ignore[no-untyped-def]
    total = right = 0
    for row in rows(table):
        doc = tagged.make_doc("Trade news\n\n" + row["text"])
        doc._.published = row["published"]
        got = [(d["text"], d["value"]) for d in tagged(doc)._.dates]
        total += len(wanted(row["expected"]))
        right += sum(pair in got for pair in wanted(row["expected"]))
    assert right >= least * total


def test_headlines(tagged) -> None:  # type: ignore[no-untyped-def]
    for row in rows("dates_headlines.csv"):
        doc = tagged.make_doc(row["text"] + "\n\nThe ministry gave no details in a statement.")
        doc._.published = row["published"]
        assert [(d["text"], d["value"]) for d in tagged(doc)._.dates] == wanted(row["expected"]), row["id"]


def test_shifts() -> None:
    text = "Exports rose in May from a year earlier. They fell from the previous month."
    assert find(text, "2025-06-10")[2] == [None, "yoy", "mom"]


def test_publication() -> None:
    assert find("OSLO, 3 May 2024 -- Trade fell.")[1].origin == "dateline"
    assert find("OSLO, June 9 -- Trade fell in May 2024.")[1].day == date(2024, 6, 9)
    assert find("OSLO, Jan. 13 -- Trade fell 3 percent in 2024.")[1].day == date(2025, 1, 13)
    inferred = find("Trade fell 3 percent in 2023.")[1]
    assert (inferred.day, inferred.origin) == (date(2024, 1, 1), "inferred")
    assert inferred.notes
    assert find("Trade fell.")[1].day is None
    assert find("Trade fell.", "2024-05-03")[1].origin is None


def test_furniture_holds_no_dates() -> None:
    assert find("Trade fell.\n\nRead more: What happened in May 2024", "2024-06-03")[0] == []


SCRAPS = """May|1|2024|,|.|-|/|the|first|half|of|last|year|quarter|months|to|Q3|FY25|2024-25|a|earlier|in
|since|\n\n|'|same|
|period|31|February|Sept.|00|99|three|ended|week|Monday|12:30|$5|5.5|day|before|2023/24|season|end"""
WORDS = st.sampled_from(SCRAPS.replace("\n|", "|").split("|"))


@given(st.lists(WORDS, max_size=40), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_words(words: list[str], published: date) -> None:
    """No error, spans in order inside of the text, every value a period."""
    text = " ".join(words)
    finder = Edition(text, find_zones(text), [(0, len(text))])
    end = 0
    for start, stop, reading, _ in finder.resolve(published):
        assert end <= start < stop <= len(text)
        assert reading.value is None or periods.is_period(reading.value)
        end = stop
