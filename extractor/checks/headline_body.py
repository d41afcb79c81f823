"""A headline's figure against the body's: one of the body's figures for the same thing must meet it.

The headline may be coarser ("$437 bn" for $437.42 billion) or in another unit of the same measure. It is denied
only where the body gives the same kind of figure for the same thing and no such figure fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks import keys, messages, units
from extractor.checks.facts import Context, Fact, whole_numbers
from extractor.checks.registry import FIRM, Outcome, check, outcome

_NUMBERS = re.compile(r"[\d.,]+")


@check("headline_body")
def headline_body(ctx: Context) -> Iterator[Outcome]:
    body = [f for f in ctx.facts if f.claim.zone != "headline" and not _is_base(ctx, f)]
    heads = [f for f in ctx.facts if f.claim.zone == "headline"]
    for head in heads:
        found = [_outcome(head, fact, _tie(head, fact, body)) for fact in body if _comparable(head, fact)]
        holding = [o for o in found if o.level]
        exact = [o for o in holding if o.sure] or holding
        if exact:
            yield min(exact, key=lambda o: (o.level, o.members[1].claim.unit != head.claim.unit))
        else:
            yield from [o for o in found if o.sure][:1]
    yield from _twin_headlines(ctx, heads)


def _is_base(ctx: Context, fact: Fact) -> bool:
    """The base of a comparison with another figure of its sentence."""
    own = ctx.by_sentence[fact.claim.sentence]
    return fact.slot == "base" and any(f is not fact and f.claim.kind == fact.claim.kind for f in own)


def _comparable(head: Fact, fact: Fact) -> bool:
    one, two = head.claim, fact.claim
    if one.kind != two.kind and {one.kind, two.kind} != {"percent", "fraction"}:
        return False
    if one.kind == "duration" or one.kind == "measure":
        if one.unit != two.unit and not units.convertible(head, fact):
            return False
    elif one.kind == "money" and one.unit != two.unit:
        return False
    return one.role == two.role and keys.flows(head, fact) != keys.CONFLICT and keys.periods(head, fact) != keys.CONFLICT \
        and not (one.partner and two.partner and one.partner != two.partner)


def _tie(head: Fact, fact: Fact, body: list[Fact]) -> bool:
    """Whether headline and body figure certainly measure the same thing."""
    one, two = head.claim, fact.claim
    if not keys.alike_status(head, fact) or two.status != one.status:
        return False
    if one.kind == "count" and one.unit != two.unit and keys.topics(head, fact) != keys.FULL:
        return False
    if keys.topics(head, fact) != keys.FULL or keys.flows(head, fact) != keys.FULL:
        return False
    if keys.agree(one.partner, two.partner) != keys.FULL or (one.place and two.place and one.place != two.place):
        return False
    named = bool(keys.topic(one.indicator)) or one.flow is not None
    if not _alone(head, fact, body):
        return False
    return named and (one.baseline is None or two.baseline is None or one.baseline == two.baseline)


def _alone(head: Fact, fact: Fact, body: list[Fact]) -> bool:
    """Whether the body gives one figure only for what the headline names."""
    same = (f for f in body if _comparable(head, f) and keys.topics(head, f) == keys.FULL and f.claim.flow == fact.claim.flow
            and f.claim.unit == fact.claim.unit and f.claim.status == fact.claim.status)
    return all(f.middle == fact.middle for f in same)


def _outcome(head: Fact, fact: Fact, sure: bool) -> Outcome:
    opposite = {head.claim.direction, fact.claim.direction} == {"up", "down"}

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        if {f.claim.direction for f in facts} == {"up", "down"} and facts[0].claim.flow != "balance":
            return False
        if facts[0].claim.kind != facts[1].claim.kind:
            return facts[0].ratio(level).meets(facts[1].ratio(level))
        one, two = units.common(facts[0], facts[1], 1 if whole_numbers(facts) else level)
        return one.meets(two)

    said = " in the other direction" if opposite else ""
    message = f"The headline says {messages.name(head)}, the text {messages.name(fact)}{said}."
    return outcome("headline_body", (head, fact), holds, FIRM if sure else 0, message, expected=fact.at(1), observed=head.at(1),
                   target=head if head.claim.unit == fact.claim.unit else None)


def _twin_headlines(ctx: Context, heads: list[Fact]) -> Iterator[Outcome]:
    """A headline that the page gives twice, word for word but for a number."""
    lines: dict[str, list[Fact]] = {}
    for fact in heads:
        start = ctx.text.rfind("\n", 0, fact.claim.start) + 1
        end = ctx.text.find("\n", fact.claim.end)
        line = ctx.text[start : end if end >= 0 else len(ctx.text)]
        at = len([f for f in heads if start <= f.claim.start < fact.claim.start])
        lines.setdefault(f"{at}:{_NUMBERS.sub('#', line)}", []).append(fact)
    for twins in lines.values():
        for a, b in zip(twins, twins[1:], strict=False):
            if a.paragraph != b.paragraph and a.claim.kind == b.claim.kind:
                yield _outcome(a, b, True)
