"""Which way a headline says that something went, against what the body tells of it: "exports drop" where all that is
told of them rose, "remittances jump 26%" where they fell by 26.1 percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, outcome
from extractor.exact import Fraction

LEAD = 3
"""Sentences behind the headline in which the body tells what it names."""
FLOWS = ("exports", "imports", "balance")
MOVES = ("growth", "change")
FINE = Fraction(1, 10)
"""The unit of the last digit of a headline's figure, as a part of it, at most."""
LONGEST = 160
"""Characters of a headline, at most."""
MOST_SURE = FIRM + 1


def headline_ways(ctx: Context) -> Iterator[Outcome]:
    """Figures of a headline whose like in the body went the other way, and flows that did."""
    body = [f for f in ctx.facts if f.claim.zone == "body" and f.claim.role in MOVES and f.claim.direction]
    for head in ctx.facts:
        moves = head.claim.zone == "headline" and head.claim.role in MOVES and head.claim.direction is not None
        if not moves or head.claim.status != "reported" or head.coarseness > FINE:
            continue
        alike = [f for f in body if _one_figure(head, f)]
        if alike and all(f.claim.direction != head.claim.direction for f in alike):
            yield _turned(head, alike[0])
    yield from _told_otherwise(ctx, body)


def _one_figure(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the body is the headline's."""
    one, two = head.claim, fact.claim
    same = one.role == two.role and one.kind == two.kind and one.unit == two.unit and fact.u <= head.u
    same = same and not head.in_words and one.kind != "fraction" and two.sentence <= LEAD
    if not same or one.indicator_id != two.indicator_id or not _rounds(head, fact):
        return False
    if one.baseline != two.baseline and None not in (one.baseline, two.baseline):
        return False
    named = one.flow is not None or (one.indicator_id is not None and keys.topics(head, fact) == keys.FULL)
    sides = named and one.flow == two.flow and keys.periods(head, fact) != keys.CONFLICT
    partners = not (one.partner and two.partner and one.partner != two.partner)
    return sides and partners and keys.related(head, fact)


def _rounds(head: Fact, fact: Fact) -> bool:
    return abs(head.middle - fact.middle) < head.u or head.middle == fact.middle


def _turned(head: Fact, fact: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        return facts[0].claim.direction == facts[1].claim.direction

    ways = [f"{'down' if f.claim.direction == 'down' else 'up'} {messages.name(f)}" for f in (head, fact)]
    message = f"The headline says {ways[0]}, the text {ways[1]}."
    return outcome("direction_sign", (head, fact), holds, MOST_SURE, message)


def _told_otherwise(ctx: Context, body: list[Fact]) -> Iterator[Outcome]:
    """The first figure of the body for each flow that its headline says went one way, where all of the flow's went the
    other."""
    for flow, way, said in _headline(ctx):
        told = [f for f in body if f.claim.flow == flow and not f.claim.partner]
        first = next((f for f in ctx.facts if f.claim.zone == "body" and f.claim.flow == flow), None)
        lead = [f for f in told if first is not None and f.claim.sentence == first.claim.sentence <= LEAD]
        lead = [f for f in lead if f.claim.status == "reported"]
        if lead and all(f.claim.direction != way for f in told) and not _of_volumes(ctx, flow):
            moved = "down" if lead[0].claim.direction == "down" else "up"
            message = f"The headline says {said}, the text {moved} {messages.name(lead[0])}."
            yield Outcome("direction_sign", 0, MOST_SURE, (lead[0],), message)


def _of_volumes(ctx: Context, flow: str) -> bool:
    """Whether a text may tell of value where its headline tells of volume: "tea exports jump" for 594.5 million kilos,
    whose "earnings dropped"."""
    volumes = any(f.claim.kind in ("measure", "count") and f.claim.flow in (flow, None) for f in ctx.facts)
    told = words(ctx.text)
    return flow != "balance" and (volumes or cues.first(told, "volume_words", len(told)) is not None)


def _headline(ctx: Context) -> Iterator[tuple[str, str, str]]:
    """The flows that the first line names right before a word of change, the way of that, and both as written."""
    line, stop, _ = ctx.text.partition("\n")
    if not stop or len(line) > LONGEST or line.rstrip().endswith((".", ":")):
        return
    told = words(line.partition(";")[0])
    for at, word in enumerate(told):
        flow = next((name for name in FLOWS if word in cues.words_of(f"head_{name}")), None)
        way = cues.direction(told[at + 1 : at + 2]) if flow else None
        bound = any(before.endswith("bound") for before in told[:at])  # "U.S.-bound exports fall"
        since = told[at + 2 : at + 3] == ["from"]  # "exports slip from record": of another comparison
        if flow and way and not (bound or since):
            yield flow, way[0], " ".join(told[at : at + 2])
