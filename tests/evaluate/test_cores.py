"""The engine on annotated claims: the cores of its conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.evaluate.benchmark import errors_of
from extractor.evaluate.blame import blames, new_alarms
from extractor.evaluate.gold import GoldArticle, load_gold
from extractor.evaluate.perfect import result_of
from extractor.evaluate.rereading import changed_spans, mutated
from extractor.evaluate.scoring import spans_of
from extractor.schema import Finding, Result

GOLD = load_gold(Path(__file__).parents[2] / "corpus" / "gold")
MOST = 4
"""Errors of our own in one article, besides the annotated ones."""


def conflicts(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.verdict == "inconsistent"]


def in_words(alarm: Finding, words: str) -> bool:
    """Whether a conflict is of levels and a direction word that was changed before them: "rose 40 percent to 390"."""
    told = alarm.message.startswith("The words say up") or alarm.message.startswith("The words say down")
    return told and alarm.check == "direction_sign" and not words.isdigit()


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article.id)
def test_a_conflict_needs_every_claim_of_its_core(article: GoldArticle) -> None:
    """No finding has a part of another's core as its own; and the core of a new conflict holds a claim that the planted
    error changed, or the conflict names the changed words."""
    clean = extractor.check(result_of(article))
    for change, _ in errors_of(article, 1, MOST):
        new = mutated(article, change)
        if new is None:
            continue
        checked = extractor.check(result_of(new))
        planted, spans = changed_spans(article, change), spans_of(checked)
        for alarm in new_alarms(clean, checked):
            assert any(blames(alarm, spans, at) for at in planted) or in_words(alarm, change.replace)
        alarms = conflicts(checked)
        for alarm in alarms:
            assert not [other for other in alarms if set(other.core) < set(alarm.core)]
