"""What speaks for a candidate: how it came up, where its words stand, its head beside the number's kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extractor.claims.choice_candidates import Candidate, Candidates, head_row, stems
from extractor.claims.link import Link
from extractor.components._quantity_nouns import singular

_ORDER = {name: n for n, name in enumerate(("segment", "left", "inside", "right", "before", "paragraph", "far", "no"))}
_FAR = (2, 4, 8)
"""Words between a phrase and its number: the bounds of the classes of distance."""


class Features:
    """The features of one article's candidates, each the name of a weight in data/indicator_choice.csv."""

    def __init__(self, candidates: Candidates) -> None:
        self.view = candidates.view
        self.known = candidates
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.view.lowers):
            if len(word) > 2:
                self.where[singular(word.removesuffix("'s"))].append(i)
        self._spots: dict[str, str] = {}
        """Where words stand, seen from the number at hand."""

    def of(self, made: Link, candidates: Iterable[Candidate]) -> list[list[str]]:
        """The features of each candidate of a number."""
        kind, near = made.mark.record["kind"], made.topic.near
        if kind == "money" and "/" in made.mark.record["unit"]:
            kind = "price"
        rule = (made.topic.indicator or "").split()
        told, rule_row = _stems(tuple(rule)), head_row(rule[-1]) if rule else "none"
        self._spots = {}
        every = []
        for c in candidates:
            own, row = _stems(c.words), head_row(c.words[-1]) or "-"
            shared, size = len(own & told), min(len(own), 5)
            relation = "same" if own == told else "more" if own > told else "less" if own < told else "other"
            relation = "part" if relation == "other" and shared else relation
            found = [
                *_named(f"relation {relation}", near, kind, str(min(len(told), 3))),
                f"overlap {4 * shared // max(len(own), len(told), 1)}",
                *_named(f"size {size}", kind, near),
                *_headed(row, kind, made.role, rule_row, made.topic.flow),
                f"read {min(self.known.read.get(' '.join(c.words), 0), 4)}",
                f"ways {min(len(c.sources), 5)}",
            ]
            for source in c.sources:
                found += _came_up(source, kind, near)
            found += self._words(made, c, own, row, kind)
            if c.at >= 0:
                found += self._distance(made, c.at, kind)
            every.append(found)
        return every

    def _words(self, made: Link, c: Candidate, own: frozenset[str], row: str, kind: str) -> list[str]:
        """Where the head and the words before it stand."""
        near = made.topic.near
        at = self._spot(c.words[-1], made)
        if len(c.words) == 1:
            return [*_named(f"head at {at}", near, kind), f"bare {row}", f"bare {near}"]
        best = worst = self._spot(c.words[0], made)
        for word in c.words[1:-1]:
            spot = self._spot(word, made)
            best, worst = min(best, spot, key=_ORDER.__getitem__), max(worst, spot, key=_ORDER.__getitem__)
        found = [
            *_named(f"head at {at}", near, kind),
            *_ranged(best, worst, near, at),
            f"goods {min(self.known.goods.get(' '.join(c.words[:-1]), 0), 5)}",
        ]
        if not self.known.title.isdisjoint(own - {singular(c.words[-1])}):
            found += (f"title {near}", f"title {kind}")
        if row != "-" and any(map(head_row, c.words[:-1])):
            found.append("head inside")
        return found

    @staticmethod
    def _distance(made: Link, at: int, kind: str) -> list[str]:
        """On which side of the number a phrase stands, and how far off."""
        mark, near = made.mark, made.topic.near
        side = "right" if at > mark.last else "left"
        far = bisect_right(_FAR, max(at, mark.first) - min(at, mark.last))
        return [f"distance {side} {far} {near}", f"distance {side} {far} {kind}"]

    def _spot(self, word: str, made: Link) -> str:
        """Where a word stands, seen from a number: the nearest of the places in `_ORDER`."""
        spot = self._spots.get(word)
        if spot is None:
            spot = self._spots[word] = self._place(self.where.get(singular(word), []), made)
        return spot

    def _place(self, found: list[int], made: Link) -> str:
        view, mark = self.view, made.mark
        if not found:
            return "no"
        sentence = view.sentence(mark.start)
        first, stop = view.bounds[sentence]
        low = view.bounds[sentence - 1][0] if sentence else first
        at, behind = bisect_left(found, mark.first), bisect_right(found, mark.last)
        last = found[at - 1] if at else -1
        if last >= first:
            return "segment" if view.segment_of[last] == view.segment_of[mark.first] else "left"
        if at < behind:
            return "inside"
        if behind < len(found) and found[behind] < stop:
            return "right"
        if last >= low:
            return "before"
        paragraph = view.paragraph(mark.start)
        near = found[max(0, at - 1) : behind + 1]
        return "paragraph" if any(view.paragraph(view.words[i].start) == paragraph for i in near) else "far"


@lru_cache(maxsize=4096)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return stems(words)


@lru_cache(maxsize=4096)
def _named(name: str, *values: str) -> tuple[str, ...]:
    """One feature for each value."""
    return tuple(f"{name} {value}" for value in values)


@lru_cache(maxsize=4096)
def _headed(row: str, kind: str, role: str, rule_row: str, flow: str | None) -> tuple[str, ...]:
    """What the head's row stands beside."""
    return f"head {row} {kind}", f"head {row} {role}", f"head {row} for {rule_row}", f"head {row} flow {flow}"


@lru_cache(maxsize=4096)
def _ranged(best: str, worst: str, near: str, at: str) -> tuple[str, ...]:
    """Where the nearest and the farthest of a candidate's words stand."""
    return f"best {best} {near}", f"worst {worst} {near}", f"worst {worst} head {at}"


@lru_cache(maxsize=4096)
def _came_up(source: str, kind: str, near: str) -> tuple[str, ...]:
    """One way in which a candidate came up."""
    goods, joined, head = source.partition("+")
    found = (f"from {source}", f"from {goods}{joined} {kind}", f"from {goods}{joined} {near}")
    return (*found, f"with {head} {kind}", f"with {head} {near}") if head else found
