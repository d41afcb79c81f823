"""A part is not above its whole, a fall is at most 100 percent, a share at most 100, a volume not negative.

Parts are tied by the words ("$1.3bn of the $6.4bn", "6 of the 15 products", "$70 billion, including $9.1 billion of
cars"). Trap: growth above 100 percent is possible, a fall is not; a ratio of other things may exceed 100.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, whole_numbers, words
from extractor.checks.parts import Partial, partials, taken_of
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.share_parts import named_flow
from extractor.exact import Fraction

HUNDRED = Fraction(1)
MANY = 10
"""How many times as many as of another things are of another sort, where their noun is left out."""


@check("containment")
def containment(ctx: Context) -> Iterator[Outcome]:
    for fact in ctx.facts:
        yield from (o for o in _limits(fact) if not _may_turn(ctx, fact))
    for part, whole in zip(ctx.facts, ctx.facts[1:], strict=False):
        if _part_of(ctx, part, whole):
            yield _parts(part, whole)
    for part in ctx.facts:
        named = taken_of(ctx, part) or _of_all_told(ctx, part)
        if named is not None:
            yield _parts(part, named)
    for some in partials(ctx):
        if not some.disjoint and not _of_balance(some) and not _of_change(ctx, some):
            yield _parts(some.parts[0], some.whole)


def _limits(fact: Fact) -> Iterator[Outcome]:
    """Bounds that a figure breaks by itself; nothing is told of those that keep them."""
    claim = fact.claim
    relative = claim.kind in ("percent", "fraction")

    def within(facts: tuple[Fact, ...], level: int) -> bool:
        low = facts[0].ratio(level).lo
        return low is None or low <= HUNDRED

    def positive(facts: tuple[Fact, ...], level: int) -> bool:
        high = facts[0].at(level).hi
        return high is None or high >= 0

    falls = relative and claim.role == "growth" and claim.direction == "down"
    if falls and not _is_no_fall(fact) and not within((fact,), 2):
        yield outcome("containment", (fact,), within, FIRM, f"Nothing falls by {messages.name(fact)}.")
    elif _unsigned(fact) and not positive((fact,), 2):
        yield outcome("containment", (fact,), positive, FIRM, f"There is no {messages.name(fact)}.")


def _is_no_fall(fact: Fact) -> bool:
    """Whether the words at a percentage make it a rate, and no growth."""
    if cues.last(fact.lead, "determiner", 1) is not None:
        return True  # "to lower the 150pc tax"
    if fact.lead[-1:] != ("by",) and (fact.tail[:2] == ("down", "to") or cues.first(fact.tail, "levy_word", 1) == 0):
        return True  # "145% down to 30%", "India's 150% tariff on whisky falls to 75%"
    if fact.text[-1:].isdigit():
        return True  # "a loss of about 4 percent from 118.0 a year ago"
    return fact.lead[-1:] == ("at",)  # "a drop in exports, while others put inflation at 200 percent"


def _may_turn(ctx: Context, fact: Fact) -> bool:
    """Whether what falls may fall below zero: "net profit plunged 112 percent, turning into a loss"."""
    told = words(ctx.sentence_text(fact.claim.sentence))
    return fact.claim.role == "growth" and cues.first(told, "may_turn", len(told)) is not None


def _of_all_told(ctx: Context, part: Fact) -> Fact | None:
    """The largest amount of a flow, where the words make a larger one its part: "machinery made up $480 billion of the
    exports"."""
    flow = named_flow(part)
    if flow is None or part.claim.flow != flow or part.claim.role != "level" or not keys.is_level(part):
        return None
    made_up = cues.last(part.lead, "made_up_of", 4) is not None
    told = [f for f in ctx.facts if f is not part and f.claim.flow == flow and f.claim.role == "level"]
    told = [f for f in told if f.claim.unit == part.claim.unit and f.claim.place == part.claim.place is not None]
    wide = [f for f in told if keys.periods(f, part) == keys.FULL and keys.broader(f, part) and f.slot != "base"]
    largest = max(wide, key=lambda f: f.middle, default=None)
    alone = largest is not None and all(f.middle < part.middle for f in told)
    return largest if made_up and alone else None


def _of_balance(some: Partial) -> bool:
    """Whether losses are among the parts or the whole, which then may be the smaller one."""
    return any(cues.last(fact.lead, "absorbing", 3) is not None for fact in (some.whole, some.parts[0]))


def _of_change(ctx: Context, some: Partial) -> bool:
    """Whether the whole is the size of a change: "the largest increase, $1.2 billion, was in cars, of which"."""
    return cues.direction(ctx.before(some.whole, 40)[-1:]) is not None


def _unsigned(fact: Fact) -> bool:
    """Whether a figure is an amount that is never below zero: no reading of a scale, no change, no balance."""
    claim = fact.claim
    if claim.kind not in ("count", "measure") or claim.role != "level" or claim.flow == "balance":
        return False
    told = words(claim.indicator or "")
    return claim.unit not in cues.words_of("signed_unit") and cues.first(told, "signed", len(told)) is None


def _part_of(ctx: Context, part: Fact, whole: Fact) -> bool:
    """ "6 of the 15 flagship products": the whole right after the part, of one kind."""
    one, two = part.claim, whole.claim
    amounts = one.kind == two.kind and one.kind in ("money", "count", "measure")
    if not amounts or one.role != two.role or one.sentence != two.sentence:
        return False
    between = words(ctx.between(part, whole))
    if ";" in ctx.between(part, whole) or (between[2:3] and between[2] in cues.words_of("one_of_two")):
        return False  # "Of the loans, R329m; of the grants, R84m", "25,000 tonnes of the first, 10,000 of cheese"
    if one.kind == "count" and part.text.isdecimal() and part.middle >= MANY * whole.middle:
        return False  # "they took 5,000 pieces of one model. Now it is 500 of ten models"
    of = between[:2] in (["of", "the"], ["out", "of"]) or ctx.between(part, whole).split() == ["of"]
    same = one.unit == two.unit or (one.kind == "count" and between[:1] == ["out"])  # "700 delegates of 150 countries"
    return of and same and len(between) <= 3 and cues.first(between, "conjunction", 3) is None


def _parts(part: Fact, whole: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        if whole_numbers(facts):
            return facts[0].middle <= facts[1].middle
        low, high = facts[0].at(level).lo, facts[1].at(level).hi
        return low is None or high is None or low <= high

    message = f"{messages.name(part)} is told as a part of {messages.name(whole)}."
    return outcome("containment", (part, whole), holds, FIRM, message, expected=whole.at(1), observed=part.at(1))
