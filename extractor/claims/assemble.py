"""Doc → Result without findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Doc

from extractor.claims.alternatives import alternatives_of
from extractor.claims.confidence import confidence_of
from extractor.claims.explain import Explainer
from extractor.claims.link import Link
from extractor.claims.naming import linked
from extractor.claims.sources import policy_source, quotation_at, quotation_within, source_of
from extractor.claims.view import View
from extractor.schema import (
    Article,
    Claim,
    Date,
    Mention,
    Organization,
    Person,
    PolicyClaim,
    QuantityClaim,
    QuotationClaim,
    Result,
    Source,
)

_OUTPUT_ZONES = frozenset({"headline", "caption", "table"})


class Assembler:
    """Writes the records of one Doc as the claims of the output contract."""

    def __init__(self, doc: Doc, text: str, explained: bool) -> None:
        self.doc = doc
        self.text = text
        """The article's own: characters that spaCy can't read stand in the Doc as others, one for one."""
        self.view = View(doc)
        self.explainer = Explainer(self.view) if explained else None
        self.sentences = [(s.start_char, s.end_char) for s in doc.sents]
        self.starts = [start for start, _ in self.sentences]
        self.people = [self._person(number, record) for number, record in enumerate(doc._.people, 1)]
        self.person_ids = {person.name: person.id for person in self.people}
        self.numbers: dict[int, str] = {}

    def base(self, start: int, end: int) -> dict[str, Any]:
        """The fields that every claim has, by its place in the text."""
        zone = self.view.zone(start)
        return {
            "start": start,
            "end": end,
            "text": self.text[start:end],
            "sentence": max(bisect_right(self.starts, start) - 1, 0),
            "zone": zone if zone in _OUTPUT_ZONES else "body",
        }

    def mentions(self, spans: Iterable[tuple[int, int]]) -> list[Mention]:
        return [Mention(start=a, end=b, text=self.text[a:b]) for a, b in spans]

    def _person(self, number: int, record: Mapping[str, Any]) -> Person:
        return Person(
            id=f"person{number}",
            name=record["name"],
            aliases=record["aliases"],
            role=record.get("role"),
            organization=record.get("organization"),
            mentions=self.mentions(record["mentions"]),
        )

    def organizations(self) -> list[Organization]:
        return [
            Organization(id=f"org{n}", name=o["name"], aliases=o["aliases"], mentions=self.mentions(o["mentions"]))
            for n, o in enumerate(self.doc._.organizations, 1)
        ]

    def dates(self) -> list[Date]:
        return [
            Date(
                id=f"date{n}", start=d["start"], end=d["end"], text=self.text[d["start"] : d["end"]], value=d["value"],
                relative=d["relative"],
            )
            for n, d in enumerate(self.doc._.dates, 1)
        ]  # fmt: skip

    def quantities(self) -> list[QuantityClaim]:
        links = linked(self.view)
        self.numbers = {made.mark.start: f"quantity{n}" for n, made in enumerate(links, 1)}
        return [self._quantity(made) for made in links]

    def _quantity(self, made: Link) -> QuantityClaim:
        record = made.mark.record
        held = quotation_at(self.view, made.mark)
        value, low, high, direction = _moved(made)
        source = source_of(self.view, made.mark, self.person_ids)
        return QuantityClaim(
            id=self.numbers[made.mark.start],
            **self.base(record["start"], record["end"]),
            kind=record["kind"],
            value=value,
            range=record.get("range"),
            low=low,
            high=high,
            unit=record["unit"],
            qualifier=record["qualifier"],
            role=made.role,  # type: ignore[arg-type]
            direction=direction,
            indicator=made.topic.indicator,
            indicator_id=made.topic.indicator_id,
            flow=made.topic.flow,  # type: ignore[arg-type]
            place=made.place,
            partner=made.partner,
            period=made.period,
            baseline=made.baseline,
            basis=made.basis,  # type: ignore[arg-type]
            adjusted=made.adjusted,  # type: ignore[arg-type]
            vintage=made.vintage,  # type: ignore[arg-type]
            status=made.status,  # type: ignore[arg-type]
            marks=made.marks,  # type: ignore[arg-type]
            negated=made.negated,
            quotation=f"quotation{held[0]}" if held else None,
            source=source,
            confidence=confidence_of(made),
            alternatives=alternatives_of(self.view, made),
            explain=self.explainer.explain(made, source.name if source else None) if self.explainer else None,
        )

    def policies(self) -> list[PolicyClaim]:
        held = [quotation_within(self.view, p["start"], p["end"]) for p in self.doc._.policies]
        return [
            PolicyClaim(
                id=f"policy{n}",
                **self.base(p["start"], p["end"]),
                quotation=f"quotation{quote[0]}" if quote else None,
                policy=p["policy"],
                policy_detail=p.get("detail"),
                action=p["action"],
                status=p["status"],
                actor=p.get("actor"),
                target=p.get("target"),
                effective=p.get("effective"),
                mast=p.get("mast"),
                source=policy_source(self.view, p, self.person_ids),
                quantities=[self.numbers[start] for start in p.get("quantities", []) if start in self.numbers],
            )
            for n, (p, quote) in enumerate(zip(self.doc._.policies, held, strict=True), 1)
        ]

    def quotations(self) -> list[QuotationClaim]:
        found = []
        for n, q in enumerate(self.doc._.quotations, 1):
            name = q.get("speaker")
            speaker = Source(name=name, person=self.person_ids.get(name)) if name else None
            found.append(
                QuotationClaim(
                    id=f"quotation{n}", **self.base(q["start"], q["end"]), direct=q["direct"], speaker=speaker,
                    source=speaker, cue=q.get("cue"), negated=bool(q.get("negated")),
                )
            )  # fmt: skip
        return found


def _moved(made: Link) -> tuple[Any, Any, Any, Any]:
    """A number's value and bounds, and the direction, in which a growth or change has its sign: "(-$600 million)"."""
    record = made.mark.record
    value, low, high = record.get("value"), record.get("low"), record.get("high")
    if made.role not in ("growth", "change") or made.direction == "up" or not str(value).startswith("-"):
        return value, low, high, made.direction
    return _turned(value), _turned(high), _turned(low), made.direction or "down"


def _turned(value: str | None) -> str | None:
    return None if value is None else value.removeprefix("-") if value.startswith("-") else f"-{value}"


def assemble(doc: Doc, article: Article, *, explained: bool = False) -> Result:
    """The article's people, organizations, dates and claims; findings are made by checks/.

    `explained` adds to each number the words that decided its fields.
    """
    maker = Assembler(doc, article.text, explained)
    claims: list[Claim] = [*maker.quantities(), *maker.policies(), *maker.quotations()]
    claims.sort(key=lambda c: (c.start, c.end, c.id))
    known = {
        "notes": [*article.notes, *doc._.notes],
        "published": doc._.published,
        "published_from": doc._.published_from,
    }
    return Result(
        article=article.model_copy(update=known),
        sentences=maker.sentences,
        people=maker.people,
        organizations=maker.organizations(),
        dates=maker.dates(),
        claims=claims,  # type: ignore[arg-type]
    )
