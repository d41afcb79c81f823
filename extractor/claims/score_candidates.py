"""What the scorer chooses among: the periods and places that a number may have, and the words that rules read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.claims.label_words import sense
from extractor.claims.link import Link
from extractor.claims.period_candidates import PeriodCandidates
from extractor.claims.view import View

_BACK = 8
"""Numbers back whose readings are looked at."""


@dataclass(slots=True)
class Offered:
    """One value of a field, and the ways in which it came up."""

    value: str | None
    sources: list[str]


class _Told:
    """Where the words that tell one place stand."""

    def __init__(self) -> None:
        self._all: Counter[str] = Counter()
        self._of: defaultdict[int, Counter[str]] = defaultdict(Counter)
        """The same by sentence."""

    def add(self, sentence: int, zone: str) -> None:
        self._all[zone] += 1
        self._of[sentence][zone] += 1

    def seen_from(self, sentence: int) -> Iterator[str]:
        """In a sentence, in the one before, and in what other zones."""
        near = [(name, self._of[at]) for name, at in (("here", sentence), ("before", sentence - 1)) if at in self._of]
        yield from (name for name, _ in near)
        yield from (zone for zone, n in self._all.items() if n > sum(told[zone] for _, told in near))


class ScoreCandidates:
    """The candidates of each number of an article."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self.periods = PeriodCandidates(view, links)
        self.labels = [(made.topic.indicator or "").split() for made in links]
        read = Counter(made.topic.indicator for made in links if made.topic.indicator)
        self._often = next(iter(read.most_common(1)), ("", 0))[0].split()
        self._places: dict[str, _Told] = {}
        for mark in view.places:
            if not mark.record["code"]:
                continue
            told = self._places.setdefault(str(mark.record["code"]), _Told())
            told.add(mark.sentence, "title" if view.zone(mark.start) == "headline" else "only")
        self._home = Counter(made.place for made in links).most_common(1)[0][0] if links else None

    def said(self, number: int) -> Iterator[tuple[str, str]]:
        """The words that the rules read of a number, of those beside it and of the article, with where they are from;
        each once."""
        label = self.labels[number]
        if label:
            yield sense(label[-1]), "rule!"
        told = [("rule", label), ("top0", self._often), ("first", self.labels[0]), *self._beside(number)]
        yield from dict.fromkeys((sense(word), source) for source, words in told for word in words)

    def _beside(self, number: int) -> Iterator[tuple[str, list[str]]]:
        links, view, mark = self.links, self.view, self.links[number].mark
        for k in range(number - 1, max(-1, number - _BACK - 1), -1):
            if self.labels[k]:
                other = links[k].mark
                alike = view.paragraph(other.start) == view.paragraph(mark.start)
                near = "s" if other.sentence == mark.sentence else "p" if alike else "x"
                yield f"prev1{near}", self.labels[k]
                break
        if number + 1 < len(links):
            near = "s" if links[number + 1].mark.sentence == mark.sentence else "x"
            yield f"next{near}", self.labels[number + 1]

    def of(self, name: str, number: int) -> list[Offered]:
        """The candidates for a period, place or partner; the rules' own comes first."""
        if name == "period":
            return [Offered(value, sources) for value, sources in self.periods.of(number).items()]
        links = self.links
        found: dict[str | None, set[str]] = {}

        def put(value: str | None, source: str) -> None:
            found.setdefault(value, set()).add(source)

        put(getattr(links[number], name), "rule")
        put(None, "none")
        if number:
            put(getattr(links[number - 1], name), "prev")
        if name == "place":
            put(self._home, "home")
        sentence = links[number].mark.sentence
        for code, told in self._places.items():
            for source in told.seen_from(sentence):
                put(code, source)
        return [Offered(value, sorted(sources)) for value, sources in found.items()]
