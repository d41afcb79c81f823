"""One article laid out for the linking rules: words, marks of each kind, sentences and segments.

A segment is a stretch of a sentence that is led by one subject: "Exports rose 5 percent to $70 billion" and
"imports fell" are two, wherever commas and conjunctions stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from extractor import lookups, words
from extractor.claims.routes import off_routes
from extractor.components.attributes import tags, text_of
from extractor.words import Word

Record = dict[str, Any]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""The tags of finite verbs."""
_SPLITTERS = frozenset({"while", "whereas", "but", "although", "though", "because", "where"})
_JOINTS = frozenset({"and", "while", "whereas", "but", "with", "as", "leaving", "although", "though", "against"})
_PRONOUNS = frozenset({"those", "that", "it", "they", "the", "its", "their", "a", "an"})


@dataclass
class Mark:
    """A marked span with the indices of its first and last word, and the number and the words [opens, closes) of its
    sentence, in which rules look around some dozens of times."""

    kind: str
    start: int
    end: int
    first: int
    last: int
    record: Record = field(repr=False)
    sentence: int = field(repr=False)
    opens: int = field(repr=False)
    closes: int = field(repr=False)


BRACKETED = 6
"""Words behind an amount in which its conversion in brackets begins, at most."""
LARGE = 1_000_000
_ASIDE = 16
"""Words of a clause between commas, at most."""


def large(mark: Mark) -> bool:
    """Whether an amount is too large for the price of one thing: "they cost $145.3 million"."""
    value = mark.record.get("value")
    return value is not None and _large(str(value))


@lru_cache(maxsize=4096)
def _large(value: str) -> bool:
    return Decimal(value) >= LARGE


@dataclass
class Change:
    """A word of change ("rose", "decline", "lower") at word index `first`..`last`."""

    direction: str
    forms: frozenset[str]
    first: int
    last: int


@lru_cache(maxsize=1)
def change_table() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word → (words, direction, form), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in lookups.table("change_words"):
        for phrase in lookups.cells(row, "words"):
            parts = tuple(phrase.split())
            index.setdefault(parts[0], []).append((parts, row["direction"], row["form"]))
    return {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in index.items()}


class Marks(list[Mark]):
    """Marks in text order, with the first words of each at hand for a search."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        super().__init__(marks)
        self.firsts = [mark.first for mark in self]


class View:
    """The article's layout. All lists are in text order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.words: Sequence[Word] = words.of(self.text)
        self.tags = tags(doc)
        self.starts = [w.start for w in self.words]
        self.lowers = [w.lower for w in self.words]
        self.kept: dict[int, list[str]] = {}
        """The words before numbers, by the character where a number begins, as `base_figures` keeps them."""
        self.bases: dict[tuple[object, ...], bool] = {}
        """What `base_figures` has found."""
        self.published: str | None = doc._.published
        self.quotations: list[Record] = doc._.quotations
        self.policies: list[Record] = doc._.policies
        self.zones: list[Record] = doc._.zones
        self.zone_starts = [z["start"] for z in self.zones]
        self.sentences: list[tuple[int, int]] = [(s.start_char, s.end_char) for s in doc.sents]
        self.sentence_starts = [s for s, _ in self.sentences]
        self.bounds = [self._word_range(a, b) for a, b in self.sentences]
        kept = [q for q in doc._.quantities if self.zone(q["start"]) != "boilerplate"]
        self.quantities = self._marks("quantity", kept)
        self.dates = self._marks("date", doc._.dates)
        self.places = self._marks("place", off_routes(self.text, doc._.places))
        self.indicators = self._marks("indicator", self._outside_names(doc._.indicators))
        self.covered = [""] * len(self.words)
        for mark in [*self.indicators, *self.places, *self.dates, *self.quantities]:
            for i in range(mark.first, mark.last + 1):
                self.covered[i] = mark.kind
        self.named = self._named()
        self.changes = self._changes()
        self.change_words = frozenset(i for c in self.changes for i in range(c.first, c.last + 1))
        self.change_starts = frozenset(c.first for c in self.changes)
        self.line_ends = [line.start() for line in re.finditer("\n", self.text)]
        self.segment_of = self._segments()

    def _marks(self, kind: str, records: Iterable[Record]) -> Marks:
        found = []
        for r in sorted(records, key=lambda r: (r["start"], r["end"])):
            first = max(bisect_right(self.starts, r["start"]) - 1, 0)
            if self.words and self.words[first].end <= r["start"] and first + 1 < len(self.words):
                first += 1
            last = max(bisect_left(self.starts, r["end"]) - 1, first)
            sentence = self.sentence(r["start"])
            found.append(Mark(kind, r["start"], r["end"], first, last, r, sentence, *self.bounds[sentence]))
        return Marks(found)

    def _outside_names(self, records: Iterable[Record]) -> list[Record]:
        """The indicators whose head is no part of an organization's name: "the International Trade Administration"."""
        spans = sorted((a, b) for o in self.doc._.organizations for a, b in o["mentions"])
        starts = [a for a, _ in spans]
        kept = []
        for r in records:
            at = bisect_right(starts, r["head"]) - 1
            if at < 0 or r["head"] >= spans[at][1]:
                kept.append(r)
        return kept

    def _named(self) -> frozenset[int]:
        """The words of people's and organizations' names."""
        spans = [s for kind in (self.doc._.people, self.doc._.organizations) for r in kind for s in r["mentions"]]
        found: set[int] = set()
        for start, end in spans:
            first, stop = self._word_range(start, end)
            found.update(range(first, stop))
        return frozenset(found)

    def _word_range(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence(self, offset: int) -> int:
        return (bisect_right(self.sentence_starts, offset) or 1) - 1

    def _changes(self) -> list[Change]:
        found: list[Change] = []
        table, lowers = change_table(), self.lowers
        i = 0
        while i < len(lowers):
            entries = table.get(lowers[i])
            if entries is None:
                i += 1
                continue
            matches = [entry for entry in entries if tuple(lowers[i : i + len(entry[0])]) == entry[0]]
            if matches:
                longest = len(matches[0][0])
                best = [m for m in matches if len(m[0]) == longest]
                if best[0][1] != "none":
                    found.append(Change(best[0][1], frozenset(form for _, _, form in best), i, i + longest - 1))
                i += longest
            else:
                i += 1
        return found

    def _segments(self) -> list[int]:
        """The segment number of each word."""
        leads = {m.first for m in self.indicators}
        numbers = [0] * len(self.words)
        number = 0
        for first, stop in self.bounds:
            number += 1
            for i in range(first, stop):
                if i > first and self._begins_segment(i, leads):
                    number += 1
                numbers[i] = number
        return numbers

    def _begins_segment(self, i: int, leads: set[int]) -> bool:
        word = self.words[i]
        if word.lower == "where" and self._told_by_the_way(i):
            return False
        if ";" in word.gap or word.gap in ("–", "—", "--") or word.lower in _SPLITTERS:
            return True
        if ":" in word.gap:
            return not self._labels(i)
        joint = "," in word.gap or self.words[i - 1].lower in _JOINTS or (word.lower in _JOINTS)
        if not joint:
            return False
        k = i + 1 if word.lower in _JOINTS else i
        if self._sided(k):
            return True
        while (
            k < len(self.words) and k - i < 3 and self.words[k].lower in _PRONOUNS and not (k > i and self.words[k].gap)
        ):
            if self.words[k].lower in ("those", "that", "it", "they"):
                return word.lower != "that" or "," in word.gap
            k += 1
        return k in leads and self.words[i - 1].lower not in ("of", "in", "between")

    def _told_by_the_way(self, i: int) -> bool:
        """Whether a clause between commas only tells of a place: "the United States, where herds are small, took"."""
        if "," not in self.words[i].gap or self.covered[i - 1] != "place":
            return False
        for k in range(i + 1, min(len(self.words) - 1, i + _ASIDE)):
            if self.covered[k] == "quantity" or ";" in self.words[k].gap:
                return False
            if "," in self.words[k].gap:
                return self.tags.get(self.words[k].start, "") in ("VBD", "VBZ", "VBP", "MD")
        return False

    def _labels(self, i: int) -> bool:
        """Whether an indicator and a colon label the number at i: "exports: 9 billion; imports: 8 billion"."""
        numbered = any(q.first == i for q in self.within(self.quantities, i, i + 1))
        return numbered and any(
            m.last == i - 1 and any(self.words[k].gap.strip()[-1:] in (";", "*", "•") for k in (m.first, m.first - 1))
            for m in self.within(self.indicators, max(1, i - 4), i)
        )

    def _sided(self, k: int) -> bool:
        """Whether another side and its pronoun open a clause: ", to the United States they rose"."""
        if k + 2 >= len(self.words) or self.words[k].lower not in ("to", "from", "with"):
            return False
        k += 2 if self.words[k + 1].lower == "the" else 1
        if self.covered[k] != "place":
            return False
        while k < len(self.words) and self.covered[k] == "place":
            k += 1
        return k < len(self.words) and self.words[k].lower in ("they", "it", "those") and not self.words[k].gap

    # neighbours -------------------------------------------------------------------------------------------

    def before(self, mark: Mark, n: int) -> list[str]:
        """The n lower-case words before a mark within its sentence."""
        first = mark.first - n
        return self.lowers[first if first > mark.opens else mark.opens : mark.first]

    def after(self, mark: Mark, n: int) -> list[str]:
        """The n lower-case words after a mark within its sentence."""
        stop = mark.last + 1 + n
        return self.lowers[mark.last + 1 : stop if stop < mark.closes else mark.closes]

    def lately(self, mark: Mark, sentences: int | None = None) -> str:
        """The lower-case words of a mark's sentence and of those before it in its paragraph, so many at most."""
        first = self.opening(mark.start)
        first = first if sentences is None else max(first, mark.sentence - sentences)
        return " " + " ".join(self.lowers[self.bounds[first][0] : self.bounds[mark.sentence][1]]) + " "

    def behind_bracket(self, mark: Mark) -> int:
        """The number of the word behind an amount, over its conversion in brackets."""
        inner = self.within(self.quantities, mark.last + 1, mark.last + BRACKETED)
        opened = inner and "(" in self.words[mark.last + 1].gap and inner[0].last + 1 < len(self.words)
        return inner[0].last + 1 if opened and ")" in self.words[inner[0].last + 1].gap else mark.last + 1

    def paragraph(self, offset: int) -> int:
        """The number of line breaks before an offset."""
        return bisect_left(self.line_ends, offset)

    def opening(self, offset: int) -> int:
        """The number of the first sentence that starts in an offset's paragraph."""
        number = self.paragraph(offset)
        first = bisect_right(self.sentence_starts, self.line_ends[number - 1]) if number else 0
        return min(first, self.sentence(offset))

    def zone(self, offset: int) -> str:
        """The zone in which an offset lies."""
        i = bisect_right(self.zone_starts, offset) - 1
        return str(self.zones[i]["zone"]) if i >= 0 and offset < self.zones[i]["end"] else "body"

    def within(self, marks: Marks, first: int, stop: int) -> list[Mark]:
        """The marks whose first word lies in [first, stop)."""
        firsts = marks.firsts
        a = bisect_left(firsts, first)
        if a == len(firsts) or firsts[a] >= stop:
            return []
        return marks[a : bisect_left(firsts, stop, a)]
