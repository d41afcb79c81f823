"""Parts of seasons and fiscal years that are told by a day or month within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.claims.base_figures import is_base_figure
from extractor.claims.date_values import value_of
from extractor.claims.period_since import counts_to
from extractor.claims.view import Mark, View
from extractor.periods import grain, is_fiscal, months, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_YEAR = 12
_NEAR = 60
"""Words from a season to a month within it, at most."""
_LINES = 2
"""Lines from a season to a month within it, at most."""


def season_of(view: View, date: Mark) -> str | None:
    """The first month of the season within which a month falls, where the text has just told of it: "this season, which
    opened in November … by the end of February"."""
    for d in reversed(view.within(view.dates, max(0, date.first - _NEAR), date.first)):
        value = value_of(d)
        near = bool(value) and view.paragraph(date.start) - view.paragraph(d.start) <= _LINES
        if near and months(value) == _YEAR and not is_fiscal(value) and "-" in value:
            return value[:7] if value[:7] < value_of(date) <= value[-7:] else None
    return None


def counts_days(view: View, spoken: str | None, season: str, made: Link) -> bool:
    """Whether the text, which speaks of the period `spoken`, counts the days of a season that isn't over: "of this
    season's volume"."""
    if not spoken or grain(spoken) != "days" or made.status != "reported" or months(season) != _YEAR:
        return False
    return spoken[:7] == season[:7] and span(season)[1].isoformat() > (view.published or "")


def season_to_day(view: View, made: Link) -> str | None:
    """The days of a crop's or a fiscal year up to the one as of which its sentence counts: "As of September 24, 5
    million tons had left in the 2025/26 season"."""
    if made.role not in ("level", "growth") or made.status != "reported" or is_base_figure(view, made):
        return None
    told = [d for d in view.within(view.dates, made.mark.opens, made.mark.closes) if d.record["value"]]
    days = [d for d in told if counts_to(view, d) and d.first < made.mark.first]
    years = [d for d in told if months(value_of(d)) == _YEAR and len(value_of(d)) > len("2025")]
    if not days or not years or len({value_of(d) for d in told}) != len(("day", "year")):
        return None
    first, last = span(value_of(years[0]))
    return f"{first}/{value_of(days[0])}" if str(first) < value_of(days[0]) <= str(last) else None
