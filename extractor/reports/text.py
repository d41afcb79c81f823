"""The check's report for a terminal: a summary line an article, worst first, then every finding in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich.text import Text

from extractor.reports.screening import FOLDER, Hidden, Report
from extractor.schema import Finding, Implied, QuantityClaim, Result

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_STYLES = {"error": "bold red", "warning": "yellow", "info": "green"}
_SIDE = 220
"""Characters of a long sentence that are shown on each side of its figure."""


@dataclass(frozen=True)
class Tally:
    """How an article fared: errors, warnings, numbers in them, numbers that checks reached, all numbers,
    and figures that weren't read."""

    errors: int
    warnings: int
    blamed: int
    checked: int
    numbers: int
    accepted: int = 0
    known: int = 0
    unread: int = 0

    @classmethod
    def of(cls, result: Result, hidden: Sequence[Hidden] = ()) -> Tally:
        """`hidden`: the article's findings that aren't shown; what they blame isn't praised."""
        raised = [finding for finding in result.findings if finding.severity != "info"]
        blamed = {claim for finding in [*raised, *(h.finding for h in hidden)] for claim in finding.claims}
        errors = sum(finding.severity == "error" for finding in raised)
        accepted = sum(h.reason is not None for h in hidden)
        return cls(
            errors,
            len(raised) - errors,
            len(blamed),
            result.coverage.checked,
            result.coverage.numbers,
            accepted,
            len(hidden) - accepted,
            result.coverage.unread,
        )

    def __str__(self) -> str:
        if not self.unread:
            return self._found()
        return f"{self._found()}; {_count(self.unread, 'figure')} not read"

    def _found(self) -> str:
        found = [_count(n, word) for n, word in ((self.errors, "error"), (self.warnings, "warning")) if n]
        found += [f"{n} {word}" for n, word in ((self.accepted, "accepted"), (self.known, "known")) if n]
        if not found and not self.numbers:
            return "no numbers found"
        if not found:
            return f"nothing found among {self.checked} of {_count(self.numbers, 'number')}"
        rest, all_ = self.checked - self.blamed, _count(self.numbers, "number")
        if rest <= 0:
            return f"{', '.join(found)}; no other of {all_} reached"
        return f"{', '.join(found)}; nothing found among {rest} more of {all_}"


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def clean(text: str) -> str:
    """The text on one line, control characters made visible, so that no article steers a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def figure(number: Decimal | None) -> str:
    """A stated number as people read it: digits in groups of three."""
    return "unbounded" if number is None else f"{number:,f}"


def _rounded(number: Decimal | None) -> str:
    """A derived number to four significant digits, whole numbers in full."""
    if number is None or number == number.to_integral_value():
        return figure(number)
    places = max(0, 3 - number.adjusted())
    return f"{number:,.{places}f}"


def _interval(low: Decimal | None, high: Decimal | None) -> str:
    return _rounded(low) if low == high else f"{_rounded(low)} to {_rounded(high)}"


def _summary(result: Result, tally: Tally) -> Text:
    style = _STYLES["error" if tally.errors else "warning" if tally.warnings else "info"]
    return Text.assemble((clean(result.article.id), "bold"), ": ", (str(tally), style))


def _where(result: Result, claim: QuantityClaim | None) -> str:
    """Where a figure stands, if not in the running text."""
    if claim is None:
        return ""
    places = (
        [] if claim.zone == "body" else [f"in the {claim.zone}" if claim.zone == "headline" else f"in a {claim.zone}"]
    )
    quotation = next((c for c in result.quotations if c.id == claim.quotation and c.direct), None)
    if quotation is not None:
        speaker = f" of {clean(quotation.speaker.name)}" if quotation.speaker else ""
        places.append(f"in a quotation{speaker}")
    return f" ({', '.join(places)})" if places else ""


def _sentence_of(result: Result, start: int) -> tuple[int, int]:
    for first, last in result.sentences:
        if first <= start < last:
            return first, last
    return start, start


def _quoted(result: Result, spans: Sequence[tuple[int, int]]) -> Text:
    """The sentence that holds the spans, these marked, long ones cut."""
    text = result.article.text
    first, last = _sentence_of(result, spans[0][0])
    first, last = max(first, spans[0][0] - _SIDE), min(max(last, spans[-1][1]), spans[-1][1] + _SIDE)
    quoted = Text("\N{LEFT DOUBLE QUOTATION MARK}")
    position = first
    for start, end in spans:
        quoted.append(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text[position:start].replace("\n", " ")))
        quoted.append(clean(text[start:end]), "bold underline")
        position = end
    quoted.append(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text[position:last].replace("\n", " ")).rstrip())
    return quoted.append("\N{RIGHT DOUBLE QUOTATION MARK}")


def _evidence(result: Result, finding: Finding) -> Iterator[Text]:
    """The sentences of a finding's claims and dates, each once, with its line and what stands in it."""
    spans = {c.id: (c.start, c.end) for c in result.claims} | {d.id: (d.start, d.end) for d in result.dates}
    members = sorted({spans[i] for i in [*finding.claims, *finding.dates] if i in spans})
    figures = {(c.start, c.end): c for c in result.quantities}
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for span in members:
        groups.setdefault(_sentence_of(result, span[0]), []).append(span)
    for group in groups.values():
        line = result.article.text.count("\n", 0, group[0][0]) + 1
        notes = [f"{clean(result.article.text[s:e])}{_where(result, figures.get((s, e)))}" for s, e in group]
        special = [note for note in notes if note.endswith(")") and " (in " in note]
        yield Text.assemble("    ", (f"line {line}: ", "dim"), _quoted(result, group))
        if special:
            yield Text("      " + "; ".join(special), "dim")


def _fingerprint(finding: Finding) -> Iterator[Text]:
    if finding.severity != "info" and finding.fingerprint:
        yield Text(f"    fingerprint {clean(finding.fingerprint)}", "dim")


def _implied(values: Sequence[Implied]) -> str:
    return "; ".join(f"{clean(v.name)}: {_interval(v.low, v.high)} {v.unit}".rstrip() for v in values)


def finding_lines(result: Result, finding: Finding) -> Iterator[Text]:
    """A finding in full: severity, check and message, then what is known of it, indented."""
    yield Text.assemble(
        "  ", (finding.severity, _STYLES[finding.severity]), f" {finding.check}: ", clean(finding.message)
    )
    yield from _evidence(result, finding)
    if finding.expected and finding.observed:
        yield Text(f"    expected {_interval(*finding.expected)}, found {_interval(*finding.observed)}", "dim")
    if finding.implied:
        yield Text(f"    the article implies {_implied(finding.implied)}")
    words = {c.id: c.text for c in result.claims}
    for repair in finding.repair:
        stated = clean(words.get(repair.claim, repair.claim))
        yield Text(f"    would hold with {figure(repair.value)} for {stated} ({clean(repair.reason)})")
    yield from _fingerprint(finding)


def _article(result: Result, every: bool) -> Iterator[Text]:
    """Everything about one article below its summary."""
    shown = [f for f in result.findings if every or f.severity != "info"]
    for finding in sorted(shown, key=lambda f: ("error", "warning", "info").index(f.severity)):
        yield from finding_lines(result, finding)
    implied = [v for f in result.findings if f not in shown for v in f.implied]
    if implied:
        yield Text(f"  the article implies {_implied(implied)}")
    for note in result.article.notes:
        yield Text(f"  note: {clean(note)}", "dim")
    reasons = Counter(entry.reason for entry in result.coverage.unchecked)
    if reasons:
        told = "; ".join(f"{clean(reason)} ({n})" for reason, n in reasons.most_common())
        yield Text(f"  {_count(reasons.total(), 'number')} not reached: {told}", "dim")


def across_lines(results: Sequence[Result], finding: Finding) -> Iterator[Text]:
    """A finding across articles: its members by article, with their words."""
    yield Text.assemble(
        "  ", (finding.severity, _STYLES[finding.severity]), f" {finding.check}: ", clean(finding.message)
    )
    by_id = {result.article.id: result for result in results}
    for member in finding.claims:
        article, _, claim_id = member.rpartition("#")
        result = by_id.get(article)
        claim = next((c for c in result.quantities if c.id == claim_id), None) if result else None
        if result is not None and claim is not None:
            line = result.article.text.count("\n", 0, claim.start) + 1
            place = f"{clean(article)}, line {line}{_where(result, claim)}: "
            yield Text.assemble("    ", (place, "dim"), _quoted(result, [(claim.start, claim.end)]))
    yield from _fingerprint(finding)


def render(
    results: Sequence[Result], folder: Sequence[Finding] = (), *, quiet: bool = False, every: bool = False
) -> Iterator[Text]:
    """The report on results whose findings are all shown: see `lines`."""
    yield from lines(Report(results, folder), quiet=quiet, every=every)


def lines(report: Report, *, quiet: bool = False, every: bool = False) -> Iterator[Text]:
    """The report, line by line.

    First a summary line for each article, worst first, then the articles in that order with their findings.
    `quiet`: only articles with errors or warnings. `every`: also the relations that hold.
    """
    tallies = [(r, Tally.of(r, report.hidden.get(r.article.id, ()))) for r in report.results]
    tallies.sort(key=lambda pair: (-pair[1].errors, -pair[1].warnings, pair[0].article.id))
    if quiet:
        tallies = [(result, tally) for result, tally in tallies if tally.errors or tally.warnings]
    for result, tally in tallies:
        yield _summary(result, tally)
    for result, tally in tallies:
        if len(report.results) == 1:
            yield from _article(result, every)
        elif tally.errors or tally.warnings or every:
            yield Text("")
            yield _summary(result, tally)
            yield from _article(result, every)
    yield from _folder(report, every)


def _folder(report: Report, every: bool) -> Iterator[Text]:
    shown = [finding for finding in report.folder if every or finding.severity != "info"]
    hidden = report.hidden.get(FOLDER, ())
    if shown or hidden:
        yield Text("")
        yield Text("Across articles", "bold")
    for finding in shown:
        yield from across_lines(report.results, finding)
    if hidden:
        accepted = sum(h.reason is not None for h in hidden)
        told = [f"{n} {word}" for n, word in ((accepted, "accepted"), (len(hidden) - accepted, "known")) if n]
        yield Text(f"  {', '.join(told)}, not shown", "dim")
