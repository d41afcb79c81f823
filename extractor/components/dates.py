"""The dates of an article: every expression of time that names a calendar point or span, with its period.

Dates without a year and those that point ("last month") are resolved against the publication date; where none
is given it is taken from the dateline or byline, else inferred, and left in `doc._.published`.
"""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._calendar_published import Edition
from extractor.components.attributes import Record, mark, tags, text_of


def _given(text: str | None) -> date | None:
    """The publication date of an article; None where there is none or it is no date."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        return [(0, len(text_of(doc)))]
    return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


class Dates:
    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        finder = Edition(text, doc._.zones, _sentences(doc), tags(doc))
        publication = finder.publication(_given(doc._.published))
        if publication.origin is not None and publication.day is not None:
            doc._.published = publication.day.isoformat()
            doc._.published_from = publication.origin
            doc._.notes = [*doc._.notes, *publication.notes]
        records: list[Record] = [
            {"start": start, "end": end, "text": text[start:end], "value": reading.value,
             "relative": reading.relative, "shift": reading.shift}
            for start, end, reading, _ in finder.resolve(publication.day)
        ]  # fmt: skip
        doc._.dates = records
        mark(doc, "dates", records)
        return doc


@Language.factory("extractor_dates", assigns=["doc._.dates", "doc._.published", "doc.spans"], requires=["doc._.zones"])
def make_dates(nlp: Language, name: str) -> Dates:
    return Dates()
