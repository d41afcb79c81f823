"""The indicators of an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Indicators:
    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("extractor_indicators", assigns=["doc._.indicators", "doc.spans"])
def make_indicators(nlp: Language, name: str) -> Indicators:
    return Indicators()
