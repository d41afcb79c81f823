"""What a sign that several currencies share means, by the same sum told in another: "€690 million (about ¥126 billion)"
is of yen, though the article is on China."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_home import Home
from extractor.components._quantity_tables import Lazy, Reading, cue
from extractor.lookups import table

_SAME = Lazy(r"(?: ?\(|,? (?:or|" + cue("same_sum") + r") )(?:" + cue("same_sum_filler") + r" )*")
_MISFIT = Decimal("1.5")
"""How many times its range an implied rate must be beyond it to speak against a currency."""


@cache
def _ranges() -> dict[str, tuple[Decimal, Decimal]]:
    """Units of a currency for one US dollar, the least and the most since 2015."""
    return {row["currency"]: (Decimal(row["low"]), Decimal(row["high"])) for row in table("currency_ranges")}


def settle_by_rate(reading: Reading, home: Home, found: list[Candidate]) -> None:
    """Gives a sum under a shared sign the one currency in which it is what stands beside it, where the likeliest one is
    far off."""
    for first, second in pairwise(found):
        if not (_is_sum(first) and _is_sum(second) and _SAME.fullmatch(reading.gap(first.end, second.start))):
            continue
        shared, other = (first, second) if "USD" in _codes(second) or not _codes(second)[1:] else (second, first)
        if not _codes(shared)[1:] or "USD" in _codes(shared) or other.value == 0 or _codes(shared) == _codes(other):
            continue
        if "(" in reading.gap(first.end, second.start) and reading.text[second.end : second.end + 1] != ")":
            continue  # "¥50 billion (¥1,000 billion in all)"
        known = home.likeliest(_codes(other))
        told = [code for code in _codes(shared) if _fits(shared, code, other, known, Decimal(1))]
        usual = home.likeliest(_codes(shared))
        far = usual in _ranges() and not _fits(shared, usual, other, known, _MISFIT)
        if far and len(told) == 1 and home.score(told[0]) > 0 and shared.form:  # of a place that the text names
            shared.form = replace(shared.form, codes=(told[0],))
            home.note(told[0])


def _is_sum(candidate: Candidate) -> bool:
    return candidate.kind == "money" and not (candidate.is_range or candidate.per or candidate.base)


def _codes(candidate: Candidate) -> tuple[str, ...]:
    return candidate.form.codes if candidate.form is not None else ()


def _fits(shared: Candidate, code: str, other: Candidate, known: str, slack: Decimal) -> bool:
    """Whether two sums are one at a rate between two currencies of the last years, give or take a factor."""
    one, two = _ranges().get(code), _ranges().get(known)
    if one is None or two is None:
        return False
    rate = shared.value / other.value
    return one[0] / two[1] / slack <= rate <= one[1] / two[0] * slack
