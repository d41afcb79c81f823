"""Zones: tables of pages, and that they cover any text in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.components.zones import find_zones

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/zones.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['style']}")
def test_pages(case: dict) -> None:  # type: ignore[type-arg]
    text, wanted = "", []
    for line, zone in case["lines"]:
        if zone:
            wanted.append((len(text), zone))
        text += line if zone == "dateline" else line + "\n"
    zones = find_zones(text)
    for at, zone in wanted:
        found = next(z["zone"] for z in zones if z["start"] <= at < z["end"])
        assert found == zone, text[at : at + 60]


LINES = st.lists(
    st.sampled_from(["", "Share | Save", "BEIJING, June 9 -- Trade grew.", "By Jane Roe", "It grew. " * 9, "1 | 2 | 3"])
    | st.text(max_size=60),
    max_size=12,
)


@given(LINES)
def test_zones_cover_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    end = 0
    for zone in find_zones(text):
        assert zone["start"] == end < zone["end"]
        end = zone["end"]
    assert end == len(text)


def test_a_title_is_a_headline_whatever_it_looks_like() -> None:
    title = "Tea exports fell 3 percent in May, the board said. Coffee exports rose, it added on Friday afternoon."
    assert find_zones(title)[0]["zone"] == "body"
    assert [zone["zone"] for zone in find_zones(f"{title}\n\nThe board gave no forecast.", title)] == [
        "headline",
        "body",
    ]


def test_a_first_sentence_beneath_another_title_is_text() -> None:
    lead = "Retail sales rose 4.1 percent in February to 122 billion dollars, the department said."
    assert find_zones(f"{lead}\n\nThey had fallen in January.", "Retail sales up in February")[0]["zone"] == "body"
    assert find_zones(f"{lead}\n\nThey had fallen in January.", lead)[0]["zone"] == "headline"
