"""`extractor batch`: any number of articles into a folder of parts."""

from __future__ import annotations

import errno
import os
import signal
import threading
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FrameType

from extractor import batch
from extractor.batch import BatchError, Plan, Shard, Stopped
from extractor.commands.inputs import complain
from extractor.own_process import hush_tracker
from extractor.settings import Settings
from extractor.workers import Executors, processes

__all__ = ["BatchError", "plan", "run"]

FAILED = 3


def _interrupted(signum: int, frame: FrameType | None) -> None:
    """A job scheduler's notice is an interrupt."""
    raise KeyboardInterrupt


def _executors(scheduler: str | None, workers: int) -> AbstractContextManager[Executors]:
    if scheduler is None:
        hush_tracker()
        return nullcontext(processes(workers))
    from extractor.batch.cluster import connected

    return connected(scheduler)


def plan(
    source: str,
    out: Path,
    settings: Settings,
    shard: str,
    part_size: int,
    time_limit: float | None,
    form: str,
    log: str,
    input_format: str,
    published: str | None,
    files_shared: bool,
    no_text: bool,
) -> Plan:
    """What the options ask for. Raises BatchError."""
    try:
        share = Shard.parse(shard)
    except ValueError as error:
        raise BatchError(str(error)) from None
    if source != "-" and not Path(source).exists():
        raise BatchError(f"{source}: {os.strerror(errno.ENOENT)}")
    return Plan(
        source,
        out,
        settings,
        share,
        part_size,
        time_limit,
        form == "parquet",
        log,
        input_format,
        published,
        files_shared,
        no_text,
    )


def run(plan: Plan, scheduler: str | None, workers: int) -> int:
    """The exit code: 0, or 3 where articles failed or the run stopped. Raises BatchError, OSError."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _interrupted)
    try:
        with _executors(scheduler, workers) as executors:
            failed = batch.run(plan, executors)[1]
    except Stopped as error:
        complain(f"{error}; what was done is kept, the same command goes on from there")
        return FAILED
    return FAILED if failed else 0
