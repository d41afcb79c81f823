"""Whose fiscal year an article speaks of, and which crop's season."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from extractor import periods
from extractor.components._calendar_tokens import Token
from extractor.components._quantity_tables import trie
from extractor.lookups import cells, table

HEAD, HEAD_WEIGHT = 400, 3
"""A country named within so many characters from the text's start counts so many times."""
DATELINE_WEIGHT, OWNER_WEIGHT = 12, 4
"""A country or city in a dateline, and a country that something in the head belongs to ("India's exports")."""
SHORTEST_CAPITALS = 4
"""Letters of a name that is also known in capitals, as datelines write it."""
_DATELINE = re.compile(r"\s*(?::|,[^.\n]{1,24}[-–—(]|\([A-Z]|[-–—] ?)")
GRAIN = frozenset({"wheat", "corn", "grain"})
PARTNER = frozenset({"US", "CN"})
"""Countries that articles from everywhere name as a partner: they count half."""
OWNER = re.compile(r"['’]?s?\s*(?:\w+\s+)?$")
"""What may stand between a country and the fiscal year that is its own ("Japan's current fiscal year")."""


class Fiscal(NamedTuple):
    """The first month of a country's fiscal years, 1 where they are named by the year they start in, and 1 where they
    start in the middle of that month."""

    start: int
    by_start: int
    mid: int


@lru_cache(maxsize=32)
def _keys(kind: str) -> frozenset[str]:
    """The countries of a kind of row."""
    return frozenset(row["key"] for row in table("fiscal_years") if row["kind"] == kind)


@lru_cache(maxsize=1)
def _conventions() -> dict[str, Fiscal]:
    rows = [row for row in table("fiscal_years") if row["kind"] == "fiscal"]
    mid = _keys("mid")
    return {r["key"]: Fiscal(int(r["start_month"]), int(r["named"] == "start"), int(r["key"] in mid)) for r in rows}


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    known = _conventions()
    codes: dict[str, str] = {}
    for row in table("places"):
        if row["code"] in known:
            for column in ("names", "demonyms", "capital", "cities"):
                for form in cells(row, column):
                    codes.setdefault(form, row["code"])
                    if len(form) >= SHORTEST_CAPITALS:
                        codes.setdefault(form.upper(), row["code"])
    return re.compile(r"(?<!\w)(?:" + trie(codes, blank=" ") + r")(?![\w$])"), codes


@lru_cache(maxsize=1)
def _institutions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The institutions of countries with a convention: the country's code and the names."""
    rows = [row for row in table("institutions") if row["place"] in _conventions()]
    return tuple(
        (row["place"], tuple(name for name in cells(row, "names") if len(name) >= SHORTEST_CAPITALS)) for row in rows
    )


class Homes:
    """The countries that a text names; read once, when a fiscal year asks for them."""

    def __init__(self, text: str) -> None:
        pattern, codes = _names()
        self._text = text
        self._ends = {m.end(): codes[m[0]] for m in pattern.finditer(text)}
        counts: Counter[str] = Counter()
        for end, code in self._ends.items():
            counts[code] += (HEAD_WEIGHT if end < HEAD else 1) * (1 if code in PARTNER else 2)
        for match in pattern.finditer(text, 0, HEAD):
            code, end = codes[match[0]], match.end()
            opens = not match.start() or text[match.start() - 1] == "\n"
            dated = match[0].isupper() or text[end : end + 2] == ": "  # "New Delhi: Exports"
            counts[code] += DATELINE_WEIGHT * (opens and dated and _DATELINE.match(text, end) is not None)
            counts[code] += OWNER_WEIGHT * (text[end : end + 2] in ("'s", "’s"))
        for code, names in _institutions():
            named = sum([name in text for name in names])
            if named:
                counts[code] += OWNER_WEIGHT * named
        first = {code: end for end, code in reversed(self._ends.items())}
        self.home = min(counts, key=lambda code: (-counts[code], first.get(code, len(text))), default="*")

    def yearly(self) -> bool:
        """Whether a year up to the last month of the country's fiscal year is told as that, not as any twelve months,
        by which some countries' offices count."""
        return self.home != "*" and _conventions()[self.home].start > 1 and self.home not in _keys("rolling")

    def at(self, start: int) -> Fiscal:
        """The convention of the country that a fiscal year at character `start` belongs to."""
        near = [end for end in self._ends if start - 20 < end <= start]
        owner = near[-1] if near and OWNER.match(self._text[near[-1] : start]) else None
        return _conventions()[self.home if owner is None else self._ends[owner]]


def crop(found: list[Token]) -> str | None:
    """The crop that a text speaks of most."""
    rows = [row for row in table("fiscal_years") if row["kind"] == "season"]
    words = {form: row["key"] for row in rows for form in cells(row, "cues")}
    counts = Counter(words[t.low] for t in found if t.low in words)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _own(name: str | None, home: str) -> str | None:
    """The kind of row that tells a country's own marketing years of a crop."""
    kinds = (name or "", *(["grain"] if name in GRAIN else []))
    return next((kind for kind in kinds if home in _keys(kind)), None)


def marketed(name: str | None, home: str) -> bool:
    """Whether a crop has a marketing year that all the world counts by, or grain one of the country's: "this season" of
    cocoa is that."""
    if _own(name, home) == "grain":
        return True
    seasons = (row for row in table("fiscal_years") if row["kind"] == "season")
    return any(row["key"] == name and row["named"] == "world" for row in seasons)


def crop_start(name: str | None, home: str) -> int:
    """The first month of a crop's marketing years, the country's own where the table has them."""
    kind = _own(name, home)
    return periods.fiscal_start(home, kind) if kind else periods.fiscal_start(name, "season")
