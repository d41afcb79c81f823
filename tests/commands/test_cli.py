"""The commands: exit codes, where output goes, what stands on standard error."""

import json
import subprocess
import sys

import pytest
from calls import GOOD, call
from jsonschema import Draft202012Validator

import extractor
from extractor import engine
from extractor.commands.output import safe_name
from extractor.schema import Coverage, Finding, Result


def finding(severity, **more):
    verdict = {"error": "inconsistent", "warning": "undetermined", "info": "consistent"}[severity]
    return Finding(id="finding1", check="balance", verdict=verdict, severity=severity, message="m", **more)


@pytest.fixture
def planted(monkeypatch):
    """Lets the checks find what a test says."""

    def plant(*severities):
        found = [finding(severity) for severity in severities]
        coverage = Coverage(numbers=22, checked=14)
        monkeypatch.setattr(
            engine,
            "check",
            lambda result, settings: result.model_copy(update={"findings": found, "coverage": coverage}),
        )

    return plant


def test_extract_one_article_to_standard_output(folder):
    done = call("extract", folder / "a.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result["article"]["text"] == GOOD
    assert done.stdout.startswith("{\n")


def test_extract_several_to_standard_output_are_lines(folder):
    done = call("extract", folder)
    assert done.exit_code == 0
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]


def test_extract_jsonl_to_a_file(bad, tmp_path):
    out = tmp_path / "new" / "out.jsonl"
    done = call("extract", bad, "--format", "jsonl", "-o", out)
    assert done.exit_code == 3
    assert done.stdout == ""
    assert done.stderr == f"extractor: {bad.as_posix()}/c.txt: binary: a PNG image\n"
    assert [json.loads(line)["article"]["id"] for line in out.read_text().splitlines()] == ["a.txt", "b.txt"]
    assert [path.name for path in out.parent.iterdir()] == ["out.jsonl"]


def test_extract_json_to_a_file_and_to_a_folder(folder, tmp_path):
    assert call("extract", folder / "a.txt", "-o", tmp_path / "one.json").exit_code == 0
    assert Result.load(tmp_path / "one.json").article.id == "a.txt"
    assert call("extract", folder, "-o", tmp_path / "many").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == [safe_name("a.txt"), safe_name("b.txt")]
    assert call("extract", folder / "a.txt", "-o", tmp_path / "many").exit_code == 0


def test_one_bad_article_leaves_nothing(bad, tmp_path):
    done = call("extract", bad / "c.txt", "-o", tmp_path / "c.json")
    assert done.exit_code == 3
    assert not (tmp_path / "c.json").exists()


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet"])
def test_where_nothing_could_be_read_earlier_results_stay(form, bad, tmp_path):
    out = tmp_path / ("out" if form in ("csv", "parquet") else f"out.{form}")
    assert call("extract", bad / "a.txt", "-o", out, "--format", form).exit_code == 0
    kept = {path: path.read_bytes() for path in (out, *out.rglob("*")) if path.is_file()}
    done = call("extract", bad / "c.txt", "-o", out, "--format", form)
    assert done.exit_code == 3
    assert done.stderr.splitlines()[1:] == [f"extractor: {out}: not written, as no article could be read"]
    assert {path: path.read_bytes() for path in (out, *out.rglob("*")) if path.is_file()} == kept != {}


@pytest.mark.parametrize(
    "args",
    [
        ("extract",),
        ("extract", "FOLDER", "--format", "xml"),
        ("extract", "FOLDER", "--format", "json"),
        ("extract", "FOLDER", "--published", "soon"),
        ("extract", "FOLDER", "-o", "FOLDER/a.txt", "--format", "json"),
        ("extract", "FOLDER", "-o", "FOLDER", "--format", "jsonl"),
        ("extract", "FOLDER", "-o", "FOLDER/../out.json"),
        ("extract", "FOLDER", "-o", "FOLDER/../out.json", "--format", "json"),
        ("extract", "FOLDER", "-o", "FOLDER/../out.csv", "--format", "csv"),
        ("extract", "FOLDER", "--config", "FOLDER/none.toml"),
        ("extract", "FOLDER", "--rates", "FOLDER/none.csv"),
        ("check", "FOLDER", "--fail-on", "sometimes"),
        ("evaluate", "FOLDER"),
        ("nothing",),
        ("--json",),
    ],
)
def test_wrong_usage(args, folder):
    done = call(*(arg.replace("FOLDER", str(folder)) for arg in args))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr
    assert [path.name for path in folder.parent.iterdir()] == ["in"]


def test_a_folder_named_as_a_file_takes_several_articles(folder, tmp_path):
    (tmp_path / "out.json").mkdir()
    assert call("extract", folder, "-o", tmp_path / "out.json").exit_code == 0
    assert len([*(tmp_path / "out.json").iterdir()]) == 2


def test_unknown_settings_are_an_error(folder, tmp_path):
    (tmp_path / "s.toml").write_text('modle = "fast"\n')
    done = call("extract", folder, "--config", tmp_path / "s.toml")
    assert done.exit_code == 2
    known = "checks, explain, model, rates, rounding, tables"
    assert done.stderr == f"extractor: {tmp_path}/s.toml: unknown setting 'modle'; there are {known}\n"


def test_settings_change_the_model_and_their_hash(folder, tmp_path):
    (tmp_path / "s.toml").write_text('model = "fast"\n')
    fast = json.loads(call("extract", folder / "a.txt", "--config", tmp_path / "s.toml").stdout)
    full = json.loads(call("extract", folder / "a.txt").stdout)
    assert fast["generator"]["model"] == "fast: none"
    assert fast["generator"]["settings_hash"] != full["generator"]["settings_hash"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("model = 5", "model is to be a string"),
        ('model = "huge"', "model is to be one of full, fast"),
        ('explain = "yes"', "explain is to be a boolean"),
        ("model = ", "Invalid value (at end of document)"),
        ("[checks]\nbalanc = false", "no check is named 'balanc'; there are balance, "),
        ('[tables]\nplanets = "s.toml"', "TMP/s.toml: there is no table 'planets'"),
    ],
)
def test_wrong_settings(line, reason, tmp_path):
    (tmp_path / "s.toml").write_text(line)
    done = call("extract", tmp_path, "--config", tmp_path / "s.toml")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"extractor: {tmp_path}/s.toml: {reason.replace('TMP', str(tmp_path))}")
    assert done.stderr.count("\n") == 1


def test_settings_of_the_working_folder(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.extractor]\nmodel = "fast"\n')
    assert json.loads(call("extract", folder / "a.txt").stdout)["generator"]["model"].startswith("fast")
    (tmp_path / "extractor.toml").write_text('model = "full"\n')
    assert json.loads(call("extract", folder / "a.txt").stdout)["generator"]["model"].startswith("full")
    done = call("extract", folder / "a.txt", "--model", "fast")
    assert json.loads(done.stdout)["generator"]["model"].startswith("fast")


def test_explain_adds_words_that_stand_in_the_text(folder):
    plain = json.loads(call("extract", folder / "a.txt").stdout)
    assert all("explain" not in claim for claim in plain["claims"])
    told = json.loads(call("extract", folder / "a.txt", "--explain").stdout)
    words = [m for claim in told["claims"] for found in claim.get("explain", {}).values() for m in found]
    assert words
    assert all(GOOD[m["start"] : m["end"]] == m["text"] for m in words)


def test_published_is_for_articles_without_a_date(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Rose 5 percent.", "published": "2024-01-01"}\n{"text": "Fell."}\n')
    done = call("extract", tmp_path, "--published", "2025-02-05")
    articles = [json.loads(line)["article"] for line in done.stdout.splitlines()]
    assert [(a["published"], a["published_from"]) for a in articles] == [
        ("2024-01-01", "metadata"),
        ("2025-02-05", "given"),
    ]


@pytest.mark.parametrize(("form", "ids"), [("text", 1), ("jsonl", 2)])
def test_standard_input(form, ids):
    lines = '{"id": "x", "text": "Rose 5 percent."}\n{"id": "y", "text": "Fell."}\n'
    done = call("extract", "-", "--input-format", form, "--format", "jsonl", stdin=lines)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == ids
    notes = json.loads(done.stdout.splitlines()[0])["article"]["notes"]
    assert any("--input-format jsonl" in note for note in notes) == (form == "text")
    assert "--input-format" not in call("extract", "-", stdin='{"a": "Rose 5 percent."} and more').stdout


def test_records_read_as_words_are_told_by_check():
    told = call("check", "-", stdin='{"id": "x", "text": "Well."}\n').stdout
    assert "no numbers found\n  note: read as words, though it looks like JSON Lines: " in told


@pytest.mark.parametrize(
    ("severities", "fail_on", "code"),
    [
        (("error",), "error", 1),
        (("warning",), "error", 0),
        (("warning",), "warning", 1),
        (("error",), "never", 0),
        (("info",), "warning", 0),
        ((), "warning", 0),
    ],
)
def test_fail_on(severities, fail_on, code, folder, planted):
    planted(*severities)
    assert call("check", folder / "a.txt", "--fail-on", fail_on).exit_code == code


def test_failures_win_over_findings(bad, planted):
    planted("error")
    done = call("check", bad)
    assert done.exit_code == 3
    assert "c.txt" in done.stderr
    assert "c.txt" not in done.stdout


def test_check_says_what_was_reached_and_never_correct(folder, planted):
    planted("info")
    done = call("check", folder / "a.txt")
    assert done.stdout.startswith("a.txt: nothing found among 14 of 22 numbers\n")
    assert "correct" not in done.stdout


def test_quiet_shows_only_articles_with_findings(folder, planted):
    planted("info")
    assert call("check", folder, "--quiet").stdout == ""


def test_check_as_json_is_one_object(folder):
    report = json.loads(call("check", folder, "--format", "json", "--fail-on", "never").stdout)
    assert [article["article"]["id"] for article in report["articles"]] == ["a.txt", "b.txt"]
    assert isinstance(report["folder"], list)


def test_schema_describes_the_output(folder):
    schema = json.loads(call("schema").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for line in call("extract", folder).stdout.splitlines():
        validator.validate(json.loads(line))


def test_versions():
    assert call("--version").stdout == f"extractor {extractor.__version__}\n"
    versions = json.loads(call("--version", "--json").stdout)
    assert versions["version"] == extractor.__version__
    assert len(versions["model_hash"]) == len(versions["scorer_hash"]) == len(versions["data_hash"]) == 64
    assert versions["packages"]["spacy"].startswith("3.8")


def test_build_model(tmp_path):
    import spacy

    assert call("build-model", tmp_path / "m", "--model", "fast").exit_code == 0
    assert spacy.load(tmp_path / "m").pipe_names[0] == "extractor_zones"


def test_build_model_takes_no_folder_with_other_things(folder, tmp_path):
    kept = sorted(folder.iterdir())
    for target in (folder, folder / "a.txt"):
        done = call("build-model", target, "--model", "fast")
        assert done.exit_code == 2
        assert "holds other things" in done.stderr
    assert sorted(folder.iterdir()) == kept
    built = tmp_path / "pipeline"
    assert [call("build-model", built, "--model", "fast").exit_code for _ in range(2)] == [0, 0]
    (built / "notes.txt").write_text("mine")
    assert call("build-model", built, "--model", "fast").exit_code == 2
    assert (built / "notes.txt").read_text() == "mine"


def test_evaluate_from_the_pipeline_and_from_results(tmp_path):
    text = "Exports rose 5 percent in 2024."
    gold = {
        "quantities": [],
        "dates": [{"text": "2024", "value": "2024"}],
        "people": [],
        "quotes": [],
        "policies": [],
        "relations": [],
    }
    (tmp_path / "gold").mkdir()
    record = {"id": "x", "title": "", "published": None, "text": text, "gold": gold, "mutations": []}
    (tmp_path / "gold" / "x.json").write_text(json.dumps(record))
    fresh = call("evaluate", tmp_path / "gold")
    assert fresh.exit_code == 0
    assert "dates found" in fresh.stdout
    call("extract", tmp_path / "gold", "-o", tmp_path / "r.jsonl")
    assert call("evaluate", tmp_path / "gold", "--results", tmp_path / "r.jsonl").stdout == fresh.stdout


def test_the_installed_command_runs(tmp_path):
    (tmp_path / "a.txt").write_text("Exports \u201crose\u201d 5 percent.", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", tmp_path / "a.txt", "--model", "fast"],
        capture_output=True,
        env={"PATH": "", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["article"]["text"] == "Exports \u201crose\u201d 5 percent."
