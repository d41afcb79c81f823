"""`extractor report`: what stands in the folder, exit codes, the same bytes."""

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.reports import html

EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def call(*args):
    return CliRunner().invoke(app, ["report", *(str(arg) for arg in args)])


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def articles(tmp_path):
    return Path(shutil.copytree(EXAMPLES, tmp_path / "in"))


def test_a_folder_of_pages(articles, tmp_path):
    done = call(articles, "-o", tmp_path / "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{tmp_path}/out/index.html\n", "")
    made = files(tmp_path / "out")
    pages = sorted(name for name in made if name.startswith("articles/"))
    assert sorted(made) == [*pages, "figures.html", "index.html"]
    assert len(pages) == 2
    for page in pages:
        assert f'href="{page}'.encode() in made["index.html"]
    assert "7.5 trillion yuan" in made["index.html"].decode()
    assert call(articles, "-o", tmp_path / "again", "--workers", 2).exit_code == 0
    assert files(tmp_path / "again") == made


def test_an_article_that_can_t_be_read_is_named(articles, tmp_path):
    (articles / "bad.txt").write_bytes(b"\x89PNG\r\n")
    done = call(articles, "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "bad.txt: binary: a PNG image" in (tmp_path / "out/index.html").read_text(encoding="utf-8")


def test_a_full_disk_leaves_the_earlier_report(articles, tmp_path, monkeypatch):
    assert call(articles, "-o", tmp_path / "out").exit_code == 0
    earlier, there = files(tmp_path / "out"), sorted(tmp_path.iterdir())
    (articles / "more.txt").write_text("Exports rose 5 percent in 2024.")

    def full(*args, **options):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(html, "figures", full)
    done = call(articles, "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stderr.endswith(": No space left on device\n")
    assert files(tmp_path / "out") == earlier
    assert sorted(tmp_path.iterdir()) == there


def test_a_folder_that_is_a_file(articles, tmp_path):
    (tmp_path / "out").write_text("")
    done = call(articles, "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stderr == f"extractor: {tmp_path}/out: Not a directory\n"
