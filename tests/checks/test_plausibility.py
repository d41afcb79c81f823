"""Conflicts that look like misreadings are warnings: what is seen of a conflict, and what it does to the verdict."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor.checks import plausibility
from extractor.checks.facts import Context
from extractor.checks.intervals import Interval
from extractor.checks.plausibility import UNWEIGHED, doubtful, features
from extractor.checks.registry import Mend, Outcome
from extractor.exact import Fraction
from extractor.schema import Alternative, Finding, QuantityClaim, Result

CONFLICTS = Path(__file__).parents[2] / "corpus" / "conflicts.csv"
CONFLICT = "Exports rose 12 percent to $5.2 billion from $4.1 billion."
TWICE = "Visitors may stay for 240 hours, that is twelve days."


def findings(text: str) -> list[Finding]:
    result = extractor.extract(text, published="2025-03-01")
    return [f for f in result.findings if f.verdict != "consistent"]


def outcome(context: Context, check: str = "growth_from_levels", size: int = 12) -> Outcome:
    stated, follows = Interval(Fraction(size), Fraction(size + 1)), Interval(Fraction(24), Fraction(28))
    repair = (Mend(context.facts[0], Fraction(21), "two digits swapped"),)
    return Outcome(check, 0, 2, tuple(context.facts), "", expected=follows, observed=stated, repair=repair)


def context(text: str, **changes: object) -> Context:
    result = extractor.extract(text, published="2025-03-01")
    claims = [c.model_copy(update=changes) if isinstance(c, QuantityClaim) else c for c in result.claims]
    return Context(result.model_copy(update={"claims": claims}))


def test_features_tell_place_figures_fields_size_and_words() -> None:
    made = context(CONFLICT)
    told = features(made, outcome(made), [frozenset({"quantity2", "quantity3"})], [])
    assert told["check=growth_from_levels"] == told["sentences"] == told["sentences apart"] == 1
    assert told["members"] == 3
    assert told["span"] == len("12 percent to $5.2 billion from $4.1 billion")
    assert told["gap"] == len(" from ")
    assert (told["kind=money"], told["kind=percent"], told["differ unit"]) == (2, 1, 1)
    assert told["factor"] == 1 + 3  # 26 is twice 12.5, ten to the power of 0.3
    assert (told["mended swapped"], told["slips"]) == (1, 1)
    assert (told["hold"], told["hold together"]) == (2, 2)
    assert told["before=from"] == told["in=to"] == 1
    assert "fail elsewhere" not in told
    assert all(isinstance(value, int) and value for value in told.values())


@pytest.mark.parametrize("size", [10**400, 1])
def test_sizes_of_any_length_are_told(size: int) -> None:
    made = context(CONFLICT)
    assert 0 < features(made, outcome(made, size=size), [], [])["factor"] <= 91


@pytest.mark.parametrize(("least", "verdict"), [(10**9, "undetermined"), (-(10**9), "inconsistent")])
def test_what_a_conflict_is_worth_makes_it_an_alarm_or_a_warning(
    monkeypatch: pytest.MonkeyPatch, least: int, verdict: str
) -> None:
    monkeypatch.setattr(plausibility, "LEAST", least)
    found = findings(CONFLICT)
    assert {f.verdict for f in found} == {verdict}
    assert all((f.severity == "warning") == (verdict == "undetermined") for f in found)
    assert all(("of something else" in f.message) == (verdict == "undetermined") for f in found)


def test_checks_without_enough_known_conflicts_are_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausibility, "LEAST", 10**9)
    assert {(f.check, f.verdict) for f in findings(TWICE)} == {("repeated_value", "inconsistent")}


def test_given_figures_are_not_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausibility, "LEAST", 10**9)
    read, given = context(CONFLICT), context(CONFLICT, confidence=1.0)
    assert doubtful(read, [outcome(read)], []) == [True]
    assert doubtful(given, [outcome(given)], []) == [False]


@pytest.mark.parametrize(
    ("changes", "doubted"),
    [({}, False), ({"place": "CL"}, True), ({"period": "2023"}, True), ({"partner": "CL"}, False)],
    ids=str,
)
def test_figures_that_are_chosen_to_be_of_several_places_or_periods_are_doubted(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], doubted: bool
) -> None:
    monkeypatch.setattr(plausibility, "LEAST", -(10**9))
    result = extractor.extract(CONFLICT, published="2025-03-01")
    first, *others = (c.model_copy(update={"period": "2024", "place": "PE"}) for c in result.quantities)
    told = [Alternative(field=name, value=getattr(first, name), score=0.5) for name in changes]
    chosen = first.model_copy(update={**changes, "alternatives": told})
    made = Context(result.model_copy(update={"claims": [chosen, *others]}))
    assert doubtful(made, [outcome(made)], []) == [doubted]


def test_no_conflicts_no_doubts() -> None:
    assert doubtful(Context(Result(article=extractor.Article(id="x", text=""))), [], []) == []


def test_an_outcome_without_figures_shows_nothing() -> None:
    made = context(CONFLICT)
    assert features(made, Outcome("date_order", 0, 2, (), ""), [], []) == {}


def test_known_conflicts_tell_errors_from_misreadings_in_whole_numbers() -> None:
    with CONFLICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    checks = {pair.removeprefix("check=").removesuffix("=1") for r in rows for pair in r["features"].split(";")[:40]}
    assert not checks & UNWEIGHED
    assert 300 <= sum(not row["error"] for row in rows) < len(rows) / 2
    for row in rows:
        assert all(Decimal(pair.rpartition("=")[2]) % 1 == 0 for pair in row["features"].split(";"))
