"""What an annotated article says after some of its words were replaced, where that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from extractor import lookups
from extractor.evaluate.gold import GoldArticle, GoldDate, GoldQuantity, GoldRelation, Mutation, Spanned
from extractor.evaluate.perfect import sentence_spans, stated_numbers, without_numbers

_TOKEN = re.compile(r"\S{1,200}")
_WORD = re.compile(r"[^\W\d_]{0,4}[$€£¥₹₦%]|[^\W\d_]+\.?")
_YEAR = re.compile(r"(?:19|20)\d\d|(?<=FY)\d\d")
_REACH_AFTER, _REACH_BEFORE = 60, 12
"""How far a number may stand after or before the direction word that governs it, in characters."""

_SPANNED = ("dates", "quotes", "policies")

Span = tuple[int, int]


@cache
def forms(what: str) -> Mapping[str, str]:
    """The surface forms of one kind of row of data/planting.csv and their values."""
    rows = (row for row in lookups.table("planting") if row["what"] == what)
    return MappingProxyType({form: row["value"] for row in rows for form in lookups.cells(row, "forms")})


@cache
def opposites(what: str = "opposite") -> Mapping[str, tuple[str, ...]]:
    """Words of `what` rows (opposite, balance), each with those that say the contrary."""
    found: dict[str, tuple[str, ...]] = {}
    for row in lookups.table("planting"):
        if row["what"] == what:
            for one, other in ((row["forms"], row["value"]), (row["value"], row["forms"])):
                found[one] = (*found.get(one, ()), other)
    return MappingProxyType(found)


@dataclass(frozen=True)
class Stated:
    """The parts of a quantity's surface: numbers in figures or words, the scale word's factor, its unit."""

    numbers: tuple[Decimal, ...]
    scale: Decimal
    unit: str | None


def take_apart(surface: str) -> Stated:
    """Reads a surface such as "$1.05 trillion", "ten weeks", "1.05-billion pesos"."""
    numbers = tuple(stated_numbers(surface))
    scale, unit = Decimal(1), None
    for word in (match.group() for match in _WORD.finditer(without_numbers(surface))):
        low = word if len(word) < 3 else word.lower()
        if low in forms("scale"):
            scale *= Decimal(forms("scale")[low])
        elif not numbers and low.lower() in forms("number"):
            numbers = (Decimal(forms("number")[low.lower()]),)
        else:
            tables = (forms("currency"), forms("unit"))
            unit = unit or next((f[w] for f in tables for w in (word, low) if w in f), None)
    return Stated(numbers, scale, unit)


def reread(old: GoldQuantity, surface: str) -> GoldQuantity | None:
    """The annotated quantity after its words became `surface`; None where they can't be read simply."""
    before, after = take_apart(old.text), take_apart(surface)
    values = old.value if isinstance(old.value, list) else [old.value]
    if len(values) != len(after.numbers) or len(before.numbers) != len(values):
        return None
    if 0 in before.numbers or (before.unit and not after.unit):
        return None
    ratio = after.scale / before.scale
    new = [_tidy(v / b * a * ratio) for v, b, a in zip(values, before.numbers, after.numbers, strict=True)]
    unit = old.unit
    if after.unit and after.unit != before.unit:
        unit = after.unit + (old.unit[old.unit.index("/") :] if "/" in old.unit else "")
    changed = {"text": surface, "value": new if isinstance(old.value, list) else new[0], "unit": unit}
    if surface[0] in "+-" and old.text[0] in "+-" and surface[0] != old.text[0] and old.direction:
        changed["direction"] = _other(old.direction)
    return old.model_copy(update=changed)


def _tidy(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number


def _other(direction: str) -> str:
    return "down" if direction == "up" else "up"


class Alignment:
    """Where the stretches of a text stand after a replacement that kept the number of words."""

    def __init__(self, text: str, change: Mutation) -> None:
        self.start, self.end = change.span(text)
        self.delta = len(change.replace) - len(change.find)
        old = [(m.start() + self.start, m.group()) for m in _TOKEN.finditer(change.find)]
        new = [(m.start() + self.start, m.group()) for m in _TOKEN.finditer(change.replace)]
        self.tokens = list(zip(old, new, strict=True)) if len(old) == len(new) else []

    def changed(self) -> Iterator[tuple[int, str, str]]:
        """The replaced words: offset, old, new."""
        for (at, old), (_, new) in self.tokens:
            if old != new:
                yield at, old, new

    def _start(self, at: int) -> int | None:
        if at <= self.start or at >= self.end:
            return at if at <= self.start else at + self.delta
        for (old_at, old), (new_at, new) in self.tokens:
            if old_at <= at < old_at + len(old):
                cut = at - old_at
                return new_at + cut if new[:cut] == old[:cut] else None
        return None

    def _end(self, at: int) -> int | None:
        if at <= self.start or at >= self.end:
            return at if at <= self.start else at + self.delta
        for (old_at, old), (new_at, new) in self.tokens:
            if old_at < at <= old_at + len(old):
                rest = old_at + len(old) - at
                return new_at + len(new) - rest if not rest or new[-rest:] == old[-rest:] else None
        return None

    def move(self, span: Span) -> Span | None:
        """The offsets after the replacement; None where they can't be told."""
        if span[0] <= self.start and self.end <= span[1]:
            return span[0], span[1] + self.delta
        start, end = self._start(span[0]), self._end(span[1])
        return None if start is None or end is None or start >= end else (start, end)


def words_at(text: str, span: Span) -> dict[str, Any]:
    """`text` and `nth` of what stands at `span`."""
    words, at, nth = text[span[0] : span[1]], -1, 0
    while at < span[0]:
        at = text.find(words, at + 1)
        nth += 1
    return {"text": words, "nth": nth}


def mutated(article: GoldArticle, change: Mutation) -> GoldArticle | None:
    """The annotated article after the replacement: text, spans, and the quantities and dates that it changed,
    without mutations. None where the replaced words can't be re-read simply."""
    align, text = Alignment(article.text, change), change.apply(article.text)
    quantities = _requantified(article, text, align)
    others = {key: _moved(getattr(article.gold, key), article.text, text, align) for key in _SPANNED}
    relations = _related(article, text, align)
    if quantities is None or relations is None or None in others.values():
        return None
    length = len(article.title) + (align.delta if align.start < len(article.title) else 0)
    gold = article.gold.model_copy(update={"quantities": quantities, "relations": relations, **others})
    new = article.model_copy(update={"title": text[:length], "text": text, "mutations": [], "gold": gold})
    return new if _numbers_differ(article, new) else _reworded(article, new, align)


def changed_spans(article: GoldArticle, change: Mutation) -> list[Span]:
    """Where the replaced words stand in the new text, and the quantities whose annotation they change: a direction
    word's is that of the number that it governs. The words alone where they can't be re-read simply."""
    start, _ = change.span(article.text)
    words = (start, start + len(change.replace))
    new = mutated(article, change)
    if new is None:
        return [words]
    pairs = zip(article.gold.quantities, new.gold.quantities, strict=True)
    fields = {"text", "nth"}
    turned = (b for a, b in pairs if a.model_dump(exclude=fields) != b.model_dump(exclude=fields))
    return [words, *(quantity.span(new.text) for quantity in turned)]


def _requantified(article: GoldArticle, text: str, align: Alignment) -> list[GoldQuantity] | None:
    quantities = []
    for quantity in article.gold.quantities:
        moved = align.move(quantity.span(article.text))
        if moved is None:
            return None
        surface = text[slice(*moved)]
        new = quantity if surface == quantity.text else reread(quantity, surface)
        if new is None:
            return None
        quantities.append(new.model_copy(update=words_at(text, moved)))
    return quantities


def _related(article: GoldArticle, text: str, align: Alignment) -> list[GoldRelation] | None:
    relations = []
    for relation in article.gold.relations:
        members = (Spanned(text=words, nth=nth) for words, nth in relation.members)
        spans = [align.move(member.span(article.text)) for member in members]
        if any(span is None for span in spans):
            return None
        named = [words_at(text, span) for span in spans if span is not None]
        update = {"members": [(words["text"], words["nth"]) for words in named]}
        relations.append(relation.model_copy(update=update))
    return relations


def _moved(items: Iterable[Spanned], old: str, new: str, align: Alignment) -> list[Spanned] | None:
    moved = [(item, align.move(item.span(old))) for item in items]
    if any(span is None for _, span in moved):
        return None
    return [item.model_copy(update=words_at(new, span)) for item, span in moved if span is not None]


def _numbers_differ(old: GoldArticle, new: GoldArticle) -> bool:
    pairs = zip(old.gold.quantities, new.gold.quantities, strict=True)
    return any((a.value, a.unit, a.direction) != (b.value, b.unit, b.direction) for a, b in pairs)


def _reworded(old: GoldArticle, new: GoldArticle, align: Alignment) -> GoldArticle | None:
    """The new article with the effect of one changed direction word, balance word or year."""
    changed = list(align.changed())
    if len(changed) != 1:
        return None
    at, before, after = changed[0]
    before, after = (word.strip("(),.;:\"'“”‘’") for word in (before, after))
    if after in opposites().get(before, ()):
        return _turned(old, new, at, before)
    if after in opposites("balance").get(before, ()):
        return _renamed(old, new, at, (before, after))
    years = _YEAR.findall(before), _YEAR.findall(after)
    if len(years[0]) == len(years[1]) == 1:
        return _redated(old, new, at, years[0][0], years[1][0])
    return None


def _turned(old: GoldArticle, new: GoldArticle, at: int, word: str) -> GoldArticle | None:
    for number in _neighbours(old, at, len(word)):
        direction = old.gold.quantities[number].direction
        if direction is not None:
            return _with(new, number, direction=_other(direction))
    return None


def _renamed(old: GoldArticle, new: GoldArticle, at: int, words: tuple[str, str]) -> GoldArticle | None:
    for number in _neighbours(old, at, len(words[0])):
        quantity = old.gold.quantities[number]
        if quantity.flow == "balance":
            said = quantity.indicator or ""
            return _with(new, number, indicator=said.replace(*words) if words[0] in said else words[1])
    return None


def _with(article: GoldArticle, number: int, **update: object) -> GoldArticle:
    quantities = list(article.gold.quantities)
    quantities[number] = quantities[number].model_copy(update=update)
    return article.model_copy(update={"gold": article.gold.model_copy(update={"quantities": quantities})})


def _neighbours(article: GoldArticle, at: int, length: int) -> Iterator[int]:
    """The quantities next to a word, within its sentence: just before it, then the next one after it."""
    first, last = next((s for s in sentence_spans(article.text) if s[0] <= at < s[1]), (0, 0))
    spans = [(n, *q.span(article.text)) for n, q in enumerate(article.gold.quantities)]
    yield from [n for n, start, end in spans if first <= start and 0 <= at - end <= _REACH_BEFORE][-1:]
    after = [(start, n) for n, start, _ in spans if at < start < last and start - at - length <= _REACH_AFTER]
    yield from (n for _, n in sorted(after)[:1])


def _redated(old: GoldArticle, new: GoldArticle, at: int, year: str, other: str) -> GoldArticle | None:
    """The new article with the date at `at` in another year, and with it the figure just before it."""
    dates = list(new.gold.dates)
    for number, date in enumerate(old.gold.dates):
        start, end = date.span(old.text)
        if start <= at < end or at <= start < at + len(year) + 4:
            value = date.value.replace(year, other)
            if value == date.value:
                return None
            dates[number] = GoldDate.model_validate({**dates[number].model_dump(), "value": value})
            gold = new.gold.model_copy(update={"dates": dates})
            return _follow(old, new.model_copy(update={"gold": gold}), start, date.value, value)
    return None


def _follow(old: GoldArticle, new: GoldArticle, at: int, before: str, after: str) -> GoldArticle:
    """The figures of the date's sentence that are of its period, or are compared with it, follow it."""
    first, last = next((s for s in sentence_spans(old.text) if s[0] <= at < s[1]), (0, 0))
    for number, quantity in enumerate(old.gold.quantities):
        if first <= quantity.span(old.text)[0] < last:
            same = {key: after for key in ("period", "baseline") if getattr(quantity, key) == before}
            new = _with(new, number, **same) if same else new
    return new
