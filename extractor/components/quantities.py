"""The quantities of an article: every number that states a fact, with unit, qualifier and interval."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extractor.components._quantity_records import read
from extractor.components._quantity_tables import cue
from extractor.components.attributes import mark, tags, text_of

_SPAN = re.compile(r"(?:[0-9]+|[a-z-]+) " + cue("span_units") + " " + cue("span_joints") + " ")


def span_of_time(text: str) -> bool:
    """Whether a date may state a duration ("put off by six months to June"): no "the six months to June"."""
    low = text.lower()
    return not low.startswith("the ") and _SPAN.match(low) is not None


class Quantities:
    """Finds the quantities of a Doc outside of its dates and boilerplate."""

    def __call__(self, doc: Doc) -> Doc:
        blocked = [(zone["start"], zone["end"]) for zone in doc._.zones if zone["zone"] == "boilerplate"]
        blocked += [(date["start"], date["end"]) for date in doc._.dates if not span_of_time(date["text"])]
        doc._.quantities = read(text_of(doc), sorted(blocked), tagged=tags(doc))
        mark(doc, "quantities", doc._.quantities)
        return doc


@Language.factory(
    "extractor_quantities",
    assigns=["doc._.quantities", "doc.spans"],
    requires=["doc._.dates", "doc._.zones"],
)
def make_quantities(nlp: Language, name: str) -> Quantities:
    """The factory of the component; it has no settings."""
    return Quantities()


__all__ = ["Quantities", "make_quantities", "read", "span_of_time"]
