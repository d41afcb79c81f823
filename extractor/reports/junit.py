"""The check's report as JUnit XML, for build servers: a suite an article, a case a finding.

What makes the exit code 1 is a failure, an accepted finding is skipped, an article that can't be read is an error;
the rest passes, warnings with their words as output.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from extractor.reports import text
from extractor.reports.screening import FOLDER, Hidden, Report
from extractor.schema import Finding, Result

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ACROSS = "across articles"


def _safe(words: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", words)


def _case(suite: Element, name: str) -> Element:
    return SubElement(suite, "testcase", classname=suite.attrib["name"], name=_safe(name))


def _finding(suite: Element, finding: Finding, words: str, failing: Collection[str]) -> None:
    case = _case(suite, f"{finding.check} {finding.fingerprint}".strip())
    if finding.severity in failing:
        failure = SubElement(case, "failure", type=finding.severity, message=_safe(text.clean(finding.message)))
        failure.text = _safe(words)
    elif finding.severity != "info":
        SubElement(case, "system-out").text = _safe(words)


def _skipped(suite: Element, hidden: Iterable[Hidden]) -> None:
    for one in hidden:
        if one.reason is not None:
            case = _case(suite, f"{one.finding.check} {one.finding.fingerprint}".strip())
            SubElement(case, "skipped", message=_safe(f"accepted: {one.reason}"))


def _suite(parent: Element, name: str) -> Element:
    return SubElement(parent, "testsuite", name=_safe(text.clean(name)))


def _article(parent: Element, result: Result, report: Report, failing: Collection[str]) -> None:
    suite = _suite(parent, result.article.id)
    _case(suite, "read")
    for finding in result.findings:
        words = "\n".join(line.plain.strip() for line in text.finding_lines(result, finding))
        _finding(suite, finding, words, failing)
    _skipped(suite, report.hidden.get(result.article.id, ()))


def _count(element: Element) -> None:
    """Writes the numbers of cases, failures, errors and skipped cases into a suite."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(len(element.findall(f".//testcase/{tag}"))))


def render(report: Report, failing: Collection[str] = ("error",)) -> str:
    """The report. `failing`: the severities that are failures."""
    root = Element("testsuites", name="extractor")
    for result in report.results:
        _article(root, result, report, failing)
    for error in report.errors:
        suite = _suite(root, error.id or error.source or "-")
        SubElement(_case(suite, "read"), "error", message=_safe(text.clean(str(error))))
    if report.folder or report.hidden.get(FOLDER):
        suite = _suite(root, ACROSS)
        for finding in report.folder:
            words = "\n".join(line.plain.strip() for line in text.across_lines(report.results, finding))
            _finding(suite, finding, words, failing)
        _skipped(suite, report.hidden.get(FOLDER, ()))
    for element in (root, *root):
        _count(element)
    indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{tostring(root, encoding='unicode')}\n"
