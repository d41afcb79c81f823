"""Chooses the flow of trade that a number is of where the rules are least sure, by decision trees fitted on annotated
articles.

data/flow_choice.csv is fitted by `python benchmarks/flow_choice.py`: trees (see `forest`) that rank the flows and none.
The rules' own flow stays unless another is worth `MARGIN` more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractor.claims.choice_candidates import head_row
from extractor.claims.choice_numbers import LEAST, Numbers, Told
from extractor.claims.cues import word_class
from extractor.claims.link import Link
from extractor.claims.view import View
from extractor.forest import forest

FLOWS: tuple[str | None, ...] = (None, "exports", "imports", "total", "balance")
MARGIN = 6_000
"""How much more another flow must be worth than the rules'."""
_SURE = frozenset({"product", "list", "pronoun", "levied", "turned", "dealt"})
"""Ways of finding a topic that leave no room for another flow."""
_BACK = 3
"""Numbers before whose flows are looked at."""
_FAR = 60
"""Numbers that a topic told by a turn of words is sought through."""


def open_to(made: Link) -> bool:
    """Whether another flow than the rules' is weighed at all."""
    behind = made.topic.mark is None or made.topic.near == "right"
    told = made.topic.flow == "balance" and behind  # "exported $2bn more than it imported"
    return made.topic.near not in _SURE and made.topic.flow in FLOWS and not told


def _goes_on(links: Sequence[Link], number: int) -> bool:
    """Whether a number goes on with the topic, told by a turn of words, of one before it in its sentence, or in others
    with the same name."""
    made, last = links[number], max(0, number - _FAR)
    while number > last and (
        links[number - 1].mark.sentence == made.mark.sentence
        or (made.topic.mark is None and links[number - 1].topic.indicator == made.topic.indicator)
    ):
        number -= 1
        if links[number].topic.near == "turned":
            return links[number].topic.flow == made.topic.flow
    return False


def choose_flows(view: View, links: Sequence[Link]) -> None:
    """Gives each number the flow that is worth most; keeps the rules' topic in `Link.passed`."""
    asked = [number for number, made in enumerate(links) if open_to(made) and not _goes_on(links, number)]
    if not asked or len(links) < LEAST:
        return
    flows, numbers, trees = FlowFeatures(view, links), Numbers(view, links), forest("flow_choice")
    told = [flow for flow in FLOWS if flow is None or flows.where[flow] or flows.read[flow]]
    groups = []
    for number in asked:
        shared = trees.cells(numbers.of_number(number) | flows.of_number(number))
        groups.append((shared, [trees.cells(flows.of(number, flow)) for flow in told]))
    worth = trees.worth(groups)
    for at, number in enumerate(asked):
        made, values = links[number], worth[at * len(told) : (at + 1) * len(told)]
        most = max(range(len(told)), key=values.__getitem__)
        if values[most] >= values[told.index(made.topic.flow)] + MARGIN:
            made.passed = made.passed or made.topic
            made.topic = replace(made.topic, flow=told[most])


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {flow: word_class(f"words_of_{flow}") for flow in FLOWS if flow is not None}


class FlowFeatures:
    """The features of the flows that an article's numbers may be of: names in data/flow_choice.csv."""

    def __init__(self, view: View, links: Sequence[Link]) -> None:
        self.view, self.links = view, links
        self.given = [made.topic.flow for made in links]
        """The rules' flows."""
        self.read = Counter(self.given)
        self.main = next(iter(Counter(flow for flow in self.given if flow).most_common(1)), (None, 0))[0]
        self.where = {
            flow: [i for i, word in enumerate(view.lowers) if word in named] for flow, named in _words().items()
        }
        self.told = sum(map(len, self.where.values())) or 1
        self.policies: dict[int, list[str]] = {}
        for policy in view.policies:
            self.policies.setdefault(view.sentence(policy["start"]), []).append(policy["policy"])

    def of_number(self, number: int) -> Told:
        """The features that all flows of a number share, beside those of `choice_numbers`."""
        links, made = self.links, self.links[number]
        label = (made.topic.indicator or "").split()
        told: Told = {f"main={self.main}": 1, "label size": len(label), "partner": made.partner is not None}
        told["home"] = made.place == links[0].place
        told[f"label row={head_row(label[-1]) if label else ''}"] = 1
        for back in range(1, min(_BACK, number) + 1):
            before = links[number - back]
            told[f"flow {back}={self.given[number - back]}"] = 1
            told[f"same {back}"] = before.mark.sentence == made.mark.sentence
            told[f"label {back}"] = before.topic.indicator == made.topic.indicator
        if number + 1 < len(links):
            told[f"flow then={self.given[number + 1]}"] = 1
            told["same then"] = links[number + 1].mark.sentence == made.mark.sentence
        for name, words in (("label ends", label[-1:]), ("label has", label[:-1])):
            told.update(dict.fromkeys((f"{name}={word}" for word in words), 1))
        told.update(dict.fromkeys((f"policy={name}" for name in self.policies.get(made.mark.sentence, ())), 1))
        if self.view.policies:
            told[f"first policy={self.view.policies[0]['policy']}"] = 1
        return told

    def of(self, number: int, flow: str | None) -> Told:
        """The features of one flow."""
        made = self.links[number]
        told: Told = {
            f"is={flow}": 1,
            "rule": flow == made.topic.flow,
            "read": round(self.read[flow] / len(self.links), 2),
            "most": flow == self.main,
            "prev": bool(number) and self.given[number - 1] == flow,
        }
        if flow is not None:
            self._words(made, flow, told)
        return told

    def _words(self, made: Link, flow: str, told: Told) -> None:
        """Where the flow's words stand, seen from a number."""
        view, mark, found = self.view, made.mark, self.where[flow]
        opens = bisect_left(found, mark.opens)
        inside = found[opens : bisect_left(found, mark.closes)]
        before = view.bounds[mark.sentence - 1][0] if mark.sentence else mark.opens
        told["words"], told["words part"] = len(found), round(len(found) / self.told, 2)
        told["words here"] = len(inside)
        told["words in segment"] = sum(view.segment_of[i] == view.segment_of[mark.first] for i in inside)
        told["words before"] = opens - bisect_left(found, before)
        told["in label"] = not _words()[flow].isdisjoint((made.topic.indicator or "").split())
        if inside:
            told["word off"] = min(abs(i - mark.first) for i in inside)
            told["word left"] = inside[0] < mark.first
        marks = [m for m in view.within(view.indicators, mark.opens, mark.closes) if m.record["flow"] == flow]
        told["indicators"] = len(marks)
        if marks:
            told["indicator off"] = min(abs(m.first - mark.first) for m in marks)
