"""The quantities of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Quantities:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_quantities", assigns=["doc._.quantities", "doc.spans"])
def make_quantities(nlp: Language, name: str) -> Quantities:
    return Quantities()
