"""`extractor batch` as a command, with worker processes that may be killed."""

import json
import resource
import subprocess
import sys
from functools import partial

import kill
import polars
import pytest
from conftest import content, joined
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from extractor.cli import app
from extractor.frames import frames
from extractor.schema import Result


def call(*args, **options):
    command = [sys.executable, "-m", "extractor", *map(str, args), "--model", "fast"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


def patched(tmp_path, body, *args):
    """The command in processes in which `body` came first."""
    script = tmp_path / "patched.py"
    script.write_text(
        "import os, sys, time\nfrom extractor import engine\nfrom extractor.batch import work\nwhole = engine._result\n"
        f"{body}\n"
        "if __name__ == '__main__':\n    from extractor.cli import main\n    main()\n"
    )
    command = [sys.executable, str(script), "batch", *map(str, args), "--model", "fast"]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


POISON = """
def killing(nlp, doc, article, settings):
    if article.id in ("a003", "a017"):
        os._exit(9)
    return whole(nlp, doc, article, settings)
engine._result = killing
"""
SLOW = """
def slow(nlp, doc, article, settings):
    if article.id == "a003":
        while True:
            pass
    if article.id == "a017":
        time.sleep(200)
    return whole(nlp, doc, article, settings)
engine._result = slow
work.GRACE = 0.5
"""


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """The lines that `extract` writes for the articles."""
    lines = {}

    def of(articles):
        key = articles.name
        if key not in lines:
            out = tmp_path_factory.mktemp("extracted") / "out.jsonl"
            call("extract", articles, "-o", out)
            lines[key] = [line.replace(str(articles).encode(), b"IN") for line in out.read_bytes().splitlines()]
        return lines[key]

    return of


def lines_of(out, articles):
    return [line.replace(str(articles).encode(), b"IN") for line in joined(out).splitlines()]


def test_the_same_lines_as_extract(articles, tmp_path, extracted):
    done = call("batch", articles, tmp_path / "out", "--workers", 2, "--part-size", 8)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[-1].startswith("extractor: 23 of 23 articles, 1 failed, ")
    assert lines_of(tmp_path / "out", articles) == extracted(articles)
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert manifest["generator"]["model"].startswith("fast")
    assert manifest["counts"]["claims"]["quantity"] > 20
    validator = Draft202012Validator(Result.model_json_schema(mode="serialization"))
    assert all(validator.is_valid(json.loads(line)) for line in joined(tmp_path / "out").splitlines())
    whole = call("batch", articles, tmp_path / "one", "--part-size", 8)
    assert whole.returncode == 3
    assert content(tmp_path / "one") == content(tmp_path / "out")


def test_an_article_that_kills_its_worker_costs_only_itself(articles, tmp_path, extracted):
    done = patched(tmp_path, POISON, articles, tmp_path / "out", "--workers", 2)
    assert done.returncode == 3, done.stderr
    errors = [json.loads(line) for line in (tmp_path / "out/errors.jsonl").read_text().splitlines()]
    died = "failed: RuntimeError: its worker process died"
    assert [(error["id"], error["reason"]) for error in errors[:2]] == [("a003", died), ("a017", died)]
    assert len(errors) == 3
    kept = [line for line in extracted(articles) if json.loads(line)["article"]["id"] not in ("a003", "a017")]
    assert lines_of(tmp_path / "out", articles) == kept


def test_the_time_limit(articles, tmp_path, extracted):
    done = patched(tmp_path, SLOW, articles, tmp_path / "out", "--time-limit", 8)
    assert done.returncode == 3, done.stderr
    errors = [json.loads(line) for line in (tmp_path / "out/errors.jsonl").read_text().splitlines()]
    late = "time limit: more than 8 s"
    assert [(error["id"], error["reason"]) for error in errors[:2]] == [("a003", late), ("a017", late)]
    kept = [line for line in extracted(articles) if json.loads(line)["article"]["id"] not in ("a003", "a017")]
    assert lines_of(tmp_path / "out", articles) == kept


def test_the_log_in_json_tells_everything_but_the_text(articles, tmp_path):
    done = call("batch", articles, tmp_path / "out", "--log-format", "json")
    log = [entry for line in done.stderr.splitlines() if (entry := json.loads(line))["stage"] != "progress"]
    assert [set(entry) for entry in log[:-1]] == [{"article", "stage", "ms", "error"}] * 23
    assert {(entry["stage"], entry["error"]) for entry in log[:-1]} == {("extract", None), ("read", "ReadError")}
    assert all(entry["ms"] > 0 for entry in log[:-1] if entry["stage"] == "extract")
    assert log[-1]["stage"] == "finished"
    assert (log[-1]["articles"], log[-1]["failed"]) == (23, 1)
    assert "Kenya" not in done.stderr


def test_parquet_tables_beside_the_lines(articles, tmp_path, extracted):
    args = ("batch", articles, tmp_path / "out", "--format", "parquet", "--part-size", 8, "--quiet")
    done = call(*args)
    assert (done.returncode, done.stderr) == (3, "")
    assert lines_of(tmp_path / "out", articles) == extracted(articles)
    results = [Result.model_validate_json(line) for line in joined(tmp_path / "out").splitlines()]
    for name, frame in frames(results, "polars").items():
        parts = sorted((tmp_path / "out").glob(f"{name}-*.parquet"))
        assert len(parts) == 3
        assert polars.concat([polars.read_parquet(part) for part in parts]).equals(frame), name
    before = content(tmp_path / "out")
    (tmp_path / "out/claims-000001.parquet").unlink()
    call(*args)
    assert content(tmp_path / "out") == before


def test_own_rows_reach_every_worker(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"text": "Exports came to 412 klinkers in 2024."}\n' * 100)
    (tmp_path / "codes.csv").write_text("code,name,plural,countries\nXKL,klinker,klinkers,CW\n")
    (tmp_path / "forms.csv").write_text("forms,place,factor,codes\nklinker|klinkers,after,1,XKL\n")
    (tmp_path / "own.toml").write_text('[tables]\ncurrencies = "codes.csv"\ncurrency_forms = "forms.csv"\n')
    done = call("batch", tmp_path / "in.jsonl", tmp_path / "out", "--workers", 2, "--config", tmp_path / "own.toml")
    assert done.returncode == 0, done.stderr
    results = [Result.model_validate_json(line) for line in joined(tmp_path / "out").splitlines()]
    assert [result.quantities[0].unit for result in results] == ["XKL"] * 100


def test_killed_at_random_moments_it_ends_with_the_same_bytes(tmp_path):
    assert kill.trial(tmp_path, 3, 60, 1, "--workers", "2") == 3


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(articles, tmp_path):
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (10_000, 10_000))
    done = call("batch", articles, tmp_path / "out", "--part-size", 8, preexec_fn=limit)
    assert done.returncode == 3
    told = done.stderr.splitlines()[-1]
    assert told.startswith(f"extractor: {tmp_path}/out/results-00000")
    assert told.endswith("File too large; what was done is kept, the same command goes on from there")
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob(".*.part"))
    call("batch", articles, tmp_path / "out", "--part-size", 8)
    call("batch", articles, tmp_path / "whole", "--part-size", 8)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("IN/none", "OUT"), "IN/none: No such file or directory"),
        (("IN", "IN/out"), "IN/out is inside the input IN"),
        (("IN", "IN/more-one.txt/out"), "is inside the input"),
        (("IN/more", "IN/more-one.txt/out"), "IN/more-one.txt/out: Not a directory"),
        (("IN/more", "IN/more-one.txt"), "IN/more-one.txt: File exists"),
        (("IN", "OUT", "--shard", "3/2"), "--shard '3/2' is not I/N with 1 ≤ I ≤ N"),
        (("IN", "OUT", "--published", "soon"), "--published: 'soon' is no date"),
        (("IN", "OUT", "--scheduler", "nonsense"), "nonsense: "),
    ],
)
def test_wrong_usage_is_one_line(articles, tmp_path, args, message):
    names = {"IN": str(articles), "OUT": str(tmp_path / "out")}

    def named(text):
        for short, long in names.items():
            text = text.replace(short, long)
        return text

    done = CliRunner().invoke(app, ["batch", *map(named, args)])
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("extractor: ")
    assert named(message) in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_the_articles_words(articles, tmp_path):
    call("extract", articles, "-o", tmp_path / "plain.jsonl", "--no-text")
    out = tmp_path / "out"
    done = call("batch", articles, out, "--workers", 2, "--part-size", 8, "--no-text", "--format", "parquet")
    assert done.returncode == 3
    assert joined(out) == (tmp_path / "plain.jsonl").read_bytes() != b""
    results = [json.loads(line) for line in joined(out).splitlines()]
    assert {one["article"]["text"] for one in results} | {c["text"] for one in results for c in one["claims"]} == {""}
    table = polars.read_parquet(out / "claims-*.parquet")
    assert table["text"].null_count() == len(table) > 20
    again = call("batch", articles, out, "--part-size", 8, "--format", "parquet")
    assert again.returncode == 2
    assert "has another no_text; choose another folder" in again.stderr
