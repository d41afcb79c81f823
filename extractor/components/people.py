"""The people of an article: one record each, with role, organization and every mention."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._names import view
from extractor.components._people_affiliations import Affiliations
from extractor.components._people_evidence import Judge
from extractor.components._people_records import Cast, candidates
from extractor.components._people_roles import Roles
from extractor.components._people_runs import Scan
from extractor.components._people_titles import Titles
from extractor.components.attributes import mark


class People:
    """Writes doc._.people and doc.spans["people"]."""

    def __call__(self, doc: Doc) -> Doc:
        text = view(doc)
        spans = sorted({(start, end) for o in doc._.organizations for start, end in o["mentions"]})
        zone_at = text.cover((z["start"], z["end"]) for z in doc._.zones)
        zones = [doc._.zones[k]["zone"] if k >= 0 else "body" for k in zone_at]
        place_at = text.cover((p["start"], p["end"]) for p in doc._.places)
        scan = Scan(text, text.cover(spans), place_at, zones)
        cast = Cast(scan)
        titles = Titles(scan)
        cast.collect(candidates(scan, titles, Judge(scan, titles)))
        cast.find_mentions()
        doc._.people = cast.records(Roles(scan, titles, Affiliations(scan, spans)))
        mentions = sorted(m for record in doc._.people for m in record["mentions"])
        mark(doc, "people", [{"start": start, "end": end} for start, end in mentions])
        return doc


@Language.factory(
    "extractor_people", assigns=["doc._.people", "doc.spans"], requires=["doc._.organizations", "doc._.places"]
)
def make_people(nlp: Language, name: str) -> People:
    return People()
