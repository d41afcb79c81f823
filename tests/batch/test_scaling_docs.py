"""The shell blocks of docs/scaling.md run as they stand, on a folder of two articles."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import joined

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "docs/scaling.md").read_text(encoding="utf-8"), re.M | re.S)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def folder(tmp_path):
    """Articles to work on, and the commands that the blocks name."""
    shutil.copytree(ROOT / "docs/examples", tmp_path / "articles")
    (tmp_path / "bin").mkdir()
    for name, module in {"extractor": "extractor", "dask": "dask.__main__"}.items():
        path = tmp_path / "bin" / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        path.chmod(0o755)
    return tmp_path


def run(block, folder, **variables):
    """Runs a block and ends what it left running."""
    paths = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        ["sh", "-ec", block], cwd=folder, env={**os.environ, **paths, **variables}, start_new_session=True
    )
    try:
        assert process.wait(240) == 0
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_every_block_is_known():
    assert len(BLOCKS) == 3


def test_a_job_array(folder):
    array, merge, _ = BLOCKS
    assert "#SBATCH --array=1-100\n" in array
    run(array, folder, SLURM_ARRAY_TASK_ID="1")
    run(merge, folder)
    assert len((folder / "all.jsonl").read_bytes().splitlines()) == 2
    assert (folder / "results/manifest-1-of-100.json").exists()


def test_a_cluster(folder):
    run(BLOCKS[2].replace("8786", str(free_port())), folder)
    assert len(joined(folder / "results").splitlines()) == 2
