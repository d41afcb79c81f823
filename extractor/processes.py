"""Batches of articles through worker processes, which a bad article may kill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from extractor.engine import Item, Outcome, failed, mixed
from extractor.schema import Article, ArticleError
from extractor.settings import Settings
from extractor.startup import use
from extractor.workers import Crew, processes

if TYPE_CHECKING:
    from spacy.language import Language


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
    use(recipe.settings)
    _worker = recipe


def _ready() -> None:
    assert _worker is not None
    _worker.make()


def _work(items: list[Item]) -> list[Outcome]:
    assert _worker is not None
    return mixed(_worker.make, items, _worker.settings)


def _lost(item: Item, seconds: float) -> Outcome:
    if isinstance(item, ArticleError):
        return item
    article = item if isinstance(item, Article) else item.article
    return failed(article, RuntimeError("its worker process died"))


def in_processes(batches: Iterable[list[Item]], recipe: Recipe, count: int) -> Iterator[Outcome]:
    """The outcomes of the batches in order, worked on by `count` processes. Raises WorkersError where none lives."""
    with Crew(processes(count, partial(_start, recipe)), _work, _ready, _lost) as crew:
        yield from crew.in_order(batches)
