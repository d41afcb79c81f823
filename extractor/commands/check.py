"""`extractor check`: articles or results written before, a report of what can't hold together."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from extractor import __version__, readers
from extractor.commands.inputs import Inputs, gathered, tell_stale
from extractor.readers.common import MAX_BYTES
from extractor.reports import accepted, screening, stored
from extractor.reports.screening import Report
from extractor.schema import Article
from extractor.settings import Settings

LEVELS = {"error": ("error",), "warning": ("error", "warning"), "never": ()}
"""--fail-on → the severities that end with exit code 1."""


@dataclass(frozen=True)
class View:
    """How to report: the format, what makes the exit code 1, how much, which acceptances, what was known before."""

    form: str = "text"
    fail_on: str = "error"
    quiet: bool = False
    every: bool = False
    accepted: Path | None = None
    new_since: Path | None = None


def _write(report: Report, view: View) -> None:
    if view.form == "text":
        from rich.console import Console

        from extractor.reports import text

        console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        for line in text.lines(report, quiet=view.quiet, every=view.every):
            console.print(line, soft_wrap=True)
        return
    sys.stdout.buffer.write(_rendered(report, view).encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _rendered(report: Report, view: View) -> str:
    if view.form == "sarif":
        from extractor.reports import sarif

        return sarif.render(report, __version__, _file, every=view.every)
    if view.form == "junit":
        from extractor.reports import junit

        return junit.render(report, LEVELS[view.fail_on])
    if view.form == "markdown":
        from extractor.reports import markdown

        return markdown.render(report, every=view.every)
    from extractor.reports import json

    return json.render(report)


def _file(article: Article) -> str | None:
    """The text of the file that an article was read from, line breaks and all; None where that isn't plain text."""
    try:
        path = Path(article.source or "")
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None


def run(inputs: Inputs, settings: Settings, view: View) -> int:
    """Checks and reports. The exit code: 3 where an article failed, 1 for findings shown at `fail_on`, else 0.

    Raises ValueError for a file of acceptances or of earlier results that can't be used, OSError.
    """
    path, entries = accepted.given(view.accepted)
    old = stored.load(view.new_since) if view.new_since else None
    items = readers.read_all(inputs.paths, input_format=inputs.input_format, published=inputs.published)
    results, errors, across = gathered(inputs, settings, items)
    earlier = screening.known(old.results.values(), old.folder) if old else None
    report = screening.screen(results, across, entries, earlier, errors)
    _write(report, view)
    tell_stale(report, path)
    if errors:
        return 3
    return int(any(finding.severity in LEVELS[view.fail_on] for finding in report.findings))
