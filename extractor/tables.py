"""Results as flat tables: one row a claim, person, policy, quotation or finding, under stable columns.

docs/tables.md is made from this module: `python -m extractor.tables > docs/tables.md`. A column is never renamed or
moved within a major version of the schema; new ones come last.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from extractor import periods
from extractor.schema import Claim, Finding, Person, PolicyClaim, QuantityClaim, QuotationClaim, Result

Kind = Literal["text", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | date | None
Get = Callable[[Result, Any], Value]


@dataclass(frozen=True)
class Column:
    """A column: its name, what its cells hold, what they say, and how they are had from a record."""

    name: str
    kind: Kind
    about: str
    get: Get


@dataclass(frozen=True)
class Table:
    """A table: which records of a result make its rows, and its columns."""

    about: str
    records: Callable[[Result], Iterable[Any]]
    columns: tuple[Column, ...]

    def rows(self, result: Result) -> Iterator[tuple[Value, ...]]:
        """A result's rows, cells in the order of the columns."""
        for record in self.records(result):
            yield tuple(column.get(result, record) for column in self.columns)


def frequency(period: str | None) -> str | None:
    """A period's code in SDMX's code list of frequencies: A S Q M W D; None for other spans."""
    if period is None or not (periods.is_period(period) or periods.is_fiscal(period)):
        return None
    grain = periods.grain(period)
    if grain == "days":
        first, last = periods.span(period)
        return "W" if (last - first).days == 6 else None
    return {"year": "A", "fiscal": "A", "half": "S", "quarter": "Q", "month": "M", "day": "D"}.get(grain)


def _border(period: str | None, place: str | None, last: bool) -> date | None:
    """First or last day of a period; a fiscal year's as the (first) place has it."""
    try:
        return periods.span(period, (place or "").split(", ")[0] or None)[last] if period else None
    except (ValueError, OverflowError):
        return None


def exact(number: Decimal | None) -> str | None:
    """A number's exact decimal, without exponent and zeros at the end."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(name: str, about: str, get: Callable[[Any], Decimal | None]) -> tuple[Column, Column]:
    def as_float(result: Result, record: Any) -> float | None:
        number = get(record)
        return None if number is None else float(number)

    return (
        Column(name, "number", about, as_float),
        Column(f"{name}_exact", "text", f"`{name}` as its exact decimal", lambda _, record: exact(get(record))),
    )


def _field(name: str, kind: Kind, about: str, field: str | None = None) -> Column:
    return Column(name, kind, about, lambda _, record: getattr(record, field or name))


def _joined(name: str, about: str, field: str | None = None) -> Column:
    return Column(name, "text", f"{about}, joined by `|`", lambda _, r: "|".join(map(str, getattr(r, field or name))))


def _article() -> tuple[Column, ...]:
    return (
        Column("article_id", "text", "the article's id", lambda result, _: result.article.id),
        Column("published", "date", "the article's publication date", lambda result, _: _day(result)),
        Column("sha256", "text", "of the article's text, to which the offsets belong", lambda r, _: r.article.sha256),
    )


def _day(result: Result) -> date | None:
    try:
        return date.fromisoformat(result.article.published or "")
    except ValueError:
        return None


VERSION = Column("version", "text", "of the extractor that wrote the result", lambda r, _: r.generator.version)


def _span() -> tuple[Column, ...]:
    return (
        _field("claim_id", "text", "unique within the article", "id"),
        _field("start", "integer", "first character, in code points of the article's text"),
        _field("end", "integer", "one past the last character"),
        Column("text", "text", "the words; empty with `--no-text`", lambda _, claim: claim.text or None),
        _field("zone", "text", "`headline` `body` `caption` `table`"),
    )


def _source() -> tuple[Column, ...]:
    def name(_: Result, claim: Claim) -> str | None:
        return claim.source.name if claim.source else None

    def person(_: Result, claim: Claim) -> str | None:
        return claim.source.person if claim.source else None

    return (
        Column("source_name", "text", "who says so", name),
        Column("source_person", "text", "person_id of who says so", person),
        _field("quotation", "text", "claim_id of the quotation in which it stands"),
        _field("confidence", "number", "0 to 1"),
    )


def _period(field: str, place: str) -> tuple[Column, ...]:
    def border(last: bool) -> Get:
        return lambda _, claim: _border(getattr(claim, field), getattr(claim, place), last)

    return (
        Column("period_start", "date", f"first day of `{field}`", border(False)),
        Column("period_end", "date", f"last day of `{field}`", border(True)),
        Column(
            "frequency",
            "text",
            f"of `{field}`, as in SDMX: `A` year (fiscal too), `S` half, `Q` quarter, `M` month, `W` week, `D` day",
            lambda _, claim: frequency(getattr(claim, field)),
        ),
    )


def _end(claim: QuantityClaim, at: int) -> Decimal | None:
    return claim.range[at] if claim.range else None


CLAIMS = (
    *_article(),
    *_span(),
    _field("kind", "text", "`money` `percent` `count` …"),
    *_number("value", "the number with its scale applied; empty for a range", lambda claim: claim.value),
    *_number("range_low", "low end of a stated range", lambda claim: _end(claim, 0)),
    *_number("range_high", "high end of a stated range", lambda claim: _end(claim, 1)),
    *_number("low", "the least that the wording allows", lambda claim: claim.low),
    *_number("high", "the most that the wording allows", lambda claim: claim.high),
    _field("unit", "text", "ISO 4217, `%`, `pp`, a measure's symbol, the counted noun"),
    _field("qualifier", "text", "`exact` `about` `more_than` …"),
    _field("role", "text", "`level` `growth` `change` `share` `rate` `price` `other`"),
    _field("direction", "text", "`up` `down`"),
    _field("indicator", "text", "what is measured, in the article's words"),
    _field("indicator_id", "text", "the row of indicators.csv: the key for joining articles"),
    _field("flow", "text", "`exports` `imports` `total` `balance`"),
    _field("place", "text", "ISO 3166 alpha-2, or a bloc's or region's name"),
    _field("partner", "text", "the same of the partner"),
    _field("period", "text", "in the notation of output.md"),
    *_period("period", "place"),
    _field("baseline", "text", "`yoy` `mom` `qoq` or a period"),
    _field("basis", "text", "`nominal` `real` `volume`"),
    _field("adjusted", "text", "`sa` `nsa`"),
    _field("vintage", "text", "`preliminary` `revised` `final`"),
    _field("status", "text", "`reported` `forecast` `target` `hypothetical`"),
    _joined("marks", "`record_high` `record_low` `first_time`"),
    _field("negated", "boolean", "whether the text denies it"),
    *_source(),
    VERSION,
)
PEOPLE = (
    *_article(),
    _field("person_id", "text", "unique within the article", "id"),
    _field("name", "text", "the fullest form"),
    _joined("aliases", "other forms"),
    _field("role", "text", "what the person is"),
    _field("organization", "text", "where"),
    Column("mentions", "integer", "how often the person is named", lambda _, person: len(person.mentions)),
    Column("start", "integer", "first character of the first mention", lambda _, p: _first(p, "start")),
    Column("end", "integer", "one past its last character", lambda _, p: _first(p, "end")),
    VERSION,
)
POLICIES = (
    *_article(),
    *_span(),
    _field("policy", "text", "id of the taxonomy"),
    _field("policy_detail", "text", "a finer id under it"),
    _field("action", "text", "`introduce` `raise` `suspend` …"),
    _field("status", "text", "`in_force` `announced` `proposed` …"),
    _field("actor", "text", "whose measure"),
    _field("target", "text", "at whom"),
    _field("effective", "text", "from when, a period"),
    *_period("effective", "actor"),
    _field("mast", "text", "UNCTAD MAST chapter"),
    _joined("quantities", "claim_ids of its numbers"),
    *_source(),
    VERSION,
)
QUOTATIONS = (
    *_article(),
    *_span(),
    _field("direct", "boolean", "the words inside the marks, or a reported clause"),
    Column("speaker_name", "text", "who speaks", lambda _, q: q.speaker.name if q.speaker else None),
    Column("speaker_person", "text", "person_id of who speaks", lambda _, q: q.speaker.person if q.speaker else None),
    _field("cue", "text", "the verb of saying"),
    _field("negated", "boolean", "whether the speaker denies it"),
    VERSION,
)
FINDINGS = (
    *_article(),
    _field("finding_id", "text", "unique within the article", "id"),
    _field("fingerprint", "text", "stays when the text around moves"),
    _field("check", "text", "the check's id (checks.md)"),
    _field("verdict", "text", "`consistent` `inconsistent` `undetermined`"),
    _field("severity", "text", "`error` `warning` `info`"),
    _field("message", "text", "the arithmetic in words"),
    _joined("claims", "claim_ids that took part"),
    _joined("dates", "ids of the dates that took part"),
    _joined("core", "ids of what cannot hold together"),
    *_number("expected_low", "low end of what the other figures make", lambda f: _bound(f, "expected", 0)),
    *_number("expected_high", "high end of it", lambda f: _bound(f, "expected", 1)),
    *_number("observed_low", "low end of what is stated", lambda f: _bound(f, "observed", 0)),
    *_number("observed_high", "high end of it", lambda f: _bound(f, "observed", 1)),
    VERSION,
)


def across(finding: Finding) -> tuple[Value, ...]:
    """A row of the findings for one across articles: its claims are named `article id#claim id`, and the columns of
    the article and the version are null."""
    whose = {column.name for column in (*_article(), VERSION)}
    return tuple(None if c.name in whose else c.get(cast(Result, None), finding) for c in FINDINGS)


def _first(person: Person, side: str) -> int | None:
    return getattr(person.mentions[0], side) if person.mentions else None


def _bound(finding: Finding, name: str, at: int) -> Decimal | None:
    pair: list[Decimal | None] | None = getattr(finding, name)
    return pair[at] if pair else None


def _of(kind: type[Claim]) -> Callable[[Result], Iterable[Claim]]:
    return lambda result: [claim for claim in result.claims if isinstance(claim, kind)]


TABLES: Mapping[str, Table] = {
    "claims": Table("every number that states a fact", _of(QuantityClaim), CLAIMS),
    "people": Table("every person", lambda result: result.people, PEOPLE),
    "policies": Table("every policy measure", _of(PolicyClaim), POLICIES),
    "quotations": Table("everything that somebody says", _of(QuotationClaim), QUOTATIONS),
    "findings": Table(
        "every check that could be carried out, across articles too", lambda result: result.findings, FINDINGS
    ),
}


def lines() -> Iterator[str]:
    """The lines of docs/tables.md."""
    yield "# The tables\n"
    yield "Made from the code by `python -m extractor.tables`; the guide tells how they are written.\n"
    yield "Dates are ISO in CSV and dates in Parquet; an empty cell is a null; `…_exact` is for exact arithmetic.\n"
    for name, table in TABLES.items():
        yield f"## {name}\n\nOne row for {table.about}.\n\n| column | cells | what |\n| --- | --- | --- |"
        yield from (f"| `{c.name}` | {c.kind} | {c.about.replace('|', chr(92) + '|')} |" for c in table.columns)
        yield ""


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()))
