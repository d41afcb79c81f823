"""How sure a claim is: the share of claims of its kind that the annotated articles confirm in full.

data/confidence.csv is fitted by `python benchmarks/confidence.py`, leaving one article out at a time; a claim's
kind is how its topic and its period were found. docs/confidence.md shows the reliability table.
"""

from __future__ import annotations

from functools import lru_cache

from extractor import lookups
from extractor.claims.link import Link


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    return {(row["topic"], row["period"]): float(row["confidence"]) for row in lookups.table("confidence")}


def kind_of(made: Link) -> tuple[str, str]:
    """(how the topic was found, how the period was found); "unsaid" where the unit is open."""
    others = made.mark.record.get("alternatives") or ()
    if any(a["field"] == "unit" and not a["value"] for a in others):
        return "unsaid", made.period_how
    return made.topic.near or "none", made.period_how


def confidence_of(made: Link) -> float:
    """Between 0 and 1, two places."""
    return _confidence(*kind_of(made))


def rules_confidence(made: Link) -> float:
    """The same of what the rules read."""
    return _confidence(*(made.rules_kind or kind_of(made)))


def _confidence(topic: str, period: str) -> float:
    table = _table()
    return table.get((topic, period), table.get((topic, "*"), table["*", "*"]))
