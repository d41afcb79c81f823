"""The article's own country: whose government, customs and shops "the government", "customs" and "we" are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from extractor import lookups
from extractor.components._policy_small import small

_OPENING = re.compile("(?=([A-Z].{2}))")
_CAPITAL = re.compile("[A-Z]")
OPENING = 3
"""Letters by which a name is first looked for."""
HOME = "home"
HEAD = 400
"""The characters at an article's head in which a name counts three times."""

OTHER_SIDE = 0.3
"""The part of its vote that a place keeps behind a preposition that makes it the other side: "exports to Chile"."""

DEMONYM = 0.7
DATELINE = 4
GREETS = 6
FIRST = 2
OWN_MONEY = ((5, 6), (2, 4), (1, 2))
"""Amounts in a country's money, at least so many, and what they weigh."""


@lru_cache(maxsize=1)
def _money() -> Mapping[str, str]:
    return {row["currency"]: row["place"] for row in lookups.table("currency_homes")}


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str, str], ...]:
    """(name, its first letters where a look for them is enough, code) of authorities, instruments and institutions
    that tell where an article is at home."""
    bodies = [(name, row["code"]) for row in lookups.table("policy_bodies") for name in lookups.cells(row, "names")
              if row["code"] != HOME and row["kind"] != "preference_law" and len(name) > 2 and name[0].isupper()]
    known = {name for name, _ in bodies}
    offices = [(name, row["place"]) for row in lookups.table("institutions") for name in lookups.cells(row, "names")]
    found = (*bodies, *((name, code) for name, code in offices if name not in known))
    return tuple((name, match[1] if (match := _OPENING.match(name)) else "", code) for name, code in found)


def _before(text: str, start: int) -> str:
    """The word before a place, "the" and "its" passed over."""
    near = [word for word in text[max(start - 24, 0):start].lower().split() if word not in ("the", "its")]
    return near[-1] if near else ""


def _greets(text: str, start: int) -> bool:
    """Whether a letter greets its readers from a place: "Good morning from Accra"."""
    line = text[text.rfind("\n", 0, start) + 1 : start].lower().split()
    return line[-1:] in (["from"], ["in"]) and " ".join(line[:-1]).strip(",") in small()["greeting"]


def home(text: str, places: Iterable[Mapping[str, Any]], zones: Iterable[Mapping[str, Any]] = (),
         units: Iterable[str] = ()) -> str | None:
    """The code that an article's places, authorities and money name most, None without any.

    `places` are records with start, code and kind (regions have no vote), `zones` the article's zones, `units`
    the currencies of its amounts.
    """
    votes: dict[str, float] = defaultdict(float)
    places = [place for place in places if place["kind"] != "region" and place["code"] != "world"]
    dateline = next((zone for zone in zones if zone["zone"] == "dateline"), None)
    often = Counter(place["code"] for place in places)
    if places:
        votes[places[0]["code"]] += FIRST
    for place in places:
        vote = 3.0 if place["start"] < HEAD else 1.0
        if place["start"] < HEAD and _greets(text, place["start"]):
            votes[place["code"]] += GREETS
        vote *= OTHER_SIDE if _before(text, place["start"]) in small()["other_side"] else 1
        votes[place["code"]] += vote * DEMONYM if place["kind"] == "demonym" else vote
        if dateline and dateline["start"] <= place["start"] < dateline["end"] and often[place["code"]] > 1:
            votes[place["code"]] += DATELINE
    paid = Counter(_money()[unit[:3]] for unit in units if unit[:3] in _money())
    for code, times in paid.most_common(1):
        votes[code] += next(weight for least, weight in OWN_MONEY if times >= least)
    openings = {text[capital.start() : capital.start() + OPENING] for capital in _CAPITAL.finditer(text)}
    for name, opening, code in _names():
        at = text.find(name) if opening in openings or not opening else -1
        if at >= 0:
            votes[code] += 3 if at < HEAD else min(text.count(name), 3)
    return min(votes, key=lambda code: (-votes[code], code)) if votes else None


HEADING = 40
"""The characters of a line that can be a heading."""


def section(text: str, start: int, end: int, heads: Mapping[int, Mapping[str, Any]],
            known: str | None) -> str | None:
    """The country of the section in which a paragraph stands: one whose heading is a place alone; other headings
    open a section without. `heads` are the article's places by their start, `known` the section before."""
    line = text[start:end].strip().strip(":.")
    alone = text[max(start - 2, 0):start].strip() == "" and text[end:end + 1].strip() == ""
    if alone and len(line) <= HEADING and line and line[-1].isalnum() and text[end - 1:end] not in (".", "?", "!"):
        place = heads.get(start + len(text[start:end]) - len(text[start:end].lstrip()))
        return str(place["code"]) if place and place["text"] == line else None
    return known
