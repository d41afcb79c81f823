"""Articles → Results: one article, a batch, or a stream through several processes. One bad article never costs another."""

from __future__ import annotations

import logging
import multiprocessing
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any

from extractor.schema import Article, ArticleError, Mention, Result
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

    return run.run(result, rates.load(settings.rates))


def _zone(nlp: Language) -> AbstractContextManager[Any]:
    """Frees what a batch adds to the vocabulary; zones can't be nested, so the caller's own is left alone."""
    return nullcontext() if nlp.vocab.in_memory_zone else nlp.memory_zone()


def _regrounded(result: Result, text: str) -> Result:
    """The result with every span's words taken from the article's own text, lone surrogates included."""
    spans: list[Any] = [*result.claims, *result.dates, *(m for x in (*result.people, *result.organizations) for m in x.mentions)]
    spans += [m for claim in result.claims for mentions in (claim.explain or {}).values() for m in mentions]
    for span in spans:
        span.text = text[span.start : span.end]
    result.article.text = text
    return result


def _result(nlp: Language, doc: Doc, article: Article, settings: Settings) -> Result:
    from extractor import provenance
    from extractor.claims.assemble import assemble

    result = assemble(doc, article)
    if _SURROGATE.search(article.text):
        result = _regrounded(result, article.text)
    result.generator = provenance.generator(nlp.meta, settings)
    return check(result, settings)


def extract(nlp: Language, article: Article, settings: Settings) -> Result:
    """The Result of one article; whatever goes wrong is raised."""
    from extractor import pipeline

    with _LOCK, _zone(nlp):
        return _result(nlp, nlp(pipeline.make_doc(nlp, article)), article, settings)


def _failed(article: Article, error: Exception) -> ArticleError:
    log.debug("article %s failed", article.id, exc_info=error)
    reason = " ".join(str(error).split())[:200]
    return ArticleError(id=article.id, source=article.source, reason=f"failed: {type(error).__name__}: {reason}")


def _extract_or_error(nlp: Language, article: Article, settings: Settings) -> Outcome:
    try:
        return extract(nlp, article, settings)
    except Exception as error:  # an article may fail in any way, the others go on
        return _failed(article, error)


def _batch(nlp: Language, articles: list[Article], settings: Settings) -> list[Outcome]:
    """The outcomes of a batch in order; where it fails as a whole, article by article."""
    from extractor import pipeline

    try:
        with _LOCK, _zone(nlp):
            docs = nlp.pipe(pipeline.make_doc(nlp, article) for article in articles)
            return [_result(nlp, doc, article, settings) for doc, article in zip(docs, articles, strict=True)]
    except Exception:  # one of them; found one by one
        return [_extract_or_error(nlp, article, settings) for article in articles]


def _recheck(result: Result, settings: Settings) -> Outcome:
    from extractor import provenance

    try:
        return provenance.rechecked(check(result, settings), settings)
    except Exception as error:  # a result may be broken in any way, the others go on
        return _failed(result.article, error)


def _mixed(make: Callable[[], Language], items: list[Item], settings: Settings) -> list[Outcome]:
    """The outcomes of a batch: articles through the pipeline, results checked again, errors of reading as they are."""
    articles = [item for item in items if isinstance(item, Article)]
    made = iter(_batch(make(), articles, settings) if articles else [])
    outcomes: list[Outcome] = []
    for item in items:
        if isinstance(item, Article):
            outcomes.append(next(made))
        else:
            outcomes.append(_recheck(item, settings) if isinstance(item, Result) else item)
    return outcomes


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@dataclass(frozen=True)
class Recipe:
    """How a worker process makes its pipeline: by model name, or from a pipeline's configuration and bytes."""

    settings: Settings
    config: str | None = None
    data: bytes | None = None

    @classmethod
    def of(cls, nlp: Language | None, settings: Settings) -> Recipe:
        if nlp is None:
            return cls(settings)
        return cls(settings, nlp.config.to_str(interpolate=False), nlp.to_bytes())

    def make(self) -> Language:
        """The pipeline, built once a process."""
        from extractor import pipeline

        if self.config is None or self.data is None:
            return pipeline.load(self.settings.model)
        return pipeline.from_bytes(self.config, self.data)


_worker: Recipe | None = None


def _start(recipe: Recipe) -> None:
    global _worker
    _worker = recipe


def _work(items: list[Item]) -> list[Outcome]:
    assert _worker is not None
    return _mixed(_worker.make, items, _worker.settings)


class _Pool:
    """Worker processes (spawned everywhere), started again when one dies."""

    def __init__(self, recipe: Recipe, workers: int) -> None:
        self.recipe, self.workers = recipe, workers
        self.executor = self._new(workers)

    def _new(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(self.recipe,))

    def submit(self, items: list[Item]) -> Future[list[Outcome]] | None:
        """The batch's future, None where the pool is broken."""
        try:
            return self.executor.submit(_work, items)
        except BrokenProcessPool:
            return None

    def restart(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._new(self.workers)

    def alone(self, items: list[Item]) -> list[Outcome]:
        """Each article by itself, so that one which kills its worker is found."""
        outcomes: list[Outcome] = []
        executor = self._new(1)
        for item in items:
            try:
                outcomes += executor.submit(_work, [item]).result()
            except BrokenProcessPool:
                outcomes.append(_failed(item if isinstance(item, Article) else item.article, RuntimeError("its worker process died")))
                executor = self._new(1)
        executor.shutdown()
        return outcomes

    def finish(self, items: list[Item], future: Future[list[Outcome]] | None) -> list[Outcome]:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            self.restart()
        return self.alone(items)


def _in_processes(items: Iterable[Item], recipe: Recipe, workers: int, size: int) -> Iterator[Outcome]:
    pool = _Pool(recipe, workers)
    waiting: deque[tuple[list[Item], Future[list[Outcome]] | None]] = deque()
    try:
        for batch in _batches(items, size):
            waiting.append((batch, pool.submit(batch)))
            if len(waiting) > 2 * workers:
                yield from pool.finish(*waiting.popleft())
        while waiting:
            yield from pool.finish(*waiting.popleft())
    finally:
        pool.executor.shutdown(wait=False, cancel_futures=True)


def stream(items: Iterable[Item], nlp: Language | None, settings: Settings, n_process: int, batch_size: int) -> Iterator[Outcome]:
    """The outcomes of a stream of articles, in order. Raises ValueError for a size below 1."""
    if n_process < 1 or batch_size < 1:
        raise ValueError("n_process and batch_size are at least 1")
    if n_process > 1:
        yield from _in_processes(items, Recipe.of(nlp, settings), n_process, batch_size)
        return
    make = Recipe(settings).make if nlp is None else lambda: nlp
    for batch in _batches(items, batch_size):
        yield from _mixed(make, batch, settings)
