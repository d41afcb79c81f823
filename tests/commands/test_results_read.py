"""Results that were written before: how the commands read them again, and what they say of what holds none."""

import gzip
import json

import pytest
from calls import call


def test_results_written_before_are_checked_again(folder, tmp_path):
    call("extract", folder, "-o", tmp_path / "r.jsonl")
    fresh = call("check", folder, "--format", "json", "--fail-on", "never").stdout
    assert call("check", tmp_path / "r.jsonl", "--format", "json", "--fail-on", "never").stdout == fresh
    refused = call("extract", tmp_path / "r.jsonl")
    assert refused.exit_code == 3
    told = f"extractor: {tmp_path}/r.jsonl: a result written before (of "
    assert [line.partition(")")[0] for line in refused.stderr.splitlines()] == [f"{told}a.txt", f"{told}b.txt"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("tables", "TMP/in/a.txt", "-o", "TMP/t"), "TMP/in/a.txt: an article's file; results are needed, as .jsonl"),
        (("diff", "TMP/in/a.txt", "TMP/in/a.txt"), "TMP/in/a.txt: an article's file; results are needed, as .jsonl"),
        (("tables", "TMP/in", "-o", "TMP/t"), "TMP/in: no results in it; results are needed, as .jsonl"),
        (("tables", "TMP/odd.json", "-o", "TMP/t"), "TMP/odd.json: JSON, but no result; results are needed"),
        (("tables", "TMP/next.json", "-o", "TMP/t"), "TMP/next.json: schema version 2.0 can't be read by this version"),
        (("tables", "TMP/cut.jsonl.gz", "-o", "TMP/t"), "TMP/cut.jsonl.gz: truncated gzip"),
        (("tables", "TMP/old.json", "-o", "TMP/t"), "TMP/old.json: broken result: article: Field required"),
    ],
)
def test_what_holds_no_results_is_told_with_what_is_needed(args, told, folder, tmp_path):
    (tmp_path / "odd.json").write_text('{"a": 1}')
    (tmp_path / "next.json").write_text('{"schema_version": "2.0"}')
    (tmp_path / "old.json").write_text('{"schema_version": "1.0"}')
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"{}" * 1000)[:-9])
    done = call(*(arg.replace("TMP", str(tmp_path)) for arg in args))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"extractor: {told.replace('TMP', str(tmp_path))}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "t/claims.csv").exists()


def test_zipped_results_make_the_same_tables(folder, tmp_path):
    plain = tmp_path / "r.jsonl"
    call("extract", folder, "-o", plain)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, tmp_path / "r.jsonl.gz"):
        assert call("tables", path, "-o", tmp_path / path.suffix).exit_code == 0
    assert (tmp_path / ".gz/claims.csv").read_bytes() == (tmp_path / ".jsonl/claims.csv").read_bytes() != b""


def test_a_folder_of_batch_is_read_by_its_parts(bad, tmp_path):
    out = tmp_path / "out"
    assert call("batch", bad, out, "--part-size", 1, "--model", "fast", "--quiet").exit_code == 3
    assert (out / "results-000002.jsonl").read_bytes() == b""
    checked = call("check", out, "--format", "json", "--fail-on", "never")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert [one["article"]["id"] for one in json.loads(checked.stdout)["articles"]] == ["a.txt", "b.txt"]
    for args in (("tables", out, "-o", tmp_path / "t"), ("diff", out, out)):
        done = call(*args)
        assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("extra", [(), ("--input-format", "jsonl")])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_results_are_recognized_on_standard_input(form, extra, folder):
    written = call("extract", folder / "a.txt", "--format", form).stdout
    report = json.loads(call("check", "-", *extra, "--format", "json", "--fail-on", "never", stdin=written).stdout)
    assert [article["article"]["id"] for article in report["articles"]] == ["a.txt"]
    assert report["articles"][0] == json.loads(written)
