"""Tables as files: of results as they are made (`extract --format csv`), or written before (`extractor tables`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extractor.commands.output import whole
from extractor.reports import stored
from extractor.reports.tables import writer
from extractor.schema import Finding, Result
from extractor.tables import TABLES, across
from extractor.textless import without_text


@contextmanager
def files(folder: Path, form: str) -> Iterator[Callable[[Result | Finding], None]]:
    """Writes results, and findings across articles, into a file a table, `folder/claims.csv` and so on, all of them
    whole or none."""
    with ExitStack() as stack:
        streams = {name: stack.enter_context(whole(folder / f"{name}.{form}")) for name in TABLES}
        writers = {name: writer(form, streams[name], table) for name, table in TABLES.items()}

        def write(item: Result | Finding) -> None:
            if isinstance(item, Finding):
                writers["findings"].add([across(item)])
                return
            for name, table in TABLES.items():
                writers[name].add(table.rows(item))

        yield write
        for one in writers.values():
            one.close()


def run(paths: Sequence[Path], folder: Path, form: str, no_text: bool) -> None:
    """Makes the tables of results written before. Raises ValueError, MissingExtra, OSError."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"tables are several files and need a folder, and {folder} is none")
    with files(folder, form) as write:
        for path in paths:
            for item in stored.records(path):
                write(without_text(item) if no_text and isinstance(item, Result) else item)
