"""The role that trees choose: only one that a number of its kind may play, none for what a measure sets."""

from __future__ import annotations

import pytest

import extractor
from extractor import pipeline
from extractor.checks.facts import as_told
from extractor.claims.naming import linked, named_by_rules
from extractor.claims.role_choice import PARTS, chosen_roles, roles_of
from extractor.claims.view import View
from extractor.schema import Article

TEXT = """Tulip prices slip at auction

AMSTERDAM, May 9, 2025 - Roses averaged 31.5 cents a stem last week, up 4%. Tulips slipped 1.4 cents to 22.7 cents. On
Thursday 300,000 stems remained unsold, 2.1% of the supply. The duty on cut flowers is 8.5 percent, and growers may stay
90 days. Exports reached 610 million euros in April, of which Germany took 28%."""


def view() -> View:
    nlp = pipeline.load()
    article = Article(id="tulips", title=TEXT.split("\n", 1)[0], text=TEXT, published="2025-05-09")
    return View(nlp(pipeline.make_doc(nlp, article)))


def test_the_rules_own_role_comes_first_and_others_fit_the_kind() -> None:
    for made in named_by_rules(view()):
        own, *others = roles_of(made)
        assert own == (made.role, made.direction)
        assert own not in others
        assert set(others) <= set(PARTS)
        if made.mark.record["kind"] == "money":
            assert not {role for role, _ in others} & {"share", "growth"}
        if made.topic.indicator_id == "tariff":
            assert others == []


def test_each_number_gets_one_of_its_roles() -> None:
    seen = view()
    links = named_by_rules(seen)
    assert all(part in roles_of(made) for made, part in zip(links, chosen_roles(seen, links), strict=True))


def test_few_numbers_keep_the_rules_roles() -> None:
    seen = view()
    links = named_by_rules(seen)[:3]
    assert chosen_roles(seen, links) == [(made.role, made.direction) for made in links]


def test_checks_compare_by_the_rules_role() -> None:
    told = [(made.role, made.direction) for made in named_by_rules(view())]
    chosen = [(made.role, made.direction) for made in linked(view())]
    claims = extractor.extract(TEXT, published="2025-05-09").quantities
    assert [(c.role, c.direction) for c in claims] == chosen
    assert [(c.role, c.direction) for c in map(as_told, claims)] == told


@pytest.mark.parametrize("role", ["level", "growth", "change", "share", "rate", "price", "other"])
def test_every_role_of_the_schema_is_weighed(role: str) -> None:
    assert role in {part[0] for part in PARTS}
