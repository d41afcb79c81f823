"""README and docs: what they show is what happens; their set-up lines are two and run."""

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tool(name):
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


make_examples, make_output, make_limits = map(tool, ("make_examples", "make_output", "make_limits"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETUP = re.findall(r"^```sh\n(.*?)\n```$", README, re.M | re.S)


@pytest.mark.parametrize("path", [*make_examples.documents(), make_examples.NOTEBOOK], ids=lambda path: path.name)
def test_examples_are_what_happens(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    told = "read the difference, then python docs/make_examples.py"
    assert make_examples.anew(path) == path.read_text(encoding="utf-8"), told


DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_every_decision_is_listed():
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(([a-z-]+\.md)\)", listed)) == {path.name for path in DECISIONS} - {"README.md"}


@pytest.mark.parametrize("path", [*make_examples.documents(), *DECISIONS], ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_page_is_reached_from_the_readme_or_the_guide():
    start = README + (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    linked = {Path(target).name for target in re.findall(r"\]\(([^)#:]+)", start)}
    assert linked >= {path.name for path in (*make_examples.documents(), make_examples.NOTEBOOK)} - {"README.md"}


def test_the_output_s_reference_is_made_from_the_schema():
    page = make_output.PAGE.read_text(encoding="utf-8")
    assert make_output.renewed(page) == page, "python docs/make_output.py"
    assert f"| {make_output.UNTOLD} |" not in page
    assert {name for name, *_ in make_output.SECTION.findall(page)} == set(make_output.records())


def test_the_limits_tell_what_is_measured():
    """The rows are those of the evaluation; on the development set none is below its floor."""
    page = make_limits.PAGE.read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in make_limits.TABLE.search(page)[0].splitlines()]
    told = {row[0]: row[1] for row in rows}
    floors = json.loads((ROOT / "corpus/baseline.json").read_text(encoding="utf-8"))
    assert set(make_limits.ROWS.values()) <= set(told)
    for name, words in make_limits.ROWS.items():
        assert float(told[words]) >= floors.get(name, 0), words


def test_two_set_up_commands_of_one_line_each():
    assert len(SETUP) == 2
    assert all("\n" not in command and command.startswith("python3 -m venv .venv && ") for command in SETUP)
    assert SETUP[1] in README
    assert "pip install -e '.[dev]'" in (ROOT / ".ci/run").read_text()


def test_the_main_job_of_the_first_command(tmp_path):
    steps = [step for step in SETUP[0].split(" && ") if step.startswith(".venv/bin/extractor ")]
    assert [shlex.split(step)[1] for step in steps] == ["extract", "check"]
    for step in steps:
        words = [word.replace("results.jsonl", str(tmp_path / "results.jsonl")) for word in shlex.split(step)[1:]]
        done = subprocess.run([sys.executable, "-m", "extractor", *words], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    articles = len(list((ROOT / "corpus/articles").glob("*.md")))
    assert len((tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()) == articles > 0
    assert done.stdout.count("nothing found among") >= articles
