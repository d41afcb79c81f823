"""Which planted errors can be proved: the annotated relations as linear constraints, solved by z3.

A second implementation on purpose: it shares nothing with extractor.checks but the intervals of
extractor.values. Every member is an unknown within its stated interval at 2h. What a relation says of its
members is found on the consistent article: of the forms that its members allow, the first that holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib import import_module
from itertools import permutations
from typing import Any

from extractor import values
from extractor.evaluate.gold import GoldArticle, GoldQuantity, GoldRelation, find_nth
from extractor.evaluate.matching import overlap
from extractor.evaluate.perfect import stated_unit
from extractor.evaluate.rereading import opposites

Bounds = tuple[Fraction | None, Fraction | None]
Inequality = tuple[dict[int, Fraction], Fraction]
"""Coefficients by quantity and a constant: their sum must not be above zero."""

ORDERED = frozenset({"direction_sign", "rank_order", "threshold", "containment", "period_sum", "record_high"})
CURRENCY_BAND, UNIT_BAND = Fraction(5, 100), Fraction(1, 200)
"""How far a rate or a unit's factor may lie from the one that the consistent article implies."""

Members = Sequence[int]


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
    """How each member stood on the consistent article: see `_standing`."""

    @property
    def involved(self) -> frozenset[int]:
        """All quantities that take part."""
        return frozenset(self.members) | (
            frozenset({self.factor}) if isinstance(self.factor, int) else frozenset()
        )


def _fraction(limit: Any) -> Fraction | None:
    return None if limit is None else Fraction(limit)


def bounds(quantity: GoldQuantity, finest: Fraction | None = None, steps: int = 2) -> Bounds:
    """The interval of an annotated quantity at `steps` times h. `finest`: the unit that a finer figure of the
    same relation lends to a round one."""
    if isinstance(quantity.value, list):
        return Fraction(min(quantity.value)), Fraction(max(quantity.value))
    unit = stated_unit(quantity.text, quantity.value, quantity.type)
    worded = unit is None
    if unit is None:
        unit = quantity.value * 0
    low, high = values.bounds(quantity.value, unit, quantity.qualifier, in_words=worded)
    more = Fraction(unit) / 2 * (steps - 1)
    if worded and low is not None and high is not None:
        more = (Fraction(high) - Fraction(low)) / 2 * (steps - 1)
    return (
        None if low is None else Fraction(low) - more,
        None if high is None else Fraction(high) + more,
    )


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


def _standing(quantity: GoldQuantity) -> tuple[str, ...]:
    """What decides a member's sign in a sum: a change's direction, surplus or deficit; and its unit."""
    balance = next((word for word in opposites("balance") if word in (quantity.indicator or "")), "")
    return (quantity.direction or "") if quantity.role == "change" else "", balance, quantity.unit


def _turn(quantity: GoldQuantity, stood: tuple[str, ...]) -> int:
    """-1 where the member's sign turned since the form was made, else 1."""
    turns = sum(bool(a) and bool(b) and a != b for a, b in zip(_standing(quantity)[:2], stood, strict=False))
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
        turned = [
            Fraction(_turn(quantities[m], stood)) for m, stood in zip(form.members, form.stood, strict=True)
        ]
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

    def real(number: Fraction) -> Any:
        return z3.RealVal(f"{number.numerator}/{number.denominator}", context)

    def variable(index: int) -> Any:
        if index not in unknown:
            unknown[index] = z3.Real(f"q{index}", context)
            low, high = bounds(quantities[index], steps=steps)
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


def _measure(quantity: GoldQuantity) -> str:
    """What may be added up: counts whatever they count, percent and points, one unit otherwise."""
    if quantity.type in ("percent", "percentage_points"):
        return "%"
    return "count" if quantity.type == "count" else f"{quantity.type} {quantity.unit}"


def _alike(quantities: Sequence[GoldQuantity], members: Members) -> bool:
    return len({_measure(quantities[m]) for m in members}) == 1


def _sums(quantities: Sequence[GoldQuantity], members: Members) -> Iterator[Form]:
    for total in members:
        ordered = (total, *(m for m in members if m != total))
        yield Form("sum", ordered, stood=tuple(_standing(quantities[m]) for m in ordered))


def _how(quantity: GoldQuantity) -> tuple[str, ...]:
    if quantity.type == "multiple":
        return ("times", "growth") if quantity.role == "growth" else ("times",)
    if quantity.role in ("growth", "change"):
        return "growth", "change part", "share"
    return "share", "growth", "change part"


def _candidates(check: str, quantities: Sequence[GoldQuantity], members: Members) -> Iterator[Form]:
    relative = [m for m in members if quantities[m].type in ("percent", "fraction", "multiple")]
    plain = [m for m in members if m not in relative]
    if _alike(quantities, members) and check not in (ORDERED | {"growth_of_total"}) and len(members) > 2:
        yield from _sums(quantities, members)
    if check == "growth_of_total":
        yield from _means(quantities, relative)
    if check in ("headline_body", "repeated_value") and len(members) > 2 and _alike(quantities, members):
        yield Form("equal", tuple(members))
    if len(members) == 3 and len(relative) == 1 and _alike(quantities, plain):
        for how in _how(quantities[relative[0]]):
            for one, other in permutations(plain):
                yield Form(how, (one, other), relative[0])
    if len(members) == 3 and len(plain) == 3 and not _alike(quantities, plain):
        for one, other, factor in permutations(plain):
            yield Form("times", (one, other), factor)
    if len(members) == 3 and check == "period_sum" and _alike(quantities, members):
        yield from _sums(quantities, members)
    if len(members) == 2 and check not in ORDERED:
        yield from _pairs(check, quantities, members)
    if check in ORDERED and _alike(quantities, members):
        yield Form("order", tuple(members))
        yield Form("order", tuple(reversed(members)))


def _means(quantities: Sequence[GoldQuantity], growths: Members) -> Iterator[Form]:
    """The growth of a total lies between those of its parts: every growth tried as the total's."""
    if len(growths) > 2 and all(quantities[m].role == "growth" for m in growths):
        for total in growths:
            yield Form("mean", (total, *(m for m in growths if m != total)))


def _pairs(check: str, quantities: Sequence[GoldQuantity], members: Members) -> Iterator[Form]:
    one, other = (quantities[m] for m in members)
    if isinstance(one.value, list) or isinstance(other.value, list) or not other.value:
        return
    ratio = Fraction(one.value) / Fraction(other.value)
    if _alike(quantities, members):
        yield Form("times", (members[0], members[1]), (Fraction(1), Fraction(1)))
    elif one.type == other.type and check in ("currency_conversion", "repeated_value", "headline_body"):
        band = CURRENCY_BAND if check == "currency_conversion" else UNIT_BAND
        yield Form("times", (members[0], members[1]), (ratio * (1 - band), ratio * (1 + band)))


def members_of(relation: GoldRelation, article: GoldArticle) -> list[int] | None:
    """The quantities that a relation's members name; None where one is no quantity."""
    spans = [quantity.span(article.text) for quantity in article.gold.quantities]
    found = []
    for words, nth in relation.members:
        at = find_nth(article.text, words, nth)
        hit = [n for n, span in enumerate(spans) if overlap(span, (at, at + len(words)))]
        if len(hit) != 1:
            return None
        found.append(hit[0])
    return found if len(set(found)) == len(found) else None


def forms_of(article: GoldArticle) -> list[Form]:
    """The linear forms of an article's relations that hold at h; relations that have none are left out."""
    forms = []
    quantities = article.gold.quantities
    for relation in article.gold.relations:
        members = members_of(relation, article)
        if members is None:
            continue
        candidates = _candidates(relation.check, quantities, members)
        form = next((c for c in candidates if holds([c], quantities, steps=1)), None)
        if form is not None:
            forms.append(form)
    return forms


def detectable(forms: Sequence[Form], clean: Sequence[GoldQuantity], new: Sequence[GoldQuantity]) -> bool:
    """Whether a mutant can be proved inconsistent: no values within the stated intervals at 2h satisfy all
    forms, a range runs backwards, or a member of a form is stated in another unit than before."""
    if any(isinstance(q.value, list) and q.value[0] > q.value[-1] for q in new):
        return True
    involved = {member for form in forms for member in form.involved}
    if any(clean[m].unit != new[m].unit for m in involved):
        return True
    return bool(forms) and not holds(forms, new)
