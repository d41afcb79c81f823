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
    _signed(view, links)
    grown: Link | None = None
    for before, made in pairwise(links):
        if before.role == "growth":
            grown = before
        if before.mark.sentence != made.mark.sentence:
            continue
        between = view.text[before.mark.end : made.mark.start].lower().strip().removeprefix(")")
        if _other_terms(view, before, made, between):
            made.role, made.direction = _changed(made), before.direction
        elif _told_before(view, before, made, between):
            before.role, before.direction = _changed(before), made.direction
        elif grown is not None and _another_base(view, grown, made, between):
            made.role, made.direction, made.topic = "growth", grown.direction, grown.topic
        elif _part(view, before, made, between) and not says(f" {' '.join(view.after(made.mark, 5))} ", "of_output"):
            made.role = "share"
    _parallel(view, links)
    _settled(view, links)


def _signed(view: View, links: list[Link]) -> None:
    """Changes in a list whose signs stand apart from their currencies, and their growths in brackets: "foodstuffs: +
    EUR 11.6 million (14.2 %); articles of wood: – EUR 18 million (8.6 %)"."""
    found = [(at, match[1]) for at, made in enumerate(links) if (match := _sign_before(view, made)) is not None]
    if not any(sign == "+" for _, sign in found):
        return  # dashes behind colons
    for at, sign in found:
        made, way = links[at], "up" if sign == "+" else "down"
        if made.role != "level":
            continue
        made.role, made.direction = "change", way
        for behind in links[at + 1 : at + 2]:
            bracketed = view.text[made.mark.end : behind.mark.start].strip() == "("
            if bracketed and behind.mark.record["kind"] == "percent" and behind.role in ("other", "share", "growth"):
                behind.role, behind.direction = "growth", way


def _sign_before(view: View, made: Link) -> re.Match[str] | None:
    amount = made.mark.record["kind"] in AMOUNTS and made.mark.record.get("sign") is None
    return _APART.search(view.text, max(0, made.mark.start - 6), made.mark.start) if amount else None


def _told_before(view: View, before: Link, made: Link, between: str) -> bool:
    """Whether a percent says beforehand what the change behind it comes to: "3 percent or 760 million less than"."""
    percent = before.mark.record["kind"] == "percent" and before.role == "other" and between == "or"
    changed = made.role == "change" and made.direction is not None and made.mark.record["kind"] in AMOUNTS
    after = view.after(made.mark, 2)
    return percent and changed and len(after) > 1 and after[0] in word_class("set_beside") and after[1] == "than"


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
    words = _THAN.sub("", between).lstrip("(").replace(",", " ").split()  # "rose 15.3 per cent (or $14.2 million)"
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
_APART = re.compile(r"[:(]\s*([+−–-])\s+$")
_OR = re.compile(r"(?:^|[ ,])or(?: \w+){0,2}$")


def _in_one_bracket(view: View, before: Link, made: Link, between: str) -> bool:
    """ "Kazakhstan (187.7 million dollars - 15.9 percent)"."""
    opened = view.text.endswith("(", 0, before.mark.start) and view.text.startswith(")", made.mark.end)
    return opened and between in ("-", "–", "—")


def _part(view: View, before: Link, made: Link, between: str) -> bool:
    """Whether a bare percent in brackets is an amount's share: "European Union: 100.8m boxes (28.4%)"."""
    record = made.mark.record
    bare = record["kind"] in ("percent", "fraction") and record.get("sign") is None and made.direction is None
    comma = record["kind"] == "fraction" and between[:1] == "," and set(between[1:].split()) <= word_class("skip")
    said = _OR.search(between) is not None and len(between) < NEAR and ";" not in between
    beside = between == "(" or comma or said or _in_one_bracket(view, before, made, between)
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
