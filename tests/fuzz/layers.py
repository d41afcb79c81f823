"""What has to hold for every example, layer by layer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from rich.console import Console

import extractor
from extractor import tables
from extractor.readers import Origin, form, from_stream
from extractor.readers.common import digest
from extractor.reports import difference, html, junit, markdown, sarif, text
from extractor.reports import json as json_report
from extractor.reports.screening import Report
from extractor.reports.stored import Stored
from extractor.reports.tables import cell, writer
from extractor.schema import Article, ArticleError, Result
from extractor.settings import Settings
from extractor.spans import fault
from extractor.textless import without_text

from . import made

FAST, FULL = Settings(model="fast"), Settings()


def reading(example: tuple[str, bytes]) -> None:
    """Every file gives articles, results or errors of one line, and at least one of them."""
    name, data = example
    kind = form(name)
    assert kind is not None
    items = list(from_stream(io.BytesIO(data), kind, Origin(name, name)))
    assert items
    for item in items:
        if isinstance(item, ArticleError):
            assert "\n" not in " ".join(str(item).split(" ")) or item.id
            assert 0 < len(item.reason) < 2_000
        elif isinstance(item, Article):
            assert item.text.strip()
            assert item.sha256 == digest(item.text)
            assert item.id
        else:
            assert fault(item) is None
    again = list(from_stream(io.BytesIO(data), kind, Origin(name, name)))
    assert again == items


def _whole(result: Result) -> None:
    """A result that reads back as it was written, with spans that stand where they say."""
    assert fault(result) is None
    written = result.model_dump_json()
    assert Result.model_validate(json.loads(written)).model_dump_json() == written
    ids = [claim.id for claim in result.claims]
    assert len(set(ids)) == len(ids)
    known = {*ids, *(date.id for date in result.dates)}
    for finding in result.findings:
        assert {*finding.claims, *finding.dates, *finding.core} <= known
    assert {missed.claim for missed in result.coverage.unchecked} <= known


def extracting(example: tuple[str, str | None, bool]) -> None:
    """Every text gives a whole result, by either model."""
    words, day, fast = example
    if not words.strip():
        return
    result = extractor.extract(words, published=day, settings=FAST if fast else FULL)
    assert result.article.text == words
    _whole(result)


def checking(example: list[Result]) -> None:
    """Every result can be checked, alone and with others; each finding names claims that there are."""
    done = [extractor.check(result, settings=FAST) for result in example]
    for number, result in enumerate(done):
        result.article.id = f"{number}{result.article.id}"
        _whole(result)
    known = {f"{result.article.id}#{claim.id}" for result in done for claim in result.claims}
    for finding in extractor.check_folder(done, settings=FAST):
        assert set(finding.claims) <= known


def reporting(example: list[Result]) -> None:
    """Every report of every result is made, and machines can read what is for machines."""
    for number, result in enumerate(example):
        result.article.id = f"{number}{result.article.id}"
    report = Report(example, errors=[ArticleError(source="a", reason="b")])
    hrefs = {result.article.id: f"{number}.html" for number, result in enumerate(example)}
    pages = [html.article(result, home="i") for result in example]
    pages += [html.index(report, hrefs), html.figures(report, hrefs)]
    assert all(page.count("<script>") <= 1 for page in pages)
    assert all("Content-Security-Policy" in page for page in pages)
    json.loads(json_report.render(report))
    json.loads(sarif.render(report, "0"))
    assert junit.render(report).startswith("<?xml")
    assert markdown.render(report)
    console = Console(file=io.StringIO(), markup=False)
    for line in text.lines(report, every=True):
        console.print(line)
    _tabled(example)
    stored = Stored({result.article.id: result for result in example}, [])
    assert not any(part.entries for part in difference.compare(stored, stored).parts)
    for result in example:
        without_text(result).model_dump_json()


def _tabled(results: list[Result]) -> None:
    for table in tables.TABLES.values():
        rows = [row for result in results for row in table.rows(result)]
        stream = io.BytesIO()
        with_lines = writer("csv", stream, table)
        with_lines.add(rows)
        with_lines.close()
        read = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))
        assert len(read) == len(rows) + 1
        assert not any(words[:1] in ("=", "@") for row in read for words in row)
        assert all(isinstance(cell(value), str) for row in rows for value in row)


@dataclass(frozen=True)
class Layer:
    examples: st.SearchStrategy[Any]
    holds: Callable[[Any], None]


LAYERS = {
    "readers": Layer(made.files(), reading),
    "components": Layer(st.tuples(made.texts(40), made.days(), st.booleans()), extracting),
    "checks": Layer(st.lists(made.results(), min_size=1, max_size=3), checking),
    "reports": Layer(st.lists(made.results(findings=True), min_size=1, max_size=2), reporting),
}
