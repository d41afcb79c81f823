"""The folder's figures as tables of indicator by period, with a chart for each series of several periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor import lookups, periods
from extractor.checks import messages
from extractor.checks.folder import Cell, Figure, distinct, table
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.reports.html_evidence import worded
from extractor.reports.html_lines import interval, named, ticks
from extractor.schema import Finding, QuantityClaim, Result

LEFT, RIGHT = 24, 94
"""The first and last period's middle, in percent of a chart's width."""
TOP, BOTTOM = 20, 120
"""The highest and lowest end, in pixels."""
APART = 22
"""The least distance of the words below a chart, in percent."""
_ORDER = ("error", "warning", "info", "")
LEAST = 2
"""Periods from which a series is drawn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one or more articles say: the words, the figures (`article id#claim id`) that say so with their articles,
    and the severity of the conflict that one of them is part of."""

    words: str
    figures: tuple[str, ...]
    articles: tuple[str, ...]
    clash: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure in a chart: its place, its whisker's ends, its words."""

    x: float
    y: float
    high: float
    low: float
    clash: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures over periods of one length: dots with whiskers, periods below, values at the side."""

    name: str
    dots: tuple[Dot, ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    zero: float | None
    summary: str


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a table: what it measures, the figures by period (in the block's order), its charts."""

    name: str
    cells: tuple[tuple[Entry, ...], ...]
    charts: tuple[Chart, ...]

    @property
    def clash(self) -> str:
        """The worst severity of a conflict in it, or nothing."""
        return min((entry.clash for cell in self.cells for entry in cell), key=_ORDER.index, default="")


@dataclass(frozen=True, slots=True)
class Block:
    """One table: an indicator of a place. `several`: figures of more than one article; `clash`: `error`, `warning`,
    `info` (a revision or another source) or nothing."""

    title: str
    place: str
    periods: tuple[str, ...]
    rows: tuple[Series, ...]
    several: bool
    clash: str

    @property
    def charts(self) -> list[Chart]:
        return [chart for row in self.rows for chart in row.charts]


Clashes = dict[str, str]


def blocks(results: Sequence[Result], findings: Sequence[Finding]) -> list[Block]:
    """The tables, those with conflicts first, then those with several articles, then by place and indicator."""
    clashes: Clashes = {}
    for finding in findings:
        for member in finding.core:
            clashes.setdefault(member, finding.severity)
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in table(distinct(results)[0]):
        claim = cell.figures[0].fact.claim
        groups.setdefault((cell.place, _indicator(claim)), []).append(cell)
    found = [_block(place, title, cells, clashes) for (place, title), cells in groups.items()]
    return sorted(found, key=_first_shown)


def _first_shown(block: Block) -> tuple[object, ...]:
    place = messages.places(block.place)
    return _ORDER.index(block.clash), not block.several, not block.charts, place, block.title


def _indicator(claim: QuantityClaim) -> str:
    labels = _labels()
    return labels.get(claim.indicator_id or "", "") or claim.indicator or claim.flow or ""


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {row["id"]: row["label"] for row in lookups.table("indicators")}


def _block(place: str, title: str, cells: Sequence[Cell], clashes: Clashes) -> Block:
    columns = sorted({cell.period for cell in cells}, key=lambda period: _when(period, place))
    rows: dict[str, dict[str, list[Figure]]] = {}
    for cell in cells:
        rows.setdefault(_name(cell), {}).setdefault(cell.period, []).extend(cell.figures)
    series = [_series(name, by_period, columns, place, clashes) for name, by_period in sorted(rows.items())]
    return Block(
        title=title,
        place=place,
        periods=tuple(columns),
        rows=tuple(sorted(series, key=lambda row: (_ORDER.index(row.clash), not row.charts))),
        several=any(len(cell.figures) > 1 for cell in cells),
        clash=min((row.clash for row in series), key=_ORDER.index),
    )


def _when(period: str, place: str) -> tuple[date, date, str]:
    """Periods in the order of their ends; what is none comes last."""
    try:
        first, last = periods.span(period, place if len(place) == 2 else None)
    except ValueError:
        return date.max, date.max, period
    return last, first, period


def _name(cell: Cell) -> str:
    """What a series measures, beyond indicator and place: what its claims' fields add."""
    claim = cell.figures[0].fact.claim
    what = [claim.indicator or claim.flow or ""]
    what += [f"with {claim.partner}"] if claim.partner else []
    what += [claim.role] if claim.role != "level" else []
    what += [claim.baseline] if claim.baseline else []
    what += [part for part in (claim.basis, claim.adjusted) if part]
    return f"{' '.join(what)}, {claim.unit}"


def _series(
    name: str, by_period: dict[str, list[Figure]], columns: Sequence[str], place: str, clashes: Clashes
) -> Series:
    cells = tuple(tuple(_entries(by_period.get(period, ()), clashes)) for period in columns)
    return Series(name, cells, tuple(_charts(name, by_period, place, clashes)))


def _entries(figures: Sequence[Figure], clashes: Clashes) -> Iterator[Entry]:
    """The figures of one cell, those of the same words together."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_words(figure.fact.claim), []).append(figure)
    for words, group in groups.items():
        severities = [clashes[figure.id] for figure in group if figure.id in clashes]
        articles = tuple(figure.result.article.id for figure in group)
        yield Entry(words, tuple(figure.id for figure in group), articles, severities[0] if severities else "")


def _words(claim: QuantityClaim) -> str:
    """A figure's words, a growth with its sign."""
    words = worded(claim)
    sign = {"down": "\N{MINUS SIGN}", "up": "+"}.get(claim.direction or "", "") if claim.role == "growth" else ""
    return words if words[:1] in "+-\N{MINUS SIGN}" else sign + words


def _signed(claim: QuantityClaim) -> tuple[Fraction, Interval] | None:
    """A figure's value and bounds with the sign of its direction."""
    if claim.value is None:
        return None
    bounds, value = interval(claim.low, claim.high), Fraction(claim.value)
    return (-value, -bounds) if claim.role == "growth" and claim.direction == "down" else (value, bounds)


def _charts(name: str, by_period: dict[str, list[Figure]], place: str, clashes: Clashes) -> Iterator[Chart]:
    """A chart for each length of period of which there are `LEAST`."""
    lengths: dict[int, list[str]] = {}
    for period in by_period:
        last, first, _ = _when(period, place)
        if last != date.max:
            lengths.setdefault(round((last - first).days / 30.4), []).append(period)
    for length, found in sorted(lengths.items(), reverse=True):
        told = {p: [(f, s) for f in by_period[p] if (s := _signed(f.fact.claim)) is not None] for p in found}
        told = {p: told[p] for p in sorted(told, key=lambda p: _when(p, place)) if told[p]}
        if len(told) >= LEAST and (chart := _chart(f"{name}{_LENGTHS.get(length, '')}", told, place, clashes)):
            yield chart


_LENGTHS = {12: ", by year", 6: ", by half-year", 3: ", by quarter", 1: ", by month", 0: ", by day"}
Told = dict[str, list[tuple[Figure, tuple[Fraction, Interval]]]]


def _chart(name: str, told: Told, place: str, clashes: Clashes) -> Chart | None:
    """Each period's figures with their intervals, at their place in time; None where all are one value."""
    ends = [e for found in told.values() for _, (value, b) in found for e in (value, b.lo, b.hi) if e is not None]
    low, high = min(ends), max(ends)
    if high == low:
        return None
    marks = ticks(low, high)
    across = _places(list(told), place)

    def down(value: Fraction) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * float((value - low) / (high - low)), 1)

    dots = tuple(
        Dot(
            x=across[period],
            y=down(value),
            high=TOP - 8 if b.hi is None else down(b.hi),
            low=BOTTOM + 8 if b.lo is None else down(b.lo),
            clash=clashes.get(figure.id, ""),
            words=f"{period}: {_words(figure.fact.claim)} ({figure.result.article.id})",
        )
        for period, found in told.items()
        for figure, (value, b) in found
    )
    return Chart(
        name=name,
        dots=dots,
        labels=tuple(_labelled(across)),
        lines=tuple((down(value), named(marks)(value)) for value in marks),
        zero=down(Fraction(0)) if low <= 0 <= high else None,
        summary=f"{name}: " + "; ".join(dot.words for dot in dots),
    )


def _places(found: list[str], place: str) -> dict[str, float]:
    """Periods in order → how far across their middles are, to scale."""
    middles = []
    for period in found:
        last, first, _ = _when(period, place)
        middles.append((first.toordinal() + last.toordinal()) / 2)
    whole = (middles[-1] - middles[0]) or 1
    return {
        period: round(LEFT + (RIGHT - LEFT) * (middle - middles[0]) / whole, 1)
        for period, middle in zip(found, middles, strict=True)
    }


def _labelled(across: dict[str, float]) -> Iterator[tuple[float, str]]:
    """The periods to name below a chart: the last, and from the first on those that leave room."""
    (*others, (final, end)) = across.items()
    before = float("-inf")
    for period, x in others:
        if x - before >= APART and end - x >= APART:
            yield x, period
            before = x
    yield end, final
