"""`extractor report`: what stands in the folder, acceptances, exit codes, the same bytes."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.reports import html

EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def call(*args):
    return CliRunner().invoke(app, ["report", *(str(arg) for arg in args)])


def run(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


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


def fingerprints(*inputs):
    """Those of the errors in the articles, and across them."""
    report = json.loads(run("check", *inputs, "--format", "json").stdout)
    inside = {f["fingerprint"] for one in report["articles"] for f in one["findings"] if f["severity"] == "error"}
    return inside, {f["fingerprint"] for f in report["folder"] if f["severity"] == "error"}


def pages(folder):
    return {name: data.decode() for name, data in files(folder).items()}


def test_every_finding_shows_the_fingerprint_that_accept_takes(articles, tmp_path):
    call(articles, "-o", tmp_path / "out")
    inside, across = fingerprints(articles)
    (slip,) = (page for name, page in pages(tmp_path / "out").items() if "services-trade-2024-slip" in name)
    assert set(re.findall(r"<code>([0-9a-f]{16})</code>", slip)) == inside
    for name in ("index.html", "figures.html"):
        assert across <= set(re.findall(r"<code>([0-9a-f]{16})</code>", pages(tmp_path / "out")[name]))


def test_accepted_findings_are_counted_and_not_shown(articles, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for fingerprint in set.union(*fingerprints(articles)):
        assert run("accept", fingerprint, "--reason", "why").exit_code == 0
    assert run("accept", "0" * 16, "--reason", "long gone").exit_code == 0
    done = call(articles, "-o", "out")
    stale = f"{'0' * 16} (long gone)"
    assert done.exit_code == 0
    assert done.stderr == f"extractor: extractor-accepted.toml: stale: no finding of what was checked is {stale}\n"
    made = pages(tmp_path / "out")
    assert not any('class="finding error"' in page for page in made.values())
    assert "<b>2</b> accepted, not shown" in made["index.html"]
    assert f"<li>{stale}</li>" in made["index.html"]
    (slip,) = (page for name, page in made.items() if "services-trade-2024-slip" in name)
    assert "<b>1</b> accepted, not shown" in slip
    assert "Nothing else found" in slip
    assert 'class="m quantity settled"' in slip
    assert "1 accepted, not shown" in made["figures.html"]
    (tmp_path / "extractor-accepted.toml").rename(tmp_path / "ours.toml")
    call(articles, "-o", "named", "--accepted", "ours.toml")
    assert pages(tmp_path / "named") == made
    call(articles, "-o", "bare")
    assert 'class="finding error"' in pages(tmp_path / "bare")["index.html"]


def test_pages_of_an_earlier_report_go_and_what_else_is_there_stays(articles, tmp_path):
    out = tmp_path / "out"
    call(articles, "-o", out)
    ours = [*(out / "articles").iterdir()]
    kept = [out / "articles/notes-0123abcd.html", out / "articles/notes.html", out / "mine.txt"]
    for path, text in zip(kept, ("mine", html.MAKER, "mine"), strict=True):
        path.write_text(text)
    (articles / "services-trade-2024-slip.md").unlink()
    assert call(articles, "-o", out).exit_code == 0
    assert [path.exists() for path in kept] == [True] * 3
    assert sorted(path.name.startswith("services-trade-2024.md-") for path in ours if path.exists()) == [True]
    call(articles, "-o", tmp_path / "fresh")
    assert {name: page for name, page in files(out).items() if out / name not in kept} == files(tmp_path / "fresh")


def test_where_nothing_could_be_read_an_earlier_report_stays(articles, tmp_path):
    call(articles, "-o", tmp_path / "out")
    earlier = files(tmp_path / "out")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\r\n")
    for out in (tmp_path / "out", tmp_path / "new"):
        done = call(bad, "-o", out)
        assert (done.exit_code, done.stdout) == (3, "")
        assert done.stderr.splitlines() == [
            f"extractor: {bad}: binary: a PNG image",
            f"extractor: {out}: no report written, as no article could be read",
        ]
    assert files(tmp_path / "out") == earlier
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", [("check",), ("report", "-o", "out")])
@pytest.mark.parametrize(
    ("name", "told"), [("none.toml", "No such file or directory"), (".", "Is a directory"), ("x.toml", "'more' is no")]
)
def test_a_file_of_acceptances_that_was_named_is_needed(command, name, told, articles, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.toml").write_text("more = 5")
    done = run(*command, articles, "--accepted", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"extractor: {name}: {told}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
