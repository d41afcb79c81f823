"""The declaration of `tables`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import NoText, guarded, stop


class TablesForm(StrEnum):
    csv = "csv"
    parquet = "parquet"


@guarded
def tables(
    results: Annotated[
        list[Path], typer.Argument(metavar="RESULTS...", help="Results of extract: files or folders of them.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where the tables go.")],
    form: Annotated[TablesForm, typer.Option("--format", help="csv, or parquet.")] = TablesForm.csv,
    no_text: NoText = False,
) -> None:
    """Make tables of results: claims, people, policies, quotations and findings, a file each.

    Example: extractor tables results.jsonl -o tables/ --format parquet
    """
    from extractor.commands import tables as command

    try:
        command.run(results, out, form.value, no_text)
    except (ValueError, ImportError) as error:
        stop(error)
