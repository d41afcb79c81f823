"""What a process of this project's own, a command or a worker, sets for itself. A library in somebody else's process
leaves it alone."""

from __future__ import annotations

import gc
import os

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
COLLECT = (20_000, 10, 50)
"""New objects, and collections of the younger generations, after which the garbage collector looks for cycles: an
article makes thousands of objects and next to no cycles."""


def prepare() -> None:
    """One thread for the multiplication of matrices, which are too small to be shared and would crowd the other
    workers, unless the environment says otherwise; and fewer rounds of the garbage collector. To be called before
    numpy is imported."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    gc.set_threshold(*COLLECT)
