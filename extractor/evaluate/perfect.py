"""What a perfect extraction would give: annotated articles as Results, their intervals included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from extractor import values
from extractor.evaluate.gold import GoldArticle, GoldQuantity
from extractor.schema import (
    AnyClaim,
    Article,
    Date,
    Mention,
    Organization,
    Person,
    PolicyClaim,
    QuantityClaim,
    QuotationClaim,
    Result,
    Source,
)

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)(?:\.\d{1,9})?|\d[\d,]{0,20}(?:\.\d{1,9})?")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,3}\s{1,4}(?=[\"'“‘(A-Z€$£])|\n{1,9}")


def stated_numbers(surface: str) -> list[Decimal]:
    """The numbers in figures of a surface string as written, without scale: "$1,376.5 bn" gives 1376.5."""
    found = (re.sub(r"[,\s]", "", m.group()) for m in _NUMBER.finditer(surface))
    return [Decimal(number) for number in found]


def without_numbers(surface: str) -> str:
    """The surface with its numbers in figures blanked out."""
    return _NUMBER.sub(" ", surface)


def _scale(value: Decimal, number: Decimal) -> Decimal | None:
    """value / number where that is a power of ten, else None."""
    if value == 0 or number == 0:
        return Decimal(1) if value == number else None
    ratio = abs(value) / abs(number)
    return ratio if ratio.normalize().as_tuple().digits == (1,) else None


def stated_unit(surface: str, value: Decimal, kind: str) -> Decimal | None:
    """u, the unit of the last significant digit with which `surface` states `value`; None for words such as
    "a third" or "doubled"."""
    for number in stated_numbers(surface):
        scale = _scale(value, number)
        if scale is not None:
            return values.last_digit_unit(number, scale, kind)
    if kind in ("multiple", "fraction") or value != value.to_integral_value():
        return None
    return values.last_digit_unit(abs(value), Decimal(1), kind)


def stated_scale(surface: str, value: Decimal) -> Decimal:
    """The factor of the scale word with which `surface` states `value`; 1 for numbers in words."""
    scales = (_scale(value, number) for number in stated_numbers(surface))
    return next((scale for scale in scales if scale is not None), Decimal(1))


def allowed(quantity: GoldQuantity) -> values.Bounds:
    """The interval at h that the annotated words allow, unrounded."""
    if isinstance(quantity.value, list):
        low, high = quantity.value
        units = [stated_unit(quantity.text, value, quantity.type) for value in (low, high)]
        return values.range_bounds(low, high, min((u for u in units if u is not None), default=Decimal(0)))
    unit = stated_unit(quantity.text, quantity.value, quantity.type)
    if unit is None:
        shrunk = quantity.type == "multiple" and 0 < quantity.value < 1
        limits = values.shrunk_bounds(quantity.value, quantity.qualifier) if shrunk else None
        return limits or values.bounds(quantity.value, Decimal(0), quantity.qualifier, in_words=True)
    return values.bounds(quantity.value, unit, quantity.qualifier)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Rough sentences: ends at a closing mark before a capital, and at line ends."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if end > start:
            spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _mentions(text: str, names: list[str]) -> list[Mention]:
    """Whole-word occurrences of the names, the longest first where they overlap."""
    found: list[Mention] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(Mention(start=match.start(), end=match.end(), text=name))
    return sorted(found, key=lambda mention: mention.start)


def _quantity(quantity: GoldQuantity, text: str) -> QuantityClaim:
    start, end = quantity.span(text)
    low, high = values.outward(allowed(quantity))
    value, both = (None, quantity.value) if isinstance(quantity.value, list) else (quantity.value, None)
    fields = quantity.model_dump(exclude={"text", "nth", "type", "value"})
    return QuantityClaim(
        id="", start=start, end=end, text=quantity.text, kind=quantity.type, low=low, high=high,
        value=value, range=both, **fields,
    )  # fmt: skip


def _claims(article: GoldArticle, people: Mapping[str, str]) -> Iterator[AnyClaim]:
    text = article.text
    for quote in article.gold.quotes:
        start, end = quote.span(text)
        speaker = Source(name=quote.speaker, person=people.get(quote.speaker))
        yield QuotationClaim(id="", start=start, end=end, text=quote.text, direct=quote.direct, speaker=speaker)
    for policy in article.gold.policies:
        start, end = policy.span(text)
        fields = policy.model_dump(exclude={"text", "nth", "type"})
        yield PolicyClaim(id="", start=start, end=end, text=policy.text, policy=policy.type, **fields)
    for quantity in article.gold.quantities:
        yield _quantity(quantity, text)


def _complete(claims: list[AnyClaim], sentences: list[tuple[int, int]], headline: int) -> None:
    """Gives claims in text order their ids, sentence, zone and the quotation in which they stand."""
    running: Counter[str] = Counter()
    for claim in claims:
        running[claim.type] += 1
        claim.id = f"{claim.type}{running[claim.type]}"
        claim.sentence = next((n for n, (_, end) in enumerate(sentences) if claim.start < end), 0)
        claim.zone = "headline" if claim.start < headline else "body"
    quoted = [c for c in claims if isinstance(c, QuotationClaim)]
    for claim in claims:
        around = (q for q in quoted if q is not claim and q.start <= claim.start and claim.end <= q.end)
        quotation = next(around, None)
        if quotation is not None:
            claim.quotation, claim.source = quotation.id, quotation.speaker


def result_of(article: GoldArticle) -> Result:
    """The annotated article as the Result of a perfect extraction. See `gold_result`."""
    text, gold = article.text, article.gold
    people = [
        Person(id=f"person{n}", mentions=_mentions(text, [p.name, *p.aliases]), **p.model_dump())
        for n, p in enumerate(gold.people, 1)
    ]
    names = list(dict.fromkeys(p.organization for p in gold.people if p.organization))
    organizations = [
        Organization(id=f"org{n}", name=name, mentions=_mentions(text, [name])) for n, name in enumerate(names, 1)
    ]
    ordered = sorted((*d.span(text), d.text, d.value) for d in gold.dates)
    dates = [
        Date(id=f"date{n}", start=start, end=end, text=words, value=value)
        for n, (start, end, words, value) in enumerate(ordered, 1)
    ]
    claims = sorted(_claims(article, {p.name: p.id for p in people}), key=lambda c: (c.start, c.end, c.type))
    sentences = sentence_spans(text)
    _complete(claims, sentences, len(article.title))
    return Result(
        article=Article(
            id=article.id, title=article.title, text=text, published=article.published,
            published_from="given" if article.published else None,
        ),
        sentences=sentences, people=people, organizations=organizations, dates=dates, claims=claims,
    )  # fmt: skip


def gold_result(data: Mapping[str, Any]) -> Result:
    """An annotated article (a dict as read from corpus/gold) as the Result of a perfect extraction.

    Claims carry every annotated field; `low` and `high` follow from the annotated words; findings are empty.
    Fields that the annotation doesn't hold (indicator_id, basis, vintage, marks, alternatives) keep their
    defaults. Raises pydantic.ValidationError or ValueError for a dict in another form.
    """
    return result_of(GoldArticle.model_validate(data))
