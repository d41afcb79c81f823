"""What is supposed, threatened, proposed or asked for; what would or will be the subject of something."""

from __future__ import annotations

from extractor.claims.dates import is_day
from extractor.claims.lexicon import phrases, says, word_class
from extractor.claims.status_scope import inverted_condition, proposed_behind, triggered
from extractor.claims.view import Mark, View
from extractor.groups import rows_of

_NEAR = 8
"""Words between the verb and a number, at most."""
_ASKED = 12
"""Words between "should" and the duty that should be, at most."""
_BEHIND = 12
"""Words between the subject and its verb, at most."""


def supposed(view: View, mark: Mark, left: str, near: str, series: bool) -> bool:
    """Whether a number is supposed, threatened, proposed or asked for; `series`: it is one of trade itself."""
    if _brought(view, mark) or _removed(left):
        return False
    if _contrary(view, mark):
        return True
    if says(left, "supposed") and not (series and not says(near, "supposed")):
        return True
    far = " " + " ".join(view.after(mark, 12)) + " "
    if says(far, "threatened") or (says(left, "asked") and not series):
        return True
    if proposed_behind(view, mark) or triggered(view, mark):
        return True
    return _conditional(view, mark, left, near)


def _contrary(view: View, mark: Mark) -> bool:
    """Whether a number is told as what would have been: "without chips we'd have been down three per cent"."""
    segment = view.segment_of[mark.first]
    for i in range(mark.first - 2, max(mark.opens, mark.first - _NEAR), -1):
        if view.segment_of[i] != segment or view.covered[i] == "quantity":
            return False
        if view.lowers[i] == "have" and (view.lowers[i - 1] == "would" or view.lowers[i - 1].endswith(("'d", "’d"))):
            return view.tags.get(view.words[i + 1].start, "")[:2] == "VB"
    return False


def _conditional(view: View, mark: Mark, left: str, near: str) -> bool:
    """Whether a condition of the sentence supposes a number or what follows from it."""
    first, stop = mark.opens, mark.closes
    lead = " " + " ".join(view.lowers[first : mark.first]) + " "
    settled = view.before(mark, 1) == ["the"]
    if lead.startswith(phrases("under_plan")) and says(left, "conditional") and not settled:
        return True
    whole = (" " + " ".join(view.lowers[first:stop]) + " ").replace(" if only ", " ").replace(" even if ", " ")
    asks = "?" in view.text[view.words[first].start : view.words[stop - 1].end + 1]
    turned = inverted_condition(view, mark)
    inverted = turned or (whole.split()[:1] in (["should"], ["were"], ["without"]) and not asks)
    if turned and "would" in view.after(mark, 2):
        return True
    counted = not word_class("recount_verb").isdisjoint(view.lowers[first + 1 : first + 7])
    opens = view.lowers[first] == "if" and not asks and not counted
    if opens and not any(_past(view, i) for i in range(first, stop)):
        return not says(whole, "conditional") or not _told_as_fact(view, mark)  # "If a trader lands 5,000 tonnes, …"
    opening = view.within(view.quantities, first + 1, first + 4) if view.words[first].lower in ("at", "on") else []
    if opening and " would " in whole:
        return mark is not opening[0] and not _told_as_fact(view, mark)
    if not ((says(whole, "condition") or inverted) and says(whole, "conditional")):
        return False
    if _expected_anyhow(view, mark, left, near):
        return False
    ruled = says(left, "conditional") or says(left, "condition") or subject_of_future(view, mark)
    return ruled or not _told_as_fact(view, mark)


def _expected_anyhow(view: View, mark: Mark, left: str, near: str) -> bool:
    """Whether somebody expects what a condition behind the number only limits: "believes that exports will pass $60
    billion if the trend holds"."""
    if says(left, "condition") or " would " in near or not (says(left, "expect") or says(left, "opinion")):
        return False
    return says(" " + " ".join(view.after(mark, _BEHIND)) + " ", "condition")


def _brought(view: View, mark: Mark) -> bool:
    """Whether an aside tells what came about: "wants the duty, brought down to 15% in July, back at 35%"."""
    for i in range(mark.first - 1, max(0, mark.first - 5), -1):
        if view.tags.get(view.words[i].start, "") == "VBN":
            return "," in view.words[i].gap
    return False


def _removed(left: str) -> bool:
    """Whether somebody asks to do away with what a number tells of, so that it stands now: "urged it to scrap the
    4 per cent levy"."""
    words = left.split()
    ends = [i for i, w in enumerate(words) if w in word_class("removal")]
    parted = {"to", "with", "by"} & set(words[-1:]) or "on" in words[-2:]  # "scrap duties on 90% of goods"
    return bool(ends) and len(words) - ends[-1] <= 12 and not parted


def _told_as_fact(view: View, mark: Mark) -> bool:
    """Whether the verb before a number in its segment tells what is or was."""
    i, segment = mark.first - 1, view.segment_of[mark.first]
    while i >= 0 and view.segment_of[i] == segment:
        tag = view.tags.get(view.words[i].start, "")
        if tag == "MD" or tag[:2] == "VB":
            return tag in ("VBD", "VBZ", "VBP", "VBN")
        i -= 1
    return False


def _past(view: View, i: int) -> bool:
    return view.tags.get(view.words[i].start, "") == "VBD"


def subject_of_future(view: View, mark: Mark) -> bool:
    """Whether a number counts the subject of what will or would be: "182,000 companies would drop out", "85 per cent
    of the ore, some 780 million tonnes, should end up abroad"."""
    stop = mark.closes
    if view.tags.get(view.words[mark.first - 1].start, "")[:2] in ("VB", "IN", "TO") and mark.first:
        return False
    commas = 0
    for i in range(mark.last + 1, min(stop, mark.last + _BEHIND)):
        word, tag = view.words[i], view.tags.get(view.words[i].start, "")
        commas += "," in word.gap and view.covered[i] != "place"
        whole = view.covered[i] == "quantity" and view.words[i - 1].lower in ("the", "of")
        aside = view.covered[i] == "quantity" and _aside(view, i)
        if ";" in word.gap or (view.covered[i] == "quantity" and not whole and not aside) or commas > 2:
            return False
        if view.covered[i] != "quantity" and (tag == "MD" or tag[:2] == "VB"):
            to_come = word.lower in ("is", "are") and i + 1 < stop and view.words[i + 1].lower == "to"
            closed = commas != 1 or ("," in word.gap and _aside(view, mark.first))
            return closed and (word.lower in word_class("would") or to_come or _should(view, i))
    return False


def _aside(view: View, i: int) -> bool:
    """Whether the number at word i says the same amount again between commas."""
    told = view.within(view.quantities, i, i + 1)
    if not told:
        return True  # inside a number
    span = told[0].record.get("qualifier_span")
    opening = view.text[max(0, (span[0] if span else told[0].start) - 2) : told[0].start]
    return opening[:1] in (",", "(") and told[0].last + 1 < len(view.words) and (
        view.words[told[0].last + 1].gap.strip()[:1] in (",", ")")
    )


def _should(view: View, i: int) -> bool:
    """Whether "should" tells what is likely rather than what is one's duty: "should end up", not "should be cut"."""
    return view.lowers[i] == "should" and view.lowers[i + 1 : i + 2] != ["be"]


def _asked_for(view: View, mark: Mark) -> bool:
    """Whether a duty is what somebody says should be: "the tariff should go up from 15 percent to 25 percent"."""
    if view.before(mark, 1) == ["from"]:
        return False
    for i in range(mark.first - 1, max(mark.opens, mark.first - _ASKED) - 1, -1):
        if view.lowers[i] in word_class("ought"):
            told = view.within(view.indicators, mark.opens, i)
            levied = bool(told) and told[-1].record["indicator_id"] in rows_of("set_by_law")
            undone = "have" in view.lowers[i + 1 : i + 3] or view.lowers[i - 1] in word_class("relative")
            return levied and not undone
        if ";" in view.words[i].gap or view.lowers[i] in word_class("relative"):
            return False
    return False


def may_be(view: View, mark: Mark, near: str) -> bool:
    """Whether a duty is only what would or could come, and no day is told from which it applies."""
    first, stop = mark.opens, mark.closes
    if view.before(mark, 1) in (["a"], ["an"], ["any"]) and subject_of_future(view, mark):
        return True
    if view.after(mark, 1) == ["would"] or _asked_for(view, mark):
        return True
    if not says(near, "contingent") or any(is_day(d) for d in view.within(view.dates, mark.last + 1, stop)):
        return False
    return not says(" " + " ".join(w.lower for w in view.words[first:stop]) + " ", "decided")
