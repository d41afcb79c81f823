"""Planted errors of our own: one mention of an annotated article changed, its format kept."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from extractor.evaluate.forms import forms_of, members_of
from extractor.evaluate.gold import GoldArticle, GoldQuantity, Mutation
from extractor.evaluate.linear import Form, detectable, holds
from extractor.evaluate.perfect import sentence_spans
from extractor.evaluate.rereading import forms, mutated, opposites, words_at

_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_WORD = re.compile(r"[A-Za-z]{1,30}")
_BEFORE, _AFTER = 60, 14
"""How far before or after a growth its direction word is looked for."""

Change = tuple[int, int, str, str]
"""Start and end of the replaced words, what replaces them, the kind."""


@dataclass(frozen=True)
class Planted:
    """A planted error and whether it can be proved from the annotated relations at 2h (or the calendar)."""

    mutation: Mutation
    detectable: bool


def _digits(number: str) -> list[int]:
    return [i for i, sign in enumerate(number) if sign.isdigit()]


def _put(number: str, **signs: str) -> str:
    return "".join(signs.get(f"at{i}", sign) for i, sign in enumerate(number))


def digit_change(number: str, rng: random.Random) -> str | None:
    """One digit made 3 to 7 higher (modulo 10); the first stays above zero."""
    places = _digits(number)[:3]
    at = rng.choice(places)
    new = str((int(number[at]) + rng.randint(3, 7)) % 10)
    return None if at == places[0] and new == "0" else _put(number, **{f"at{at}": new})


def transposition(number: str, rng: random.Random) -> str | None:
    """Two neighbouring digits swapped."""
    places = _digits(number)
    pairs = [
        (a, b) for a, b in pairwise(places) if number[a] != number[b] and not (a == places[0] and number[b] == "0")
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return _put(number, **{f"at{a}": number[b], f"at{b}": number[a]})


def times_ten(number: str, rng: random.Random) -> str | None:
    """The decimal point one place to the right, or to the left for a number without one."""
    plain = number.replace(",", "")
    if "." in plain:
        whole, decimals = plain.split(".")
        moved = whole + decimals[0] + ("." + decimals[1:] if decimals[1:] else "")
        moved = moved.lstrip("0") or "0"
    elif len(plain) > 1:
        moved = plain + "0" if rng.random() < 0.5 or plain[-1] != "0" else plain[:-1]
    else:
        moved = plain + "0"
    whole, _, decimals = moved.partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals else "") if "," in number else moved


NUMBERS: dict[str, Callable[[str, random.Random], str | None]] = {
    "digit_change": digit_change,
    "transposition": transposition,
    "times_ten": times_ten,
}


def _in_numbers(text: str, start: int, end: int, rng: random.Random) -> Iterator[Change]:
    match = _NUMBER.search(text, start, end)
    if match is None:
        return
    for kind, change in NUMBERS.items():
        new = change(match.group(), rng)
        if new is not None and new != match.group():
            yield match.start(), match.end(), new, kind


def _in_words(text: str, start: int, end: int, rng: random.Random) -> Iterator[Change]:
    """×1000 by the scale word, the wrong currency, percent for points."""
    scales = {"million": ("billion",), "billion": ("million", "trillion"), "trillion": ("billion",)}
    currency = forms("currency")
    for match in re.finditer(r"[A-Z]{0,3}\$|[€£¥₦₹]|[A-Za-z]{1,20}", text[start:end]):
        word, at = match.group(), start + match.start()
        if word in scales:
            yield at, at + len(word), rng.choice(scales[word]), "times_thousand"
        elif word in currency and currency[word] in forms("twin"):
            twin = forms("twin")[currency[word]]
            same = [f for f, c in currency.items() if c == twin and f.islower() == word.islower()]
            same = [f for f in same if f.isalpha() == word.isalpha()]
            if same:
                yield at, at + len(word), same[0], "wrong_currency"
    points = re.search(r"(?:percentage|per cent) points?", text[start:end])
    if points is not None:
        yield start + points.start(), start + points.end(), "percent", "percent_for_points"


def _directions(text: str, spans: Sequence[tuple[int, int]], of: Sequence[GoldQuantity]) -> Iterator[Change]:
    sentences = sentence_spans(text)
    for (start, end), quantity in zip(spans, of, strict=True):
        if quantity.direction is None or quantity.role not in ("growth", "change"):
            continue
        first, last = next(((a, b) for a, b in sentences if a <= start < b), (0, len(text)))
        taken = [e for _, e in spans if first <= e <= start]
        window = max(first, start - _BEFORE, max(taken, default=0)), min(last, end + _AFTER)
        for match in _WORD.finditer(text, *window):
            if match.group() in opposites():
                yield match.start(), match.end(), opposites()[match.group()][0], "direction_word"
                break


def _swaps(text: str, spans: Sequence[tuple[int, int]], of: Sequence[GoldQuantity]) -> Iterator[Change]:
    bounds = list(enumerate(sentence_spans(text)))
    sentences = [next((n for n, (a, b) in bounds if a <= start < b), 0) for start, _ in spans]
    for one, other in combinations(range(len(spans)), 2):
        a, b = of[one], of[other]
        if sentences[one] != sentences[other] or a.text == b.text or a.role != b.role or a.unit != b.unit:
            continue
        kind = {"growth": "swapped_growths", "level": "swapped_levels"}.get(a.role)
        if kind and spans[one][1] < spans[other][0]:
            between = text[spans[one][1] : spans[other][0]]
            yield spans[one][0], spans[other][1], b.text + between + a.text, kind


def _years(article: GoldArticle, rng: random.Random) -> Iterator[Change]:
    """A reported period moved to after the publication."""
    if article.published is None:
        return
    for item in article.gold.dates:
        start, _ = item.span(article.text)
        match = re.search(r"\b20\d\d\b", item.text)
        if match and item.value <= article.published:
            year = str(int(article.published[:4]) + rng.randint(1, 2))
            if any(q.period == item.value and q.status == "reported" for q in article.gold.quantities):
                yield start + match.start(), start + match.end(), year, "stale_year"


def _weekdays(article: GoldArticle, rng: random.Random) -> Iterator[Change]:
    """A weekday beside a full date, or within one, made another."""
    spans = [(item.span(article.text), item.value) for item in article.gold.dates]
    for (start, end), value in spans:
        for match in _WORD.finditer(article.text, start, end):
            beside = match.end() < end or any(
                v == value and 0 < s - end < 6 and any(sign.isdigit() for sign in article.text[s:e])
                for (s, e), v in spans
            )
            if match.group() in calendar.day_name and beside and len(value) == 10:
                right = calendar.day_name[date.fromisoformat(value).weekday()]
                if right == match.group():
                    wrong = rng.choice([day for day in calendar.day_name if day != right])
                    yield match.start(), match.end(), wrong, "wrong_weekday"


def _changes(article: GoldArticle, involved: Sequence[int], rng: random.Random) -> Iterator[Change]:
    text, quantities = article.text, article.gold.quantities
    spans = [quantity.span(text) for quantity in quantities]
    for index in involved:
        yield from _in_numbers(text, *spans[index], rng)
        yield from _in_words(text, *spans[index], rng)
    yield from _directions(text, spans, quantities)
    yield from _swaps(text, spans, quantities)
    yield from _years(article, rng)
    yield from _weekdays(article, rng)


def _broken(article: GoldArticle, new: GoldArticle, forms_by_check: Sequence[tuple[str, Form]]) -> str:
    """The check whose relation alone can't hold any more, else the first that has a changed member."""
    quantities = new.gold.quantities
    for check, form in forms_by_check:
        if not holds([form], quantities):
            return check
    pairs = enumerate(zip(article.gold.quantities, quantities, strict=True))
    stated = ("value", "unit", "direction")
    changed = {n for n, (a, b) in pairs if any(getattr(a, key) != getattr(b, key) for key in stated)}
    for check, form in forms_by_check:
        if changed & form.involved:
            return check
    return "joint"


def planted(article: GoldArticle, seed: int = 1, most: int = 12) -> list[Planted]:
    """Up to `most` planted errors of an article, as many kinds as it allows, each labelled. The same article
    and seed give the same errors."""
    rng = random.Random(f"{seed} {article.id}")
    found = forms_of(article)
    involved = sorted({member for form in found for member in form.involved})
    by_kind: dict[str, list[Change]] = {}
    for change in _changes(article, involved, rng):
        by_kind.setdefault(change[3], []).append(change)
    for changes in by_kind.values():
        rng.shuffle(changes)
    chosen: list[Planted] = []
    checks = _checks(article, found)
    while len(chosen) < most and any(by_kind.values()):
        for kind in sorted(by_kind):
            if by_kind[kind] and len(chosen) < most:
                planted_one = _label(article, by_kind[kind].pop(), found, checks)
                chosen += [planted_one] if planted_one else []
    return chosen


def _checks(article: GoldArticle, found: Sequence[Form]) -> list[tuple[str, Form]]:
    named = []
    for relation in article.gold.relations:
        members = members_of(relation, article)
        if members is not None:
            form = next((f for f in found if f.involved == set(members)), None)
            named += [(relation.check, form)] if form is not None else []
    return named


def _label(
    article: GoldArticle, change: Change, found: Sequence[Form], checks: Sequence[tuple[str, Form]]
) -> Planted | None:
    start, end, words, kind = change
    where = words_at(article.text, (start, end))
    mutation = Mutation(find=str(where["text"]), nth=where["nth"], replace=words, breaks="joint", kind=kind)
    new = mutated(article, mutation)
    if kind in ("wrong_weekday", "stale_year"):
        return Planted(mutation.model_copy(update={"breaks": "date_order"}), True)
    if new is None:
        return None
    proof = detectable(found, article.gold.quantities, new.gold.quantities)
    return Planted(mutation.model_copy(update={"breaks": _broken(article, new, checks)}), proof)
