"""`extractor report`: articles or results written before, a folder of HTML pages."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor import readers
from extractor.commands import output
from extractor.commands.inputs import Inputs, complain, gathered, tell_stale
from extractor.reports import accepted, html, screening
from extractor.settings import Settings

_PAGE = re.compile(r"(?:.*-)?[0-9a-f]{8}\.html")
_HEAD = 1024
"""Bytes at the beginning of a page in which its maker stands."""


def _write(path: Path, page: str) -> None:
    with output.whole(path) as stream:
        stream.write(page.encode())


def href(article_id: str) -> str:
    """Where an article's page stands, from the index."""
    return f"{html.ARTICLES}/{output.safe_name(article_id).removesuffix('.json')}.html"


def run(inputs: Inputs, settings: Settings, out: Path, acceptances: Path | None, tell: Callable[[str], None]) -> int:
    """Writes the report, tells where its index is and which acceptances are stale. Where no article could be read
    nothing is written, and an earlier report stays.

    The exit code: 0, or 3 where an article failed. Raises ValueError for a file of acceptances that can't be used,
    OSError where the folder can't be written.
    """
    path, entries = accepted.given(acceptances)
    with _laid_out(out) as made:
        items = readers.read_all(inputs.paths, input_format=inputs.input_format, published=inputs.published)
        results, errors, across = gathered(inputs, settings, items)
        report = screening.screen(results, across, entries, errors=errors)
        if results:
            _pages(report, made)
    if not results:
        complain(f"{out}: no report written, as no article could be read")
        return 3
    tell_stale(report, path)
    tell(str(out / html.INDEX))
    return 3 if errors else 0


@contextmanager
def _laid_out(out: Path) -> Iterator[Path]:
    """A folder whose pages are put into `out` at the end, the index last, or not at all; pages of an earlier report
    that aren't replaced go. Raises OSError."""
    if out.exists() and not out.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(out))
    with output.aside(out) as made:
        yield made
        pages = sorted((page for page in made.rglob("*") if page.is_file()), key=lambda page: page.name == html.INDEX)
        if not pages:
            return
        (out / html.ARTICLES).mkdir(parents=True, exist_ok=True)
        new = {out / page.relative_to(made) for page in pages}
        for page in pages:
            os.replace(page, out / page.relative_to(made))
        for page in sorted((out / html.ARTICLES).iterdir()):
            if page not in new and _is_ours(page):
                page.unlink()


def _is_ours(page: Path) -> bool:
    """Whether a file is an article's page that a report wrote."""
    if not _PAGE.fullmatch(page.name) or not page.is_file():
        return False
    with page.open("rb") as stream:
        return html.MAKER.encode() in stream.read(_HEAD)


def _pages(report: screening.Report, out: Path) -> None:
    hrefs = {result.article.id: href(result.article.id) for result in report.results}
    for result in report.results:
        hidden = report.hidden.get(result.article.id, ())
        _write(out / hrefs[result.article.id], html.article(result, home=f"../{html.INDEX}", hidden=hidden))
    _write(out / html.FIGURES, html.figures(report, hrefs))
    _write(out / html.INDEX, html.index(report, hrefs))
