"""One quantity stated twice: the two intervals meet, units converted (bushels and tonnes, 240 hours and ten days).

A restatement in the words ("1.14 billion bushels (31.0 million tonnes)", "240 hours, that is ten days") and a
caption must agree; so must one growth of one thing in two directions. Two figures of one key elsewhere only confirm
each other: an estimate against a final, a revision, another office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks import cues, keys, messages, units
from extractor.checks.facts import Context, Fact, whole_numbers, words
from extractor.checks.grown_twice import grown_twice
from extractor.checks.levels import per_period
from extractor.checks.misnamed import at_reference
from extractor.checks.pairings import restated
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.signs import SIGNS
from extractor.exact import Fraction

ALIKE = 5
"""How many times as large as the other one of a figure and that of the period before may be."""
RATE_TOLERANCE = Fraction(1, 20)
"""How far the ratio of two figures may lie from a conversion's for the one to be taken for the other's."""
GROWN = Fraction(1, 200)
"""How far a figure may lie from where its growth leads, as a part of it."""
NEXT = 3
"""With how many later figures of its key one is compared."""
_ITEM = re.compile(r"[^\n:]{1,40}: ?")
"""What stands before the figure of a list's item."""
_BEHIND = 50
"""Characters behind a restatement in which it may be told to be a sum."""


@check("repeated_value")
def repeated_value(ctx: Context) -> Iterator[Outcome]:
    yield from grown_twice(ctx)
    told = set()
    for a, b in zip(ctx.facts, ctx.facts[1:], strict=False):
        if (
            a.claim.kind == b.claim.kind
            and restated(ctx, a, b)
            and (a.claim.unit == b.claim.unit or units.convertible(a, b))
        ):
            told.add((a.id, b.id))
            yield _outcome(a, b, _is_restatement(ctx, a, b))
    for a in ctx.facts:
        later = [b for b in keys.alike(ctx, a) if b.number > a.number and _same(ctx, a, b)]
        for b in later[:NEXT]:
            if (a.id, b.id) in told or _in_other_terms(ctx, a, b) or _lead_apart(ctx, a, b):
                continue
            if not (a.claim.zone == "headline" != b.claim.zone):
                yield _outcome(a, b, _certain(a, b))


def _is_restatement(ctx: Context, a: Fact, b: Fact) -> bool:
    """In parentheses the same unit may be the period before: sure only where the article puts other currencies or
    units there, too."""
    if cues.first(b.tail, "judging", 1) == 0 or cues.first(b.tail, "comparative", 1) == 0:
        return False  # "pays $1.86, that is, $1.16 more", "it had been negative $242 million, i.e. $144 million better"
    if b.slot == "base" and b.bracket and b.lead:
        return False  # "expenditures of 16.6 billion (down from 19.1 billion)"
    if b.text[:1] in SIGNS and a.text[:1] not in SIGNS:
        return False  # "to 525.6 billion dirhams (+44.2 billion)"
    if cues.first(b.tail, "gained_or_lost", 1) == 0:
        return False  # "dropped to 71.4 billion, i.e. 5 billion saved"
    behind = words(ctx.text[b.claim.end : b.claim.end + _BEHIND].partition(". ")[0])
    if cues.first(behind, "sum_tail", 8) is not None and cues.first(behind, "conjunction", 8) is None:
        return False  # "and basmati $4.8 billion, or $11.2 billion in all"
    if per_period(a) != per_period(b) or (_per_thing(b) and not _per_thing(a)):
        return False  # "Rs 248 billion, or Rs 3.2 billion a day", "or $336.2 million on average"
    if a.claim.unit != b.claim.unit:
        return True
    if _is_base(ctx, a, b):
        return False  # "added a modest 1.4% to reach $187.4 million ($184.8 million)"
    opened = ctx.text.rfind("\n", 0, a.claim.start) + 1
    if _ITEM.fullmatch(ctx.text, opened, a.claim.start):
        return False  # "All others: 11,500 t (10,300 t)"
    if b.bracket and at_reference(ctx, a, b):
        return True  # "RM74.6bil (about RM17.4bil)": the dollars that these are
    beside = max(a.middle, b.middle) <= ALIKE * min(a.middle, b.middle)
    others = any(pair != (a.id, b.id) for pair in _set_beside(ctx))
    earlier = beside and (others or not _at_a_rate(ctx, a, b))
    return a.claim.unit in _converted(ctx) and not earlier


def _is_base(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether the growth told right before a figure leads from the one in brackets to it."""
    before = ctx.facts[a.number - 1] if a.number else None
    if before is None or before.claim.role != "growth" or before.claim.sentence != a.claim.sentence or not b.bracket:
        return False
    change = before.middle if before.claim.direction == "up" else -before.middle
    led = b.middle * (100 + change) / 100
    return before.claim.unit == "%" and abs(led - a.middle) <= GROWN * a.middle


def _at_a_rate(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether two figures of one currency lie as far apart as others of it from what they are converted to, so that
    the second may only name the wrong one."""
    return any(
        abs(a.middle * f.middle - b.middle * x.middle) <= RATE_TOLERANCE * b.middle * x.middle
        for x, f in _conversions(ctx)
        if x.claim.unit == a.claim.unit
    )


def _per_thing(fact: Fact) -> bool:
    return fact.text.endswith(" each") or cues.first(fact.tail, "per_thing", 1) == 0


def _set_beside(ctx: Context) -> list[tuple[str, str]]:
    """The figures with one of their own unit in brackets: those of the period before stand so."""
    if "set beside" not in ctx.memo:
        pairs = [(ctx.facts[f.number - 1], f) for f in ctx.facts if f.bracket and f.number]
        ctx.memo["set beside"] = [
            (x.id, f.id)
            for x, f in pairs
            if x.claim.unit == f.claim.unit
            and f.claim.kind in ("money", "measure")
            and ctx.between(x, f).strip() == "("
        ]
    found: list[tuple[str, str]] = ctx.memo["set beside"]
    return found


def _conversions(ctx: Context) -> list[tuple[Fact, Fact]]:
    """The figures that are restated in another unit in parentheses, and these."""
    if "conversions" not in ctx.memo:
        pairs = [(ctx.facts[f.number - 1], f) for f in ctx.facts if f.bracket and f.number]
        ctx.memo["conversions"] = [
            (x, f)
            for x, f in pairs
            if x.claim.kind == f.claim.kind and x.claim.unit != f.claim.unit and restated(ctx, x, f)
        ]
    found: list[tuple[Fact, Fact]] = ctx.memo["conversions"]
    return found


def _converted(ctx: Context) -> set[str]:
    return {x.claim.unit for x, _ in _conversions(ctx)}


def _same(ctx: Context, a: Fact, b: Fact) -> bool:
    one, two = a.claim, b.claim
    if one.kind != two.kind or one.role != two.role or one.status != two.status or one.baseline != two.baseline:
        return False
    if one.unit != two.unit and not units.convertible(a, b):
        return False
    if one.vintage != two.vintage or {a.slot, b.slot} == {"base", "now"} or one.role == "change":
        return False
    period = keys.periods(a, b) == keys.FULL or (one.period is None and two.period is None)
    named = bool(keys.topic(one.indicator)) or one.flow is not None
    return period and named and (one.unit == two.unit or a.number + 1 == b.number or one.kind == "duration")


def _in_other_terms(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether one figure is in volume and the other in value: "4.6 per cent below the 205,900 tonnes of last year, yet
    the value rose 4.6 per cent"."""
    turned = {a.claim.direction, b.claim.direction} == {"up", "down"}
    return turned and not set(words(ctx.between(a, b))).isdisjoint(cues.words_of("measured_in"))


def _lead_apart(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether two changes of a sentence lead to a level each: "fell by a quarter to $6 billion in 2023 and rose by a
    quarter to $7.5 billion in 2024"."""
    turned = {a.claim.direction, b.claim.direction} == {"up", "down"} and a.claim.sentence == b.claim.sentence
    led = [f for c in (a, b) for f in ctx.facts[c.number + 1 : c.number + 2] if f.lead[-1:] == ("to",)]
    return turned and len(led) == 2 and led[0].middle != led[1].middle


def _certain(a: Fact, b: Fact) -> bool:
    """A caption, or one growth told up and down."""
    caption = (a.claim.zone == "caption") != (b.claim.zone == "caption")
    if caption and a.claim.period and a.claim.flow:
        return True
    turned = {a.claim.direction, b.claim.direction} == {"up", "down"} and a.middle == b.middle
    turned = turned and keys.sector(a) == keys.sector(b)
    return turned and a.claim.flow is not None and a.claim.period is not None and a.middle.denominator > 1


def _outcome(a: Fact, b: Fact, sure: bool) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        if {f.claim.direction for f in facts} == {"up", "down"} and facts[0].claim.role == "growth":
            return False
        one, two = units.common(facts[0], facts[1], 1 if whole_numbers(facts) else level)
        return one.meets(two)

    one, two = units.common(a, b, 1)
    message = f"{messages.name(a)} and {messages.name(b)} are given for the same thing."
    return outcome(
        "repeated_value",
        (a, b),
        holds,
        FIRM if sure else 0,
        message,
        expected=one,
        observed=two,
        form="equal" if a.claim.unit == b.claim.unit else None,
    )
