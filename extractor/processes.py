"""Batches of articles through worker processes, which a bad article may kill."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.engine import Item, Outcome, failed, mixed
from extractor.schema import Article, ArticleError
from extractor.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

AHEAD = 2
"""Batches a worker that are handed out before their turn, to keep the workers busy."""


@dataclass(frozen=True)
class Recipe:
    """How a worker process makes its pipeline: by model name, or from a configuration and bytes."""

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
    return mixed(_worker.make, items, _worker.settings)


class _Workers:
    """Worker processes (spawned everywhere), started again when one dies.

    Only the oldest batch that waits is settled: where its worker died, article by article. The batches behind
    it are handed out again, so that each death brings the stream forward.
    """

    def __init__(self, recipe: Recipe, count: int) -> None:
        self.recipe, self.count = recipe, count
        self.waiting: deque[list[Item]] = deque()
        self.futures: deque[Future[list[Outcome]]] = deque()
        self.pool = self._pool(count)

    def _pool(self, count: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(self.recipe,))

    def _hand_out(self) -> None:
        """Gives the batches that have no worker yet to the pool; a pool that just broke is noticed later."""
        try:
            for batch in list(self.waiting)[len(self.futures) :]:
                self.futures.append(self.pool.submit(_work, batch))
        except BrokenProcessPool:
            pass

    def add(self, batch: list[Item]) -> None:
        self.waiting.append(batch)
        self._hand_out()

    def settle(self) -> list[Outcome]:
        """The outcomes of the oldest batch."""
        batch = self.waiting.popleft()
        try:
            if not self.futures:
                raise BrokenProcessPool
            return self.futures.popleft().result()
        except BrokenProcessPool:
            self.close()
            outcomes = self._alone(batch)
            self.futures.clear()
            self.pool = self._pool(self.count)
            self._hand_out()
            return outcomes

    def _alone(self, batch: list[Item]) -> list[Outcome]:
        """Each article by itself, so that one which kills its worker is found."""
        outcomes: list[Outcome] = []
        pool = self._pool(1)
        for item in batch:
            if isinstance(item, ArticleError):
                outcomes.append(item)
                continue
            try:
                outcomes += pool.submit(_work, [item]).result()
            except BrokenProcessPool:
                article = item if isinstance(item, Article) else item.article
                outcomes.append(failed(article, RuntimeError("its worker process died")))
                pool = self._pool(1)
        pool.shutdown()
        return outcomes

    def close(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)


def in_processes(batches: Iterable[list[Item]], recipe: Recipe, count: int) -> Iterator[Outcome]:
    """The outcomes of the batches in order, worked on by `count` processes."""
    workers = _Workers(recipe, count)
    try:
        for batch in batches:
            workers.add(batch)
            if len(workers.waiting) > AHEAD * count:
                yield from workers.settle()
        while workers.waiting:
            yield from workers.settle()
    finally:
        workers.close()
