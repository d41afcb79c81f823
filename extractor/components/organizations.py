"""The organizations of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Organizations:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_organizations", assigns=["doc._.organizations", "doc.spans"])
def make_organizations(nlp: Language, name: str) -> Organizations:
    return Organizations()
