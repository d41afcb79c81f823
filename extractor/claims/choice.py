"""Chooses what a number measures: the likeliest name made of the words that the scorer finds likely (`score_labels`).

The rules' own reading stays unless another is likelier to be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.claims.label_words import TRADED, row_of, stems
from extractor.claims.link import Link
from extractor.claims.restated import restates
from extractor.claims.score_labels import Likely, best_names, worth_of
from extractor.claims.score_surface import Surface, Words
from extractor.claims.scores import Scored
from extractor.claims.sections import Sections
from extractor.claims.topic import Topic, rows_of
from extractor.claims.view import View
from extractor.components._indicator_heads import sector_of
from extractor.network import network

UNREAD = 0.3
"""What a name must be worth where the rules read none."""
FLUENT = 0.1
"""What it counts for a name that the article has it in one piece."""
_MOVED = ({"growth", "level"}, {"change", "level"}, {"growth", "change"})
_SURE = frozenset({"list", "pronoun", "age", "contribution", "fixed"})
"""Ways of finding a topic that leave no room for others."""


def open_to(made: Link) -> bool:
    """Whether another reading than the rules' is weighed at all."""
    topic = made.topic
    named = topic.mark is not None and topic.indicator_id in {"re_exports", *rows_of("macro")}
    return topic.near not in _SURE and not named


def choose(view: View, links: Sequence[Link], scores: Sequence[Scored], unread_only: bool = False) -> None:
    """Gives each number, or each that the rules name nothing for, the likeliest name; keeps the rules' reading in
    `Link.passed`."""
    asked = [n for n, made in enumerate(links) if open_to(made) and not (unread_only and made.topic.indicator)]
    surface, sections = Surface(view, links, network().names["written"]), Sections(view)
    likely = _alike(links, asked, [surface.fit(scores[number].words) for number in asked])
    for number, words_of, names in zip(asked, likely, best_names(likely), strict=True):
        made = links[number]
        least = _rules_own(made, words_of) if made.topic.indicator else UNREAD
        fit = [one for one in names if one[0] and one[1] > least and surface.told(one[0])]
        if not fit:
            continue
        name, _ = max(fit, key=lambda one: one[1] + FLUENT * surface.fluency(one[0]))
        words = surface.of(name, made.mark)
        if _possible(made, words, sections):
            made.passed = made.passed or made.topic
            made.topic = _topic(made.topic, words)
    _agree_with_restated(view, links)


def _alike(links: Sequence[Link], asked: Sequence[int], likely: Sequence[Likely]) -> list[Likely]:
    """The likelihoods of words, those of a level and of how it moved made one: "rose 9.1 percent to $3.02 billion"."""
    runs: list[list[int]] = []
    for at, number in enumerate(asked):
        if at and asked[at - 1] == number - 1 and _moves_to(links[number - 1], links[number]):
            runs[-1].append(at)
        else:
            runs.append([at])
    found = list(likely)
    for run in runs:
        if len(run) > 1:
            words = sorted({word for at in run for word in likely[at]})
            mean = {word: sum(likely[at].get(word, 0.0) for at in run) / len(run) for word in words}
            found[run[0] : run[-1] + 1] = [mean] * len(run)
    return found


def _moves_to(one: Link, other: Link) -> bool:
    """Whether one of two numbers is a level and the other how it moved, by one word for what both measure."""
    told = one.topic.mark is not None and one.topic.mark is other.topic.mark
    return told and one.mark.sentence == other.mark.sentence and {one.role, other.role} in _MOVED


def _rules_own(made: Link, likely: Likely) -> float:
    return worth_of(stems(tuple((made.topic.indicator or "").split())), likely)


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


def _possible(made: Link, words: Words, sections: Sections) -> bool:
    """Whether a reading is of no other flow than the number, no "soybean exports" among imports, and of nothing that
    another section of the text is headed by."""
    if _parts_sectors(made.topic.sector, words) or sections.foreign(made.mark.start, words):
        return False
    row = row_of(words)
    return row not in TRADED or made.topic.flow in (None, row)


def _parts_sectors(told: str | None, words: Words) -> bool:
    """Whether a reading names one of goods and services, of which a number is told together."""
    own = {"goods", "services"} & set(words)
    return bool(own) and {"goods", "services"} <= set((told or "").split()) and sector_of(words) is not None


def _topic(rules: Topic, words: Words) -> Topic:
    """The topic of a chosen reading; the flow stays. It is of the row that its label ends in, but of none where the
    rules read nothing: such readings are right too seldom to be keys that join articles."""
    once = dict.fromkeys(sector_of((word,)) or word for word in words)
    row = row_of(words) if rules.indicator else rules.indicator_id
    return replace(rules, indicator=" ".join(once), indicator_id=row, near="chosen")
