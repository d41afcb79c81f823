"""Chooses the statuses of numbers by the words around them: a linear model on top of the network's likelihoods.

`benchmarks/statuses.py` fits the weights on annotated articles: data/status_weights.csv.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from extractor import lookups
from extractor.claims.base_figures import is_base_figure
from extractor.claims.link import Link
from extractor.claims.restated import restates
from extractor.claims.score_inputs import STATUSES
from extractor.claims.scores import Scored
from extractor.claims.tense import governing
from extractor.claims.view import View
from extractor.periods import is_fiscal, span

Weights = Mapping[str, Sequence[float]]
"""Feature → what it adds to each status."""
OWN = {"reported": -0.5, "forecast": 1.0, "target": 1.0, "hypothetical": 1.0}
"""What is added for the rules' own status: where they take a number for merely reported, they have often missed why it
isn't."""
SCALE = 100
"""What weights are multiplied with in their table."""
_LEAST, _WIDE = -8.0, 4.0
"""The least log-likelihood that is told apart, and what they are divided by."""
LEFT, RIGHT = 14, 7
"""Words before and behind a number, within its sentence, that are looked at."""
_NEXT, _BEHIND = 4, 3
"""Words right before and behind it whose places count."""
_SHOWN = {"quantity": "#", "date": "@", "place": "&"}
"""What stands for the words of a mark."""


def choose_statuses(view: View, links: Sequence[Link], scores: Sequence[Scored]) -> None:
    """Gives each number the likeliest status, an amount and what only says it again the same; keeps the rules' in
    `Link.passed_status`."""
    told: list[list[float]] = []
    for number, (made, score) in enumerate(zip(links, scores, strict=True)):
        features = dict.fromkeys(told_by(view, links, number), 1.0) | network_says(score.parts["status"])
        told.append(worth(made.status, features, _weights()))
        if number and restates(view, links[number - 1].mark, made.mark):
            told[-2:] = [[sum(both) for both in zip(*told[-2:], strict=True)]] * 2
    for made, worths in zip(links, told, strict=True):
        status = likeliest(worths)
        if status != made.status:
            made.passed_status, made.status = made.status, status


def worth(own: str, features: Mapping[str, float], weights: Weights) -> list[float]:
    """What speaks for each status of a number that has these features, by the rules `own`."""
    told = list(weights[""])
    told[STATUSES.index(own)] += OWN[own]
    for name, value in features.items():
        if name in weights:
            told = [before + value * weight for before, weight in zip(told, weights[name], strict=True)]
    return told


def likeliest(worths: Sequence[float]) -> str:
    return STATUSES[max(range(len(STATUSES)), key=worths.__getitem__)]


def network_says(likely: Sequence[float]) -> dict[str, float]:
    """The network's log-likelihoods as features."""
    return {f"network {status}": max(told, _LEAST) / _WIDE for status, told in zip(STATUSES, likely, strict=True)}


@cache
def _weights() -> Weights:
    rows = lookups.table("status_weights")
    return {row["feature"]: [int(row[status]) / SCALE for status in STATUSES] for row in rows}


def told_by(view: View, links: Sequence[Link], number: int) -> Iterator[str]:
    """The features of a number, each by its name."""
    made = links[number]
    mark = made.mark
    tense, verb = governing(view, mark)
    yield from (f"own {made.status}", f"own {made.status} {verb if tense == 'modal' else tense}")
    yield from (f"role {made.role}", f"kind {mark.record['kind']}", f"row {made.topic.indicator_id}", f"tense {tense}")
    yield from (f"verb {verb}", f"period {_when(view, made.period, made.place)}", f"zone {view.zone(mark.start)}")
    if is_base_figure(view, made):
        yield f"base {made.status}"
    yield f"before {links[number - 1].status}" if number and _together(links, number - 1) else "before none"
    yield f"next {links[number + 1].status}" if _together(links, number) else "next none"
    left = _words(view, max(mark.opens, mark.first - LEFT), mark.first)
    right = _words(view, mark.last + 1, min(mark.closes, mark.last + 1 + RIGHT))
    for word in dict.fromkeys(left):
        yield f"left {word}"
    for one, other in pairwise(left):
        yield f"left {one} {other}"
    for step, word in enumerate(reversed(left[-_NEXT:]), 1):
        yield f"left{step} {word}"
    for word in dict.fromkeys(right):
        yield f"right {word}"
    for one, other in pairwise(right):
        yield f"right {one} {other}"
    for step, word in enumerate(right[:_BEHIND], 1):
        yield f"right{step} {word}"
    for word in dict.fromkeys(_words(view, mark.opens, mark.closes)):
        yield f"in {word}"


def _together(links: Sequence[Link], number: int) -> bool:
    """Whether a number and the next one stand in the same sentence."""
    return number + 1 < len(links) and links[number].mark.sentence == links[number + 1].mark.sentence


def _words(view: View, first: int, stop: int) -> list[str]:
    """Words as features name them; what a mark covers by one sign."""
    found: list[str] = []
    for i in range(first, stop):
        shown = _SHOWN.get(view.covered[i] or "")
        if shown is None:
            found.append(view.lowers[i])
        elif found[-1:] != [shown]:
            found.append(shown)
    return found


def _when(view: View, period: str | None, place: str | None) -> str:
    """Whether a period is over, running or to come at publication."""
    if not period or not view.published or is_fiscal(period):
        return "unknown"
    first, last = span(period, place)
    published = str(view.published)
    return "over" if last.isoformat() < published else "ahead" if published < first.isoformat() else "running"
