"""How far a run is, on standard error: for people, or as JSON Lines for machines. Never a word of an article."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import TextIO

from extractor import jsonio
from extractor.batch.work import Done

OFTEN, SELDOM = 0.5, 30.0
"""Seconds between two lines of progress: on a terminal, where it overwrites itself, and elsewhere."""


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class Progress:
    """Counts what comes and tells of it. `expected`: counts the whole, in a thread of its own; None if unknown."""

    def __init__(self, form: str, expected: Callable[[], int | None], stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.json, self.silent = form == "json", form == "none"
        self.terminal = not self.json and self.stream.isatty()
        self.total: int | None = None
        self.kept = self.made = self.failed = 0
        self.begun = self.told = time.monotonic()
        threading.Thread(target=self._count, args=(expected,), daemon=True).start()

    def _count(self, expected: Callable[[], int | None]) -> None:
        self.total = expected()

    def keep(self, articles: int, failed: int) -> None:
        """Articles that an earlier run finished."""
        self.kept += articles
        self.failed += failed

    def add(self, done: Done) -> None:
        """One more article."""
        self.made += 1
        self.failed += done.error is not None
        if self.json:
            self._article(done)
        now = time.monotonic()
        if now - self.told >= (OFTEN if self.terminal else SELDOM):
            self.told = now
            self._tell("progress")

    def _write(self, record: dict[str, object]) -> None:
        print(jsonio.dumps(record), file=self.stream, flush=True)

    def _article(self, done: Done) -> None:
        stage = "read" if done.kind == "ReadError" else "extract"
        milliseconds = None if done.milliseconds is None else round(done.milliseconds, 1)
        self._write({"article": done.id, "stage": stage, "ms": milliseconds, "error": done.kind or None})

    def _tell(self, stage: str) -> None:
        seconds = max(time.monotonic() - self.begun, 0.001)
        rate, ready = self.made / seconds, self.kept + self.made
        remaining = (self.total - ready) / rate if self.total is not None and rate and self.total >= ready else None
        if self.silent:
            return
        if self.json:
            left = None if remaining is None else round(remaining)
            speed = {"per_second": round(rate, 2), "remaining_seconds": left}
            self._write({"stage": stage, "articles": ready, "failed": self.failed, **speed})
            return
        of = f" of {self.total}" if self.total is not None and self.total >= ready else ""
        line = f"{ready}{of} articles, {self.failed} failed, {rate:.1f} a second"
        line += f", {_duration(remaining)} left" if remaining is not None and stage == "progress" else ""
        self.stream.write(f"\r\x1b[K{line}" if self.terminal else f"extractor: {line}\n")
        self.stream.flush()

    def end(self, stage: str) -> None:
        """The last line; `stage`: "finished" or "stopped"."""
        self._tell(stage)
        if self.terminal and not self.silent:
            self.stream.write("\n")
