"""Which module reads a file, by its name; streams that are unzipped within limits; what an extra brings."""

from __future__ import annotations

import gzip
import io
import logging
import re
import zlib
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, BinaryIO

from extractor.readers.common import MAX_BYTES, ReadError

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "mail",
    ".xml": "newsml",
    ".warc": "warc",
}
"""File name suffix → module. A new format is one module and one line. All are read with `.gz` behind, too."""
GZIP = ".gz"
STREAMED = frozenset({"jsonl", "warc"})
"""Modules that read a file of any size piece by piece."""
MANY = frozenset({"json", "jsonl", "newsml", "warc"})
"""Modules whose files may hold several articles."""
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+|\d{12,}")
_UNZIPS_ITSELF = frozenset({"warc"})
MAX_RATIO = 200
"""How many times larger than its gzip file a stream beyond MAX_BYTES may become."""
KNOWN = f"{', '.join(FORMATS)}, and these with {GZIP}"


@dataclass(frozen=True)
class Form:
    """How a file is read: the module, and whether it is unzipped before."""

    module: str
    gzipped: bool = False


def form(name: str) -> Form | None:
    """The form of a file of this name; None where no reader is for it."""
    path = PurePath(name.lower())
    gzipped = path.suffix == GZIP
    module = FORMATS.get(PurePath(path.stem).suffix if gzipped else path.suffix)
    return Form(module, gzipped and module not in _UNZIPS_ITSELF) if module else None


class _Unzipped(io.RawIOBase):
    """The content of a gzip stream. Raises ReadError: broken, cut off, or far larger than any text would become."""

    def __init__(self, stream: BinaryIO) -> None:
        self._zipped, self._given = stream, 0
        self._plain = gzip.GzipFile(fileobj=stream, mode="rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._plain.read(len(buffer))
        except EOFError:
            raise ReadError("truncated gzip: the file ends before its end mark") from None
        except gzip.BadGzipFile as error:
            begun = self._given or not str(error).startswith("Not a gzipped file")
            raise ReadError("broken gzip: checksum or length are wrong" if begun else "no gzip file") from None
        except zlib.error:
            raise ReadError("broken gzip: its content can't be unzipped") from None
        self._given += len(data)
        if self._given > MAX_BYTES and self._given > MAX_RATIO * self._zipped.tell():
            raise ReadError(f"gzip bomb: more than {MAX_RATIO} times the file's size")
        buffer[: len(data)] = data
        return len(data)


def unzipped(stream: BinaryIO) -> BinaryIO:
    """The content of a gzip stream, unzipped while it is read; reading raises ReadError."""
    return io.BufferedReader(_Unzipped(stream), 1 << 16)


def extra(module: str, name: str) -> Any:
    """A module that an extra brings, silent: what it would log goes into one line or nowhere.

    Raises ReadError: not installed, or installed and broken, with the reason.
    """
    logging.getLogger(module.partition(".")[0]).setLevel(logging.CRITICAL)
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name == module.partition(".")[0]:
            raise ReadError(f"needs the extra {name}: pip install 'trade-extractor[{name}]'") from None
        raise ReadError(_broken(name, error)) from None
    except Exception as error:  # whatever a broken installation raises
        raise ReadError(_broken(name, error)) from None


def _broken(name: str, error: Exception) -> str:
    return f"the extra {name} is installed but broken: {told(error)}"


def told(error: Exception) -> str:
    """A library's error in one line of bounded length, without addresses in memory, which differ each time."""
    words = _ADDRESS.sub("…", " ".join(str(error).split()))
    return f"{type(error).__name__}: {words[:200]}"
