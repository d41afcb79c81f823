"""Each number tied to what it measures: a table of sentences in the styles of several newsrooms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.checks.facts import as_told
from extractor.schema import QuantityClaim
from extractor.settings import Settings

TABLES = Path(__file__).parent.parent / "cases"
CASES = [
    json.loads(line)
    for name in ("claims", "claims_places", "claims_periods", "claims_sentences")
    for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]


def claim_at(claims: list[QuantityClaim], surface: str) -> QuantityClaim:
    """The claim whose text is the surface, or holds it or is held by it."""
    for claim in claims:
        if claim.text == surface:
            return claim
    for claim in claims:
        if claim.text in surface or surface in claim.text:
            return claim
    raise AssertionError(f"no claim for {surface!r} among {[c.text for c in claims]}")


def params() -> list[object]:
    """The rows; those that aren't read so yet fail, and must be unmarked once they pass."""
    return [
        pytest.param(
            case,
            id=str(case["id"]),
            marks=[pytest.mark.xfail(reason=case["not_yet"], strict=True)] if "not_yet" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", params())
def test_links(case: dict[str, Any]) -> None:
    """By the rules, but for rows marked as chosen, which hold what is made of the rules' readings."""
    result = extractor.extract(case["text"], published=case["published"])
    read = (lambda claim: claim) if case.get("chosen") else as_told
    found = {
        surface: {field: getattr(read(claim_at(result.quantities, surface)), field) for field in fields}
        for surface, fields in case["expect"].items()
    }
    assert found == case["expect"]


CHOSEN = (
    "Machinery orders dip\n\nTAIPEI – New machinery orders fell 4 percent in May from April. "
    "The ministry expects a rise of 1 percent in June."
)


def test_a_chosen_indicator_is_explained_and_keeps_the_rules_reading():
    claim = claim_at(extractor.extract(CHOSEN, settings=Settings(explain=True)).quantities, "1 percent")
    assert [m.text for m in claim.explain["indicator"]] == ["machinery", "orders"]
    assert [a.value for a in claim.alternatives if a.field == "indicator"][:1] == [None]


def test_checks_compare_by_what_the_words_tell():
    claim = claim_at(extractor.extract(CHOSEN).quantities, "1 percent")
    assert as_told(claim).indicator is None
    plain = claim_at(extractor.extract(CHOSEN).quantities, "4 percent")
    assert as_told(plain) is plain
