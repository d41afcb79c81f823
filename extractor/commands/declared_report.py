"""The declarations of `extractor report` and `extractor serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import (
    Config,
    InputForm,
    InputFormat,
    ModelName,
    Paths,
    Published,
    Rates,
    Workers,
    guarded,
    inputs_of,
    settings_of,
)


@guarded
def report(
    inputs: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder that the pages go to.")],
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    explain: Annotated[bool, typer.Option("--explain", help="Also the words that decided a number's fields.")] = False,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Write a report to be read in a browser: an index, a page an article, the figures by period.

    Takes articles and results of extract. The pages need no network.

    Example: extractor report articles/ -o report
    """
    from extractor.commands import report as command

    settings = settings_of(config, model, rates, explain)
    raise typer.Exit(command.run(inputs_of(inputs, input_format, published, workers), settings, out, typer.echo))
