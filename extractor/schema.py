"""The output contract, schema version 1.0: what one article gives.

Spans are half-open ``[start, end)`` in Unicode code points of ``Article.text``. Numbers are exact
(`Decimal`); in JSON they are numbers, never strings. Unknown keys are ignored on reading, so that a later
minor version of the schema can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationError, WithJsonSchema

from extractor import jsonio, shown

SCHEMA_VERSION = "1.0"


def _to_number(value: Decimal) -> int | float:
    """An integer where the value is one, else the shortest float that reads back equal."""
    return int(value) if value == value.to_integral_value() else float(value)


def _to_decimal(value: Any) -> Any:
    return Decimal(repr(value)) if isinstance(value, float) else value


Number = Annotated[
    Decimal,
    BeforeValidator(_to_decimal),
    PlainSerializer(_to_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]

Kind = Literal[
    "money", "percent", "percentage_points", "basis_points", "count", "measure", "duration", "multiple", "fraction"
]
Qualifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "nearly"]
Role = Literal["level", "growth", "change", "share", "rate", "price", "other"]
Direction = Literal["up", "down"]
Flow = Literal["exports", "imports", "total", "balance"]
Status = Literal["reported", "forecast", "target", "hypothetical"]
Zone = Literal["headline", "body", "caption", "table"]
Action = Literal[
    "introduce", "expand", "relax", "tighten", "raise", "cut", "shorten", "extend", "suspend", "end", "sign",
    "negotiate", "threaten", "call_for", "keep", "none",
]  # fmt: skip
PolicyStatus = Literal["in_force", "announced", "proposed", "called_for", "ended", "suspended"]
Verdict = Literal["consistent", "inconsistent", "undetermined"]
Severity = Literal["error", "warning", "info"]
PublishedFrom = Literal["given", "metadata", "dateline", "inferred"]


class Model(BaseModel):
    """Base of every record: unknown keys are ignored on reading."""

    model_config = ConfigDict(extra="ignore")

    def __repr_args__(self) -> Iterable[tuple[str, Any]]:
        return shown.fields(self)


class Article(Model):
    """One article as read. `text` is never changed after the reader fixed it.

    `published` is an ISO date; `published_from` says where it comes from; `notes` are remarks for the reader
    of the output (an inferred date, a second id, …).
    """

    id: str
    title: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    source: str | None = None
    sha256: str = ""
    text: str
    notes: list[str] = []


class Mention(Model):
    start: int
    end: int
    text: str


class Person(Model):
    id: str
    name: str
    aliases: list[str] = []
    role: str | None = None
    organization: str | None = None
    mentions: list[Mention] = []


class Organization(Model):
    id: str
    name: str
    aliases: list[str] = []
    mentions: list[Mention] = []


class Date(Model):
    """An expression of time and the calendar point or span that it names (`value` in period notation)."""

    id: str
    start: int
    end: int
    text: str
    value: str | None = None
    relative: bool = False


class Source(Model):
    """Who says so: a name, and the id of the person where it is one."""

    name: str
    person: str | None = None


class Alternative(Model):
    """Another plausible reading of one field, with a score between 0 and 1."""

    field: str
    value: str | None
    score: float

    def as_share(self) -> float:
        """The value of a field that holds a share, as a number."""
        return float(self.value or 0)


class Claim(Model):
    """What every claim has."""

    id: str
    start: int
    end: int
    text: str
    sentence: int = 0
    zone: Zone = "body"
    quotation: str | None = None
    source: Source | None = None
    confidence: float = 1.0
    explain: dict[str, list[Mention]] | None = Field(default=None, exclude_if=lambda value: value is None)


class QuantityClaim(Claim):
    """A number that states a fact. `low` and `high` bound what its wording allows, at half a unit of its
    last significant digit; null where unbounded."""

    type: Literal["quantity"] = "quantity"
    kind: Kind
    value: Number | None = None
    range: list[Number] | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str
    qualifier: Qualifier = "exact"
    role: Role = "other"
    direction: Direction | None = None
    indicator: str | None = None
    indicator_id: str | None = None
    flow: Flow | None = None
    place: str | None = None
    partner: str | None = None
    period: str | None = None
    baseline: str | None = None
    basis: Literal["nominal", "real", "volume"] | None = None
    adjusted: Literal["sa", "nsa"] | None = None
    vintage: Literal["preliminary", "revised", "final"] | None = None
    status: Status = "reported"
    marks: list[Literal["record_high", "record_low", "first_time"]] = []
    negated: bool = False
    alternatives: list[Alternative] = []


class PolicyClaim(Claim):
    """A policy or trade measure, once for each distinct measure and action."""

    type: Literal["policy"] = "policy"
    policy: str
    policy_detail: str | None = None
    action: Action = "none"
    status: PolicyStatus = "announced"
    actor: str | None = None
    target: str | None = None
    effective: str | None = None
    mast: str | None = None
    quantities: list[str] = []


class QuotationClaim(Claim):
    """Direct speech (the words inside the marks) or a reported clause, with its speaker."""

    type: Literal["quotation"] = "quotation"
    direct: bool
    speaker: Source | None = None
    cue: str | None = None
    negated: bool = False


AnyClaim = Annotated[QuantityClaim | PolicyClaim | QuotationClaim, Field(discriminator="type")]


class Implied(Model):
    """What the article implies without saying it: an unknown and its bounds (null where unbounded)."""

    name: str
    low: Number | None = None
    high: Number | None = None
    unit: str


class Repair(Model):
    """A change of one number that would restore consistency."""

    claim: str
    value: Number
    reason: str


class Finding(Model):
    """The outcome of one check that could be carried out."""

    id: str
    fingerprint: str = ""
    check: str
    verdict: Verdict
    severity: Severity
    claims: list[str] = []
    dates: list[str] = []
    core: list[str] = []
    message: str
    expected: list[Number | None] | None = None
    observed: list[Number | None] | None = None
    implied: list[Implied] = []
    repair: list[Repair] = []


class Unchecked(Model):
    claim: str
    reason: str


class Coverage(Model):
    """How many numbers the checks reached, and why not the others; figures that aren't read stand beside them."""

    numbers: int = 0
    checked: int = 0
    unchecked: list[Unchecked] = []
    unread: int = 0


class Generator(Model):
    """Versions and hashes of everything that decides an output. No clock time."""

    version: str = ""
    model: str = ""
    model_hash: str = ""
    scorer_hash: str = ""
    data_hash: str = ""
    settings_hash: str = ""
    rates_until: str = ""


class Result(Model):
    """Everything that one article gives."""

    schema_version: str = SCHEMA_VERSION
    generator: Generator = Generator()
    article: Article
    sentences: list[tuple[int, int]] = []
    people: list[Person] = []
    organizations: list[Organization] = []
    dates: list[Date] = []
    claims: list[AnyClaim] = []
    findings: list[Finding] = []
    coverage: Coverage = Coverage()

    def __repr_args__(self) -> Iterable[tuple[str, Any]]:
        return shown.counts(self)

    @property
    def quantities(self) -> list[QuantityClaim]:
        return [c for c in self.claims if isinstance(c, QuantityClaim)]

    @property
    def policies(self) -> list[PolicyClaim]:
        return [c for c in self.claims if isinstance(c, PolicyClaim)]

    @property
    def quotations(self) -> list[QuotationClaim]:
        return [c for c in self.claims if isinstance(c, QuotationClaim)]

    @classmethod
    def load(cls, path: str | Path) -> Result:
        """Reads one result as `model_dump_json` wrote it, with or without the article's words.

        Raises OSError, pydantic.ValidationError, or ValueError: no JSON, another major version of the schema,
        spans that don't fit the text.
        """
        from extractor.spans import whole

        try:
            return whole(cls.model_validate(json.loads(Path(path).read_text(encoding="utf-8"))))
        except ValidationError:
            raise
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from None

    def to_frames(self, library: Literal["polars", "pandas", "pyarrow"] = "polars") -> dict[str, Any]:
        """The tables of docs/tables.md by name as data frames (extra `tables`). Raises ImportError without it."""
        from extractor.frames import frames

        return frames([self], library)

    def _repr_html_(self) -> str:
        """What a notebook shows: findings, the text with its marks, the numbers as a table."""
        notebook = import_module("extractor.reports.notebook")  # by name: by the import laws nothing here knows reports
        return str(notebook.fragment(self))

    def model_dump_json(self, *, indent: int | None = None, **options: Any) -> str:
        """The output contract's JSON: exact numbers, lone surrogates escaped. `options` are pydantic's."""
        return super().model_dump_json(indent=indent, **options) if options else jsonio.dump_model(self, indent)


class ArticleError(Model):
    """An article that could not be read or processed: where it stands and why, in one line each."""

    id: str | None = None
    source: str | None = None
    line: int | None = None
    reason: str

    def __str__(self) -> str:
        where = self.source or self.id or "-"
        source = f"/{self.source or self.id}"
        own = f"/{self.id}" if self.id else ""
        of_many = not source.endswith(own) and not source.removesuffix(Path(source).suffix).endswith(own)
        if self.line:
            where += f":{self.line}"
        elif of_many and self.reason.startswith("failed"):  # in reading, the reason tells which
            where += f" ({' '.join(own[1:].split())})"
        return f"{where}: {self.reason}"
