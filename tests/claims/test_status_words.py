"""Statuses chosen by the words around numbers: features, weights, and what they make of whole articles."""

from __future__ import annotations

from itertools import permutations
from math import log

import pytest
from laid_out import COPPER, links, number_of, view

import extractor
from extractor import lookups
from extractor.checks.facts import as_told
from extractor.claims import status_words
from extractor.claims.score_inputs import STATUSES
from extractor.claims.scores import Scored
from extractor.claims.status_words import OWN, Weights, choose_statuses, likeliest, network_says, told_by, worth

LITTLE = -9.0
PLAIN = {"": [0.0, 0.0, 0.0, 0.0]}

OUTLOOK = """Uruguay's beef trade looks to 2027

MONTEVIDEO, August 14, 2026 - Uruguay shipped 498,000 tonnes of beef in the year to June, up 3.5 percent, the meat
institute said on Thursday. The shipments were worth $2.4 billion, of which China paid 41 percent.

Our survey of nine packers has exports of 515,000 tonnes for next season. Prices, now $4,850 a tonne, are put at $4,600.

The institute's programme for 2027 comes to 310 million pesos and provides for 12 new cold stores. A fund of 90 million
pesos is to help small farms, which sold 61,000 head last year.

The chamber suggests a quota 20,000 tonnes larger. "If Beijing took a fifth less, we would have to find buyers for
40,000 tonnes," said its president, Amparo Villarrica."""


def likelier(own: str, features: dict[str, float], weights: Weights) -> str:
    return likeliest(worth(own, features, weights))


def features(text: str, surface: str) -> list[str]:
    told = links(text)
    return list(told_by(view(text), told, number_of(text, told, surface)))


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("8.1%", ["own reported", "role growth", "kind percent", "tense past", "verb rose", "period over"]),
        ("8.1%", ["left1 rose", "left2 shipments", "left copper shipments", "right1 to", "right to #", "zone body"]),
        ("8.1%", ["before none", "next reported", "in @", "in #", "in copper"]),
        ("$4.5 billion", ["left1 to", "left # to", "right in @", "right1 in", "before reported", "next none"]),
        ("1,200 people", ["left1 employs", "tense present", "verb employs"]),
    ],
)
def test_words_around_a_number_are_its_features_and_marks_are_signs(surface: str, expected: list[str]) -> None:
    assert set(expected) <= set(features(COPPER, surface))


@pytest.mark.parametrize("surface", ["8.1%", "398,000\ntonnes"])
def test_no_feature_holds_a_figure_or_a_word_of_another_sentence(surface: str) -> None:
    found = features(COPPER, surface)
    assert not [name for name in found if any(char.isdigit() for char in name.partition(" ")[2])]
    assert not {"in lithium", "in mine", "left lithium", "right lithium"} & set(found)


@pytest.mark.parametrize(("own", "other"), [*permutations(STATUSES, 2)])
@pytest.mark.parametrize("more", [-0.01, 0.01])
def test_another_status_must_outweigh_the_rules_own(own: str, other: str, more: float) -> None:
    weight = [OWN[own] + more if status == other else 0.0 if status == own else LITTLE for status in STATUSES]
    assert likelier(own, {"left1 sees": 1.0}, PLAIN | {"left1 sees": weight}) == (other if more > 0 else own)


def test_features_without_weights_count_nothing_and_others_by_their_value() -> None:
    weights = PLAIN | {"network target": [0.0, 0.0, 1.0, 0.0]}
    assert likelier("forecast", {"left unheard": 1.0, "network target": 0.5}, weights) == "forecast"
    assert likelier("forecast", {"left unheard": 1.0, "network target": 2.5}, weights) == "target"


def test_likelihoods_of_the_network_are_cut_short() -> None:
    told = network_says([log(0.5), -50.0, -100.0, log(0.5)])
    assert told["network forecast"] == told["network target"] < told["network reported"] < 0
    assert list(told) == [f"network {status}" for status in STATUSES]


def test_what_says_a_number_again_is_weighed_with_it_and_the_rules_status_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    by_network = {f"network {status}": [4.0 * (other == status) for other in STATUSES] for status in STATUSES}
    monkeypatch.setattr(status_words, "_weights", lambda: PLAIN | by_network)
    text = COPPER.replace("$310 million", "$310 million (295 billion pesos)")
    told = links(text)
    number = number_of(text, told, "$310 million")
    scores = [Scored(parts={"status": [0.0, LITTLE, LITTLE, LITTLE]}) for _ in told]
    scores[number].parts["status"] = [LITTLE, 0.0, LITTLE, LITTLE]
    scores[number + 1].parts["status"] = [0.0, -2.0, LITTLE, LITTLE]  # by itself it would be reported
    told[number].status = told[number + 1].status = "hypothetical"
    choose_statuses(view(text), told, scores)
    assert [made.status for made in told[number : number + 2]] == ["forecast", "forecast"]
    assert [made.passed_status for made in told[number : number + 2]] == ["hypothetical", "hypothetical"]
    assert {made.passed_status for made in told[:number] + told[number + 2 :]} == {None}


def test_the_table_weighs_each_feature_once_and_each_row_says_something() -> None:
    rows = lookups.table("status_weights")
    names = [row["feature"] for row in rows]
    assert len(set(names)) == len(names)
    assert names[0] == ""
    assert {f"network {status}" for status in STATUSES} <= set(names)
    assert all(any(int(row[status]) for status in STATUSES) for row in rows)


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("498,000 tonnes", "reported"),
        ("$2.4 billion", "reported"),
        ("515,000 tonnes", "forecast"),
        ("$4,850 a tonne", "reported"),
        ("$4,600", "forecast"),
        ("310 million pesos", "target"),
        ("90 million\npesos", "target"),
        ("61,000 head", "reported"),
        ("a fifth", "hypothetical"),
    ],
)
def test_statuses_of_an_article(surface: str, expected: str) -> None:
    result = extractor.extract(OUTLOOK, title=OUTLOOK.split("\n", 1)[0], published="2026-08-14")
    assert {claim.text: claim.status for claim in result.quantities}[surface] == expected


def test_checks_compare_by_the_rules_status() -> None:
    result = extractor.extract(OUTLOOK, title=OUTLOOK.split("\n", 1)[0], published="2026-08-14")
    rules = {OUTLOOK[made.mark.start : made.mark.end]: made.status for made in links(OUTLOOK)}
    assert {claim.text: as_told(claim).status for claim in result.quantities} == rules
