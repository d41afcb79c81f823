"""The declarations of `extractor report` and `extractor serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import (
    Accepted,
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
    stop,
)


@guarded
def report(
    inputs: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder that the pages go to.")],
    accepted: Accepted = None,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    explain: Annotated[bool, typer.Option("--explain", help="Also the words that decided a number's fields.")] = False,
    workers: Workers = 1,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Write a report to be read in a browser: an index, a page an article, the figures by period.

    Takes articles and results of extract. The pages need no network. Pages of an
    earlier report in the folder are replaced.

    Example: extractor report articles/ -o report
    """
    from extractor.commands import report as command

    settings = settings_of(config, model, rates, explain)
    try:
        code = command.run(inputs_of(inputs, input_format, published, workers), settings, out, accepted, typer.echo)
    except ValueError as error:
        stop(error)
    raise typer.Exit(code)


@guarded
def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    names: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another host name to answer under; may be repeated."),
    ] = None,
    max_bytes: Annotated[int, typer.Option(metavar="N", min=1, help="The largest article, in bytes.")] = 2 * 2**20,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Serve a page to paste or drop an article into, on this machine alone; /api/extract does the same for programs.

    Example: extractor serve --port 8000
    """
    from extractor.commands import serve as command

    settings = settings_of(config, model, rates)
    try:
        code = command.run(settings, host, port, max_bytes, tuple(names or ()), lambda line: typer.echo(line, err=True))
    except ImportError as error:
        stop(f"{error}; install the extra `web`: pip install 'trade-extractor[web]'")
    raise typer.Exit(code)
