"""The declaration of `extractor batch`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import (
    INTERRUPTED,
    Config,
    InputForm,
    InputFormat,
    ModelName,
    NoText,
    Published,
    Rates,
    Workers,
    date_of,
    guarded,
    settings_of,
    stop,
)


class BatchForm(StrEnum):
    jsonl = "jsonl"
    parquet = "parquet"


class LogForm(StrEnum):
    text = "text"
    json = "json"


Source = Annotated[
    str, typer.Argument(metavar="IN", help="A file, a folder (searched recursively) or - for standard input.")
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="A folder for parts, errors and the manifest.")]
Share = Annotated[
    str, typer.Option(metavar="I/N", help="Only every Nth part, from the Ith on; all shards may share OUT.")
]
TimeLimit = Annotated[
    float | None, typer.Option(metavar="S", min=0.001, help="Seconds that an article may take; else it fails.")
]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Work on this Dask cluster (tcp://host:8786) instead of processes here."),
]
Kind = Annotated[BatchForm, typer.Option("--format", help="jsonl; or parquet: besides the lines, tables in Parquet.")]
PartSize = Annotated[int, typer.Option(metavar="N", min=1, help="Articles in a part.")]
LogFormat = Annotated[LogForm, typer.Option(help="Standard error for people, or a JSON line an article.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress on standard error.")]
Explain = Annotated[bool, typer.Option("--explain", help="Add to each number the words that decided its fields.")]


@guarded
def batch(
    source: Source,
    out: Out,
    workers: Workers = 1,
    shard: Share = "1/1",
    time_limit: TimeLimit = None,
    scheduler: Scheduler = None,
    form: Kind = BatchForm.jsonl,
    no_text: NoText = False,
    part_size: PartSize = 256,
    log_format: LogFormat = LogForm.text,
    quiet: Quiet = False,
    published: Published = None,
    input_format: InputFormat = InputForm.text,
    explain: Explain = False,
    model: ModelName = None,
    rates: Rates = None,
    config: Config = None,
) -> None:
    """Extract any number of articles into a folder. Stopped at any moment, the same command goes on from there.

    Example: extractor batch articles/ results/ --workers 8
    """
    from extractor.commands import batch as command

    settings, day = settings_of(config, model, rates, explain), date_of(published)
    try:
        plan = command.plan(
            source,
            out,
            settings,
            shard,
            part_size,
            time_limit,
            form.value,
            "none" if quiet else log_format.value,
            input_format.value,
            day,
            files_shared=scheduler is None,
            no_text=no_text,
        )
        code = command.run(plan, scheduler, workers)
    except command.BatchError as error:
        stop(error)
    except KeyboardInterrupt:
        stop("interrupted; the same command goes on from there", INTERRUPTED)
    raise typer.Exit(code)
