"""Chooses a number's period where the rules are least sure, by decision trees fitted on annotated articles.

data/period_choice.csv is fitted by `python benchmarks/period_choice.py`: trees (see `forest`) that rank the candidates
of `period_candidates`. The rules' own period stays unless another is worth `MARGIN` more.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.claims.choice_numbers import LEAST, Numbers
from extractor.claims.link import Link
from extractor.claims.period_candidates import PeriodCandidates
from extractor.claims.view import View
from extractor.forest import forest

MARGIN = 6_000
"""How much more another period must be worth than the rules'."""
_SURE = frozenset({"adjacent", "table", "headline", "told", "applied", "since", "clause"})
"""Ways of finding a period that leave no room for others."""


def open_to(made: Link) -> bool:
    """Whether another period than the rules' is weighed at all."""
    return made.period_how not in _SURE


def choose_periods(view: View, links: Sequence[Link]) -> None:
    """Gives each number the period that is worth most; keeps the rules' in `Link.passed_period`."""
    asked = [number for number, made in enumerate(links) if open_to(made)]
    if not asked or len(links) < LEAST:
        return
    candidates, numbers, trees = PeriodCandidates(view, links), Numbers(view, links), forest("period_choice")
    offered = [candidates.of(number) for number in asked]
    groups = []
    for number, some in zip(asked, offered, strict=True):
        shared = trees.cells(numbers.of_number(number) | candidates.of_number(number))
        groups.append((shared, [trees.cells(candidates.features(number, candidate)) for candidate in some]))
    worth, at = trees.worth(groups), 0
    for number, some in zip(asked, offered, strict=True):
        values = worth[at : at + len(some)]
        at += len(some)
        most = max(range(1, len(some)), key=values.__getitem__, default=0)
        if values[most] >= values[0] + MARGIN:
            made = links[number]
            made.passed_period, made.period, made.period_how = made.period, some[most].value, "chosen"
