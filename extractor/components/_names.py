"""The words of an article as the rules on names of people and organizations see them, and their tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractor import lookups
from extractor.components.attributes import text_of

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[-‑'’&](?=[^\W_])[^\W_]+|[.,](?=\d)\d+)*")
_PREFIXED = re.compile(r"(?:[ae][ln]|a[drstz]|ul|d|l)[-‑'’](?=[^\W\d_])(?=.)[^a-z]")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
MAX_NAME_WORDS = 7


class Word(NamedTuple):
    """One word; `core` is without possessive ending, `gap` what stands before it, without spaces (a line break
    counts), `owns` whether it has a possessive ending."""

    start: int
    end: int
    core: str
    low: str
    gap: str
    owns: bool


@lru_cache(maxsize=2)
def split(text: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphen compounds and names with apostrophes are whole. Kept for the rules on
    speech and on names, which read one text after another."""
    found: list[Word] = []
    last = 0
    new = tuple.__new__  # a named tuple's own costs twice as much
    for match in _WORD.finditer(text):
        start, end = match.span()
        core = text[start:end]
        owns = False
        if core[-1] in "sSz":
            if core.endswith(_POSSESSIVES) and end - start > 2:
                owns, core = True, core[:-2]
            elif core[-1] != "S" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] in (" ", "\n", ""):
                owns = True
        between = text[last:start]
        gap = "" if between == " " else "\n" if "\n" in between else between.strip()
        low = core.lower() if core.isascii() else core.lower().replace("’", "'")
        found.append(new(Word, (start, start + len(core), core, low, gap, owns)))
        last = end + (1 if owns and not text.startswith(_POSSESSIVES, end - 2) else 0)
    return tuple(found)


class Text:
    """Words of an article with the sentence and line that each stands in, and marks laid over them."""

    def __init__(self, text: str, sentences: Iterable[int]) -> None:
        self.text = text
        self.words = split(text)
        self.starts = [word.start for word in self.words]
        self.lows = [word.low for word in self.words]
        self.size = len(self.words)
        cores = [word.core for word in self.words]
        self.caps = [core[0].isupper() or (not core.isalpha() and bool(_PREFIXED.match(core))) for core in cores]
        self.line_starts = [0, *(line.end() for line in re.finditer("\n", text))]
        self.sentence_starts = sorted({*(s for s in sentences if not self._abbreviated(s)), *self.line_starts})
        self.sentence = [bisect_right(self.sentence_starts, s) for s in self.starts]
        self.lower_seen = frozenset(word.core for word in self.words if word.core[0].islower())

    def _abbreviated(self, start: int) -> bool:
        """Whether a sentence boundary follows an initial or a title's stop, and so is none."""
        before = self.text[max(start - 8, 0) : start].rstrip()
        last = before[:-1].split()[-1:] if before.endswith(".") else []
        return bool(last) and last[0].lstrip('"“‘(').lower() in _stopped()

    def __len__(self) -> int:
        return self.size

    def low(self, i: int) -> str:
        """The word at an index in lower case, "" outside of the text."""
        return self.lows[i] if 0 <= i < self.size else ""

    def gap(self, i: int) -> str:
        """What stands before word i; a line break at the text's ends."""
        return self.words[i].gap if 0 < i < self.size else "\n"

    def owns(self, i: int) -> bool:
        return 0 <= i < self.size and self.words[i].owns

    def at(self, offset: int) -> int:
        """Index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def first(self, i: int) -> bool:
        """Whether word i opens a sentence or a line."""
        return i == 0 or self.sentence[i] != self.sentence[i - 1]

    def same(self, i: int, j: int) -> bool:
        """Whether two words exist and stand in one sentence."""
        return 0 <= i < self.size and 0 <= j < self.size and self.sentence[i] == self.sentence[j]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of words first..last, the last without its possessive ending."""
        return self.words[first].start, self.words[last].end

    def cut(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.text[start:end]

    def line(self, i: int) -> tuple[int, int]:
        """Indices of the first and after the last word of word i's line."""
        k = bisect_right(self.line_starts, self.starts[i])
        stop = self.line_starts[k] if k < len(self.line_starts) else len(self.text) + 1
        return self.at(self.line_starts[k - 1]), self.at(stop)

    def cover(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """For each word the number of the span that holds its start, else -1; spans in order and apart."""
        numbers = [-1] * len(self.starts)
        for k, (start, end) in enumerate(spans):
            first, stop = self.at(start), self.at(end)
            if first < stop:
                numbers[first:stop] = [k] * (stop - first)
        return numbers


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    """Initials and short titles, after whose stop a sentence goes on."""
    titles = (word for kind in ("honorific", "political", "rank") for word in lowered("titles", kind) if len(word) < 5)
    return frozenset({*titles, *lowered("name_words", "abbreviation"), *"abcdefghjklmnopqrstuvwxyz"})


@lru_cache(maxsize=2)
def _text(text: str, sentences: tuple[int, ...]) -> Text:
    return Text(text, sentences)


def view(doc: Doc) -> Text:
    """The words of a Doc; the components of one article share them."""
    return _text(text_of(doc), tuple(sent.start_char for sent in doc.sents))


@cache
def listed(table: str, kind: str) -> frozenset[str]:
    """The words of one row of a table kind,words."""
    return frozenset(
        word for row in lookups.table(table) if row["kind"] == kind for word in lookups.cells(row, "words")
    )


@cache
def lowered(table: str, kind: str) -> frozenset[str]:
    return frozenset(word.lower() for word in listed(table, kind))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Common given names: evidence for a person, never enough alone for a single word."""
    return frozenset(
        name
        for row in lookups.table("given_names")
        if row["origin"] not in ("family_first", "known")
        for name in lookups.cells(row, "names")
    )


@cache
def name_row(origin: str) -> frozenset[str]:
    return frozenset(
        name for row in lookups.table("given_names") if row["origin"] == origin for name in lookups.cells(row, "names")
    )


@cache
def speech_verbs(classes: tuple[str, ...]) -> frozenset[str]:
    """Single-word forms of verbs of speech and thought, by the classes of speech_verbs.csv."""
    rows = (row for row in lookups.table("speech_verbs") if row["class"] in classes)
    return frozenset(form for row in rows for form in lookups.cells(row, "forms") if " " not in form)
