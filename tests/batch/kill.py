"""Kills `extractor batch` with all its force at random moments and starts it again, until the work is done.

    python tests/batch/kill.py [--times 50] [--articles 400] [--workers 2] [--seed 1]

Compares the folder with that of a run that nothing stopped, and looks for processes left behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conftest import content, records


def command(source: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "extractor", "batch", str(source), str(out), "--model", "fast", *options]


def children(process: int) -> list[int]:
    """All processes that come from one, by their ids."""
    found, waiting = [], [process]
    while waiting:
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(waiting.pop())], capture_output=True, text=True)
        fresh = [int(line) for line in listed.stdout.split()]
        found += fresh
        waiting += fresh
    return found


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def left_after(processes: list[int], seconds: float) -> list[int]:
    """Those of the processes that are still there after so many seconds."""
    end = time.monotonic() + seconds
    while (left := [process for process in processes if alive(process)]) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def killed(line: list[str], out: Path, moment: random.Random) -> bool:
    """Starts a run, kills it once it works and a random while passed; False where it was done before."""
    before = len(list(out.glob("results-*"))) if out.exists() else 0
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if moment.random() < 0.8:  # at work, else while it starts
        while process.poll() is None and (not out.exists() or len(list(out.glob("results-*"))) == before):
            time.sleep(0.005)
    try:
        process.wait(moment.random() * 0.5)
    except subprocess.TimeoutExpired:
        workers = children(process.pid)
        process.kill()
        process.wait()
        left = left_after(workers, 60)
        assert not left, f"processes left behind: {left}"
        return True
    return False


def finished(line: list[str], out: Path) -> dict[str, bytes]:
    """What is in the folder after a run that nothing stops."""
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr  # there is one broken article
    return content(out)


def trial(folder: Path, times: int, articles: int, seed: int, *options: str) -> int:
    """How many times the run was killed. Raises AssertionError where the bytes differ from those of a whole run."""
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records(articles)) + "{broken\n")
    options = ("--part-size", "3", *options)
    expected = finished(command(source, folder / "whole", *options), folder / "whole")
    moment, kills, rounds = random.Random(seed), 0, 0
    while kills < times:
        out = folder / f"killed{rounds}"
        while kills < times and killed(command(source, out, *options), out, moment):
            kills += 1
            written = {path.name: path.read_bytes() for path in out.glob("results-*")}
            assert all(expected[name] == data for name, data in written.items()), "a part is half-written"
        found = finished(command(source, out, *options), out)
        assert found == expected, sorted(
            name for name in found.keys() | expected if found.get(name) != expected.get(name)
        )
        rounds += 1
    return kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kills = trial(Path(folder), given.times, given.articles, given.seed, "--workers", str(given.workers))
    print(f"killed {kills} times with SIGKILL (seed {given.seed}), the same bytes each time, no process left behind")


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    main()
