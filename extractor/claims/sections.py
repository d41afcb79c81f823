"""The parts of an article that headings open: run in before a paragraph ("PARCELS. HMRC closed its consultation") or
as short lines of their own ("Middle Corridor")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractor.claims.label_words import stem
from extractor.claims.view import View
from extractor.words import first_at

_RUN_IN = re.compile(r"^\W{0,3}([A-Z][A-Z’'& -]{2,40})[.:] (?=\S)", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*(\w[\w’' -]{2,30})[ \t]*\n(?=\s*\S)", re.MULTILINE)
_TITLE = 3
"""Words of such a line, at most."""
_LEAST = 2
"""Fewer headings part nothing."""


class Sections:
    """The sections of an article, and whose headings name what."""

    def __init__(self, view: View) -> None:
        self.view = view
        found = [(m.start(1), m.end(1)) for m in _RUN_IN.finditer(view.text)]
        found += [(m.start(1), m.end(1)) for m in _LINE.finditer(view.text) if self._is_title(m.start(1), m[1])]
        found.sort()
        self._starts = [start for start, _ in found] if len(found) >= _LEAST else []
        self._headed = frozenset[str]().union(*(self._stems(*head) for head in found)) if self._starts else frozenset()
        ends = [*self._starts[1:], len(view.text)] if self._starts else []
        self._told = [self._stems(start, end) for start, end in zip(self._starts, ends, strict=True)]

    def foreign(self, start: int, words: Sequence[str]) -> bool:
        """Whether words name what another section is headed by, and the section of an offset has nothing of it."""
        number = bisect_right(self._starts, start) - 1
        if number < 0:
            return False
        own = self._told[number]
        return any(w in self._headed and w not in own for w in map(stem, words))

    def _is_title(self, start: int, line: str) -> bool:
        zone = self.view.zone(start)
        return zone in ("body", "headline") and start > self.view.text.find("\n") >= 0 and len(line.split()) <= _TITLE

    def _stems(self, start: int, end: int) -> frozenset[str]:
        view = self.view
        return frozenset(map(stem, view.lowers[first_at(view.words, start) : first_at(view.words, end)]))
