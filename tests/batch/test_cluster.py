"""`extractor batch --scheduler`: the same bytes from a Dask cluster of two processes, whatever happens to them."""

import json
import os
import signal
import subprocess
import sys
import time

import dask
import pytest
from conftest import content, records
from distributed import Client, LocalCluster
from typer.testing import CliRunner

from extractor.cli import app

PRELOAD = """
import os
from extractor import engine
whole = getattr(engine, "whole", engine._result)  # this may run twice in a process
engine.whole = whole
def killing(nlp, doc, article, settings):
    if article.id == "poison":
        os._exit(9)
    return whole(nlp, doc, article, settings)
engine._result = killing
"""


def command(*args):
    return [sys.executable, "-m", "extractor", "batch", *map(str, args), "--model", "fast", "--part-size", "3"]


def call(*args):
    return subprocess.run(command(*args), capture_output=True, text=True, timeout=300)


def start(*args):
    return subprocess.Popen(command(*args), stderr=subprocess.PIPE, text=True)


def until_it_works(out):
    while not list(out.glob("results-*")):
        time.sleep(0.02)

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    preload = tmp_path_factory.mktemp("preload") / "poison.py"
    preload.write_text(PRELOAD)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", preload=[str(preload)]) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """The articles and what one process here makes of them."""
    folder = tmp_path_factory.mktemp("local")
    source = folder / "articles.jsonl"
    rows = records(120)
    rows[77]["text"] = "No figure.\udcff"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    assert call(source, folder / "out").returncode == 3
    return source, content(folder / "out")


def test_the_same_bytes_as_here(cluster, local, tmp_path):
    source, expected = local
    done = call(source, tmp_path / "out", "--scheduler", cluster.scheduler_address)
    assert done.returncode == 3, done.stderr
    assert all(line.startswith("extractor: ") for line in done.stderr.splitlines())
    assert content(tmp_path / "out") == expected


def test_a_worker_killed_in_the_middle(cluster, local, tmp_path):
    source, expected = local
    process = start(source, tmp_path / "out", "--scheduler", cluster.scheduler_address)
    until_it_works(tmp_path / "out")
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    told = process.communicate(timeout=200)[1]
    assert process.returncode == 3, told
    assert all(line.startswith("extractor: ") for line in told.splitlines()), told
    assert content(tmp_path / "out") == expected


def test_poison_is_found_and_the_rest_done(cluster, local, tmp_path):
    rows = [json.loads(line) for line in local[0].read_text().splitlines()[:40]]
    poisoned = tmp_path / "articles.jsonl"
    rows[11]["id"] = "poison"
    poisoned.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = call(poisoned, tmp_path / "out", "--scheduler", cluster.scheduler_address)
    assert done.returncode == 3, done.stderr
    errors = [json.loads(line) for line in (tmp_path / "out/errors.jsonl").read_text().splitlines()]
    assert [(error["id"], error["reason"]) for error in errors] == [
        ("poison", "failed: RuntimeError: its worker process died")
    ]
    found = b"".join(data for name, data in content(tmp_path / "out").items() if name.startswith("results-"))
    ids = [json.loads(line)["article"]["id"] for line in found.splitlines()]
    assert ids == [row["id"] for row in rows if row["id"] != "poison"]


def test_nobody_answers(tmp_path, local, monkeypatch):
    from extractor.batch import cluster

    monkeypatch.setattr(cluster, "TIMEOUT", 1)
    done = CliRunner().invoke(app, ["batch", str(local[0]), str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"])
    assert done.exit_code == 2
    assert done.stderr.startswith("extractor: tcp://127.0.0.1:9: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_dask(tmp_path, local, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = CliRunner().invoke(app, ["batch", str(local[0]), str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"])
    assert done.exit_code == 2
    assert done.stderr == "extractor: --scheduler needs Dask: pip install 'trade-extractor[scale]'\n"


def test_the_scheduler_gone_and_work_resumed(local, tmp_path):
    source, expected = local
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0")
    process = start(source, tmp_path / "out", "--scheduler", cluster.scheduler_address)
    until_it_works(tmp_path / "out")
    cluster.close()
    assert process.wait(100) == 3
    told = process.stderr.read()
    assert told.endswith("the scheduler is gone; what was done is kept, the same command goes on from there\n")
    assert "Traceback" not in told
    assert not json.loads((tmp_path / "out/manifest.json").read_bytes())["complete"]
    assert call(source, tmp_path / "out").returncode == 3
    assert content(tmp_path / "out") == expected
