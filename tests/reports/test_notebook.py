"""What a notebook shows of a result; the colours of the pipeline's spans in spaCy's displacy."""

import re

import pytest
import spacy
from spacy import displacy

import extractor
from extractor.reports.notebook import COLOURS

TEXT = (
    "Trade in brief\n\nThe energy deficit narrowed from \u20ac23.4 bn to \u20ac25.9 bn, "
    "Li Jun of the Ministry of Commerce said."
)


@pytest.fixture(scope="module")
def shown():
    return extractor.extract(TEXT, id="x", published="2025-02-05")._repr_html_()


def test_findings_come_first_then_the_text_with_its_core_marked(shown):
    assert "1 error, 0 warnings; 2 of 2 numbers reached by a check" in shown
    assert shown.index("<b>Direction sign</b>: ") < shown.index('<mark class="quantity core"')
    assert 'title="measures: energy' in shown
    words = re.sub(r"<[^>]+>", "", shown.partition("</ul>")[2].partition("<details>")[0])
    assert " ".join(words.split()) == " ".join(TEXT.split())


def test_it_holds_no_script_and_no_address(shown):
    assert not re.search(r"<script|https?:|url\(|@import|\bid=", shown)


def test_an_article_without_a_name_is_called_by_its_first_words():
    shown = extractor.extract(TEXT.partition("\n\n")[2], published="2025-02-05")._repr_html_()
    assert "<b>The energy deficit narrowed from \u20ac23.4 bn to\u2026</b>" in shown


def test_words_are_words_only():
    evil = "<img src=x onerror=alert(1)> exports rose 5 percent."
    assert "<img" not in extractor.extract(evil, title=evil, published="2025-02-05")._repr_html_()


def test_displacy_shows_each_kind_of_span_in_its_colour():
    doc = extractor.load("fast")(TEXT)
    assert {key.upper() for key in doc.spans} == set(COLOURS)
    assert spacy.registry.displacy_colors.get("extractor") == COLOURS
    for key, spans in doc.spans.items():
        if spans:
            page = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
            assert COLOURS[key.upper()] in page
