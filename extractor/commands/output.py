"""Where results go: a file or a folder, written whole or not at all, or standard output."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from extractor.schema import Result

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says of a write for which there is no room; it doesn't name the file."""


def safe_name(article_id: str) -> str:
    """A file name for an article: a slug of its id and 8 digits of the id's sha256."""
    slug = _UNSAFE.sub("-", article_id).strip("-._")[:_LONGEST]
    digits = sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{digits}.json" if slug else f"{digits}.json"


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content replaces the file at the end, or not at all. Raises OSError."""
    device = path.exists() and not path.is_file()
    try:
        with path.open("wb") if device else _replacing(path) as stream:
            yield stream
    except OSError as error:
        if error.filename is None and error.errno in FULL:
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    except OSError as error:  # told of the file that was asked for, not of the one in between
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(name, 0o666 & ~umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A folder beside `path`, gone at the end, for what is to appear there whole. Raises OSError, told of `path`."""
    made: Path | None = None
    try:
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.absolute().parent))
        yield made
    except OSError as error:
        unnamed = error.filename is None and error.errno in FULL
        if made is None or unnamed or str(error.filename).startswith(str(made)):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def umask() -> int:
    """The permissions that this process takes away from what it makes."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


Write = Callable[[Result], None]


def _line(result: Result) -> bytes:
    return result.model_dump_json().encode() + b"\n"


def _document(result: Result) -> bytes:
    return result.model_dump_json(indent=1).encode() + b"\n"


@contextmanager
def lines(out: Path | None) -> Iterator[Write]:
    """Writes JSON Lines to a file or, for None, to standard output."""
    if out is None:
        yield lambda result: _to_stdout(_line(result))
        return
    with whole(out) as stream:
        yield lambda result: (stream.write(_line(result)), None)[1]


def _to_stdout(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def documents(out: Path | None, several: bool) -> Iterator[Write]:
    """Writes a JSON document for each article: into a folder for several, else a file or standard output."""

    def write(result: Result) -> None:
        if out is None:
            _to_stdout(_document(result))
            return
        with whole(out / safe_name(result.article.id) if several or out.is_dir() else out) as stream:
            stream.write(_document(result))

    if out is not None and several:
        out.mkdir(parents=True, exist_ok=True)
    yield write
