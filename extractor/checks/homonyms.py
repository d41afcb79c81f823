"""Currencies of one name: "pesos" that were read as Mexico's may be Chile's, "Sh" Tanzania's."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.checks.dollars import SIGN
from extractor.checks.facts import Context, Fact
from extractor.lookups import cells, table

_WORD = re.compile(r"[\w.’'-]+")
WORLD = "USD"
"""The currency whose name needs no country: "dollars" are America's unless one that has others is spoken of."""
_FORM = re.compile(r"[^\W\d]+\.?|[^\w\s.,]+")


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    """The currencies that a form may stand for, by the form in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("currency_forms"):
        for form in cells(row, "forms"):
            found.setdefault(form.lower(), tuple(cells(row, "codes")))
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    return {r["code"]: frozenset(cells(r, "countries")) for r in table("currencies")}


@lru_cache(maxsize=256)
def money_of(place: str) -> tuple[str, ...]:
    """The currencies that a place has today."""
    return tuple(r["code"] for r in table("currencies") if place in cells(r, "countries") and not r["until"])


@lru_cache(maxsize=1)
def _told_alone() -> dict[str, tuple[str, ...]]:
    """What tells a currency alone, in small letters: its code and its full name, one and many."""
    return {r["code"]: (r["code"].lower(), r["name"].lower(), r["plural"].lower()) for r in table("currencies")}


def names_currency(told: list[str], code: str) -> bool:
    """Whether one of some words names a currency, as it stands or in the plural."""
    return any(code in _codes().get(form, ()) for word in told for form in (word, word.rstrip("s")))


def may_mean(fact: Fact, code: str) -> bool:
    """Whether the words of an amount may name a currency."""
    return any(code in _codes().get(form, ()) for form in _FORM.findall(fact.text.lower()))


def namesakes(ctx: Context, fact: Fact) -> tuple[str, ...]:
    """The other currencies of countries which the article speaks of that the words of an amount may name, of any where
    it names none of the currency that was read; none where they tell the country, nor for a bare dollar sign (see
    dollars.py)."""
    unit, text = fact.claim.unit.partition("/")[0], fact.text.lower()
    if any(name in text for name in _told_alone().get(unit, ())):
        return ()
    named = [_codes()[form] for form in _FORM.findall(text) if form in _codes() and form != SIGN]
    if not named or any(unit in codes and len(codes) == 1 for codes in named):
        return ()
    others = dict.fromkeys(code for codes in named if unit in codes for code in codes if code != unit)
    spelled = any(form.isalpha() and unit in _codes().get(form, ()) for form in _FORM.findall(text))
    if spelled and unit != WORLD and not any(_is_named(ctx, country) for country in _countries()[unit]):
        return tuple(others)  # no country is named from which its pesos were taken
    told = frozenset(_WORD.findall(ctx.sentence_text(fact.claim.sentence)))
    near = {country for code in others for country in _countries()[code] if _names(told, country)}
    return tuple(code for code in others if _countries()[code] & (_places(ctx) | near))


def _names(told: frozenset[str], country: str) -> bool:
    """Whether the words of a sentence name a country, its people or one of its cities."""
    return any(told.issuperset(name.split()) for name in _place_names().get(country, ()))


def _places(ctx: Context) -> set[str]:
    if "places" not in ctx.memo:
        told = {place for f in ctx.facts for place in (f.claim.place, f.claim.partner) if place}
        ctx.memo["places"] = {code for place in told for code in place.split(", ")}
    found: set[str] = ctx.memo["places"]
    return found


def _is_named(ctx: Context, country: str) -> bool:
    """Whether the text names a country, its people or one of its cities."""
    if ("named", country) not in ctx.memo:
        ctx.memo["named", country] = any(name in ctx.text for name in _place_names().get(country, ()))
    found: bool = ctx.memo["named", country]
    return found


@lru_cache(maxsize=1)
def _place_names() -> dict[str, tuple[str, ...]]:
    columns = ("names", "demonyms", "capital", "cities")
    return {row["code"]: tuple(form for name in columns for form in cells(row, name)) for row in table("places")}


@lru_cache(maxsize=1)
def _every_name() -> frozenset[str]:
    return frozenset(name for names in _place_names().values() for name in names)


def names_place(text: str) -> bool:
    """Whether a few words name a country, its people or one of its cities."""
    told = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    return any(" ".join(told[at : at + n]) in _every_name() for at in range(len(told)) for n in (1, 2, 3))
