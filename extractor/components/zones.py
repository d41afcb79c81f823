"""Zones of an article: headlines, dateline, byline, body, captions, tables and page furniture."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components.attributes import Record, mark


def find_zones(text: str) -> list[Record]:
    """The zones of a text, in order and covering it line by line."""
    zones: list[Record] = []
    position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line)
        zones.append({"start": position, "end": end, "zone": "headline" if position == 0 else "body"})
        position = end
    return zones


class Zones:
    def __call__(self, doc: Doc) -> Doc:
        doc._.zones = find_zones(doc.text)
        mark(doc, "zones", doc._.zones)
        return doc


@Language.factory("extractor_zones", assigns=["doc._.zones", "doc.spans"])
def make_zones(nlp: Language, name: str) -> Zones:
    return Zones()
