"""Growth in a row with what it is of and what that is compared with: "4.1 million, 12 percent more than the 3.7 million
of 2023", "5.2 billion against 4.8 billion, a rise of 8 percent", "That is an increase of 0.4 billion, or 8 percent".

Where no other figure stands between the three and a word of comparison, or "or", sets two of them beside each other,
the words tie them, whatever the keys of the links say. On the plain articles, all consistent, no such row fails.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import Outcome
from extractor.checks.relations import GRAMMAR

THREE = 3
NEAR, FAR = 60, 120
"""Characters between two figures of a sentence, and those where a full stop stands between them, at most."""
WHEN = 6
"""Words from ", when" to the level that it leads to, at most."""
ASIDE = 8
"""Words before ", compared with", at most."""
_BESIDE = re.compile(r" ?[,(–-]? ?(?:or|i\.e\.|that is|thus)? ?(?:by |a )?")
_CLOSED = re.compile(r"[,;:.()]|\n")
_STOPS = re.compile(r"[;:.()\n]")
_APPOSED = re.compile(r"[^;:.()\n]{0,40}[,(–—-] ?(?:(?:which|that|this) (?:is|was|means) )?[^;:.,()\n]{0,40}")


def firmer(ctx: Context, found: Outcome) -> Outcome:
    """The outcome, of the last of whose members the growth is, as sure as words make one if it is such a row."""
    return replace(found, sure=GRAMMAR) if 0 < int(found.sure) < GRAMMAR and _compared(ctx, found) else found


def _compared(ctx: Context, found: Outcome) -> bool:
    row = sorted(found.members, key=lambda fact: fact.number)
    growth = found.members[-1]
    if len(row) != THREE or row[-1].number - row[0].number != THREE - 1 or not _in_a_passage(ctx, row):
        return False
    first, second = (ctx.between(a, b) for a, b in pairwise(row))
    beside = _BESIDE.fullmatch(second) is not None
    if beside and any(fact.claim.role == "change" for fact in row[1:]):
        return growth is not row[0] and (int(found.sure) == 1 or not _parted(first))  # "and has recovered by 55%"
    if row[0] is not found.members[1]:
        return False
    if growth is row[1]:  # "of which sales made up 3.9, and grew by a third from 5.6" is of the whole
        return beside or ("and" not in words(first) and _compares(second) and not _parted(second))
    told = _compares(first) or _compares_aside(first)
    return growth is row[2] and told and (beside or _apposes(second))


def _in_a_passage(ctx: Context, row: list[Fact]) -> bool:
    """Whether the figures stand near one another in a sentence, or in one and the next, where the first has no other
    figure of its unit in its own: "437.5 billion, of which 322.7 billion were exports. That was 2.9 percent more"."""
    gaps = [ctx.between(a, b) for a, b in pairwise(row)]
    across = row[0].claim.sentence != row[-1].claim.sentence
    own = ctx.by_sentence[row[0].claim.sentence]
    if across and any(fact is not row[0] and fact.claim.unit == row[0].claim.unit for fact in own):
        return False
    near = row[1].claim.sentence == row[2].claim.sentence and len(gaps[1]) <= (FAR if ", when " in gaps[1] else NEAR)
    return near and len(gaps[0]) <= (FAR if across else NEAR) and not any(mark in gap for gap in gaps for mark in ";\n")


def _compares(gap: str) -> bool:
    """Whether what stands between two figures sets one beside the other: " above the ", " lower than in the same period
    last year, when the figure was "."""
    compared, when, told = gap.partition(", when ")
    if when and len(words(told)) >= WHEN:
        return False
    if _CLOSED.search(compared):
        return False
    return cues.first(words(compared), "levels_compared", len(compared)) is not None


def _compares_aside(gap: str) -> bool:
    """The same behind a comma, with next to nothing before it: " in 2023, she said, compared with "."""
    aside, comma, behind = gap.rpartition(",")
    if not comma or _parted(aside) or len(words(aside)) > ASIDE:
        return False
    led = words(behind)
    return cues.first(led[led[:1] in (["up"], ["down"]) :], "levels_compared", 1) == 0


def _parted(gap: str) -> bool:
    """Whether another clause opens between two figures."""
    return _STOPS.search(gap) is not None or cues.first(words(gap), "levels_parted", len(gap)) is not None


def _apposes(gap: str) -> bool:
    """Whether a growth is set behind two levels: " in 2023, an improvement of "."""
    told = words(gap.rpartition(",")[2])
    return _APPOSED.fullmatch(gap) is not None and cues.first(tuple(told), "set_behind", 2) is not None
