"""Trade news in, structured claims and consistency findings out.

`extract(text)` gives a Result; `pipe(articles)` streams; `load()` gives the spaCy pipeline; `read(path)` reads
files; `check(result)` runs the consistency checks again.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from extractor.schema import Article, ArticleError, Result

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"
__all__ = ["Article", "ArticleError", "Result", "extract", "load"]

logging.getLogger("extractor").addHandler(logging.NullHandler())


def load(model: str = "full") -> Language:
    """The spaCy pipeline, cached."""
    from extractor import pipeline

    return pipeline.load(model)


def extract(article: str | Article, *, nlp: Language | None = None, id: str | None = None, title: str | None = None,
            published: str | None = None) -> Result:
    """Everything that one article gives. `published`: ISO date."""
    from extractor import pipeline
    from extractor.claims.assemble import assemble

    if isinstance(article, str):
        digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()
        article = Article(id=id or digest[:12], title=title, published=published, sha256=digest, text=article,
                          published_from="given" if published else None)
    nlp = nlp or pipeline.load()
    return assemble(nlp(pipeline.make_doc(nlp, article)), article)
