"""Roles, flows, periods and sides chosen by hand-made scores: the margins, and what is never overruled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any

import pytest
from laid_out import COPPER, TULIPS, links, number_of, view

import extractor
from extractor.checks.facts import as_told
from extractor.claims.choice_parts import (
    _PARTS,
    _SURE_PERIODS,
    MARGINS,
    _roles_of,
    choose_flows,
    choose_periods,
    choose_places,
    chosen_roles,
)
from extractor.claims.confidence import rules_confidence
from extractor.claims.link import Link
from extractor.claims.naming import linked, named_by_rules
from extractor.claims.score_inputs import DIRECTIONS, FLOWS, ROLES
from extractor.claims.scores import Scored

LITTLE = -9.0
"""The logarithm of a likelihood that is too small to matter."""


def over(name: str, more: float) -> float:
    return MARGINS[name] + more


def logs(values: Sequence[str | None], worth: dict[str | None, float]) -> list[float]:
    return [worth.get(value, LITTLE) for value in values]


def scores(told: Sequence[Link]) -> list[Scored]:
    """Scores by which the rules' own readings are the likeliest."""
    return [
        Scored(
            {},
            {
                "role": logs(ROLES, {made.role: -0.1}),
                "direction": logs(DIRECTIONS, {made.direction: -0.1}),
                "flow": logs(FLOWS, {made.topic.flow: -0.1}),
            },
            {name: [(getattr(made, name), -0.1), (None, LITTLE)] for name in ("period", "place", "partner")},
        )
        for made in told
    ]


def case(text: str, surface: str, **changes: Any) -> tuple[list[Link], list[Scored], int]:
    told = links(text)
    number = number_of(text, told, surface)
    told[number] = replace(told[number], **changes)
    return told, scores(told), number


@pytest.mark.parametrize("text", [COPPER, TULIPS])
def test_what_the_rules_read_stays_where_it_is_likeliest(text: str) -> None:
    told, rules = links(text), links(text)
    assert chosen_roles(view(text), told, scores(told)) == [(made.role, made.direction) for made in rules]
    choose_flows(view(text), told, scores(rules))
    choose_periods(told, scores(rules))
    choose_places(told, scores(rules))
    assert told == rules


@pytest.mark.parametrize(
    ("text", "surface", "part", "fits"),
    [
        (COPPER, "$310 million", ("other", None), True),
        (COPPER, "$310 million", ("change", "down"), True),
        (COPPER, "$310 million", ("price", None), False),  # no single thing costs as much
        (TULIPS, "31.5 cents", ("level", None), True),
        (TULIPS, "22.7 cents", ("price", None), True),
        (COPPER, "$310 million", ("growth", "up"), False),
        (COPPER, "$310 million", ("share", None), False),
        (COPPER, "12%", ("share", None), True),
        (COPPER, "12%", ("growth", "up"), True),
        (COPPER, "12%", ("level", None), False),
        (COPPER, "1,200 people", ("rate", None), False),
        (TULIPS, "8.5 percent", ("share", None), False),  # what a measure sets
    ],
)
@pytest.mark.parametrize("more", [-0.01, 0.01])
def test_a_role_must_fit_the_kind_and_be_likelier_by_the_margin(
    text: str, surface: str, part: tuple[str, str | None], fits: bool, more: float
) -> None:
    told, found, number = case(text, surface)
    own, parts = (told[number].role, told[number].direction), found[number].parts
    parts["role"] = logs(ROLES, {own[0]: -6, part[0]: -6 + over("role", more)})
    parts["direction"] = logs(DIRECTIONS, {own[1]: 0, part[1]: 0})
    if own[0] == part[0]:  # only the direction differs
        parts["role"], parts["direction"] = logs(ROLES, {own[0]: 0}), logs(DIRECTIONS, {own[1]: -6, part[1]: -6})
        parts["direction"][DIRECTIONS.index(part[1])] += over("role", more)
    taken = chosen_roles(view(text), told, found)[number]
    assert taken == (part if fits and more > 0 else own)


def test_others_fit_the_kind_and_none_is_weighed_for_a_measure() -> None:
    for made in (*links(COPPER), *links(TULIPS)):
        others = _roles_of(made)
        assert set(others) <= set(_PARTS)
        if made.mark.record["kind"] == "money":
            assert not {role for role, _ in others} & {"share", "growth"}
        if made.topic.indicator_id == "tariff":
            assert others == []


HELD = """Sugar quota

GEORGETOWN, May 2, 2025 - The deficit came to 4.2 percent of gross domestic product in 2024.
Mills sold bags of 50 kilograms."""


@pytest.mark.parametrize("number", range(2))
def test_what_is_set_against_output_and_what_a_package_holds_keep_their_roles(number: int) -> None:
    told = links(HELD)
    told[number].role = "other"
    found = scores(told)
    found[number].parts["role"] = logs(ROLES, {"level": -0.01, "share": -0.01, "rate": -0.01})
    assert chosen_roles(view(HELD), told, found)[number] == ("other", told[number].direction)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_schema_is_weighed(role: str) -> None:
    assert role in {part[0] for part in _PARTS}


def tell_imports(told: list[Link]) -> None:
    """Makes the last number one of imports, as flows that an article doesn't tell of aren't weighed."""
    told[-1].topic = replace(told[-1].topic, flow="imports")


def test_a_flow_that_the_article_does_not_tell_of_is_not_weighed() -> None:
    told, found, number = case(COPPER, "12%")
    told[number].topic = replace(told[number].topic, near="left")
    found[number].parts["flow"] = logs(FLOWS, {"imports": -0.01})
    choose_flows(view(COPPER), told, found)
    assert told[number].topic.flow == "exports"


def test_growth_takes_a_word_of_change_in_its_sentence() -> None:
    told, found, number = case(TULIPS, "28%")
    found[number].parts["role"] = logs(ROLES, {"growth": -0.01})
    found[number].parts["direction"] = logs(DIRECTIONS, {"up": -0.01})
    own = told[number].role, told[number].direction
    assert own[0] not in ("growth", "change")
    assert chosen_roles(view(TULIPS), told, found)[number] == own


@pytest.mark.parametrize(
    ("place", "partner", "expected"),
    [
        ({"CN": -0.1}, {"CN": -0.1}, {("CN", None), ("CL", "CN")}),
        ({"CN": -0.1}, {None: -0.1}, {("CN", None)}),
        ({"CL": -0.1}, {"CL": -0.1}, {("CL", None)}),
    ],
)
def test_nobody_trades_with_itself(place: dict[str, float], partner: dict[str | None, float], expected: object) -> None:
    told, found, number = case(COPPER, "12%")
    found[number].pointed["place"] = [("CL", -5.0), (None, LITTLE), *place.items()]
    found[number].pointed["partner"] = [(None, -5.0), *partner.items()]
    choose_places(told, found)
    assert (told[number].place, told[number].partner) in expected


@pytest.mark.parametrize(("more", "flow"), [(-0.01, "exports"), (0.01, "imports")])
def test_a_flow_must_be_likelier_by_the_margin(more: float, flow: str) -> None:
    told, found, number = case(COPPER, "12%")
    tell_imports(told)
    found[number].parts["flow"] = logs(FLOWS, {"exports": -3.0, "imports": -3.0 + over("flow", more)})
    choose_flows(view(COPPER), told, found)
    assert told[number].topic.flow == flow
    assert (told[number].passed is None) == (flow == "exports")


@pytest.mark.parametrize(("more", "period"), [(-0.01, "2025-02"), (0.01, "2024-02")])
def test_a_period_must_be_likelier_by_the_margin(more: float, period: str) -> None:
    told, found, number = case(COPPER, "12%", period="2025-02", period_how="linked")
    found[number].pointed["period"] = [("2025-02", -3.0), (None, LITTLE), ("2024-02", -3.0 + over("period", more))]
    choose_periods(told, found)
    made = told[number]
    assert made.period == period
    assert (made.period_how, made.passed_period) == (("chosen", "2025-02") if more > 0 else ("linked", None))


@pytest.mark.parametrize("how", sorted(_SURE_PERIODS))
def test_sure_periods_are_never_overruled(how: str) -> None:
    told, found, number = case(COPPER, "12%", period="2025-02", period_how=how)
    found[number].pointed["period"] = [("2025-02", LITTLE), ("2024-02", -0.01)]
    choose_periods(told, found)
    assert (told[number].period, told[number].period_how) == ("2025-02", how)


@pytest.mark.parametrize(
    ("place", "partner", "expected"),
    [
        (-0.01, -0.01, ("CL", None)),
        (0.01, -0.01, ("PE", None)),
        (-0.01, 0.01, ("CL", "CN")),
        (0.01, 0.01, ("PE", "CN")),
    ],
)
def test_sides_must_be_likelier_by_the_margin(place: float, partner: float, expected: tuple[str, str | None]) -> None:
    told, found, number = case(COPPER, "12%")
    assert (told[number].place, told[number].partner) == ("CL", None)
    found[number].pointed["place"] = [("CL", -3.0), (None, LITTLE), ("PE", -3.0 + over("place", place))]
    found[number].pointed["partner"] = [(None, -3.0), ("CN", -3.0 + over("partner", partner))]
    choose_places(told, found)
    made = told[number]
    assert (made.place, made.partner) == expected
    assert made.passed_sides == (None if expected == ("CL", None) else ("CL", None))


def test_a_period_that_is_no_candidate_is_replaced() -> None:
    told, found, number = case(COPPER, "12%", period="1999", period_how="linked")
    found[number].pointed["period"] = [("2025-02", log(0.6)), (None, log(0.4))]
    choose_periods(told, found)
    assert told[number].period == "2025-02"


@pytest.mark.parametrize("text", [COPPER, TULIPS])
def test_checks_compare_by_what_the_rules_read(text: str) -> None:
    rules, chosen = links(text), linked(view(text))
    claims = extractor.extract(text, published="2025-05-09").quantities
    for fields in (("role", "direction"), ("place", "partner"), ("period",)):
        assert [[getattr(c, f) for f in fields] for c in claims] == [[getattr(m, f) for f in fields] for m in chosen]
    told = [(c.role, c.direction) for c in map(as_told, claims)]
    assert told == [(made.role, made.direction) for made in rules]
    assert [(c.place, c.partner) for c in map(as_told, claims)] == [(made.place, made.partner) for made in rules]


def test_checks_take_what_the_rules_read_as_surely_as_it_is_read() -> None:
    text = (Path(__file__).parents[2] / "corpus" / "thirtysixth" / "thirtysix-01.json").read_text(encoding="utf-8")
    claims = extractor.extract(json.loads(text)["text"]).quantities
    chosen = [claim for claim in claims if as_told(claim) is not claim]
    rules = named_by_rules(view(json.loads(text)["text"], None))
    told = {(made.mark.start, made.mark.end): rules_confidence(made) for made in rules}
    assert chosen
    assert all(as_told(claim).confidence == told[claim.start, claim.end] for claim in chosen)
