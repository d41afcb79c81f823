"""Living with findings: accept, check with acceptances and earlier results, explain."""

import json

import pytest
from typer.testing import CliRunner

import extractor
from extractor.checks import catalogue
from extractor.cli import app

CLASH = "Trade in brief\n\nThe energy deficit narrowed from \u20ac23.4 bn to \u20ac25.9 bn.\n"
FINE = "Trade in brief\n\nThe energy deficit narrowed from \u20ac25.9 bn to \u20ac23.4 bn.\n"
OTHER = "Trade in brief\n\nDuties of 62.6% to 13.1% hit Chinese tinplate.\n"


def call(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CLASH, "utf-8")
    return tmp_path


def fingerprint(path="a.txt"):
    report = json.loads(call("check", path, "--format", "json").stdout)
    (found,) = [f for f in report["articles"][0]["findings"] if f["severity"] == "error"]
    return found["fingerprint"]


def test_the_report_tells_the_fingerprint_and_accept_hides_the_finding(here):
    told = call("check", "a.txt")
    assert told.exit_code == 1
    assert f"    fingerprint {fingerprint()}\n" in told.stdout
    assert call("accept", fingerprint(), "--reason", "an old\nslip").exit_code == 0
    done = call("check", "a.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("a.txt: 1 accepted; no other of 2 numbers reached\n")
    assert "direction_sign" not in done.stdout
    report = json.loads(call("check", "a.txt", "--format", "json").stdout)
    assert [f["severity"] for f in report["articles"][0]["findings"] if f["severity"] != "info"] == []
    (entry,) = report["accepted"]
    assert (entry["article"], entry["check"], entry["reason"]) == ("a.txt", "direction_sign", "an old slip")


def test_an_entry_that_no_finding_has_is_stale(here):
    call("accept", fingerprint(), "--reason", "why")
    (here / "a.txt").write_text(FINE, "utf-8")
    done = call("check", "a.txt")
    assert done.exit_code == 0
    assert "extractor-accepted.toml: stale: " in done.stderr
    assert "(why)" in done.stderr


@pytest.mark.parametrize(("article", "code", "stale"), [("a.txt", 0, False), ("b.txt", 1, False), (None, 0, False)])
def test_an_entry_may_be_for_one_article(here, article, code, stale):
    extra = ("--article", article) if article else ()
    assert call("accept", fingerprint(), "--reason", "why", *extra).exit_code == 0
    done = call("check", "a.txt")
    assert done.exit_code == code
    assert ("stale" in done.stderr) is stale


def test_hand_written_comments_stay_and_an_entry_comes_once(here):
    (here / "extractor-accepted.toml").write_text("# ours\n", "utf-8")
    assert call("accept", "0" * 16, "--reason", 'a "quoted" \\ reason \x7f').exit_code == 0
    assert call("accept", "1" * 16, "--reason", "b").exit_code == 0
    again = call("accept", "1" * 16, "--reason", "c")
    assert again.exit_code == 2
    assert "accepted already" in again.stderr
    text = (here / "extractor-accepted.toml").read_text("utf-8")
    assert text.startswith("# ours\n")
    assert text.count("[[accepted]]") == 2
    assert 'a "quoted" \\ reason' in call("check", "a.txt").stderr


@pytest.mark.parametrize(
    ("args", "content", "told"),
    [
        (("xyz", "--reason", "r"), "", "is no fingerprint"),
        (("0" * 16, "--reason", " "), "", "a reason is wanted"),
        (("0" * 16, "--reason", "r"), "accepted = 5", "no list"),
        (("0" * 16, "--reason", "r"), "more = 5", "'more'"),
        (("0" * 16, "--reason", "r"), '[[accepted]]\nfingerprint = "0000"', "without fingerprint or"),
        (("0" * 16, "--reason", "r"), '[[accepted]]\nwhy = "x"', "unknown key 'why'"),
        (("0" * 16, "--reason", "r"), "[[accepted]]\nreason = 5", "strings"),
        (("0" * 16, "--reason", "r"), "[[accepted", "extractor-accepted.toml"),
    ],
)
def test_what_cannot_be_accepted(here, args, content, told):
    (here / "extractor-accepted.toml").write_text(content, "utf-8")
    done = call("accept", *args)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert (here / "extractor-accepted.toml").read_text("utf-8") == content


@pytest.mark.parametrize("form", ["extract", "check"])
def test_only_what_is_new_since_then(here, form):
    old = call(form, "a.txt", "--format", "json").stdout
    (here / "old.json").write_text(old, "utf-8")
    done = call("check", "a.txt", "--new-since", "old.json")
    assert done.exit_code == 0
    assert done.stdout.startswith("a.txt: 1 known; ")
    (here / "a.txt").write_text(CLASH + OTHER, "utf-8")
    done = call("check", "a.txt", "--new-since", "old.json")
    assert done.exit_code == 1
    assert "range_order" in done.stdout
    assert "direction_sign" not in done.stdout


def test_a_finding_that_became_graver_is_new(here):
    old = json.loads(call("check", "a.txt", "--format", "json").stdout)
    for found in old["articles"][0]["findings"]:
        found["severity"] = "warning"
    (here / "old.json").write_text(json.dumps(old), "utf-8")
    assert call("check", "a.txt", "--new-since", "old.json").exit_code == 1


def test_findings_across_articles_are_accepted_and_known_too(here):
    text = "Trade in brief\n\nChina\u2019s exports came to ${} billion in 2024.\n"
    (here / "a.txt").write_text(text.format("310.5"), "utf-8")
    (here / "b.txt").write_text(text.format("301.5"), "utf-8")
    report = call("check", "a.txt", "b.txt", "--format", "json")
    (found,) = json.loads(report.stdout)["folder"]
    assert report.exit_code == 1
    (here / "old.json").write_text(report.stdout, "utf-8")
    done = call("check", "a.txt", "b.txt", "--new-since", "old.json")
    assert (done.exit_code, "1 known, not shown" in done.stdout) == (0, True)
    call("accept", found["fingerprint"], "--reason", "r")
    done = call("check", "a.txt", "b.txt")
    assert (done.exit_code, "1 accepted, not shown" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "no results"),
        ("{", "broken JSON"),
        ('{"text": "x"}', "no result"),
        ('{"schema_version": "1.0"}', "broken"),
    ],
)
def test_what_is_no_earlier_result(here, content, told):
    (here / "old.json").write_text(content)
    done = call("check", "a.txt", "--new-since", "old.json")
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_explain_prints_formula_source_and_examples():
    done = call("explain", "growth_of_total")
    assert done.exit_code == 0
    assert "g.hi >= min gi.lo" in done.stdout
    assert "Source: " in done.stdout
    assert "Holds, published" in done.stdout
    assert "Fails, published" in done.stdout
    wrong = call("explain", "nothing")
    assert wrong.exit_code == 2
    assert "balance" in wrong.stderr


def test_every_check_has_an_example_and_a_source():
    assert [*catalogue.examples()] == catalogue.names()
    assert all(row["source"] for row in catalogue.examples().values())


@pytest.mark.parametrize("row", [r for r in catalogue.examples().values() if r["holds"]], ids=lambda row: row["check"])
def test_the_examples_of_a_check_are_true(row):
    for title, verdict in (("holds", "consistent"), ("fails", "inconsistent")):
        text = row[title].replace("\\n", "\n")
        text = text if "\n" in text else f"Trade in brief\n\n{text}"
        findings = extractor.extract(text, published=row["published"]).findings
        assert (row["check"], verdict) in {(f.check, f.verdict) for f in findings}
        assert title == "fails" or {f.verdict for f in findings} == {"consistent"}
