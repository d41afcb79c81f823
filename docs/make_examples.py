#!/usr/bin/env python3
"""Writes the outputs of the commands and sessions shown in README.md, docs/*.md and docs/notebook.ipynb anew.

    python docs/make_examples.py [--check]

In ```console blocks every line after `$ ` is run in a folder that shows the repository's docs and corpus and keeps
what the document's commands write, and what it prints follows it (standard output, then standard error); in ```pycon
blocks the lines after >>> and ... are run, in the repository's root; the notebook is run in docs. --check writes
nothing and ends with exit code 1 where an output differs.
"""

from __future__ import annotations

import argparse
import code
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs/notebook.ipynb"
_BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.M | re.S)


def shown(command: str, folder: Path) -> str:
    """What a command line that starts with `extractor` prints."""
    words = shlex.split(command)
    if words[0] != "extractor":
        raise ValueError(f"only extractor's own commands are run: {command}")
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "110"}
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *words[1:]], cwd=folder, env=environment, capture_output=True, text=True
    )
    return done.stdout + done.stderr


def console(block: str, folder: Path) -> str:
    """A console block with the outputs as they are now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{shown(command[2:], folder)}" for command in commands)


def session(block: str) -> str:
    """A Python session with the outputs as they are now."""
    interpreter = code.InteractiveConsole()
    made: list[str] = []
    sources = [line for line in block.splitlines() if line.startswith((">>> ", "... ", "..."))]
    for number, line in enumerate(sources):
        made.append(line + "\n")
        output = io.StringIO()
        last = number + 1 == len(sources) or sources[number + 1].startswith(">>>")
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            more = interpreter.push(line[4:])
            if more and last:
                interpreter.push("")
        made.append(output.getvalue())
    return "".join(made)


def renewed(text: str) -> str:
    """A document with the outputs of all its blocks as they are now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for shared in ("corpus", "docs"):
            (folder / shared).symlink_to(ROOT / shared, target_is_directory=True)

        def block(found: re.Match[str]) -> str:
            return console(found[2], folder) if found[1] == "console" else session(found[2])

        return _BLOCK.sub(lambda found: f"```{found[1]}\n{block(found)}```", text)


def executed(text: str) -> str:
    """A notebook with its outputs as they are now; of an output in several forms, the richest."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.reads(text, as_version=4)
    metadata = notebook.metadata.copy()
    place = {"metadata": {"path": str(ROOT / "docs")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place, record_timing=False).execute()
    notebook.metadata = metadata
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if "text/html" in output.get("data", {}):
                del output["data"]["text/plain"]
    return str(nbformat.writes(notebook)) + "\n"


def anew(path: Path) -> str:
    """A document as it is with the outputs of now."""
    text = path.read_text(encoding="utf-8")
    return executed(text) if path.suffix == ".ipynb" else renewed(text)


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    os.chdir(ROOT)
    changed = 0
    for path in [*documents(), NOTEBOOK]:
        old = path.read_text(encoding="utf-8")
        new = anew(path)
        if new != old:
            changed += 1
            print(f"{path.relative_to(ROOT)}: {'differs' if check else 'written'}")
            if not check:
                path.write_text(new, encoding="utf-8")
    return int(check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
