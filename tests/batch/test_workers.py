"""Workers: in order, and a death costs only the item that caused it."""

import gc
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import BrokenExecutor, Future
from dataclasses import replace

import pytest

from extractor.own_process import COLLECT, settle
from extractor.workers import Crew, WorkersError, processes


def crew(executors, deadly=(), tried=None):
    def work(items):
        for item in items:
            if tried is not None:
                tried[item] += 1
            if item in deadly:
                raise BrokenExecutor
        return [item * 10 for item in items]

    return Crew(executors, work, lambda: "ready", lambda item, seconds: f"lost {item}")


@pytest.mark.parametrize("deadly", [(), (0,), (4,), (11,), (0, 1), (2, 3), (3, 4, 9), tuple(range(12))])
def test_only_what_kills_its_worker_is_lost(inline, deadly):
    batches = [[0, 1, 2], [3, 4, 5], [6], [7, 8, 9, 10], [11]]
    tried = Counter()
    with crew(inline, deadly, tried) as workers:
        made = list(workers.in_order(batches))
    assert made == [f"lost {item}" if item in deadly else item * 10 for item in range(12)]
    assert max(tried.values()) <= 2 + len(batches)


def test_batches_are_handed_out_before_their_turn_and_no_further(inline):
    asked = []

    def batches():
        for number in range(20):
            asked.append(number)
            yield [number]

    with crew(inline) as workers:
        stream = workers.in_order(batches())
        assert next(stream) == 0
        assert len(asked) == 2 * 2 + 1
        assert list(stream) == [number * 10 for number in range(1, 20)]


def test_workers_that_die_without_any_item_end_the_work(inline):
    def ready():
        raise BrokenExecutor

    workers = Crew(inline, lambda items: items, ready, lambda item, seconds: item)
    with pytest.raises(WorkersError, match="before they are given an article"):
        workers.prepared()


def test_a_fault_of_the_work_itself_is_raised(inline):
    def work(items):
        raise OSError("no model")

    with (
        pytest.raises(OSError, match="no model"),
        Crew(inline, work, lambda: None, lambda item, seconds: item) as workers,
    ):
        list(workers.in_order([[1], [2]]))


def test_cancelled_work_is_told_of(inline):
    class Cancelling(type(inline.make(1))):
        def submit(self, function, /, *args, **options):
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with (
        pytest.raises(WorkersError, match="cancelled"),
        crew(replace(inline, make=lambda count: Cancelling())) as workers,
    ):
        list(workers.in_order([[1]]))


def test_a_worker_process_keeps_to_one_core(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    with processes(1).make(1) as executor:
        told = [executor.submit(os.getenv, name).result() for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")]
        assert told == ["1", "3"]
        assert executor.submit(gc.get_threshold).result() == COLLECT
        executor.submit(settle).result()
        assert executor.submit(gc.get_freeze_count).result() > 0


def test_somebody_elses_process_keeps_its_garbage_collector():
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() == before


TRACKED = """
import multiprocessing, os, signal
from multiprocessing import resource_tracker
from extractor.own_process import hush_tracker
hush_tracker()
hush_tracker()
lock = multiprocessing.get_context("spawn").Lock()
pid = resource_tracker._resource_tracker._pid
os.kill(pid, signal.SIGKILL)
os.waitpid(pid, 0)
"""


def test_a_killed_tracker_of_semaphores_says_nothing():
    done = subprocess.run([sys.executable, "-c", TRACKED], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    loud = TRACKED.replace("hush_tracker()\n", "")
    assert "KeyError" in subprocess.run([sys.executable, "-c", loud], capture_output=True, text=True).stderr
