"""Sentence boundaries: by line, then by closing punctuation, with the abbreviations of the news known.

They are set on every token before the parser, which keeps them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._sentence_borders import borders


class Sentences:
    def __call__(self, doc: Doc) -> Doc:
        """Sets `token.is_sent_start`: a token that holds a border starts a sentence; so does the first token.
        Space between sentences belongs to the one before."""
        cuts = tuple(zone["start"] for zone in doc._.zones)
        starts = iter(borders(doc.text, cuts))
        border = next(starts, None)
        for token in doc:
            reached = False
            while border is not None and border < token.idx + len(token):
                reached, border = True, next(starts, None)
            token.is_sent_start = token.i == 0 or (reached and not token.is_space)
        return doc


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
