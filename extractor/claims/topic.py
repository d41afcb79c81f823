"""What the text speaks of at one place, and what it then means for periods."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.claims.view import Mark
from extractor.groups import rows_of

__all__ = ["Topic", "economic", "in_series", "rows_of"]


@dataclass
class Topic:
    """An indicator as one number has it."""

    indicator: str | None = None
    indicator_id: str | None = None
    flow: str | None = None
    sector: str | None = None
    mark: Mark | None = None
    near: str = ""
    """How it was found: right, left, segment, sentence, paren, noun, product, verb, part, unit, list, policy,
    inherited, chosen, none."""


def in_series(topic: Topic, role: str) -> bool:
    """Whether a number is one value of a series; a rate is where its indicator is measured period by period."""
    return economic(topic) and (role != "rate" or topic.indicator_id in rows_of("periodic_rate"))


def economic(topic: Topic) -> bool:
    """Whether a topic is a series that has a value for each period, and not the content of a measure."""
    if topic.indicator_id in rows_of("measure") or topic.near == "none":
        return False
    told = topic.flow is not None and topic.indicator_id is not None
    return topic.indicator_id in rows_of("series") or told or topic.near == "product"
