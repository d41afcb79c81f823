"""Properties: numbers written in every style read back the same; no text makes the component fail."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from price_parser import Price

from extractor.components._quantity_digits import plain_number
from extractor.components._quantity_tables import lower, trie, words
from extractor.components.quantities import read
from extractor.lookups import cells, table
from extractor.values import MAX_DIGITS

NEVER = {form for row in table("distractors") if row["class"] == "word_code_scaled" for form in cells(row, "forms")}
CODES = [row["code"] for row in table("currencies") if not row["until"] and row["code"] not in NEVER]
SURE_FORMS = [
    (form, cells(row, "codes")[0], Decimal(row["factor"]), row["place"])
    for row in table("currency_forms")
    for form in cells(row, "forms")
    if len(cells(row, "codes")) == 1 and not row["place"].endswith("!") and form != "p"
]
SCALES = [
    (form, Fraction(row["value"]))
    for row in table("numerals")
    if row["class"] in ("scale", "letter") and int(row["value"]) >= 1000
    for form in cells(row, "forms")
]
UNITS = [
    (form, row["kind"], row["unit"], Decimal(row["factor"]))
    for row in table("units")
    if row["kind"] in ("percent", "percentage_points", "basis_points", "measure")
    for form in cells(row, "forms")
    if form not in ("”", "mt", "MT") and not form.startswith(("billion ", "million ", "trillion "))
]
"""Without the signs whose meaning depends on the article."""
SIZES = st.integers(min_value=0, max_value=999_999_999)


def western(number: Decimal) -> str:
    return format(number, ",f")


def spaced(number: Decimal) -> str:
    return western(number).replace(",", "\u202f")


def indian(number: Decimal) -> str:
    whole, dot, rest = format(number, "f").partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + dot + rest


def plain(number: Decimal) -> str:
    return format(number, "f")


STYLES = st.sampled_from([western, spaced, indian, plain])
PAIRED = st.sampled_from([western, spaced, indian])
numbers = st.builds(lambda n, places: Decimal(n).scaleb(-places), SIZES, st.integers(min_value=0, max_value=3))


def single(text: str) -> tuple[Decimal, str]:
    (record,) = read(text)
    assert text[record["start"] : record["end"]] == record["text"]
    return Decimal(record["value"]), record["unit"]


@given(numbers, STYLES, st.sampled_from(CODES), st.sampled_from(["{c}{n}", "{c} {n}", "{n} {c}"]))
def test_every_code_reads_back(number: Decimal, style: object, code: str, shape: str) -> None:
    assert callable(style)
    text = f"It paid {shape.format(c=code, n=style(number) + ' million')}."
    assert single(text) == (number * 10**6, code)


@given(numbers, st.sampled_from(SURE_FORMS))
def test_every_sure_form_reads_back(number: Decimal, row: tuple[str, str, Decimal, str]) -> None:
    form, code, factor, place = row
    written = f"{western(number)} million {form}" if place == "after" else f"{form}{western(number)} million"
    assert single(f"It paid {written} then.") == (number * 10**6 * factor, code)


@given(st.integers(min_value=0, max_value=999_999_999), PAIRED, st.sampled_from("$€£"))
def test_amounts_agree_with_another_reader(cents: int, style: object, sign: str) -> None:
    """price-parser, which reads single amounts, is the oracle: two decimals, so that no separator is open."""
    assert callable(style)
    written = sign + style(Decimal(cents).scaleb(-2))
    assert single(f"It paid {written} then.")[0] == Price.fromstring(written).amount


@given(numbers, STYLES, st.sampled_from(SCALES), st.sampled_from(["", " ", "-"]))
def test_every_scale_reads_back(number: Decimal, style: object, scale: tuple[str, Fraction], joint: str) -> None:
    assert callable(style)
    value, unit = single(f"It paid ${style(number)}{joint}{scale[0]} then.")
    assert (Fraction(value), unit) == (Fraction(number) * scale[1], "USD")


@given(numbers, STYLES, st.sampled_from(UNITS))
def test_every_unit_reads_back(number: Decimal, style: object, row: tuple[str, str, str, Decimal]) -> None:
    assert callable(style)
    form, kind, unit, factor = row
    found = [r for r in read(f"It was {style(number)} {form} then.") if r["kind"] == kind]
    written = style(number)
    year = len(written) == 4 and written.isdecimal() and len(unit) == 1
    assert year or [(Decimal(r["value"]), r["unit"]) for r in found] == [(number * factor, unit)]


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=30))
def test_what_is_read_is_what_is_written(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places) if digits < 10**15 else Decimal(digits)
    read_back = plain_number(format(number, "f"))
    if read_back is None:
        assert len(str(digits).lstrip("0")) > MAX_DIGITS or len(format(number, "f")) > 40
    else:
        assert read_back == number


@given(st.text(alphabet="0123456789.,' \u202f", max_size=14))
def test_separators_never_change_a_value(run: str) -> None:
    number = plain_number(run)
    if number is not None:
        kept = "".join(char for char in run if char.isdigit())
        assert format(number, "f").replace(".", "").lstrip("0") == kept.lstrip("0")


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=200)
def test_lower_keeps_every_offset(text: str) -> None:
    assert len(lower(text)) == len(text)


WORDS = """
1 2,345 3.5 1.2.3.4 1,23,45 NaN 1e400 ٣ １２ ² ½ $ € US$ Rs % per cent million bn - – to from between
and half a third two twenty thousand dozens of doubled twice as times apiece each the dollar tonne
points cents yuan İ ß ﬁ . , ( ) “ Section May 2024 2024-25 1/4 24/7 about more than nearly or so up
by tonnes companies Canada 0 007 one in every -old year ¥ N K / =
"""
FRAGMENTS = st.sampled_from(WORDS.split()) | st.text(max_size=3)


@given(st.lists(FRAGMENTS, max_size=14), st.sampled_from(["", " ", "\n"]))
@settings(max_examples=500, deadline=None)
def test_no_text_makes_it_fail(parts: list[str], joint: str) -> None:
    text = joint.join(parts)
    for loose in (False, True):
        end = 0
        for record in read(text, loose=loose):
            assert text[record["start"] : record["end"]] == record["text"] != ""
            assert record["start"] >= end
            end = record["end"]
            values = record["range"] or [record["value"]]
            low, high = record["low"], record["high"]
            assert low is None or all(Decimal(low) <= Decimal(v) for v in values)
            assert high is None or all(Decimal(high) >= Decimal(v) for v in values)


ENDLESS = ["1" * 10_000, "1," * 5_000, "one " * 5_000, "$" * 5_000, "half-a-" * 3_000, "twenty-" * 3_000]


@pytest.mark.parametrize("text", ENDLESS)
def test_endless_figures_state_nothing(text: str) -> None:
    assert read(text) == []


@given(st.sets(st.text(alphabet="ab c-", min_size=1, max_size=6), min_size=1, max_size=8))
def test_a_trie_matches_its_forms(forms: set[str]) -> None:
    pattern = words(trie(forms))
    for form in forms:
        assert pattern.fullmatch(form)
