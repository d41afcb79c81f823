"""Input that nobody vouches for: reading opens no connection, ids lead nowhere outside OUT."""

import json
import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor import readers
from extractor.cli import app
from extractor.schema import Article, ArticleError

sys.path.insert(0, str(Path(__file__).parent / "readers"))
import samples

OUTSIDE = "http://127.0.0.1:9/x"
PAGE = (
    f'<html><head><base href="{OUTSIDE}"><link rel="stylesheet" href="{OUTSIDE}.css">'
    f'<script src="{OUTSIDE}.js"></script>'
    f'<meta http-equiv="refresh" content="0;url={OUTSIDE}"></head><body><article><iframe src="{OUTSIDE}"></iframe>'
    f'<img src="{OUTSIDE}.png"><p>{samples.LEAD}</p><p>{samples.SECOND}</p></article></body></html>'
).encode()
XHTML = f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{OUTSIDE}.dtd">'.encode() + PAGE
XML = f'<!DOCTYPE newsItem SYSTEM "{OUTSIDE}.dtd"><newsItem><inlineData>{samples.LEAD}</inlineData></newsItem>'.encode()
FILES = {
    "a.html": PAGE,
    "b.html": XHTML,
    "c.xml": samples.NEWSML.encode(),
    "d.xml": XML,
    "e.eml": samples.mail(html=True),
    "f.eml": f'Subject: a\nContent-Type: message/external-body; access-type=URL; URL="{OUTSIDE}"\n\nx\n'.encode(),
    "g.warc": samples.record(1, PAGE),
    "h.docx": samples.word(),
    "i.pdf": samples.pdf(["Exports rose."]),
    "j.json": json.dumps({"uri": OUTSIDE, "body_xhtml": PAGE.decode()}).encode(),
    "k.md": f"---\nsource: {OUTSIDE}\n---\n![a]({OUTSIDE}.png) Exports rose.".encode(),
    "l.docx": samples.word_with(b'<!DOCTYPE d SYSTEM "' + OUTSIDE.encode() + b'"><d/>'),
}


def test_reading_opens_no_connection(tmp_path, monkeypatch):
    tried = []

    def refuse(*args, **_):
        tried.append(args)
        raise OSError("no network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    items = list(readers.read_all([tmp_path]))
    assert tried == []
    read = [item for item in items if isinstance(item, Article)]
    assert len(read) >= len(FILES) - 2
    assert {Path(item.source).suffix for item in items if isinstance(item, ArticleError)} <= {".xml", ".eml", ".docx"}


IDS = [
    "../../up", "/absolute", "a/../../b", "..", ".", "C:\\windows\\x", "\\\\host\\share", "nul\x00byte", "~/home",
    "a" * 5000, "line\nbreak", "con", "\u202egnp.exe", "\ud800", "..%2f..%2fx", "A", "a", "-o",
]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "more"),
    [("extract", ("--format", "json")), ("extract", ("--format", "csv")), ("report", ()), ("batch", ())],
    ids=["extract", "tables", "report", "batch"],
)
def test_ids_lead_nowhere_outside(command, more, tmp_path):
    lines = [json.dumps({"id": id, "text": f"Exports rose {n} percent in 2024."}) for n, id in enumerate(IDS)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    out = tmp_path / "deep" / "er" / "out"
    given = [str(tmp_path / "in.jsonl"), *([str(out)] if command == "batch" else ["-o", str(out)])]
    done = CliRunner().invoke(app, [command, *given, "--model", "fast", *more])
    assert done.exit_code == 0, done.output
    made = [path for path in tmp_path.rglob("*") if path.is_file() and path != tmp_path / "in.jsonl"]
    assert all(path.is_relative_to(out) for path in made)
    assert all(len(path.name.encode()) < 200 for path in made)
    if command == "report" or "json" in more:
        assert len(made) >= len(IDS)
    assert all(path.resolve().is_relative_to(out.resolve()) for path in out.rglob("*"))
