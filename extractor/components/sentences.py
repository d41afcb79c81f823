"""Sentence boundaries: by line, then by closing punctuation, with the abbreviations of the news known.

They are set on every token before anything else asks for sentences.
"""

from __future__ import annotations

from bisect import bisect_right

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
        flags = doc.to_array(["SENT_START"])
        flags[:] = NOT_START
        flags[:1] = 1
        starts, lengths = doc.to_array(["IDX", "LENGTH"]).T.tolist()
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        for border in borders(text, cuts):
            i = bisect_right(ends, border)
            if i < len(ends) and not text[starts[i] : ends[i]].isspace():
                flags[i] = 1
        # one array: the setter of a token looks through the whole Doc
        return doc.from_array(["SENT_START"], flags)  # type: ignore[arg-type]


@Language.factory("extractor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()
