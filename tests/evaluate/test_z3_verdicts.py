"""The engine on annotated claims against z3 over the annotated relations: verdicts.

z3's forms speak of bare numbers: relations over several units, and levels that are limits of one side ("at least 40"),
which the checks take as plain numbers where all are, are left out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.checks.facts import ONE_SIDED
from extractor.evaluate.benchmark import versions
from extractor.evaluate.forms import forms_of
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.linear import Form, holds
from extractor.evaluate.perfect import result_of
from extractor.schema import Finding, Result

GOLD = load_gold(Path(__file__).parents[2] / "corpus" / "gold")
COMPARED = frozenset({"sum", "growth", "share", "change part"})
"""Forms that are one closed relation on both sides, over the same intervals."""
FEW = 2
"""An article with fewer relations of these forms may have none that both sides carry out."""
MOST = 4
"""Errors of our own in one article, besides the annotated ones."""


def positions(result: Result) -> dict[str, int]:
    """Claims' ids to their places in the annotation."""
    return {claim.id: number for number, claim in enumerate(result.quantities)}


def comparable(form: Form, article: GoldArticle) -> bool:
    """Whether both sides take the form's figures in the same way."""
    levels = [article.gold.quantities[n] for n in form.members]
    return len({q.unit for q in levels}) == 1 and not any(q.qualifier in ONE_SIDED for q in levels)


def same(finding: Finding, form: Form, places: dict[str, int]) -> bool:
    return {places.get(claim) for claim in finding.claims} == form.involved


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.id)
def test_a_relation_carried_out_has_the_verdict_of_z3(article: GoldArticle) -> None:
    forms = [form for form in forms_of(article) if form.what in COMPARED]
    differing, compared = [], 0
    for version in versions(article, 1, MOST):
        result = extractor.check(result_of(version))
        order = sorted(range(len(version.gold.quantities)), key=lambda n: version.gold.quantities[n].span(version.text))
        places = {claim: order[number] for claim, number in positions(result).items()}
        for form in filter(lambda form: comparable(form, version), forms):
            proved = holds([form], version.gold.quantities)
            for finding in result.findings:
                if same(finding, form, places):
                    compared += 1
                    if (finding.verdict == "consistent") != proved:
                        differing.append((finding.check, finding.message, proved))
    assert differing == []
    assert compared or len(forms) < FEW
