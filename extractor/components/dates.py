"""The dates of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Dates:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_dates", assigns=["doc._.dates", "doc.spans"])
def make_dates(nlp: Language, name: str) -> Dates:
    return Dates()
