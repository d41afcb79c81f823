"""The policies of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Policies:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_policies", assigns=["doc._.policies", "doc.spans"])
def make_policies(nlp: Language, name: str) -> Policies:
    return Policies()
