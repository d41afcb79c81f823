"""A headline's figure against the body's: one of the body's figures for the same thing must meet it.

The headline may be coarser ("$437 bn" for $437.42 billion) or in another unit of the same measure; it is confirmed
by its like in the body and by the body's most exact figure for the same thing. It is denied only where the body
gives the same kind of figure for the same thing and none of that kind, for whatever, fits.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import cues, keys, messages, units
from extractor.checks.facts import ONE_SIDED, Context, Fact, as_number, whole_numbers, words
from extractor.checks.headline_levels import denied as denied_by_levels
from extractor.checks.headline_levels import made_by_levels, of_other_measure
from extractor.checks.headline_same import (
    LEAD,
    adds_topic,
    before_it,
    certain,
    is_alternative,
    is_base,
    of_one_sector,
    of_other_things,
    one_measure,
    one_thing,
    part_of,
    past_term,
    stays,
    told_alike,
)
from extractor.checks.headlines import added_up, itemised, line_of, moved_since, of_no_use
from extractor.checks.levels import per_period
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.repairs import typographic
from extractor.exact import Fraction

COARSE = Fraction(1, 20)
"""How coarse a figure may be for its digits to tell it apart."""
FAR_OFF = 200
"""How many times as large as another a sum of other digits is of another thing."""
MOST = 40
"""Figures of headlines that are looked at; lines with more of them are none."""
BEYOND = Fraction(5, 4)
"""How many times as large as the mark that a headline has it pass a figure of the body may be."""
FIGURES = 3
"""Figures that a headline's number has besides its closing noughts, at least, to meet one of the lead by itself."""
ROLES_APART = ({"growth", "rate"}, {"growth", "share"}, {"growth", "price"})
WORDS = 3
"""Words of a headline besides its figure, at least, that make another line its twin."""
_NUMBERS = re.compile(r"[\d.,]+")


@check("headline_body")
def headline_body(ctx: Context) -> Iterator[Outcome]:
    body = [f for f in ctx.facts if f.claim.zone != "headline"]
    heads = [f for f in ctx.facts if f.claim.zone == "headline"][:MOST]
    for head in heads:
        alike = [f for f in body if one_measure(head, f)]
        holding = [o for o in (_outcome(head, f, 0) for f in alike if one_thing(head, f)) if _holds_for(o)]
        limits = [o.members[1] for o in holding if _only_within(*o.members)]
        limited = bool(holding) and len(limits) == len(holding) and not any(_equals(head, f) for f in alike)
        slip = next(_slipped(head, limits), None) if limited else None
        if slip is not None:
            yield slip
        elif holding:
            like = min(holding, key=lambda o: (o.level, o.members[1].claim.unit != head.claim.unit))
            exact = min(holding, key=lambda o: (o.level, o.members[1].coarseness))
            yield from (like,) if exact.members == like.members else (like, exact)
        elif not (
            of_no_use(ctx, head)
            or (head.slot == "base" and head.claim.kind == "count")  # "to nine from 15"
            or any(_explains(head, f) or _rounds(head, f) for f in (*alike, *_unitless(head, body)))
            or any(_told_otherwise(ctx, head, f) for f in body)
            or any(_between_heads(head, other, f) for other in heads for f in body)
            or _given_otherwise(ctx, head)
            or made_by_levels(ctx, head)
        ):
            durations = head.claim.kind == "duration"
            alike = [f for f in alike if not _is_span(head) and (not durations or f.claim.unit == head.claim.unit)]
            alike = [f for f in alike if per_period(f) == per_period(head) and not before_it(ctx, f)]
            alike = [f for f in alike if not _far_off(head, f)]
            alike = [f for f in alike if not (of_other_measure(ctx, head, f) or is_alternative(ctx, f))]
            denied = [*_denied(ctx, head, heads, body, alike)]
            slips = [o for o in denied if int(o.sure) >= FIRM and _mends(o, head)]
            slips = slips or [*itertools.islice(_slipped(head, alike), 1)]
            yield from (slips or denied or [*denied_by_levels(ctx, head)])[:1]
    yield from _twin_headlines(ctx, [head for head in heads if not itemised(ctx, head)])


def _holds_for(made: Outcome) -> bool:
    """Whether a figure of the body meets the headline's: within rounding of both only where the topics overlap."""
    return made.level == 1 or (made.level > 1 and keys.related(*made.members))


def _given_otherwise(ctx: Context, head: Fact) -> bool:
    return _is_difference(ctx, head) or _given(ctx, head)


def _given(ctx: Context, head: Fact) -> bool:
    """Whether the body has the headline's number without its unit: "Why is it now 8.5?"."""
    found = _NUMBERS.search(head.text)
    if found is None or ("." not in found[0].strip(".") and sum(c.isdigit() for c in found[0]) < FIGURES):
        return False
    bare = rf"(?<![\d.,]){re.escape(found[0].strip('.'))}(?=[?!,;.)](?!\d))"
    return re.search(bare, ctx.text[line_of(ctx, head)[1] :]) is not None


def _told_otherwise(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether the headline's figure is made of a figure of the body, counts other things, or is where that led."""
    made = _priced(head, fact) or _counted_otherwise(head, fact) or added_up(ctx, head, fact)
    return made or moved_since(ctx, head, fact)


def _between_heads(head: Fact, other: Fact, fact: Fact) -> bool:
    """Whether a count of the body is what lies between two of the headline: "trims list to nine from 15", "drops six
    activities"."""
    counts = head.claim.kind == other.claim.kind == fact.claim.kind == "count" and head is not other
    told = "base" in (head.slot, other.slot) and head.slot != other.slot
    return counts and told and fact.middle != 0 and abs(head.middle - other.middle) == fact.middle


def _only_within(head: Fact, fact: Fact) -> bool:
    """Whether the body gives only a limit, which the headline's number keeps without being it: "up to 500,000 tonnes"
    for 50,000."""
    return fact.claim.qualifier in ONE_SIDED and not head.at(1, plain=True).meets(fact.at(1, plain=True))


def _mends(made: Outcome, head: Fact) -> bool:
    """Whether a slip of the hand in a headline's figure explains a conflict."""
    return not made.level and any(m.fact.id == head.id for m in typographic(made))


def _explains(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the body, of whatever, may be what the headline says: a duty is no growth."""
    if fact.claim.qualifier in ONE_SIDED:
        return _equals(head, fact)
    if _coarser(head, fact):
        return False
    if cues.first(head.tail, "barrier", 1) is not None and head.middle <= fact.middle < BEYOND * head.middle:
        return True  # "average breaks £8,000 barrier" for £8,203
    opening = fact.claim.sentence <= head.claim.sentence + LEAD and head.claim.value == fact.claim.value
    if {head.claim.role, fact.claim.role} in ROLES_APART and not (opening or keys.related(head, fact)):
        return False
    return _outcome(head, fact, 0).level == 1


def _equals(head: Fact, fact: Fact) -> bool:
    return head.claim.value == fact.claim.value and head.claim.unit == fact.claim.unit


def _coarser(head: Fact, fact: Fact) -> bool:
    """Whether an amount of the body, of another flow, is told less finely than a headline's, which no headline is."""
    amounts = head.claim.kind == fact.claim.kind == "money" and head.claim.unit == fact.claim.unit
    return amounts and keys.flows(head, fact) == keys.CONFLICT and 0 < head.u < fact.u


def _rounds(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the lead, whatever its name, is the headline's when rounded, to three figures or more:
    "estimate raised to 326,000 tons" for shipments put at 326,184."""
    exact = len(str(head.claim.value).replace(".", "").strip("0")) >= FIGURES
    lead = fact.claim.sentence <= head.claim.sentence + LEAD and head.claim.unit == fact.claim.unit
    return exact and lead and not _coarser(head, fact) and head.at(1).meets(fact.at(1))


def _counted_otherwise(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the body meets a headline's count in a unit of measure: 5.5 million containers, TEU."""
    kinds = {head.claim.kind, fact.claim.kind} == {"count", "measure"} and fact.claim.qualifier not in ONE_SIDED
    return kinds and head.claim.value != 0 and head.at(1).meets(fact.at(1))


def _priced(head: Fact, fact: Fact) -> bool:
    """Whether a figure of the body is the headline's, told as finely or more, with what it is paid for: "$434.55 a
    ton"."""
    money = head.claim.kind == fact.claim.kind == "money" and head.u >= fact.u and head.at(1).meets(fact.at(1))
    return money and head.claim.unit.partition("/")[0] == fact.claim.unit.partition("/")[0]


def _is_span(head: Fact) -> bool:
    """Whether a headline's duration only counts the months or years of what it names: "11-month export earnings"."""
    return head.claim.kind == "duration" and head.claim.role == "other" and "-" in head.text


def _is_difference(ctx: Context, head: Fact) -> bool:
    """Whether a headline's change is what lies between a level of the body and its base: "inventories shed 200,000
    tonnes" for "1.698 million tonnes, below the 1.898 million held in June"."""
    if head.claim.role != "change":
        return False
    like = ("level", head.claim.unit)
    bases = (f for f in ctx.facts if f.slot == "base" and (f.claim.role, f.claim.unit) == like)
    return any(
        head.at(1).meets(now.at(1) - base.at(1)) or head.at(1).meets(base.at(1) - now.at(1))
        for base in bases
        for now in ctx.by_sentence[base.claim.sentence]
        if now is not base and (now.claim.role, now.claim.unit) == like
    )


def _unitless(head: Fact, body: list[Fact]) -> Iterator[Fact]:
    """Numbers told without a unit that may be amounts of a headline's: "the sum for the year is positive by 60.38"."""
    if head.claim.kind == "money":
        yield from (f for f in body if f.claim.kind == "count" and not f.claim.unit and f.claim.qualifier == "exact")


def _denied(ctx: Context, head: Fact, heads: list[Fact], body: list[Fact], alike: list[Fact]) -> Iterator[Outcome]:
    """The body's figure that a headline's contradicts, the surest first."""
    body = [f for f in body if per_period(f) == per_period(head) and not of_one_sector(head, f)]
    body = [f for f in body if not before_it(ctx, f) and not of_other_measure(ctx, head, f)]
    body = [f for f in body if not any(other is not head and _equals(other, f) for other in heads)]
    body, alike = ([f for f in some if not of_other_things(head, f)] for some in (body, alike))
    alike = [f for f in alike if not of_one_sector(head, f)]
    first = body[0].claim.sentence if body else 0
    alike = [f for f in alike if not adds_topic(head, f) and not part_of(ctx, head, f) and not past_term(ctx, f)]
    body = [f for f in body if not adds_topic(head, f) and not part_of(ctx, head, f) and not past_term(ctx, f)]
    body = [f for f in body if not _far_off(head, f)]
    yield from (_outcome(head, f, FIRM) for f in alike if certain(ctx, head, f))
    lead = [f for f in body if f.claim.sentence <= first + 1 and not is_base(ctx, f) and f.claim.kind != "duration"]
    if len([f for f in heads if one_measure(head, f)]) == 1:
        told = [f for f in lead if one_measure(head, f) and told_alike(head, f) and not _of_another_flow(head, f)]
        told = [f for f in told if f.claim.sentence == told[0].claim.sentence]
        if len({f.middle for f in told}) == 1:
            row = head.claim.indicator_id
            one = keys.related(head, told[0]) or (row is not None and row == told[0].claim.indicator_id)
            if one or told[0].claim.flow is not None or head.claim.flow is None:  # "subtract 148.8 billion from …"
                yield _outcome(head, told[0], FIRM if one else 1)
    for fact in lead:
        if _in_another_currency(head, fact) and not any(f.claim.unit == head.claim.unit for f in body):
            yield _outcome(head, fact, FIRM)


def _of_another_flow(head: Fact, fact: Fact) -> bool:
    """Whether a figure is a balance, which the headline doesn't name: "Gold brings $1.5bn" above a lead on the surplus
    in the balance of payments."""
    return fact.claim.flow == "balance" != head.claim.flow and keys.topics(head, fact) == keys.CONFLICT


def _slipped(head: Fact, alike: list[Fact]) -> Iterator[Outcome]:
    """The body's figure that a slip of the hand would make of a headline's: what the body gives in no other way, the
    headline can only have from it."""
    digits = "".join(c for c in head.text if c.isdigit()).lstrip("0")
    if len(digits) < 2 or head.claim.range is not None:
        return
    for fact in alike:
        if head.claim.qualifier in ONE_SIDED and head.claim.qualifier != fact.claim.qualifier:
            continue
        named = bool(keys.topic(head.claim.indicator)) and keys.topics(head, fact) == keys.FULL
        if head.claim.kind == "duration" and not named:
            continue  # "23 years at the door" is no slip of what a measure cost "over two years"
        moved = (head.claim.role == "change") != (fact.claim.role == "change")
        turned = moved or {head.claim.direction, fact.claim.direction} == {"up", "down"}
        if fact.claim.range is None and not turned and _may_be(head, fact, len(digits)):
            made = _outcome(as_number(head), as_number(fact), 1)
            mended = [] if made.level else [m for m in typographic(made) if m.fact.id == head.id]
            if mended and (fact.claim.qualifier not in ONE_SIDED or mended[0].value == fact.middle):
                yield replace(made, repair=tuple(mended))


def _may_be(head: Fact, fact: Fact, digits: int) -> bool:
    """Whether a figure may be that of which a headline's, of so many digits, is a slip: nothing in the keys is against
    it; for an amount of three digits or more its name or its period may be, for one of the same name its period."""
    topics, flows, periods = keys.topics(head, fact), keys.flows(head, fact), keys.periods(head, fact)
    told = head.claim.status == fact.claim.status or fact.claim.qualifier in ONE_SIDED
    if not told or keys.CONFLICT in (flows, keys.sides(head, fact)):
        return False
    apart = (topics, periods).count(keys.CONFLICT)
    if head.claim.kind == "percent":
        return not apart and (digits > 2 or topics == flows == periods == keys.FULL)
    same = topics == flows == keys.FULL and head.claim.flow is not None
    return apart == 0 or same or (digits > 2 and apart == 1)


def _far_off(head: Fact, fact: Fact) -> bool:
    """Whether two sums of money are of other sizes and digits, so that no slip makes the one of the other."""
    if head.claim.kind != "money" or fact.claim.kind != "money" or not head.middle or not fact.middle:
        return False
    apart = max(head.middle / fact.middle, fact.middle / head.middle)
    one, two = ("".join(c for c in f.text if c.isdigit()).lstrip("0")[:2] for f in (head, fact))
    return apart > FAR_OFF and one != two


def _in_another_currency(head: Fact, fact: Fact) -> bool:
    """The same digits of the same thing in another currency."""
    one, two = head.claim, fact.claim
    return (
        one.kind == two.kind == "money"
        and one.unit != two.unit
        and one.qualifier == two.qualifier
        and head.middle == fact.middle
        and head.coarseness <= COARSE
        and one_thing(head, fact)
        and keys.related(head, fact)
    )


def _outcome(head: Fact, fact: Fact, sure: int) -> Outcome:
    opposite = {head.claim.direction, fact.claim.direction} == {"up", "down"}

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        if {f.claim.direction for f in facts} == {"up", "down"} and facts[0].claim.flow != "balance":
            return False
        if facts[0].claim.kind != facts[1].claim.kind:
            return facts[0].ratio(level).meets(facts[1].ratio(level))
        if facts[0].claim.kind == "money" and facts[0].claim.unit != facts[1].claim.unit:
            return False
        if stays(*facts) and facts[0].claim.unit == facts[1].claim.unit:
            return facts[0].at(1, plain=True).meets(facts[1].at(1, plain=True))
        rounded = facts[0].written < facts[0].u and (  # "top 720,000" for 722,276, "hit 94,000t" for 94,009 tonnes
            facts[0].claim.kind == "count" or (facts[0].scale == 1 and facts[0].u < COARSE * abs(facts[0].middle))
        )
        one, two = units.common(facts[0], facts[1], 1 if whole_numbers(facts) else level, finer=not rounded)
        return one.meets(two)

    said = " in the other direction" if opposite else ""
    message = f"The headline says {messages.name(head)}, the text {messages.name(fact)}{said}."
    return outcome(
        "headline_body",
        (head, fact),
        holds,
        sure,
        message,
        expected=fact.at(1),
        observed=head.at(1),
        target=head if head.claim.unit == fact.claim.unit else None,
        form="equal" if head.claim.unit == fact.claim.unit and head.claim.kind == fact.claim.kind else None,
    )


def _twin_headlines(ctx: Context, heads: list[Fact]) -> Iterator[Outcome]:
    """A headline that the page gives twice, word for word but for a number."""
    lines: dict[str, list[Fact]] = {}
    for fact in heads:
        start, end = line_of(ctx, fact)
        before, after = ctx.text[start : fact.claim.start], ctx.text[fact.claim.end : end]
        if len(words(before + after)) < WORDS:
            continue  # "Exports, September" and below it "127.9 billion euros": a table
        lines.setdefault(f"{before}{_NUMBERS.sub('#', fact.text)}{after}", []).append(fact)
    for twins in lines.values():
        for a, b in itertools.pairwise(twins):
            if a.paragraph != b.paragraph and a.claim.kind == b.claim.kind:
                yield _outcome(a, b, FIRM)
