"""The annotated articles as a perfect extraction would give them: all quiet; planted errors found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.checks.run import run
from extractor.evaluate import gold_result
from extractor.evaluate.mutants import gold_mutants
from extractor.schema import Result

GOLD = sorted((Path(__file__).parents[2] / "corpus" / "gold").glob("*.json"))


@cache
def data(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def checked(path: Path) -> Result:
    return run(gold_result(data(path)))


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_no_alarm_on_consistent_articles(path: Path) -> None:
    assert [f.message for f in checked(path).findings if f.verdict != "consistent"] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_findings_are_well_formed(path: Path) -> None:
    result = checked(path)
    ids = {c.id for c in result.claims} | {d.id for d in result.dates}
    for finding in result.findings:
        assert set(finding.claims) | set(finding.dates) <= ids
        assert finding.fingerprint
        assert finding.message.endswith(".")
        assert finding.core == []
    reached = {claim for finding in result.findings for claim in finding.claims}
    assert result.coverage.numbers == len(result.quantities)
    assert result.coverage.checked == len(reached & {q.id for q in result.quantities})
    assert {u.claim for u in result.coverage.unchecked} == {q.id for q in result.quantities} - reached


def test_most_annotated_relations_are_confirmed() -> None:
    confirmed = total = 0
    for path in GOLD:
        result = checked(path)
        spans = {c.id: (c.start, c.end) for c in result.claims} | {d.id: (d.start, d.end) for d in result.dates}
        members = [[spans[i] for i in (*f.claims, *f.dates)] for f in result.findings if f.check != "joint"]
        for relation in data(path)["gold"]["relations"]:
            want = [_place(result.article.text, *member) for member in relation["members"]]
            total += 1
            confirmed += any(
                len(m) <= len(want) + 2 and sum(any(_meet(w, x) for x in m) for w in want) >= 0.6 * len(want)
                for m in members
            )
    assert confirmed >= 0.85 * total


def _place(text: str, words: str, nth: int) -> tuple[int, int]:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return at, at + len(words)


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def test_most_planted_errors_are_found_and_named() -> None:
    found = blamed = total = 0
    for path in GOLD:
        for change, result in gold_mutants(data(path)).results:
            alarms = [f for f in run(result).findings if f.verdict == "inconsistent"]
            at = _place(result.article.text, change.replace, 1)[0]
            spans = {c.id: (c.start, c.end) for c in result.claims} | {d.id: (d.start, d.end) for d in result.dates}
            total += 1
            found += bool(alarms)
            blamed += any(abs(spans[i][0] - at) < 250 for f in alarms for i in f.core)
    assert found >= 0.8 * total
    assert blamed >= 0.7 * total


def test_the_same_findings_again() -> None:
    result = checked(GOLD[0])
    assert run(result).model_dump_json() == result.model_dump_json()
