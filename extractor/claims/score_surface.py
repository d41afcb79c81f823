"""Words that make a name of what is measured → the name, as the text or the rules write it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.claims.label_words import head_ends, sense, stems
from extractor.claims.link import Link
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular
from extractor.network import network

Words = tuple[str, ...]
_NAMING = ("NN", "JJ", "VBG", "VBN", "CD", "FW")
"""How the tags of words begin that may be part of a name."""
_PLACES = 40
"""Places of a word that are looked at, at most."""


class Surface:
    """Writes names in the words of one article; the same words make the same name throughout."""

    def __init__(self, view: View, links: Sequence[Link], written: Mapping[str, str]) -> None:
        self.view, self._written = view, written
        self._naming: dict[str, bool] = {}
        """Word → whether it may be part of a name, as far as it was asked."""
        self._common = network().names["vocabulary"]
        self._known: dict[frozenset[str], Words] = {}
        for label in (*(made.topic.indicator for made in links), *(m.record["indicator"] for m in view.indicators)):
            if label:
                words = tuple(label.split())
                self._known.setdefault(stems(words), words)
        self._fluent: dict[frozenset[str], float] = {}
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(view.lowers):
            self._where[sense(word)].append(i)

    def of(self, name: Sequence[str], mark: Mark) -> Words:
        """The name of some stems, for a number, without the parts of compounds that are among them."""
        parts = {part for word in name if "-" in word for part in word.split("-")}
        name = [word for word in name if word not in parts]
        key = frozenset(name)
        if key not in self._known:
            self._known[key] = self._made(name, mark)
        return self._known[key]

    def fit(self, likely: Mapping[str, float]) -> dict[str, float]:
        """Likely words without those that the article has as verbs, prepositions and the like alone."""
        return {word: p for word, p in likely.items() if word in self._common or self._may_name(word)}

    def told(self, name: Sequence[str]) -> bool:
        """Whether the article has a word of a name."""
        return any(word in self._where for word in name)

    def fluency(self, name: Sequence[str]) -> float:
        """How much of a name the article, or what the rules read in it, has in one piece, from 0 to 1; measures may
        stand apart from what is measured."""
        key = frozenset(name)
        if key not in self._fluent:
            self._fluent[key] = 1.0 if key in self._known else self._in_one_piece(name)
        return self._fluent[key]

    def _in_one_piece(self, name: Sequence[str]) -> float:
        things = [word for word in name if word not in head_ends()]
        if len(things) < 2:
            return 1.0
        return self._side_by_side(things) / len(things)

    def _side_by_side(self, name: Sequence[str]) -> int:
        """How many of some words stand side by side somewhere, at most."""
        places = sorted((i, word) for word in name for i in self._where.get(word, ())[:_PLACES])
        size, most = len(name), 0
        for n, (first, _) in enumerate(places):
            most = max(most, len({word for i, word in places[n : n + size] if i - first < size}))
        return most

    def _may_name(self, word: str) -> bool:
        if word not in self._naming:
            self._naming[word] = any(map(self._names, self._where.get(word, ())))
        return self._naming[word]

    def _names(self, i: int) -> bool:
        """Whether the word at i may be part of a name: none with a digit, within a number or a date, or of a class
        that names nothing."""
        word, covered = self.view.words[i], self.view.covered[i]
        tag = self.view.tags.get(word.start, "")
        figure = covered == "date" or (covered == "quantity" and not word.lower.isalpha())
        return not figure and not any(c.isdigit() for c in word.lower) and (not tag or tag.startswith(_NAMING))

    def _made(self, name: Sequence[str], mark: Mark) -> Words:
        """The words in the order in which most of them stand together, else as they stand nearest the number; those
        that name a measure come last, all of these but the last in the singular. What the rules read stays together."""
        held = self._held(frozenset(name))
        name = [word for word in name if word not in stems(held)]
        together = self._together(name, mark)
        things, heads = list[tuple[int, str, str]](), list[tuple[int, str, str]]()
        for n, word in enumerate(name):
            at = together.get(word, self._near(word, mark))
            form = self._form(word, at)
            place = at if at >= 0 else len(self.view.words) + n
            if form in head_ends():
                heads.append((place, self._written.get(word, form), word))
            else:
                things.append((place, form, form))
        told = [*sorted(things), *((0, word, singular(word)) for word in held), *sorted(heads)]
        *others, (_, form, _) = told
        return (*(one if form in head_ends() else form for _, form, one in others), form)

    def _held(self, name: frozenset[str]) -> Words:
        """The longest name of two words or more that the rules read, and that is a part of another."""
        parts = [words for key, words in self._known.items() if len(key) > 1 and key < name]
        return max(parts, key=len, default=())

    def _together(self, name: Sequence[str], mark: Mark) -> dict[str, int]:
        """Where most of the words stand side by side, the place nearest to the number."""
        places = sorted((i, word) for word in name for i in self._where.get(word, ())[:_PLACES])
        best: dict[str, int] = {}
        gap = 0
        for n, (first, _) in enumerate(places):
            found: dict[str, int] = {}
            for i, word in places[n : n + len(name) + 1]:
                if i - first <= len(name):
                    found.setdefault(word, i)
            off = abs(first - mark.first)
            if len(found) > max(len(best), 1) or (len(found) == len(best) > 1 and off < gap):
                best, gap = found, off
        return best

    def _form(self, word: str, at: int) -> str:
        return self._written.get(word, word) if at < 0 else self.view.lowers[at].removesuffix("'s").removesuffix("'")

    def _near(self, word: str, mark: Mark) -> int:
        """Where a word stands: in the number's sentence if it does, else last before it, else first; -1 for nowhere."""
        found = self._where.get(word)
        if not found:
            return -1
        at = bisect_left(found, mark.closes) - 1
        return found[max(at, 0)]
