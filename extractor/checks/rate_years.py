"""Orders of magnitude of exchange rates for currencies without a daily reference: yearly averages against the US
dollar (data/rate_years.csv, World Bank), wide enough for any day of those years.

They tell a slip of scale ("Sh250 billion ($1.9 million)") and leave everything finer alone.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor import lookups
from extractor.checks import rates
from extractor.checks.calendar import Span
from extractor.checks.intervals import ONE, Interval
from extractor.exact import Fraction

ANCHOR = "USD"
WITHIN = Fraction(5, 4)
"""How far a day's rate may be from the averages of its year and of those beside it."""
EARLIEST = 2010
"""The first year for which the oldest averages say anything."""
BEFORE = (Fraction(1, 4), Fraction(4, 3))
"""What a rate may have been of the oldest average in the years before."""
AFTER = (Fraction(2, 3), Fraction(4))
"""What it may be of the latest average after it: currencies fall faster than they rise."""

WHEN = "or so in those years, by yearly averages"


@lru_cache(maxsize=1)
def _averages() -> dict[str, dict[int, Fraction]]:
    return {
        row["currency"]: {int(year): Fraction(rate) for year, rate in row.items() if year.isdigit() and rate}
        for row in lookups.table("rate_years")
    }


def band(quote: str, base: str, period: Span | None, published: date | None, table: rates.Rates) -> rates.Band | None:
    """The rates between two currencies, of which the daily table lacks one or both, that an article may have used: in
    the years of its period and of its publication and the years beside them, all years if neither is known. None
    where nothing is known."""
    spans = [(s.first, s.last) for s in (period,) if s] + ([(published, published)] if published else [])
    years = {year for first, last in spans for year in range(first.year, last.year + 1)}
    one, two = [_to_anchor(currency, years, spans, table) for currency in (quote, base)]
    ratio = one / two if one and two else None
    return rates.Band(ratio, ratio, WHEN, False) if ratio else None


def _to_anchor(currency: str, years: set[int], spans: list[tuple[date, date]], table: rates.Rates) -> Interval | None:
    """Units of a currency for one US dollar."""
    if currency == ANCHOR:
        return Interval(ONE, ONE)
    averages = _averages().get(currency)
    if averages is None:
        found = table.band(currency, ANCHOR, Span(spans[0][0], spans[0][1]) if spans else None, None)
        return found.allowed if found else None
    first, last = min(averages), max(averages)
    wanted = years or {first - 1, *averages, last + 1}
    if min(wanted) < EARLIEST:
        return None
    found_in = [averages[y] for y in averages if any(abs(y - w) <= 1 for w in wanted)]
    bounds = [rate * factor for rate in found_in for factor in (1 / WITHIN, WITHIN)]
    if min(wanted) < first:
        bounds += [averages[first] * factor for factor in BEFORE]
    if max(wanted) > last:
        bounds += [averages[last] * factor for factor in AFTER]
    return Interval(min(bounds), max(bounds))
