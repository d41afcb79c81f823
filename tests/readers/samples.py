"""True files of every kind that is read, made here."""

import gzip
import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

TITLE = "Tea exports up"
LEAD = "Exports of tea rose 4.5 percent to $1.4 billion in 2024, the tea board said on Monday."
SECOND = "Imports fell by a tenth, Amina Okello, head of statistics, told reporters."
CAPTION = "Pickers near Kericho, where 36 factories stand."
ROWS = (("Year", "Exports, million dollars"), ("2023", "1,340"), ("2024", "1,400"))


def word(*, title=TITLE, paragraphs=(LEAD, SECOND), rows=ROWS, tracked=True) -> bytes:
    """A Word document; with `tracked`, a word is deleted and one put in by tracked changes."""
    document = docx.Document()
    document.add_heading(title, 0)
    for text in paragraphs:
        document.add_paragraph(text)
    if tracked:
        paragraph = document.add_paragraph("The board expects ")
        for tag, inner, words in (("w:del", "w:delText", "3"), ("w:ins", "w:t", "2")):
            change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            change.set(qn("w:id"), "1")
            change.set(qn("w:author"), "Desk")
            text.text = words
            run.append(text)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run(" percent more in 2025.")
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return zipped(_parts(stream.getvalue()))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive, the same bytes at any time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def word_with(document: bytes) -> bytes:
    """A Word document whose main part is replaced."""
    return zipped(_parts(word()) | {"word/document.xml": document})


def pdf(*pages: list[str], packed: bool = False) -> bytes:
    """A PDF of pages of lines; a page without lines has no text. `packed`: the pages are compressed."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        words = "".join(f"({line}) Tj T*\n" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 780 Td\n{words}ET".encode("latin-1") if lines else b"0 0 9 9 re f"
        kids.append(len(objects) + 2)
        content, how = (zlib.compress(content), b" /Filter /FlateDecode") if packed else (content, b"")
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), how, content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects))
        )
    places = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{places}] /Count {len(kids)} >>".encode()
    made, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def locked(data: bytes, password: str, owner: str = "desk") -> bytes:
    """A PDF that needs a password; an empty one only forbids."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner, algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def mail(*, html=False, attachment=False, subject=TITLE, flowed=False) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "Desk <desk@news.example>"
    message["Date"] = "Wed, 05 Feb 2025 10:00:00 +0800"
    if html:
        message.set_content(f"<html><body><p>{LEAD}</p><div>{SECOND}<br>End.</div></body></html>", subtype="html")
    else:
        text = f"{LEAD[:40].rstrip()} \n{LEAD[40:].lstrip()}\n\n{SECOND}\n" if flowed else f"{LEAD}\n\n{SECOND}\n"
        message.set_content(text, params={"format": "flowed"} if flowed else None, cte="quoted-printable")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../a.pdf")
        message.set_boundary("border")
    return message.as_bytes()


NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-02-06T01:00:00Z</sent></header><itemSet>
<newsItem guid="tag:agency.example,2025:tea" version="2" standard="NewsML-G2" standardversion="2.33" xml:lang="en">
<itemMeta><versionCreated>2025-02-06T00:30:00Z</versionCreated><firstCreated>2025-02-05T22:00:00Z</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>{TITLE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>Slug</title></head><body><p>{LEAD}</p>
<p>Imports <b>fell</b> by a tenth,<br/>Amina Okello said.</p>
<table><tr><th>Year</th><th>Exports</th></tr><tr><td>2024</td><td>1,400</td></tr></table></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="tag:agency.example,2025:flash"><itemMeta><versionCreated>2025-02-05T22:01:00Z</versionCreated>
<pubStatus qcode="stat:canceled"/></itemMeta><contentMeta/><contentSet>
<inlineData contenttype="text/plain">{SECOND}</inlineData></contentSet></newsItem>
<newsItem guid="tag:agency.example,2025:photo"><contentSet><remoteContent href="http://agency.example/a.jpg"/>
</contentSet></newsItem></itemSet></newsMessage>"""

NITF = f"""<nitf><head><title>Slug</title><docdata><doc-id id-string="tea-1"/><date.issue norm="20250205T220000Z"/>
</docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head><body.content><p>{LEAD}</p><p>{SECOND}</p>
</body.content></body></nitf>"""

NINJS = {
    "1.4": {
        "uri": "urn:tea", "type": "text", "versioncreated": "2025-02-06T00:30:00Z", "headline": TITLE,
        "firstcreated": "2025-02-05T22:00:00Z", "body_xhtml": f"<p>{LEAD}</p>\n<p>{SECOND}</p>",
    },
    "2.1": {
        "uri": "urn:tea", "contentcreated": "2025-02-05T22:00:00Z",
        "headlines": [{"role": "short", "value": "Tea"}, {"role": "main", "value": TITLE}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{LEAD}</p><p>{SECOND}</p>"}],
    },
    "3.0": {
        "uri": "urn:tea", "contentCreated": "2025-02-05T22:00:00Z", "headlines": [{"value": TITLE}],
        "bodies": [{"contentType": "text/plain", "value": f"{LEAD}\n\n{SECOND}"}],
    },
}  # fmt: skip


def page(number: int = 1) -> bytes:
    paragraphs = "".join(f"<p>{LEAD} Lorry {number}-{n} left.</p>" for n in range(4))
    head = '<meta property="article:published_time" content="2025-02-05T10:00:00Z">'
    body = f"<article><h1>{TITLE} {number}</h1>{paragraphs}</article>"
    return f"<html><head><title>{TITLE} {number}</title>{head}</head><body>{body}</body></html>".encode()


def record(number: int, body: bytes | None = None, kind: str = "text/html", status: int = 200, more: str = "") -> bytes:
    """A WARC record of a page that was fetched."""
    content = page(number) if body is None else body
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(content)}\r\n\r\n"
    return warc("response", number, "application/http; msgtype=response", head.encode() + content)


def warc(what: str, number: int, kind: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {what}\r\nWARC-Record-ID: <urn:uuid:{number:036d}>\r\n"
        f"WARC-Date: 2025-03-01T00:00:00Z\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
