"""A finding's arithmetic as number lines, and the words that it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor import periods
from extractor.checks import messages
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.reports.html_lines import Line, Row, interval, line
from extractor.schema import Date, Finding, Implied, QuantityClaim, Result

EXPECTED, OBSERVED = "what the other figures allow", "stated"
NAMES = {"currency_conversion": ("reference rate, with its margin", "rate that the two figures imply")}
"""Check → what its two intervals are, where they aren't a figure and what the others allow."""
MOST_ROWS = 8
CONTEXT = 110
"""Characters of a sentence shown on each side of a figure."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a quoted sentence; `id` where they are a member of the finding, `core` where part of the conflict."""

    words: str
    id: str = ""
    core: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the members of a finding in it; `note`: where its figures stand and who says so."""

    parts: tuple[Part, ...]
    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How the bounds of a finding read as its figures do: `unit` and what is done with a number."""

    unit: str
    read: Callable[[Fraction], Fraction]


def pictures(result: Result, finding: Finding) -> list[Line]:
    """The number lines of a finding: what was compared, then the figures by unit."""
    claims = {claim.id: claim for claim in result.quantities}
    members = [claims[i] for i in finding.claims if i in claims]
    found = []
    told: set[str] = set()
    if finding.expected and finding.observed:
        drawn, told = _compared(finding, members)
        found.append(drawn)
    found += [_figures(finding, group) for group in _by_unit([c for c in members if c.id not in told])]
    dates = {one.id: one for one in result.dates}
    timed = [dates[i] for i in finding.dates if i in dates]
    if timed and finding.verdict != "consistent":
        found.append(_timeline(result, timed))
    return [drawn for drawn in found if drawn is not None]


def _bounds(pair: Sequence[Decimal | None]) -> Interval:
    low, high = pair
    return interval(low, high)


def _compared(finding: Finding, members: Sequence[QuantityClaim]) -> tuple[Line | None, set[str]]:
    """Expected against observed, and the ids of the figures that stand in it under their own words."""
    pairs = (_bounds(finding.expected or ()), _bounds(finding.observed or ()))
    scale = _scale(finding, members, pairs)
    rows, told = [], set()
    for kind, pair, name in zip(
        ("expected", "observed"), pairs, NAMES.get(finding.check, (EXPECTED, OBSERVED)), strict=True
    ):
        shown = Interval(*(None if end is None else scale.read(end) for end in (pair.lo, pair.hi)))
        claim = next((c for c in members if c.id not in told and _same(interval(c.low, c.high), shown)), None)
        if claim is None:
            rows.append(Row(name, shown, kind))
        else:
            told.add(claim.id)
            rows.append(_row(claim, finding, kind))
    return line(rows, scale.unit, compare=finding.verdict != "consistent" or _meet(rows)), told


def _meet(rows: Sequence[Row]) -> bool:
    return rows[0].interval.meets(rows[1].interval)


def _same(one: Interval, two: Interval) -> bool:
    return _close(one.lo, two.lo) and _close(one.hi, two.hi)


def _close(one: Fraction | None, two: Fraction | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) <= abs(one) / 10**9


def _scale(finding: Finding, members: Sequence[QuantityClaim], pairs: Sequence[Interval]) -> Scale:
    """Checks compute shares and growth as ratios; where a stated percentage tells so, they read as percent."""
    if finding.check == "currency_conversion":
        return Scale(_rate(members, pairs[1]), lambda number: number)
    readings: dict[str, Callable[[Fraction], Fraction]] = {
        "": lambda number: number,
        "ratio": lambda number: number * 100,
        "up": lambda number: (number - 1) * 100,
        "down": lambda number: (1 - number) * 100,
    }
    for name, read in readings.items():
        for claim in members:
            if name and claim.unit not in ("%", "pp"):
                continue
            ends = interval(claim.low, claim.high)
            if name == "down":
                ends = Interval(ends.hi, ends.lo)
            if any(_same(ends, Interval(*(None if e is None else read(e) for e in (p.lo, p.hi)))) for p in pairs):
                return Scale(claim.unit, readings["up"] if name == "down" else read)
    return Scale("", lambda number: number)


def _rate(members: Sequence[QuantityClaim], observed: Interval) -> str:
    """The unit of the rate that two sums of money imply: which of them stands for one of the other."""
    sums = [claim for claim in members if claim.kind == "money" and claim.value]
    for one, two in ((sums[:1], sums[1:2]), (sums[1:2], sums[:1])):
        if one and two and observed.holds(Fraction(one[0].value or 0) / Fraction(two[0].value or 1)):
            return f"{one[0].unit}/{two[0].unit}"
    return ""


def _row(claim: QuantityClaim, finding: Finding, kind: str = "member") -> Row:
    return Row(
        label=label(claim),
        interval=interval(claim.low, claim.high),
        kind=kind,
        core=claim.id in finding.core,
        stated=None if claim.value is None else Fraction(claim.value),
        target=claim.id,
    )


def label(claim: QuantityClaim) -> str:
    """A figure as written, and what, where and when."""
    what = " ".join(part for part in (claim.indicator, claim.place, claim.period) if part)
    return f"{worded(claim)}{f' · {what}' if what else ''}"


def worded(claim: QuantityClaim) -> str:
    """A figure's words with its qualifier, on one line."""
    qualifier = "" if claim.qualifier == "exact" else claim.qualifier.replace("_", " ")
    words = " ".join(claim.text.split())
    return words if not qualifier or words.startswith(qualifier) else f"{qualifier} {words}"


def _by_unit(members: Sequence[QuantityClaim]) -> Iterator[list[QuantityClaim]]:
    """The figures in groups of one unit that have a second to stand beside."""
    groups: dict[str, list[QuantityClaim]] = {}
    for claim in members:
        groups.setdefault(claim.unit, []).append(claim)
    yield from (group for group in groups.values() if len(group) > 1)


def _figures(finding: Finding, group: Sequence[QuantityClaim]) -> Line | None:
    """Figures of one unit; of many those of the conflict first."""
    first = sorted(group, key=lambda claim: claim.id not in finding.core)[:MOST_ROWS]
    rows = [_row(claim, finding) for claim in group if claim in first]
    return line(rows, group[0].unit)


def _timeline(result: Result, timed: Sequence[Date]) -> Line | None:
    """Dates and the day of publication on a line of days."""
    rows = [
        Row(" ".join(one.text.split()), _days(one.value), core=True, target=one.id)
        for one in timed
        if one.value and periods.is_period(one.value)
    ]
    published = result.article.published
    if published and periods.is_period(published):
        rows.append(Row("published", _days(published), "expected"))
    return line(rows, words=_span, number=_day, steps=_day_steps) if len(rows) > 1 else None


def _days(period: str) -> Interval:
    first, last = periods.span(period)
    return Interval(Fraction(first.toordinal()), Fraction(last.toordinal()))


def _day(number: Fraction) -> str:
    return date.fromordinal(min(max(round(number), 1), date.max.toordinal())).isoformat()


def _span(interval: Interval) -> str:
    one, two = _day(interval.lo or Fraction(1)), _day(interval.hi or Fraction(1))
    return one if one == two else f"{one} to {two}"


def _day_steps(low: Fraction, high: Fraction) -> list[Fraction]:
    """At most four days, evenly apart."""
    parts = 3
    found = dict.fromkeys(Fraction(round(low + (high - low) * n / parts)) for n in range(parts + 1))
    return [day for day in found if low <= day <= high]


def quotes(result: Result, finding: Finding) -> list[Quote]:
    """The sentences that a finding rests on, each once, in text order."""
    spans = _spans(result)
    members = sorted(
        {i for i in [*finding.claims, *finding.dates] if i in spans}, key=lambda i: (spans[i][0], -spans[i][1])
    )
    groups: dict[tuple[int, int], list[str]] = {}
    for member in members:
        groups.setdefault(_sentence(result, spans[member]), []).append(member)
    return [quote(result, group, finding.core) for group in groups.values()]


def _spans(result: Result) -> dict[str, tuple[int, int]]:
    found = {claim.id: (claim.start, claim.end) for claim in result.claims}
    return found | {one.id: (one.start, one.end) for one in result.dates}


def _sentence(result: Result, span: tuple[int, int]) -> tuple[int, int]:
    at = bisect_right(result.sentences, span[0], key=lambda sentence: sentence[0]) - 1
    if at >= 0 and span[0] < result.sentences[at][1]:
        return result.sentences[at]
    return span


def quote(result: Result, members: Sequence[str], core: Sequence[str] = ()) -> Quote:
    """Words of one sentence with what stands around them, long sentences cut between words."""
    text, spans = result.article.text, _spans(result)
    first, last = _sentence(result, spans[members[0]])
    ends = spans[members[0]][0], max(spans[i][1] for i in members)
    parts, position = [], ends[0]
    before = text[first : ends[0]].lstrip()
    if len(before) > CONTEXT:
        before = f"… {before[-CONTEXT:].partition(' ')[2]}"
    after = text[ends[1] : max(last, ends[1])].rstrip()
    if len(after) > CONTEXT:
        after = f"{after[:CONTEXT].rpartition(' ')[0]} …"
    parts.append(Part(before))
    for member in members:
        start, end = spans[member]
        if start >= position:
            parts += [Part(text[position:start]), Part(text[start:end], member, member in core)]
            position = end
    parts += [Part(text[position : ends[1]]), Part(after)]
    notes = dict.fromkeys(note for member in members if (note := _note(result, member)))
    return Quote(tuple(p for p in parts if p.words), text.count("\n", 0, ends[0]) + 1, ", ".join(notes))


def _note(result: Result, id: str) -> str:
    """Where a figure stands, if not in the running text, and who says so."""
    claim = next((c for c in result.claims if c.id == id), None)
    if claim is None:
        return ""
    notes: list[str] = [] if claim.zone == "body" else [claim.zone]
    quotation = next((c for c in result.quotations if c.id == claim.quotation and c.direct), None)
    if quotation is not None:
        notes.append(f"quotation{f' of {quotation.speaker.name}' if quotation.speaker else ''}")
    elif claim.source is not None:
        notes.append(f"says {claim.source.name}")
    return ", ".join(notes)


def across(results: dict[str, Result], finding: Finding) -> tuple[list[Line], list[tuple[Result, Quote]]]:
    """The same for a finding across articles: one drawing of every article's figure, and their words."""
    rows, words, unit = [], [], ""
    for member in finding.claims:
        name, _, id = member.rpartition("#")
        result = results.get(name)
        claim = next((c for c in result.quantities if c.id == id), None) if result else None
        if result is None or claim is None:
            continue
        unit = claim.unit
        rows.append(
            Row(
                f"{worded(claim)} · {result.article.id}",
                interval(claim.low, claim.high),
                core=member in finding.core,
                stated=None if claim.value is None else Fraction(claim.value),
                target=member,
            )
        )
        words.append((result, quote(result, [id], [id] if member in finding.core else [])))
    shown = sorted(range(len(rows)), key=lambda n: not rows[n].core)[:MOST_ROWS]
    drawn = line([rows[n] for n in sorted(shown)], unit, compare=True) if rows else None
    return ([drawn] if drawn else []), words


def amount(value: Decimal, unit: str) -> str:
    """A stated value with its unit, as messages write it."""
    return messages.amount(Fraction(value), unit)


def bounds(implied: Implied) -> str:
    """An implied value's bounds in words."""
    return messages.span(interval(implied.low, implied.high), implied.unit)
