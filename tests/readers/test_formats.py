"""What each reader makes of good input: text as given, ids, titles, dates."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import readers
from extractor.readers.common import digest, iso_date
from extractor.readers.markdown import plain
from extractor.schema import Article, ArticleError, Result


def one(path, **options) -> Article:
    (item,) = readers.read(path, **options)
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfA title\r\n\r\nText.\r\n", "A title\r\n\r\nText.\r\n"),
        (b"a\x00b and more", "a\x00b and more"),
        (
            "Caf\u00e9 \u201ctrade\u201d \u2028 next\u0085".encode(),
            "Caf\u00e9 \u201ctrade\u201d \u2028 next\u0085",
        ),
    ],
)
def test_plain_text_is_kept_as_given(data, text, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    article = one(path)
    assert article.text == text
    assert article.sha256 == digest(text)
    assert (article.id, article.source, article.title, article.published) == (
        "a.txt",
        path.as_posix(),
        None,
        None,
    )


@given(
    st.text(alphabet=st.characters(), min_size=1).filter(lambda s: s.strip() and not s.startswith("\ufeff"))
)
def test_records_keep_any_text(text):
    stream = io.BytesIO(json.dumps({"text": text}).encode() + b"\n")
    from extractor.readers import jsonl

    (item,) = jsonl.read(stream, readers.Origin("a.jsonl", "a.jsonl"))
    assert isinstance(item, Article)
    assert item.text == text


def test_markdown_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Exports up\npublished: 2025-02-05\nsource: https://example.org/a\n"
        "author: A. Writer\n---\n\nExports *rose*.\n"
    )
    article = one(path)
    assert article.text == "Exports up\n\nExports rose."
    assert (article.title, article.published, article.published_from) == (
        "Exports up",
        "2025-02-05",
        "metadata",
    )
    assert article.source == "https://example.org/a"


def test_front_matter_that_is_no_yaml_is_read_line_by_line(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Crisis: a tale\npublished: 2025-02-05\nsource: 'Daily: one'\n---\nText.")
    article = one(path)
    assert (article.title, article.published, article.source) == ("Crisis: a tale", "2025-02-05", "Daily: one")
    assert article.notes == ["front matter is no valid YAML: read line by line"]


def test_front_matter_never_closed_is_noted(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: A\n\nText.")
    assert one(path).notes == ["front matter is never closed (no second ---): read as text"]
    path.write_text("---\nA line of text under a rule.")
    assert one(path).notes == []


def test_a_title_at_the_start_is_not_repeated(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Exports up\n---\n# Exports up\n\nText.")
    assert one(path).text == "Exports up\n\nText."


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("## A *fine* head ##", "A fine head"),
        ("**9.1%** and 3 * 4 * 5", "9.1% and 3 * 4 * 5"),
        ("see [the data](https://example.org/x) now", "see the data now"),
        ("![A port](port.png)", "A port"),
        ("> \u201cQuoted,\u201d she said", "\u201cQuoted,\u201d she said"),
        (r"required fields are marked \*", "required fields are marked *"),
        ("Name * | Email *", "Name * | Email *"),
        ("- Ships: $2.24 billion", "- Ships: $2.24 billion"),
        ("* Figures are preliminary", "* Figures are preliminary"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_markdown_marks(marked, words):
    assert plain(marked) == words


PAGE = """<html><head><meta charset="{charset}"><title>Exports up | Daily</title>
<meta property="og:title" content="Exports up">
<meta property="article:published_time" content="2025-02-05T10:00:00+08:00"></head>
<body><nav><a href="/">Home</a></nav><article>
<h1>Exports up</h1>{paragraphs}</article></body></html>"""
LONG = (
    "<p>The port handled 3 million boxes in January \u2014 a record, the harbour office said on Monday.</p>"
)


def test_web_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        PAGE.format(
            charset="utf-8", paragraphs="<p>Opening line of the piece, long enough to count.</p>" + LONG * 3
        ),
        "utf-8",
    )
    article = one(path)
    assert article.text.startswith("Exports up\n")
    assert article.text.count("3 million boxes") == 3
    assert (article.title, article.published, article.published_from) == (
        "Exports up",
        "2025-02-05",
        "metadata",
    )


def test_web_page_in_its_declared_charset(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.format(charset="windows-1252", paragraphs=LONG * 4).encode("cp1252"))
    assert "January \u2014 a record" in one(path).text


def test_json_records(tmp_path):
    (tmp_path / "a.json").write_text(
        json.dumps({"id": "x", "title": "T", "text": "Body.", "published": "5 February 2025", "gold": {}})
    )
    (tmp_path / "b.jsonl").write_text(
        "".join(
            json.dumps(r) + "\n" for r in ({"text": "One."}, {"text": "Two."}, {"id": "x", "text": "Three."})
        )
    )
    items = list(readers.read(tmp_path))
    assert [item.id for item in items] == ["x", "b.jsonl", "b.jsonl~2", "x~2"]
    assert items[0].text == "Body."
    assert items[0].published == "2025-02-05"
    assert items[3].notes == ["a second article of the id x"]


def test_folders_are_read_recursively_in_order(tmp_path):
    for name in ("b/z.txt", "a.txt", "b/a.md", ".hidden/x.txt", "b/.y.txt", "c.xyz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text.")
    assert [item.id for item in readers.read(tmp_path)] == ["a.txt", "b/a.md", "b/z.txt"]


def test_given_date_only_where_there_is_none(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "a", "published": "2024-01-01"}\n{"text": "b", "published": ""}\n'
    )
    dated, given = readers.read(tmp_path, published="2025-02-05")
    assert (dated.published, dated.published_from) == ("2024-01-01", "metadata")
    assert (given.published, given.published_from) == ("2025-02-05", "given")


@pytest.mark.parametrize(("form", "texts"), [("text", ['{"text": "a"}\n']), ("jsonl", ["a"])])
def test_standard_input(form, texts, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "a"}\n')))
    items = list(readers.read("-", input_format=form))
    assert [item.text for item in items] == texts
    assert items[0].id == digest(texts[0])[:12]
    assert items[0].source is None


def test_results_are_recognized(tmp_path):
    result = Result(article=Article(id="x", text="a \ud800 b"))
    (tmp_path / "r.json").write_text(result.model_dump_json())
    (found,) = readers.read_all([tmp_path])
    assert found == result
    (refused,) = readers.read(tmp_path)
    assert isinstance(refused, ArticleError)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-02-05", "2025-02-05"),
        ("2025-02-05T23:59:59+08:00", "2025-02-05"),
        ("20250205", "2025-02-05"),
        ("Wed, 05 Feb 2025 10:00:00 GMT", "2025-02-05"),
        ("February 5, 2025", "2025-02-05"),
        (None, None),
        ("  ", None),
    ],
)
def test_dates(value, day):
    assert iso_date(value) == day


@pytest.mark.parametrize(
    "value", ["2025", "2025-02", "yesterday", "20251305", "2025-02-30", "1000-01-01", "9999-12-31", "May", 5, "x" * 500]
)
def test_dates_that_are_none(value):
    with pytest.raises(readers.ReadError):
        iso_date(value)


ENGLISH = (
    "Exports of tea rose by three percent in May, the board said on Friday, and imports fell by one percent. "
    "The board gave no reason for the fall and it had no figures for the year before that one."
)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (ENGLISH, []),
        ("Rose\x00 5 percent.", ["the text contains NUL characters"]),
        ("Rose \ud800 5 percent.", ["the text contains lone surrogates"]),
    ],
)
def test_notes_on_the_text(text, notes, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": text}))
    assert one(path).notes == notes


@pytest.mark.parametrize("published", ["2025", 2025, " 2025-02 "])
def test_a_year_or_a_month_is_no_day_and_costs_no_article(published, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": ENGLISH, "published": published}))
    article = one(path)
    assert (article.published, article.published_from) == (None, None)
    assert article.notes == [f"published: {str(published).strip()} is no day, and left out"]
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: {published}\n---\n{ENGLISH}")
    assert one(path).notes == article.notes


def test_windows_1252_is_read_with_a_note(tmp_path):
    path = tmp_path / "a.txt"
    text = "The board\u2019s tea cost \u20ac3 million, \u201cmore than ever\u201d, it said on Friday in Mombasa.\n"
    path.write_bytes(text.encode("cp1252"))
    assert (one(path).text, one(path).notes) == (text, ["read as Windows-1252"])
