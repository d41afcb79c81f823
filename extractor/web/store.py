"""The last results, in memory, under names that can't be guessed."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from extractor.schema import Result

KEPT = 20


class Store:
    """Keeps the last `KEPT` results; threads may share it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._lock = kept, Lock()
        self._results: OrderedDict[str, Result] = OrderedDict()

    def put(self, result: Result) -> str:
        """Keeps a result and gives its name."""
        name = secrets.token_urlsafe(12)
        with self._lock:
            self._results[name] = result
            while len(self._results) > self._kept:
                self._results.popitem(last=False)
        return name

    def get(self, name: str) -> Result | None:
        with self._lock:
            return self._results.get(name)
