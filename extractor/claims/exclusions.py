"""What a figure leaves out: "Excluding energy, imports totalled 365.7 billion dirhams", "exports without gold rose"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.claims.lexicon import goods, word_class
from extractor.claims.link import Link
from extractor.claims.nouns import Nouns
from extractor.claims.topic import rows_of
from extractor.claims.view import Mark, View
from extractor.components._quantity_nouns import singular

_GOODS = 3
"""Words of what is left out, at most."""
_NEAR = 1
"""Words between an indicator and what is left out of it, at most."""


def name_exclusions(view: View, links: Sequence[Link]) -> None:
    """Adds what their clause leaves out to the names of trade, orders, prices and growth of the economy."""
    found = list(_exclusions(view))
    if not found:
        return
    for made in links:
        topic = made.topic
        told_of = rows_of("trade") | rows_of("bare") | {"orders", "inflation"}
        if not topic.indicator or topic.indicator_id not in told_of:
            continue
        told = next((words for at, end, words in reversed(found) if _reaches(view, at, end, made)), None)
        if told and not set(map(singular, told)) <= set(map(singular, topic.indicator.split())):
            made.topic = replace(topic, indicator=f"{topic.indicator} excluding {' '.join(told)}", near="list")


def _exclusions(view: View) -> Iterator[tuple[int, int, list[str]]]:
    """The word that leaves out, the last word of what it leaves out, and that: goods, or what "-ing" leaves out."""
    nouns, openings = Nouns(view), {phrase.partition(" ")[0] for phrase in word_class("leaving_out")}
    for i, word in enumerate(view.lowers[:-1]):
        if word not in openings:
            continue
        size = next((n for n in (2, 1) if " ".join(view.lowers[i : i + n]) in word_class("leaving_out")), 0)
        if not size or view.covered[i]:
            continue
        phrase = nouns.phrase(i + size, min(i + size + _GOODS + 1, len(view.words)))
        named = bool(phrase) and (word == "excluding" or singular(phrase[-1]) in goods())
        if named and len(phrase) <= _GOODS and not word_class("any_person") & set(phrase):
            yield i, i + size + len(phrase) - 1, phrase


def _reaches(view: View, at: int, end: int, made: Link) -> bool:
    """Whether a number stands behind an aside that leaves something out, or is of the indicator right before it."""
    mark: Mark = made.mark
    if not mark.opens <= at < mark.first:
        return False
    topic = made.topic.mark
    if topic is not None and mark.opens <= topic.first and topic.last < at:
        return at - topic.last - 1 <= _NEAR
    opens = at == mark.opens or view.words[at].gap.strip("~")[-1:] in tuple(",;:(–—")
    closed = end + 1 < len(view.words) and view.words[end + 1].gap.strip("~")[:1] in tuple(",)–—")
    between = "".join(view.words[k].gap for k in range(end + 2, mark.first + 1))
    return opens and closed and ";" not in between
