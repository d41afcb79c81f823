"""Sentence boundaries: by line, then by closing punctuation, with the abbreviations of the news known.

They are set on every token before anything else asks for sentences.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._sentence_borders import borders

NOT_START = 2**64 - 1
"""-1 in spaCy's unsigned arrays: the token starts no sentence."""


class Sentences:
    def __call__(self, doc: Doc) -> Doc:
        """Sets `token.is_sent_start`: a token that holds a border starts a sentence; so does the first token.
        Space between sentences belongs to the one before."""
        cuts = tuple(zone["start"] for zone in doc._.zones)
        starts = iter(borders(doc.text, cuts))
        border = next(starts, None)
        flags = doc.to_array(["SENT_START"])
        flags[:] = NOT_START
        for token in doc:
            reached = False
            while border is not None and border < token.idx + len(token):
                reached, border = True, next(starts, None)
            if token.i == 0 or (reached and not token.is_space):
                flags[token.i] = 1
        # one array: the setter of a token looks through the whole Doc
        return doc.from_array(["SENT_START"], flags)  # type: ignore[arg-type]


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
