"""Goods that a run-in heading names for its paragraph: "Crude oil. Shipments came to 57 million barrels", "STEEL. The
quota shrinks by 47 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractor import lookups
from extractor.claims.cues import word_class
from extractor.claims.label_words import stem
from extractor.claims.lexicon import goods
from extractor.claims.link import Link
from extractor.claims.topic_levies import LEVIES
from extractor.claims.view import View
from extractor.components._quantity_nouns import singular
from extractor.groups import rows_of
from extractor.words import first_at

_HEAD = re.compile(r"\W{0,4}([^\W\d][^\W\d]+(?:[ -][^\W\d]+){0,2})[.:] +(?=\S)")
"""What opens a paragraph: one to three words, closed before the paragraph goes on."""
_SHORT = 8
"""Words of a sentence that only announces goods, at most."""
_TITLE = 3
"""Words of a title that names goods, at most."""
_UNDER = 2
"""Paragraphs under a title that are of its goods, at most."""
_CLOSED = frozenset(".:;,!?”\"’)")
"""What a title doesn't close with."""


def name_headed(view: View, links: Sequence[Link]) -> None:
    """Puts the goods of its paragraph's heading into the label of a number that has none of the paragraph's own."""
    heads: dict[int, tuple[int, list[str]]] = {}
    for made in links:
        paragraph = view.paragraph(made.mark.start)
        if paragraph not in heads:
            heads[paragraph] = _head(view, paragraph)
        first, told = heads[paragraph]
        label = (made.topic.indicator or "").split()
        if told and label and first < made.mark.first and _takes_goods(view, made, label):
            named = _named(view, label, told, set(map(stem, view.lowers[first : made.mark.closes])))
            if named != label:
                kept = made.topic.indicator_id in LEVIES or made.topic.near == "turned"
                near = made.topic.near if kept else "headed"
                made.topic = replace(made.topic, indicator=" ".join(named), near=near)


@cache
def _heads() -> frozenset[str]:
    """The heads of the rows that are told of goods."""
    rows = (row for row in lookups.table("indicators") if row["id"] in rows_of("headed"))
    return frozenset(head.lower() for row in rows for head in lookups.cells(row, "heads"))


def _takes_goods(view: View, made: Link, label: Sequence[str]) -> bool:
    """Whether a label is told of goods; a levy only where it is a bare one and its sentence names no goods."""
    if made.topic.indicator_id not in LEVIES:
        return made.topic.indicator_id in rows_of("headed")
    sentence = [w for w in view.lowers[made.mark.opens : made.mark.closes] if w not in word_class("agent")]
    return set(label[:-1]).isdisjoint(sentence) and goods().isdisjoint(map(singular, sentence))


def _head(view: View, paragraph: int) -> tuple[int, list[str]]:
    """The first word behind a paragraph's run-in heading, and the goods that it names; none where it names other things
    or is all that the paragraph has."""
    opens = view.line_ends[paragraph - 1] + 1 if paragraph else 0
    found = _HEAD.match(view.text, opens)
    if found is None:
        first = first_at(view.words, opens)
        return _announced(view, first) or _above(view, paragraph, first)
    first, stop = first_at(view.words, found.start(1)), first_at(view.words, found.end(1))
    told = _goods_at(view, first, stop)
    return (stop, told) if told else _announced(view, first) or (0, [])


def _announced(view: View, opens: int) -> tuple[int, list[str]] | None:
    """The goods that a short sentence opens a paragraph with: "One bright spot: green tea.", "The exception was cocoa."
    """
    if opens >= len(view.words):
        return None
    stop = view.bounds[view.sentence(view.words[opens].start)][1]
    if stop - opens > _SHORT or any(view.covered[opens:stop]):
        return None
    for i in range(opens + 1, stop):
        if ":" in view.words[i].gap or view.lowers[i - 1] in word_class("copula_form"):
            told = _goods_at(view, i + (view.lowers[i] == "the"), stop)
            return (stop, told) if told else None
    return None


def _above(view: View, paragraph: int, opens: int) -> tuple[int, list[str]]:
    """The word that opens a paragraph, and the goods that the title of its part of the text names: "Natural gas" on a
    line of its own."""
    passed = 0
    for number in range(paragraph - 1, 0, -1):
        start, end = view.line_ends[number - 1] + 1, view.line_ends[number]
        line = view.text[start:end].strip()
        if line and len(line.split()) <= _TITLE and line[-1] not in _CLOSED:
            told = _goods_at(view, first_at(view.words, start), first_at(view.words, end))
            general = word_class("any_goods") | {"and"}
            return (opens, told) if told and general.isdisjoint([*told, *line.lower().split()]) else (0, [])
        passed += bool(line)
        if passed >= _UNDER:
            break
    return 0, []


def _goods_at(view: View, first: int, stop: int) -> list[str]:
    """The goods that the words of a heading name."""
    while first < stop and view.lowers[first] in word_class("passing_on"):
        first += 1
    words = view.lowers[first:stop]
    if not words or len(words) > _TITLE:
        return []
    plain = all(view.covered[i] in ("", "indicator") and i not in view.named for i in range(first, stop))
    named = singular(words[-1]) in goods() or words[-1] in word_class("sector_label") | word_class("heading_goods")
    return [*words[:-1], singular(words[-1])] if plain and named else []


def _named(view: View, label: list[str], told: list[str], spoken: set[str]) -> list[str]:
    """A label with the heading's goods before its head, where none of its own are spoken of under the heading."""
    head = next((k for k in range(len(label)) if " ".join(label[k:]) in _heads()), len(label) - 1)
    own = [word for word in label[:head] if stem(word) in spoken]
    if {stem(w) for w in told} & {stem(w) for w in label} or any(singular(w) in goods() for w in own):
        return label
    return [*told, *(w for w in own if w not in told), *label[head:]]
