"""Chooses what a number measures, by decision trees fitted on annotated articles.

Of the readings of `choice_candidates` the few that are most promising (`choice_promising`), by how likely their words
are (`choice_words`), are ranked by the trees of data/indicator_choice.csv (see `forest`), by the features of
`choice_features`. The rules' own reading is one of them, and stays unless another is worth `MARGIN` more.
Both tables are fitted by `python benchmarks/indicator_choice.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.claims.choice_candidates import TRADED, Candidate, Candidates, row_of
from extractor.claims.choice_features import of_number, of_readings
from extractor.claims.choice_numbers import LEAST
from extractor.claims.choice_promising import promising
from extractor.claims.choice_words import WordFeatures
from extractor.claims.link import Link
from extractor.claims.restated import restates
from extractor.claims.sections import Sections
from extractor.claims.topic import Topic, rows_of
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View
from extractor.components._indicator_heads import sector_of
from extractor.forest import forest

MARGIN = 2_000
"""How much more another reading must be worth than the rules'."""
_SURE = frozenset(
    {"product", "list", "pronoun", "age", "segment", "policy", "levied", "contribution", "fixed", "headed"}
)
"""Ways of finding a topic that leave no room for others."""


def open_to(made: Link) -> bool:
    """Whether another reading than the rules' is weighed at all."""
    topic = made.topic
    named = topic.mark is not None and topic.indicator_id in {"re_exports", *rows_of("macro")}
    return topic.near not in _SURE and not named


def choose(view: View, links: Sequence[Link]) -> None:
    """Gives each number the reading that is worth most; keeps the rules' reading in `Link.passed`."""
    few = len(links) < LEAST
    asked = [number for number, made in enumerate(links) if open_to(made) and not (few and made.topic.indicator)]
    if asked:
        _choose(view, links, asked)
    _agree_with_restated(view, links)


def _choose(view: View, links: Sequence[Link], asked: Sequence[int]) -> None:
    candidates, sections = Candidates(view, links), Sections(view)
    offered = [candidates.of(number) for number in asked]
    likely = WordFeatures(candidates).likely(asked, offered)
    readings = [
        [c for c in promising(some, words) if _possible(links[number], c, sections)]
        for number, some, words in zip(asked, offered, likely, strict=True)
    ]
    trees = forest("indicator_choice")
    groups = []
    for number, some, words in zip(asked, readings, likely, strict=True):
        own = [trees.cells(told) for told in of_readings(links[number], some, words)]
        groups.append((trees.cells(of_number(links[number])), own))
    worth = iter(trees.worth(groups))
    found = [best(some, [next(worth) for _ in some]) for some in readings]
    for number, chosen in zip(asked, found, strict=True):
        if chosen is not None:
            made = links[number]
            made.passed = made.passed or made.topic
            made.topic = _topic(made.topic, chosen)


def _agree_with_restated(view: View, links: Sequence[Link]) -> None:
    """Gives a number and what only says it again one reading: that of the second where their noun stands behind it
    ("$28bn (£21bn) in customs duties"), else that of the first."""
    for before, made in pairwise(links):
        if made.topic.indicator == before.topic.indicator or not restates(view, before.mark, made.mark):
            continue
        named = view.after(made.mark, 1) in (["in"], ["of"]) and bool(made.topic.indicator)
        one, other = (made, before) if named else (before, made)
        other.passed = other.passed or other.topic
        other.topic = replace(one.topic, near="chosen")


def _possible(made: Link, c: Candidate, sections: Sections) -> bool:
    """Whether a reading is of no other flow than the number: no "soybean exports" among imports; no levy where the
    rules read trade; and of nothing that another section of the text is headed by."""
    if "rule" not in c.sources and _parts_sectors(made.topic.sector, c.words):
        return False
    if "rule" not in c.sources and sections.foreign(made.mark.start, c.words):
        return False
    row = row_of(c.words)
    kind = made.mark.record["kind"]
    trade = kind == "duration" and row in rows_of("trade") and "time" not in c.words
    if trade or (kind == "count" and row == "price"):
        return "rule" in c.sources
    if row in LEVIES and made.role != "rate" and made.topic.indicator_id in rows_of("trade"):
        return "rule" in c.sources
    if row in rows_of("balances") and made.topic.flow in TRADED and made.topic.near in ("verb", "left"):
        return "rule" in c.sources  # "imported $63 billion, leaving a surplus of"
    if made.topic.near in ("left", "right", "verb") and not _alike(made.topic.indicator_id, row):
        return "rule" in c.sources
    return row not in TRADED or made.topic.flow in (None, row) or "rule" in c.sources


def _alike(told: str | None, row: str | None) -> bool:
    """Whether a reading may stand for what an indicator by the number tells: a balance is one, trade is traded."""
    if told in rows_of("balances"):
        return row in rows_of("balances")
    return told not in TRADED or row in rows_of("trade")


def _parts_sectors(told: str | None, words: Sequence[str]) -> bool:
    """Whether a reading names one of goods and services, of which a number is told together."""
    own = {"goods", "services"} & set(words)
    return bool(own) and {"goods", "services"} <= set((told or "").split()) and sector_of(words) is not None


def best(offered: Sequence[Candidate], worth: Sequence[int]) -> Candidate | None:
    """The candidate worth most, the first of several; None where the rules' own stays."""
    own = [value for candidate, value in zip(offered, worth, strict=True) if "rule" in candidate.sources]
    others = [n for n, candidate in enumerate(offered) if "rule" not in candidate.sources]
    most = max(others, key=lambda n: worth[n], default=None)
    return None if most is None or (own and worth[most] < own[0] + MARGIN) else offered[most]


def _topic(rules: Topic, chosen: Candidate) -> Topic:
    """The topic of a chosen reading; the flow stays. It is of the row that its label ends in, but of none where the
    rules read nothing: such readings are right too seldom to be keys that join articles."""
    words = dict.fromkeys(sector_of((word,)) or word for word in chosen.words)
    row = row_of(chosen.words) if rules.indicator else rules.indicator_id
    return replace(rules, indicator=" ".join(words), indicator_id=row, near="chosen")
