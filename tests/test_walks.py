"""The walks of CONTRIBUTING.md, each done in a copy of the package."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Three walks")[2]
WALKS = re.findall(r"^### (.*?)\n(.*?)(?=^### |\Z)", TEXT, re.M | re.S)
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


def run(folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


def do(folder, kind, path, content):
    """A block: rows to append, a file to write, or a command with a line that it makes."""
    if kind == "csv":
        with (folder / path).open("a", encoding="utf-8") as stream:
            stream.write(content)
    elif kind == "console":
        command, line = content.splitlines()
        words = shlex.split(command)[2:]
        if words[0] == "tables":
            run(folder, "extract", "article.txt", "-o", "result.json")
        told = run(folder, *words)
        assert line in told + "".join(p.read_text("utf-8") for p in folder.glob("tables/*.csv"))
    else:
        assert not (folder / path).exists()
        (folder / path).write_text(content, encoding="utf-8")


def test_there_are_three_walks():
    assert [name for name, _ in WALKS] == ["A new currency", "A new indicator", "A new check"]


@pytest.mark.parametrize(("name", "walk"), WALKS, ids=[name for name, _ in WALKS])
def test_a_walk_leads_where_it_says(name, walk, tmp_path):
    shutil.copytree(ROOT / "extractor", tmp_path / "extractor", ignore=shutil.ignore_patterns("__pycache__"))
    blocks = BLOCK.findall(walk)
    assert blocks[-1][0] == "console"
    for kind, path, content in blocks:
        do(tmp_path, kind, path, content)


def test_a_new_check_is_explained_and_typed(tmp_path):
    shutil.copytree(ROOT / "extractor", tmp_path / "extractor", ignore=shutil.ignore_patterns("__pycache__"))
    for kind, path, content in BLOCK.findall(WALKS[2][1])[:2]:
        do(tmp_path, kind, path, content)
    told = run(tmp_path, "explain", "points_limit")
    assert "|\u0394| <= 100" in told
    assert "Fails, published 2025-02-05:\n    The share rose by 140 percentage points." in told
