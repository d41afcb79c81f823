"""Chooses what a number measures where the rules are least sure, by decision trees fitted on annotated articles.

data/indicator_choice.csv is fitted by `python benchmarks/indicator_choice.py`: trees (see `forest`) that rank the
candidates of `choice_candidates` by the features of `choice_features`. The rules' own reading is one of the candidates,
and stays unless another is worth `MARGIN` more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.choice_candidates import Candidate, Candidates, head_row
from extractor.claims.choice_features import Features
from extractor.claims.choice_numbers import LEAST, Numbers
from extractor.claims.forest import Cells, forest
from extractor.claims.link import Link
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View

MARGIN = 2_000
"""How much more another reading must be worth than the rules'."""
_UNSURE = frozenset({"none", "sentence", "noun", "inherited", "later", "paren"})
"""Ways of finding a topic that leave room for others."""
_BARE = frozenset({"left", "verb"})
"""Ways that leave room where they give one word only."""
_FLOWS = frozenset({"exports", "imports"})


def open_to(made: Link) -> bool:
    """Whether another reading than the rules' is weighed at all."""
    near, row = made.topic.near, made.topic.indicator_id
    if near in _BARE:
        return " " not in (made.topic.indicator or "") and (near == "left" or row in rows_of("trade") | LEVIES)
    return near in _UNSURE and (near != "noun" or row is None)


def choose(view: View, links: Sequence[Link]) -> None:
    """Gives each number the reading that is worth most; keeps the rules' reading in `Link.passed`."""
    few = len(links) < LEAST
    asked = [number for number, made in enumerate(links) if open_to(made) and not (few and made.topic.indicator)]
    if not asked:
        return
    candidates = Candidates(view, links)
    offered = [candidates.of(number) for number in asked]
    worth = iter(forest("indicator_choice").worth(_groups(Features(candidates), asked, offered)))
    found = [best(some, [next(worth) for _ in some]) for some in offered]
    for number, chosen in zip(asked, found, strict=True):
        if chosen is not None:
            made = links[number]
            made.passed, made.topic = made.topic, _topic(made.topic, chosen)


def _groups(
    features: Features, asked: Sequence[int], offered: Sequence[Sequence[Candidate]]
) -> list[tuple[Cells, list[Cells]]]:
    """The trees' cells of each number in turn: those that its candidates share, and each candidate's own."""
    cells = forest("indicator_choice").cells
    numbers = Numbers(features.view, features.links)
    return [
        (cells(numbers.of_number(number)), [cells(told) for told in features.of(number, some)])
        for number, some in zip(asked, offered, strict=True)
    ]


def best(offered: Sequence[Candidate], worth: Sequence[int]) -> Candidate | None:
    """The candidate worth most, the first of several; None where the rules' own stays."""
    own = [value for candidate, value in zip(offered, worth, strict=True) if "rule" in candidate.sources]
    others = [n for n, candidate in enumerate(offered) if "rule" not in candidate.sources]
    most = max(others, key=lambda n: worth[n], default=None)
    return None if most is None or (own and worth[most] < own[0] + MARGIN) else offered[most]


def _topic(rules: Topic, chosen: Candidate) -> Topic:
    """The topic of a chosen reading; a label that ends in a flow's word is of that flow."""
    found = replace(rules, indicator=" ".join(chosen.words), near="chosen")
    row = head_row(chosen.words[-1])
    return replace(found, indicator_id=row, flow=row) if row in _FLOWS and row != rules.flow else found
