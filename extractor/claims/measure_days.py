"""The first day of a measure for the quotas and stays that it sets, where a sentence before dates it: "An overhaul of
the pact came into force on Wednesday. The honey quota goes up to 35,000 tonnes."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.claims.base_figures import is_base_figure
from extractor.claims.dates import is_day, value_of
from extractor.claims.lexicon import word_class
from extractor.claims.tense import governing
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_KINDS = ("quota", "stay")
"""Indicators whose figures a measure sets."""
_LINES = 2
"""Lines from a measure's first day to a figure that it sets, at most."""
_NOW = 4
"""Words before a figure that tell it to be the present one, at most."""


class _Start(NamedTuple):
    kind: str
    sentence: int
    day: str


def assign_measure_days(view: View, links: list[Link]) -> None:
    """Dates undated quotas and stays by the measure that the text has just told of."""
    if not any(made.topic.indicator_id in _KINDS for made in links):
        return
    starts = _starts(view)
    last = -1
    """The last sentence that told a figure which a measure sets."""
    for made in links:
        if made.topic.indicator_id not in _KINDS or made.period is not None:
            continue
        if _is_set(view, made, last == made.mark.sentence):
            day = _day_for(view, made, starts)
            if day is not None:
                made.period, made.period_how = day, "applied"
                last = made.mark.sentence


def _starts(view: View) -> list[_Start]:
    """The days from which the article's measures hold."""
    told = [
        _Start("stay", view.sentence(p["start"]), str(p["effective"]))
        for p in view.policies
        if p["policy"] in word_class("entry_policies") and len(str(p.get("effective") or "")) == len("2025-01-01")
    ]
    for d in view.dates:
        if not d.record["value"] or not _takes_effect(view, d):
            continue
        if is_day(d):
            told.append(_Start("quota", d.sentence, value_of(d)))
        first = view.bounds[d.sentence][0]
        if view.lowers[first] == "the" and not word_class("quota_noun").isdisjoint(view.lowers[first + 1 : first + 3]):
            told.append(_Start("all quota", d.sentence, value_of(d)))  # "The quotas are to apply from October"
    return told


def _takes_effect(view: View, date: Mark) -> bool:
    """Whether a sentence dates the first day of a pact or of quotas."""
    first, stop = view.bounds[date.sentence]
    words = set(view.lowers[first:stop])
    measure = words & (word_class("pact_noun") | word_class("quota_noun"))
    before, around = view.before(date, 1), [*view.before(date, 5), *view.after(date, 2)]
    begins = before[-1:] != [] and (before[-1] in word_class("starting") or bool(word_class("in_effect") & set(around)))
    return bool(measure) and begins and not set(before) & word_class("until")


def _is_set(view: View, made: Link, again: bool) -> bool:
    """Whether a figure is told as one that holds or will hold by the measure, not as wanted, past or a base; `again`:
    its sentence has told another such before."""
    if made.role not in ("level", "change", "growth") or made.status not in ("reported", "forecast", "target"):
        return False
    stands = word_class("present_mark") | word_class("earlier_word")
    before = view.within(view.quantities, made.mark.opens, made.mark.first)
    first = before[-1].last + 1 if before else made.mark.opens
    near = view.lowers[max(first, made.mark.first - _NOW) : made.mark.first]
    if is_base_figure(view, made) or not stands.isdisjoint(near):
        return False
    if made.topic.indicator_id == "stay" and (made.mark.record["kind"] != "duration" or made.role != "level"):
        return False
    tense, verb = governing(view, made.mark)
    holds = tense in ("present", "modal") or (again and not tense)
    return holds and verb not in word_class("wish") | (word_class("would") - {"will"})


def _day_for(view: View, made: Link, starts: list[_Start]) -> str | None:
    """The day of the last measure told before a figure, in its paragraph or the one before."""
    line = view.paragraph(made.mark.start)
    near = [s for s in starts if s.kind == made.topic.indicator_id and s.sentence <= made.mark.sentence]
    near = [s for s in near if line - view.paragraph(view.sentences[s.sentence][0]) <= _LINES]
    days = {s.day for s in near} or {s.day for s in starts if s.kind == f"all {made.topic.indicator_id}"}
    return days.pop() if len(days) == 1 else None
