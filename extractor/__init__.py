"""Trade news in, structured claims and consistency findings out.

    import extractor
    result = extractor.extract(text, published="2025-02-05")
    result.claims, result.findings, result.model_dump_json()

`read(path)` reads files, `pipe(articles)` streams, `check(result)` runs the consistency checks again and
`load()` gives the spaCy pipeline. Everything heavy is imported when it is first needed.

Threads may share everything here: a process works on one batch at a time. Processes are always spawned, so a
script that uses `n_process` above 1 needs the usual `if __name__ == "__main__":`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from spacy.language import Language

    from extractor.schema import (
        Article,
        ArticleError,
        Finding,
        Organization,
        Person,
        PolicyClaim,
        QuantityClaim,
        QuotationClaim,
        Result,
    )
    from extractor.settings import Settings

__version__ = "0.1.0"

_TYPES = {
    **dict.fromkeys(
        (
            "Article",
            "ArticleError",
            "Finding",
            "Organization",
            "Person",
            "PolicyClaim",
            "QuantityClaim",
            "QuotationClaim",
            "Result",
        ),
        "extractor.schema",
    ),
    "Settings": "extractor.settings",
}
__all__ = [  # noqa: RUF022  (the verbs first)
    "load", "read", "extract", "pipe", "check", "check_folder",
    "Article", "ArticleError", "Finding", "Organization", "Person", "PolicyClaim", "QuantityClaim",
    "QuotationClaim", "Result", "Settings",
]  # fmt: skip

logging.getLogger("extractor").addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _TYPES:
        return getattr(import_module(_TYPES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_TYPES])


def _settings(settings: Settings | None) -> Settings:
    from extractor.settings import Settings
    from extractor.startup import use

    chosen = settings or Settings()
    use(chosen)
    return chosen


def load(model: str = "full", settings: Settings | None = None) -> Language:
    """The spaCy pipeline, built once a process; `settings.model` wins over `model` where settings are given.

    `model`: "full", or "fast" (rules alone). Raises ValueError for another name, OSError where no base model
    is installed. The Docs' spans and attributes are listed in docs/output.md.
    """
    from extractor import pipeline

    return pipeline.load(_settings(settings).model if settings else model)


def read(*inputs: str | PathLike[str], published: str | None = None) -> Iterator[Article | ArticleError]:
    """The articles of files and folders (recursive), in order.

    What can't be read comes as an ArticleError in its place. `published`: the ISO date of articles that have
    none of their own; ValueError if it is none.
    """
    from extractor import readers

    return readers.read(*inputs, published=published)


def _article(article: str | Article) -> Article:
    """The Article that a text is. Raises TypeError for anything else."""
    from extractor.readers.common import digest
    from extractor.schema import Article

    if isinstance(article, str):
        sha256 = digest(article)
        return Article(id=sha256[:12], sha256=sha256, text=article)
    if not isinstance(article, Article):
        raise TypeError(f"article is to be a str or an Article, not {type(article).__name__}")
    return article


def extract(
    article: str | Article,
    *,
    nlp: Language | None = None,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Everything that one article gives: people, dates, claims, findings.

    `article`: its text, or an Article as `read` gives. `id`, `title` and `published` (ISO date) win over the
    article's own. `nlp`: a pipeline of `load` or of a folder that `extractor build-model` wrote. Raises
    ValueError for a date that is none, TypeError for an `article` that is neither.
    """
    from extractor import engine, readers

    article = _article(article)
    given: dict[str, Any] = {"id": id, "title": title}
    day = readers.iso_date(published)
    if day:
        given |= {"published": day, "published_from": "given"}
    article = article.model_copy(update={key: value for key, value in given.items() if value is not None})
    chosen = _settings(settings)
    return engine.extract(nlp or load(settings=chosen), article, chosen)


def pipe(
    articles: Iterable[str | Article | ArticleError],
    *,
    nlp: Language | None = None,
    n_process: int = 1,
    batch_size: int = 64,
    settings: Settings | None = None,
) -> Iterator[Result | ArticleError]:
    """Results of many articles, in their order, with an ArticleError in the place of one that failed.

    Errors of reading pass through, so `pipe(read(folder))` works. Output is the same for any `n_process`.
    Raises TypeError for what is no text, Article or ArticleError.
    """
    from extractor import engine
    from extractor.schema import ArticleError

    items = (one if isinstance(one, ArticleError) else _article(one) for one in articles)
    return engine.stream(items, nlp, _settings(settings), n_process, batch_size)


def check(result: Result, *, settings: Settings | None = None) -> Result:
    """A new result with the findings of all checks on the claims of this one. Needs no spaCy."""
    from extractor import engine, provenance

    chosen = _settings(settings)
    return provenance.rechecked(engine.check(result, chosen), chosen)


def check_folder(results: Iterable[Result], *, settings: Settings | None = None) -> list[Finding]:
    """Findings across articles; they name claims as `article id#claim id`."""
    from extractor.checks import folder
    from extractor.startup import rules

    chosen = rules(_settings(settings))
    found = folder.check_folder(list(results), chosen.level) if chosen.on("across_articles") else []
    return [chosen.graded(finding) for finding in found]
