"""What the tests of the commands share: articles, and a call of a command."""

from __future__ import annotations

from typer.testing import CliRunner

from extractor.cli import app

GOOD = "Exports of Kenya rise\n\nNAIROBI -- Kenya's exports rose 4.5 percent to $7.2 billion in 2024.\n"
CLASH = (
    "Kenya's exports\n\nExports came to $7.2 billion (936 million shillings) in 2024. Exports rose to $3.1 billion.\n"
)


def call(*args, stdin=None):
    return CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
