"""Texts that no newsroom would print so: without punctuation, and several stories in one."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import extractor

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
BARE = [
    "a-korea-motie-july-2025", "b-uswire-deficit-sept-2024", "c-eurostat-goods-may2024", "d-pakistan-trade-gap-page",
    "e-cnag", "e-gulfstop", "e-manifest", "e-sugarquota",
]  # fmt: skip
JOINED = [
    ("c-turkish-daily-gap-july2024", "d-india-fy25-goods-gap"),
    ("b-canada-trade-deficit-feb-2025", "c-swiss-wire-negotiator", "e-bxldesk"),
    ("d-thailand-visafree-2024", "e-manifest", "e-cnag"),
]


@cache
def article(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    return found


def alarms(text: str, published: str | None) -> list[str]:
    return [f.message for f in extractor.extract(text, published=published).findings if f.verdict != "consistent"]


def bare(text: str) -> str:
    """Without punctuation, line ends and capitals; the marks inside numbers stay."""
    text = re.sub(r"[^\w\s%$€£+-](?!\d)|(?<!\d)[^\w\s%$€£+-]", " ", text)
    return re.sub(r"\s+", " ", text).lower()


@pytest.mark.parametrize("name", BARE)
def test_no_alarm_without_punctuation(name: str) -> None:
    assert alarms(bare(article(name)["text"]), article(name)["published"]) == []


@pytest.mark.parametrize("names", JOINED)
@pytest.mark.parametrize("dated", [True, False])
def test_no_alarm_over_several_stories(names: tuple[str, ...], dated: bool) -> None:
    stories = [article(name) for name in names]
    assert alarms("\n\n".join(a["text"] for a in stories), stories[0]["published"] if dated else None) == []


STORY = "Kenya's tea exports rise\n\nNAIROBI, May 2 – Kenya's tea exports rose 5.0 percent to Sh180 billion in 2024."
LAGOS = "LAGOS, May 3 – Crude exports fell 10 percent to 9.0 trillion naira in the first quarter from {} trillion."


@pytest.mark.parametrize(("base", "conflicts"), [("10.0", 0), ("19.0", 1)])
def test_a_later_story_is_checked_by_its_own_words(base: str, conflicts: int) -> None:
    result = extractor.extract(f"{STORY}\n\n{LAGOS.format(base)}", published="2025-05-03")
    assert [q.place for q in result.quantities] == ["KE", "KE", "NG", "NG", "NG"]
    assert sum(f.verdict == "inconsistent" for f in result.findings) == conflicts
