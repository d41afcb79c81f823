"""The articles of a command's inputs, run through the pipeline, with progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor import engine, readers
from extractor.own_process import hush_tracker
from extractor.reports.screening import Report
from extractor.schema import ArticleError, Finding, Result
from extractor.settings import Settings

BATCH = 32


@dataclass(frozen=True)
class Inputs:
    """What to read, and how."""

    paths: list[str]
    input_format: str = "text"
    published: str | None = None
    workers: int = 1

    @property
    def folder(self) -> bool:
        return any(path != readers.STDIN and Path(path).is_dir() for path in self.paths)


def complain(error: ArticleError | str) -> None:
    """One line on standard error, whatever stands in it."""
    print(" ".join(f"extractor: {error}".split()), file=sys.stderr, flush=True)


def outcomes(inputs: Inputs, settings: Settings, items: Iterable[engine.Item]) -> Iterator[Result | ArticleError]:
    """The outcomes of the items in order; failures are told on standard error as they come."""
    for path in inputs.paths:
        left_out = readers.skipped(Path(path)) if path != readers.STDIN and Path(path).is_dir() else {}
        if left_out:
            suffixes = ", ".join(suffix or "no suffix" for suffix in left_out)
            count = sum(left_out.values())
            files = "file" if count == 1 else "files"
            complain(f"{path}: {count} {files} skipped, of no kind that is read ({suffixes})")
    size = BATCH if inputs.workers > 1 or inputs.folder else 8
    if inputs.workers > 1:
        hush_tracker()
    made = engine.stream(items, None, settings, inputs.workers, size)
    for outcome in _counted(made) if inputs.folder and sys.stderr.isatty() else made:
        if isinstance(outcome, ArticleError):
            complain(outcome)
        yield outcome


def gathered(
    inputs: Inputs, settings: Settings, items: Iterable[engine.Item]
) -> tuple[list[Result], list[ArticleError], list[Finding]]:
    """The results of the items, the failures, and the findings across the articles."""
    results: list[Result] = []
    errors: list[ArticleError] = []
    for outcome in outcomes(inputs, settings, items):
        if isinstance(outcome, ArticleError):
            errors.append(outcome)
        else:
            results.append(outcome)
    if len(results) < 2:
        return results, errors, []
    import extractor

    return results, errors, extractor.check_folder(results, settings=settings)


def tell_stale(report: Report, path: Path) -> None:
    """Tells of each acceptance in the file that no finding has any more."""
    for entry in report.stale:
        complain(f"{path}: stale: no finding of what was checked is {entry}")


def _counted(made: Iterable[Result | ArticleError]) -> Iterator[Result | ArticleError]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for outcome in made:
            progress.advance(task)
            yield outcome
