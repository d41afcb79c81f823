"""The quotations of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Quotations:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_quotations", assigns=["doc._.quotations", "doc.spans"])
def make_quotations(nlp: Language, name: str) -> Quotations:
    return Quotations()
