"""People: names in many forms, what is none, offices, mentions. Expected: `name; role; organization | …`."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor import pipeline
from extractor.components._names import split
from extractor.components._people_records import _fold
from extractor.schema import Article

CASES = Path(__file__).parents[1] / "cases"
TITLE = "Trade report\n\n"
FILLER = "The figures came out in the morning and were read with care by those who follow them.\n\n"


@cache
def nlp() -> Language:
    return pipeline.load("fast")


PIPES = ("extractor_zones", "extractor_sentences", "extractor_places", "extractor_organizations", "extractor_people")


def read(text: str, by_line: bool = False) -> Doc:
    """The text with its people; `by_line`: sentences are lines."""
    doc = pipeline.make_doc(nlp(), Article(id="x", text=text))
    for name in PIPES:
        if by_line and name == "extractor_sentences":
            words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
            starts: list[bool | int | None] = [i == 0 or "\n" in words[i - 1] for i in range(len(words))]
            zones = doc._.zones
            doc = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
            doc._.zones = zones
        else:
            doc = nlp().get_pipe(name)(doc)
    return doc


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wanted(cell: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in person.split(";")) for person in cell.split(" | ")]


def offices(doc: Doc) -> list[tuple[str, ...]]:
    return [(p["name"], p["role"] or "-", p["organization"] or "-") for p in doc._.people]


@pytest.mark.parametrize("row", rows("people_forms.csv"), ids=lambda row: row["id"])
def test_forms(row: dict[str, str]) -> None:
    assert offices(read(TITLE + FILLER + row["text"])) == wanted(row["expected"])


@pytest.mark.parametrize("row", rows("people_none.csv"), ids=lambda row: row["id"])
def test_no_person(row: dict[str, str]) -> None:
    assert offices(read(TITLE + FILLER + row["text"])) == []


STYLES = {"Chinese agency", "US wire", "British newspaper", "Indian newspaper", "statistical office"}


@pytest.mark.parametrize("row", rows("people_styles.csv"), ids=lambda row: f"{row['form']}-{row['style']}")
def test_each_form_in_each_style(row: dict[str, str]) -> None:
    doc = read(TITLE + FILLER + row["text"])
    hold(doc)
    assert offices(doc) == (wanted(row["expected"]) if row["expected"] else [])
    counts = {p["name"]: len(p["mentions"]) for p in doc._.people}
    for part in filter(None, row["mentions"].split(";")):
        name, _, count = part.rpartition("=")
        assert counts[name] == int(count)


def test_every_form_has_every_style() -> None:
    table = rows("people_styles.csv")
    missing = {(form, style) for form in {row["form"] for row in table} for style in STYLES} - {
        (row["form"], row["style"]) for row in table
    }
    assert not missing


def folded(text: str) -> list[str]:
    """The words without diacritics; a particle has a capital where it opens a sentence."""
    return [_fold(word.core).casefold() for word in split(text)]


def part_of(short: list[str], long: list[str]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def hold(doc: Doc) -> None:
    """What holds for every text: forms of the name, words of the text, mentions apart."""
    last = 0
    spans = sorted((start, end, p["name"]) for p in doc._.people for start, end in p["mentions"])
    for start, end, name in spans:
        assert last <= start < end
        last = end
        assert part_of(folded(doc.text[start:end]), folded(name)), (doc.text[start:end], name)
    for person in doc._.people:
        surfaces = {doc.text[start:end] for start, end in person["mentions"]}
        assert surfaces <= {person["name"], *person["aliases"]}
        for field in ("role", "organization"):
            assert person[field] is None or person[field] in doc.text
    json.dumps(doc._.people), json.dumps(doc._.organizations)


@pytest.mark.parametrize("row", rows("people_articles.csv"), ids=lambda row: row["id"])
def test_articles(row: dict[str, str]) -> None:
    """Whole short articles in the styles of newsrooms: all people, with surnames joined to them."""
    doc = read(row["text"])
    hold(doc)
    assert offices(doc) == wanted(row["expected"])
    assert {p["name"]: len(p["mentions"]) for p in doc._.people if len(p["mentions"]) > 1} == json.loads(
        row["repeated"]
    )


PIECES = (
    "Trade Minister",
    "Dr.",
    "Ms.",
    "Odalys",
    "Ferreira-Lunt",
    "Ferreira-Lunt's",
    "said",
    "told reporters",
    ", 46,",
    ",",
    "who heads the",
    "Kiso Bank",
    "Ministry of Commerce",
    "(MOC)",
    "of",
    "the",
    "and",
    "\n",
    ". ",
    "”",
    '"',
    "van der",
    "AL",
    "J.",
    "Nguyen",
    "Thi",
    "O’Hara",
    "economist at",
    "By",
    "its spokesman,",
    ":",
    "(R-Ohio)",
    "China",
    "é",
    "",
    "—",
    "'",
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_order_of_pieces(pieces: list[str]) -> None:
    hold(read(" ".join(pieces)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    hold(read(text))


@pytest.mark.parametrize("name", ["Ab" * 150, "Abel " * 60, "A. " * 100, "de la " * 50, "O’" * 150, "Ö" * 300])
def test_long_name(name: str) -> None:
    hold(read(TITLE + f"“It is late,” said {name} Kerr, an economist at HSBC. Kerr shrugged."))


def test_many_people() -> None:
    """Two thousand people, half of them of one surname: each is found once."""
    letters = "bdfglmnprstvz"
    names = [
        f"{a.upper()}o{b}i{c}a {'Kim' if k % 2 else 'Z' + a + 'u' + c}"
        for k, (a, b, c) in enumerate((a, b, c) for a in letters for b in letters for c in letters)
    ][:2000]
    doc = read(TITLE + "\n".join(f"“Trade is slow,” said {name}, a farmer." for name in names), by_line=True)
    assert [p["name"] for p in doc._.people] == names


def test_one_surname_goes_to_the_one_named_last() -> None:
    text = (
        TITLE + FILLER + "Maya Ferris, an economist at HSBC, expects growth. Ferris is alone. "
        "Colin Ferris, a farmer in Kent, does not. Ferris grows hops."
    )
    assert [len(p["mentions"]) for p in read(text)._.people] == [2, 2]


def test_names_survive_bytes() -> None:
    doc = read(TITLE + FILLER + "“Yes,” said Maya Ferris, an economist at HSBC.")
    again: Any = Doc(nlp().vocab).from_bytes(doc.to_bytes())
    assert again._.people == doc._.people
    assert [span.text for span in again.spans["people"]] == ["Maya Ferris"]
