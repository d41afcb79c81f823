"""What the words around a number tell of it, for the trees that choose among readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.claims.link import Link
from extractor.claims.view import Mark, View

Told = dict[str, float]
"""Features and their values: 1 for what holds."""

LEAST = 6
"""Numbers of an article, at least, for the trees to overrule the rules: half of what speaks is how others are read."""
_VERB_REACH = 10


class Numbers:
    """The features that all candidates of a number share, for the choices of flow, period and role."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self._of_sentence = Counter(made.mark.sentence for made in links)

    def of_number(self, number: int) -> Told:
        """The features that all candidates of a number share."""
        made = self.links[number]
        topic = made.topic
        told = self.view.told.get(made.mark.start)
        if told is None:
            told = self.view.told[made.mark.start] = self._written(number)
        names = (
            f"how={made.cue.how}", f"prep={made.cue.preposition}", f"near={topic.near}", f"role={made.role}",
            f"flow={topic.flow}", f"row={topic.indicator_id}", f"way={made.direction}", f"status={made.status}",
        )  # fmt: skip
        told = told | dict.fromkeys(names, 1)
        if number:
            before = self.links[number - 1]
            told["prev read"] = before.topic.indicator == topic.indicator
            told[f"prev near={before.topic.near}"] = told[f"prev role={before.role}"] = 1
        return told

    def _written(self, number: int) -> Told:
        """Those of the words around a number, whatever is made of them: found once for all choices."""
        view, made = self.view, self.links[number]
        mark = made.mark
        before, after = ["", "", *view.before(mark, 2)], [*view.after(mark, 2), "", ""]
        kind, unit = mark.record["kind"], mark.record["unit"]
        names = (
            f"b1={before[-1]}", f"b2={before[-2]}", f"a1={after[0]}", f"a2={after[1]}", f"kind={kind}",
            f"zone={view.zone(mark.start)}", f"unit={'count' if kind == 'count' else unit}",
        )  # fmt: skip
        told: Told = dict.fromkeys(names, 1)
        told["pos"], told["rest"] = mark.first - mark.opens, mark.closes - mark.last
        told["of"] = self._of_sentence[mark.sentence]
        told["nth"] = self._nth(number)
        told["bracket"] = view.text[max(0, mark.start - 1) : mark.start] == "("
        told["inds"] = len(view.within(view.indicators, mark.opens, mark.closes))
        self._verb(made, told)
        if number:
            self._previous(self.links[number - 1].mark, mark, told)
        return told

    def _nth(self, number: int) -> int:
        """How many numbers of its sentence stand before a number."""
        sentence = self.links[number].mark.sentence
        first = number
        while first and self.links[first - 1].mark.sentence == sentence:
            first -= 1
        return number - first

    def _verb(self, made: Link, told: Told) -> None:
        view, mark = self.view, made.mark
        for i in range(mark.first - 1, max(mark.opens, mark.first - _VERB_REACH) - 1, -1):
            tag = view.tags.get(view.words[i].start, "")
            if tag[:2] == "VB":
                told[f"verb={view.lowers[i]}"] = told[f"tag={tag}"] = 1
                told["verb at"] = mark.first - i
                return

    @staticmethod
    def _previous(before: Mark, mark: Mark, told: Told) -> None:
        """The number before: how near it is, and how like."""
        told["prev same"] = before.sentence == mark.sentence
        told["prev unit"] = before.record["unit"] == mark.record["unit"]
        told["prev gap"] = min(mark.first - before.last, 30)
        told[f"prev kind={before.record['kind']}"] = 1
