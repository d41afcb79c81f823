"""What speaks for a candidate: how it came up, and where its words stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from extractor.claims.choice_candidates import Candidate, Candidates, head_row, stems
from extractor.claims.choice_numbers import Told
from extractor.claims.link import Link
from extractor.components._quantity_nouns import singular

SPOTS = ("segment", "left", "inside", "right", "before", "paragraph", "far", "no")
"""Where a word stands, seen from a number, the nearest first."""
_SENTENCE = SPOTS.index("right")
_FARTHEST = 60
"""Words of distance beyond which all is far."""


class Features:
    """The features of the candidates of one article's numbers: names in data/indicator_choice.csv."""

    def __init__(self, candidates: Candidates) -> None:
        self.view, self.links, self.known = candidates.view, candidates.links, candidates
        self.where: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.view.lowers):
            if len(word) > 2:
                self.where[singular(word.removesuffix("'s"))].append(i)
        self._spots: dict[str, int] = {}
        """Where words stand, seen from the number at hand."""

    def of(self, number: int, offered: Sequence[Candidate]) -> list[Told]:
        """The features of each candidate of a number."""
        made = self.links[number]
        rule = (made.topic.indicator or "").split()
        read, row = _stems(tuple(rule)), head_row(rule[-1]) if rule else "none"
        noun = stems(str(made.mark.record.get("noun") or made.mark.record["unit"]).lower().split())
        self._spots = {}
        return [self._candidate(made, c, read, row, noun) for c in offered]

    def _candidate(self, made: Link, c: Candidate, read: frozenset[str], rule_row: str, noun: frozenset[str]) -> Told:
        known, own = self.known, _stems(c.words)
        row = head_row(c.words[-1])
        shared = len(own & read)
        titled = len(own & known.title)
        told: Told = {
            "shared": shared,
            "overlap": round(shared / max(len(own), len(read), 1), 3),
            "size": len(own),
            "rule size": len(read),
            "ways": len(c.sources),
            "same row": bool(read) and row == rule_row,
            "read": known.read.get(" ".join(c.words), 0),
            "goods": known.goods.get(" ".join(c.words[:-1]), 0),
            "titled": titled,
            "titled part": round(titled / max(len(own), 1), 3),
            "unit in": len(own & noun),
            "unit head": singular(c.words[-1]) in noun,
            f"relation={_relation(own, read, shared)}": 1,
            f"head={row}": 1,
            f"word={c.words[-1]}": 1,
            f"opens={c.words[0]}": 1,
        }
        for source in c.sources:
            told[f"from {source}"] = told[f"from {source.partition('+')[0]}-"] = 1
        self._places(made, c, told)
        if c.at >= 0:
            told["at"] = c.at - made.mark.first
        if c.link is not None:
            _of_other(c.link, made, told)
        return told

    def _places(self, made: Link, c: Candidate, told: Told) -> None:
        """Where the words of a candidate stand, seen from the number."""
        spots = [self._spot(word, made) for word in c.words]
        told["head spot"], told["best"], told["worst"] = spots[-1], min(spots), max(spots)
        told["mean"] = round(sum(spots) / len(spots), 3)
        told["in segment"] = spots.count(0)
        told["in sentence"] = round(sum(spot <= _SENTENCE for spot in spots) / len(spots), 3)
        first = made.mark.first
        heads = self.where.get(singular(c.words[-1]), ())
        if heads:
            near = _nearest(heads, first)
            told["head far"], told["head left"] = min(abs(near - first), _FARTHEST), near < first
            at = bisect_left(heads, first)
            told["head before"] = min(first - heads[at - 1], _FARTHEST) if at else 2 * _FARTHEST
            lowers = self.view.lowers
            told[f"head then={lowers[near + 1] if near + 1 < len(lowers) else ''}"] = 1
            told[f"head after={lowers[near - 1] if near else ''}"] = 1
        opening = self.where.get(singular(c.words[0]), ())
        if opening:
            told["first far"] = min(abs(_nearest(opening, first) - first), _FARTHEST)

    def _spot(self, word: str, made: Link) -> int:
        """Where a word stands, seen from a number: the nearest of the places in `SPOTS`."""
        spot = self._spots.get(word)
        if spot is None:
            spot = self._spots[word] = SPOTS.index(self._place(self.where.get(singular(word), []), made))
        return spot

    def _place(self, found: list[int], made: Link) -> str:
        view, mark = self.view, made.mark
        if not found:
            return "no"
        first, stop = mark.opens, mark.closes
        low = view.bounds[mark.sentence - 1][0] if mark.sentence else first
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


def _nearest(found: Sequence[int], at: int) -> int:
    """The nearest of some places in order, the earlier of two."""
    behind = bisect_left(found, at)
    return min(found[max(0, behind - 1) : behind + 1], key=lambda i: abs(i - at))


def _relation(own: frozenset[str], read: frozenset[str], shared: int) -> str:
    """How a candidate's words stand to those of the rules' reading."""
    if own == read:
        return "same"
    if own > read:
        return "more"
    return "less" if own < read else "part" if shared else "other"


def _of_other(other: Link, made: Link, told: Told) -> None:
    """The number that the rules read so."""
    one, two = other.mark, made.mark
    told["link kind"] = one.record["kind"] == two.record["kind"]
    told["link unit"] = one.record["unit"] == two.record["unit"]
    told["link role"] = other.role == made.role
    told["link back"] = two.sentence - one.sentence
    told[f"link near={other.topic.near}"] = 1


@lru_cache(maxsize=4096)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return stems(words)
