"""Lists that distribute: "exports and imports rose 3 and 4 percent, respectively", "the two stood at …".

Numbers joined by commas and "and" form a group; things of the same count joined before them are told one by
one, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.claims.cues import says
from extractor.claims.topic import Topic
from extractor.claims.view import Mark, View

if TYPE_CHECKING:
    from extractor.claims.link import Link

_QUALIFYING = frozenset({"JJ", "VBN", "VBG"})
_JOINT = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_BACK = 60
"""Numbers back in which "the two" are looked for."""


def groups(view: View, links: list[Link]) -> list[list[Link]]:
    """Runs of two or more numbers joined by nothing but commas and "and"."""
    found: list[list[Link]] = []
    run: list[Link] = []
    for made in links:
        if run:
            between = view.text[run[-1].mark.end : made.mark.start].strip()
            joined = (
                between in ("and", ",", ", and", "and to", "and about", "and up", "and down")
                and made.mark.record["kind"] == run[-1].mark.record["kind"]
            )
            if joined:
                run.append(made)
                continue
            if len(run) > 1:
                found.append(run)
        run = [made]
    if len(run) > 1:
        found.append(run)
    return found


def distribute(view: View, links: list[Link]) -> None:
    """Gives each number of a distributing list its own topic or partner."""
    for run in groups(view, links):
        first, stop = view.bounds[view.sentence(run[0].mark.start)]
        words = " " + " ".join(w.lower for w in view.words[first:stop]) + " "
        if items := _items(view, run):
            for made, item in zip(run, items, strict=True):
                made.topic = replace(made.topic, indicator=f"{item} {_head(run[0].topic)}", near="list")
            continue
        both = _both_told(view, run, links, first)
        if "respectively" not in words and not both and not (says(words, "two") and not says(words, "two_times")):
            continue
        targets = _both_ways(run) or _topics(view, run, first) or _named_before(view, run, links, words, both)
        if targets:
            for made, topic in zip(run, targets, strict=True):
                made.topic = replace(topic, near="list")
            continue
        if told := _numbered_before(run, links):
            for made, other in zip(run, told, strict=True):
                made.topic = replace(other.topic, near="list")
                made.place, made.partner = other.place, other.partner
            continue
        if "respectively" in words and (flows := _flows_before(view, run, links, first)):
            for made, flow in zip(run, flows, strict=True):
                name = " ".join([*(made.topic.indicator or "").split()[:-1], flow])
                made.topic = replace(made.topic, indicator=name, indicator_id=flow, flow=flow, near="list")
            continue
        partners = _joined(view, view.within(view.places, first, run[0].mark.first), len(run))
        if partners:
            for made, mark in zip(run, partners, strict=True):
                made.partner = mark.record["code"]
            continue
        phrases = _phrases(view, run, first)
        for made, phrase in zip(run, phrases, strict=False):
            label = (run[0].topic.indicator or "").split()[-1:]
            made.topic = replace(made.topic, indicator=" ".join([*phrase, *label]), near="list")


def _items(view: View, run: list[Link]) -> list[str]:
    """The goods that the indicator of a run lists, one for each number: "exports of rice, maize and sugar were 4.5, 1.2
    and 0.3 million tonnes"."""
    named = run[0].topic.mark
    if named is None or named.sentence != run[0].mark.sentence or named.first > run[0].mark.first:
        return []
    if run[0].topic.flow == "total":
        return []
    record = named.record
    before, behind = view.text[record["start"] : record["head"]], view.text[record["head_end"] : record["end"]]
    goods = behind.strip().partition(" ")[2] if behind.strip() else before
    items = _paired([item.strip().lower() for item in _JOINT.split(goods)], len(run))
    if len(items) != len(run) or not all(items) or view.within(view.places, named.first, named.last + 1):
        return []
    stop = run[-1].mark.closes
    several = len(items) > 2 or run[0].mark.record["elided"] or "respectively" in view.lowers[run[-1].mark.last : stop]
    dates = view.within(view.dates, run[-1].mark.last + 1, stop)
    dated = _joined(view, dates, len(run)) or any(" and " in date.record["text"] for date in dates)
    dated = dated or bool(dates and len(run) == 2)  # "this year and last"
    kinds = [view.tags.get(w.start, "") for w in view.words[named.first : named.last] if w.lower in items]
    shared = not behind.strip() and any(tag in _QUALIFYING for tag in kinds)  # "fresh, frozen and dried fruit exports"
    return items if several and not dated and not shared else []


def _head(topic: Topic) -> str:
    return (topic.indicator or "").split()[-1]


def _joined(view: View, marks: list[Mark], count: int) -> list[Mark]:
    """The last `count` marks, where only commas and "and" stand between them."""
    last = marks[-count:]
    if len(last) < count:
        return []
    for a, b in pairwise(last):
        between = view.text[a.end : b.start].replace("the ", "").strip()
        if between not in ("and", ",", ", and", "and to"):
            return []
    return last


def _both_ways(run: list[Link]) -> list[Topic]:
    """ "Exports and imports came to A and B": the two flows that one phrase names, in its order."""
    topic = run[0].topic
    if len(run) != 2 or topic.mark is None or topic.flow != "total":
        return []
    surface = topic.mark.record["text"].lower()
    flows = sorted((f for f in ("exports", "imports") if f in surface), key=surface.find)
    name = " ".join((topic.indicator or "").split()[:-2])
    return (
        [replace(topic, indicator=f"{name} {f}".strip(), indicator_id=f, flow=f) for f in flows]
        if len(flows) == 2
        else []
    )


def _topics(view: View, run: list[Link], first: int) -> list[Topic]:
    marks = _joined(view, view.within(view.indicators, first, run[0].mark.first), len(run))
    return [
        Topic(m.record["indicator"], m.record["indicator_id"], m.record["flow"], m.record["sector"], m) for m in marks
    ]


def _both_told(view: View, run: list[Link], links: list[Link], first: int) -> bool:
    """Whether "they" are the exports and imports of the sentence before: "Exports rose by 1.4%; imports, by 3.7%. A
    year ago, they had amounted to 9.02bn and 10.11bn"."""
    if len(run) != 2 or "they" not in view.lowers[first : run[0].mark.first]:
        return False
    if view.within(view.indicators, first, run[-1].mark.first):
        return False
    told = [made.topic.flow for made in links if made.mark.sentence == run[0].mark.sentence - 1]
    return sorted(map(str, told)) == ["exports", "imports"]


def _named_before(view: View, run: list[Link], links: list[Link], words: str, both: bool) -> list[Topic]:
    """ "the two", and "they" where `both` were told just before: the exports and imports told last."""
    if not (says(words, "two") or both) or len(run) != 2:
        return []
    found: dict[str, tuple[int, Topic]] = {}
    before = bisect_right(links, run[0].mark.start, key=lambda made: made.mark.end)
    for made in reversed(links[max(0, before - _BACK) : before]):
        if made.topic.flow in ("exports", "imports"):
            named = made.topic.mark or made.mark
            found.setdefault(str(made.topic.flow), (named.start, made.topic))
        if len(found) == 2:
            break
    return [topic for _, topic in sorted(found.values(), key=lambda told: told[0])] if len(found) == 2 else []


def _numbered_before(run: list[Link], links: list[Link]) -> list[Link]:
    """As many numbers right before a run, each of another trade: "exports reached US$20.6 billion and imports US$15.7
    billion, down 7.5% and 12.9%, respectively"."""
    at = bisect_right(links, run[0].mark.start, key=lambda made: made.mark.start) - 1
    told = links[max(0, at - len(run)) : at]
    if len(told) < len(run) or any(made.mark.sentence != run[0].mark.sentence for made in told):
        return []
    apart = {(made.topic.indicator, made.topic.flow, made.partner) for made in told}
    traded = all(made.topic.flow for made in told) and run[0].mark.record["kind"] != told[0].mark.record["kind"]
    return told if traded and len(apart) == len(told) else []


def _flows_before(view: View, run: list[Link], links: list[Link], first: int) -> list[str]:
    """The two flows of the numbers right before a pair whose sentence names none: "exports (47.3%) and imports (36.3%).
    Manufactured goods followed, with 29.1% and 27.9%, respectively"."""
    at = bisect_right(links, run[0].mark.start, key=lambda made: made.mark.start) - 1
    told = links[max(0, at - len(run)) : at]
    flows = [str(made.topic.flow) for made in told]
    near = len(told) == len(run) and all(run[0].mark.sentence - made.mark.sentence == 1 for made in told)
    alike = all(made.mark.record["kind"] == run[0].mark.record["kind"] for made in told)
    named = any(m.record["flow"] for m in view.within(view.indicators, first, run[-1].mark.closes))
    return flows if sorted(flows) == ["exports", "imports"] and near and alike and not named else []


def _phrases(view: View, run: list[Link], first: int) -> list[list[str]]:
    """Products that open the sentence: "Petroleum products and petrochemicals: …"."""
    if not (run[0].topic.indicator and run[0].topic.indicator_id in ("exports", "imports", "trade")):
        return []
    names: list[list[str]] = [[]]
    for i in range(first, run[0].mark.first):
        word = view.words[i]
        if (
            i > first
            and (":" in word.gap or view.tags.get(word.start, "")[:2] in ("VB", "MD"))
            and view.tags.get(word.start) not in ("VBG", "VBN")
        ):
            break
        if word.lower == "and" or ("," in word.gap and names[-1]):
            names.append([])
        if word.lower != "and" and view.covered[i] in ("", "indicator"):
            names[-1].append(word.lower)
    told = _paired([" ".join(n) for n in names if n], len(run))
    return [name.split() for name in told] if len(told) == len(run) else []


def _paired(items: list[str], count: int) -> list[str]:
    """The items of a list, two of them as one where both name one kind of goods and the list has more than `count`:
    "engineering goods, drugs and pharmaceuticals and rice"."""
    at = 0
    while len(items) > count and at + 1 < len(items):
        pair = f"{items[at]} and {items[at + 1]}"
        if says(f" {pair} ", "goods_pair"):
            items = [*items[:at], pair, *items[at + 2 :]]
        at += 1
    return items
