"""Workers of a Dask cluster (extra `scale`), by the executor of `distributed.Client`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

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
        executor: Executor = client.get_executor(pure=False)
        return executor

    def abandon(executor: Executor) -> None:
        if client.status == "running":
            executor.shutdown(wait=False)

    return Executors(make, count, (died,), abandon, check)
