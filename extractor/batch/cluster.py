"""Workers of a Dask cluster (extra `scale`), by the futures of `distributed.Client`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any
from weakref import WeakSet

from extractor.batch.store import BatchError
from extractor.workers import Executors, WorkersError

LOGGERS = ("asyncio", "distributed", "tornado")
TIMEOUT, CLOSING = 30, 2
"""Seconds to wait for the scheduler and its first worker, and for a farewell."""


def _hush() -> None:
    """What goes wrong is told in one line, not by Dask's logs."""
    for name in [*logging.root.manager.loggerDict, *LOGGERS]:
        if name.partition(".")[0] in LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def connected(address: str) -> Iterator[Executors]:
    """The workers that a scheduler has at the moment; threads of one worker take turns.

    Raises BatchError where Dask is not installed or nobody answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise BatchError("--scheduler needs Dask: pip install 'trade-extractor[scale]'") from None
    _hush()
    try:
        client: Any = distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
        client.wait_for_workers(1, timeout=TIMEOUT)
    except (OSError, ValueError, TimeoutError) as error:
        raise BatchError(f"{address}: {' '.join(str(error).split()) or 'no answer'}") from None
    try:
        yield _of_client(client, distributed.KilledWorker)
    finally:
        client.close(timeout=CLOSING)


class _Workers(Executor):
    """Futures of tasks: `Client.get_executor` looks at the state of a task after it has gathered the result, and where
    a worker died in between, it takes the result for an error, or never ends."""

    def __init__(self, client: Any) -> None:
        self._client, self._tasks = client, WeakSet[Any]()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        task = self._client.submit(fn, *args, pure=False, **kwargs)
        self._tasks.add(task)
        future: Future[Any] = Future()
        task.add_done_callback(partial(_hand_over, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if not wait or cancel_futures:
            self._client.cancel(list(self._tasks))


def _hand_over(future: Future[Any], task: Any) -> None:
    try:
        future.set_result(task.result())
    except BaseException as error:  # whatever it is, it is told where the result is waited for
        future.set_exception(error)


def _of_client(client: Any, died: type[BaseException]) -> Executors:
    def check() -> None:
        if client.status != "running":
            raise WorkersError("the scheduler is gone")

    def count() -> int:
        check()
        threads: dict[str, int] = client.nthreads()
        return max(1, sum(threads.values()))

    def make(_: int) -> Executor:
        check()
        return _Workers(client)

    def abandon(executor: Executor) -> None:
        if client.status == "running":
            executor.shutdown(wait=False)

    return Executors(make, count, (died,), abandon, check)
