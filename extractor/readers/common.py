"""What every reader needs: where an input stands, decoding, publication dates, the finished Article."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from json import JSONDecodeError

from extractor.schema import Article

MAX_BYTES = 64 * 2**20
"""A single article's file may not be larger; JSON Lines files may, their lines may not."""

_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an Office file, old or password-protected",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = bytes(range(9)) + b"\x0b" + bytes(range(14, 27)) + bytes(range(28, 32))
_MOJIBAKE = re.compile(r"[\u4e00-\u9fff](?=[A-Za-z])|(?<=[A-Za-z])[\u4e00-\u9fff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LEADING_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].{1,40})?$")
_NO_DAY = re.compile(r"\s*\d{4}(?:-\d{2})?\s*$")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.{1,40})?$")

YEARS = (1500, 2500)


class ReadError(ValueError):
    """An article that can't be read; the message is one line for the user."""


def kind_of(data: bytes) -> str:
    """What bytes look like that aren't what their file's name says."""
    found = next((name for signature, name in _SIGNATURES.items() if data.startswith(signature)), None)
    if found:
        return found
    return "something else" if _binary(data, 0.01) else "text"


def plain_error(error: JSONDecodeError) -> str:
    """What is wrong with a JSON text, without the "at" that the library puts before the place."""
    return error.msg.removesuffix(" at")


def plain_message(message: str) -> str:
    """A message of validation without the words of the library in front of it."""
    return message.removeprefix("Value error, ").removeprefix("Assertion failed, ")


@dataclass(frozen=True)
class Origin:
    """Where an input stands: `source` as the user names it, `name` its path relative to INPUT (posix)."""

    source: str | None
    name: str | None = None


def _binary(data: bytes, share: float) -> bool:
    sample = data[:65536]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > share * len(sample)


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """Text and notes: by a byte order mark (dropped), as UTF-8, in the declared charset, as GB18030 or, where
    that gives Chinese characters inside English words, as Windows-1252.

    Raises ReadError where the bytes are no text.
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"binary: {name}")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding), []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, declared)
    if _binary(data, 0.3):
        raise ReadError("binary: more control characters than text")
    return text, []


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"not the {encoding} that its first bytes announce ({error.reason})") from None


def _guessed(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    if _binary(data, 0.01):
        raise ReadError("binary: neither text nor a known format")
    if declared:
        try:
            return data.decode(declared), []
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _windows(data)
    if _MOJIBAKE.search(text) and len(text.encode("ascii", "ignore")) > 0.9 * len(text):
        return _windows(data)
    return text, ["read as GB18030"]


def _windows(data: bytes) -> tuple[str, list[str]]:
    """Bytes of mostly plain letters with a few of Windows-1252 between them. Raises ReadError for any others."""
    if sum(byte < 128 for byte in data) > 0.9 * len(data):
        try:
            return data.decode("cp1252"), ["read as Windows-1252"]
        except UnicodeDecodeError:
            pass
    raise ReadError("wrong encoding: neither UTF-8, GB18030 nor Windows-1252; convert it to UTF-8")


def iso_date(value: object) -> str | None:
    """The ISO date that metadata state, None for an empty value.

    Takes dates and datetimes, ISO 8601, RFC 2822 and dates written out ("5 February 2025"). Raises ReadError
    for anything that is no complete date, or none of a year in which news were printed (YEARS).
    """
    day = _iso_date(value)
    if day is not None and not YEARS[0] <= int(day[:4]) <= YEARS[1]:
        raise ReadError(f"published: {day} is no day of publication, {YEARS[0]} to {YEARS[1]}")
    return day


def _iso_date(value: object) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, date):  # a datetime too
        return value.isoformat()[:10]
    text = str(value).strip()
    found = _LEADING_DATE.match(text)
    compact = _COMPACT_DATE.match(text)
    try:
        if found:
            return date.fromisoformat(found[1]).isoformat()
        if compact:
            return date(*map(int, compact.groups())).isoformat()
    except ValueError:
        raise ReadError(f"published: {text[:40]!r} is no date") from None
    parsed = _written_date(text) if len(text) <= 60 and not text.isdecimal() else None
    if parsed is None:
        raise ReadError(f"published: {text[:40]!r} is no date; YYYY-MM-DD is")
    return parsed


def _written_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    import dateparser

    parsed = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return parsed.date().isoformat() if parsed else None


def with_title(title: str | None, text: str) -> str:
    """The text of an extracted article, which starts with its title where one is known."""
    return f"{title}\n\n{text}" if title and not text.startswith(title) else text


def remarks(text: str) -> list[str]:
    """Notes on characters that have no place in an article."""
    found = []
    if "\x00" in text:
        found.append("the text contains NUL characters")
    if not text.isascii() and _SURROGATE.search(text):
        found.append("the text contains lone surrogates")
    return found


def digest(text: str) -> str:
    """sha256 of the text in UTF-8, lone surrogates passed through."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article(
    text: str,
    origin: Origin,
    *,
    id: object = None,
    title: object = None,
    published: object = None,
    source: object = None,
    notes: list[str] | None = None,
) -> Article:
    """The Article of a text and what is known about it. Raises ReadError for an empty text or a bad date; a year or a
    month alone is left out, with a note."""
    if not text.strip():
        raise ReadError("empty: no text")
    notes = [*(notes or []), *remarks(text)]
    if isinstance(published, str | int) and _NO_DAY.match(str(published)):
        notes.append(f"published: {str(published).strip()} is no day, and left out")
        published = None
    day = iso_date(published)
    sha256 = digest(text)
    name = str(id) if id not in (None, "") else origin.name or sha256[:12]
    return Article(
        id=name,
        title=str(title).strip() or None if title is not None else None,
        published=day,
        published_from="metadata" if day else None,
        source=str(source) if source else origin.source,
        sha256=sha256,
        text=text,
        notes=notes,
    )
