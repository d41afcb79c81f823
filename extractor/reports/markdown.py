"""The check's report as Markdown, for pull requests and mails.

An article's words are escaped: they make no markup, no links to issues, and call nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.text import Text

from extractor.reports import text
from extractor.reports.screening import FOLDER, Report
from extractor.schema import Finding

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&$!]")
_CALL = re.compile(r"[@#]")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def escape(words: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    marked = _MARKUP.sub(lambda found: f"\\{found.group()}", text.clean(words))
    marked = _LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", marked)
    return _CALL.sub(lambda found: f"{found.group()}<!-- -->", marked)


def _marked(line: Text) -> str:
    """A line of the text report, its figures bold."""
    bold = sorted((span.start, span.end) for span in line.spans if str(span.style) == "bold underline")
    made, at = "", 0
    for start, end in bold:
        made += f"{_part(line.plain[at:start])}**{escape(line.plain[start:end])}**"
        at = end
    return (made + _part(line.plain[at:])).strip()


def _part(words: str) -> str:
    """Escaped, with the spaces at its ends."""
    inner = words.strip()
    if not inner:
        return words[:1] and " "
    return f"{' ' * (words[0] == ' ')}{escape(inner)}{' ' * (words[-1] == ' ')}"


def _finding(finding: Finding, lines: Iterable[Text]) -> Iterator[str]:
    """One finding: its message, the sentences quoted, what follows as a list."""
    rest = list(lines)[1:]
    yield f"**{finding.severity}** `{finding.check}`: {escape(finding.message)}"
    yield ""
    quotes = [line for line in rest if line.plain.endswith("\N{RIGHT DOUBLE QUOTATION MARK}")]
    for line in quotes:
        yield f"> {_marked(line)}"
        yield ">"
    yield ""
    for line in rest:
        if line not in quotes:
            yield f"- {_marked(line)}"
    yield ""


def _table(tallies: Iterable[tuple[str, text.Tally]]) -> Iterator[str]:
    yield "| article | errors | warnings | accepted | known | numbers reached |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for name, t in tallies:
        reached = f"{t.checked} of {t.numbers}"
        yield f"| {escape(name)} | {t.errors} | {t.warnings} | {t.accepted} | {t.known} | {reached} |"
    yield ""


def _lines(report: Report, every: bool) -> Iterator[str]:
    tallies = [(r, text.Tally.of(r, report.hidden.get(r.article.id, ()))) for r in report.results]
    found = [(r, t) for r, t in tallies if t.errors or t.warnings or t.accepted or t.known]
    yield "# Numbers that cannot hold together"
    yield ""
    if found:
        yield from _table((r.article.id, t) for r, t in found)
    if len(found) < len(tallies):
        rest = [t for r, t in tallies if not (t.errors or t.warnings or t.accepted or t.known)]
        reached, numbers = sum(t.checked for t in rest), sum(t.numbers for t in rest)
        articles = "1 article" if len(rest) == 1 else f"{len(rest)} articles"
        yield f"Nothing found in {articles}, among {reached} of {numbers} numbers."
        yield ""
    for error in report.errors:
        yield f"- not read: {escape(str(error))}"
    for result, _ in tallies:
        shown = [f for f in result.findings if every or f.severity != "info"]
        if shown:
            yield f"## {escape(result.article.id)}"
            yield ""
        for finding in shown:
            yield from _finding(finding, text.finding_lines(result, finding))
    across = [f for f in report.folder if every or f.severity != "info"]
    if across or report.hidden.get(FOLDER):
        yield "## Across articles"
        yield ""
    for finding in across:
        yield from _finding(finding, text.across_lines(report.results, finding))
    if report.hidden.get(FOLDER):
        yield f"{len(report.hidden[FOLDER])} accepted or known, not shown."


def render(report: Report, *, every: bool = False) -> str:
    """The report. `every`: also the relations that hold."""
    made = "\n".join(line.rstrip() for line in _lines(report, every))
    return re.sub(r"\n{3,}", "\n\n", made.replace("\n>\n\n", "\n\n")).rstrip() + "\n"
