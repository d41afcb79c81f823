"""The engine on annotated claims: the cores of its conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor
from extractor.evaluate.benchmark import errors_of
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.perfect import result_of
from extractor.evaluate.rereading import mutated

GOLD = load_gold(Path(__file__).parents[2] / "corpus" / "gold")
MOST = 4
"""Errors of our own in one article, besides the annotated ones."""


def versions(article: GoldArticle) -> Iterator[GoldArticle]:
    """The article, and each of its planted errors that the annotation can follow."""
    yield article
    for change, _ in errors_of(article, 1, MOST):
        new = mutated(article, change)
        if new is not None:
            yield new


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.id)
def test_a_conflict_needs_every_claim_of_its_core(article: GoldArticle) -> None:
    """Without any one of its claims the rest of a core holds together: no finding has fewer of them as its core."""
    for version in versions(article):
        alarms = [f for f in extractor.check(result_of(version)).findings if f.verdict == "inconsistent"]
        for alarm in alarms:
            assert not [other for other in alarms if set(other.core) < set(alarm.core)]
