"""Trade of one kind of firms only: "private enterprises imported and exported 16.9 trillion yuan of goods"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.claims.lexicon import word_class
from extractor.claims.link import Link
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View

_LEAD = 3
"""Words before the noun of an owner that tell its kind, at most."""
_VERB = 2
"""Words between an owner and its verb of trade, at most."""
_NEAR = 3
"""Words between a flow and the "of" or "by" that leads to its owner, at most."""


def name_owners(view: View, links: Sequence[Link]) -> None:
    """Gives figures of trade the kind of firms whose they are, where their clause or the sentence before says so."""
    subjects: dict[int, tuple[int, list[str]]] = {}
    owners = list(_owners(view))
    for first, last, words in owners:
        subjects.setdefault(view.sentence(view.words[first].start), (first, words))
        subjects[view.sentence(view.words[last].start)] = (first, words)
    for made in links:
        topic = made.topic
        if topic.flow is None or topic.indicator_id not in rows_of("trade") | rows_of("bare"):
            continue
        found = _governing(view, owners, made.mark) or _pointed_to(view, subjects, made.mark)
        label = _label(found, topic.indicator or topic.flow) if found else topic.indicator
        if label != topic.indicator:
            made.passed = made.passed or topic
            made.topic = replace(topic, indicator=label, near="list")


def _owners(view: View) -> Iterator[tuple[int, int, list[str]]]:
    """First and last word of each owner, and its words: "foreign-invested enterprises"."""
    for i, word in enumerate(view.lowers):
        owner = word.removesuffix("'s").removesuffix("’s").removesuffix("'")
        if owner not in word_class("owner_noun"):
            continue
        first = i
        while first > max(0, i - _LEAD) and not view.words[first].gap.strip("~-") and (
            view.lowers[first - 1] in word_class("owner_kind")
        ):
            first -= 1
        if first < i:
            yield first, i, [*view.lowers[first:i], owner]


def _governing(view: View, owners: Sequence[tuple[int, int, list[str]]], mark: Mark) -> list[str]:
    """The owner that opens the number's clause or hangs on its flow by "of" or "by"."""
    before = [owner for owner in owners if mark.opens <= owner[0] and owner[1] < mark.first]
    if not before:
        return []
    first, last, words = before[-1]
    opens = view.lowers[first - 1] in word_class("turn_to_another") | {"with", "the"}
    opener = first == mark.opens or opens or ";" in view.words[first].gap
    opener = opener or "," in view.words[first].gap
    hangs = view.lowers[first - 1] in ("of", "by") and bool(_flows(view, first - 1 - _NEAR, first))
    told = view.lowers[first - 2 : first] in (["that", "of"], ["that", "by"], ["those", "of"], ["those", "by"])
    if not (hangs or told or (opener and _trades(view, last))):
        return []
    later = [m for m in _flows(view, last + 3, mark.first) if view.lowers[m.first - 1] != "their"]
    parts = word_class("turn_to_another") - {"and"}
    parted = any(";" in view.words[i].gap or view.lowers[i] in parts for i in range(last, mark.first))
    return [] if parted or (later and _of_own_subject(view, later[-1])) else words


def _trades(view: View, last: int) -> bool:
    """Whether the verb behind an owner is one of trade, or the owner has a possessive: "private firms' exports"."""
    owns = view.lowers[last].endswith(("'", "’", "'s", "’s")) or view.lowers[last + 1 : last + 2] in (["'s"], ["’s"])
    return owns or not word_class("owner_verb").isdisjoint(view.lowers[last + 1 : last + 1 + _VERB])


def _flows(view: View, first: int, stop: int) -> list[Mark]:
    return [m for m in view.within(view.indicators, max(0, first), stop) if m.record["flow"]]


def _of_own_subject(view: View, flow: Mark) -> bool:
    """Whether a flow opens a clause of its own behind a comma or "and"."""
    openers = word_class("turn_to_another") | {"with", "the", "total", "overall"}
    return "," in view.words[flow.first].gap or view.lowers[flow.first - 1] in openers


def _pointed_to(view: View, subjects: dict[int, tuple[int, list[str]]], mark: Mark) -> list[str]:
    """The owner that opened the sentence before, where this one goes on with "they" or "their"."""
    told = subjects.get(mark.sentence - 1)
    if told is None or view.lowers[mark.opens] not in ("they", "their"):
        return []
    first, words = told
    trades = view.lowers[mark.opens] == "their" or _trades(view, mark.opens)
    return words if first == view.bounds[mark.sentence - 1][0] and trades else []


def _label(owner: Sequence[str], label: str) -> str:
    """The owner before what is told without it: "private enterprises foreign trade"."""
    return " ".join([*owner, *(w for w in label.split() if w not in owner)])
