"""`extractor report`: articles or results written before, a folder of HTML pages."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor import readers
from extractor.commands import output
from extractor.commands.inputs import Inputs, outcomes
from extractor.reports import html
from extractor.schema import ArticleError, Finding, Result
from extractor.settings import Settings


def _write(path: Path, page: str) -> None:
    with output.whole(path) as stream:
        stream.write(page.encode())


def _folder_findings(results: list[Result], settings: Settings) -> list[Finding]:
    if len(results) < 2:
        return []
    import extractor

    return extractor.check_folder(results, settings=settings)


def href(article_id: str) -> str:
    """Where an article's page stands, from the index."""
    return f"{html.ARTICLES}/{output.safe_name(article_id).removesuffix('.json')}.html"


def run(inputs: Inputs, settings: Settings, out: Path, tell: Callable[[str], None]) -> int:
    """Writes the report and tells where its index is. The exit code: 0, or 3 where an article failed.

    Raises OSError where the folder can't be written.
    """
    with _laid_out(out) as made:
        failed = _pages(inputs, settings, made)
    tell(str(out / html.INDEX))
    return 3 if failed else 0


@contextmanager
def _laid_out(out: Path) -> Iterator[Path]:
    """A folder whose pages are put into `out` at the end, the index last, or not at all. Raises OSError."""
    if out.exists() and not out.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(out))
    with output.aside(out) as made:
        yield made
        pages = sorted((page for page in made.rglob("*") if page.is_file()), key=lambda page: page.name == html.INDEX)
        (out / html.ARTICLES).mkdir(parents=True, exist_ok=True)
        for page in pages:
            os.replace(page, out / page.relative_to(made))


def _pages(inputs: Inputs, settings: Settings, out: Path) -> bool:
    """Writes the pages; whether an article failed."""
    items = readers.read_all(inputs.paths, input_format=inputs.input_format, published=inputs.published)
    results: list[Result] = []
    errors: list[ArticleError] = []
    for outcome in outcomes(inputs, settings, items):
        if isinstance(outcome, ArticleError):
            errors.append(outcome)
        else:
            results.append(outcome)
            _write(out / href(outcome.article.id), html.article(outcome, home=f"../{html.INDEX}"))
    hrefs = {result.article.id: href(result.article.id) for result in results}
    folder = _folder_findings(results, settings)
    _write(out / html.FIGURES, html.figures(results, hrefs, folder))
    _write(out / html.INDEX, html.index(results, hrefs, folder, errors))
    return bool(errors)
