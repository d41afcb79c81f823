"""An article as the scorer's network takes it: windows of words with their features, and the numbers to be scored."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from extractor.claims.label_words import sense
from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.view import View
from extractor.network import Small, Whole

WINDOW = 505
"""Words of a window, at most."""
_HEADLINE = 40
"""Words of the headline before a window, at most."""
_REPEATED = 200
"""Words that a window has from the one before."""
_LOOKAHEAD = 40
"""Words behind a number, at least, that its window holds, but at the end."""
BUCKETS = 2000
"""Numbers that the ends and beginnings of words are hashed to."""
FLAGS = ("", "quantity", "date", "place", "indicator", "exports", "imports", "total", "balance", "up", "down", "mixed",
         "named")  # fmt: skip
ROLES = ("level", "growth", "change", "share", "rate", "price", "other")
DIRECTIONS = (None, "up", "down")
FLOWS = (None, "exports", "imports", "total", "balance")
STATUSES = ("reported", "forecast", "target", "hypothetical")
Names = Mapping[str, Any]
"""What the numbers of features stand for, as models/scorer.npz has it."""


@dataclass(slots=True)
class Window:
    """A stretch of an article: its words by their numbers in the article, and the numbers that are scored in it."""

    words: list[int]
    numbers: list[int]
    place_of: dict[int, int]
    """Word of the article → word of the window."""


def windows(view: View, links: Sequence[Link]) -> Iterator[Window]:
    """The windows of an article, in order; each number is in one, with as many words before it as may be."""
    count, head = len(view.words), 0
    while head < min(count, _HEADLINE) and view.zone(view.words[head].start) == "headline":
        head += 1
    firsts, done, start = [made.mark.first for made in links], 0, 0
    while done < len(links):
        before = range(head if start > head else 0)
        stop = min(count, start + WINDOW - len(before))
        last = stop if stop == count else max(start + 1, stop - _LOOKAHEAD)
        own = list(range(done, bisect_left(firsts, last, done)))
        if own:
            done, words = own[-1] + 1, [*before, *range(start, stop)]
            yield Window(words, own, {word: at for at, word in enumerate(words)})
        if stop == count:
            return
        start = max(start + 1, stop - _REPEATED)


class Features:
    """The features of the words and numbers of an article, by the names that the network knows."""

    def __init__(self, view: View, links: Sequence[Link], names: Names) -> None:
        self.view, self.links, self.names = view, links, names
        self.stems = [naming(word) for word in view.lowers]
        """Of each word, how it is looked up; "" for those that name nothing."""
        self.paragraphs = [view.paragraph(word.start) for word in view.words]
        self.sentences = [0] * len(view.words)
        for number, (first, stop) in enumerate(view.bounds):
            self.sentences[first:stop] = [number] * (stop - first)
        told = (self.paragraphs, self.sentences, view.segment_of)
        self._shared = [np.array(values, dtype=np.int32) for values in told]
        self._told = self._words()

    def words(self, window: Window) -> Whole:
        """A row for each word of a window: itself, its end, its beginning, its shape, tag, mark, zone, and what stands
        before it."""
        return self._told[window.words]

    def _words(self) -> Whole:
        view, names = self.view, self.names
        known, tags, gaps, zones = names["words"], names["tags"], names["gaps"], names["zones"]
        flags = self._flags()
        rows = [
            (
                known.get(word.lower, 0), *_edges(word.lower), _shape(word.text),
                tags.get(view.tags.get(word.start, ""), 0), flag, zones.get(view.zone(word.start), 0),
                gaps.get(word.gap, 0),
            )
            for word, flag in zip(view.words, flags, strict=True)
        ]  # fmt: skip
        return np.array(rows, dtype=np.int64).reshape(-1, 8)

    def _flags(self) -> list[int]:
        view, number = self.view, FLAGS.index
        found = [0] * len(view.words)

        def put(first: int, last: int, flag: int) -> None:
            found[first : last + 1] = [flag] * (last + 1 - first)

        for i in view.named:
            found[i] = number("named")
        for change in view.changes:
            put(change.first, change.last, number(change.direction if change.direction in FLAGS else "mixed"))
        for mark in view.indicators:
            put(mark.first, mark.last, number(mark.record["flow"] or "indicator"))
        for marks, name in ((view.places, "place"), (view.dates, "date"), (view.quantities, "quantity")):
            for mark in marks:
                put(mark.first, mark.last, number(name))
        return found

    def scopes(self, window: Window, others: list[int]) -> Small:
        """What each of some words of the article shares with each word of a window, see `network.SCOPES`."""
        found = np.zeros((len(others), len(window.words)), dtype=np.uint8)
        for values in self._shared:
            found += values[others][:, None] == values[window.words][None]
        return found

    def numbers(self, window: Window) -> Whole:
        """A row for each number of a window: what the rules read of it."""
        names, rows = self.names, []
        for number in window.numbers:
            made = self.links[number]
            rows.append(
                (
                    names["near"].get(str(made.topic.near), 0), names["kind"].get(made.mark.record["kind"], 0),
                    names["how"].get(made.period_how, 0), names["row"].get(str(made.topic.indicator_id), 0),
                    1 + _place(ROLES, made.role), _place(FLOWS, made.topic.flow, 5),
                    _place(DIRECTIONS, made.direction, 0), _place(STATUSES, made.status, 0),
                    int(not made.topic.indicator),
                )
            )  # fmt: skip
        return np.array(rows, dtype=np.int64)


def _place(values: Sequence[str | None], value: str | None, otherwise: int = -1) -> int:
    return values.index(value) if value in values else otherwise


@lru_cache(maxsize=16384)
def naming(word: str) -> str:
    """A word's stem, "" where it is too short, has no letter or is none that names what is measured."""
    letters = any("a" <= c <= "z" for c in word)
    return sense(word) if len(word) > 1 and letters and word not in word_class("names_nothing") else ""


@lru_cache(maxsize=16384)
def _edges(word: str) -> tuple[int, int]:
    return 1 + zlib.crc32(f"s{word[-3:]}".encode()) % BUCKETS, 1 + zlib.crc32(f"p{word[:4]}".encode()) % BUCKETS


@lru_cache(maxsize=16384)
def _shape(word: str) -> int:
    """1 a year, 2 another number, 3 no letter first, 4 capitals, 5 a capital first, 6 any other."""
    if any(c.isdigit() for c in word):
        return 1 if word.isdigit() and len(word) == 4 else 2
    if not word[:1].isalpha():
        return 3
    if word.isupper() and len(word) > 1:
        return 4
    return 5 if word[:1].isupper() else 6
