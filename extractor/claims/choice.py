"""Chooses what a number measures where the rules are least sure, by weights fitted on annotated articles.

data/indicator_choice.csv is fitted by `python benchmarks/indicator_choice.py`: a conditional log-linear model over the
candidates of `choice_candidates`, whose features are those of `choice_features`. The rules' own reading is one of the
candidates, and stays unless another is worth `MARGIN` more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import repeat

from extractor import lookups
from extractor.claims.choice_candidates import Candidate, Candidates, head_row
from extractor.claims.choice_features import Features
from extractor.claims.link import Link
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View

MARGIN = 0.4
"""How much more another reading must be worth than the rules'."""
_UNSURE = frozenset({"none", "sentence", "noun", "inherited", "later"})
"""Ways of finding a topic that leave room for others."""
_BARE = frozenset({"left", "verb"})
"""Ways that leave room where they give one word only."""

_NOTHING = repeat(0.0)
_FLOWS = frozenset({"exports", "imports"})


def open_to(made: Link) -> bool:
    """Whether another reading than the rules' is weighed at all."""
    near, row = made.topic.near, made.topic.indicator_id
    if near in _BARE:
        return " " not in (made.topic.indicator or "") and (near == "left" or row in rows_of("trade") | LEVIES)
    return near in _UNSURE and (near != "noun" or row is None)


def choose(view: View, links: Sequence[Link]) -> None:
    """Gives each number the reading that is worth most; keeps the rules' reading in `Link.passed`."""
    asked = [number for number, made in enumerate(links) if open_to(made)]
    if not asked:
        return
    candidates = Candidates(view, links)
    features = Features(candidates)
    found = [(links[number], best(features, links[number], candidates.of(number))) for number in asked]
    for made, chosen in found:
        if chosen is not None:
            made.passed, made.topic = made.topic, _topic(made.topic, chosen)


def best(features: Features, made: Link, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate worth most, the first of several; None where the rules' own stays."""
    weights = _weights()
    chosen, most, own = None, float("-inf"), float("-inf")
    for candidate, told in zip(candidates, features.of(made, candidates), strict=True):
        worth = sum(map(weights.get, told, _NOTHING))
        if "rule" in candidate.sources:
            own = worth
        elif worth > most:
            chosen, most = candidate, worth
    return chosen if most >= own + MARGIN else None


def _topic(rules: Topic, chosen: Candidate) -> Topic:
    """The topic of a chosen reading; a label that ends in a flow's word is of that flow."""
    found = replace(rules, indicator=" ".join(chosen.words), near="chosen")
    row = head_row(chosen.words[-1])
    return replace(found, indicator_id=row, flow=row) if row in _FLOWS and row != rules.flow else found


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lookups.table("indicator_choice")}
