"""The people of an article: one record each, with role, organization and every mention."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._names import view
from extractor.components._people_affiliations import Affiliations
from extractor.components._people_evidence import Judge
from extractor.components._people_records import Cast, candidates
from extractor.components._people_roles import Roles
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Titles
from extractor.components.attributes import Record, mark, text_of


class People:
    """Writes doc._.people and doc.spans["people"]; adds organizations that only an office names."""

    def __call__(self, doc: Doc) -> Doc:
        text = view(doc)
        spans = sorted({(start, end) for o in doc._.organizations for start, end in o["mentions"]})
        records = doc._.zones
        zone_at = text.cover((z["start"], z["end"]) for z in records)
        zones = [records[k]["zone"] if k >= 0 else "body" for k in zone_at]
        place_at = text.cover((p["start"], p["end"]) for p in doc._.places)
        scan = Scan(text, text.cover(spans), place_at, zones)
        cast = Cast(scan)
        titles = Titles(scan)
        cast.collect(candidates(scan, titles, Judge(scan, titles)))
        cast.find_mentions()
        doc._.people = cast.records(Roles(scan, titles, Affiliations(scan, spans)))
        doc._.organizations = with_employers(doc._.organizations, cast.employers, text_of(doc))
        mark_mentions(doc, "organizations", doc._.organizations)
        mark_mentions(doc, "people", doc._.people)
        return doc


def with_employers(records: list[Record], spans: list[tuple[int, int]], text: str) -> list[Record]:
    """The organizations and those that only a person's office names ("trade director at Eurolait"), in order."""
    mentions = sorted(tuple(span) for record in records for span in record["mentions"])
    known = {text[start:end] for start, end in mentions}
    made: dict[str, Record] = {}
    last = 0
    for start, end in sorted(spans):
        name = text[start:end]
        k = bisect_left(mentions, (start, end))
        crossed = start < last or any(a < end and start < b for a, b in mentions[max(k - 1, 0) : k + 1])
        if name in known or crossed or not name[:1].isupper():
            continue
        last = end
        record = made.setdefault(name, {"name": name, "aliases": [], "mentions": [], "place": None})
        if [start, end] not in record["mentions"]:
            record["mentions"].append([start, end])
    return sorted([*records, *made.values()], key=lambda record: record["mentions"][0])


def mark_mentions(doc: Doc, key: str, records: list[Record]) -> None:
    mentions = sorted(m for record in records for m in record["mentions"])
    mark(doc, key, [{"start": start, "end": end} for start, end in mentions])


@Language.factory(
    "extractor_people",
    assigns=["doc._.people", "doc._.organizations", "doc.spans"],
    requires=["doc._.organizations", "doc._.places"],
)
def make_people(nlp: Language, name: str) -> People:
    return People()
