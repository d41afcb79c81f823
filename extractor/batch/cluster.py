"""Workers of a Dask cluster (extra `scale`), by the executor of `distributed.Client`."""

from __future__ import annotations

from concurrent.futures import Executor
from importlib import import_module
from typing import Any

from extractor.batch.store import BatchError
from extractor.workers import Executors, WorkersError

TIMEOUT = 30
"""Seconds to wait for the scheduler and its first worker."""


def connect(address: str, timeout: float = TIMEOUT) -> Executors:
    """The workers that a scheduler has at the moment; threads of one worker take turns.

    Raises BatchError where Dask is not installed or nobody answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise BatchError("--scheduler needs Dask: pip install 'trade-extractor[scale]'") from None
    try:
        client: Any = distributed.Client(address, timeout=timeout, set_as_default=False)
        client.wait_for_workers(1, timeout=timeout)
    except (OSError, ValueError, TimeoutError) as error:
        raise BatchError(f"{address}: {' '.join(str(error).split()) or 'no answer'}") from None
    return of_client(client, distributed.KilledWorker)


def of_client(client: Any, died: type[BaseException]) -> Executors:
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

    def close(executor: Executor) -> None:
        if client.status == "running":
            executor.shutdown(wait=False)

    return Executors(make, count, (died,), close, check)
