"""The engine on annotated claims: the cores of its conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.evaluate.benchmark import versions
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.perfect import result_of

GOLD = load_gold(Path(__file__).parents[2] / "corpus" / "gold")
MOST = 4
"""Errors of our own in one article, besides the annotated ones."""


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.id)
def test_a_conflict_needs_every_claim_of_its_core(article: GoldArticle) -> None:
    """Without any one of its claims the rest of a core holds together: no finding has fewer of them as its core."""
    for version in versions(article, 1, MOST):
        alarms = [f for f in extractor.check(result_of(version)).findings if f.verdict == "inconsistent"]
        for alarm in alarms:
            assert not [other for other in alarms if set(other.core) < set(alarm.core)]
