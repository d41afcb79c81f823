"""Whether a number is reported, expected, aimed at or supposed; its marks, basis, adjustment and vintage."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor.claims.cues import phrases, says, word_class
from extractor.claims.foretold import forecast_with
from extractor.claims.status_aims import estimate, told_by_grammar
from extractor.claims.status_clauses import aim_noun, second_verb, told_by_the_way
from extractor.claims.status_fixed import fixed
from extractor.claims.status_funds import achieved, by_pact, funded, goal_behind
from extractor.claims.status_plans import arranged, built, next_term, planned, to_be
from extractor.claims.status_relative import told_behind
from extractor.claims.status_scope import (
    clause_floor,
    expected_behind,
    pledged_before,
    proposed_behind,
    standing,
    thing,
)
from extractor.claims.status_supposed import may_be, subject_of_future, supposed
from extractor.claims.status_told import aims, experienced, polled, told_with, would_be
from extractor.claims.topic import Topic, economic, rows_of
from extractor.claims.view import Mark, View


def _stretch(view: View, mark: Mark, back: int, forth: int) -> str:
    """The words of a number's own segment, at most `back` before and `forth` behind it, dates left out."""
    segment = view.segment_of[mark.first]
    first, stop = mark.opens, mark.closes
    low, high = mark.first, mark.last + 1
    first = second_verb(view, max(first, clause_floor(view, mark)), mark)
    asides = told_by_the_way(view, first, mark.first)
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
    left = [view.lowers[i] for i in range(low, mark.first) if _telling(view, i) and i not in asides]
    right = [view.words[i].lower for i in range(mark.last + 1, high) if view.covered[i] != "date"]
    return " " + " ".join(left) + " | " + " ".join(right) + " "


def _telling(view: View, i: int) -> bool:
    """Whether a word before a number may tell of its status: none of a date, of a thing or of what a number counts."""
    if view.covered[i] == "date":
        return False
    named = view.lowers[i] in _named() and (aims(view, i) or thing(view, i) or aim_noun(view, i))
    return not named


@cache
def _named() -> frozenset[str]:
    """The words that may name an aim or a thing."""
    return word_class("target") | word_class("thing_noun") | word_class("aim_noun")


_REVISED = 8
"""Words around a number in which "revised from" is looked for."""


def _with(view: View, i: int) -> bool:
    """Whether "with" only adds to its clause at word i: "will be established with an investment of"."""
    at = i if view.lowers[i] == "with" else i - 1
    return view.lowers[at] == "with" and "," not in view.words[at].gap


class _Read(NamedTuple):
    """A number and the words around it, as far as they may tell its status."""

    view: View
    mark: Mark
    topic: Topic
    role: str
    headline: bool
    left: str
    right: str
    near: str
    """The nine words before it."""
    beside: str
    """The five words before it."""
    measured: bool
    """Whether it is of what is decided, such as a levy."""
    series: bool
    """Whether it is of what an office counts again and again."""

    @property
    def duty(self) -> bool:
        """Whether it is the rate of a measure, or a quota."""
        return self.measured and (self.role == "rate" or self.topic.indicator_id == "quota")


def status_of(view: View, mark: Mark, topic: Topic, role: str, base: bool, headline: bool) -> str:
    """reported, forecast, target or hypothetical.

    `base`: the number is what another is compared with, and so is told as a fact, unless it was only expected or
    threatened itself. What a measure will be once it is decided is reported; what trade will be is a forecast.
    """
    left, right = _stretch(view, mark, 16, 8).split("|")
    left = _plain(left)
    if experienced(view, mark) or standing(view, mark) or fixed(view, mark, role) or achieved(view, mark):
        return "reported"
    if goal_behind(view, mark):
        return "target"
    if estimated := estimate(view, mark) or told_behind(view, mark):
        return estimated
    for allowed in phrases("permitted") if says(left, "permitted") else ():
        left = left.replace(allowed, " ")
    left = set_against(view, mark) or left
    near = " " + " ".join(left.split()[-9:]) + " "
    beside = " " + " ".join(left.split()[-5:]) + " "
    if base:
        return _of_base(view, mark, beside, right)
    measured = topic.indicator_id in rows_of("measure")
    if told_so := told_by_grammar(view, mark, measured or role == "rate"):
        return told_so
    bare = topic.indicator is None and mark.record["kind"] in ("percent", "percentage_points")
    told = economic(topic) or (bare and role in ("growth", "change"))
    series = told and topic.indicator_id not in ("investment", "employment")
    read = _Read(view, mark, topic, role, headline, left, right, near, beside, measured, series)
    return _supposed(read) or _aimed(read) or _expected(read) or _settled(read) or _to_come(read)


def _plain(left: str) -> str:
    """The words before a number without those that only look like a condition or an aim."""
    left = _without_attributes(left.replace(" if only ", " ").replace(" if anything ", " "))
    if " even if " in left and " would " not in left:
        left = left.replace(" even if ", " ")  # "even if the volume hardly moved"
    for phrase in phrases("no_aim") if says(left, "no_aim") else ():
        left = left.replace(phrase, " ")
    for phrase in phrases("expected_before") if says(left, "expected_before") else ():
        left = left.replace(phrase, " expected ")
    return left


def _of_base(view: View, mark: Mark, beside: str, right: str) -> str:
    """The status of what another number is compared with."""
    if says(" " + " ".join(right.split()[:2]) + " ", "threatened_before") or says(beside, "threatened_before"):
        return "hypothetical"
    if says(beside, "undone") or proposed_behind(view, mark):
        return "hypothetical"
    expected = says(beside, "expectation") or says(_behind(view, mark), "expected_by") or expected_behind(view, mark)
    return "forecast" if expected or forecast_with(view, mark) else "reported"


def _supposed(read: _Read) -> str | None:
    """What is wished for, supposed, undone or only may be."""
    view, mark, topic, near = read.view, read.mark, read.topic, read.near
    if read.series and read.role not in ("rate", "price") and says(near, "wish"):
        return "target"
    of_series = read.series and read.role != "rate"
    if topic.indicator_id != "exchange_rate" and supposed(view, mark, read.left, near, of_series):
        return "hypothetical"
    if says(read.beside, "undone") or (read.duty and read.role == "rate" and may_be(view, mark, near)):
        return "hypothetical"
    return None


def _aimed(read: _Read) -> str | None:
    """What is aimed at, planned, built, funded or arranged; the rate of a measure is then only supposed."""
    view, mark, left, near = read.view, read.mark, read.left, read.near
    aimed = says(left, "target") and not says(left, "no_target") and not pledged_before(view, mark)
    aimed = aimed and not (read.duty and says(left, "allotted"))
    if (aimed or says(left, "plans_it")) and read.duty:
        return "hypothetical"
    if aimed and says(left.rsplit(" aim", 1)[-1], "assumed"):
        return "forecast"
    if not read.series and read.topic.indicator_id not in word_class("plan_ids") and by_pact(view, mark, near):
        return "reported"
    if funded(view, mark):
        return "target"
    if aimed or built(view, mark) or says(_own(view, mark, read.right), "earmarked") or planned(view, mark, left, near):
        return "target"
    free = not read.series and not read.duty and read.role in ("level", "share", "change")
    return "target" if free and arranged(view, mark, near) else None


def _expected(read: _Read) -> str | None:
    """What is expected, polled, possible or told of a coming term."""
    view, mark, left, near = read.view, read.mark, read.left, read.near
    able = says(near, "potential") or (" can " in near and says(left, "opinion"))
    potential = able and read.role in ("level", "change", "growth")
    expected = (says(left, "expect") or potential or (read.series and polled(view, mark))) and not told_with(view, mark)
    behind_it = says(_behind(view, mark), "expected_by") or says(read.right, "within_reach")
    behind_it = behind_it or expected_behind(view, mark)
    return "forecast" if expected or behind_it or would_be(view, mark) or next_term(left) else None


def _settled(read: _Read) -> str | None:
    """A span that is set, a thing known before, a headline's prospect; of a series, whether it is to come."""
    view, mark, near = read.view, read.mark, read.near
    span_set = mark.record["kind"] == "duration" and read.role == "other"
    if (span_set and not says(near, "contingent")) or (view.before(mark, 1) == ["the"] and not read.series):
        return "reported"
    if read.headline and (says(read.beside, "eyes") or says(" " + " ".join(read.right.split()[:3]) + " ", "seen")):
        return "forecast"
    if read.series and read.role != "rate":
        return "forecast" if _future(read) or subject_of_future(view, mark) else "reported"
    return None


def _future(read: _Read) -> bool:
    """Whether the verb before a number is one of what will be."""
    if says(read.near, "future") or says(read.near, "is_to"):
        return True
    return read.headline and read.series and says(read.left, "headline_future")


def _to_come(read: _Read) -> str:
    """What is in no series: reported, unless its verb tells of what will be or would be."""
    view, mark, topic, role = read.view, read.mark, read.topic, read.role
    if says(read.near, "future") and (says(read.left, "opinion") or (role == "growth" and not read.measured)):
        return "forecast"
    staffed = topic.indicator_id == "employment" and mark.record["kind"] != "count"
    lost = says(" " + " ".join(view.after(mark, 6)) + " ", "jobs_lost")
    added = mark.record["kind"] == "count" and role == "change" and not lost
    invested = (topic.indicator_id in word_class("plan_ids") and not staffed and role != "rate") or added
    joining = added and subject_of_future(view, mark)
    if invested and (_future(read) or joining or (read.headline and " to " in read.left)):
        return "target"
    if role == "change" and to_be(view, mark):
        return "target"
    if (" would " in read.near or says(read.near, "will_cost")) and role in ("level", "share", "change", "price"):
        return "forecast"
    counted = mark.record["kind"] in ("count", "percent", "fraction") and (role in ("level", "share") or lost)
    if counted and subject_of_future(view, mark):
        return "forecast"
    governed = " " + " ".join(read.left.split()[-4:]) + " "
    told = role in ("growth", "change", "share", "level") and not (read.measured and role == "growth")
    return "forecast" if told and says(governed, "is_to") else "reported"


def _own(view: View, mark: Mark, right: str) -> str:
    """The words behind a number, up to another that it is compared with: "less than the 2.4 million tons budgeted"."""
    for other in view.within(view.quantities, mark.last + 1, mark.closes)[:1]:
        if set(view.lowers[mark.last + 1 : other.first]) & word_class("comparing"):
            return " " + " ".join(right.split()[: other.first - mark.last - 1]) + " "
    return right


def _behind(view: View, mark: Mark) -> str:
    """The four words behind a number, up to a comma."""
    stop = mark.closes
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
        if words[i] in word_class("attribute")
        and words[i - 1] in word_class("before_attribute")
        and not {"would", "could"} & set(words[i + 1 : i + 4])
    }
    return " " + " ".join(w for i, w in enumerate(words) if i not in drop) + " "


def set_against(view: View, mark: Mark) -> str | None:
    """The words that set a number against an expected one before it, up to the number: "missing a forecast for 3.0%
    growth and reversing an 8.3% increase in September"."""
    first = mark.opens
    before = view.within(view.quantities, first, mark.first)
    if not before:
        return None
    lead = [view.words[i].lower for i in range(before[-1].last + 1, mark.first) if view.covered[i] != "date"]
    since = [i for i, w in enumerate(lead) if w in word_class("set_against")]
    return " " + " ".join(lead[since[-1] :]) + " " if since else None


VINTAGE = (
    ("preliminary", ("preliminary", "provisional", "advance estimate", "flash")),
    ("revised", ("revised", "restated")),
    ("final", ("final figure", "final data", "final estimate")),
)
_VINTAGE_OPENINGS = frozenset(phrase.split()[0] for _, phrases in VINTAGE for phrase in phrases)


def _revision(view: View, mark: Mark) -> str | None:
    """What "revised from" right before or behind a number makes of it."""
    first, stop = mark.opens, mark.closes
    lead = view.lowers[max(first, mark.first - _REVISED) : mark.first]
    if "revised" in lead and "from" in lead[lead.index("revised") :]:
        at = mark.first - len(lead) + lead.index("revised")
        return None if view.within(view.quantities, at, mark.first) else "preliminary"
    tail = view.lowers[mark.last + 1 : min(stop, mark.last + _REVISED)]
    behind = next((i for i, w in enumerate(tail) if w == "revised" and "from" in tail[i + 1 : i + 3]), None)
    told = behind is not None and not view.within(view.quantities, mark.last + 1, mark.last + 1 + behind)
    return "revised" if told else None


def vintage_of(view: View, mark: Mark) -> str | None:
    """preliminary, revised, final where stated within the same sentence part; of "12.3 billion in May, revised from an
    earlier estimate of 12.9 billion" the first is the revised one, and the second was preliminary."""
    if _VINTAGE_OPENINGS.isdisjoint(view.lowers[mark.opens : mark.closes]):
        return None
    if told := _revision(view, mark):
        return told
    stretch = _stretch(view, mark, 6, 3)
    for name, words in VINTAGE:
        if any(f" {w} " in stretch for w in words):
            return name
    return None
