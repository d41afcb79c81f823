"""Articles → Results: one article, a batch, or a stream through several processes.

One bad article never costs another.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any

from extractor.schema import Article, ArticleError, Claim, Date, Mention, Result
from extractor.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Item = Article | ArticleError | Result
Outcome = Result | ArticleError

log = logging.getLogger("extractor")
_LOCK = RLock()
"""A pipeline's vocabulary is shared: one batch at a time in a process."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def check(result: Result, settings: Settings) -> Result:
    """The result with the findings of all checks, made anew from its claims."""
    from extractor.checks import rates, run
    from extractor.startup import rules

    return run.run(result, rates.load(settings.rates), rules(settings))


def _zone(nlp: Language, articles: Iterable[Article]) -> AbstractContextManager[Any]:
    """Frees what a batch adds to the vocabulary, but for the words that come first; zones can't be nested, so the
    caller's own is left alone."""
    from extractor import pipeline

    if getattr(nlp.vocab, "in_memory_zone", False):
        return nullcontext()
    pipeline.keep_words(nlp, (article.text for article in articles))
    return nlp.memory_zone()


def _regrounded(result: Result, text: str) -> Result:
    """The result with every span's words taken from the article's own text, lone surrogates included."""
    spans: list[Claim | Date | Mention] = [*result.claims, *result.dates]
    spans += [mention for person in result.people for mention in person.mentions]
    spans += [mention for organization in result.organizations for mention in organization.mentions]
    spans += [m for claim in result.claims for mentions in (claim.explain or {}).values() for m in mentions]
    for span in spans:
        span.text = text[span.start : span.end]
    result.article.text = text
    return result


def _result(nlp: Language, doc: Doc, article: Article, settings: Settings) -> Result:
    from extractor import provenance
    from extractor.claims.assemble import assemble

    result = assemble(doc, article, explained=settings.explain)
    if not article.text.isascii() and _SURROGATE.search(article.text):
        result = _regrounded(result, article.text)
    result.generator = provenance.generator(nlp.meta, settings)
    return check(result, settings)


def extract(nlp: Language, article: Article, settings: Settings) -> Result:
    """The Result of one article; whatever goes wrong is raised."""
    from extractor import pipeline

    with _LOCK, _zone(nlp, [article]):
        return _result(nlp, nlp(pipeline.make_doc(nlp, article)), article, settings)


def failed(article: Article, error: Exception) -> ArticleError:
    log.debug("article %s failed", article.id, exc_info=error)
    reason = " ".join(str(error).split())[:200]
    return ArticleError(id=article.id, source=article.source, reason=f"failed: {type(error).__name__}: {reason}")


def _extract_or_error(nlp: Language, article: Article, settings: Settings) -> Outcome:
    try:
        return extract(nlp, article, settings)
    except Exception as error:  # an article may fail in any way, the others go on
        return failed(article, error)


def _batch(nlp: Language, articles: list[Article], settings: Settings) -> list[Outcome]:
    """The outcomes of a batch in order; where it fails as a whole, article by article."""
    from extractor import pipeline

    try:
        with _LOCK, _zone(nlp, articles):
            docs = nlp.pipe(pipeline.make_doc(nlp, article) for article in articles)
            return [_result(nlp, doc, article, settings) for doc, article in zip(docs, articles, strict=True)]
    except Exception:  # one of them; found one by one
        return [_extract_or_error(nlp, article, settings) for article in articles]


def _recheck(result: Result, settings: Settings) -> Outcome:
    from extractor import provenance

    try:
        return provenance.rechecked(check(result, settings), settings)
    except Exception as error:  # a result may be broken in any way, the others go on
        return failed(result.article, error)


def mixed(make: Callable[[], Language], items: list[Item], settings: Settings) -> list[Outcome]:
    """The outcomes of a batch: articles through the pipeline, results checked again, errors as they are."""
    articles = [item for item in items if isinstance(item, Article)]
    made = iter(_batch(make(), articles, settings) if articles else [])
    outcomes: list[Outcome] = []
    for item in items:
        if isinstance(item, Article):
            outcomes.append(next(made))
        else:
            outcomes.append(_recheck(item, settings) if isinstance(item, Result) else item)
    return outcomes


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def stream(
    items: Iterable[Item], nlp: Language | None, settings: Settings, n_process: int, batch_size: int
) -> Iterator[Outcome]:
    """The outcomes of a stream of articles, in order. Raises ValueError for a size below 1."""
    if n_process < 1 or batch_size < 1:
        raise ValueError("n_process and batch_size are at least 1")
    if n_process > 1:
        from extractor.processes import Recipe, in_processes

        yield from in_processes(batches(items, batch_size), Recipe.of(nlp, settings), n_process)
        return

    def make() -> Language:
        from extractor import pipeline

        return nlp or pipeline.load(settings.model)

    for batch in batches(items, batch_size):
        yield from mixed(make, batch, settings)
