"""Gives a percentage alone in brackets behind a base the reading of the one in brackets behind the level: "fell to
$12.3 billion (1.3% of GDP) from $20.8 billion (2.2%)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.view import View

RATIOS = frozenset({"share", "other"})
"""Roles of percentages of something."""


def repeat_ratios(view: View, links: Sequence[Link]) -> None:
    """Changes `links` in place."""
    told: Link | None = None
    for level, ratio in pairwise(links):
        if not _bracketed(view, level, ratio):
            continue
        if told is not None and told.mark.sentence != ratio.mark.sentence:
            told = None
        if view.after(ratio.mark, 1) == ["of"]:
            told = ratio if ratio.role in RATIOS else None
        elif told is not None and ratio.role in ("growth", *RATIOS) and _alone(view, ratio) and _is_base(view, level):
            ratio.topic, ratio.role, ratio.direction, ratio.baseline = told.topic, told.role, None, None
            ratio.period, ratio.period_how = level.period, level.period_how


def _bracketed(view: View, level: Link, ratio: Link) -> bool:
    """Whether a percentage opens a bracket right behind an amount."""
    amount = level.mark.record["kind"] in ("money", "measure", "count") and ratio.mark.record["kind"] == "percent"
    return amount and view.text[level.mark.end : ratio.mark.start].strip() == "("


def _is_base(view: View, level: Link) -> bool:
    return bool(word_class("from") & set(view.before(level.mark, 3)))


def _alone(view: View, ratio: Link) -> bool:
    unsigned = ratio.mark.record["sign"] is None
    return unsigned and view.text[ratio.mark.end : ratio.mark.end + 1] == ")"
