"""The attributes that the components leave on a Doc, and what their records hold.

Every record is a plain dict of JSON-able values (numbers as strings), so that Docs survive `to_bytes`, DocBin
and several processes. Offsets are code points of `doc.text`; spans in `doc.spans` cover the same characters,
widened to whole tokens.

published      str or None: the ISO date against which dates are resolved
published_from str or None: given, metadata, dateline, inferred
zones          {"start", "end", "zone"}: headline dateline byline body caption table boilerplate; in order,
                covering the text
dates          {"start", "end", "text", "value" (period or None), "relative", "shift" (yoy mom qoq or None)}
quantities     {"start", "end", "text", "kind", "value" or "range", "low", "high", "unit", "qualifier",
               "qualifier_span", "noun", "direction", "in_words", "alternatives"}
places         {"start", "end", "text", "code", "kind": country demonym capital city bloc region}
indicators     {"start", "end", "text", "indicator", "indicator_id", "flow"}
organizations  {"name", "aliases", "mentions": [[start, end], …], "place"}
quotations     {"start", "end", "direct", "speaker", "person", "cue", "cue_span", "negated"}
people         {"name", "aliases", "role", "organization", "mentions": [[start, end], …]}
policies       {"start", "end", "text", "policy", "detail", "action", "status", "actor", "target", "effective",
               "mast", "quantities": [start, …]}
notes          str: remarks that go into the article's notes
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

Record = dict[str, Any]

LISTS = (
    "zones", "dates", "quantities", "places", "indicators", "organizations", "quotations", "people", "policies",
    "notes",
)  # fmt: skip
VALUES = ("published", "published_from", "title")
_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
_OPENERS = frozenset({"RB", "IN", "VB", "VBP", "VBD", "VBN", "RP", "DT"})
_ENDINGS = frozenset({"VBN", "VBD", "VBG", "JJ", "NN", "NNP"})
_TAGS: WeakKeyDictionary[Doc, tuple[bytes, Mapping[int, str]]] = WeakKeyDictionary()
"""The tags read from a Doc, with the bytes that they were read from."""


def register() -> None:
    """Declares the attributes on Doc; calling it again changes nothing."""
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
    for name in VALUES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def mark(doc: Doc, key: str, records: Iterable[Mapping[str, Any]]) -> None:
    """Puts the spans of records that hold "start" and "end" into `doc.spans[key]`, widened to whole tokens."""
    spans = (doc.char_span(r["start"], r["end"], alignment_mode="expand", label=key) for r in records)
    doc.spans[key] = [span for span in spans if span is not None]


def keep_text(doc: Doc, text: str) -> None:
    """Keeps what `text_of` gives, where it is known."""
    _TEXTS[doc] = text


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once: each time it is asked for it makes an object of every token."""
    known = _TEXTS.get(doc)
    if known is None:
        known = _TEXTS[doc] = doc.text
    return known


def _compounds(tags: dict[int, str], starts: Sequence[int]) -> None:
    """Makes adjectives of hyphen compounds that end in a noun or participle: "hot-rolled", "off-grid"."""
    for i, start in enumerate(starts[1:-1], 1):
        if tags.get(start) != "HYPH" or tags[starts[i - 1]] not in _OPENERS or starts[i + 1] != start + 1:
            continue
        if tags[starts[i + 1]] in _ENDINGS:
            tags[starts[i - 1]] = "JJ"


def tags(doc: Doc) -> Mapping[int, str]:
    """The tokens' tags (Penn Treebank) by the character where they start; empty where no tagger ran."""
    rows = doc.to_array(["IDX", "TAG"])  # one array: a Token object a word costs ten times as much
    state = rows.tobytes()
    known = _TAGS.get(doc)
    if known is None or known[0] != state:
        starts, tags = rows.T.tolist()
        names = {tag: doc.vocab.strings[tag] for tag in set(tags)}
        made = {start: names[tag] for start, tag in zip(starts, tags, strict=True)} if any(names) else {}
        _compounds(made, starts)
        known = _TAGS[doc] = state, made
    return known[1]


register()
