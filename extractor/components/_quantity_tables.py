"""Patterns assembled from the tables in data/: word tries, and the lower-case twin of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from extractor.lookups import cells, table

SPACE = r"[ \u00a0\u202f\u2009\n]"
JOIN = r"[ \u00a0\u202f\u2009\n-]"
"""What may stand between two words of a form, or between a number and its unit."""


def trie(forms: Iterable[str], blank: str = JOIN) -> str:
    """A pattern that matches any of the forms, the longest first, in one walk along the text.

    A blank within a form stands for a blank, a no-break space, a line end or a hyphen, or what `blank` says.
    """
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root, blank)


def _pattern(node: dict[str, Any], blank: str) -> str:
    branches = []
    for char in sorted(key for key in node if key):
        head = blank if char == " " else re.escape(char)
        branches.append(head + _pattern(node[char], blank))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body


def lower(text: str) -> str:
    """The text in lower case, character for character: of the same length in every script."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


@cache
def classes(name: str) -> dict[str, tuple[str, ...]]:
    """A table with the columns class and forms, as class -> forms."""
    result: dict[str, tuple[str, ...]] = {}
    for row in table(name):
        result[row["class"]] = result.get(row["class"], ()) + cells(row, "forms")
    return result


def words(pattern: str) -> Lazy:
    """The pattern, closed at a word's end."""
    return Lazy(f"(?:{pattern})(?!\\w)")


def key(form: str) -> str:
    """A form as the tables spell it: one blank wherever the text has blanks or hyphens within it."""
    return re.sub(JOIN + "+", " ", form)


class Lazy:
    """A pattern that is compiled when it is first used: those of long lists of words are slow to compile, and many are
    seldom needed."""

    def __init__(self, make: str | Callable[[], str]) -> None:
        self._make = make

    @cached_property
    def pattern(self) -> str:
        return self._make if isinstance(self._make, str) else self._make()

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._compiled.finditer


FINITE = frozenset({"VBD", "VBP", "VBZ"})
"""The tags of finite verbs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text under way: as written, in lower case, and whether it is read loosely."""

    text: str
    low: str
    loose: bool = False
    tagged: Mapping[int, str] = field(default_factory=dict)
    """The tagger's tags (Penn Treebank) by where their words start in the text as it is written."""
    outward: Callable[[int], int] = int
    """An offset → that in the text as it is written."""

    def is_finite(self, at: int) -> bool:
        """Whether the tagger takes the word at an offset for a finite verb."""
        return self.tagged.get(self.outward(at)) in FINITE

    def ends(self, pattern: re.Pattern[str] | Lazy, at: int, reach: int) -> re.Match[str] | None:
        """The match of a pattern that closes with $, ending at `at`, within `reach` characters before it."""
        return pattern.search(self.low, max(0, at - reach), at)

    def gap(self, start: int, end: int) -> str:
        """The lower-case text between two offsets."""
        return self.low[start:end]


def last_match(pattern: re.Pattern[str] | Lazy, text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern between two offsets."""
    last = None
    for match in pattern.finditer(text, start, end):
        last = match
    return last


def cue(name: str) -> str:
    """The pattern of a class of quantity_cues.csv."""
    return "(?:" + trie(classes("quantity_cues")[name]) + ")"


def cue_before(name: str, fillers: str = "", most: int = 1) -> Lazy:
    """A pattern for a cue right before an offset, with up to `most` words of the class `fillers` between."""
    between = f"(?:{cue(fillers)}[ \n]){{0,{most}}}" if fillers else ""
    return Lazy(f"(?<!\\w){cue(name)}[ \n]{between}$")


_FILLER = re.compile(r"(?<!\w)" + cue("told_filler") + r"[ \n]$")
_FILLERS = re.compile(r"(?:(?<!\w)" + cue("told_filler") + r"[ \n]){1,3}$")
_FILLING = tuple({form.split(" ")[-1] for form in classes("quantity_cues")["told_filler"]})
"""The last words of those."""


def before_fillers(reading: Reading, at: int, most: int = 3) -> int:
    """Where the words start that only modify a number at `at` ("just over", "a mere", "by"): one of them or three."""
    if not reading.low.endswith(_FILLING, max(0, at - 44), max(0, at - 1)):
        return at
    fillers = reading.ends(_FILLERS if most > 1 else _FILLER, at, 44)
    return fillers.start() if fillers else at


_SENTENCE = re.compile(r"[.!?][\"”’)]?[ \n]+[\"“‘(]?[A-Z]|\n\n")


def same_sentence(text: str, start: int, end: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return _SENTENCE.search(text, start, min(end + 2, len(text))) is None


def sentence_start(text: str, start: int, at: int) -> int:
    """Where the sentence that holds `at` starts, not before `start`."""
    for match in _SENTENCE.finditer(text, start, at):
        start = match.end() - 1
    return start
