"""Every command's help has an example that is one; completion knows commands, options and checks."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from extractor.checks import catalogue
from extractor.cli import app
from extractor.commands import help

ROOT = Path(__file__).parents[2]

COMMANDS = typer.main.get_command(app).commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_has_an_example_that_parses(name):
    text = (COMMANDS[name].help or "").partition("Example")[2]
    lines = [line.strip() for line in text.splitlines() if "extractor " in line]
    assert lines
    for line in lines:
        words = shlex.split(line[line.index("extractor ") :])
        assert words[:2] == ["extractor", name]
        COMMANDS[name].make_context(name, words[2:], resilient_parsing=False)


def test_the_help_lists_every_command_with_what_it_does():
    told = CliRunner().invoke(app, ["--help"]).stdout
    for name, command in COMMANDS.items():
        assert re.search(rf"^  {name} +\S", told, re.M)
        assert command.help


@pytest.mark.parametrize("name", [None, *sorted(COMMANDS)])
def test_the_help_is_whole_sentences_and_names_no_types(name):
    told = CliRunner().invoke(app, [name, "-h"] if name else ["-h"]).stdout
    assert "..." not in told.replace("INPUT...", "").replace("RESULTS...", "").replace("[ARGS]...", "")
    assert not re.search(r"<\w+\[|<(str|path|int|int range)>", told, re.I)
    assert max(map(len, told.splitlines())) <= 80
    for example in help.parts(COMMANDS[name].help)[1] if name else ():
        assert f"\n  {example}\n" in told


@pytest.mark.parametrize("args", [("check", "x", "--format", "xml"), ("check", "x", "--workers", "0"), ("check",)])
def test_complaints_are_in_plain_words(args):
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 2
    assert "check [OPTIONS] INPUT...\n" in done.stderr
    assert "Value error" not in done.stderr


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = {
    (path.name, command, told)
    for path in PAGES
    for command, told in re.findall(r"(?<![\w-])extractor ((?:[a-z]+-)?[a-z]+)\b([^`\n]*)", path.read_text("utf-8"))
    if command in COMMANDS
}


@pytest.mark.parametrize(("page", "command", "told"), sorted(SHOWN))
def test_every_option_that_a_page_shows_is_one(page, command, told):
    known = {name for param in COMMANDS[command].params for name in (*param.opts, *param.secondary_opts)}
    assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", re.split(r"[|&]", told)[0])) <= known


def completed(shell, line):
    words = shlex.split(line)
    environment = {
        **os.environ,
        "_EXTRACTOR_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    command = [sys.executable, "-c", "from extractor.cli import main; main()"]
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("extractor exp", ["explain"]),
        ("extractor check --fail", ["--fail-on"]),
        ("extractor explain share", ["share_of_total"]),
    ],
)
def test_completion(shell, line, expected):
    told = completed(shell, line)
    assert all(word in told for word in expected)


def test_the_checks_offered_are_those_of_the_catalogue():
    offered = completed("bash", "extractor explain sh").split()
    assert set(offered) == {name for name in catalogue.names() if name.startswith("sh")}
