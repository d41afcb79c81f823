"""The declarations of the commands beside extract and check; `add_to` hangs them into the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.declared_batch import batch
from extractor.commands.declared_findings import accept, diff, explain
from extractor.commands.declared_report import report, serve
from extractor.commands.declared_tables import tables
from extractor.commands.help import Command
from extractor.commands.options import Config, ModelName, Rates, TableForm, Workers, guarded, settings_of, stop


def add_to(app: typer.Typer) -> None:
    """Declares the commands in the order in which the help lists them."""
    for command in (accept, explain, diff, report, serve, tables, evaluate, batch):
        app.command(cls=Command)(command)


@guarded
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
    form: Annotated[TableForm, typer.Option("--format", help="The table's format.")] = TableForm.text,
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

    settings = settings_of(config, model, rates)
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
        stop(error)
    raise typer.Exit(code)
