"""Cases in words, through the whole pipeline: cases/checks/words.psv."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.checks.registry import all_checks

HERE = Path(__file__).parents[1] / "cases" / "checks"
CASES = HERE / "words.psv"
NEWSROOMS = [json.loads(line) for line in (HERE / "newsrooms.jsonl").read_text(encoding="utf-8").splitlines()]


def cases() -> list[object]:
    """The rows; those that claims can't read yet fail, and must be unmarked once they pass."""
    rows = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = []
    for row in rows:
        check, expected, published, text = (cell.strip() for cell in row.split("|", 3))
        expected, _, reason = expected.partition(", not yet: ")
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(check, expected, published, text.replace("\\n", "\n"), marks=marks))
    return found


@pytest.mark.parametrize(("check", "expected", "published", "text"), cases())
def test_case(check: str, expected: str, published: str, text: str) -> None:
    article = text if "\n" in text else f"Trade in brief\n\n{text}"
    findings = extractor.extract(article, published=published).findings
    alarms = [f for f in findings if f.verdict == "inconsistent"]
    if expected == "no":
        assert check in {f.check for f in alarms}
    else:
        assert not alarms
    if expected == "ok":
        assert any(f.check == check and f.verdict == "consistent" for f in findings)


@pytest.mark.parametrize("case", NEWSROOMS, ids=lambda case: str(case["id"]))
def test_consistent_news_raises_no_alarm(case: dict[str, Any]) -> None:
    """Paragraphs of many newsrooms' styles, full of figures that hold together."""
    findings = extractor.extract(case["text"], published=case["published"]).findings
    assert [f.message for f in findings if f.verdict != "consistent"] == []
    assert case.get("confirms", True) == any(f.verdict == "consistent" for f in findings)


def test_every_check_passes_and_fails() -> None:
    rows = [case.values for case in cases()]  # type: ignore[attr-defined]
    counted = Counter((check, expected != "no") for check, expected, _, _ in rows)
    for check in (name for name, _ in all_checks()):
        assert counted[check, True] >= 8, check
        assert counted[check, False] >= 8, check


def test_the_stated_percentage_is_a_candidate_of_the_repair() -> None:
    text = "Trade in brief\n\nImports fell 3.0 percent to $20.0 billion from $25.0 billion a year earlier."
    result = extractor.extract(text, published="2026-05-08")
    (finding,) = [f for f in result.findings if f.verdict == "inconsistent"]
    growth = next(q for q in result.quantities if q.role == "growth")
    assert [float(r.value) for r in finding.repair if r.claim == growth.id] == [20.0]


def test_a_relation_that_was_tried_and_dropped_is_told() -> None:
    text = "Trade in brief\n\nFarm exports were $2.4 billion of the total of $8 billion, or 45 percent."
    result = extractor.extract(text, published="2026-05-08")
    assert "a relation was tried; the links are unsure" in {u.reason for u in result.coverage.unchecked}
