"""What people have beside plain text and web pages: true files, made by samples.py."""

import json
from pathlib import Path

import pytest
import samples
from samples import LEAD, NEWSML, NINJS, NITF, SECOND, TITLE, gz, locked, mail, pdf, record, warc, word, zipped

from extractor import readers
from extractor.readers import formats
from extractor.schema import Article, ArticleError

DAY = "2025-02-05"
BOTH = f"{TITLE}\n\n{LEAD}\n\n{SECOND}"


def read(name: str, data: bytes, folder: Path) -> list:
    path = folder / name
    path.write_bytes(data)
    return list(readers.read_all([path]))


def one(name: str, data: bytes, folder: Path) -> Article:
    (article,) = read(name, data, folder)
    assert isinstance(article, Article), article
    return article


def table(rows: list) -> dict:
    return {"argvalues": [row[1:] for row in rows], "ids": [row[0] for row in rows]}


GOOD = [
    ("word", "a.docx", word(rows=(), tracked=False), BOTH, TITLE, None, "a.docx"),
    ("mail", "a.eml", mail(), BOTH, TITLE, DAY, "a.eml"),
    ("mail in flowed lines", "a.eml", mail(flowed=True), BOTH, TITLE, DAY, "a.eml"),
    ("mail in HTML", "a.eml", mail(html=True), f"{BOTH}\nEnd.", TITLE, DAY, "a.eml"),
    ("NITF", "a.xml", NITF.encode(), BOTH, TITLE, DAY, "tea-1"),
    *((f"ninjs {version}", "a.json", json.dumps(item).encode(), BOTH, TITLE, DAY, "urn:tea")
      for version, item in NINJS.items()),
    ("ninjs lines", "a.jsonl.gz", gz(json.dumps(NINJS["2.1"]).encode() + b"\n"), BOTH, TITLE, DAY, "urn:tea"),
    ("gzipped text", "a.txt.gz", gz(LEAD.encode()), LEAD, None, None, "a.txt.gz"),
    ("a record of a crawl's texts", "a.warc.gz", gz(warc("conversion", 1, "text/plain", LEAD.encode())), LEAD, None,
     None, "https://news.example/1"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "text", "title", "day", "id"), **table(GOOD))
def test_good_files(name, data, text, title, day, id, tmp_path):
    article = one(name, data, tmp_path)
    assert (article.text, article.title, article.published, article.id) == (text, title, day, id)
    assert article.notes == []


def test_word_has_rows_and_what_tracked_changes_left(tmp_path):
    text = one("a.docx", word(), tmp_path).text
    assert text == (
        f"{BOTH}\n\nThe board expects 2 percent more in 2025.\n\n"
        "Year | Exports, million dollars\n2023 | 1,340\n2024 | 1,400"
    )


LINES = [
    "Exports of tea rose 4.5 percent to $1.4 billion in 2024, the",
    "tea board said on Monday, and its weighted and adjusted ex-",
    "change index (an exchange index) rose.",
    "It was short.",
    "Imports fell.",
]


def test_pdf_lines_become_paragraphs_without_running_heads(tmp_path):
    pages = [["Tea Board Bulletin 2024", *LINES, f"Page {n} of 3"] for n in range(1, 4)]
    whole = " ".join(LINES[:3]).replace("ex- change", "exchange")
    paragraphs = [whole, "It was short.", "Imports fell."]
    assert one("a.pdf", pdf(*pages), tmp_path).text == "\n\n".join(paragraphs * 3)


def test_pdf_that_only_forbids_printing_is_read(tmp_path):
    assert one("a.pdf", locked(pdf(["Exports rose."]), ""), tmp_path).text == "Exports rose."


def test_attachments_are_noted(tmp_path):
    assert one("a.eml", mail(attachment=True), tmp_path).notes == ["1 attachment not read"]


def test_a_message_of_several_items(tmp_path):
    first, second, third = read("a.xml", NEWSML.encode(), tmp_path)
    rest = "Imports fell by a tenth,\nAmina Okello said.\n\nYear | Exports\n2024 | 1,400"
    assert first.text == f"{TITLE}\n\n{LEAD}\n\n{rest}"
    assert (first.id, first.published) == ("tag:agency.example,2025:tea", DAY)
    assert (second.text, second.notes) == (SECOND, ["the agency has withdrawn this item"])
    assert third.reason.startswith("tag:agency.example,2025:photo: no text in the item")


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(gz(samples.page(4))), gz(samples.page(4)))


@pytest.mark.parametrize("zip_it", [False, True], ids=["plain", "gzipped"])
def test_a_crawl(zip_it, tmp_path):
    records = [
        warc("warcinfo", 9, "application/warc-fields", b"software: x\r\n"),
        record(1),
        record(2, b"moved", status=301),
        record(3, b"\x89PNG", "image/png"),
        record(4, CHUNKED, "text/html; charset=utf-8", more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ]
    data = b"".join(map(gz, records) if zip_it else records)
    first, second = read("a.warc.gz" if zip_it else "a.warc", data, tmp_path)
    assert [a.id for a in (first, second)] == ["https://news.example/1", "https://news.example/4"]
    assert [a.title for a in (first, second)] == [f"{TITLE} 1", f"{TITLE} 4"]
    assert {a.published for a in (first, second)} == {DAY}
    assert "Lorry 4-3 left." in second.text


def spoiled(data: bytes) -> bytes:
    return data[:60] + bytes(byte ^ 255 for byte in data[60:64]) + data[64:]


BROKEN_CRAWLS = [
    ("no header", "a.warc", record(1) + b"rubbish\r\n\r\n" + record(3),
     [1, "after record 1: broken records left out", 3]),
    ("a length too short", "a.warc", record(1) + record(2).replace(b"Length: ", b"Length: 20\r\nX: ", 1) + record(3),
     [1, "after record 2: broken records left out", 3]),
    ("a spoiled member", "a.warc.gz", gz(record(1)) + spoiled(gz(record(2))) + gz(record(3)),
     [1, "after record 1: broken records left out", 3]),
    ("cut off", "a.warc", record(1) + record(2)[:-90], [1, "record 2: truncated record"]),
    ("cut off in a member", "a.warc.gz", gz(record(1)) + gz(record(2))[:-90], [1, "record 2: truncated record"]),
    ("a page without text", "a.warc",
     record(1, b"<html><body><p> </p></body></html>"), ["record 1: no article text found in the page"]),
    ("no pages", "a.warc", record(1, status=404), ["empty: no record of a web page or a text"]),
    ("no crawl", "a.warc", b"<html><p>Exports rose.</p></html>", ["no WARC file, but text"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "expected"), **table(BROKEN_CRAWLS))
def test_broken_records_cost_only_themselves(name, data, expected, tmp_path):
    items = read(name, data, tmp_path)
    assert [i.reason if isinstance(i, ArticleError) else int(i.id[-1]) for i in items] == expected


DEEP = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n"
DTD = '<!DOCTYPE newsItem [<!ENTITY a "%s">%s]><newsItem><inlineData>&b;</inlineData></newsItem>'
LAUGHS = DTD % ("ha" * 99, f'<!ENTITY b "{"&a;" * 99}">')
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><newsItem><inlineData>&b;</inlineData></newsItem>'
WORD_OUTSIDE = b'<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
    b"</w:t></w:r></w:p></w:body></w:document>"
)
BAD = [
    ("text named docx", "a.docx", b"Exports rose.", "no DOCX file, but text"),
    ("old Word named docx", "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", "no DOCX file, but an Office file, old"),
    ("a zip named docx", "a.docx", zipped({"a.txt": b"x"}), "no DOCX file, but another zip archive"),
    ("docx cut off", "a.docx", word()[:9000], "broken DOCX: "),
    ("docx with broken XML", "a.docx", samples.word_with(b"<a"), "broken DOCX: "),
    ("docx with entities", "a.docx", samples.word_with(WORD_OUTSIDE), "empty: no text"),
    ("docx without text", "a.docx", word(title="", paragraphs=(), rows=(), tracked=False), "empty: no text"),
    ("a zip bomb", "a.docx", zipped({"word/document.xml": bytes(70 << 20)}), "zip bomb: would unpack to"),
    ("text named pdf", "a.pdf", b"Exports rose.", "no PDF file, but text"),
    ("pdf cut off", "a.pdf", pdf(["Exports rose."])[:20], "broken PDF: "),
    ("pdf with a password", "a.pdf", locked(pdf(["Exports rose."]), "secret"), "password-protected PDF"),
    ("a PDF bomb", "a.pdf", pdf(["Exports rose."] * 250_000, packed=True), "PDF bomb: its pages unpack to"),
    ("pdf of pictures", "a.pdf", pdf([], []), "a PDF without text, perhaps scanned"),
    ("text named eml", "a.eml", b"Exports rose\n5 percent.", "no e-mail: it doesn't begin with headers, but is text"),
    ("picture named eml", "a.eml", b"\x89PNG\r\n", "no e-mail: it doesn't begin with headers, but is a PNG image"),
    ("mail without text", "a.eml", b"Subject: a\nContent-Type: image/png\n\nabc", "an e-mail without text"),
    ("mail in mail in mail", "a.eml", DEEP * 2000, "too many parts: more than 1000"),
    ("text named xml", "a.xml", b"Exports rose.", "broken XML: syntax error"),
    ("other XML", "a.xml", b"<rss><item/></rss>", "XML of no kind that is read (its root is rss)"),
    ("xml cut off", "a.xml", NEWSML[:900].encode(), "broken XML: unclosed token: line 11"),
    ("a billion laughs", "a.xml", LAUGHS.encode(), "XML with entities or outside references"),
    ("a file from outside", "a.xml", OUTSIDE.encode(), "XML with entities or outside references"),
    ("ninjs without text", "a.json", b'{"uri": "a", "headlines": []}', "no text in the item"),
    ("text named gz", "a.txt.gz", b"Exports rose.", "no gzip file"),
    ("gzip cut off", "a.txt.gz", gz(LEAD.encode())[:-12], "truncated gzip"),
    ("gzip with a wrong checksum", "a.txt.gz", gz(LEAD.encode())[:-8] + b"\0" * 8, "broken gzip: checksum"),
    ("gzip of nothing that unzips", "a.txt.gz", gz(b"")[:10] + b"\xff" * 30, "broken gzip"),
    ("a gzip bomb", "a.txt.gz", gz(bytes(65 << 20)), "gzip bomb: more than 200 times"),
    ("a gzip bomb of lines", "a.jsonl.gz", gz((b" " * 63 + b"\n") * (80 << 14)), "gzip bomb: more than 200 times"),
    ("a picture in a gzip", "a.txt.gz", gz(b"\x89PNG\r\n"), "binary: a PNG image"),
    ("gzip of no known kind", "a.xyz.gz", gz(b"a"), "no reader for .gz"),
]


@pytest.mark.parametrize(("name", "data", "reason"), **table(BAD))
def test_bad_files_give_one_clear_line(name, data, reason, tmp_path):
    (error,) = read(name, data, tmp_path)
    assert isinstance(error, ArticleError)
    assert error.reason.startswith(reason)
    assert "\n" not in str(error)
    assert len(str(error)) < 400


def test_lines_before_a_cut_are_kept(tmp_path):
    lines = b"".join(b'{"text": "Exports rose %d percent."}\n' % n for n in range(20_000))
    *articles, error = read("a.jsonl.gz", gz(lines)[:-5000], tmp_path)
    assert len(articles) > 1_000
    assert error.reason.startswith("truncated gzip")


def test_every_form_is_read_from_its_gzip_too(tmp_path):
    for suffix in formats.FORMATS:
        assert formats.form(f"a{suffix}") == formats.form(f"A{suffix.upper()}")
        assert formats.form(f"a{suffix}.gz").module == formats.FORMATS[suffix]
    assert formats.form("a.gz") is formats.form("gz") is formats.form(".docx") is formats.form("a.tar.gz") is None


PAGE = """<html><head><title>{title} | Daily</title>{head}</head><body><article><h1>{title}</h1>{body}
<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>{body}</article></body></html>"""
JSON_LD = '<script type="application/ld+json">%s</script>'
NEWS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": f"{DAY}T10:00Z", "dateModified": "2025-03-05"}


@pytest.mark.parametrize(
    "head",
    [
        JSON_LD % json.dumps({"@context": "https://schema.org"} | NEWS),
        JSON_LD % json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, NEWS]}),
        '<meta property="article:published_time" content="2025-02-05T10:00:00Z">',
        '<meta name="date" content="2025-02-05">',
        '<meta name="DC.date.issued" content="2025-02-05">',
        '<meta itemprop="datePublished" content="2025-02-05">',
    ],
    ids=["JSON-LD", "JSON-LD in a graph", "Open Graph", "meta date", "Dublin Core", "microdata"],
)
def test_web_pages_tell_their_date_and_keep_captions(head, tmp_path):
    body = "".join(f"<p>{LEAD} Lorry {n} left.</p>" for n in range(4))
    data = PAGE.format(title=TITLE, head=head, body=body, caption=samples.CAPTION).encode()
    article = one("a.html", data, tmp_path)
    assert (article.title, article.published, article.published_from) == (TITLE, DAY, "metadata")
    assert f"Lorry 3 left.\nCaption: {samples.CAPTION}\n" in article.text


def test_a_spoiled_byte_in_a_word_file_is_told(tmp_path):
    data = bytearray(word())
    at = data.index(b"word/document.xml") + 60
    data[at : at + 4] = b"\0\0\0\0"
    (error,) = read("a.docx", bytes(data), tmp_path)
    assert error.reason.startswith("broken DOCX: ")
