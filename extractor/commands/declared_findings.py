"""The declarations of `accept`, `explain` and `diff`: living with findings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import TableForm, guarded, stop


@guarded
def accept(
    fingerprint: Annotated[str, typer.Argument(metavar="FINGERPRINT", help="As `extractor check` shows it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why the finding is accepted.")],
    article: Annotated[
        str | None, typer.Option(metavar="ID", help="Accept it in this article only; by default wherever it turns up.")
    ] = None,
    accepted: Annotated[Path, typer.Option(metavar="FILE", help="The file to write it into.")] = Path(
        "extractor-accepted.toml"
    ),
) -> None:
    """Accept a finding: from now on it is counted and not shown.

    Example: extractor accept 8d0f5a3c9b1e7a42 --reason "rounded by the ministry"
    """
    from extractor.commands import accept as command

    try:
        command.run(accepted, fingerprint, reason, article)
    except ValueError as error:
        stop(error)


def _check_names(incomplete: str) -> list[str]:
    from extractor.checks import catalogue

    return [name for name in catalogue.names() if name.startswith(incomplete)]


@guarded
def explain(
    check: Annotated[
        str, typer.Argument(metavar="CHECK", help="A check's id, as findings carry it.", autocompletion=_check_names)
    ],
) -> None:
    """Print a check's formula, its source and what passes and fails.

    Example: extractor explain growth_of_total
    """
    from extractor.checks import catalogue

    try:
        typer.echo("\n".join(catalogue.explained(check)))
    except KeyError:
        stop(f"no check is named {check!r}; there are {', '.join(catalogue.names())}")


@guarded
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Results of extract or check: a file or a folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same of a later run.")],
    form: Annotated[TableForm, typer.Option("--format", help="The report's format.")] = TableForm.text,
    field: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Of what changed only this field; may be repeated.")
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Only how many, and in which fields.")] = False,
) -> None:
    """List the claims and findings that appeared, vanished or changed between two runs; exit code 1 if any did.

    Example: extractor diff before.jsonl after.jsonl --field period
    """
    from extractor.commands import diff as command

    try:
        code = command.run(old, new, form.value, field or [], summary)
    except ValueError as error:
        stop(error)
    raise typer.Exit(code)
