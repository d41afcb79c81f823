"""Conflicts of unsure links that a likely slip mends, and figures whose unit the text leaves out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import extractor
from extractor import lookups
from extractor.checks.facts import Context, Fact
from extractor.checks.registry import FIRM, Outcome
from extractor.checks.repairs import likely
from extractor.checks.slipped import ORDERS, TABLE, candidates
from extractor.schema import Finding

SLIPS = Path(__file__).parents[2] / "corpus" / "slips.csv"
COFFEE = """Coffee exports

Ethiopia exported 116,400 tonnes of coffee in the first quarter of 2025. In the same quarter of last year {} tonnes \
had been shipped for $498.1 million. A tonne fetched $6,550 on average, compared with $5,070 a year earlier."""


def findings(text: str) -> list[Finding]:
    result = extractor.extract(text, title=text.split("\n", 1)[0], published="2025-07-10")
    return [found for found in result.findings if found.verdict != "consistent"]


def test_two_digits_swapped_are_told_where_only_they_explain_a_conflict() -> None:
    assert findings(COFFEE.format("98,250")) == []
    (found,) = findings(COFFEE.format("92,850"))
    assert (found.check, found.verdict) == ("price_times_volume", "inconsistent")
    assert ("98250", "two digits swapped") in {(str(mend.value), mend.reason) for mend in found.repair}


def test_other_digits_are_not() -> None:
    assert findings(COFFEE.format("93,170")) == []


def tried(text: str, holds: set[int]) -> tuple[Context, Outcome]:
    """An unsure conflict of an article's figures, which holds where the first has one of some values."""
    context = Context(extractor.extract(text))

    def level(members: tuple[Fact, ...]) -> int:
        return int(members[0].middle in holds)

    return context, Outcome("sum_of_parts", 0, 0, tuple(context.facts), "", retry=level)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (213, "two digits swapped"),
        (132, "two digits swapped"),
        (321, None),  # the first and the last
        (123000, "a factor of 1,000"),
        (1230, None),
        (124, None),
    ],
)
def test_likely_slips(value: int, reason: str | None) -> None:
    _, conflict = tried("They sold 123 tonnes, 400 tonnes and 500 tonnes.", {value})
    assert [mend.reason for mend in likely(conflict)] == ([reason] if reason else [])


def test_limits_and_orders_are_no_candidates() -> None:
    context, conflict = tried("They sold 123 tonnes, 400 tonnes and 500 tonnes.", {213})
    ((found, told),) = candidates(context, [conflict], [], [])
    assert (found.members, told["slip swapped"], told["slip figures"]) == (conflict.members, 1, 1)
    assert not [*candidates(context, [conflict], [], [conflict])]
    ((found, told),) = candidates(context, [], [conflict], [])
    assert (found.members, told["by choice"], told["chosen surety"]) == (conflict.members, 1, 1)
    assert "by rules" not in told
    conflict.check = min(ORDERS)
    assert not [*candidates(context, [conflict], [], [])]
    context, conflict = tried("They sold at least 123 tonnes, 400 tonnes and 500 tonnes.", {213})
    assert not [*candidates(context, [conflict], [], [])]


@pytest.mark.parametrize(("surety", "expected"), [(FIRM - 1, 0), (FIRM, 1)])
def test_conflicts_that_no_slip_mends_are_candidates_where_words_tie_them(surety: int, expected: int) -> None:
    context, conflict = tried("They sold 123 tonnes, 400 tonnes and 500 tonnes.", set())
    conflict.sure = surety
    by_rules, by_choice = candidates(context, [conflict], [], []), candidates(context, [], [conflict], [])
    assert len([*by_rules]) == len([*by_choice]) == expected


def test_readings_that_another_hides_are_candidates() -> None:
    context, hidden = tried("They sold 123 tonnes, 400 tonnes and 500 tonnes.", {213})
    shown = Outcome("sum_of_parts", 0, 0, hidden.members[:2], "", rivals=(hidden,))
    assert [found.members for found, _ in candidates(context, [shown], [], [])] == [hidden.members]


def test_trees_look_at_what_is_seen() -> None:
    told = {row["feature"] for row in lookups.table(TABLE) if row["feature"]}
    with SLIPS.open(encoding="utf-8", newline="") as file:
        rows = [row["features"].split(";") for row in csv.DictReader(file)]
    assert len(rows) > 2000
    assert told <= {pair.rpartition("=")[0] for row in rows for pair in row}
