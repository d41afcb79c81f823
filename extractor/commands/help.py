"""How the commands' help and complaints read: whole sentences, examples that aren't wrapped, no names of types."""

from __future__ import annotations

import inspect
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_EXAMPLES = "Example"
"""The word that begins the last part of a command's docstring."""


def parts(text: str | None) -> tuple[str, list[str]]:
    """What a command's docstring says, and the lines of its examples."""
    told, _, examples = inspect.cleandoc(text or "").partition(_EXAMPLES)
    lines = [line.strip() for line in examples.partition(":")[2].splitlines()]
    return told.strip(), [line for line in lines if line]


def summary(text: str | None) -> str:
    """The first sentence of a command's docstring."""
    paragraph = " ".join(parts(text)[0].partition("\n\n")[0].split())
    return paragraph.partition(". ")[0].rstrip(".")


class Command(TyperCommand):
    """A command."""

    def _arguments(self) -> list[Any]:
        return [param for param in self.params if param.param_type_name == "argument"]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            from extractor.readers.common import plain_message

            error.message = plain_message(error.message)
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return ["[OPTIONS]", *(param.metavar or param.name for param in self._arguments())]

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        told, examples = parts(self.help)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(told)
        with formatter.section("Example" if len(examples) == 1 else "Examples"):
            for line in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        arguments = [(param.metavar or param.name, param.help or "") for param in self._arguments()]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl(arguments)
        options = [param for param in self.get_params(ctx) if param.param_type_name == "option"]
        records = [param.get_help_record(ctx) for param in options]
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record])


class Group(TyperGroup):
    """The command line: its commands listed with whole sentences."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        listed = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary(command.help)) for name, command in listed if command is not None])
