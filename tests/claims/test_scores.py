"""The scores of an article's numbers: whole, of any article, and the same whatever stands far behind."""

from __future__ import annotations

import os
import subprocess
import sys
from math import exp
from pathlib import Path

import pytest
from laid_out import COPPER, TULIPS, links, view

from extractor.claims.score_inputs import DIRECTIONS, FLOWS, ROLES, STATUSES, WINDOW
from extractor.claims.scores import FIELDS, POINTED, Scored, scored

PLAIN = "Output grew 5 percent."
LONG = "\n\n".join([TULIPS, *[COPPER.partition("\n\n")[2]] * 40])
SIZES = dict(zip(FIELDS, map(len, (ROLES, DIRECTIONS, FLOWS, STATUSES)), strict=True))


def scores(text: str) -> list[Scored]:
    return scored(view(text), links(text))


@pytest.mark.parametrize("text", [COPPER, TULIPS, PLAIN, LONG], ids=["copper", "tulips", "plain", "long"])
def test_likelihoods_sum_to_one(text: str) -> None:
    told = links(text)
    found = scored(view(text), told)
    assert len(found) == len(told) > 0
    for made, score in zip(told, found, strict=True):
        assert {name: len(values) for name, values in score.parts.items()} == SIZES
        assert score.pointed.keys() == set(POINTED)
        for values in (*score.parts.values(), *([likely for _, likely in some] for some in score.pointed.values())):
            assert sum(map(exp, values)) == pytest.approx(1, abs=1e-4)
        assert [score.pointed[name][0][0] for name in POINTED] == [made.period, made.place, made.partner]
        assert all(0 < likely <= 1 for likely in score.words.values())
        assert "" not in score.words


@pytest.mark.parametrize("text", ["", " \n", "No number at all.", "…!"])
def test_an_article_without_numbers_has_no_scores(text: str) -> None:
    assert scores(text) == []


def test_without_places_and_dates_only_the_rules_and_none_are_candidates() -> None:
    (score,) = scores(PLAIN)
    assert {name: [value for value, _ in score.pointed[name]] for name in POINTED} == {name: [None] for name in POINTED}


def test_an_article_is_scored_as_often_as_asked_with_the_same_result() -> None:
    assert scores(COPPER) == scores(COPPER)


def test_no_sum_hangs_on_the_order_in_which_words_are_hashed() -> None:
    program = """
from laid_out import TULIPS, links, view
from extractor.claims.label_words import stems
from extractor.claims.score_labels import worth_of
from extractor.claims.scores import scored
told = links(TULIPS)
found = scored(view(TULIPS), told)
print(found, [worth_of(stems(tuple((m.topic.indicator or "").split())), s.words) for m, s in zip(told, found)])
"""
    told = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program]
        told.add(subprocess.check_output(command, cwd=Path(__file__).parent, env=environment, text=True))
    assert len(told) == 1


def test_a_long_article_is_scored_to_its_end() -> None:
    assert len(view(LONG).words) > 3 * WINDOW
    found = scores(LONG)
    assert all(score.parts and score.pointed for score in found)
    last, before = found[-1], found[-1 - len(links(COPPER))]
    assert last.words.keys() & before.words.keys()
