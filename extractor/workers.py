"""Batches of items through any `concurrent.futures` executor, in order, whatever happens to its workers.

Only the oldest batch that waits is settled: where its worker died, item by item, with nothing else at work, so that
an item which kills its worker is found. The batches behind it are handed out again, so that each death brings the
stream forward.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait as wait_for
from typing import Generic, TypeVar

from extractor.own_process import prepare

AHEAD = 2
"""Batches a worker that are handed out before their turn, to keep the workers busy."""
PATIENCE = 5.0
"""Seconds after which the executor is asked whether it is still there."""

Item = TypeVar("Item")
Done = TypeVar("Done")
Ready = TypeVar("Ready")
Value = TypeVar("Value")


class WorkersError(RuntimeError):
    """No worker can be had: one line that says why."""


@dataclass(frozen=True)
class Executors:
    """How executors are made and what they raise.

    `make`: an executor of so many workers. `count`: how many batches are worked on at once. `died`: what a future
    raises whose worker died. `abandon`: ends an executor and what it works on. `check`: raises WorkersError where
    nothing more can be expected.
    """

    make: Callable[[int], Executor]
    count: Callable[[], int]
    died: tuple[type[BaseException], ...]
    abandon: Callable[[Executor], None]
    check: Callable[[], None]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait_for([parent.sentinel])
    os._exit(1)


def _begin(start: Callable[[], None] | None) -> None:
    """An interrupt is the parent's business; a worker whose parent was killed would wait for ever."""
    prepare()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if start is not None:
        start()


def _end(executor: Executor) -> None:
    running = list((getattr(executor, "_processes", None) or {}).values())  # no public way before Python 3.14
    executor.shutdown(wait=False, cancel_futures=True)
    for process in running:
        process.kill()


def processes(count: int, start: Callable[[], None] | None = None) -> Executors:
    """Worker processes of this machine, spawned everywhere. `start`: what each does first; picklable."""

    def make(count: int) -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(start,))

    return Executors(make, lambda: count, (BrokenExecutor,), _end, lambda: None)


@dataclass
class _Task(Generic[Item, Done]):
    items: list[Item]
    future: Future[list[Done]] | None = None


class Crew(Generic[Item, Done, Ready]):
    """Workers with their waiting batches.

    `work`: a batch → what is made of each item; picklable, and raises only where the run must stop. `ready`: what a
    worker does before its first batch. `lost`: what stands in the place of an item that killed its worker after so
    many seconds.
    """

    def __init__(
        self,
        executors: Executors,
        work: Callable[[list[Item]], list[Done]],
        ready: Callable[[], Ready],
        lost: Callable[[Item, float], Done],
    ) -> None:
        self.executors, self.work, self.ready, self.lost = executors, work, ready, lost
        self.waiting: deque[_Task[Item, Done]] = deque()
        self.executor = executors.make(executors.count())

    def __enter__(self) -> Crew[Item, Done, Ready]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and not self.waiting:
            self.executor.shutdown()
        else:
            self.executors.abandon(self.executor)

    @property
    def full(self) -> bool:
        return len(self.waiting) > AHEAD * self.executors.count()

    def add(self, items: list[Item]) -> None:
        self.waiting.append(_Task(items))
        self._hand_out()

    def _hand_out(self) -> None:
        """Gives the batches that have no worker yet to the executor; one that just broke is noticed later."""
        try:
            for task in self.waiting:
                if task.future is None:
                    task.future = self._submit(self.executor, partial(self.work, task.items))
        except self.executors.died:
            pass

    def _submit(self, executor: Executor, task: Callable[[], Value]) -> Future[Value]:
        try:
            return executor.submit(task)
        except Exception:
            self.executors.check()
            raise

    def _wait(self, future: Future[Value]) -> Value:
        while True:
            try:
                return future.result(PATIENCE)
            except NotYet:
                if future.done():
                    raise
                self.executors.check()
            except CancelledError:
                self.executors.check()
                raise WorkersError("the work was cancelled") from None

    def settle(self) -> list[Done]:
        """What is made of the oldest batch. Raises WorkersError where no worker can be had."""
        task = self.waiting.popleft()
        if task.future is not None:
            try:
                return self._wait(task.future)
            except self.executors.died:
                pass
        self._drain()
        self.executors.abandon(self.executor)
        made = self._alone(task.items)
        self.executor = self.executors.make(self.executors.count())
        self._hand_out()
        return made

    def _drain(self) -> None:
        """Waits until nothing is at work; what was lost with a worker is to be handed out again."""
        for task in self.waiting:
            try:
                if task.future is not None:
                    self._wait(task.future)
            except self.executors.died:
                task.future = None
            except Exception as error:  # told when its turn comes
                if isinstance(error, WorkersError):
                    raise

    def prepared(self) -> Ready:
        """What `ready` gives, once a worker is. Raises WorkersError where workers die without any item."""
        return self._ready(self.executor)

    def _ready(self, executor: Executor) -> Ready:
        try:
            return self._wait(self._submit(executor, self.ready))
        except self.executors.died as error:
            raise WorkersError(f"workers die before they are given an article ({type(error).__name__})") from None

    def _single(self) -> Executor:
        """An executor of one worker that is ready."""
        executor = self.executors.make(1)
        try:
            self._ready(executor)
        except BaseException:
            self.executors.abandon(executor)
            raise
        return executor

    def _alone(self, items: list[Item]) -> list[Done]:
        """Each item by itself, so that one which kills its worker is found."""
        made: list[Done] = []
        executor = self._single()
        try:
            for item in items:
                begun = time.monotonic()
                try:
                    made += self._wait(self._submit(executor, partial(self.work, [item])))
                except self.executors.died:
                    made.append(self.lost(item, time.monotonic() - begun))
                    self.executors.abandon(executor)
                    executor = self._single()
        finally:
            self.executors.abandon(executor)
        return made

    def in_order(self, batches: Iterable[list[Item]]) -> Iterator[Done]:
        """What is made of each item, in order."""
        for batch in batches:
            self.add(batch)
            if self.full:
                yield from self.settle()
        while self.waiting:
            yield from self.settle()
