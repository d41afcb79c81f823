"""Files that the commands write: their names, that they are whole, and their numbers."""

import json
from decimal import Decimal

import pytest

from extractor.commands.output import safe_name, whole
from extractor.schema import Article, QuantityClaim, Result


@pytest.mark.parametrize(
    ("article_id", "start"),
    [
        ("../../etc/passwd", "etc-passwd-"),
        ("a b/c.txt", "a-b-c.txt-"),
        ("\u4e2d\u56fd", ""),
        ("\ud800", ""),
        ("x" * 300, "x" * 80 + "-"),
    ],
)
def test_names_are_safe(article_id, start):
    name = safe_name(article_id)
    assert name.startswith(start)
    assert len(name) <= 94
    assert "/" not in name
    assert name.isascii()


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("old")

    def fail():
        with whole(path) as stream:
            stream.write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    with whole(path) as stream:
        stream.write(b"new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_numbers_in_json_read_back_equal():
    for text in ("0.1", "7500000000000", "0.0000025", "14.40", "-3.2", "999999999999999", "0.333333333333"):
        claim = QuantityClaim(id="q", start=0, end=1, text="x", kind="count", unit="x", value=Decimal(text))
        result = Result(article=Article(id="a", text="x"), claims=[claim])
        written = result.model_dump_json()
        assert json.loads(written, parse_float=Decimal, parse_int=Decimal)["claims"][0]["value"] == Decimal(text)
        number = written.split('"value":')[1].split(",")[0]
        assert "e" not in number.lower()
        assert Result.model_validate(json.loads(written)) == result
