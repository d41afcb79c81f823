"""Plain text: the characters as given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extractor.readers.common import Origin, article, decode
from extractor.schema import Article


def read(stream: BinaryIO, origin: Origin) -> Iterator[Article]:
    """One article. Raises ReadError."""
    text, notes = decode(stream.read())
    yield article(text, origin, notes=notes)
