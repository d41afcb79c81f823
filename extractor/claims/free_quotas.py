"""Goods by weight or number that may come in without duty: "lets in 1.3 million tonnes of wheat a year duty-free", "the
amount of honey that may enter free of duty rises to 35,000 tonnes"; quotas whose goods open their clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.claims.cues import says, word_class
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_BEHIND = 14
"""Words behind an amount in which it is said to come in free."""
_LONGEST = 3
"""Words of the goods, at most."""


def name_free_quotas(view: View, links: Sequence[Link]) -> None:
    """Names amounts that may come in free of duty, and quotas by the goods that their clause opens with."""
    nouns = Nouns(view)
    last: tuple[str, Link] | None = None
    for made in links:
        mark, topic = made.mark, made.topic
        if mark.record["kind"] not in ("measure", "count", "fraction", "multiple"):
            continue
        words = (topic.indicator or "").split()
        own = topic.indicator_id in LEVIES or topic.indicator_id in ("quota", None) or words[-1:] == ["quota"]
        if last is not None and last[1].mark.sentence != mark.sentence:
            last = None
        label, flow = "", "imports"
        if own and mark.record["kind"] in ("measure", "count"):
            label = _let_in(view, nouns, mark)
        if not label and topic.indicator_id == "quota" and not any(singular(w) in goods() for w in words):
            label = _fronted(view, nouns, mark) if len(words) == 1 else ""
            flow = topic.flow or ("imports" if label else "")
            label = label or _behind(view, nouns, made)
        if not label and last is not None and own and not _others(view, last[0], last[1].mark, mark):
            label, flow = last[0], last[1].topic.flow or ""
        if label:
            label = label.removesuffix(" quota").removesuffix(" export")
            label += " export quota" if flow == "exports" else " quota"
            made.topic = replace(topic, indicator=label, indicator_id="quota", flow=flow or None, near="fixed")
            last = label, made


def _let_in(view: View, nouns: Nouns, mark: Mark) -> str:
    """The duty-free quota of an amount with the goods behind it, or of "the amount of" some goods."""
    behind = f" {' '.join(view.lowers[mark.last + 1 : min(mark.closes, mark.last + _BEHIND)])} "
    if view.lowers[mark.last + 1 : mark.last + 2] == ["of"] and says(behind, "entry_free"):
        stop = mark.closes
        k = mark.last + 2
        while k < stop and view.covered[k] == "place":
            k += 1
        phrase = nouns.clean(nouns.phrase(k, stop))[:_LONGEST]
        return _label(phrase)
    led = view.lowers[mark.opens : mark.first]
    if view.within(view.quantities, mark.opens, mark.first) or not says(f" {' '.join(led)} ", "entry_free"):
        return ""
    at = next((i for i in range(mark.opens, mark.first - 2) if view.lowers[i] in word_class("amount_noun")), None)
    if at is None or view.lowers[at + 1] != "of":
        return ""
    k = at + 2
    while k < mark.first and view.covered[k] == "place":
        k += 1
    return _label(nouns.clean(nouns.phrase(k, mark.first))[:_LONGEST])


def _label(phrase: list[str]) -> str:
    return " ".join(["duty-free", *phrase, "quota"]) if phrase and singular(phrase[-1]) in goods() else ""


def _fronted(view: View, nouns: Nouns, mark: Mark) -> str:
    """The quota of the goods that its clause opens with: "For honey the quota goes from 6,000 tonnes to 35,000"."""
    for i in range(mark.first - 2, mark.opens - 1, -1):
        joint = i - (view.lowers[i - 1] == "and")
        if view.lowers[i] == "for" and (i == mark.opens or view.words[joint].gap.strip("~") in (",", ";")):
            phrase = nouns.clean(nouns.things(i + 1, mark.first))[:_LONGEST]
            return " ".join([*phrase, "quota"]) if phrase and singular(phrase[-1]) in goods() else ""
        if ";" in view.words[i].gap:
            break
    return ""


def _behind(view: View, nouns: Nouns, made: Link) -> str:
    """The quota of the goods told behind it, past whose they are: "the tariff-free quota for Thai sugar"."""
    named, stop = made.topic.mark, made.mark.closes
    ends = [made.mark.last] if named is None or named.first < made.mark.opens else [named.last, made.mark.last]
    for k in (end + 1 for end in ends if end + 2 < stop and view.lowers[end + 1] in ("for", "of", "on")):
        first = next((i for i in range(k + 1, stop) if view.covered[i] != "place"), stop)
        phrase = [w for w in nouns.clean(nouns.phrase(first, stop)) if w not in ("imports", "exports")][:_LONGEST]
        if phrase and singular(phrase[-1]) in goods():
            return " ".join([*phrase, "quota"])
    return ""


def _others(view: View, label: str, before: Mark, mark: Mark) -> bool:
    """Whether other goods or another clause are told between two numbers of a sentence."""
    words = set(view.lowers[before.last + 1 : mark.first]) - set(label.split())
    return any(singular(w) in goods() for w in words) or not word_class("clause_opening").isdisjoint(words)
