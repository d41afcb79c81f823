"""Where a span stands: line and column, in the article's text or in the file that it was read from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

_BESIDE = 60
"""Characters beside a span by which it is found again in a file."""


@dataclass(frozen=True)
class Region:
    """A span by lines and columns, counted from 1 in code points, and by offset. `end_column` is one past the end."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    offset: int
    length: int


class Lines:
    """A text that tells the line and column of its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def region(self, start: int, end: int) -> Region:
        """The region of a span."""
        return Region(*self._at(start), *self._at(end), start, end - start)

    def line(self, offset: int) -> tuple[int, int]:
        """The span of the line that holds a character, without its break."""
        number = bisect_right(self.starts, offset)
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.starts[number - 1], end


class Original:
    """An article's text and the file that it was read from, whose marks, tags or escapes the text has lost."""

    def __init__(self, text: str, file: str | None) -> None:
        self.text = Lines(text)
        self.file = Lines(file) if file is not None and file != text else None
        self.same = file == text

    def region(self, start: int, end: int) -> Region | None:
        """Where a span of the text stands in the file; None where its surroundings aren't there, or more than once."""
        if self.same:
            return self.text.region(start, end)
        if self.file is None:
            return None
        first, last = self.text.line(start)
        windows = ((first, max(last, end)), (max(first, start - _BESIDE), min(max(last, end), end + _BESIDE)))
        for low, high in windows:
            at = self._once(self.text.text[low:high])
            if at is not None:
                return self.file.region(at + start - low, at + end - low)
        return None

    def _once(self, words: str) -> int | None:
        assert self.file is not None
        at = self.file.text.find(words)
        return at if at >= 0 and self.file.text.find(words, at + 1) < 0 else None


def _octets(words: str) -> bytes:
    """File names that aren't UTF-8 as the bytes that they are; other lone surrogates as they come."""
    try:
        return words.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return words.encode("utf-8", "surrogatepass")


def uri(source: str) -> str:
    """A path or an address as a URI; a relative path stays relative."""
    if "://" in source:
        return quote(_octets(source), safe=":/?#[]@!$&'()*+,;=%~")
    path = PurePath(source)
    octets = _octets(path.as_posix())
    if not path.is_absolute():
        return quote(octets)
    return path.as_uri() if source.isascii() else f"file://{'' if octets.startswith(b'/') else '/'}{quote(octets)}"
