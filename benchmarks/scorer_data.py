"""Articles as the network of `scorer.py` takes them: windows with features, candidates, and what is right.

Features, windows and candidates are the run time's own (`extractor.claims.score_inputs`, `score_candidates`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from annotated import Annotated, Reading
from numpy.typing import NDArray
from scorer_names import meant

from extractor.claims.naming import named_by_rules
from extractor.claims.score_candidates import Offered, ScoreCandidates
from extractor.claims.score_inputs import DIRECTIONS, FLOWS, ROLES, STATUSES, Features, Window, windows
from extractor.claims.scores import POINTED
from extractor.claims.view import Mark
from extractor.evaluate.matching import codes, days
from extractor.network import Small, Whole, steps_of

VALUES: dict[str, Sequence[str | None]] = {
    "role": ROLES, "direction": DIRECTIONS, "flow": FLOWS, "status": STATUSES,
}  # fmt: skip
NOT_TOLD = -100
"""What stands for a value that no annotation tells."""
_WORD_COLUMNS = {0: "words", 4: "tags", 6: "zones", 7: "gaps"}
_NUMBER_COLUMNS = {0: "near", 1: "kind", 2: "how", 3: "row"}


@dataclass
class Pointed:
    """One field of the numbers of a window: its candidates and the marks that tell them."""

    marks: Whole
    """First and last word of each mark, by their places in the window."""
    values: list[str | None] = field(default_factory=list)
    """The candidates of all numbers, one number after the other."""
    owners: list[int] = field(default_factory=list)
    """Candidate → row of its number."""
    sources: list[tuple[int, int]] = field(default_factory=list)
    """Candidates and ways in which they came up."""
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """Candidates and marks that tell them."""
    right: list[bool] = field(default_factory=list)


@dataclass
class Example:
    """One window of an article. Rows are its numbers; columns of what is scored are words of the article, then other
    known ones."""

    article: str
    numbers: list[int]
    places: NDArray[np.int32]
    """The numbers of the window's words in the article."""
    words: Whole
    scopes: Small
    """What each two words share."""
    ends: Whole
    """First and last word of each number, by their places in the window."""
    told: Whole
    steps: Small
    shared: Small
    """How far each word is from each number, and what it shares with it."""
    types: list[str]
    column: Whole
    """Word → its column, -1 for none."""
    known: Whole
    """Column → number in the vocabulary, -1 for none."""
    said: list[tuple[int, int, int]]
    """Rows and columns that the rules read, with where from."""
    pointed: dict[str, Pointed]
    meant: list[frozenset[str] | None]
    """The words that the annotation has of each number, None for numbers without one."""
    parts: dict[str, list[int]]
    """Field → the number of each row's right value."""
    texts: list[str] = field(default_factory=list)
    """The window's words as written."""
    read: NDArray[np.float16] | None = None
    """What a large network makes of them, see `scorer_reader`."""


def examples(article: Annotated, names: Mapping[str, Any], vocabulary: Mapping[str, int]) -> list[Example]:
    """The windows of an article."""
    read = _Read(article, names, vocabulary)
    return [read.example(window) for window in windows(read.view, read.links)]


class _Read:
    """One article, what the rules read in it, and its annotation."""

    def __init__(self, article: Annotated, names: Mapping[str, Any], vocabulary: Mapping[str, int]) -> None:
        self.id, self.names, self.vocabulary, self.view = article.article.id, names, vocabulary, article.view
        self.links = named_by_rules(self.view)
        self.features = Features(self.view, self.links, names)
        self.candidates = ScoreCandidates(self.view, self.links)
        self.readings = {number: reading for reading, number in article.among(self.links)}

    def example(self, window: Window) -> Example:
        places, marks = np.array(window.words, dtype=np.int32), [self.links[n].mark for n in window.numbers]
        firsts = [mark.first for mark in marks]
        stems = [self.features.stems[word] for word in window.words]
        types = sorted({name for name in stems if name})
        types += sorted(self.vocabulary.keys() - types)
        columns = {name: column for column, name in enumerate(types)}
        readings = [self.readings.get(number) for number in window.numbers]
        return Example(
            article=self.id,
            numbers=window.numbers,
            places=places,
            words=self.features.words(window),
            scopes=self.features.scopes(window, window.words),
            ends=_ends(window, marks),
            told=self.features.numbers(window),
            steps=steps_of(np.array(firsts, dtype=np.int32), places),
            shared=self.features.scopes(window, firsts),
            types=types,
            column=np.array([columns.get(name, -1) for name in stems], dtype=np.int64),
            known=np.array([self.vocabulary.get(name, -1) for name in types], dtype=np.int64),
            said=[
                (row, columns[name], self.names["src"].get(source, 0))
                for row, number in enumerate(window.numbers)
                for name, source in self.candidates.said(number)
                if name in columns
            ],
            pointed={name: self._pointed(name, window, readings) for name in POINTED},
            meant=[meant(reading.indicator) if reading else None for reading in readings],
            parts={name: [_number(values, name, reading) for reading in readings] for name, values in VALUES.items()},
            texts=[self.view.words[word].text for word in window.words],
        )

    def _pointed(self, name: str, window: Window, readings: Sequence[Reading | None]) -> Pointed:
        of_dates = name == "period"
        marks = [m for m in (self.view.dates if of_dates else self.view.places) if m.first in window.place_of]
        telling: dict[str | None, list[int]] = {}
        for at, mark in enumerate(marks):
            if value := mark.record["value" if of_dates else "code"]:
                telling.setdefault(value, []).append(at)
        found, table = Pointed(_ends(window, marks)), self.names[_sources_of(name)]
        for row, (number, reading) in enumerate(zip(window.numbers, readings, strict=True)):
            offered: list[Offered] = self.candidates.of(name, number)
            for one in offered:
                at = len(found.values)
                found.values.append(one.value)
                found.owners.append(row)
                found.sources += [(at, table.get(source, 0)) for source in dict.fromkeys(one.sources)]
                found.mentions += [(at, mark) for mark in telling.get(one.value, ())]
                found.right.append(reading is not None and same(name, getattr(reading, name), one.value))
        return found


def same(name: str, one: str | None, other: str | None) -> bool:
    """Whether two periods or two places are the same."""
    return days(one) == days(other) if name == "period" else codes(one) == codes(other)


def _number(values: Sequence[str | None], name: str, reading: Reading | None) -> int:
    value = getattr(reading, name) if reading else ""
    return values.index(value) if value in values else NOT_TOLD


def _ends(window: Window, marks: Sequence[Mark]) -> Whole:
    """The first and last words of marks, by their places in a window; the first twice where the last is outside."""
    at = window.place_of
    return np.array([(at[m.first], at.get(m.last, at[m.first])) for m in marks], dtype=np.int64).reshape(-1, 2)


def number_anew(found: Sequence[Example], anew: Mapping[str, Whole]) -> None:
    """Gives the features of examples other numbers, see `scorer_names.numbered`."""
    for one in found:
        for columns, rows in ((_WORD_COLUMNS, one.words), (_NUMBER_COLUMNS, one.told)):
            for column, table in columns.items():
                rows[:, column] = anew[table][rows[:, column]]
        one.said = [(row, column, int(anew["src"][source])) for row, column, source in one.said]
        for name, pointed in one.pointed.items():
            sources = anew[_sources_of(name)]
            pointed.sources = [(at, int(sources[source])) for at, source in pointed.sources]


def _sources_of(name: str) -> str:
    """The table of the ways in which a field's candidates come up."""
    return "psrc" if name == "period" else "lsrc"
