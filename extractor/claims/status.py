"""Whether a number is reported, expected, aimed at or supposed; its marks, basis, adjustment and vintage."""

from __future__ import annotations

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.dates import is_day
from extractor.claims.status_scope import (
    clause_floor,
    expected_behind,
    inverted_condition,
    pledged_before,
    proposed_behind,
    standing,
    thing,
    triggered,
)
from extractor.claims.status_told import aims, experienced, told_with, would_be
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.view import Mark, View


def _stretch(view: View, mark: Mark, back: int, forth: int) -> str:
    """The words of a number's own segment, at most `back` before and `forth` behind it, dates left out."""
    segment = view.segment_of[mark.first]
    first, stop = view.bounds[view.sentence(mark.start)]
    low, high = mark.first, mark.last + 1
    first = max(first, clause_floor(view, mark))
    while low > first and mark.first - low < back:
        if view.segment_of[low - 1] != segment and mark.first - low >= 3:
            if ":" not in view.words[low].gap and not _with(view, low):
                break
            segment = view.segment_of[low - 1]
        low -= 1
    segment = view.segment_of[mark.first]
    while (
        high < stop
        and high - mark.last <= forth
        and view.segment_of[high] == segment
        and ";" not in view.words[high].gap
    ):
        high += 1
    left = [view.lowers[i] for i in range(low, mark.first) if _telling(view, i)]
    right = [view.words[i].lower for i in range(mark.last + 1, high) if view.covered[i] != "date"]
    return " " + " ".join(left) + " | " + " ".join(right) + " "


def _telling(view: View, i: int) -> bool:
    """Whether a word before a number may tell of its status: none of a date, of a thing or of what a number counts."""
    return view.covered[i] != "date" and not aims(view, i) and not thing(view, i)


def _to_be(view: View, mark: Mark) -> bool:
    """Whether a change is yet to be made: "a zone to be enlarged by 300 acres"."""
    words, tag = view.before(mark, 4), view.tags.get(view.words[mark.first - 2].start, "") if mark.first > 1 else ""
    return words[-1:] == ["by"] and words[:2] == ["to", "be"] and tag == "VBN"


def _with(view: View, i: int) -> bool:
    """Whether "with" only adds to its clause at word i: "will be established with an investment of"."""
    at = i if view.lowers[i] == "with" else i - 1
    return view.lowers[at] == "with" and "," not in view.words[at].gap


def status_of(view: View, mark: Mark, topic: Topic, role: str, base: bool, headline: bool) -> str:
    """reported, forecast, target or hypothetical.

    `base`: the number is what another is compared with, and so is told as a fact, unless it was only expected or
    threatened itself. What a measure will be once it is decided is reported; what trade will be is a forecast.
    """
    left, right = _stretch(view, mark, 16, 8).split("|")
    left = _without_attributes(left.replace(" if only ", " ").replace(" if anything ", " "))
    for phrase in phrases("no_aim") if says(left, "no_aim") else ():
        left = left.replace(phrase, " ")
    for phrase in phrases("expected_before") if says(left, "expected_before") else ():
        left = left.replace(phrase, " expected ")
    if experienced(view, mark) or standing(view, mark):
        return "reported"
    for allowed in phrases("permitted") if says(left, "permitted") else ():
        left = left.replace(allowed, " ")
    left = set_against(view, mark) or left
    near = " " + " ".join(left.split()[-9:]) + " "
    beside = " " + " ".join(left.split()[-5:]) + " "
    behind = _behind(view, mark)
    if base:
        if says(" " + " ".join(right.split()[:2]) + " ", "threatened_before") or says(beside, "threatened_before"):
            return "hypothetical"
        if says(beside, "undone") or proposed_behind(view, mark):
            return "hypothetical"
        return "forecast" if says(beside, "expectation") or says(behind, "expected_by") else "reported"
    bare = topic.indicator is None and mark.record["kind"] in ("percent", "percentage_points")
    told = economic(topic) or (bare and role in ("growth", "change"))
    series = told and topic.indicator_id not in ("investment", "employment")
    if series and role != "rate" and says(near, "wish"):
        return "target"
    if topic.indicator_id != "exchange_rate" and _supposed(view, mark, left, right, near, series):
        return "hypothetical"
    duty = role == "rate" and topic.indicator_id in rows_of("measure")
    if says(beside, "undone") or (duty and _may_be(view, mark, near)):
        return "hypothetical"
    aimed = says(left, "target") and not says(left, "no_target") and not pledged_before(view, mark)
    if aimed or says(right, "earmarked") or _planned(view, mark, near):
        return "target"
    potential = says(near, "potential") and role in ("level", "change", "growth")
    expected = (says(left, "expect") or potential) and not told_with(view, mark)
    behind_it = says(behind, "expected_by") or says(right, "within_reach") or expected_behind(view, mark)
    if expected or behind_it or would_be(view, mark) or _next_term(left):
        return "forecast"
    if view.before(mark, 1) == ["the"] and not series:
        return "reported"
    if headline and (says(beside, "eyes") or says(" " + " ".join(right.split()[:3]) + " ", "seen")):
        return "forecast"
    future = says(near, "future") or says(near, "is_to") or (headline and series and says(left, "headline_future"))
    if series and role != "rate":
        return "forecast" if future or _subject_of_future(view, mark) else "reported"
    if says(near, "future") and says(left, "opinion"):
        return "forecast"
    staffed = topic.indicator_id == "employment" and mark.record["kind"] != "count"
    added = mark.record["kind"] == "count" and role == "change"
    planned = (topic.indicator_id in word_class("plan_ids") and not staffed) or added
    joining = added and _subject_of_future(view, mark)
    if planned and (future or joining or (headline and " to " in left)):
        return "target"
    if role == "change" and _to_be(view, mark):
        return "target"
    if (" would " in near or says(near, "will_cost")) and role in ("level", "share", "change", "price"):
        return "forecast"
    counted = mark.record["kind"] in ("count", "percent", "fraction") and role in ("level", "share")
    if counted and _subject_of_future(view, mark):
        return "forecast"
    governed = " " + " ".join(left.split()[-4:]) + " "
    return "forecast" if role in ("growth", "change", "share", "level") and says(governed, "is_to") else "reported"


def _behind(view: View, mark: Mark) -> str:
    """The four words behind a number, up to a comma."""
    stop = view.bounds[view.sentence(mark.start)][1]
    found = []
    for word in view.words[mark.last + 1 : min(stop, mark.last + 5)]:
        if "," in word.gap or ";" in word.gap or "(" in word.gap:
            break
        found.append(word.lower)
    return " " + " ".join(found) + " "


def _without_attributes(left: str) -> str:
    """The words before a number without what only tells what another thing is: "faced a threatened 30%, won …"."""
    words = left.split()
    far = range(1, len(words) - 4)
    drop = {
        i
        for i in far
        if words[i] in word_class("attribute") and words[i - 1] in ("a", "an", "the", "one", "its", "their")
    }
    return " " + " ".join(w for i, w in enumerate(words) if i not in drop) + " "


def set_against(view: View, mark: Mark) -> str | None:
    """The words that set a number against an expected one before it, up to the number: "missing a forecast for 3.0%
    growth and reversing an 8.3% increase in September"."""
    first = view.bounds[view.sentence(mark.start)][0]
    before = view.within(view.quantities, first, mark.first)
    if not before:
        return None
    lead = [view.words[i].lower for i in range(before[-1].last + 1, mark.first) if view.covered[i] != "date"]
    since = [i for i, w in enumerate(lead) if w in word_class("set_against")]
    return " " + " ".join(lead[since[-1] :]) + " " if since else None


def _may_be(view: View, mark: Mark, near: str) -> bool:
    """Whether a duty is only what would or could come, and no day is told from which it applies."""
    first, stop = view.bounds[view.sentence(mark.start)]
    if view.before(mark, 1) in (["a"], ["an"], ["any"]) and _subject_of_future(view, mark):
        return True
    if not says(near, "contingent") or any(is_day(d) for d in view.within(view.dates, mark.last + 1, stop)):
        return False
    return not says(" " + " ".join(w.lower for w in view.words[first:stop]) + " ", "decided")


def _planned(view: View, mark: Mark, near: str) -> bool:
    """Whether somebody undertakes to spend or build an amount: "will invest $8 bn", "agreed to buy 40 aircraft"."""
    if mark.record["kind"] not in ("money", "count", "measure"):
        return False
    words = near.split()
    ends = [i for i, w in enumerate(words) if w in word_class("undertake_verb")]
    told = {view.lowers[i] for i in range(max(0, mark.first - 9), mark.first) if _past(view, i)}
    if ends and words[ends[-1]] in told:
        return False
    return bool(ends) and says(" " + " ".join(words[max(0, ends[-1] - 4) : ends[-1]]) + " ", "undertake")


def _next_term(left: str) -> bool:
    """Whether an estimate is of a harvest or season to come: "the next harvest is estimated at 177 million tons"."""
    return says(left, "estimated") and says(left, "next_term")


def _past(view: View, i: int) -> bool:
    return view.tags.get(view.words[i].start, "") == "VBD"


def _supposed(view: View, mark: Mark, left: str, right: str, near: str, series: bool) -> bool:
    """Whether a number is supposed, threatened, proposed or asked for."""
    if _brought(view, mark) or _removed(left):
        return False
    if says(left, "supposed") and not (series and not says(near, "supposed")):
        return True
    far = " " + " ".join(view.after(mark, 12)) + " "
    if says(far, "threatened") or (says(left, "asked") and not series):
        return True
    if proposed_behind(view, mark) or triggered(view, mark):
        return True
    first, stop = view.bounds[view.sentence(mark.start)]
    lead = " " + " ".join(view.lowers[first : mark.first]) + " "
    settled = view.before(mark, 1) == ["the"]
    if lead.startswith(phrases("under_plan")) and says(left, "conditional") and not settled:
        return True
    whole = " " + " ".join(view.lowers[first:stop]) + " "
    whole = whole.replace(" if only ", " ")
    asks = "?" in view.text[view.words[first].start : view.words[stop - 1].end + 1]
    inverted = whole.split()[:1] in (["should"], ["were"], ["without"]) and not asks
    turned = inverted_condition(view, mark)
    inverted = inverted or turned
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
    ruled = says(left, "conditional") or says(left, "condition") or _subject_of_future(view, mark)
    return ruled or not _told_as_fact(view, mark)


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
    return bool(ends) and len(words) - ends[-1] <= 12 and not {"to", "with", "by"} & set(words[-1:])


def _told_as_fact(view: View, mark: Mark) -> bool:
    """Whether the verb before a number in its segment tells what is or was."""
    i, segment = mark.first - 1, view.segment_of[mark.first]
    while i >= 0 and view.segment_of[i] == segment:
        tag = view.tags.get(view.words[i].start, "")
        if tag == "MD" or tag[:2] == "VB":
            return tag in ("VBD", "VBZ", "VBP", "VBN")
        i -= 1
    return False


def _subject_of_future(view: View, mark: Mark) -> bool:
    """Whether a number counts the subject of what will or would be: "182,000 companies would drop out"."""
    stop = view.bounds[view.sentence(mark.start)][1]
    if view.tags.get(view.words[mark.first - 1].start, "")[:2] in ("VB", "IN", "TO") and mark.first:
        return False
    commas = 0
    for i in range(mark.last + 1, min(stop, mark.last + 10)):
        word, tag = view.words[i], view.tags.get(view.words[i].start, "")
        commas += "," in word.gap and view.covered[i] != "place"
        whole = view.covered[i] == "quantity" and view.words[i - 1].lower in ("the", "of")
        if ";" in word.gap or (view.covered[i] == "quantity" and not whole) or commas > 2:
            return False
        if tag == "MD" or tag[:2] == "VB":
            to_come = word.lower in ("is", "are") and i + 1 < stop and view.words[i + 1].lower == "to"
            return commas != 1 and (word.lower in word_class("would") or to_come)
    return False


_VINTAGE = (
    ("preliminary", ("preliminary", "provisional", "advance estimate", "flash")),
    ("revised", ("revised", "restated")),
    ("final", ("final figure", "final data", "final estimate")),
)


def vintage_of(view: View, mark: Mark) -> str | None:
    """preliminary, revised, final where stated within the same sentence part."""
    stretch = _stretch(view, mark, 6, 3)
    for name, words in _VINTAGE:
        if any(f" {w} " in stretch for w in words):
            return name
    return None
