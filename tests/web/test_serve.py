"""`extractor serve` as it is started: where it listens, how it stops."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest


@pytest.fixture
def served():
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", "--port", "0", "--model", "fast"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process, re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline()).group()
    process.kill()
    process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_listens_here_and_stops_gracefully(served, ending):
    process, address = served
    with urllib.request.urlopen(f"{address}version", timeout=60) as answer:
        assert json.load(answer)["version"]
    process.send_signal(ending)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_taken_port_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "extractor", "serve", "--port", port, "--model", "fast"],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert re.fullmatch("extractor: .*in use.*\n", done.stderr)
