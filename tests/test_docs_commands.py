"""Commands that the pages show in their running text and scripts, outside the console blocks: they run."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from extractor.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = {
    page: re.sub(r"^```(console|pycon)\n.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S) for page in PAGES
}
PLACEHOLDERS = {
    "INPUT…": "articles", "articles/": "articles", "/articles": "articles", "OLD": "old.json", "NEW": "results.jsonl",
    "OLD.json": "old.json", "IN": "articles", "OUT": "out", "FOLDER": "out", "DIR": "out", "SAMPLE_DIR": "gold",
    "corpus/gold": "gold", "CHECK": "balance", "$SLURM_ARRAY_TASK_ID/100": "1/100", "results/day-17": "out",
    "results": "out", "report": "out", "no_hundreds": "balance",
}  # fmt: skip
ELSEWHERE = {"serve", "--scheduler"}
"""Words of commands that run until they are stopped, or need a cluster: tests/web and tests/batch run them."""
ALONE = {"schema", "--version"}
"""Commands that need no argument; others without one are only named."""


def shown():
    """Page and words of every command."""
    for page, text in TEXT.items():
        for words in re.findall(r"(?<![\w/`.-])`?extractor ([a-z-][^`\n|>]*)", text):
            command = shlex.split(words.split(" && ")[0].replace("’", ""))
            if command[0] in COMMANDS and (len(command) > 1 or command[0] in ALONE):
                yield page.name, tuple(command)


COMMANDS = {"--version", *typer.main.get_command(app).commands}
NAMED = {("check", "--format", "json")}
"""A command and an option of it that are only named, as in "what `check --format json` writes"."""
SHOWN = sorted({(page, words) for page, words in shown() if words not in NAMED and not ELSEWHERE & set(words)})


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with what the commands name."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs/examples", folder / "articles")
    (folder / "gold").mkdir()
    shutil.copy(ROOT / "corpus/gold/e-cnag.json", folder / "gold")
    shutil.copy(ROOT / "docs/examples/services-trade-2024.md", folder / "article.md")
    (folder / "day-17.jsonl").write_text('{"text": "Exports rose 5 percent in 2024."}\n')
    made = CliRunner().invoke(app, ["extract", str(folder / "articles"), "-o", str(folder / "results.jsonl")])
    assert made.exit_code == 0
    shutil.copy(folder / "results.jsonl", folder / "old.json")
    return folder


@pytest.mark.parametrize(("page", "command"), SHOWN, ids=lambda value: " ".join(value) if type(value) is tuple else "")
def test_a_command_in_the_text_runs(page, command, place, tmp_path, monkeypatch):
    here = Path(shutil.copytree(place, tmp_path / "here"))
    monkeypatch.chdir(here)
    done = CliRunner().invoke(app, [command[0], *(PLACEHOLDERS.get(word, word) for word in command[1:])])
    assert done.exit_code in (0, 1), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_the_commands_in_the_text_are_found():
    assert len(SHOWN) > 15
    assert {"report", "batch", "diff", "evaluate", "explain"} <= {command[0] for _, command in SHOWN}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_scripts_modules_and_extras_in_the_text_are_there(page):
    for script, options in re.findall(r"python3? ((?:benchmarks|docs|tests)/[\w/]+\.py)([^`\n|&]*)", TEXT[page]):
        source = (ROOT / script).read_text("utf-8")
        assert all(option in source for option in re.findall(r"--[a-z-]+", options)), script
    for module in re.findall(r"python3? -m ((?:extractor|tests)[\w.]*)", TEXT[page]):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for names in re.findall(r"\[([a-z,]+)\]'", page.read_text("utf-8")):
        assert set(names.split(",")) <= extras.keys(), names
