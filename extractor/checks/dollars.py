"""Dollars whose sign alone doesn't tell whose they are."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from extractor.checks.facts import Context, Fact
from extractor.lookups import cells, table

SIGN = "$"


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """The countries, but the United States and those that use their dollar, whose own currency is written with the bare
    sign as well."""
    row = next(r for r in table("currency_forms") if SIGN in cells(r, "forms"))
    codes = set(cells(row, "codes")) - {"USD"}
    owners = {c for r in table("currencies") if r["code"] in codes for c in cells(r, "countries")}
    american = {c for r in table("currencies") if r["code"] == "USD" for c in cells(r, "countries")}
    return frozenset(owners - american)


def local_dollar(ctx: Context, fact: Fact) -> bool:
    """Whether an amount with a bare "$" that was read as US dollars may be one of the country that the article's first
    figure or most of them are of: "it is $220, or about A$149" in a Fijian paper."""
    if fact.claim.unit.partition("/")[0] != "USD" or not fact.text.startswith(SIGN):
        return False
    if "home" not in ctx.memo:
        places = [f.claim.place for f in ctx.facts if f.claim.place]
        ctx.memo["home"] = {*places[:1], *(place for place, _ in Counter(places).most_common(1))}
    return bool(ctx.memo["home"] & _countries())
