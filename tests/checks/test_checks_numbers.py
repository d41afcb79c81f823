"""Exact arithmetic: intervals against z3, no float anywhere, precision of wordings."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks.facts import Context, refined
from extractor.checks.intervals import Interval, point
from extractor.checks.precision import precision
from extractor.schema import Article, QuantityClaim, Result

CHECKS = Path(__file__).parents[2] / "extractor" / "checks"
numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)


def interval(ends: tuple[Fraction, Fraction]) -> Interval:
    return Interval(min(ends), max(ends))


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.py")), ids=lambda p: p.stem)
def test_no_float_in_the_checks(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id == "float")
        threshold = isinstance(node, ast.Constant) and isinstance(node.value, float)
        assert not threshold or path.stem == "readings"  # a score is no verdict


@given(st.tuples(numbers, numbers), st.tuples(numbers, numbers), numbers, numbers)
def test_operations_hold_every_value(
    a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction], s: Fraction, t: Fraction
) -> None:
    one, two = interval(a), interval(b)
    x = min(max(s, min(a)), max(a))
    y = min(max(t, min(b)), max(b))
    assert (one + two).holds(x + y)
    assert (one - two).holds(x - y)
    assert (one * two).holds(x * y)
    assert one.scale(y).holds(x * y)


@given(st.tuples(positive, positive), st.tuples(positive, positive))
def test_quotient_is_tight(a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> None:
    quotient = interval(a) / interval(b)
    assert quotient == Interval(min(a) / max(b), max(a) / min(b))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(numbers, numbers), min_size=3, max_size=3))
def test_sums_decide_as_z3_does(ends: list[tuple[Fraction, Fraction]]) -> None:
    total, one, two = (interval(e) for e in ends)
    context = z3.Context()
    solver = z3.Solver(ctx=context)
    unknowns = z3.Reals("total one two", context)
    for unknown, stated in zip(unknowns, (total, one, two), strict=True):
        for limit, low in ((stated.lo, True), (stated.hi, False)):
            assert limit is not None
            value = z3.Q(limit.numerator, limit.denominator, context)
            solver.add(unknown >= value if low else unknown <= value)
    solver.add(unknowns[0] == unknowns[1] + unknowns[2])
    assert total.meets(one + two) == (solver.check() == z3.sat)


def claim(text: str, value: str, kind: str = "money", qualifier: str = "exact", unit: str = "USD") -> QuantityClaim:
    return QuantityClaim.model_validate(
        {"id": "quantity1", "start": 0, "end": len(text), "text": text, "kind": kind, "value": Decimal(value),
         "unit": unit, "qualifier": qualifier, "role": "level"}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "kind", "u", "written"),
    [
        ("7.5 trillion yuan", "7500000000000", "money", "100000000000", "100000000000"),
        ("620 billion", "620000000000", "money", "10000000000", "1000000000"),
        ("10 percent", "10", "percent", "1", "1"),
        ("€1 196.3 bn", "1196300000000", "money", "100000000", "100000000"),
        ("Rs 36.99 lakh crore", "36990000000000", "money", "10000000000", "10000000000"),
        ("71 US cents", "0.71", "money", "1/100", "1/100"),
        ("1,376 won", "1376", "money", "1", "1"),
        ("60 firms", "60", "count", "1", "1"),
        ("2,600 firms", "2600", "count", "100", "1"),
        ("five ports", "5", "count", "1", "1"),
        ("doubled", "2", "multiple", "0", "0"),
        ("a third", "0.3333", "fraction", "0", "0"),
    ],
)
def test_precision(text: str, value: str, kind: str, u: str, written: str) -> None:
    assert precision(claim(text, value, kind))[:2] == (Fraction(u), Fraction(written))


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("exact", "99.5", "100.5"), ("about", "99", "101"), ("more_than", "100", "110"), ("nearly", "90", "100"),
     ("less_than", "90", "100"), ("at_least", "100", None), ("at_most", None, "100")],
)  # fmt: skip
def test_wordings(qualifier: str, low: str | None, high: str | None) -> None:
    stated = claim("100 percent", "100", "percent", qualifier, "%")
    fact = Context(Result(article=Article(id="a", text="100 percent"), sentences=[(0, 11)], claims=[stated])).facts[0]
    limits = tuple(None if end is None else Fraction(end) for end in (low, high))
    assert (fact.at(1).lo, fact.at(1).hi) == limits
    outer = fact.at(2)
    assert outer.lo == (None if limits[0] is None else limits[0] - Fraction(1, 2))
    assert outer.hi == (None if limits[1] is None else limits[1] + Fraction(1, 2))


def test_closing_zeros_count_beside_a_finer_figure() -> None:
    text = "$620 billion and $615.3 billion"
    one = claim("$620 billion", "620000000000")
    two = one.model_copy(
        update={"id": "quantity2", "start": 17, "end": 31, "text": "$615.3 billion", "value": Decimal("615300000000")}
    )
    facts = Context(Result(article=Article(id="a", text=text), sentences=[(0, len(text))], claims=[one, two])).facts
    assert refined(facts[:1], 1)[0] == Interval(Fraction(615 * 10**9), Fraction(625 * 10**9))
    assert refined(facts, 1)[0] == Interval(Fraction(6195 * 10**8), Fraction(6205 * 10**8))


def test_point_and_empty() -> None:
    assert point(3).meets(point(3))
    assert not point(3).meets(point(4))
    assert Interval(None, None).meets(point(4))
    assert (point(1) / Interval(Fraction(0), Fraction(1))) is None
