"""The check's report as SARIF 2.1.0, for editors and code hosts.

A finding is a result at the first figure of its core, the other figures are related locations. Accepted findings are
there as suppressed, those of an earlier run are left out. Regions are of the file that the article was read from:
where its words can't be found there once (a record of JSON Lines), a location has no region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from extractor import jsonio
from extractor.checks import catalogue
from extractor.reports.places import Original, Region, uri
from extractor.reports.screening import FOLDER, Report
from extractor.reports.text import clean
from extractor.schema import Article, Finding, Result

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "none"}
FINGERPRINT = "extractorFinding/v1"

Files = Callable[[Article], str | None]
"""An article → the text of the file that it was read from; None where there is none."""


def message(text: str) -> dict[str, str]:
    """A message whose braces and brackets are no placeholders and no links."""
    plain = clean(text)
    for sign, escaped in (("\\", "\\\\"), ("{", "{{"), ("}", "}}"), ("[", "\\["), ("]", "\\]")):
        plain = plain.replace(sign, escaped)
    return {"text": plain}


class _Articles:
    """The articles as SARIF's artifacts, and the places of their claims and dates."""

    def __init__(self, results: Sequence[Result], files: Files) -> None:
        self.results = {result.article.id: result for result in results}
        self.numbers = {name: number for number, name in enumerate(self.results)}
        self.original = cache(lambda name: Original(self.results[name].article.text, files(self.results[name].article)))

    def artifacts(self) -> list[dict[str, Any]]:
        return [{"location": self.location(name), "hashes": self._hashes(name)} for name in self.results]

    def _hashes(self, name: str) -> dict[str, str]:
        """Of the article's text, under a name of its own: SARIF's sha-256 is of the file's bytes."""
        return {"extractor-text-sha-256": self.results[name].article.sha256 or "unknown"}

    def location(self, name: str) -> dict[str, Any]:
        article = self.results[name].article
        return {"uri": uri(article.source or article.id), "index": self.numbers[name]}

    def places(self, article: str, finding: Finding) -> Iterator[dict[str, Any]]:
        """The locations of a finding's figures and dates, its core first."""
        names = dict.fromkeys([*finding.core, *finding.claims, *finding.dates])
        for number, name in enumerate(names):
            home, _, member = name.rpartition("#") if article == FOLDER else (article, "", name)
            result = self.results.get(home)
            spans = {c.id: c for c in [*result.claims, *result.dates]} if result else {}
            if member in spans:
                record = spans[member]
                yield {"id": number, **self._place(home, record.start, record.end, record.text)}

    def _place(self, name: str, start: int, end: int, words: str) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self.location(name)}
        region = self.original(name).region(start, end)
        if region is not None:
            physical["region"] = _region(region) | {"snippet": {"text": words}}
        return {"physicalLocation": physical, "message": message(words)}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "charOffset": region.offset,
        "charLength": region.length,
    }


def _result(articles: _Articles, rules: Sequence[str], article: str, finding: Finding) -> dict[str, Any]:
    places = list(articles.places(article, finding))
    made: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "kind": "pass" if finding.severity == "info" else "fail",
        "level": LEVELS[finding.severity],
        "message": message(finding.message),
        "locations": [{key: place[key] for key in ("physicalLocation", "message")} for place in places[:1]],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": finding.model_dump(mode="json", include={"verdict", "expected", "observed", "implied", "repair"}),
    }
    if places[1:]:
        made["relatedLocations"] = places[1:]
    return made


def _rules(rules: Sequence[str]) -> list[dict[str, Any]]:
    made = []
    for name in rules:
        text = "\n".join(catalogue.explained(name))
        first = text.partition("\n\n")[0].replace("\n", " ")
        made.append({"id": name, "shortDescription": {"text": first}, "help": {"text": text}})
    return made


def render(report: Report, version: str, files: Files = lambda article: None, *, every: bool = False) -> str:
    """The report of the extractor of a version. `files`: the texts of the files that the articles come from.
    `every`: relations that hold too."""
    articles = _Articles(report.results, files)
    shown = [(r.article.id, f) for r in report.results for f in r.findings] + [(FOLDER, f) for f in report.folder]
    shown = [(article, finding) for article, finding in shown if every or finding.severity != "info"]
    accepted = [(a, h) for a, found in report.hidden.items() for h in found if h.reason is not None]
    used = {finding.check for _, finding in shown} | {hidden.finding.check for _, hidden in accepted}
    rules = [name for name in catalogue.names() if name in used]
    results = [_result(articles, rules, article, finding) for article, finding in shown]
    for article, hidden in accepted:
        suppression = {"kind": "external", "status": "accepted", "justification": hidden.reason}
        results.append(_result(articles, rules, article, hidden.finding) | {"suppressions": [suppression]})
    notes = [{"level": "error", "message": message(str(error))} for error in report.errors]
    run = {
        "tool": {"driver": {"name": "extractor", "version": version, "rules": _rules(rules)}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "artifacts": articles.artifacts(),
        "results": results,
    }
    return jsonio.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"
