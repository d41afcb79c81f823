"""SARIF by its schema, JUnit XML, Markdown: what stands where, and that an article's words stay words."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from typer.testing import CliRunner

from extractor.cli import app
from extractor.reports import junit, markdown, sarif
from extractor.reports.places import Original, uri
from extractor.reports.screening import Report

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text("utf-8"))
CLASH = "Trade in brief\n\nThe energy deficit narrowed from \u20ac23.4 bn to \u20ac25.9 bn.\n"


def call(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def log(report, **options):
    made = json.loads(sarif.render(report, "1.2.3", **options))
    Draft4Validator(SCHEMA).validate(made)
    return made["runs"][0]


def test_the_schema_refuses_what_is_no_sarif():
    assert not Draft4Validator(SCHEMA).is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_sarif_holds_findings_suppressions_and_failures(report):
    run = log(report)
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("balance", "error"), ("sum_of_parts", "warning"), ("across_articles", "error"), ("range_order", "error"),
    ]  # fmt: skip
    assert [r.get("suppressions", [{}])[0].get("justification") for r in run["results"]] == [None] * 3 + ["why <so>"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert log(report, every=True)["results"][2]["kind"] == "pass"
    Draft4Validator(SCHEMA).validate(json.loads(sarif.render(Report([]), "1.2.3")))


def test_sarif_places_the_core_first_and_says_no_region_it_doesnt_know(report):
    first = log(report, files=lambda article: f"---\ntitle: x\n---\n{article.text}")["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "in/a%20b.md"
    region = place["region"]
    assert (region["startLine"], region["startColumn"], region["snippet"]["text"]) == (6, 16, "7")
    assert [p["message"]["text"] for p in first["relatedLocations"]] == ["5", "then"]
    unknown = log(report)["results"][0]["locations"][0]["physicalLocation"]
    assert "region" not in unknown


def test_sarif_messages_hold_no_placeholders_and_no_links(report):
    told = log(report)["results"][1]["message"]["text"]
    assert r"\[a\](b) {{0}}" in told


@pytest.mark.parametrize(
    ("text", "file", "found"),
    [
        ("ab\ncd", "ab\ncd", (2, 1, 2, 3)),
        ("ab\ncd", "x\n\nab\n  cd", (4, 3, 4, 5)),
        ("ab\ncd", "cd cd", None),
        ("ab\ncd", "<p>c<b>d</b>", None),
        ("ab\ncd", None, None),
    ],
)
def test_a_span_is_found_in_the_file(text, file, found):
    region = Original(text, file).region(3, 5)
    lines = region and (region.start_line, region.start_column, region.end_line, region.end_column)
    assert lines == found


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_a_region_points_at_the_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    region = Original(text, text).region(start, end)
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: region.start_line - 1]) + region.start_column - 1
    assert (offset, region.offset, region.length) == (start, start, end - start)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("in/a b.md", "in/a%20b.md"),
        ("/x/\u00e4.txt", "file:///x/%C3%A4.txt"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("a\ud800.txt", "a%ED%A0%80.txt"),
        ("/in/\udcff.txt", "file:///in/%FF.txt"),
        ("http://a.example/\ud800", "http://a.example/%ED%A0%80"),
    ],
)
def test_uris(source, expected):
    assert uri(source) == expected


def test_junit_has_a_suite_an_article_and_a_case_a_finding(report):
    root = ElementTree.fromstring(junit.render(report).partition("\n")[2])
    assert [suite.attrib["name"] for suite in root] == ["a b.md", "b", "in/c.txt", "across articles"]
    numbers = ("tests", "failures", "errors", "skipped")
    counted = [tuple(int(suite.attrib[number]) for number in numbers) for suite in (root, *root)]
    assert counted == [(8, 2, 1, 1), (4, 1, 0, 0), (2, 0, 0, 1), (1, 0, 1, 0), (1, 1, 0, 0)]
    assert "<script>*x*</script>" in root[0].find(".//system-out").text
    assert root[1].find(".//skipped").attrib["message"] == "accepted: why <so>"
    strict = ElementTree.fromstring(junit.render(report, ("error", "warning")).partition("\n")[2])
    assert strict.attrib["failures"] == "3"
    assert ElementTree.fromstring(junit.render(report, ()).partition("\n")[2]).attrib["failures"] == "0"


def test_markdown_quotes_with_the_figures_bold_and_escapes_the_words(report):
    told = markdown.render(report)
    assert "> line 3: \u201cIt was **5**, **then** **7**.\u201d" in told
    assert "| a b.md | 1 | 1 | 0 | 0 | 3 of 3 |" in told
    assert "| b | 0 | 0 | 1 | 1 | 1 of 2 |" in told
    assert r"a\|b \<script\>\*x\*\</script\> @<!-- -->someone #<!-- -->12 \[a\](b)" in told
    assert "record_high" not in told
    assert "record_high" in markdown.render(report, every=True)
    assert "- not read: in/c.txt: empty: no text" in told
    assert markdown.render(Report([])) == "# Numbers that cannot hold together\n"


@pytest.mark.parametrize("words", ["- a", "+ a", "1. a", "2) a"])
def test_a_line_of_words_is_no_list(words):
    assert markdown.escape(words).replace("\\", "") == words
    assert "\\" in markdown.escape(words)


@pytest.mark.parametrize("form", ["sarif", "junit", "markdown"])
def test_the_command_writes_each_format_with_the_same_exit_code(form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(CLASH, "utf-8")
    Path("lone.jsonl").write_text(json.dumps({"text": CLASH + "\ud800"}), "utf-8")
    done = call("check", "a.txt", "lone.jsonl", "--format", form)
    assert done.exit_code == 1
    assert "direction_sign" in done.stdout
    assert call("check", "a.txt", "--format", form, "--fail-on", "never").exit_code == 0
    if form == "sarif":
        Draft4Validator(SCHEMA).validate(json.loads(done.stdout))
        region = json.loads(done.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (3, 34)
