"""The declarations of `accept` and `explain`: living with findings."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.commands.options import ACCEPTED, Accepted, guarded, stop


@guarded
def accept(
    fingerprint: Annotated[str, typer.Argument(metavar="FINGERPRINT", help="As `extractor check` shows it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why the finding is accepted.")],
    article: Annotated[
        str | None, typer.Option(metavar="ID", help="Accept it in this article only; by default wherever it turns up.")
    ] = None,
    accepted: Accepted = ACCEPTED,
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
