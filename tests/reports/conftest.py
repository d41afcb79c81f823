"""A small report with everything in it: an error, an accepted one, a hostile text, one across articles."""

import pytest

from extractor.reports.screening import Hidden, Report
from extractor.schema import Article, ArticleError, Coverage, Date, Finding, QuantityClaim, Result

HOSTILE = "a|b <script>*x*</script> @someone #12 [a](b) {0} ]]> \x07\ud800"


def number(id, start, words):
    return QuantityClaim(id=id, start=start, end=start + len(words), text=words, kind="count", unit="x")


def finding(severity, **more):
    verdict = {"error": "inconsistent", "warning": "undetermined", "info": "consistent"}[severity]
    fields = {"check": "balance", "message": "No.", "fingerprint": "0" * 16} | more
    return Finding(id="f", verdict=verdict, severity=severity, **fields)


@pytest.fixture
def report():
    text = f"Head\n\nIt was 5, then 7.\n{HOSTILE} 9\n"
    first = Result(
        article=Article(id="a b.md", source="in/a b.md", text=text, sha256="ab"),
        sentences=[(0, 4), (6, 23), (24, len(text) - 1)],
        claims=[number("q1", 13, "5"), number("q2", 21, "7"), number("q3", len(text) - 2, "9")],
        dates=[Date(id="d1", start=16, end=20, text="then")],
        findings=[
            finding("error", claims=["q1", "q2"], core=["q2", "q1"], dates=["d1"]),
            finding("warning", check="sum_of_parts", message=HOSTILE, claims=["q3"]),
            finding("info", check="record_high", claims=["q1"]),
        ],
        coverage=Coverage(numbers=3, checked=3),
    )
    second = Result(article=Article(id="b", text="Well."), coverage=Coverage(numbers=2, checked=1))
    across = finding("error", check="across_articles", claims=["a b.md#q1", "b#none"], fingerprint="1" * 16)
    hidden = {"b": [Hidden(finding("error", check="range_order"), "why <so>"), Hidden(finding("error"))]}
    return Report([first, second], [across], hidden, (), [ArticleError(source="in/c.txt", reason="empty: no text")])
