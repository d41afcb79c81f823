"""Who says what is quoted, and reported speech."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._speech_scene import Scene
from extractor.components.attributes import mark


class Speakers:
    """Puts speakers into the records of doc._.quotations and adds those of reported speech."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotations = Scene(doc)()
        mark(doc, "quotations", doc._.quotations)
        return doc


@Language.factory(
    "extractor_speakers",
    assigns=["doc._.quotations", "doc.spans"],
    requires=["doc._.quotations", "doc._.people", "doc._.organizations"],
)
def make_speakers(nlp: Language, name: str) -> Speakers:
    return Speakers()
