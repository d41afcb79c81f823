"""`extractor check`: articles or results written before, a report of what can't hold together."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from extractor import readers
from extractor.commands.inputs import Inputs, outcomes
from extractor.schema import ArticleError, Finding, Result
from extractor.settings import Settings

LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
"""--fail-on → the severities that end with exit code 1."""


def _folder_findings(results: list[Result]) -> list[Finding]:
    if len(results) < 2:
        return []
    import extractor

    return extractor.check_folder(results)


def _print(results: Sequence[Result], folder: Sequence[Finding], quiet: bool, every: bool) -> None:
    from rich.console import Console

    from extractor.reports import text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for line in text.render(results, folder, quiet=quiet, every=every):
        console.print(line, soft_wrap=True)


def run(inputs: Inputs, settings: Settings, form: str, fail_on: str, quiet: bool, every: bool) -> int:
    """Checks and reports. The exit code: 3 where an article failed, 1 for findings at `fail_on`, else 0."""
    items = readers.read_all(inputs.paths, input_format=inputs.input_format, published=inputs.published)
    found = list(outcomes(inputs, settings, items))
    results = [outcome for outcome in found if not isinstance(outcome, ArticleError)]
    folder = _folder_findings(results)
    if form == "json":
        from extractor.reports import json

        sys.stdout.buffer.write(json.render(results, folder).encode())
        sys.stdout.flush()
    else:
        _print(results, folder, quiet, every)
    if len(results) < len(found):
        return 3
    findings = [finding for result in results for finding in result.findings] + folder
    return int(any(finding.severity in LEVELS[fail_on] for finding in findings))
