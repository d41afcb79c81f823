"""Every kind of bad input gives one clear line and costs only itself."""

import json
import os
import sys
from pathlib import Path

import pytest

from extractor import readers
from extractor.schema import Article, ArticleError

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/readers_bad.jsonl").read_text("utf-8").splitlines()
]


def content(case: dict) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "text_repeat" in case:
        before, middle, times, after = case["text_repeat"]
        return (before + middle * times + after).encode()
    if "text_nested" in case:
        before, opening, times, middle, closing, after = case["text_nested"]
        return (before + opening * times + middle + closing * times + after).encode()
    return case["text"].encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_bad_input(case, tmp_path):
    path = tmp_path / case["file"]
    path.write_bytes(content(case))
    items = list(readers.read_all([path]))
    errors = [item for item in items if isinstance(item, ArticleError)]
    assert [item.text for item in items if isinstance(item, Article)] == case.get("texts", [])
    expected = case.get("errors", [])
    assert len(errors) == len(expected)
    for error, start in zip(errors, expected, strict=True):
        assert error.reason.startswith(start)
        assert error.source == path.as_posix()
        assert "\n" not in str(error)
    if "lines" in case:
        assert [error.line for error in errors] == case["lines"]
        assert str(errors[0]).startswith(f"{path.as_posix()}:{case['lines'][0]}: ")


def test_missing_file_and_folder_without_articles(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.xyz").write_text("x")
    items = list(readers.read_all([tmp_path / "none.txt", tmp_path / "empty"]))
    assert [item.reason for item in items] == [
        "No such file or directory",
        f"no articles in this folder ({readers.KNOWN})",
    ]


def test_a_bad_file_costs_only_itself(tmp_path):
    (tmp_path / "a.txt").write_text("Exports rose.")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "c.txt").write_text("Imports fell.")
    items = list(readers.read(tmp_path))
    assert [type(item) for item in items] == [Article, ArticleError, Article]


@pytest.fixture
def locked(tmp_path, monkeypatch):
    """A folder that may not be looked into, between two files: the superuser of a test's container may read any."""
    for name in ("in/a.txt", "in/locked/b.txt", "in/locked/deeper/c.txt", "in/z.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Exports rose.")
    scandir = os.scandir

    def refused(path):
        if Path(path).name == "locked":
            raise PermissionError(13, os.strerror(13), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    return tmp_path / "in"


def test_a_folder_that_may_not_be_looked_into_is_told(locked):
    items = list(readers.read(locked))
    assert [type(item) for item in items] == [Article, ArticleError, Article]
    assert str(items[1]) == f"{locked.as_posix()}/locked: Permission denied"
    (alone,) = readers.read(locked / "locked")
    assert str(alone) == str(items[1])
    assert [path.name for path in readers.files(locked)] == ["a.txt", "z.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_what_is_no_file_in_a_folder_is_told_and_not_waited_for(tmp_path):
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_text("Exports rose.")
    for name in ("p.txt", "p.jsonl", ".p.txt", "p.pipe"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "n.txt").symlink_to("/dev/null")
    (tmp_path / "q.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "s.txt").symlink_to(tmp_path / "a.txt")
    told = {Path(i.source).name: i.reason for i in readers.read(tmp_path) if isinstance(i, ArticleError)}
    assert told == {
        "n.txt": "no file, but a device",
        "p.jsonl": "no file, but a pipe",
        "p.txt": "no file, but a pipe",
        "q.txt": "No such file or directory",
    }
    assert [path.name for path in readers.files(tmp_path)] == ["a.txt", "q.txt", "s.txt", "z.txt"]


def test_a_missing_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text("<p>Exports rose.</p>")
    (error,) = readers.read(tmp_path)
    assert error.reason == "needs the extra html: pip install 'trade-extractor[html]'"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import lxml_cleaner_that_is_missing", "ModuleNotFoundError: No module named"),
        ("raise ImportError('a module of lxml is a separate project')", "ImportError: a module of lxml is"),
    ],
)
def test_a_broken_extra_is_told_with_its_own_error(code, told, tmp_path, monkeypatch):
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "trafilatura.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path / "modules"))
    monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    (tmp_path / "a.html").write_text("<p>Exports rose.</p>")
    (error,) = readers.read(tmp_path / "a.html")
    assert error.reason.startswith(f"the extra html is installed but broken: {told}")


def test_too_large_a_file_and_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "MAX_BYTES", 100)
    monkeypatch.setattr("extractor.readers.jsonl.MAX_BYTES", 100)
    (tmp_path / "a.txt").write_text("x" * 101)
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"text": "y" * 250}) + "\n" + json.dumps({"text": "z"}) + "\n"
    )
    items = list(readers.read(tmp_path))
    assert [getattr(item, "reason", None) for item in items] == [
        "too large: more than 0 MB",
        "too long: more than 0 MB",
        None,
    ]
    assert items[1].line == 1
    assert items[2].text == "z"


def test_a_given_date_that_is_none(tmp_path):
    with pytest.raises(readers.ReadError):
        readers.read_all([tmp_path], published="tomorrow")
