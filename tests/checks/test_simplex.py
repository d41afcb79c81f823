"""Linear inequalities over exact rationals: the same answers as z3's, and never without end."""

from __future__ import annotations

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import simplex
from extractor.checks.intervals import Interval
from extractor.checks.simplex import System, TooHard
from extractor.exact import Fraction

NAMES = "abcde"
NUMBERS = st.fractions(-4, 4, max_denominator=4).map(Fraction)
ENDS = st.none() | NUMBERS
BOUNDS = st.dictionaries(st.sampled_from(NAMES), st.tuples(ENDS, ENDS), max_size=5)
SUMS = st.lists(st.lists(st.tuples(st.sampled_from(NAMES), NUMBERS), min_size=1, max_size=4), max_size=6)


def made(bounds: dict, sums: list) -> System:
    system = System()
    for name, (low, high) in bounds.items():
        system.within(name, Interval(low, high))
    for terms in sums:
        system.not_positive(terms)
    return system


def number(value: Fraction) -> z3.RatNumRef:
    return z3.Q(value.numerator, value.denominator)


def stated(bounds: dict, sums: list) -> list[z3.BoolRef]:
    rows = [z3.Sum([number(factor) * z3.Real(name) for name, factor in terms]) <= 0 for terms in sums]
    for name, (low, high) in bounds.items():
        rows += [] if low is None else [z3.Real(name) >= number(low)]
        rows += [] if high is None else [z3.Real(name) <= number(high)]
    return rows


def end(rows: list[z3.BoolRef], name: str, greatest: bool) -> Fraction | None:
    optimize = z3.Optimize()
    optimize.add(*rows)
    goal = (optimize.maximize if greatest else optimize.minimize)(z3.Real(name))
    assert optimize.check() == z3.sat
    value = goal.value()
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    return Fraction(value.numerator_as_long(), value.denominator_as_long()) if z3.is_rational_value(value) else None


@settings(max_examples=150, deadline=None)
@given(BOUNDS, SUMS)
def test_the_answers_are_those_of_z3(bounds, sums):
    system, solver, rows = made(bounds, sums), z3.Solver(), stated(bounds, sums)
    solver.add(*rows)
    possible = system.feasible()
    assert possible == (solver.check() == z3.sat)
    if possible:
        for name in NAMES[:3]:
            assert system.range_of(name) == Interval(end(rows, name, False), end(rows, name, True))


def test_a_system_of_too_many_steps_is_given_up(monkeypatch):
    monkeypatch.setattr(simplex, "MOST_PIVOTS", 0)
    system = System()
    system.within("a", Interval(Fraction(1), None))
    system.within("b", Interval(Fraction(2), None))
    system.not_positive([("a", Fraction(1)), ("b", Fraction(-1)), ("c", Fraction(1))])
    system.not_positive([("a", Fraction(-1)), ("c", Fraction(-1))])
    system.not_positive([("b", Fraction(1)), ("a", Fraction(-1))])
    with pytest.raises(TooHard):
        system.feasible()
