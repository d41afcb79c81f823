"""The readings among which trees choose: likely words, what is composed of them, and what stays of the rules'."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import pipeline
from extractor.claims.choice import best
from extractor.claims.label_words import Candidate, Candidates, row_of, stems
from extractor.claims.choice_promising import KEPT, promise, promising
from extractor.claims.choice_words import ONE, STEPS, WordFeatures
from extractor.claims.naming import linked, named_by_rules
from extractor.claims.sections import Sections
from extractor.claims.view import View
from extractor.schema import Article

TEXT = """Chile's copper exports climb

SANTIAGO, March 7, 2025 - Copper shipments rose 8.1% to $4.5 billion in February from a year earlier, the central bank
said on Friday. Lithium brought in $310 million, down 12%. The mine employs 1,200 people. Output fell 3% to 398,000
tonnes, and a further 45,000 tonnes are stored at the port."""


def view() -> View:
    nlp = pipeline.load()
    article = Article(id="copper", title=TEXT.split("\n", 1)[0], text=TEXT, published="2025-03-07")
    return View(nlp(pipeline.make_doc(nlp, article)))


@pytest.mark.parametrize(
    ("words", "likely", "expected"),
    [
        ("copper exports", {"copper": 900, "export": 700}, 800),
        ("exports", {"copper": 900, "export": 700}, 437),
        ("copper ore exports", {"copper": 900, "export": 700}, 533),
        ("exports of copper", {"copper": 900, "export": 700}, 800),
        ("port", {"copper": 900, "export": 700}, 0),
        ("port", {}, 0),
    ],
)
def test_promise(words: str, likely: dict[str, int], expected: int) -> None:
    assert promise(tuple(words.split()), likely, sum(likely.values())) == expected


@pytest.mark.parametrize(
    ("words", "row"),
    [("copper export price", "price"), ("outbound shipments", "exports"), ("barge draft", None), ("", None)],
)
def test_row_is_that_of_the_longest_ending(words: str, row: str | None) -> None:
    assert row_of(tuple(words.split())) == row


@pytest.mark.parametrize(
    ("offered", "likely", "expected"),
    [
        (["exports", "roses"], {"export": 900, "rose": 800}, "exports"),
        (["copper", "copper price"], {"copper": 900, "price": 700}, "copper price"),
        (["wheat exports", "price"], {"wheat": 900, "export": 600, "price": 20}, "wheat exports"),
        (["steel mill exports"], {"steel": 900, "mill": 10, "export": 800}, "steel exports"),
        (["soybean meal", "exports"], {"soybean": 900, "meal": 800, "export": 700}, "soybean meal"),
    ],
)
def test_most_promising(offered: list[str], likely: dict[str, int], expected: str) -> None:
    found = promising([Candidate(tuple(words.split()), ["l0"]) for words in offered], likely)
    most = max(found, key=lambda c: promise(c.words, likely, sum(likely.values())))
    assert " ".join(most.words) == expected


word = st.sampled_from(["exports", "imports", "price", "copper", "soybean", "meal", "tariff", "port", "of", "visitors"])


@given(st.lists(st.lists(word, min_size=1, max_size=4), min_size=1, max_size=6), st.data())
def test_few_are_kept_and_the_rules_own_always(offered: list[list[str]], data: st.DataObject) -> None:
    candidates = [Candidate(tuple(words), ["l0"]) for words in offered]
    candidates[0].sources[0] = "rule"
    told = sorted(frozenset[str]().union(*(stems(c.words) for c in candidates)))
    likely = {w: data.draw(st.integers(0, ONE - 1)) for w in told}
    found = promising(candidates, likely)
    assert len(found) <= KEPT + 1
    assert candidates[0] in found
    assert all(stems(c.words) <= set(told) for c in found)


def test_likelihoods_rise_with_the_sums() -> None:
    assert len(STEPS) == ONE - 1
    assert sorted(set(STEPS)) == STEPS
    assert STEPS[ONE // 2 - 1] == 0


def test_words_of_all_candidates_are_judged() -> None:
    seen = view()
    links = named_by_rules(seen)
    candidates = Candidates(seen, links)
    offered = [candidates.of(number) for number in range(len(links))]
    words = WordFeatures(candidates)
    likely = words.likely(range(len(links)), offered)
    for number, (some, found) in enumerate(zip(offered, likely, strict=True)):
        assert set(found) == frozenset().union(*(stems(c.words) for c in some)) == set(words.of(number, some))
        assert all(0 <= value < ONE for value in found.values())
    assert likely[0]["copper"] > ONE // 2


def test_what_the_rules_read_is_kept_beside_what_is_chosen() -> None:
    seen = view()
    told = [made.topic for made in named_by_rules(seen)]
    for made, rule in zip(linked(seen), told, strict=True):
        if made.topic.near == "chosen":
            assert made.passed is not None
            assert made.passed.indicator == rule.indicator
            assert made.topic.indicator != rule.indicator
        elif made.passed is None:
            assert made.topic == rule


@pytest.mark.parametrize(
    ("worth", "chosen"), [([0, 1999, 0], None), ([0, 2000, 0], 1), ([0, 2000, 2001], 2), ([500, 0, 0], None)]
)
def test_another_reading_must_be_worth_more(worth: list[int], chosen: int | None) -> None:
    offered = [Candidate((name,), ["rule" if name == "own" else "l0"]) for name in ("own", "one", "two")]
    found = best(offered, worth)
    assert found is (None if chosen is None else offered[chosen])


def test_without_a_reading_of_the_rules_the_best_is_taken() -> None:
    assert best([Candidate(("one",), ["l0"])], [-5_000]) is not None
    assert best([], []) is None


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
    nlp = pipeline.load()
    article = Article(id="notes", title=SECTIONS.split("\n", 1)[0], text=SECTIONS, published="2026-02-10")
    sections = Sections(View(nlp(pipeline.make_doc(nlp, article))))
    assert sections.foreign(SECTIONS.index(at), words.split()) is foreign
