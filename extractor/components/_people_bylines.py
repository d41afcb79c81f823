"""Bylines and picture credits: the lines that name who wrote or took something."""

from __future__ import annotations

from extractor.components._names import given_names, listed
from extractor.components._people_runs import Scan

SHORT_LINE = 14
MAX_LIST = 24
_BARS = frozenset({"|", "·", "•", "-", "–", "—", ",", "/", "&"})


class Bylines:
    """Points for runs of names that stand where authors and photographers are named."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.view = scan.view
        self.words = listed("name_words", "byline")
        self.published = listed("name_words", "published")
        self.joints = scan.particles | listed("name_words", "byline_joint")

    def points(self, first: int, last: int) -> int:
        """Evidence of the line: "By X and Y", "Reporting by X", "X | Published", "X/Agency", a line that is a name."""
        view = self.view
        if first == last:
            return 0
        start, stop = view.line(first)
        if last + 1 < stop and view.gap(last + 1) in ("/", "/ ") and view.caps[last + 1]:
            return 3
        if view.gap(first) == "/" and view.low(start) in self.words and last + 1 >= stop:
            return 3
        if self._credited(first, start) and self._ends(last, stop):
            return 4
        if self._contributed(last):
            return 3
        after = view.gap(last + 1) if last + 1 < stop else ""
        opens = first == start or (all(self.scan.titled(n) for n in range(start, first)) and first - start < 4)
        if opens and after == ":" and last + 1 < stop:
            return 2
        if first == start and stop - start <= SHORT_LINE and after in _BARS and view.low(last + 1) in self.published:
            return 4
        return self._alone(first, last, start, stop) if self.scan.zones[first] == "byline" else 0

    def _alone(self, first: int, last: int, start: int, stop: int) -> int:
        """3 where a byline's line, or a part of it between bars and "and", is the run and nothing else."""
        view = self.view
        before, behind = listed("name_words", "byline_opens"), listed("name_words", "byline_closes")
        opens = first == start or view.gap(first) in _BARS or view.low(first - 1) in before
        closes = last + 1 >= stop or view.gap(last + 1) in _BARS or view.low(last + 1) in behind
        office = any(
            (self.scan.head(i) or view.low(i) in self.scan.modifiers | self.scan.portfolio)
            and view.words[i].core not in given_names()
            for i in range(first, last)
        )
        return 3 if opens and closes and not office and last - first < 4 else 0

    def _ends(self, last: int, stop: int) -> bool:
        """Whether a credit's name ends its line or is followed by another name, a place or a date."""
        k = last + 1
        return k >= stop or self.view.gap(k) != "" or self.view.low(k) in listed("name_words", "byline_ends")

    def _contributed(self, last: int) -> bool:
        """Whether the list of names that goes on after word `last` ends in "contributed to this report"."""
        view = self.view
        for k in range(last + 1, min(last + MAX_LIST, view.size)):
            if not view.same(last, k) or view.gap(k) not in ("", ",", "."):
                return False
            if view.low(k) in listed("name_words", "byline_verb"):
                return True
            if not view.caps[k] and view.low(k) not in self.joints:
                return False
        return False

    def _credited(self, first: int, start: int) -> bool:
        """Whether "by" (or "Contact:") opens the list of names in which word `first` stands, on its line."""
        view = self.view
        k = first - 1
        while k >= start and first - k < MAX_LIST:
            low, gap = view.low(k), view.gap(k + 1)
            if low == "by" and gap in ("", ":"):
                return k == start or view.low(k - 1) in self.words
            if gap == ":" and low in self.words and (k == start or view.first(k) or view.first(k - 1)):
                return True
            office = low in self.published or low.removesuffix("s") in self.published
            if not (view.caps[k] or low in self.joints or office):
                return False
            if gap not in ("", ",", "&", ".", ";"):
                return False
            k -= 1
        return False
