"""E-mails: subject as title, date as date of publication, the plain part or else the words of the HTML part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from typing import BinaryIO

from extractor.readers.common import MAX_BYTES, Origin, ReadError, article, decode, iso_date, kind_of, with_title
from extractor.readers.fragments import words_of
from extractor.schema import Article

_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_BREAKS = re.compile(r"\s*[\r\n]\s*")
_FLOWED = re.compile(r"(?<=[^\n ]) \n(?![\n>])")
_SIGNATURE_MARK = "-- \n"
_KINDS = ("text/plain", "text/html")
MAX_HEADER = 4_000
MAX_PARTS = 1_000


def _header(message: Message, name: str) -> str | None:
    """A header's words, with its encoded ones decoded; None where it is missing or too long to be one."""
    value = message.get(name)
    if value is None or len(str(value)) > MAX_HEADER:
        return None
    try:
        words = "".join(
            part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
            for part, charset in decode_header(str(value))
        )
    except (LookupError, ValueError):  # an unknown charset, broken base64
        words = str(value)
    return _BREAKS.sub(" ", words).strip() or None


def _parts(message: Message) -> tuple[dict[str, Message], int]:
    """The first part of each kind of text, and how many attachments there are."""
    found: dict[str, Message] = {}
    attached = 0
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            raise ReadError(f"too many parts: more than {MAX_PARTS}")
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment" or part.get_content_type() not in _KINDS:
            attached += 1
        else:
            found.setdefault(part.get_content_type(), part)
    return found, attached


def _content(part: Message) -> tuple[str, list[str]]:
    data = part.get_payload(decode=True)
    text, notes = decode(data if isinstance(data, bytes) else b"", part.get_content_charset())
    text = text.replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        return words_of(text), notes
    if str(part.get_param("format", "")).lower() == "flowed":
        text = text.replace(f"\n{_SIGNATURE_MARK}", "\n--\n")
        text = _FLOWED.sub(" ", text)
    return text.strip("\n"), notes


def _published(message: Message) -> str | None:
    """The day in the header Date; mail with a broken one is still mail."""
    try:
        return iso_date(_header(message, "date"))
    except ReadError:
        return None


def _read(data: bytes, origin: Origin) -> Article:
    message = message_from_bytes(data)
    parts, attached = _parts(message)
    for kind in _KINDS:
        if kind in parts:
            text, notes = _content(parts[kind])
            if text.strip():
                break
    else:
        raise ReadError("an e-mail without text")
    title = _header(message, "subject")
    if attached:
        notes.append(f"{attached} attachment{'s' if attached > 1 else ''} not read")
    return article(with_title(title, text), origin, title=title, published=_published(message), notes=notes)


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError."""
    data = stream.read(MAX_BYTES + 1)
    if not data.strip():
        raise ReadError("empty: no text")
    if not _HEADER.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")):
        raise ReadError(f"no e-mail: it doesn't begin with headers, but is {kind_of(data)}")
    try:
        yield _read(data, origin)
    except ReadError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"broken e-mail: {type(error).__name__}") from None
