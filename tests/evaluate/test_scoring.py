"""Figures on small results whose right numbers are counted by hand."""

from __future__ import annotations

import json

import pytest

from extractor.evaluate import evaluate, gold_mutants, gold_result, load_gold, load_results, to_json
from extractor.evaluate.tally import RESAMPLES, interval, row_of
from extractor.schema import Finding


def perfect(data):
    result = gold_result(data)
    ids = {claim.text: claim.id for claim in reversed(result.quantities)}
    result.findings = [
        Finding(
            id="finding1", check="balance", verdict="consistent", severity="info", message="12 - 4 = 8",
            claims=[ids["$12 billion"], result.quantities[3].id, ids["$4 billion"], ids["$8 billion"]],
        )
    ]  # fmt: skip
    return result


def test_a_perfect_result_has_full_marks(article, data):
    evaluation = evaluate([article], [perfect(data)])
    for row in evaluation.rows:
        if not row.name.startswith("relations"):
            assert row.figure == 100.0, row.name
    assert (
        evaluation.row("relations confirmed").figure == 50.0
    )  # the balance's members hold both headline figures
    assert evaluation.row("relations confirmed under the same check").figure == 25.0
    assert evaluation.counts["false alarms"] == {"findings": 0, "articles": 0, "of": 1}


def test_nothing_has_no_marks(article):
    evaluation = evaluate([article], [])
    assert evaluation.missing_outputs == 1
    row = evaluation.row("quantity value")
    assert (row.precision, row.recall, row.figure, row.n) == (0.0, 0.0, 0.0, 12)
    assert evaluation.misses["quantity_missed"][0] == ("harbour-note", "20%")


def test_wrong_fields_count_where_they_stand(article, data):
    result = perfect(data)
    first, second, *_, last = result.quantities
    first.value = first.value * 10
    second.unit = "EUR"
    last.role, last.qualifier = "level", "about"
    result.claims.remove(result.quantities[4])
    evaluation = evaluate([article], [result])
    value, unit, full = (evaluation.row(f"quantity {k}") for k in ("value", "value+unit", "full claim"))
    assert (value.precision, value.recall) == (90.9, 83.3)  # 10 of 11 found, 10 of 12 annotated
    assert (unit.precision, unit.recall) == (81.8, 75.0)
    assert (full.precision, full.recall) == (72.7, 66.7)
    assert evaluation.row("q.role").figure == 90.9
    shown = evaluation.row("qualifier not exact")
    assert (shown.precision, shown.recall, shown.n) == (50.0, 100.0, 1)


def test_a_role_has_its_majority_answer(article, data):
    row = evaluate([article], [perfect(data)]).row("q.role")
    assert row.majority == 50.0  # 6 of 12 are levels
    assert row.n == 12


def test_spurious_and_missed_people_dates_and_quotes(article, data):
    result = perfect(data)
    result.people[0].name = "Chipo Lungwangwa Kafue"
    result.dates = result.dates[1:]
    result.dates[0].value = "2023"
    direct = next(q for q in result.quotations if q.direct)
    direct.start += 10
    direct.text = direct.text[10:]
    evaluation = evaluate([article], [result])
    assert evaluation.row("people").figure == 0.0
    assert evaluation.row("dates found").recall == 83.3
    assert evaluation.row("dates resolved").recall == 66.7
    assert evaluation.row("direct quotes").figure == 0.0
    assert ("harbour-note", "Chipo Lungwangwa Kafue", "SPURIOUS") in evaluation.misses["person"]


def test_ungrounded_and_changed_text_are_seen(article, data):
    result = perfect(data)
    result.claims[0].text = "21%"
    result.article.text = result.article.text + " "
    evaluation = evaluate([article], [result])
    assert evaluation.row("text unchanged").figure == 0.0
    assert evaluation.row("grounding").figure < 100.0


def test_planted_rows_from_results_of_mutants(article, data):
    clean = perfect(data)
    mutants = []
    for number, (_, result) in enumerate(gold_mutants(data).results):
        result.article.id = f"{article.id}#m{number}"
        surplus = next(q for q in result.quantities if q.text.startswith("$8 "))
        if number in (1, 3):
            result.findings = [
                Finding(id="finding1", check="balance", verdict="inconsistent", severity="error", message="",
                        claims=[surplus.id], core=[surplus.id])
            ]  # fmt: skip
        mutants.append(result)
    evaluation = evaluate([article], [clean], mutants)
    detected = evaluation.row("planted detected")
    assert (detected.figure, detected.n) == (33.3, 6)
    assert evaluation.row("planted detected: balance").figure == 100.0
    assert evaluation.row("planted blamed").figure == 33.3
    assert evaluation.counts["alarms on mutants"] == {"findings": 2, "off target": 0}


def test_an_alarm_that_the_clean_article_has_too_is_no_detection(article, data):
    clean = perfect(data)
    alarm = Finding(
        id="finding9", check="balance", verdict="inconsistent", severity="error", message="",
        claims=["quantity2"], core=["quantity2"],
    )  # fmt: skip
    clean.findings.append(alarm)
    _, mutant = gold_mutants(data).results[1]
    mutant.article.id = f"{article.id}#m1"
    mutant.findings = [alarm]
    evaluation = evaluate([article], [clean], [mutant])
    assert evaluation.row("planted detected").figure == 0.0
    assert evaluation.counts["false alarms"]["findings"] == 1


def test_results_and_gold_are_read_from_files(tmp_path, article, data):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "out.jsonl").write_text(perfect(data).model_dump_json() + "\n\n", encoding="utf-8")
    evaluation = evaluate(tmp_path / "gold", load_results(tmp_path / "out.jsonl"))
    assert evaluation.row("quantity full claim").figure == 100.0
    written = json.loads(to_json(evaluation))
    assert {row["name"] for row in written["rows"]} == {row.name for row in evaluation.rows}


def test_a_broken_file_is_named_with_its_line(tmp_path, data):
    (tmp_path / "out.jsonl").write_text(perfect(data).model_dump_json() + "\n{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"out\.jsonl:2"):
        load_results(tmp_path / "out.jsonl")
    (tmp_path / "gold.json").write_text('{"id": "x"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"gold\.json"):
        load_gold(tmp_path / "gold.json")


def test_confidence_is_held_against_what_was_right(article, data):
    result = perfect(data)
    for number, claim in enumerate(result.quantities):
        claim.confidence = 0.95 if number else 0.35
    result.quantities[0].period = "2020"
    low, high = evaluate([article], [result]).reliability
    assert (low.n, low.confidence, low.right) == (1, 0.35, 0.0)
    assert (high.n, high.confidence, high.right) == (11, 0.95, 1.0)


def test_intervals_need_two_articles_and_repeat(article, data):
    worse = perfect(data)
    worse.article.id = "other"
    for claim in worse.quantities[:6]:
        claim.role = "other"
    other = article.model_copy(update={"id": "other"})
    one = evaluate([article], [perfect(data)]).row("q.role")
    both = [evaluate([article, other], [perfect(data), worse]).row("q.role") for _ in range(2)]
    assert (one.low, one.high) == (None, None)
    assert both[0] == both[1]
    assert both[0].low < both[0].figure < both[0].high


def test_interval_of_equal_articles_is_a_point():
    from collections import Counter

    articles = [Counter(n=4, right=3)] * 5
    assert RESAMPLES > 100
    assert interval(articles, lambda c: 100 * c["right"] / c["n"]) == (75.0, 75.0)
    assert row_of("absent", []) is None
