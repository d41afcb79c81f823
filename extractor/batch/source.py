"""The articles of an input, divided into parts; shard I of N takes every Nth part."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from extractor import readers
from extractor.engine import Item as Read
from extractor.readers import Unread
from extractor.readers.common import digest
from extractor.readers.formats import STREAMED, Form
from extractor.schema import ArticleError, Result

Item = Read | Unread


@dataclass(frozen=True)
class Shard:
    """Part numbers that leave `index` - 1 when divided by `count`; 1/1 takes all."""

    index: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """The shard that "I/N" names. Raises ValueError."""
        index, slash, count = text.partition("/")
        if not (slash and index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
            raise ValueError(f"--shard {text[:20]!r} is not I/N with 1 ≤ I ≤ N")
        return cls(int(index), int(count))

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"

    def takes(self, part: int) -> bool:
        return part % self.count == self.index - 1

    def share(self, total: int, size: int) -> int:
        """How many of so many articles are in this shard's parts of that size."""
        whole, rest = divmod(total, size)
        mine = len(range(self.index - 1, whole, self.count)) * size
        return mine + (rest if self.takes(whole) else 0)


ALL = Shard()


@dataclass
class Part:
    """Number, items in order, and a sha256 of what was read, by which a changed input is noticed."""

    number: int
    items: list[Item]

    def digest(self) -> str:
        made = hashlib.sha256()
        for item in self.items:
            made.update(f"{_identity(item)}\n".encode("utf-8", "surrogatepass"))
        return made.hexdigest()


def _identity(item: Item) -> str:
    if isinstance(item, ArticleError):
        return item.model_dump_json()
    if isinstance(item, Unread):
        return repr(item)
    article = item.article if isinstance(item, Result) else item
    known = (article.id, article.title, article.published, article.source, article.sha256 or digest(article.text))
    return repr((*known, article.published_from, article.notes))


def parts(items: Iterable[readers.Late], size: int, shard: Shard) -> Iterator[Part]:
    """The shard's parts of `size` articles each, the last one smaller; one part is held in memory at a time."""
    iterator, number = iter(items), 0
    while held := list(islice(iterator, size)):
        if shard.takes(number):
            yield Part(number, held)
        number += 1


def expected(path: str) -> int | None:
    """How many articles an input holds by its files and the lines of JSON Lines; None if unknown."""
    if path == readers.STDIN:
        return None
    total = 0
    try:
        for file in readers.walk(Path(path)):
            count = 1 if isinstance(file, ArticleError) else _in_file(file)
            if count is None:
                return None
            total += count
    except (OSError, ValueError):
        return None
    return total


def _in_file(path: Path) -> int | None:
    kind = readers.form(path.name)
    if kind is None or kind.module not in STREAMED:
        return 1
    if kind != Form("jsonl") or not path.is_file():  # a pipe gives its lines once
        return None
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            lines, last = lines + block.count(b"\n"), block
    return lines + (not last.endswith(b"\n"))
