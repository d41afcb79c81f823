"""What somebody undertakes: to spend, build, hire, enlarge."""

from __future__ import annotations

from extractor.claims.lexicon import says, word_class
from extractor.claims.view import Mark, View

_FAR = 40
"""Words between a plan and a number that it sets, at most."""


def planned(view: View, mark: Mark, left: str, near: str) -> bool:
    """Whether somebody undertakes to spend or build an amount: "will invest $8 bn", "agreed to buy 40 aircraft", "to
    build a plant at a cost of $217 million"."""
    if mark.record["kind"] not in ("money", "count", "measure"):
        return False
    words = (left if says(" " + " ".join(left.split()[-4:]) + " ", "at_a_cost") else near).split()
    if words[-2:] in (["will", "cost"], ["to", "cost"]) and mark.record["kind"] == "money":
        return view.lowers[mark.first - 1] == "cost"
    if words[-2:] in (["will", "put"], ["to", "put"], ["would", "put"]):
        return True  # "will put $95 million into a plant"
    ends = [i for i, w in enumerate(words) if w in word_class("undertake_verb")]
    told = {view.lowers[i] for i in range(max(0, mark.first - 9), mark.first) if _past(view, i)}
    if not ends or words[ends[-1]] in told:
        return False
    lead = words[max(0, ends[-1] - 4) : ends[-1]]
    expected = lead[-1:] == ["to"] and bool(set(lead[-2:-1]) & word_class("expecting_verb"))
    if expected or {"who", "which", "that"} & set(lead):
        return False
    return says(" " + " ".join(lead) + " ", "undertake")


def arranged(view: View, mark: Mark, near: str) -> bool:
    """Whether a measure will reach so many, or so much, once it is taken: "five ports would join the scheme", "will
    cover all 13 ports", "the plan also adds 12 pilot zones"."""
    if mark.record["kind"] not in ("count", "measure", "percent", "fraction", "duration"):
        return False
    if mark.record["kind"] == "count" and view.before(mark, 1) == ["on"]:
        return False  # "will raise tariffs on 540 products"
    words = near.split()
    ends = [i for i, w in enumerate(words) if w in word_class("arranging_verb")]
    arranging = words[max(0, ends[-1] - 4) : ends[-1]] if ends and mark.record["kind"] != "duration" else []
    if says(f" {' '.join(arranging)} ", "arranging"):
        return True
    first = max(mark.opens, mark.first - _FAR)
    lead = view.lowers[first : mark.first]
    behind = view.lowers[mark.last + 1 : min(mark.closes, mark.last + 10)]
    if mark.record["kind"] == "count" and says(f" {' '.join(behind)} ", "joining"):
        return True
    if says(f" {' '.join(lead[-5:])} ", "bringing_to") and says(f" {' '.join(lead)} ", "joining"):
        return True
    nouns = [i for i, w in enumerate(lead) if w in word_class("plan_subject") and lead[i - 1] in word_class("definite")]
    if not nouns:
        return False
    acts = {i for i, w in enumerate(lead) if w in word_class("arranging_present") and i > nouns[-1]}
    return any(view.tags.get(view.words[first + i].start, "") == "VBZ" for i in acts)


def next_term(left: str) -> bool:
    """Whether an estimate is of a harvest or season to come: "the next harvest is estimated at 177 million tons"."""
    return says(left, "estimated") and says(left, "next_term")


def to_be(view: View, mark: Mark) -> bool:
    """Whether a change is yet to be made: "a zone to be enlarged by 300 acres"."""
    words, tag = view.before(mark, 4), view.tags.get(view.words[mark.first - 2].start, "") if mark.first > 1 else ""
    return words[-1:] == ["by"] and words[:2] in (["to", "be"], ["would", "be"], ["will", "be"]) and tag == "VBN"


def built(view: View, mark: Mark) -> bool:
    """Whether a thing of that size is yet to be built: "approved the construction of the 238-hectare park"."""
    words = view.before(mark, 4)
    measured = mark.record["kind"] in ("measure", "money", "count")
    return measured and says(" " + " ".join(words) + " ", "construction_of")


def _past(view: View, i: int) -> bool:
    return view.tags.get(view.words[i].start, "") == "VBD"
