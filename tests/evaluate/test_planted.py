"""Planted errors: what they change, which can be proved, and the benchmark's counts."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluate import benchmark, perfect_run, planted
from extractor.evaluate.forms import forms_of
from extractor.evaluate.gold import GoldRelation, Mutation
from extractor.evaluate.linear import detectable, holds
from extractor.evaluate.mutations import digit_change, times_ten, transposition
from extractor.evaluate.perfect import result_of
from extractor.evaluate.rereading import mutated, reread, take_apart
from extractor.schema import Finding

NUMBERS = st.one_of(
    st.integers(1, 10**6).map(str),
    st.integers(1000, 10**9).map("{:,}".format),
    st.decimals(Decimal("0.1"), Decimal("9999"), places=2).map(str),
)


def value(number):
    return Decimal(number.replace(",", ""))


@given(NUMBERS, st.integers())
def test_a_changed_digit_keeps_the_format(number, seed):
    new = digit_change(number, random.Random(seed))
    if new is not None:
        assert len(new) == len(number)
        assert sum(a != b for a, b in zip(number, new, strict=True)) == 1
        assert value(new) != value(number)


@given(NUMBERS, st.integers())
def test_a_transposition_keeps_the_digits(number, seed):
    new = transposition(number, random.Random(seed))
    if new is not None:
        assert sorted(new) == sorted(number)
        assert value(new) != value(number)


@given(NUMBERS, st.integers())
def test_times_ten_is_ten_times_or_a_tenth(number, seed):
    new = times_ten(number, random.Random(seed))
    assert new is not None
    assert value(new) / value(number) in (Decimal(10), Decimal("0.1"))


@pytest.mark.parametrize(
    ("surface", "numbers", "scale", "unit"),
    [
        ("$1.05 trillion", ["1.05"], 10**12, "USD"),
        ("1.05-billion pesos", ["1.05"], 10**9, "MXN"),
        ("ten weeks", ["10"], 1, "week"),
        ("Rs 1,950 crore", ["1950"], 10**7, "INR"),
        ("15 lakh tonnes", ["15"], 10**5, "t"),
        ("€4.2bn", ["4.2"], 10**9, "EUR"),
    ],
)
def test_surfaces_are_taken_apart(surface, numbers, scale, unit):
    parts = take_apart(surface)
    assert ([str(n) for n in parts.numbers], parts.scale, parts.unit) == (numbers, scale, unit)


@pytest.mark.parametrize(
    ("old", "value", "unit", "new", "new_value", "new_unit"),
    [
        ("$1.05 trillion", "1050000000000", "USD", "$1.50 trillion", "1500000000000", "USD"),
        ("1.53 trillion yuan", "1530000000000", "CNY", "1.53 billion yuan", "1530000000", "CNY"),
        ("84 billion won", "84000000000", "KRW", "84 billion yen", "84000000000", "JPY"),
        ("$430 a tonne", "430", "USD/t", "€430 a tonne", "430", "EUR/t"),
        ("five ports", "5", "port", "fifteen ports", "15", "port"),
    ],
)
def test_mutated_surfaces_are_read_again(quantity, old, value, unit, new, new_value, new_unit):
    made = quantity(old, "money", Decimal(value), unit)
    again = reread(made, new)
    assert again is not None
    assert (str(again.value), again.unit) == (new_value, new_unit)


def test_forms_hold_on_the_consistent_article(article):
    forms = forms_of(article)
    assert [form.what for form in forms] == ["growth", "times", "sum", "sum"]
    assert holds(forms, article.gold.quantities, steps=1)


@pytest.mark.parametrize(
    ("find", "nth", "replace", "proof"),
    [
        ("$12 billion", 2, "$21 billion", True),
        ("$8 billion", 1, "$9 billion", False),  # every figure is rounded to a billion: 2h allows it
        ("$8 billion", 1, "$80 billion", True),
        (
            "20%",
            2,
            "40%",
            False,
        ),  # 13 of 9: both billions are rounded, the closing zero counts beside $12 billion
        ("20%", 2, "60%", True),
        ("10%", 1, "7%", False),
        ("10%", 1, "6%", True),
        ("$4 billion", 1, "€4 billion", True),
        ("$13 billion", 1, "$31 billion", False),
    ],
)
def test_provable_and_not(article, find, nth, replace, proof):
    change = Mutation(find=find, nth=nth, replace=replace, breaks="joint", kind="digit_change")
    new = mutated(article, change)
    assert new is not None
    assert detectable(forms_of(article), article.gold.quantities, new.gold.quantities) is proof


def test_a_range_that_runs_backwards_is_provable(article, quantity):
    straight, backwards = quantity("3-5 percent", value=[3, 5]), quantity("5-3 percent", value=[5, 3])
    assert not detectable([], [straight], [straight])
    assert detectable([], [straight], [backwards])


def test_growth_of_a_total_lies_between_its_parts(article, quantity):
    text = "Trade rose 5%, exports rose 8% and imports rose 2%."
    rates = [quantity(f"{n}%", value=n, role="growth", direction="up") for n in (5, 8, 2)]
    relation = GoldRelation(check="growth_of_total", members=[("5%", 1), ("8%", 1), ("2%", 1)])
    gold = article.gold.model_copy(update={"quantities": rates, "relations": [relation]})
    made = article.model_copy(update={"text": text, "gold": gold})
    forms = forms_of(made)
    assert [form.what for form in forms] == ["mean"]
    assert not holds(forms, [rates[0].model_copy(update={"value": Decimal(12)}), *rates[1:]])


def test_planted_errors_repeat_and_change_the_text(article):
    errors = planted(article, seed=3)
    assert errors == planted(article, seed=3)
    kinds = {error.mutation.kind for error in errors}
    assert {"digit_change", "times_ten", "direction_word", "wrong_currency"} <= kinds
    for error in errors:
        assert error.mutation.apply(article.text) != article.text


def test_benchmark_counts_an_oracle_and_a_silent_program(article):
    clean = result_of(article)

    def oracle(given):
        result = clean.model_copy(deep=True)
        result.article = given
        if given.text == article.text:
            return result
        start = next(i for i, (a, b) in enumerate(zip(given.text, article.text, strict=False)) if a != b)
        hit = min(result.quantities, key=lambda q: abs(q.start - start))
        hit.start = max(0, start - 1)
        hit.end = start + 40
        result.findings = [
            Finding(id="finding1", check="balance", verdict="inconsistent", severity="error", message="",
                    claims=[hit.id], core=[hit.id], repair=[{"claim": hit.id, "value": 1, "reason": ""}])
        ]  # fmt: skip
        return result

    found = benchmark([article], oracle, most=8, clock=None)
    assert found.provable.n > 6
    assert found.provable.detected == found.provable.blamed == found.provable.sole == found.provable.n
    assert (found.false_alarms, found.warnings, found.missed) == (0, 0, [])
    silent = benchmark([article], lambda given: clean, most=8, clock=None)
    assert silent.provable.detected == 0
    assert len(silent.missed) == silent.provable.n == found.provable.n
    assert "provable mutants" in silent.to_text()


def test_perfect_run_gives_the_annotated_claims_of_each_mutant(article):
    seen = []

    def check(result):
        seen.append(result)
        return result

    table = benchmark([article], perfect_run([article], check, most=4), most=4, clock=None)
    assert table.provable.detected == 0
    assert len(seen) == 1 + table.provable.n + table.unprovable.n
    values = {tuple(q.value for q in result.quantities) for result in seen}
    assert len(values) > 4
