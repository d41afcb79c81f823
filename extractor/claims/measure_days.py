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
    for made in links:
        if made.topic.indicator_id in _KINDS and made.period is None and _is_set(view, made):
            day = _day_for(view, made, starts)
            if day is not None:
                made.period, made.period_how = day, "inherited"


def _starts(view: View) -> list[_Start]:
    """The days from which the article's measures hold."""
    told = [
        _Start("stay", view.sentence(p["start"]), str(p["effective"]))
        for p in view.policies
        if p["policy"] in word_class("entry_policies") and len(str(p.get("effective") or "")) == len("2025-01-01")
    ]
    for d in view.dates:
        if is_day(d) and d.record["value"] and _takes_effect(view, d):
            told.append(_Start("quota", d.sentence, value_of(d)))
    return told


def _takes_effect(view: View, date: Mark) -> bool:
    """Whether a sentence dates the first day of a pact or of quotas."""
    first, stop = view.bounds[date.sentence]
    words = set(view.lowers[first:stop])
    measure = words & (word_class("pact_noun") | word_class("quota_noun"))
    before, around = view.before(date, 1), [*view.before(date, 5), *view.after(date, 2)]
    begins = before[-1:] != [] and (before[-1] in word_class("starting") or bool(word_class("in_effect") & set(around)))
    return bool(measure) and begins and not set(before) & word_class("until")


def _is_set(view: View, made: Link) -> bool:
    """Whether a figure is told as one that holds or will hold by the measure, not as wanted, past or a base."""
    if made.role not in ("level", "change", "growth") or made.status not in ("reported", "forecast", "target"):
        return False
    if is_base_figure(view, made) or word_class("present_mark") & set(view.before(made.mark, _NOW)):
        return False
    if made.topic.indicator_id == "stay" and (made.mark.record["kind"] != "duration" or made.role != "level"):
        return False
    tense, verb = governing(view, made.mark)
    return tense in ("present", "modal") and verb not in word_class("wish") | (word_class("would") - {"will"})


def _day_for(view: View, made: Link, starts: list[_Start]) -> str | None:
    """The day of the last measure told before a figure, in its paragraph or the one before."""
    line = view.paragraph(made.mark.start)
    near = [s for s in starts if s.kind == made.topic.indicator_id and s.sentence <= made.mark.sentence]
    near = [s for s in near if line - view.paragraph(view.sentences[s.sentence][0]) <= _LINES]
    days = {s.day for s in near}
    return days.pop() if len(days) == 1 else None
