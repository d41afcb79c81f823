"""What a process of this project's own, a command or a worker, sets for itself. A library in somebody else's process
leaves it alone."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Sequence
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
COLLECT = (20_000, 10, 50)
"""New objects, and collections of the younger generations, after which the garbage collector looks for cycles: an
article makes thousands of objects and next to no cycles."""

_ours = False
"""Whether this process is the project's own."""
_SILENT = "import os; os.dup2(os.open(os.devnull, os.O_WRONLY), 2)"


def prepare() -> None:
    """One thread for the multiplication of matrices, which are too small to be shared and would crowd the other
    workers, unless the environment says otherwise; and fewer rounds of the garbage collector. To be called before
    numpy is imported."""
    global _ours
    for name in THREADS:
        os.environ.setdefault(name, "1")
    gc.set_threshold(*COLLECT)
    _ours = True


def settle() -> None:
    """Keeps the garbage collector from going through what was loaded, again and again. To be called after loading;
    does nothing in somebody else's process."""
    if _ours:
        gc.freeze()


def hush_tracker() -> None:
    """Lets Python's tracker of semaphores, which cleans up behind processes that die, do so without a word: where it
    was killed, too, the next one would print a traceback for each semaphore that it doesn't know."""
    from multiprocessing import resource_tracker, util

    resource_tracker.util = _Hushed(util)  # type: ignore[attr-defined]
    warnings.filterwarnings("ignore", "resource_tracker: process died", UserWarning)


class _Hushed:
    """A module that starts processes, started without standard error."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def spawnv_passfds(self, path: str, args: Sequence[str], fds: Sequence[int]) -> Any:
        """`args` end with the program that an interpreter is given."""
        return self._module.spawnv_passfds(path, [*args[:-1], f"{_SILENT}; {args[-1]}"], fds)
