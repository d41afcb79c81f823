"""Cases in words, through the whole pipeline: cases/checks/words.psv."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.checks.registry import all_checks
from extractor.schema import Finding

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
        found.append(pytest.param(check, expected, published, text, marks=marks))
    return found


def traps() -> list[list[str]]:
    """Each row: check, trap, publication date, a text that holds, its twin that fails."""
    lines = (HERE / "traps.psv").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def findings(text: str, published: str) -> list[Finding]:
    text = text.replace("\\n", "\n")
    return extractor.extract(text if "\n" in text else f"Trade in brief\n\n{text}", published=published).findings


@pytest.mark.parametrize(("check", "expected", "published", "text"), cases())
def test_case(check: str, expected: str, published: str, text: str) -> None:
    found = findings(text, published)
    alarms = [f for f in found if f.verdict == "inconsistent"]
    if expected == "no":
        assert check in {f.check for f in alarms}
    else:
        assert not alarms
    if expected == "ok":
        assert any(f.check == check and f.verdict == "consistent" for f in found)


@pytest.mark.parametrize("case", NEWSROOMS, ids=lambda case: str(case["id"]))
def test_consistent_news_raises_no_alarm(case: dict[str, Any]) -> None:
    """Paragraphs of many newsrooms' styles, full of figures that hold together."""
    found = extractor.extract(case["text"], published=case["published"]).findings
    assert [f.message for f in found if f.verdict != "consistent"] == []
    assert case.get("confirms", True) == any(f.verdict == "consistent" for f in found)


@pytest.mark.parametrize("check", [name for name, _ in all_checks()])
def test_every_check_passes_and_fails(check: str) -> None:
    rows = [case.values for case in cases() if not case.marks]  # type: ignore[attr-defined]
    counted = Counter(expected for name, expected, _, _ in rows if name == check)
    assert counted["ok"] >= 8
    assert counted["no"] >= 8


@pytest.mark.parametrize(("check", "trap", "published", "holds", "fails"), traps())
def test_trap(check: str, trap: str, published: str, holds: str, fails: str) -> None:
    """A trap raises no alarm, and the same words with a wrong figure do."""
    assert [f.message for f in findings(holds, published) if f.verdict != "consistent"] == []
    assert check in {f.check for f in findings(fails, published) if f.verdict == "inconsistent"}


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


@pytest.mark.parametrize(
    ("exports", "imports", "surplus", "told"),
    [
        ("C$53.92 billion", "C$35.14 billion", "C$18.78 billion", "C$18.77 to C$18.79 billion"),
        ("9.67 trillion yuan", "7.27 trillion yuan", "2.4 trillion yuan", "2.39 to 2.41 trillion yuan"),
        ("Rs 61.00 lakh crore", "Rs 36.99 lakh crore", "Rs 24.01 lakh crore", "Rs 24 to Rs 24.02 lakh crore"),
        ("4.9 billion NZ dollars", "3.8 billion NZ dollars", "1.1 billion NZ dollars", "1 to 1.2 billion NZ dollars"),
        ("$129,432m", "$111,211m", "$28,221m", "leave a surplus of $18.22 billion;"),
        ("€12,432m", "€11,211m", "€2,221m", "leave a surplus of €1.22 to €1.222 billion;"),
        ("CZK 416.8 bn", "CZK 400.9 bn", "CZK 15.9 bn", "CZK 15.8 to CZK 16 billion"),
    ],
)
def test_amounts_are_told_as_the_article_writes_them(exports: str, imports: str, surplus: str, told: str) -> None:
    text = f"Exports were {exports} in June 2025 and imports {imports}, which left a surplus of {surplus}."
    (finding,) = [f for f in findings(text, "2025-08-02") if f.check == "balance"]
    assert told in finding.message
