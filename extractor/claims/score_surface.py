"""Words that make a name of what is measured → the name, as the text or the rules write it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.claims.label_words import head_ends, stem, stems
from extractor.claims.link import Link
from extractor.claims.view import Mark, View

Words = tuple[str, ...]


class Surface:
    """Writes names in the words of one article; the same words make the same name throughout."""

    def __init__(self, view: View, links: Sequence[Link], written: Mapping[str, str]) -> None:
        self.view, self._written = view, written
        self._known: dict[frozenset[str], Words] = {}
        for label in (*(made.topic.indicator for made in links), *(m.record["indicator"] for m in view.indicators)):
            if label:
                words = tuple(label.split())
                self._known.setdefault(stems(words), words)
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(view.lowers):
            self._where[stem(word)].append(i)

    def of(self, name: Sequence[str], mark: Mark) -> Words:
        """The name of some stems, for a number."""
        key = frozenset(name)
        if key not in self._known:
            self._known[key] = self._made(name, mark)
        return self._known[key]

    def _made(self, name: Sequence[str], mark: Mark) -> Words:
        """The words as they stand nearest the number, in the text's order; those that name a measure come last."""
        told = []
        for n, word in enumerate(name):
            at = self._near(word, mark)
            form = self._form(word, at)
            told.append((form in head_ends(), at if at >= 0 else len(self.view.words) + n, form))
        return tuple(form for _, _, form in sorted(told))

    def _form(self, word: str, at: int) -> str:
        return self._written.get(word, word) if at < 0 else self.view.lowers[at].removesuffix("'s").removesuffix("'")

    def _near(self, word: str, mark: Mark) -> int:
        """Where a word stands: in the number's sentence if it does, else last before it, else first; -1 for nowhere."""
        found = self._where.get(word)
        if not found:
            return -1
        at = bisect_left(found, mark.closes) - 1
        return found[max(at, 0)]
