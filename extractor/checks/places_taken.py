"""Places in a ranking that the text names: "second place went to Haval with 4,500 units, third was Geely with 3,500",
"the fourth-largest market", lines numbered from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words

_NAMES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
ORDINALS = {name: place for place, name in enumerate(_NAMES, 1)}
_TAKEN = re.compile(
    r"\b(?:(?P<before>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?:[ -](?:largest|biggest|most important|highest)\b| (?:place|rank|spot|position)\b)"
    r"|(?:in|ranked|ranks|came|comes|was|were|is|are|placed) (?P<after>first|second|third|fourth|fifth)\b"
    r"(?! (?:quarter|half|month|week|year|time|round|day|and|or|in a row|straight|consecutive|to)))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:No\. ?)?(\d{1,2})[.)]\s", re.MULTILINE)
NEAR = 2
"""Sentences from one place to the next, at most."""
REACH = 90
"""Characters from the words that name a place to its amount, at most."""
LINE = 90
"""Characters of a line of such a list, at most."""
FEWEST = 4
"""Lines of a list of which all but one must stand in falling order."""


def by_ordinals(ctx: Context) -> Iterator[tuple[Fact, Fact]]:
    """Neighbouring places with their amounts, the better one first."""
    taken = [*_taken(ctx)]
    for one, two in pairwise(taken):
        (place, fact), (other, behind) = sorted((one, two), key=lambda pair: pair[0])
        near = abs(fact.claim.sentence - behind.claim.sentence) <= NEAR
        if place < other and near and _compare(fact, behind) and not _otherwise(ctx, fact, behind):
            yield fact, behind


def _taken(ctx: Context) -> Iterator[tuple[int, Fact]]:
    """Each place that a sentence names, with the first amount behind it and before the next place."""
    for number, own in sorted(ctx.by_sentence.items()):
        start, end = ctx.result.sentences[number]
        found = [*_TAKEN.finditer(ctx.text, start, end)]
        for match, following in zip_longest(found, found[1:]):
            stop = min(following.start() if following else end, match.end() + REACH)
            amounts = [f for f in own if match.end() <= f.claim.start < stop and _is_amount(f)]
            named = (match["before"] or match["after"]).lower()
            between = ctx.text[match.end() : amounts[0].claim.start] if amounts else ";"
            if ";" not in between and cues.words_of("relative_word").isdisjoint(words(between)):
                yield ORDINALS[named], amounts[0]


def _is_amount(fact: Fact) -> bool:
    claim = fact.claim
    plain = claim.role == "level" and claim.kind in ("money", "measure", "count") and claim.status == "reported"
    return plain and fact.slot not in ("base", "aside") and fact.middle > 0


def _compare(one: Fact, two: Fact) -> bool:
    """Whether two amounts are of one unit, flow, place and period."""
    same = one.claim.unit == two.claim.unit and one is not two and one.claim.indicator_id == two.claim.indicator_id
    return same and all(keyed(one, two) != keys.CONFLICT for keyed in (keys.flows, keys.periods, _places))


def _places(one: Fact, two: Fact) -> int:
    return keys.agree(one.claim.place, two.claim.place) if one.claim.partner or two.claim.partner else keys.OPEN


def _otherwise(ctx: Context, one: Fact, two: Fact) -> bool:
    """Whether the order is told to be one of growth, volume, price or size."""
    told = words(ctx.sentence_text(one.claim.sentence) + " " + ctx.sentence_text(two.claim.sentence))
    return any(cues.first(told, kind, len(told)) is not None for kind in ("other_order", "by_measure", "lowest"))


def in_numbered_lists(ctx: Context) -> Iterator[tuple[Fact, ...]]:
    """The amounts of lines that are numbered from 1, where all but one of them stand in falling order: all, or two that
    break it."""
    run: list[Fact] = []
    due = 1
    for match in _NUMBERED.finditer(ctx.text):
        place = int(match[1])
        end = ctx.text.find("\n", match.end())
        stop = end if end >= 0 else len(ctx.text)
        amounts = [f for f in ctx.facts if match.end() <= f.claim.start < stop and _is_amount(f)]
        if stop - match.end() > LINE or len(amounts) > 1 or _apart(ctx, run, match.start()):
            amounts = []  # numbered paragraphs of prose
        if place != due or not amounts or (run and amounts[0].claim.unit != run[0].claim.unit):
            yield from _ranked(run)
            run, due = [], 1
        if place == due and amounts:
            run.append(amounts[0])
            due += 1
    yield from _ranked(run)


def _apart(ctx: Context, run: list[Fact], start: int) -> bool:
    """Whether other text stands between the last line of a list and the next."""
    return bool(run) and start - run[-1].claim.end > LINE


def _ranked(run: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    values = [fact.middle for fact in run]
    if len(run) < FEWEST:
        return
    if values == sorted(values, reverse=True):
        yield tuple(run)
    for left_out in range(len(run)):
        others = values[:left_out] + values[left_out + 1 :]
        if others == sorted(others, reverse=True) and len(set(others)) > FEWEST - 2:
            yield from ((a, b) for a, b in pairwise(run) if a.middle < b.middle)
            return
