"""The first day of the measure that an article is about, for what it sets and no date of its own tells: "Travellers
from nine more countries will be able to enter from April 1. It brings the visa-free nationalities to 92.", "Mexico
will charge up to 50% from January 1. … Most rates will be set between 20% and 35%."
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_words import announced, said
from extractor.claims.dates import is_day, value_of
from extractor.claims.lexicon import word_class
from extractor.claims.sources import quotation_at
from extractor.claims.tense import governing
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark, View
from extractor.periods import grain, is_fiscal, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_FRESH = timedelta(days=10)
"""By how much a measure's first day may be past for an article to be about it."""
_LINES = 4
"""Lines from a measure's first day to a figure that it sets, at most."""
_LEAD = 4
"""The sentences of the text that tell what an article is about, its headline among them."""
_OPENING = 8
"""The sentences of the text, its headline among them, in which the measure is told that it is about."""
_BESIDE = 4
"""Words behind a figure that may tell it to be the usual one, at most."""
_GRAINS = frozenset({"day", "month", "quarter"})


class _Start(NamedTuple):
    sentence: int
    day: str


def assign_lead_measures(view: View, links: list[Link]) -> None:
    """Dates undated stays, fees, counts of countries, duties and quotas by the measure that the text has told of."""
    _assign_levy_day(view, links)
    starts = _starts(view)
    if not starts:
        return
    for made in links:
        headline = view.zone(made.mark.start) == "headline"
        if (made.period is not None and not (headline and made.period_how == "headline")) or not _of_entry(view, made):
            continue
        start = starts[0] if headline and starts[0].sentence < _LEAD else _before(view, made.mark, starts)
        if start is not None and _is_set(view, made, start.day, headline):
            made.period, made.period_how = start.day, "applied"


def _assign_levy_day(view: View, links: list[Link]) -> None:
    """Dates the duties and quotas of the place whose measure the lead tells of, where that has a single first day."""
    stop = view.bounds[min(_OPENING, len(view.bounds)) - 1][1] if view.bounds else 0
    told = [d for d in view.within(view.dates, 0, stop) if _of_levy(view, d) and d.record["value"]]
    days = {value_of(d) for d in told if is_day(d) and _holds_from(view, d) and _is_fresh(view, value_of(d))}
    levies = [made for made in links if made.topic.indicator_id in (*LEVIES, "quota")]
    if len(days) != 1 or not levies:
        return
    day, here = days.pop(), dict[int, set[str]]()
    for made in levies:
        here.setdefault(made.mark.sentence, set()).update({made.period} if made.period else ())
    for made in levies:
        headline = view.zone(made.mark.start) == "headline"
        untold = made.period is None or (headline and made.period_how == "headline")
        lasts = made.mark.record["kind"] == "duration" or bool(here[made.mark.sentence] - {day})
        if untold and not lasts and made.place == levies[0].place and _is_set(view, made, day, headline):
            made.period, made.period_how = day, "applied"


def _of_levy(view: View, date: Mark) -> bool:
    first, stop = view.bounds[date.sentence]
    return not (word_class("duty_noun") | word_class("quota_noun")).isdisjoint(view.lowers[first:stop])


def _starts(view: View) -> list[_Start]:
    """The times to come, or just past, from which entry measures hold, in the order of the text."""
    found = [
        _Start(view.sentence(p["start"]), str(p["effective"]))
        for p in view.policies
        if p["policy"] in word_class("entry_policies") and p.get("effective")
    ]
    for d in view.dates:
        first, stop = view.bounds[d.sentence]
        entry = not word_class("entry_word").isdisjoint(view.lowers[first:stop])
        if entry and d.record["value"] and _holds_from(view, d):
            found.append(_Start(d.sentence, value_of(d)))
    return sorted({s for s in found if _is_fresh(view, s.day)})


def _is_fresh(view: View, day: str) -> bool:
    """Whether a measure begins after publication or has just begun."""
    if not view.published or is_fiscal(day) or grain(day) not in _GRAINS:
        return False
    return span(day)[0] >= date.fromisoformat(view.published) - _FRESH


def _holds_from(view: View, day: Mark) -> bool:
    """Whether something takes effect at a date."""
    before = view.before(day, 5)
    if not before or said(view, day) or announced(view, day) or before[-1] in word_class("until"):
        return False
    opened = before[-1] in word_class("starting") or before[-2:] == ["as", "of"]
    return opened or (is_day(day) and not word_class("took_effect").isdisjoint(before))


def _of_entry(view: View, made: Link) -> bool:
    """Whether a number is a stay, what entry costs or how many countries and ports a measure is for."""
    if made.topic.indicator_id == "stay":
        return True
    named = set((made.topic.indicator or "").split())
    kind = made.mark.record["kind"]
    if kind == "money":
        return made.role in ("level", "price", "rate") and not word_class("entry_paper").isdisjoint(named)
    if kind != "count" or made.role not in ("level", "change"):
        return False
    first, stop = made.mark.opens, made.mark.closes
    counted = named | set(str(made.mark.record["text"]).lower().split())
    entry = not word_class("entry_word").isdisjoint(view.lowers[first:stop])
    return entry and not word_class("admitted").isdisjoint(counted)


def _before(view: View, mark: Mark, starts: list[_Start]) -> _Start | None:
    """The last measure told up to a figure, some lines before it at most."""
    at = bisect_right(starts, mark.sentence, key=lambda s: s.sentence)
    last = starts[at - 1] if at else None
    if last is None or view.paragraph(mark.start) - view.paragraph(view.sentences[last.sentence][0]) > _LINES:
        return None
    return last


def _is_set(view: View, made: Link, day: str, headline: bool) -> bool:
    """Whether a figure is told as one that will hold by the measure, not as past, present, wanted or a base."""
    mark = made.mark
    if made.status == "hypothetical" or is_base_figure(view, made) or quotation_at(view, mark) is not None:
        return False
    stands = word_class("present_mark") | word_class("earlier_word")
    around = [*view.lowers[mark.opens : mark.first], *view.after(mark, 2)]
    replaced = view.before(mark, 2) in (["instead", "of"], ["rather", "than"])
    beside = [*view.before(mark, 2), *view.after(mark, _BESIDE)]
    usual = word_class("usual_rate") | (word_class("standing_rate") if made.topic.indicator_id in LEVIES else set())
    replaced = replaced or not usual.isdisjoint(beside)
    if replaced or not stands.isdisjoint(around) or any(value_of(d) != day for d in _dated(view, mark)):
        return False
    tense, verb = governing(view, mark)
    if made.topic.indicator_id == "stay" and not headline:
        return tense == "modal" and verb in ("will", "would")  # what visitors "may" stay has often held before
    return headline or tense in ("present", "modal")


def _dated(view: View, mark: Mark) -> list[Mark]:
    """The dates of a figure's sentence, but for those of the saying."""
    told = view.within(view.dates, mark.opens, mark.closes)
    return [d for d in told if d.record["value"] and not (is_day(d) and (said(view, d) or announced(view, d)))]
