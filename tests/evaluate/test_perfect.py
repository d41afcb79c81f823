"""What a perfect extraction of an annotated article looks like."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.evaluate import gold_mutants, gold_result
from extractor.evaluate.perfect import allowed, sentence_spans, stated_numbers

CASES = Path(__file__).parent.parent / "cases" / "evaluate_intervals.csv"
ROWS = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_interval_of_annotated_words(row, quantity):
    units = {
        "money": "USD",
        "percent": "%",
        "count": "thing",
        "duration": "day",
        "fraction": "1",
        "multiple": "x",
    }
    made = quantity(
        row["text"], row["type"], Decimal(row["value"]), units[row["type"]], qualifier=row["qualifier"]
    )
    expected = tuple(Decimal(row[end]) if row[end] else None for end in ("low", "high"))
    assert allowed(made) == expected


def test_range_keeps_both_ends(quantity):
    made = quantity("3-5 percent", value=[3, 5])
    assert allowed(made) == (Decimal("2.5"), Decimal("5.5"))


@pytest.mark.parametrize(
    ("surface", "numbers"),
    [("$1,376.5 bn", ["1376.5"]), ("HK$7.75-7.85", ["7.75", "7.85"]), ("1 204.6", ["1204.6"]), ("half", [])],
)
def test_numbers_in_figures(surface, numbers):
    assert stated_numbers(surface) == [Decimal(number) for number in numbers]


def test_claims_are_grounded_ordered_and_complete(data):
    result = gold_result(data)
    text = result.article.text
    assert all(text[c.start : c.end] == c.text for c in (*result.claims, *result.dates))
    assert [c.start for c in result.claims] == sorted(c.start for c in result.claims)
    assert len(result.quantities) == len(data["gold"]["quantities"])
    first = result.quantities[0]
    assert (first.id, first.zone, first.role, first.baseline, first.place) == (
        "quantity1", "headline", "growth", "yoy", "ZM",
    )  # fmt: skip
    assert result.quantities[3].zone == "body"


def test_a_figure_in_reported_speech_knows_its_quotation(data):
    result = gold_result(data)
    forecast = next(q for q in result.quantities if q.status == "forecast")
    quotation = next(q for q in result.quotations if q.id == forecast.quotation)
    assert quotation.speaker is not None
    assert quotation.speaker.person == "person1"
    assert [m.text for m in result.people[0].mentions] == ["Chipo Lungwangwa", "Lungwangwa"]


def test_result_can_be_written_and_read_again(data):
    result = gold_result(data)
    assert type(result).model_validate_json(result.model_dump_json()) == result


def test_unknown_form_is_refused(data):
    with pytest.raises(ValueError, match="not in the text"):
        gold_result({**data, "text": data["title"]})


def test_sentences_cover_the_words():
    text = 'One line\n\nFirst here. "Second," he said. Third cost $3.5 million.\nLast'
    spans = sentence_spans(text)
    assert [text[a:b] for a, b in spans] == [
        "One line", "First here.", '"Second," he said.', "Third cost $3.5 million.", "Last",
    ]  # fmt: skip


def test_mutants_carry_the_changed_field(data):
    mutants = gold_mutants(data)
    assert mutants.unmapped == ()
    clean = gold_result(data).quantities
    changed = []
    for change, result in mutants.results:
        pairs = zip(clean, result.quantities, strict=True)
        for old, new in pairs:
            for key in ("value", "unit", "direction", "indicator", "period"):
                if getattr(old, key) != getattr(new, key):
                    changed.append((change.kind, old.text, key, str(getattr(new, key))))
        assert all(result.article.text[c.start : c.end] == c.text for c in result.claims)
    assert changed == [
        ("headline_slip", "$12 billion", "value", "21000000000"),
        ("scale_slip", "$8 billion", "value", "8000000"),
        ("sign_flip", "20%", "direction", "down"),
        ("sign_flip", "$8 billion", "indicator", "trade deficit"),
        ("swapped_parts", "$12 billion", "value", "10000000000"),
        ("swapped_parts", "$10 billion", "value", "12000000000"),
        ("wrong_year", "$10 billion", "period", "2027"),
    ]


def test_what_cannot_be_read_again_is_left_out(data):
    strange = {"find": "A third", "replace": "A sliver", "breaks": "share_of_total", "kind": "digit_swap"}
    mutants = gold_mutants({**data, "mutations": [strange]})
    assert mutants.results == ()
    assert [change.replace for change in mutants.unmapped] == ["A sliver"]
