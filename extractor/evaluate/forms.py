"""What the annotated relations of an article say of its figures, as linear forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from extractor.evaluate.gold import GoldArticle, GoldQuantity, GoldRelation, find_nth
from extractor.evaluate.linear import Form, holds, measure, standing
from extractor.evaluate.matching import overlap
from extractor.exact import Fraction

ORDERED = frozenset({"direction_sign", "rank_order", "threshold", "containment", "period_sum", "record_high"})
CURRENCY_BAND, UNIT_BAND = Fraction(5, 100), Fraction(1, 200)
"""How far a rate or a unit's factor may lie from the one that the consistent article implies."""

Members = Sequence[int]


def _alike(quantities: Sequence[GoldQuantity], members: Members) -> bool:
    return len({measure(quantities[m]) for m in members}) == 1


def _sums(quantities: Sequence[GoldQuantity], members: Members) -> Iterator[Form]:
    for total in members:
        ordered = (total, *(m for m in members if m != total))
        yield Form("sum", ordered, stood=tuple(standing(quantities[m]) for m in ordered))


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
