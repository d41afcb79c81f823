"""What the commands say of results, paths and disks that are no good."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from calls import GOOD, call


def _without(key):
    return lambda result: result.pop(key)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_without("claims"), "no claims"),
        (_without("coverage"), "no coverage"),
        (lambda r: r["sentences"].append([5000, 5001]), "[5000, 5001] is outside the text"),
        (lambda r: r["claims"][0].update(start=5000, end=5003), "quantity1: span [5000, 5003] is outside the text"),
        (lambda r: r["claims"][0].update(text="elsewhere"), "is not 'elsewhere'"),
        (lambda r: r["claims"][0].update(sentence=50), "quantity1: there is no sentence 50"),
    ],
)
def test_a_broken_result_is_told(harm, told, folder, tmp_path):
    result = json.loads(call("extract", folder / "a.txt").stdout)
    harm(result)
    (tmp_path / "r.json").write_text(json.dumps(result))
    done = call("check", tmp_path / "r.json")
    assert done.exit_code == 3
    assert "broken result: " in done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("extract", "TMP/nowhere"), 3, "TMP/nowhere: No such file or directory"),
        (("extract", "TMP/in/a.txt", "--rates", "TMP/nowhere"), 2, "TMP/nowhere: No such file or directory"),
        (("extract", "TMP/in/a.txt", "--config", "TMP/nowhere"), 2, "TMP/nowhere: No such file or directory"),
        (("extract", "TMP/in/a.txt", "--rates", "TMP/in/b.txt"), 2, "TMP/in/b.txt: no table of daily rates"),
        (("check", ""), 2, "an empty path"),
        (("evaluate", "TMP/nowhere"), 2, "TMP/nowhere: No such file or directory"),
        (("extract", "TMP/in/a.txt", "-o", "TMP/in/b.txt/x.json"), 2, "TMP/in/b.txt/x.json: "),
    ],
)
def test_a_path_that_is_not_there_is_named(args, code, told, folder, tmp_path):
    done = call(*(arg.replace("TMP", str(tmp_path)) for arg in args))
    assert done.exit_code == code
    assert done.stderr.startswith(f"extractor: {told.replace('TMP', str(tmp_path))}")
    assert "Errno" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_input_is_overwritten(folder):
    article = folder / "a.txt"
    done = call("extract", article, "-o", folder / ".." / "in" / "a.txt")
    assert done.exit_code == 2
    assert "is an input" in done.stderr
    assert article.read_text() == GOOD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "args", [("extract",), ("check", "--fail-on", "never"), ("extract", "--format", "jsonl", "-o", "/dev/full")]
)
def test_a_full_disk_is_told_in_one_line(args, folder):
    command = [sys.executable, "-m", "extractor", args[0], folder, "--model", "fast", *args[1:]]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    where = "/dev/full" if "-o" in args else "standard output"
    assert (done.returncode, done.stderr) == (2, f"extractor: {where}: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("table", ["claims", "findings"])
def test_a_full_disk_leaves_no_table(form, table, folder, tmp_path):
    call("extract", folder, "-o", tmp_path / "r.jsonl")
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{table}.{form}").symlink_to("/dev/full")
    for command in (("tables", tmp_path / "r.jsonl"), ("extract", folder, "--model", "fast")):
        command = [sys.executable, "-m", "extractor", *command, "-o", out, "--format", form]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (2, f"extractor: {out}/{table}.{form}: No space left on device\n")
        assert [path.name for path in out.iterdir()] == [f"{table}.{form}"]


@pytest.mark.parametrize(
    "args",
    [("extract", "-o"), ("extract", "--format", "csv", "-o"), ("report", "-o"), ("batch",)],
    ids=["extract", "tables", "report", "batch"],
)
def test_a_folder_that_cannot_be_written_is_told_in_one_line(args, folder, tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    made = os.mkdir

    def refused(path, *more, **named):
        if Path(path).is_relative_to(tmp_path / "locked"):
            raise PermissionError(13, os.strerror(13), str(path))
        made(path, *more, **named)

    monkeypatch.setattr(os, "mkdir", refused)
    done = call(args[0], folder, *args[1:], tmp_path / "locked/out", "--model", "fast")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"extractor: {tmp_path}/locked")
    assert done.stderr.endswith(": Permission denied\n")
    assert not list((tmp_path / "locked").iterdir())


def test_warnings_stand_on_standard_error(folder):
    program = (
        "import sys; from extractor import cli, pipeline; pipeline._accepted = lambda sha256: None; "
        f"sys.argv = ['extractor', 'extract', {str(folder / 'a.txt')!r}]; cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert json.loads(done.stdout)["article"]["id"] == "a.txt"
    assert done.stderr.startswith("extractor: the base model ")
    assert done.stderr.count("\n") == 1


def test_files_skipped_in_a_folder_are_counted_once(folder):
    for name in ("x.doc", "y.DOC", "README", ".hidden"):
        (folder / name).write_text("x")
    done = call("extract", folder)
    assert done.exit_code == 0
    assert done.stderr == f"extractor: {folder}: 3 files skipped, of no kind that is read (no suffix, .doc)\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("command", ["check", "extract"])
def test_a_pipe_in_a_folder_costs_only_itself(command, folder):
    os.mkfifo(folder / "p.txt")
    done = call(command, folder, "--model", "fast")
    assert (done.exit_code, done.stderr) == (3, f"extractor: {folder}/p.txt: no file, but a pipe\n")
    assert "a.txt" in done.stdout
    assert "b.txt" in done.stdout
