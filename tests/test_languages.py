"""An article in another language is noted and nothing claimed; an English one with foreign words in it is read."""

import csv
from pathlib import Path

import pytest

import extractor
from extractor import languages

CASES = list(csv.DictReader((Path(__file__).parent / "cases/languages.csv").open(encoding="utf-8")))
SPANISH = """Carlos Herrera critica los aranceles

El ministro de Comercio, Carlos Herrera, dijo el 5 de mayo de 2025 que los aranceles del 25% sobre el acero son una
medida injusta: "No vamos a aceptar la subida", señaló. El Fondo Monetario Internacional (FMI) prevé un alza del 3% en
2026. Ver: Tariff of 25 percent, United States, May 2025.

    Mes      Ventas   Compras
    Abril      20,1      18,4
    Mayo       21,3      18,9
"""
ENGLISH = "Kenya's exports rise\n\nKenya's exports rose 5 percent to $3 billion in May 2025.\n\n"
PARAGRAPH = "Les exportations ont augmenté de 5,2 % à 52,3 milliards d'euros en mai 2025, a indiqué la douane.\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_a_language_is_told_by_its_words(case):
    assert languages.is_foreign(case["text"]) == (case["language"] != "English")


@pytest.mark.parametrize("published", [None, "2025-05-06"])
def test_nothing_is_claimed_of_an_article_in_another_language(published):
    result = extractor.extract(SPANISH, published=published)
    assert result.article.notes == ["text does not look English: nothing is claimed"]
    assert (result.article.published, result.claims, result.findings) == (published, [], [])
    assert (result.people, result.organizations, result.dates) == ([], [], [])
    assert (result.coverage.numbers, result.coverage.checked, result.coverage.unread) == (0, 0, 8)


def test_an_english_article_with_a_foreign_paragraph_is_read():
    result = extractor.extract(ENGLISH + PARAGRAPH + "\nImports fell to $2 billion.", published="2025-06-05")
    assert result.article.notes == ["not English: 1 of the text's lines, in which nothing is claimed"]
    assert [claim.text for claim in result.quantities] == ["5 percent", "$3 billion", "$2 billion"]
    assert result.coverage.unread == 2
    assert languages.foreign(ENGLISH + PARAGRAPH) == [(len(ENGLISH), len(ENGLISH + PARAGRAPH))]


def test_a_text_without_words_is_of_no_language():
    for text in ("", "\n", "12.5 13.1\n", "\x00", "…"):
        assert not languages.is_foreign(text)
