"""The commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn, ParamSpec

import typer

from extractor import __version__

USAGE, FAILED, INTERRUPTED = 2, 3, 130

app = typer.Typer(
    name="extractor",
    help="Reads trade news, ties its numbers into claims and checks them for internal consistency.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Form(StrEnum):
    json = "json"
    jsonl = "jsonl"


class ReportForm(StrEnum):
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
Workers = Annotated[int, typer.Option(min=1, help="Processes to work with.")]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Settings, instead of extractor.toml or pyproject.toml here."),
]
ModelName = Annotated[Model | None, typer.Option("--model", help="full, or fast: rules alone, no statistical model.")]
Rates = Annotated[Path | None, typer.Option(metavar="FILE", help="Reference exchange rates (the ECB's zip or CSV).")]


def _stop(message: object, code: int = USAGE) -> NoReturn:
    typer.echo(f"extractor: {' '.join(str(message).split())}", err=True)
    raise typer.Exit(code)


P = ParamSpec("P")


def _guarded(command: Callable[P, None]) -> Callable[P, None]:
    """The command with every failure turned into its exit code and one line on standard error."""

    @wraps(command)
    def guarded(*args: P.args, **options: P.kwargs) -> None:
        try:
            command(*args, **options)
        except BrokenPipeError:  # who read our output left: nothing more is wanted
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from None
        except KeyboardInterrupt:
            _stop("interrupted", INTERRUPTED)
        except OSError as error:
            _stop(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error)

    return guarded


def _settings(config: Path | None, model: Model | None = None, rates: Path | None = None, explain: bool = False) -> Any:
    from dataclasses import replace

    from extractor.settings import SettingsError, from_files

    try:
        settings = from_files(config)
        if model is not None:
            settings = replace(settings, model=model.value)
        if rates is not None:
            settings = replace(settings, rates=str(rates))
        if explain:
            settings = replace(settings, explain=True)
        settings.hash()
    except (SettingsError, OSError) as error:
        _stop(error)
    return settings


def _date(published: str | None) -> str | None:
    from extractor.readers import ReadError, iso_date

    try:
        return iso_date(published)
    except ReadError as error:
        _stop(str(error).replace("published:", "--published:"))


def _inputs(paths: list[str], form: InputForm, published: str | None, workers: int) -> Any:
    from extractor.commands.inputs import Inputs

    return Inputs(paths, form.value, _date(published), workers)


@app.command()
@_guarded
def extract(
    inputs: Paths,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="A file, or a folder for several articles as json."),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="json: a document an article, the default for one; jsonl: a line an article, "
            "the default for several and for OUT ending in .jsonl.",
        ),
    ] = None,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add to each number the words that decided its fields.")
    ] = False,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Write each article's people, dates, claims and findings as JSON.

    Example: extractor extract articles/ -o results.jsonl
    """
    from extractor.commands import extract as command

    target = None if out is None or str(out) == "-" else out
    settings = _settings(config, model, rates, explain)
    try:
        code = command.run(_inputs(inputs, input_format, published, workers), settings, target, form and form.value)
    except command.UsageError as error:
        _stop(error)
    raise typer.Exit(code)


@app.command()
@_guarded
def check(
    inputs: Paths,
    form: Annotated[ReportForm, typer.Option("--format", help="The report's format.")] = ReportForm.text,
    fail_on: Annotated[
        Level, typer.Option(help="Findings of this severity and above end with exit code 1.")
    ] = Level.error,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Leave out articles without findings.")] = False,
    every: Annotated[bool, typer.Option("-v", "--verbose", help="Also the relations that hold.")] = False,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Report the numbers of each article that cannot hold together. Takes articles and results of extract.

    Example: extractor check articles/ --fail-on warning
    """
    from extractor.commands import check as command

    settings = _settings(config, model, rates)
    raise typer.Exit(
        command.run(
            _inputs(inputs, input_format, published, workers),
            settings,
            form.value,
            fail_on.value,
            quiet,
            every,
        )
    )


@app.command()
@_guarded
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", help="A folder of annotated articles (corpus/README.md has the format)."),
    ],
    results: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Score these results of extract instead of running it."),
    ] = None,
    mutants: Annotated[
        Path | None, typer.Option(metavar="PATH", help="With --results: those of the mutated articles.")
    ] = None,
    planted: Annotated[
        bool, typer.Option("--mutations/--no-mutations", help="Also run the articles' planted errors.")
    ] = True,
    benchmark: Annotated[
        bool, typer.Option("--planted", help="Plant errors of our own besides and print what is found of them.")
    ] = False,
    form: Annotated[ReportForm, typer.Option("--format", help="The table's format.")] = ReportForm.text,
    show: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="List what went wrong, of one kind; may be repeated."),
    ] = None,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Score the output against annotated articles.

    Example: extractor evaluate corpus/gold --show quantity_missed
    """
    from extractor.commands import evaluate as command

    settings = _settings(config, model, rates)
    try:
        code = command.run(
            gold,
            results,
            mutants,
            settings,
            planted=planted,
            benchmark=benchmark,
            workers=workers,
            form=form.value,
            show=show or [],
        )
    except ValueError as error:
        _stop(error)
    raise typer.Exit(code)


@app.command()
@_guarded
def schema() -> None:
    """Print the JSON Schema of the output."""
    from extractor import jsonio
    from extractor.schema import Result

    typer.echo(jsonio.dumps(Result.model_json_schema(mode="serialization"), indent=1))


@app.command()
@_guarded
def build_model(folder: Annotated[Path, typer.Argument(metavar="DIR")], model: ModelName = None) -> None:
    """Write the pipeline into a folder that spacy.load(DIR) opens."""
    from extractor import pipeline

    pipeline.build(folder, (model or Model.full).value)


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

        typer.echo(jsonio.dumps(provenance.versions(_settings(None)), indent=1))
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
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="extractor")
