"""What a number is by the one that it stands beside: "down 8 percent, or 68,000 people", "100.8m boxes (28%)"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.claims.baselines import year_before
from extractor.claims.cues import says
from extractor.claims.lexicon import word_class
from extractor.claims.role_parts import of_a_change
from extractor.claims.view import View, large

if TYPE_CHECKING:
    from extractor.claims.link import Link

NEAR = 40
"""Characters between an amount and the share that says it in other terms, at most."""
AMOUNTS = frozenset({"money", "measure", "count"})


def assign_pairs(view: View, links: list[Link]) -> None:
    """Sets role and direction of numbers whose neighbour tells them, in text order."""
    for made in links:
        if made.role == "level" and made.mark.record.get("sign") == "+" and made.topic.flow != "balance":
            made.role, made.direction = "change", "up"
        elif way := _lifted(view, made):
            made.role, made.direction = "growth", way
    grown: Link | None = None
    for before, made in pairwise(links):
        if before.role == "growth":
            grown = before
        if before.mark.sentence != made.mark.sentence:
            continue
        between = view.text[before.mark.end : made.mark.start].lower().strip().removeprefix(")")
        if _other_terms(view, before, made, between):
            made.role, made.direction = _changed(made), before.direction
        elif grown is not None and _another_base(view, grown, made, between):
            made.role, made.direction, made.topic = "growth", grown.direction, grown.topic
        elif _part(before, made, between) and not says(f" {' '.join(view.after(made.mark, 5))} ", "of_output"):
            made.role = "share"
    _parallel(view, links)
    _settled(view, links)


def _settled(view: View, links: list[Link]) -> None:
    """The level that a price moved to: "corn settled at $4.39, and soybeans lost 8 cents to $10.42"."""
    priced = -1
    for before, made in pairwise(links):
        priced = before.mark.sentence if before.role == "price" else priced
        reached = before.role == "change" and view.text[before.mark.end : made.mark.start].strip() == "to"
        small = made.mark.record["kind"] == "money" and not large(made.mark)
        if reached and small and made.role == "level" and priced == made.mark.sentence:
            made.role = "price"


def assign_bracketed_bases(view: View, links: list[Link]) -> None:
    """Makes levels of a year before of amounts in brackets behind a growth that are too large to be its change:
    "imports stood at €158.3 bn, down by 4.2% (€165.2 bn)"."""
    for level, growth, made in zip(links, links[1:], links[2:], strict=False):
        told = level.role == "level" and growth.role == "growth" and growth.baseline == "yoy"
        if not told or made.role != "change" or made.mark.record["unit"] != level.mark.record["unit"]:
            continue
        if view.text[growth.mark.end : made.mark.start].strip() != "(" or not level.period:
            continue
        now, then = (Decimal(link.mark.record["value"] or 0) for link in (level, made))
        if 2 * then > now:
            made.role, made.direction, made.baseline = "level", None, None
            made.period = year_before(level.period)


def _changed(made: Link) -> str:
    return "growth" if made.mark.record["kind"] in ("percent", "fraction", "multiple") else "change"


def _lifted(view: View, made: Link) -> str | None:
    """Which way a verb moves what stands between it and a percent: "Alumina lifts exports 22 per cent"."""
    told = made.topic.mark
    if made.role != "other" or made.mark.record["kind"] != "percent":
        return None
    if told is None or told.last != made.mark.first - 1:
        return None
    verb = next((c for c in view.changes if c.last + 1 == told.first and "verb" in c.forms), None)
    return verb.direction if verb is not None and verb.direction in ("up", "down") else None


def _other_terms(view: View, before: Link, made: Link, between: str) -> bool:
    """Whether a change is told again in other terms: "dropped 18 percent, or 71 million dollars"."""
    kinds = {"percent" if link.mark.record["kind"] == "percent" else "amount" for link in (before, made)}
    amount = made.mark.record["kind"] in AMOUNTS | {"percent"}
    told = before.role in ("growth", "change") and before.direction is not None
    words = _THAN.sub("", between).replace(",", " ").split()
    told = told and not of_a_change(view, made.mark)  # "by $1.5 billion, or 75 percent of the increase"
    return told and amount and len(kinds) == 2 and words[:1] == ["or"] and set(words[1:]) <= word_class("skip")


def _another_base(view: View, before: Link, made: Link, between: str) -> bool:
    """Whether one growth is told against two bases: "fell 23.9% against the year before, and 55.8% against July"."""
    same = before.mark.sentence == made.mark.sentence
    if not same or made.role != "other" or made.mark.record["kind"] != "percent":
        return False
    tail = between.split()[-3:]
    joined = "and" in tail and set(tail[tail.index("and") + 1 :]) <= {"of", "by"}
    return joined and view.after(made.mark, 1)[:1] != [] and view.after(made.mark, 1)[0] in word_class("against")


_THAN = re.compile(r"^(?:more|fewer|less|higher|lower)(?: than [^,;]{1,40})?(?=, or\b)")
_OR = re.compile(r"(?:^|[ ,])or(?: \w+){0,2}$")


def _part(before: Link, made: Link, between: str) -> bool:
    """Whether a bare percent in brackets is an amount's share: "European Union: 100.8m boxes (28.4%)"."""
    record = made.mark.record
    bare = record["kind"] in ("percent", "fraction") and record.get("sign") is None and made.direction is None
    comma = record["kind"] == "fraction" and between[:1] == "," and set(between[1:].split()) <= word_class("skip")
    beside = between == "(" or comma or (_OR.search(between) is not None and len(between) < NEAR and ";" not in between)
    return bare and made.role == "other" and before.role == "level" and beside


def _parallel(view: View, links: list[Link]) -> None:
    """A change whose verb stands with the first of two: "exports are down $63.7 billion or 4.8 percent, imports $64.2
    billion or 4.0 percent"."""
    for one, also, two, last in zip(links, links[1:], links[2:], links[3:], strict=False):
        told = [link.mark.record["kind"] for link in (one, also, two, last)]
        if told != ["money", "percent", "money", "percent"] or one.role != "change" or also.role != "growth":
            continue
        if one.mark.sentence != last.mark.sentence or two.role != "level":
            continue
        joined = [view.text[a.mark.end : b.mark.start].strip(" ,(") for a, b in ((one, also), (two, last))]
        elided = two.topic.mark is not None and two.topic.mark.last == two.mark.first - 1
        stretch = " " + " ".join(w.lower for w in view.words[also.mark.last + 1 : two.mark.first]) + " "
        if joined[0] == joined[1] and elided and len(stretch.split()) <= 4 and not says(stretch, "to_level"):
            two.role, two.direction = "change", one.direction
            last.role, last.direction = "growth", also.direction
