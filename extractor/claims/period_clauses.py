"""Clauses that leave a number without a period of its own, or with another's: reasons, speakers, later deeds, sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.lexicon import word_class
from extractor.claims.tense import governing
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_REASON = 7
"""Words from the verb that names a reason to the number of that reason, at most."""
_APPOSED = 3
"""Words from "or" to the number that says the same, at most."""
_THING = 5
"""Words from a number to the clause that goes on about it, at most."""
_DASHES = frozenset(":;-–—")
_AIM = 9
"""Words from an amount to what tells that it was aimed at, at most."""
_THAN = 4
"""Words from a number to the "than" that compares it, at most."""
_POINTS = ("percentage_points", "basis_points")
_POINTING = 4
"""Words from a pronoun that points back to its number, at most."""


def blamed(view: View, made: Link) -> bool:
    """Whether a levy is only named as a reason, in force whenever it came: "blaming Washington's 50-percent duty"."""
    mark = made.mark
    if made.role != "rate" or mark.record["kind"] != "percent":
        return False
    for i in range(mark.first - 1, max(mark.opens, mark.first - _REASON) - 1, -1):
        if view.words[i + 1].gap.strip("~-'’"):
            return False
        if view.lowers[i] in word_class("naming_reason"):
            return True
        if view.tags.get(view.words[i].start, "")[:2] not in ("DT", "NN", "JJ", "PO", "PR", "IN"):
            return False
    return False


def speaks(view: View, mark: Mark) -> bool:
    """Whether those who say or expect something are counted: "three of the makers have estimated that"."""
    if mark.record["kind"] != "count" or not mark.record.get("value"):
        return False
    k = mark.last + 1
    while k < mark.closes and (view.tags.get(view.words[k].start, "")[:2] == "NN" or view.lowers[k] in ("has", "have")):
        if "," in view.words[k].gap:
            return False  # "sank to 2.7 million bags, exporters said"
        k += 1
    verb = k < mark.closes and view.tags.get(view.words[k].start, "")[:2] == "VB" and not view.words[k].gap.strip("~-")
    held = word_class("expects_of") | word_class("expecting_verb") | word_class("estimated_for") | word_class("saying")
    return verb and view.lowers[k] in held and view.lowers[k + 1 : k + 2] != ["to"] and _finite(view, k)


def _finite(view: View, k: int) -> bool:
    return view.tags.get(view.words[k].start) != "VBN" or view.lowers[k - 1] in ("has", "have")


def concluded(view: View, first: int, stop: int) -> bool:
    """Whether what is told before is summed up: "had been $6 bn, so that the increase was", "which makes the drop"."""
    return not word_class("concluding").isdisjoint(view.lowers[first:stop])


def concludes(view: View, made: Link, same: Mark) -> bool:
    """Whether a number sums up what its sentence told just before: "so that the shortfall comes to", a change also
    behind a colon or dash: "had been positive, by PLN 9 billion: a swing of"."""
    told = concluded(view, same.last + 1, made.mark.first)
    if made.role == "change":
        return told or any(view.words[i].gap.strip("~ $€£¥") in _DASHES for i in range(same.last + 1, made.mark.first))
    if made.role in ("share", "other"):
        part = made.role == "other" or governing(view, made.mark)[0] == "perfect"
        return told and part and made.mark.record["kind"] == "percent"
    return told and made.role in ("growth", "level")


def aimed(view: View, mark: Mark) -> bool:
    """Whether what is told right behind an amount says that it was aimed at: "short of the $50 billion the government
    had aimed for"."""
    for i in range(mark.last + 1, min(mark.closes, mark.last + _AIM)):
        if view.words[i].gap.strip("~ ") or view.covered[i] in ("quantity", "date"):
            return False
        if view.lowers[i] in word_class("aimed_at") | word_class("goal_noun"):
            return True
    return False


def points_back(view: View, mark: Mark) -> bool:
    """Whether a number opens a sentence that points back to the one before: "That is 12 points less than", "This was
    15.8 percent more than"."""
    opening = view.lowers[mark.opens : mark.opens + 2]
    kinds = (*_POINTS, "percent") if _compared(view, mark) else _POINTS
    near = mark.record["kind"] in kinds and mark.first - mark.opens <= _POINTING
    pointed = opening[:1] in (["that"], ["this"]) and len(opening) > 1
    return near and pointed and opening[1] in word_class("copula_form")


def _compared(view: View, mark: Mark) -> bool:
    """Whether a number tells by how much something is more or less than another, or which part of it."""
    behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + _THAN)]
    return ("than" in behind or behind[:2] == ["of", "the"]) and "," not in view.text[mark.end : mark.end + 1]


def of_later_verb(view: View, date: Mark) -> bool:
    """Whether a date opens the verb that is joined on behind what is told: "was halved to 10 per cent and then, on
    October 22, abolished", "cut to 5% and, from July 1, scrapped"."""
    i = date.first - 1
    while i > date.opens and view.lowers[i] != "and" and (
        view.lowers[i] in word_class("before_later") or view.tags.get(view.words[i].start) == "RB"
    ):
        i -= 1
    k = date.last + 1
    while k < date.closes and view.tags.get(view.words[k].start) == "RB":
        k += 1
    if view.lowers[i] != "and" or k >= date.closes or view.covered[k] == "quantity":
        return False
    tag = view.tags.get(view.words[k].start, "")
    return tag in ("VBD", "VBN", "MD", "VBZ") or (tag == "TO" and "," in view.words[k].gap)


def of_a_pact(view: View, date: Mark, mark: Mark) -> bool:
    """Whether a day is told by the way as that of another measure: "Under the pact, in force since July 1, roses enter
    duty-free, and Britain has suspended its 8% duty"."""
    opened = next((i for i in range(date.first - 1, mark.opens, -1) if "," in view.words[i].gap), None)
    if opened is None or "," not in view.text[date.end : date.end + 1]:
        return False
    joined = any(
        view.lowers[i] in word_class("turn_of_clause") | {"and"} and "," in view.words[i].gap
        for i in range(date.last + 1, mark.first)
    )
    return joined and not word_class("in_effect").isdisjoint(view.lowers[opened : date.first])


def of_which_clause(view: View, mark: Mark, date: Mark) -> bool:
    """Whether a date behind a number belongs to the relative clause that tells another number: "a surplus of
    $8.1 billion, which would require $2.1 billion in the fourth quarter"."""
    near = min(date.first, mark.last + _THING)
    opened = next((i for i in range(mark.last + 1, near) if _leads_clause(view, i)), None)
    return opened is not None and bool(view.within(view.quantities, opened, date.first))


def _leads_clause(view: View, i: int) -> bool:
    return view.lowers[i] in word_class("relative") and "," in view.words[i].gap


def apposed_to(view: View, mark: Mark) -> int:
    """The last word of a number and of the one that says the same between commas behind it: "$9.7 billion, or 1.1 per
    cent, for the three months to June"."""
    i = mark.last + 1
    if i + 1 >= mark.closes or view.lowers[i] != "or" or "," not in view.words[i].gap:
        return mark.last
    other = view.within(view.quantities, i + 1, i + _APPOSED)
    last = other[0].last if other else mark.last
    return last if last + 1 < mark.closes and "," in view.words[last + 1].gap else mark.last
