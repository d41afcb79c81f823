"""A claim's fields in words, for its card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks import messages
from extractor.reports.html_lines import interval
from extractor.reports.text import figure
from extractor.schema import AnyClaim, PolicyClaim, QuantityClaim, QuotationClaim, Result

MOST_READINGS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A record's fields, named, without those that say nothing. `checked`: ids of the findings it took part in."""

    id: str
    kind: str
    title: str
    fields: tuple[tuple[str, str], ...]
    checked: tuple[str, ...] = ()
    reason: str = ""


def heading(field: str) -> str:
    return field.replace("_", " ").capitalize()


def cards(result: Result) -> dict[str, list[Card]]:
    """The cards of an article by kind, in text order."""
    reached: dict[str, list[str]] = {}
    for finding in result.findings:
        for claim_id in finding.claims:
            reached.setdefault(claim_id, []).append(finding.id)
    reasons = {entry.claim: entry.reason for entry in result.coverage.unchecked}
    made: dict[str, list[Card]] = {"quantity": [], "policy": [], "quotation": [], "person": [], "organization": []}
    for claim in result.claims:
        fields = tuple((name, value) for name, value in _fields(claim) if value)
        title = " ".join(claim.text.split())
        found = tuple(reached.get(claim.id, ()))
        made[claim.type].append(Card(claim.id, claim.type, title, fields, found, reasons.get(claim.id, "")))
    for person in result.people:
        told = (("role", person.role), ("organization", person.organization), ("also", ", ".join(person.aliases)))
        fields = tuple((name, value) for name, value in told if value)
        made["person"].append(Card(person.id, "person", person.name, fields))
    for one in result.organizations:
        fields = (("also", ", ".join(one.aliases)),) if one.aliases else ()
        made["organization"].append(Card(one.id, "organization", one.name, fields))
    made["date"] = [
        Card(one.id, "date", " ".join(one.text.split()), (("means", one.value),) if one.value else ())
        for one in result.dates
    ]
    return made


def _fields(claim: AnyClaim) -> Iterator[tuple[str, str]]:
    if isinstance(claim, QuantityClaim):
        yield from _quantity(claim)
    elif isinstance(claim, PolicyClaim):
        yield from _policy(claim)
    elif isinstance(claim, QuotationClaim):
        yield "speech", "direct" if claim.direct else "reported"
        yield "speaker", claim.speaker.name if claim.speaker else ""
        yield "cue", claim.cue or ""
    if claim.source and claim.type != "quotation":
        yield "says", claim.source.name
    if claim.zone != "body":
        yield "stands in", claim.zone
    yield "confidence", f"{claim.confidence:.2f}"
    for name, words in (claim.explain or {}).items():
        yield f"{heading(name).lower()} from", "; ".join(" ".join(mention.text.split()) for mention in words)


def _quantity(claim: QuantityClaim) -> Iterator[tuple[str, str]]:
    yield "measures", claim.indicator or ""
    yield "role", " ".join(part for part in (claim.role, claim.direction) if part)
    yield "flow", claim.flow or ""
    for name in ("place", "partner"):
        yield name, messages.places(getattr(claim, name) or "")
    for name in ("period", "baseline", "basis", "vintage"):
        yield name, getattr(claim, name) or ""
    yield "adjusted", {"sa": "seasonally", "nsa": "not seasonally"}.get(claim.adjusted or "", "")
    value = figure(claim.value) if claim.value is not None else " to ".join(map(figure, claim.range or []))
    yield "value", f"{value} {claim.unit}"
    yield "allows", messages.span(interval(claim.low, claim.high), claim.unit)
    yield "wording", "" if claim.qualifier == "exact" else heading(claim.qualifier).lower()
    yield "status", "" if claim.status == "reported" else claim.status
    yield "marked as", ", ".join(heading(mark).lower() for mark in claim.marks)
    yield "denied", "yes" if claim.negated else ""
    others = (other for other in claim.alternatives if other.field != "confidence")
    readings = sorted(others, key=lambda other: -other.score)[:MOST_READINGS]
    yield "may also be", "; ".join(f"{r.field} {r.value or 'none'} ({r.score:.2f})" for r in readings)


def _policy(claim: PolicyClaim) -> Iterator[tuple[str, str]]:
    yield "policy", heading(claim.policy)
    yield "in detail", heading(claim.policy_detail or "")
    for name in ("action", "status", "actor", "target", "effective", "mast"):
        value = getattr(claim, name)
        told = "" if value in (None, "none") else value.replace("_", " ")
        yield {"mast": "MAST chapter"}.get(name, name), messages.places(told) if name in ("actor", "target") else told
