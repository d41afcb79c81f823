"""What the commands' declarations share: options, settings, and failures turned into exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

if TYPE_CHECKING:
    from extractor.commands.inputs import Inputs
    from extractor.settings import Settings

USAGE, FAILED, INTERRUPTED = 2, 3, 130


class Form(StrEnum):
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class ReportForm(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"
    sarif = "sarif"
    junit = "junit"


class TableForm(StrEnum):
    text = "text"
    json = "json"


class InputForm(StrEnum):
    text = "text"
    jsonl = "jsonl"


class Level(StrEnum):
    error = "error"
    warning = "warning"
    never = "never"


class Model(StrEnum):
    full = "full"
    fast = "fast"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="Files, folders (searched recursively) or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that state none."),
]
InputFormat = Annotated[InputForm, typer.Option("--input-format", help="What standard input holds.")]
Workers = Annotated[int, typer.Option(metavar="N", min=1, help="Processes to work with.")]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Settings, instead of extractor.toml or pyproject.toml here."),
]
ModelName = Annotated[Model | None, typer.Option("--model", help="full, or fast: rules alone, no statistical model.")]
Rates = Annotated[Path | None, typer.Option(metavar="FILE", help="Reference exchange rates (the ECB's zip or CSV).")]

Accepted = Annotated[
    Path | None,
    typer.Option(
        "--accepted",
        metavar="FILE",
        help="Findings that `extractor accept` wrote down; extractor-accepted.toml here where none is named.",
    ),
]

NoText = Annotated[
    bool, typer.Option("--no-text", help="Leave the article's words out; offsets and the text's sha256 stay.")
]


def stop(message: object, code: int = USAGE) -> NoReturn:
    """Ends the command with one line on standard error."""
    if isinstance(message, OSError) and message.strerror:
        from extractor.commands.output import FULL

        where = message.filename or ("standard output" if message.errno in FULL else None)
        message = f"{where}: {message.strerror}" if where else message.strerror
    typer.echo(f"extractor: {' '.join(str(message).split())}", err=True)
    raise typer.Exit(code)


P = ParamSpec("P")


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """The command with every failure turned into its exit code and one line on standard error."""

    @wraps(command)
    def guarded(*args: P.args, **options: P.kwargs) -> None:
        try:
            command(*args, **options)
        except BrokenPipeError:  # who read our output left: nothing more is wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from None
        except KeyboardInterrupt:
            stop("interrupted", INTERRUPTED)
        except OSError as error:
            stop(error)

    return guarded


def settings_of(
    config: Path | None, model: Model | None = None, rates: Path | None = None, explain: bool = False
) -> Settings:
    """The settings of the files, with the options on top. Ends with exit code 2 where they can't be used."""
    from dataclasses import replace

    from extractor.settings import file_of, from_files
    from extractor.startup import use

    try:
        settings = from_files(config)
        if model is not None:
            settings = replace(settings, model=model.value)
        if rates is not None:
            settings = replace(settings, rates=str(rates))
        if explain:
            settings = replace(settings, explain=True)
        settings.hash()
        try:
            use(settings)
        except ValueError as error:
            stop(f"{file}: {error}" if (file := file_of(config)) else error)
        if settings.rates:
            from extractor.checks.rates import Rates

            Rates(settings.rates).until  # noqa: B018  (reads the table: a fault in it is none of an article)
    except (ValueError, OSError) as error:
        stop(error)
    return settings


def date_of(published: str | None) -> str | None:
    """An ISO date from --published; ends with exit code 2 for another text."""
    from extractor.readers import ReadError, iso_date

    try:
        return iso_date(published)
    except ReadError as error:
        stop(str(error).replace("published:", "--published:"))


def inputs_of(paths: list[str], form: InputForm, published: str | None, workers: int) -> Inputs:
    from extractor.commands.inputs import Inputs

    if "" in paths:  # an unset variable of a shell; as a path it would be the working folder
        stop("an empty path; . is the working folder")
    return Inputs(paths, form.value, date_of(published), workers)
