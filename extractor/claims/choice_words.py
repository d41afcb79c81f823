"""How likely each word is to be part of what a number measures, by decision trees fitted on annotated articles.

data/indicator_likelihood.csv is fitted by `python benchmarks/indicator_choice.py`. The words are those of the
candidates of `choice_candidates`; a word is looked up by its singular, without a possessive's ending.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from extractor.claims.choice_candidates import Candidate, Candidates, stem, stems
from extractor.claims.choice_numbers import Told
from extractor.claims.view import Mark
from extractor.forest import SCALE, Cells, forest

ONE = 1_000
"""Certainty: likelihoods are in thousandths."""
_FARTHEST = 80
"""Words of distance beyond which all is far."""
_SEGMENT, _LEFT, _INSIDE, _RIGHT, _BEFORE, _ELSEWHERE, _NOWHERE = range(1, 8)
"""Where a word stands, seen from a number."""
STEPS = [round(SCALE * log(p / (ONE - p))) for p in range(1, ONE)]
"""The sums of leaves at which a likelihood is one thousandth more: logarithms of odds."""


@dataclass(slots=True)
class Word:
    """A word of the candidates of a number, and how it came up."""

    ways: list[str]
    """The sources of the candidates that hold it, "+…" left out."""
    heads: list[str]
    """The sources of those that it ends."""


class WordFeatures:
    """The words of the candidates of one article's numbers: features as named in data/indicator_likelihood.csv."""

    def __init__(self, candidates: Candidates) -> None:
        self.view, self.links, self.known = candidates.view, candidates.links, candidates
        view = self.view
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(view.lowers):
            if len(word) > 1:
                self.where[stem(word)].append(i)
        self._told = Counter(stem(w) for m in view.indicators for w in m.record["indicator"].split())
        self._ends = {stem(m.record["indicator"].split()[-1]) for m in view.indicators}
        self._in_indicators = {i for m in view.indicators for i in range(m.first, m.last + 1)}
        read = [(made.topic.indicator or "").split() for made in self.links]
        self._read = Counter(word for words in read for word in set(map(stem, words)))
        """How many numbers' readings hold a word."""
        self._headed = Counter(stem(words[-1]) for words in read if words)
        self._starts = [made.mark.first for made in self.links]
        self._commas = [0, *accumulate(word == "," for word in view.lowers)]

    def likely(self, numbers: Sequence[int], offered: Sequence[Sequence[Candidate]]) -> list[dict[str, int]]:
        """Of each number, its candidates' words and how likely each is part of what is measured, in thousandths."""
        trees = forest("indicator_likelihood")
        everywhere: dict[str, Cells] = {}
        groups, words = list[tuple[Cells, list[Cells]]](), list[list[str]]()
        for number, some in zip(numbers, offered, strict=True):
            shared, own = self._features(number, some)
            for word in own:
                if word not in everywhere:
                    everywhere[word] = trees.cells(self._everywhere(word))
            groups.append((trees.cells(shared), [everywhere[word] & trees.cells(told) for word, told in own.items()]))
            words.append(list(own))
        worth = iter(trees.worth(groups))
        return [{word: bisect_right(STEPS, next(worth)) for word in some} for some in words]

    def of(self, number: int, offered: Iterable[Candidate]) -> dict[str, Told]:
        """The words of a number's candidates and their features."""
        shared, own = self._features(number, offered)
        return {word: shared | self._everywhere(word) | told for word, told in own.items()}

    def _features(self, number: int, offered: Iterable[Candidate]) -> tuple[Told, dict[str, Told]]:
        """What all words of a number share, and what each has of its own."""
        made = self.links[number]
        found: dict[str, Word] = {}
        for candidate in offered:
            ways = [source.partition("+")[0] for source in candidate.sources]
            last = stem(candidate.words[-1])
            own = stems(candidate.words)
            for word in map(stem, candidate.words):
                if word in own:
                    entry = found.get(word)
                    if entry is None:
                        entry = found[word] = Word([], [])
                    entry.ways += ways
                    if word == last:
                        entry.heads += ways
        rule = list(map(stem, (made.topic.indicator or "").split()))
        shared: Told = {f"near={made.topic.near}": 1, "rule size": len(rule)}
        return shared, {word: self._word(word, entry, made.mark, rule) for word, entry in found.items()}

    def _word(self, word: str, entry: Word, mark: Mark, rule: Sequence[str]) -> Told:
        told: Told = {
            "rule": word in rule,
            "rule head": bool(rule) and rule[-1] == word,
            "ways": len(entry.ways),
            "heads": len(entry.heads),
        }
        for way in entry.ways:
            told[f"from {way}"] = 1
        for way in entry.heads:
            told[f"heads {way}"] = 1
        self._place(word, mark, told)
        return told

    def _everywhere(self, word: str) -> Told:
        """What holds of a word for all numbers alike."""
        return {
            f"word={word}": 1,
            "titled": word in self.known.title,
            "told": self._told[word],
            "told last": word in self._ends,
            "read": round(self._read[word] / len(self.links), 3),
            "headed": round(self._headed[word] / len(self.links), 3),
        }

    def _place(self, word: str, mark: Mark, told: Told) -> None:
        """Where a word stands, seen from a number, and what stands between."""
        found, first = self.where.get(word, ()), mark.first
        if not found:
            told["spot"] = _NOWHERE
            return
        spot, at = self._spot(found, mark)
        told["spot"], told["count"] = spot, len(found)
        told["off"], told["near"] = at - first, min(abs(_nearest(found, first) - first), _FARTHEST)
        told["in indicator"], told["named"] = at in self._in_indicators, at in self.view.named
        low, high = min(at, first), max(at, first)
        between = bisect_left(self._starts, high) - bisect_right(self._starts, low)
        told["numbers"], told["commas"] = between, self._commas[high] - self._commas[low]
        told["rival"] = high - low - abs(_nearest(self._starts, at) - at)

    def _spot(self, found: Sequence[int], mark: Mark) -> tuple[int, int]:
        """The place of a word among those told above, and which of its occurrences is meant."""
        view, first = self.view, mark.first
        at, behind = bisect_left(found, first), bisect_right(found, mark.last)
        last = found[at - 1] if at else -1
        if last >= mark.opens:
            return (_SEGMENT if view.segment_of[last] == view.segment_of[first] else _LEFT), last
        if at < behind:
            return _INSIDE, found[at]
        if behind < len(found) and found[behind] < mark.closes:
            return _RIGHT, found[behind]
        if mark.sentence and last >= view.bounds[mark.sentence - 1][0]:
            return _BEFORE, last
        return _ELSEWHERE, _nearest(found, first)


def _nearest(found: Sequence[int], at: int) -> int:
    """The nearest of some places in order, the earlier of two."""
    behind = bisect_left(found, at)
    if not behind or (behind < len(found) and found[behind] - at < at - found[behind - 1]):
        return found[behind]
    return found[behind - 1]
