"""The organizations of an article: one record each, with acronym, short forms and "the ministry"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._names import view
from extractor.components._organization_records import join
from extractor.components._organizations import Finder
from extractor.components.attributes import mark


class Organizations:
    """Writes doc._.organizations and doc.spans["organizations"]."""

    def __call__(self, doc: Doc) -> Doc:
        text = view(doc)
        place_at = text.cover((p["start"], p["end"]) for p in doc._.places)
        zones = doc._.zones
        zone_at = text.cover((z["start"], z["end"]) for z in zones)
        furniture = [k >= 0 and zones[k]["zone"] == "boilerplate" for k in zone_at]
        doc._.organizations = join(text, list(Finder(text, place_at, furniture)()), place_at, doc._.places)
        mentions = sorted(m for record in doc._.organizations for m in record["mentions"])
        mark(doc, "organizations", [{"start": start, "end": end} for start, end in mentions])
        return doc


@Language.factory(
    "extractor_organizations", assigns=["doc._.organizations", "doc.spans"], requires=["doc._.places", "doc._.zones"]
)
def make_organizations(nlp: Language, name: str) -> Organizations:
    return Organizations()
