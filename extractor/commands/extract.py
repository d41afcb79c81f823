"""`extractor extract`: articles in, results out."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from itertools import chain, islice
from pathlib import Path

from extractor import readers
from extractor.commands import output
from extractor.commands.inputs import Inputs, complain, outcomes
from extractor.schema import ArticleError
from extractor.settings import Settings
from extractor.textless import without_text

TABLE_FORMS = ("csv", "parquet")


class _Nothing(Exception):
    """No result came: what was written earlier stays."""


class UsageError(ValueError):
    """The command can't be carried out as it was given; one line."""


def _is_input(out: Path, inputs: Inputs) -> bool:
    paths = [Path(path) for path in inputs.paths if path != readers.STDIN]
    return any(path.is_file() and path.samefile(out) for path in paths)


def _form(form: str | None, out: Path | None, several: bool) -> str:
    """The output's format: the given one, else by OUT's name, else lines for several articles."""
    if form is None:
        form = "jsonl" if (out.suffix == ".jsonl" if out else several) else "json"
    no_folder = out is not None and not out.is_dir()
    if form in TABLE_FORMS and (out is None or (no_folder and (out.exists() or out.suffix == f".{form}"))):
        raise UsageError(f"{form} is several files and needs a folder: -o FOLDER")
    if form == "json" and several and out is None:
        raise UsageError("several articles as json need a folder: -o FOLDER, or --format jsonl")
    if form == "json" and several and out is not None and no_folder and (out.exists() or out.suffix == ".json"):
        told = "is none" if out.exists() else "names a file: -o FOLDER, or --format jsonl"
        raise UsageError(f"several articles need a folder, and {out} {told}")
    if form == "jsonl" and out is not None and out.is_dir():
        raise UsageError(f"jsonl is one file, and {out} is a folder")
    return form


def _writer(form: str, out: Path | None, several: bool) -> AbstractContextManager[output.Write]:
    if form in TABLE_FORMS and out is not None:
        from extractor.commands import tables

        return tables.files(out, form)
    return output.lines(out) if form == "jsonl" else output.documents(out, several)


def run(inputs: Inputs, settings: Settings, out: Path | None, form: str | None, no_text: bool = False) -> int:
    """Extracts and writes. The exit code: 0, or 3 where an article failed. Raises UsageError, ImportError, OSError."""
    if out is not None and out.is_file() and _is_input(out, inputs):
        raise UsageError(f"{out} is an input; it would be overwritten")
    items = readers.read_all(inputs.paths, input_format=inputs.input_format, published=inputs.published, results=False)
    first = list(islice(items, 2))
    several = len(first) > 1
    form = _form(form, out, several)
    failed, written = False, False
    with suppress(_Nothing), _writer(form, out, several) as write:
        for outcome in outcomes(inputs, settings, chain(first, items)):
            if isinstance(outcome, ArticleError):
                failed = True
            else:
                write(without_text(outcome) if no_text else outcome)
                written = True
        if not written:
            raise _Nothing
    if out is not None and not written:
        complain(f"{out}: not written, as no article could be read")
    return 3 if failed else 0
