"""Single-number changes that would mend a conflict: slips of the hand first, then the value that follows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from extractor.checks import messages
from extractor.checks.facts import Fact
from extractor.checks.intervals import Interval
from extractor.checks.precision import DIGITS
from extractor.checks.registry import Mend, Outcome
from extractor.exact import Fraction

SCALES = (1, -1, 2, -2, 3, -3, 6, -6)
"""Powers of ten by which scales slip."""
RELATIVE = ("percent", "percentage_points", "basis_points", "multiple")
THOUSANDS = (3, -3, 6, -6)
"""Powers of ten by which a word for thousands is wrong."""
SWAPPED = "two digits swapped"
ONE_DIGIT = "one digit"
ADDITIVE = frozenset({"balance", "change_from_levels", "period_sum", "sum_of_parts"})
"""Checks of sums and differences, which one wrong digit of a long number breaks; rates are too coarse to tell."""
LONG = 5
"""Digits of a number, at least, whose change in one of them makes a relation hold hardly by chance."""
MOST = 3
OF_ORDER = frozenset({"record_high", "threshold", "direction_sign", "rank_order", "range_order", "containment"})
"""Checks that only ask which figure is the larger, so that any change far enough mends them."""


def slips(fact: Fact) -> Iterator[tuple[Fraction, str]]:
    """The values that a slip could have turned into the stated one: two digits swapped, a scale."""
    if fact.claim.value is None or not fact.u:
        return
    digits = DIGITS.search(fact.text)
    if digits:
        yield from ((value * fact.scale * _sign(fact), SWAPPED) for value in _swapped(digits.group()))
    if digits and sum(c.isdigit() for c in digits.group()) >= LONG:
        yield from ((value * fact.scale * _sign(fact), ONE_DIGIT) for value in _retyped(digits.group()))
    yield from scaled(fact, SCALES[:2] if fact.claim.kind in RELATIVE else SCALES)


def _sign(fact: Fact) -> int:
    return -1 if fact.middle < 0 else 1


def _swapped(number: str, near: bool = False) -> Iterator[Fraction]:
    """The numbers with two digits swapped, with `near` only neighbouring ones."""
    plain = [c for c in number if c.isdigit() or c == "."]
    places = [at for at, c in enumerate(plain) if c != "."]
    for one, two in itertools.pairwise(places) if near else itertools.combinations(places, 2):
        if plain[one] != plain[two]:
            changed = list(plain)
            changed[one], changed[two] = changed[two], changed[one]
            if changed[0] != "0" or len(changed) == 1 or changed[1] == ".":
                yield Fraction("".join(changed).rstrip("."))


def _retyped(number: str) -> Iterator[Fraction]:
    """The numbers that differ in one digit."""
    plain = [c for c in number if c.isdigit() or c == "."]
    for at, own in enumerate(plain):
        for digit in "0123456789" if own != "." else "":
            if digit != own and (at or digit != "0"):
                yield Fraction("".join([*plain[:at], digit, *plain[at + 1 :]]).rstrip("."))


def changed(fact: Fact, value: Fraction) -> Fact:
    """The fact with another value, in the same precision."""
    claim = fact.claim.model_copy(update={"value": messages.decimal(value, 30), "low": None, "high": None})
    ratio = value / fact.middle if fact.middle else Fraction(1)
    if not is_power(ratio):
        return replace(fact, claim=claim, middle=value, _kept={})
    return replace(
        fact,
        claim=claim,
        middle=value,
        _kept={},
        u=fact.u * ratio,
        written=fact.written * ratio,
        scale=fact.scale * ratio,
    )


def is_power(ratio: Fraction) -> bool:
    """Whether a ratio is a power of ten."""
    return ratio > 0 and str(ratio.numerator).strip("0") == "1" == str(ratio.denominator).strip("0")


def turned(fact: Fact) -> Fact:
    """A growth or change in the other direction."""
    other = "up" if fact.claim.direction == "down" else "down"
    return replace(fact, claim=fact.claim.model_copy(update={"direction": other}), _kept={})


def typographic(outcome: Outcome) -> list[Mend]:
    """The slips of one member each that would make the relation hold."""
    found: list[Mend] = []
    if outcome.retry is None:
        return found
    for at, fact in enumerate(outcome.members):
        other = "rise" if fact.claim.direction == "down" else "fall"
        if fact.claim.direction and fact.claim.role in ("growth", "change") and _mends(outcome, at, turned(fact)):
            found.append(Mend(fact, fact.middle, f"if it were a {other}"))
        for value, reason in slips(fact):
            if reason == ONE_DIGIT and outcome.check not in ADDITIVE:
                continue
            if _mends(outcome, at, changed(fact, value)):
                found.append(Mend(fact, value, reason))
    return found


def likely(outcome: Outcome) -> list[Mend]:
    """The commonest slips of one member each that would make the relation hold: two neighbouring digits swapped, a
    wrong word for thousands, one digit of a long number of a sum."""
    return [
        Mend(fact, value, reason)
        for at, fact in enumerate(outcome.members)
        for value, reason in _likely_slips(fact, outcome.check in ADDITIVE)
        if _mends(outcome, at, changed(fact, value))
    ]


def long_slips(fact: Fact, retyped: bool = True) -> Iterator[tuple[Fraction, str]]:
    """The values with two neighbouring digits swapped or, of a long number where `retyped`, one digit changed."""
    digits = DIGITS.search(fact.text) if fact.claim.value is not None and fact.u else None
    if digits is None:
        return
    unit = fact.scale * _sign(fact)
    yield from ((value * unit, SWAPPED) for value in _swapped(digits.group(), near=True))
    if retyped and sum(c.isdigit() for c in digits.group()) >= LONG:
        yield from ((value * unit, ONE_DIGIT) for value in _retyped(digits.group()))


def scaled(fact: Fact, powers: Iterable[int]) -> Iterator[tuple[Fraction, str]]:
    """The value by each power of ten."""
    for power in powers:
        yield fact.middle * Fraction(10) ** power, f"a factor of {messages.number(Fraction(10) ** abs(power))}"


def any_swapped(fact: Fact) -> Iterator[tuple[Fraction, str]]:
    """The values with any two digits swapped."""
    digits = DIGITS.search(fact.text) if fact.claim.value is not None and fact.u else None
    if digits is not None:
        yield from ((value * fact.scale * _sign(fact), SWAPPED) for value in _swapped(digits.group()))


def _likely_slips(fact: Fact, additive: bool) -> Iterator[tuple[Fraction, str]]:
    if fact.claim.value is None or not fact.u or not DIGITS.search(fact.text):
        return
    yield from long_slips(fact, additive)
    yield from scaled(fact, () if fact.claim.kind in RELATIVE else THOUSANDS)


def _mends(outcome: Outcome, at: int, fact: Fact) -> bool:
    members = (*outcome.members[:at], fact, *outcome.members[at + 1 :])
    return outcome.retry is not None and outcome.retry(members) == 1


def mends(outcome: Outcome) -> tuple[Mend, ...]:
    """The changes to tell, most likely first: slips, then the value that follows from the others."""
    found = [mend for mend in typographic(outcome) if _possible(mend)]
    found = (_nearest(found) if outcome.check in OF_ORDER else found)[:MOST]
    target, expected = outcome.target, outcome.expected
    if target is not None and expected is not None and expected.lo is not None and expected.hi is not None:
        value = _rounded((expected.lo + expected.hi) / 2, target.written or target.u)
        if not any(m.fact is target for m in found):
            found.append(Mend(target, value, "what the other figures make"))
    if outcome.stated is not None and not any(m.fact is outcome.stated.fact for m in found):
        found.append(outcome.stated)
    return tuple(found)


def _possible(mend: Mend) -> bool:
    """Whether a figure can have the value at all: what is counted in whole numbers stays whole."""
    whole = mend.fact.claim.kind == "count" and mend.fact.middle.denominator == 1
    return not whole or mend.value.denominator == 1


def _nearest(found: list[Mend]) -> list[Mend]:
    """Of the changes of one sort only that which changes its figure least: a scale, two digits, a direction."""
    kept: dict[str, Mend] = {}
    for mend in sorted(found, key=_distance):
        kept.setdefault("a factor" if is_power(_ratio(mend)) and mend.value != mend.fact.middle else mend.reason, mend)
    return [mend for mend in found if mend in kept.values()]


def _ratio(mend: Mend) -> Fraction:
    return mend.value / mend.fact.middle if mend.fact.middle else Fraction(1)


def _distance(mend: Mend) -> Fraction:
    """By what factor a change makes a figure larger or smaller."""
    ratio = abs(_ratio(mend))
    return max(ratio, 1 / ratio) if ratio else Fraction(10) ** 12


def as_stated(fact: Fact, ratio: Interval | None) -> Mend | None:
    """A percentage corrected to a ratio's middle, in the rounding of the text; None where it isn't one."""
    if fact.claim.kind != "percent" or ratio is None or ratio.lo is None or ratio.hi is None:
        return None
    value = _rounded(abs(ratio.lo + ratio.hi) * 50, fact.written or fact.u)
    return Mend(fact, value, "what the other figures make")


def _rounded(value: Fraction, unit: Fraction) -> Fraction:
    if not unit:
        return value
    steps = messages.decimal(value / unit, 20).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    return Fraction(steps) * unit
