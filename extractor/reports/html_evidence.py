"""A finding's arithmetic as number lines, and the words that it rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks import messages
from extractor.checks.intervals import Interval
from extractor.exact import Fraction
from extractor.reports.html_days import timeline
from extractor.reports.html_lines import Line, Row, interval, line
from extractor.schema import AnyClaim, Finding, Implied, QuantityClaim, QuotationClaim, Result

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


class Evidence:
    """What the findings of one article rest on; its records are looked up once."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._claims: dict[str, AnyClaim] = {claim.id: claim for claim in result.claims}
        self._quantities = {claim.id: claim for claim in result.quantities}
        self._dates = {one.id: one for one in result.dates}
        self._spans = {one.id: (one.start, one.end) for one in (*result.claims, *result.dates)}
        self._breaks = [found.start() for found in re.finditer("\n", result.article.text)]

    def words(self, record: str) -> str:
        """The words of a claim or date; nothing for an id that isn't there."""
        start, end = self._spans.get(record, (0, 0))
        return self.result.article.text[start:end]

    def quantity(self, record: str) -> QuantityClaim | None:
        return self._quantities.get(record)

    def pictures(self, finding: Finding) -> list[Line]:
        """The number lines of a finding: what was compared, then the figures by unit."""
        members = [self._quantities[i] for i in finding.claims if i in self._quantities]
        found = []
        told: set[str] = set()
        if finding.expected and finding.observed:
            drawn, told = _compared(finding, members)
            found.append(drawn)
        found += [_figures(finding, group) for group in _by_unit([c for c in members if c.id not in told])]
        timed = [self._dates[i] for i in finding.dates if i in self._dates]
        if timed and finding.verdict != "consistent":
            found.append(timeline(self.result.article.published, timed))
        return [drawn for drawn in found if drawn is not None]

    def quotes(self, finding: Finding) -> list[Quote]:
        """The sentences that a finding rests on, each once, in text order."""
        spans = self._spans
        members = {i for i in [*finding.claims, *finding.dates] if i in spans}
        groups: dict[tuple[int, int], list[str]] = {}
        for member in sorted(members, key=lambda i: (spans[i][0], -spans[i][1], i)):
            groups.setdefault(self._sentence(spans[member]), []).append(member)
        return [self.quote(group, finding.core) for group in groups.values()]

    def quote(self, members: Sequence[str], core: Sequence[str] = ()) -> Quote:
        """Words of one sentence with what stands around them, long sentences cut between words."""
        text, spans = self.result.article.text, self._spans
        first, last = self._sentence(spans[members[0]])
        start, end = spans[members[0]][0], max(spans[i][1] for i in members)
        parts, position = [Part(_cut_before(text[first:start]))], start
        for member in members:
            one, two = spans[member]
            if one >= position:
                parts += [Part(text[position:one]), Part(text[one:two], member, member in core)]
                position = two
        parts += [Part(text[position:end]), Part(_cut_after(text[end : max(last, end)]))]
        notes = dict.fromkeys(note for member in members if (note := self._note(member)))
        return Quote(tuple(p for p in parts if p.words), bisect_right(self._breaks, start) + 1, ", ".join(notes))

    def _sentence(self, span: tuple[int, int]) -> tuple[int, int]:
        sentences = self.result.sentences
        at = bisect_right(sentences, span[0], key=lambda sentence: sentence[0]) - 1
        return sentences[at] if at >= 0 and span[0] < sentences[at][1] else span

    def _note(self, record: str) -> str:
        """Where a figure stands, if not in the running text, and who says so."""
        claim = self._claims.get(record)
        if claim is None:
            return ""
        notes: list[str] = [] if claim.zone == "body" else [claim.zone]
        quotation = self._claims.get(claim.quotation or "")
        if isinstance(quotation, QuotationClaim) and quotation.direct:
            notes.append(f"quotation{f' of {quotation.speaker.name}' if quotation.speaker else ''}")
        elif claim.source is not None:
            notes.append(f"says {claim.source.name}")
        return ", ".join(notes)


def _cut_before(words: str) -> str:
    words = words.lstrip()
    return words if len(words) <= CONTEXT else f"… {words[-CONTEXT:].partition(' ')[2]}"


def _cut_after(words: str) -> str:
    words = words.rstrip()
    return words if len(words) <= CONTEXT else f"{words[:CONTEXT].rpartition(' ')[0]} …"


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
    place = messages.places(claim.place) if claim.place else ""
    what = " ".join(part for part in (claim.indicator, place, claim.period) if part)
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


def across(articles: Mapping[str, Evidence], finding: Finding) -> tuple[list[Line], list[tuple[Result, Quote]]]:
    """The same for a finding across articles: one drawing of every article's figure, and their words."""
    rows, words, unit = [], [], ""
    for member in finding.claims:
        name, _, record = member.rpartition("#")
        article = articles.get(name)
        claim = article.quantity(record) if article else None
        if article is None or claim is None:
            continue
        unit, core = claim.unit, member in finding.core
        rows.append(
            Row(
                f"{worded(claim)} · {name}",
                interval(claim.low, claim.high),
                core=core,
                stated=None if claim.value is None else Fraction(claim.value),
                target=member,
            )
        )
        words.append((article.result, article.quote([record], [record] if core else [])))
    shown = sorted(range(len(rows)), key=lambda n: not rows[n].core)[:MOST_ROWS]
    drawn = line([rows[n] for n in sorted(shown)], unit, compare=True) if rows else None
    return ([drawn] if drawn else []), words


def amount(value: Decimal, unit: str) -> str:
    """A stated value with its unit, as messages write it."""
    return messages.amount(Fraction(value), unit)


def bounds(implied: Implied) -> str:
    """An implied value's bounds in words."""
    return messages.span(interval(implied.low, implied.high), implied.unit)
