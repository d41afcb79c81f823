"""What the scorer chooses among: periods and places, in all the ways in which they come up, and the words of rules."""

from __future__ import annotations

import pytest
from laid_out import links, number_of, view

from extractor.claims.score_candidates import ScoreCandidates
from extractor.claims.view import View

TEA = """Kenya's tea earnings rise in May

MOMBASA, June 5, 2025 - Tea exports to Pakistan rose 8% to $120 million in May from April. Sales to Egypt fell 3%.

Prices at the auction came to $2.41 a kilo last week. Uganda sold 2.1 million kilos, and Egypt bought most of it."""


def candidates() -> tuple[ScoreCandidates, int, list[str]]:
    told = links(TEA)
    surfaces = [TEA[made.mark.start : made.mark.end] for made in told]
    return ScoreCandidates(view(TEA), told), len(told), surfaces


def places_seen(seen: View, sentence: int) -> dict[str, set[str]]:
    """Place → where the words that tell it stand, seen from a sentence, found one by one."""
    found: dict[str, set[str]] = {}
    for mark in seen.places:
        zone = "title" if seen.zone(mark.start) == "headline" else "only"
        near = "here" if mark.sentence == sentence else "before" if mark.sentence == sentence - 1 else zone
        found.setdefault(str(mark.record["code"]), set()).add(near)
    return found


@pytest.mark.parametrize("name", ["place", "partner"])
def test_all_places_are_candidates_and_the_rules_own_comes_first(name: str) -> None:
    told, count, _ = candidates()
    for number in range(count):
        made = told.links[number]
        offered = told.of(name, number)
        assert offered[0].value == getattr(made, name)
        assert "rule" in offered[0].sources
        assert len({one.value for one in offered}) == len(offered)
        where = places_seen(told.view, made.mark.sentence)
        for one in offered:
            assert one.sources == sorted(set(one.sources))
            assert set(one.sources) - {"rule", "none", "prev", "home"} == where.get(one.value or "", set())
        assert set(where) <= {one.value for one in offered}


@pytest.mark.parametrize(
    ("surface", "period", "sources"),
    [
        ("$120 million", "2025-05", {"right"}),
        ("$120 million", "2025-04", {"right"}),
        ("$120 million", None, {"none"}),
        ("3%", "2025-05", {"before", "prev1x"}),
        ("$2.41", "2025-05", {"headline"}),
        ("$120 million", "2024-05", {"year before rule"}),
    ],
)
def test_how_periods_come_up(surface: str, period: str | None, sources: set[str]) -> None:
    told, _, surfaces = candidates()
    at = next(n for n, found in enumerate(surfaces) if found.startswith(surface))
    (offered,) = [one for one in told.of("period", at) if one.value == period]
    assert sources <= set(offered.sources)


def test_the_rules_period_comes_first() -> None:
    told, count, _ = candidates()
    for number in range(count):
        offered = told.of("period", number)
        assert (offered[0].value, offered[0].sources[0]) == (told.links[number].period, "rule")
        assert len({one.value for one in offered}) == len(offered)


def test_words_are_told_with_where_they_are_from() -> None:
    made = links(TEA)
    told = ScoreCandidates(view(TEA), made)
    at = number_of(TEA, made, "$120 million")
    said = list(told.said(at))
    assert len(set(said)) == len(said)
    assert {("tea", "rule"), ("export", "rule"), ("export", "rule!"), ("tea", "first"), ("tea", "top0")} <= set(said)
    assert ("tea", "prev1s") in said
    assert {source for _, source in said if source.startswith("next")} == {"nextx"}
