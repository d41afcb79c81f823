"""Which planted errors can be proved: the annotated relations as linear constraints, solved by z3.

A second implementation on purpose: it shares nothing with extractor.checks but the intervals of
extractor.values. Every member is an unknown within its stated interval at 2h. What a relation says of its
members is found on the consistent article: of the forms that its members allow, the first that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Any

from extractor import values
from extractor.evaluate.gold import GoldQuantity
from extractor.evaluate.perfect import stated_scale, stated_unit
from extractor.evaluate.rereading import opposites
from extractor.exact import Fraction

Bounds = tuple[Fraction | None, Fraction | None]
Inequality = tuple[dict[int, Fraction], Fraction]
"""Coefficients by quantity and a constant: their sum must not be above zero."""


@dataclass(frozen=True)
class Form:
    """What a relation says: `total` is the sum of `members`, `members[0]` a multiple of `members[1]` by
    `factor` (a quantity, or fixed bounds), `members` in falling order or equal, or the growths of a total and
    its parts ("mean").
    """

    what: str
    members: tuple[int, ...]
    factor: int | tuple[Fraction, Fraction] | None = None
    stood: tuple[tuple[str, ...], ...] = ()
    """How each member stood on the consistent article: see `standing`."""

    @property
    def involved(self) -> frozenset[int]:
        """All quantities that take part."""
        return frozenset(self.members) | (frozenset({self.factor}) if isinstance(self.factor, int) else frozenset())


def bounds(quantity: GoldQuantity, steps: int = 2, finest: Decimal | None = None) -> Bounds:
    """The interval of an annotated quantity at `steps` times h. `finest`: the unit of the last digit that a
    finer figure of the same relation lends to an integer's closing zeros."""
    if isinstance(quantity.value, list):
        return Fraction(min(quantity.value)), Fraction(max(quantity.value))
    unit = stated_unit(quantity.text, quantity.value, quantity.type)
    worded = unit is None
    if unit is None:
        unit = quantity.value * 0
    scale = stated_scale(quantity.text, quantity.value)
    if finest is not None and unit > scale:
        unit = min(unit, max(finest, scale))
    shrunk = worded and quantity.type == "multiple" and 0 < quantity.value < 1
    limits = values.shrunk_bounds(quantity.value, quantity.qualifier) if shrunk else None
    low, high = limits or values.bounds(quantity.value, unit, quantity.qualifier, in_words=worded)
    more = Fraction(unit) / 2 * (steps - 1)
    if worded and low is not None and high is not None:
        more = (Fraction(high) - Fraction(low)) / 2 * (steps - 1)
    return (
        None if low is None else Fraction(low) - more,
        None if high is None else Fraction(high) + more,
    )


def finest_units(forms: Iterable[Form], quantities: Sequence[GoldQuantity]) -> dict[int, Decimal]:
    """For each quantity the finest unit of a last digit among those of its forms that share unit and scale."""
    finest: dict[int, Decimal] = {}
    for form in forms:
        stated: dict[tuple[str, Decimal], list[tuple[int, Decimal]]] = {}
        for member in form.members:
            quantity = quantities[member]
            if isinstance(quantity.value, list):
                continue
            unit = stated_unit(quantity.text, quantity.value, quantity.type)
            if unit is not None:
                group = measure(quantity), stated_scale(quantity.text, quantity.value)
                stated.setdefault(group, []).append((member, unit))
        for members in stated.values():
            least = min(unit for _, unit in members)
            for member, _ in members:
                finest[member] = min(finest.get(member, least), least)
    return finest


def _growth(quantity: GoldQuantity) -> Bounds:
    """1 + g as an interval, g signed by the direction."""
    low, high = _share(quantity)
    if quantity.direction == "down":
        low, high = (None if high is None else -high), (None if low is None else -low)
    return (None if low is None else 1 + low), (None if high is None else 1 + high)


def _share(quantity: GoldQuantity) -> Bounds:
    low, high = bounds(quantity)
    size = 100 if quantity.type == "percent" else 1
    return (None if low is None else low / size), (None if high is None else high / size)


def _part_of_change(quantity: GoldQuantity) -> Bounds:
    """The change as a part of the later level: g / (1 + g), without sign."""
    low, high = _growth(quantity)
    if low is None or high is None or low <= 0:
        return None, None
    ends = sorted((abs(1 - 1 / low), abs(1 - 1 / high)))
    return ends[0], ends[1]


FACTORS: dict[str, Callable[[GoldQuantity], Bounds]] = {
    "growth": _growth,
    "share": _share,
    "change part": _part_of_change,
    "times": bounds,
}


def standing(quantity: GoldQuantity) -> tuple[str, ...]:
    """What decides a member's sign in a sum: a change's direction, surplus or deficit; and its unit."""
    balance = next((word for word in opposites("balance") if word in (quantity.indicator or "")), "")
    return (quantity.direction or "") if quantity.role == "change" else "", balance, quantity.unit


def _turn(quantity: GoldQuantity, stood: tuple[str, ...]) -> int:
    """-1 where the member's sign turned since the form was made, else 1."""
    turns = sum(bool(a) and bool(b) and a != b for a, b in zip(standing(quantity)[:2], stood, strict=False))
    return -1 if turns % 2 else 1


def _less(one: int, factor: Fraction, other: int) -> Inequality:
    """factor * other <= one."""
    return {other: factor, one: Fraction(-1)}, Fraction(0)


def _more(one: int, factor: Fraction, other: int) -> Inequality:
    """one <= factor * other."""
    return {one: Fraction(1), other: -factor}, Fraction(0)


def inequalities(form: Form, quantities: Sequence[GoldQuantity]) -> Iterator[Inequality]:
    """The linear constraints of a form over the article's quantities."""
    if form.what == "sum":
        total, *parts = form.members
        turned = [Fraction(_turn(quantities[m], stood)) for m, stood in zip(form.members, form.stood, strict=True)]
        for sign in (Fraction(1), Fraction(-1)):
            yield (
                {total: sign * turned[0], **{p: -sign * t for p, t in zip(parts, turned[1:], strict=True)}},
                Fraction(0),
            )
    elif form.what == "equal":
        for member in form.members[1:]:
            yield _less(form.members[0], Fraction(1), member)
            yield _more(form.members[0], Fraction(1), member)
    elif form.what == "order":
        for high, low in zip(form.members, form.members[1:], strict=False):
            yield {low: Fraction(1), high: Fraction(-1)}, Fraction(0)
    else:
        least, most = _factor(form, quantities)
        one, other = form.members
        if least is not None:
            yield _less(one, least, other)
        if most is not None:
            yield _more(one, most, other)


def _factor(form: Form, quantities: Sequence[GoldQuantity]) -> Bounds:
    if isinstance(form.factor, int):
        return FACTORS[form.what](quantities[form.factor])
    return form.factor or (None, None)


def _sign(quantity: GoldQuantity) -> int:
    return -1 if quantity.direction == "down" else 1


@lru_cache(maxsize=1)
def _solver_of() -> tuple[Any, Any]:
    """z3 and one context for all proofs: it is loaded when it is needed, and making contexts is slow."""
    z3: Any = import_module("z3")
    return z3, z3.Context()


def holds(forms: Iterable[Form], quantities: Sequence[GoldQuantity], steps: int = 2) -> bool:
    """Whether the forms can hold together with every quantity within its interval. Exact (z3 over reals)."""
    z3, context = _solver_of()
    solver = z3.SolverFor("QF_LRA", ctx=context)
    solver.set("rlimit", 2_000_000)
    unknown: dict[int, Any] = {}
    forms = list(forms)
    finest = finest_units(forms, quantities)

    def real(number: Fraction) -> Any:
        return z3.RealVal(f"{number.numerator}/{number.denominator}", context)

    def variable(index: int) -> Any:
        if index not in unknown:
            unknown[index] = z3.Real(f"q{index}", context)
            low, high = bounds(quantities[index], steps, finest.get(index))
            if low is not None:
                solver.add(unknown[index] >= real(low))
            if high is not None:
                solver.add(unknown[index] <= real(high))
        return unknown[index]

    for form in forms:
        if form.what == "mean":
            growths = [variable(m) * _sign(quantities[m]) for m in form.members]
            solver.add(z3.Or([growths[0] >= part for part in growths[1:]]))
            solver.add(z3.Or([growths[0] <= part for part in growths[1:]]))
            continue
        for coefficients, constant in inequalities(form, quantities):
            terms = [real(factor) * variable(index) for index, factor in coefficients.items()]
            solver.add(z3.Sum([*terms, real(constant)]) <= 0)
    return bool(solver.check() != z3.unsat)


def measure(quantity: GoldQuantity) -> str:
    """What may be added up: counts whatever they count, percent and points, one unit otherwise."""
    if quantity.type in ("percent", "percentage_points"):
        return "%"
    return "count" if quantity.type == "count" else f"{quantity.type} {quantity.unit}"


def detectable(forms: Sequence[Form], clean: Sequence[GoldQuantity], new: Sequence[GoldQuantity]) -> bool:
    """Whether a mutant can be proved inconsistent: no values within the stated intervals at 2h satisfy all
    forms, a range runs backwards, or a member of a form is stated in another unit than before."""
    if any(isinstance(q.value, list) and q.value[0] > q.value[-1] for q in new):
        return True
    involved = {member for form in forms for member in form.involved}
    if any(clean[m].unit != new[m].unit for m in involved):
        return True
    return bool(forms) and not holds(forms, new)
