"""The commands."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor import __version__
from extractor.commands import declared
from extractor.commands.help import Command, Group
from extractor.commands.options import (
    USAGE,
    Accepted,
    Config,
    Form,
    InputForm,
    InputFormat,
    Level,
    Model,
    ModelName,
    NoText,
    Paths,
    Published,
    Rates,
    ReportForm,
    Workers,
    guarded,
    inputs_of,
    settings_of,
    stop,
)
from extractor.own_process import prepare

app = typer.Typer(
    name="extractor",
    cls=Group,
    help="Reads trade news, ties its numbers into claims and checks them for internal consistency.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command(cls=Command)
@guarded
def extract(
    inputs: Paths,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="A file, or a folder for several articles as json; made with the folders above it.",
        ),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="json: a document an article, the default for one; jsonl: a line an article, "
            "the default for several and for OUT ending in .jsonl; csv, parquet: tables, files in the folder OUT.",
        ),
    ] = None,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add to each number the words that decided its fields.")
    ] = False,
    no_text: NoText = False,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Write each article's people, dates, claims and findings as JSON or as tables.

    Examples:

      extractor extract articles/ -o results.jsonl

      extractor extract articles/ --format csv -o tables/
    """
    from extractor.commands import extract as command

    target = None if out is None or str(out) == "-" else out
    settings = settings_of(config, model, rates, explain)
    try:
        items = inputs_of(inputs, input_format, published, workers)
        code = command.run(items, settings, target, form and form.value, no_text)
    except (command.UsageError, ImportError) as error:
        stop(error)
    raise typer.Exit(code)


@app.command(cls=Command)
@guarded
def check(
    inputs: Paths,
    form: Annotated[ReportForm, typer.Option("--format", help="The report's format.")] = ReportForm.text,
    fail_on: Annotated[
        Level, typer.Option(help="Findings of this severity and above end with exit code 1.")
    ] = Level.error,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Leave out articles without findings.")] = False,
    every: Annotated[bool, typer.Option("-v", "--verbose", help="Also the relations that hold.")] = False,
    accepted: Accepted = None,
    new_since: Annotated[
        Path | None,
        typer.Option(metavar="OLD", help="Show only what is new, or graver, since these results of extract or check."),
    ] = None,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Report the numbers of each article that cannot hold together. Takes articles and results of extract.

    Examples:

      extractor check articles/ --fail-on warning

      extractor check results.jsonl --new-since last-week.jsonl
    """
    from extractor.commands import check as command

    settings = settings_of(config, model, rates)
    view = command.View(form.value, fail_on.value, quiet, every, accepted, new_since)
    try:
        code = command.run(inputs_of(inputs, input_format, published, workers), settings, view)
    except ValueError as error:
        stop(error)
    raise typer.Exit(code)


@app.command(cls=Command)
@guarded
def schema() -> None:
    """Print the JSON Schema of the output.

    Example: extractor schema
    """
    from extractor import jsonio
    from extractor.schema import Result

    typer.echo(jsonio.dumps(Result.model_json_schema(mode="serialization"), indent=1))


@app.command(cls=Command)
@guarded
def build_model(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
    model: ModelName = None,
) -> None:
    """Write the pipeline into a folder that spacy.load(DIR) opens.

    Example: extractor build-model pipeline/ --model fast
    """
    from extractor.commands import build_model as command

    try:
        command.run(folder, (model or Model.full).value)
    except command.FolderError as error:
        stop(error)


declared.add_to(app)


@app.callback(invoke_without_command=True)
def top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="With --version: versions and hashes of everything that decides an output.")
    ] = False,
) -> None:
    """Reads trade news, ties its numbers into claims and checks them for internal consistency."""
    if version and json:
        from extractor import jsonio, provenance

        typer.echo(jsonio.dumps(provenance.versions(settings_of(None)), indent=1))
    elif version:
        typer.echo(f"extractor {__version__}")
    if version:
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USAGE)


def main() -> None:
    """The command line.

    Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 some articles failed, 130 interrupted.
    """
    prepare()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    told = logging.StreamHandler()
    told.setLevel(logging.WARNING)
    told.setFormatter(logging.Formatter("extractor: %(message)s"))
    logging.getLogger("extractor").addHandler(told)
    app(prog_name="extractor")
