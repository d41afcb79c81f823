"""What a worker does with a batch of articles: lines of JSON and the figures that the manifest counts."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractor import readers
from extractor.batch.source import Item
from extractor.engine import Item as Read
from extractor.engine import Outcome, extract, failed, mixed
from extractor.schema import Article, ArticleError, Generator, Result
from extractor.settings import Settings
from extractor.startup import use
from extractor.textless import without_text
from extractor.workers import WorkersError

if TYPE_CHECKING:
    from spacy.language import Language

Rows = dict[str, list[tuple[Any, ...]]]
"""Table → rows, cells in the order of the table's columns."""
GRACE = 5.0
"""Seconds over the time limit after which a worker that doesn't come back ends itself."""


@dataclass(frozen=True)
class Order:
    """How a batch is to be worked on. `time_limit`: seconds an article. `timed`: whether each article is timed.
    `tables`: whether rows for tables are wanted. `no_text`: whether the articles' words are left out."""

    settings: Settings
    time_limit: float | None = None
    timed: bool = False
    tables: bool = False
    no_text: bool = False


@dataclass
class Done:
    """What was made of one item: a line of JSON and who made it, or the error; `milliseconds` where it was timed."""

    id: str | None
    line: bytes = b""
    generator: Generator | None = None
    error: ArticleError | None = None
    kind: str = ""
    milliseconds: float | None = None
    rows: Rows = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


class _OutOfTime(BaseException):
    """Raised into an article's work from outside; no handler for failures catches it."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises _OutOfTime in the block after so many seconds; a block that never returns to Python ends the process."""
    lock, over = threading.Lock(), False
    thread = threading.get_ident()

    def fire() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_OutOfTime))

    timer = threading.Timer(seconds, fire)
    timer.daemon = True
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        timer.start()
        try:
            yield
            with lock:
                over = True
        finally:
            timer.cancel()
            faulthandler.cancel_dump_traceback_later()


_prepared: Settings | None = None


def _prepare(settings: Settings) -> None:
    """Prepares this process for settings, once. Raises WorkersError where it can't have them."""
    global _prepared
    if settings != _prepared:
        try:
            use(settings)
        except ValueError as error:
            raise WorkersError(str(error)) from None
        _prepared = settings


def ready(settings: Settings) -> Generator:
    """Loads the model; the versions and hashes that the worker's outputs will carry."""
    _prepare(settings)
    from extractor import pipeline, provenance  # tables are read from here on

    return provenance.generator(pipeline.load(settings.model).meta, settings)


def _out_of_time(item: Article | Result | readers.Unread, limit: float) -> ArticleError:
    article = item.article if isinstance(item, Result) else item
    return ArticleError(id=article.id, source=article.source, reason=f"time limit: more than {limit:g} s")


def lost(order: Order, item: Item, seconds: float) -> Done:
    """What stands in the place of an item that ended its worker after so many seconds."""
    if isinstance(item, ArticleError):
        return _finished(order, item)
    if order.time_limit is not None and seconds >= order.time_limit:
        return _finished(order, _out_of_time(item, order.time_limit), "OutOfTime")
    article = item.article if isinstance(item, Result) else item
    reason = "failed: RuntimeError: its worker process died"
    return _finished(order, ArticleError(id=article.id, source=article.source, reason=reason), "WorkerDied")


def _finished(order: Order, outcome: Outcome, kind: str = "") -> Done:
    if isinstance(outcome, ArticleError):
        if not kind:
            stage, _, rest = outcome.reason.partition(": ")
            kind = rest.partition(":")[0] if stage == "failed" else "ReadError"
        return Done(outcome.id, error=outcome, kind=kind)
    try:
        outcome = without_text(outcome) if order.no_text else outcome
        line = f"{outcome.model_dump_json()}\n".encode()
        rows = _rows(outcome) if order.tables else {}
    except Exception as error:  # an article may fail in any way, the others go on
        return _finished(order, failed(outcome.article, error))
    counts = Counter(f"claims.{claim.type}" for claim in outcome.claims)
    counts.update(f"findings.{finding.severity}" for finding in outcome.findings)
    return Done(outcome.article.id, line, outcome.generator, rows=rows, counts=counts)


def _rows(result: Result) -> Rows:
    from extractor.tables import TABLES

    return {name: list(table.rows(result)) for name, table in TABLES.items()}


def _read(item: Item) -> Read:
    if not isinstance(item, readers.Unread):
        return item
    try:
        return readers.later(item)
    except Exception as error:  # a file may be broken in any way, the others go on
        return ArticleError(id=item.id, source=item.source, reason=f"failed: {type(error).__name__} in reading")


def _single(order: Order, nlp: Language, item: Item) -> Done:
    article = _read(item)
    if not isinstance(article, Article):
        return _finished(order, mixed(lambda: nlp, [article], order.settings)[0])
    try:
        return _finished(order, extract(nlp, article, order.settings))
    except Exception as error:  # an article may fail in any way, the others go on
        return _finished(order, failed(article, error))


def _timed(order: Order, item: Item) -> Done:
    """An item by itself, timed and within the time limit."""
    from extractor import pipeline

    nlp = pipeline.load(order.settings.model)
    begun = time.perf_counter()
    try:
        with _limited(order.time_limit) if order.time_limit is not None else nullcontext():
            done = _single(order, nlp, item)
    except _OutOfTime:
        pipeline.forget()  # it was left in the middle of its work
        done = lost(order, item, time.perf_counter() - begun)
    done.milliseconds = (time.perf_counter() - begun) * 1000
    return done


def work(order: Order, items: list[Item]) -> list[Done]:
    """What is made of each item, in order; article by article where they are timed, which is slower."""
    _prepare(order.settings)
    if order.timed or order.time_limit is not None:
        return [_timed(order, item) for item in items]

    def make() -> Language:
        from extractor import pipeline

        return pipeline.load(order.settings.model)

    outcomes = mixed(make, [_read(item) for item in items], order.settings)
    return [_finished(order, outcome) for outcome in outcomes]
