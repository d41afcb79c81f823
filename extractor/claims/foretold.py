"""What was forecast before, with the date of the forecast: "up from the 0.9% foreseen in August", "below the
3.1 percent it forecast in January". The number's period is that of the number it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_values import is_day, value_of
from extractor.claims.lexicon import word_class
from extractor.claims.status_relative import told_behind
from extractor.claims.view import Mark, View
from extractor.periods import is_fiscal, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_REACH = 10
"""Words from a number to the date of its forecast, at most."""
_BEHIND = 6
"""Words from a change to what stands for the figure that it is set against, at most."""
_NOMINAL = ("NN", "JJ", "DT", "PR", "PO", "VB")
"""Beginnings of the tags of words that may stand between a number and the verb."""


def foretold_in(view: View, mark: Mark) -> Mark | None:
    """The date right behind a number at which it was forecast; None where there is none."""
    date = forecast_with(view, mark)
    if date is None:
        return None
    last = str(date.record["text"]).lower().split()[0] in word_class("last_words")
    return date if last or view.lowers[date.first - 1] in word_class("made_at") else None


def forecast_with(view: View, mark: Mark) -> Mark | None:
    """The date that a verb of forecasting right behind a number leads to: "foreseen in August", "expected for May"."""
    dates = view.within(view.dates, mark.last + 2, min(mark.closes, mark.last + 1 + _REACH))
    date = dates[0] if dates else None
    if date is None or view.within(view.quantities, mark.last + 1, date.first):
        return None
    if any(view.words[i].gap.strip("%~-'’") for i in range(mark.last + 1, date.first + 1)):
        return None
    verb = date.first - 1
    while verb > mark.last and view.tags.get(view.words[verb].start) in ("IN", "RB"):
        verb -= 1  # "back in August"
    if verb <= mark.last or view.lowers[verb] not in word_class("made_forecast"):
        return None
    between = (view.tags.get(view.words[i].start, "")[:2] for i in range(mark.last + 1, verb))
    return date if all(tag in _NOMINAL for tag in between) else None


def forecast_behind(view: View, mark: Mark) -> bool:
    """Whether words right behind a number tell that it was forecast."""
    return forecast_with(view, mark) is not None or told_behind(view, mark) == "forecast"


def period_of_foretold(view: View, made: Link, told: Link | None) -> str | None:
    """The period of a number that was forecast before what it is compared with was told; None where it is no such
    number, or the date may be that which was forecast: "grew 3% in May, less than the 4% expected in June"."""
    if told is None or not told.period or told.mark.sentence < made.mark.sentence - 1:
        return None
    if told.status == "forecast" and _foretold_before(view, made.mark):
        return told.period
    if told.mark.sentence != made.mark.sentence:
        return None
    date = forecast_with(view, made.mark)
    if date is None or not date.record["value"]:
        expected = is_base_figure(view, made) and told_behind(view, made.mark) == "forecast"
        return told.period if expected and date is None and not _dated(view, made.mark) else None
    if foretold_in(view, made.mark) is None or value_of(date).isdigit():
        return value_of(date)  # "the 3.3 percent expected for October", "… this year", "… in 2026"
    then, now = value_of(date), told.period
    if told.status != "reported" or is_fiscal(now) or is_fiscal(then) or is_day(date):
        return now
    return now if span(then)[0] <= span(now)[1] else None


def _foretold_before(view: View, mark: Mark) -> bool:
    """Whether a date before a number tells when it was forecast: "in January he had predicted a rise of 0.5%"."""
    dates = view.within(view.dates, mark.opens, mark.first)
    date = dates[-1] if dates else None
    if date is None or view.within(view.quantities, date.last + 1, mark.first):
        return False
    last = str(date.record["text"]).lower().split()[0] in word_class("last_words")
    if not (last or view.lowers[date.first - 1] in word_class("made_at")):
        return False
    had = (i for i in range(date.last + 1, mark.first - 1) if view.lowers[i] == "had")
    return any(not word_class("made_forecast").isdisjoint(view.lowers[i + 1 : i + 3]) for i in had)


def _dated(view: View, mark: Mark) -> bool:
    return bool(view.within(view.dates, mark.last + 1, min(mark.closes, mark.last + 1 + _REACH)))


def than_another(view: View, made: Link) -> bool:
    """Whether a figure is set against another that is told by what was done with it: "$18 million larger than the one
    announced on Wednesday", "2% below that reported by customs"."""
    behind = view.after(made.mark, _BEHIND)
    k = next((i for i, word in enumerate(behind) if word in word_class("stand_in")), None)
    at = made.mark.last + 2 + (k or 0)
    if not k or at >= made.mark.closes or view.covered[at] == "date":
        return False
    led = not {"than", "below", "above"}.isdisjoint(behind[:k])
    told_then = not all(is_day(d) for d in view.within(view.dates, at, made.mark.closes))
    return led and not told_then and view.tags.get(view.words[at].start, "") in ("VBN", "VBD")
