"""What a number measures, chosen by likely words: what is written instead of the rules' reading, and what stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from laid_out import COPPER, TULIPS, links, number_of, view

from extractor.claims import choice
from extractor.claims.choice import _SURE, choose, open_to
from extractor.claims.label_words import stems
from extractor.claims.link import Link
from extractor.claims.naming import linked
from extractor.claims.score_labels import worth_of
from extractor.claims.scores import Scored
from extractor.claims.sections import Sections
from extractor.claims.topic import Topic

LITHIUM = {"lithium": 0.95, "price": 0.9}


def chosen(text: str, at: str, words: dict[str, float], told: list[Link] | None = None) -> Link:
    """The number told by some words, after a choice by scores that say the same of those tied to it by one word, and
    nothing of the others."""
    told = told or links(text)
    number = number_of(text, told, at)
    mark = told[number].topic.mark
    tied = [n == number or (mark is not None and made.topic.mark is mark) for n, made in enumerate(told)]
    scores = [Scored(dict(words) if same else {}) for same in tied]
    choose(view(text), told, scores)
    return told[number]


@pytest.mark.parametrize(
    ("text", "at", "words", "name", "row"),
    [
        (COPPER, "3%", {"lithium": 0.95, "demand": 0.9}, "lithium demand", "demand"),
        (COPPER, "3%", {"mine": 0.9}, "mine", None),
        (COPPER, "3%", LITHIUM, "lithium price", "price"),
        (TULIPS, "4%", {"tulip": 0.95, "price": 0.9}, "tulip prices", "price"),
        (TULIPS, "2.1%", {"tulip": 0.95, "price": 0.9}, "tulip prices", "price"),
    ],
)
def test_likely_words_make_a_name(text: str, at: str, words: dict[str, float], name: str, row: str | None) -> None:
    rules = links(text)[number_of(text, links(text), at)].topic
    made = chosen(text, at, words)
    assert (made.topic.indicator, made.topic.indicator_id, made.topic.near) == (name, row, "chosen")
    assert made.topic.flow == rules.flow
    assert made.passed == rules


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("3%", {}),
        ("3%", {"copper": 0.95, "output": 0.9}),
        ("8.1%", {"copper": 0.9, "import": 0.95}),
    ],
    ids=["nothing is likely", "the rules' own words", "the other flow"],
)
def test_the_rules_reading_stays(at: str, words: dict[str, float]) -> None:
    rules = links(COPPER)[number_of(COPPER, links(COPPER), at)].topic
    made = chosen(COPPER, at, words)
    assert stems(tuple((made.topic.indicator or "").split())) == stems(tuple((rules.indicator or "").split()))
    assert made.topic.flow == rules.flow


@pytest.mark.parametrize("likely", [n / 50 for n in range(51)])
def test_another_reading_must_be_likelier(likely: float) -> None:
    """Of one word, that is right with its own likelihood; the rules' "copper output" isn't right then."""
    words = {"copper": 0.5, "lithium": likely}
    own = worth_of(frozenset({"copper", "output"}), words)
    best = max(worth_of(frozenset(name), words) for name in ({"copper"}, {"lithium"}, {"copper", "lithium"}))
    made = chosen(COPPER, "3%", words)
    assert (made.topic.near == "chosen") == (best > own)


@pytest.mark.parametrize(("likely", "name"), [({"mine": 0.3}, None), ({"mine": 0.8}, "mine"), ({"tariff": 0.9}, None)])
def test_where_the_rules_read_nothing_a_name_must_be_sure_and_told(likely: dict[str, float], name: str | None) -> None:
    told = links(COPPER)
    made = told[number_of(COPPER, told, "3%")]
    made.topic = Topic(near="none")
    assert chosen(COPPER, "3%", likely, told).topic.indicator == name


@pytest.mark.parametrize("near", sorted(_SURE))
def test_sure_readings_are_never_overruled(near: str) -> None:
    told = links(COPPER)
    made = told[number_of(COPPER, told, "3%")]
    made.topic = replace(made.topic, near=near)
    assert not open_to(made)
    assert chosen(COPPER, "3%", LITHIUM, told).topic.indicator == "copper output"
    assert made.passed is None


@pytest.mark.parametrize(("row", "expected"), [("gdp", False), ("re_exports", False), ("production", True)])
def test_named_series_are_never_overruled(row: str, expected: bool) -> None:
    told = links(COPPER)
    made = told[number_of(COPPER, told, "3%")]
    made.topic = replace(made.topic, indicator_id=row)
    assert made.topic.mark is not None
    assert open_to(made) is expected


def test_what_the_rules_read_is_kept_beside_what_is_chosen() -> None:
    told = [made.topic for made in links(COPPER)]
    for made, rule in zip(linked(view(COPPER)), told, strict=True):
        if made.topic.near == "chosen":
            assert made.passed is not None
            assert made.passed.indicator == rule.indicator
        elif made.passed is None:
            assert made.topic == rule


SAID_AGAIN = """Customs take grows

OSLO - The state took 28 billion kroner (2.7 billion dollars) in customs duties last year."""


def test_a_number_and_what_says_it_again_have_one_reading() -> None:
    told = links(SAID_AGAIN)
    choose(view(SAID_AGAIN), told, [Scored(), Scored()])
    assert told[0].topic.indicator == told[1].topic.indicator


SECTIONS = """Border notes: steel quotas shrink

STEEL. Quotas for steel come to 2.1 million tonnes.

PARCELS. The relief for parcels goes. Goods worth $5.9 billion came in under it.

Middle route
Cargo rose 6 percent on the line to the port.
"""


@pytest.mark.parametrize(
    ("words", "at", "foreign"),
    [
        ("steel quotas", "$5.9 billion", True),
        ("steel quotas", "2.1 million", False),
        ("parcel value", "$5.9 billion", False),
        ("steel cargo", "6 percent", True),
        ("cargo", "6 percent", False),
        ("parcels", "Border", False),
    ],
)
def test_what_another_section_is_headed_by_is_foreign(words: str, at: str, foreign: bool) -> None:
    sections = Sections(view(SECTIONS))
    assert sections.foreign(SECTIONS.index(at), words.split()) is foreign


@pytest.mark.parametrize(
    ("words", "near"), [({"parcel": 0.95, "relief": 0.9}, "noun"), ({"port": 0.95, "line": 0.9}, "chosen")]
)
def test_nothing_is_named_by_what_another_section_is_headed_by(words: dict[str, float], near: str) -> None:
    assert chosen(SECTIONS, "6 percent", words).topic.near == near


def test_a_level_and_how_it_moved_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that one of both is of are of both, half as likely; apart they would have two names."""
    text = "Trade in brief\n\nSales of cut tulips rose 4% to $30 million in May, the growers' council said."

    def names() -> list[str | None]:
        told = links(text)
        growth, level = (number_of(text, told, at) for at in ("4%", "$30 million"))
        assert told[growth].topic.mark is told[level].topic.mark
        scores = [Scored() for _ in told]
        scores[growth].words = {"tulip": 0.99, "council": 0.99}
        choose(view(text), told, scores)
        return [told[growth].topic.indicator, told[level].topic.indicator]

    assert len(set(names())) == 1
    monkeypatch.setattr(choice, "_alike", lambda links, asked, likely: likely)
    assert len(set(names())) == 2
