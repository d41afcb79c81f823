"""What has been counted or has moved since a time that its sentence names: "has since collected $410 million", "Since
December, the militia has fired on 60 ships" are of the time up to publication, "has become 35 per cent dearer since
October" is told of the month of publication; and running totals: "as of October 13, the total was".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_values import DAY, is_day, value_of
from extractor.claims.date_words import bounds_record
from extractor.claims.lexicon import word_class
from extractor.claims.tense import governing
from extractor.claims.topic import rows_of
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import FINITE, Mark, View
from extractor.periods import grain, is_fiscal, shift, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_OBJECT = 5
"""Words from a participle to the number that is its object, at most."""
_BEHIND = 8
"""Words from a number to the "since" behind it, at most."""
_LEADS = ("as", "of"), ("as", "at"), ("as", "on")
_VERB = 8
"""Words from an amount to the verb whose subject it is, at most."""
_OF_GOODS = frozenset({"NN", "JJ", "IN", "DT", "VB", "CC"})
"""Tags, but for their ends, of what may stand between an amount and "since"."""
_AMOUNTS = frozenset({"money", "measure", "count"})
_GRAINS = {"day": 10, "month": 7, "year": 4}


def counted_since(view: View, made: Link) -> str | None:
    """The time from one that a sentence names to publication, for what has been counted since."""
    mark = made.mark
    verb = _having(view, mark) if mark.record["kind"] in ("money", "count", "measure") else None
    if verb is None or made.role not in ("level", "other") or made.status != "reported":
        return None
    if "since" in view.lowers[verb : mark.first]:  # "has since collected"
        told = [d for d in view.within(view.dates, mark.opens, verb) if _grain(d)]
        return _up_to_now(view, told[-1]) if told else None
    since = _since(view, mark)
    if since is None or made.role != "level" or (made.topic.flow and not is_day(since)):
        return None
    return _up_to_now(view, since)


def moved_since(view: View, made: Link) -> str | None:
    """The time of publication, for what has moved since one that the sentence names."""
    mark = made.mark
    if made.role != "growth" or made.status != "reported" or made.topic.flow or is_base_figure(view, made):
        return None
    tense, verb = governing(view, mark)
    since = _since(view, mark) if tense == "perfect" or verb == "had" else None
    if since is None or "been" in view.lowers[mark.opens : mark.first]:
        return None
    if len(view.within(view.dates, mark.opens, mark.closes)) > 1 + _has_when(view, since):
        return None
    told = _up_to_now(view, since)
    return told.split("/")[1] if told else None


def running_total(view: View, made: Link, begun: Iterable[str]) -> str | None:
    """The time from the first fitting one of the days at which counting may have begun, up to the day as of which a
    total is told: "as of October 13, the total was", "up to March 14, the tally was"."""
    mark = made.mark
    if made.status != "reported" or is_base_figure(view, made) or made.topic.indicator_id in rows_of("standing"):
        return None
    if made.role not in ("level", "growth") or mark.record["kind"] in ("duration", "fraction"):
        return None
    days = [d for d in view.within(view.dates, mark.opens, mark.closes) if d.record["value"]]
    day = days[0] if len(days) == 1 and is_day(days[0]) and days[0].first < mark.first else None
    if day is None:
        return None
    before = view.before(day, 2)
    to_day = tuple(before) in _LEADS or before[-1:] == ["up"] or before == ["up", "to"]
    told = view.lowers[mark.opens : mark.first]
    if word_class("running_total").isdisjoint(told) or not (to_day or before[-1:] == ["by"] or "running" in told):
        return None
    return next((f"{d}/{value_of(day)}" for d in begun if d < value_of(day) < _year_on(d)), None)


def _year_on(day: str) -> str:
    return f"{int(day[:4]) + 1}{day[4:]}"


def _having(view: View, mark: Mark) -> int | None:
    """The "has" or "have" of the perfect whose object a number is."""
    i = mark.first - 1
    while i > max(mark.opens, mark.first - _OBJECT) and view.tags.get(view.words[i].start) != "VBN":
        passed = view.tags.get(view.words[i].start, "")[:2] in ("JJ", "RB", "IN", "RP", "DT")
        if view.words[i + 1].gap.strip("~ $€£¥") or not passed:
            return None
        i -= 1
    states = word_class("copula_form") | word_class("holding_verb")
    if view.tags.get(view.words[i].start) != "VBN" or view.lowers[i] in states:
        return None
    i -= 1
    while i > mark.opens and view.tags.get(view.words[i].start) in ("RB", "IN"):
        i -= 1
    return i if view.lowers[i] in ("has", "have") else None


def _since(view: View, mark: Mark) -> Mark | None:
    """The date from which on a clause tells a number: the sentence's opening, or right behind the number."""
    for d in view.within(view.dates, mark.opens, mark.closes):
        if view.before(d, 1) != ["since"] or _grain(d) is None or bounds_record(view, d):
            continue
        behind = 0 < d.first - mark.last <= _BEHIND and not view.within(view.quantities, mark.last + 1, d.first)
        if behind or (d.first - d.opens <= 2 and d.first < mark.first):
            return d
    return None


def _has_when(view: View, date: Mark) -> bool:
    """Whether a clause behind a date only tells what was then: "since Oct 16, when it settled at"."""
    return view.after(date, 1) == ["when"]


def _grain(date: Mark) -> str | None:
    value = value_of(date)
    kind = grain(value) if value and not is_fiscal(value) else ""
    return kind if kind in _GRAINS else None


def last_counted(view: View, since: Mark) -> str | None:
    """The day up to which a sentence counts, publication where it names none: "since Sept. 1, by tallies kept through
    May 4"; "By Monday, 3 million tonnes had left since July 1"."""
    for d in view.within(view.dates, since.opens, since.closes):
        if d is not since and counts_to(view, d):
            return value_of(d) if value_of(since) < value_of(d) <= (view.published or "") else view.published
    return view.published


def counts_to(view: View, date: Mark) -> bool:
    """Whether a day is that up to which something is counted: "by Monday", "as of October 5"."""
    before = view.before(date, 2)
    led = word_class("up_to") | {"of"}
    return is_day(date) and before[-1:] != [] and before[-1] in led and (before[-1] != "of" or tuple(before) in _LEADS)


def has_come(view: View, made: Link) -> bool:
    """Whether an amount is told as what has come by now, in the perfect: "840,000 tonnes have been cleared", "3 million
    tonnes had left the country"."""
    if made.role != "level" or made.status != "reported" or made.mark.record["kind"] not in _AMOUNTS:
        return False
    if is_base_figure(view, made):
        return False
    tense, verb = governing(view, made.mark)
    return tense == "perfect" or verb == "had" or _come_behind(view, made.mark)


def _come_behind(view: View, mark: Mark) -> bool:
    """Whether the perfect of which an amount is the subject stands behind it."""
    for i in range(mark.last + 1, min(mark.closes - 1, mark.last + _VERB)):
        if "," in view.words[i].gap or view.covered[i] == "quantity":
            return False
        if view.tags.get(view.words[i].start) in FINITE:
            nexts = [view.tags.get(w.start) for w in view.words[i + 1 : min(mark.closes, i + 4)]]
            return view.lowers[i] in ("has", "have", "had") and "VBN" in nexts
    return False


def flow_since(view: View, made: Link, last: str | None) -> str | None:
    """The months since one that stands behind the name of a flow, up to the last that the text spoke of, else up to
    the last before publication: "turnover since the start of the year reached 598 billion USD"."""
    mark = made.mark
    if not made.topic.flow or made.role not in ("level", "growth") or is_base_figure(view, made):
        return None
    for d in view.within(view.dates, mark.opens, mark.first):
        if view.before(d, 1) != ["since"] or _grain(d) != "month" or bounds_record(view, d):
            continue
        named = [i for i in view.within(view.indicators, mark.opens, d.first) if i.last == d.first - 2]
        flows = any(i.record["flow"] and i.record["indicator_id"] not in LEVIES for i in named)
        told = view.within(view.quantities, d.last + 1, mark.first)
        alone = not told or (len(told) == 1 and made.role == "growth")  # "reached $60 bn, up 6 percent"
        if not flows or view.before(named[-1], 1) == ["from"] or not alone:
            continue
        return _up_to_last(view, value_of(d), last)
    return None


def amount_since(view: View, made: Link, last: str | None) -> str | None:
    """The time since a date that stands right behind an amount of a flow and its goods, up to the last month that the
    text spoke of or, for days, to publication: "shipped 612,000 tonnes of oranges since 1 October"."""
    mark = made.mark
    if not made.topic.flow or made.role != "level" or made.status != "reported" or mark.record["kind"] not in _AMOUNTS:
        return None
    since = _since(view, mark)
    if since is None or since.first < mark.first or is_base_figure(view, made) or _grain(since) == "year":
        return None
    if made.topic.indicator_id in LEVIES or "/" in str(since.record["text"]) or governing(view, mark)[0] == "present":
        return None
    between = range(mark.last + 1, since.first - 1)
    passed = all(view.tags.get(view.words[i].start, "")[:2] in _OF_GOODS for i in between)
    if not passed or any(view.words[i].gap.strip("~ ") for i in [*between, since.first - 1]):
        return None
    return _up_to_now(view, since) if is_day(since) else _up_to_last(view, value_of(since), last)


def opened_since(view: View, made: Link, last: str | None) -> str | None:
    """The time since a date that opens a sentence, for an amount told in the perfect, up to the last month that the
    text spoke of or, for days, to publication: "Since January the inflow has added up to $23 billion"."""
    mark = made.mark
    if made.role != "level" or made.status != "reported" or mark.record["kind"] not in _AMOUNTS:
        return None
    since = _since(view, mark)
    if since is None or since.first > mark.first or _grain(since) == "year" or is_base_figure(view, made):
        return None
    if made.topic.indicator_id in LEVIES or governing(view, mark)[0] != "perfect" or "been" in view.before(mark, 6):
        return None
    verbs = [i for i in range(since.last + 1, mark.first) if view.tags.get(view.words[i].start) == "VBN"]
    states = word_class("copula_form") | word_class("holding_verb")
    if not verbs or view.lowers[verbs[-1]] in states or view.within(view.quantities, since.last + 1, mark.first):
        return None
    sums = view.lowers[verbs[-1]] in word_class("adds_up")
    if not sums and (not made.topic.flow or view.before(mark, 1) == ["to"]):
        return None  # "has cut debt to $2 billion"
    return _up_to_now(view, since) if is_day(since) else _up_to_last(view, value_of(since), last)


def _up_to_last(view: View, begun: str, last: str | None) -> str | None:
    """The months from one on up to the last that the text spoke of, else up to the last before publication."""
    if last is None or last <= begun:
        last = shift(view.published[: _GRAINS["month"]], -1, "month") if view.published else None
    return f"{begun}/{last}" if last and begun < last else None


def _up_to_now(view: View, since: Mark) -> str | None:
    """The span from a date to publication, in the date's grain; None where that is no span."""
    begun, published = value_of(since), last_counted(view, since)
    kind = _grain(since)
    if not published or kind is None or not DAY.match(published) or span(begun)[1].isoformat() >= published:
        return None
    return f"{begun}/{published[: _GRAINS[kind]]}"
