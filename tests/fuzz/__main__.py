"""`python -m tests.fuzz --examples N --seed S --layer NAME`: what was tried, what failed, how long it took."""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings

from .layers import LAYERS, Layer

PATIENCE = 60
"""Seconds of processor time after which an example counts as one that hangs."""


class Hang(Exception):
    """An example that doesn't end."""


def _alarm(*_: object) -> None:
    raise Hang(f"more than {PATIENCE} s")


def _run(name: str, layer: Layer, examples: int, number: int) -> bool:
    tried, slowest = 0, (0.0, "")

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
              report_multiple_bugs=True, suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(layer.examples)
    def one(example: object) -> None:
        nonlocal tried, slowest
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            layer.holds(example)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            tried += 1
            slowest = max(slowest, (time.process_time() - began, repr(example)[:200]))

    began = time.process_time()
    failed = None
    try:
        one()
    except Exception as error:
        failed = error
    spent = time.process_time() - began
    how = "FAILED" if failed else "none failed"
    print(f"{name}: {tried} examples in {spent:.0f} s, slowest {slowest[0]:.2f} s, {how}")
    if failed:
        traceback.print_exception(failed, file=sys.stdout)
    elif slowest[0] > 1:
        print(f"  slowest: {slowest[1]}")
    sys.stdout.flush()
    return failed is None


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("--examples", type=int, default=200_000, help="of each layer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--layer", choices=[*LAYERS], action="append")
    chosen = options.parse_args()
    signal.signal(signal.SIGPROF, _alarm)
    done = [_run(name, LAYERS[name], chosen.examples, chosen.seed) for name in chosen.layer or LAYERS]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
