"""Sentence boundaries: by line, then by closing punctuation, with the abbreviations of the news known.

They are set on every token before anything else asks for sentences.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._sentence_borders import borders
from extractor.components.attributes import text_of

NOT_START = 2**64 - 1
"""-1 in spaCy's unsigned arrays: the token starts no sentence."""


class Sentences:
    def __call__(self, doc: Doc) -> Doc:
        """Sets `token.is_sent_start`: a token that holds a border starts a sentence; so does the first token.
        Space between sentences belongs to the one before."""
        cuts = tuple(zone["start"] for zone in doc._.zones)
        text = text_of(doc)
        starts = iter(borders(text, cuts))
        border = next(starts, None)
        flags = doc.to_array(["SENT_START"])
        flags[:] = NOT_START
        for i, (start, length) in enumerate(doc.to_array(["IDX", "LENGTH"]).tolist()):
            reached = False
            while border is not None and border < start + length:
                reached, border = True, next(starts, None)
            if i == 0 or (reached and not text[start : start + length].isspace()):
                flags[i] = 1
        # one array: the setter of a token looks through the whole Doc
        return doc.from_array(["SENT_START"], flags)  # type: ignore[arg-type]


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
