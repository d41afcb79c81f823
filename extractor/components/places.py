"""The places of an article: countries, demonyms, capitals that stand for governments, cities, blocs, regions.

The gazetteer is data/places.csv (ISO 3166 alpha-2), data/regions.csv and data/subnational.csv. The longest name
at a position wins. Cities and regions of a country carry their own name as `region`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractor import lookups
from extractor.components._places_subnational import find_counties, find_datelined, find_subnational, regions
from extractor.components.attributes import Record, mark, text_of

_WORD = re.compile(r"\w+")
_SHORT = 3
"""Letters of an abbreviation, at most."""
_SMALL = re.compile(r"(?<= )(?:De|Da|Do|Dos|Del|La|Las|Los|Of|The|Upon)(?= )")
_AFTER = re.compile(r"[\w$€£¥]")
_CAPITALS_FROM = 4
"""Names of fewer letters are not looked for in capitals ("CHAD" is, "US" stands in the table)."""


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """First word → (name, code, kind), longest name first."""
    names: dict[str, tuple[str, str]] = {}
    columns = (("names", "country"), ("demonyms", "demonym"), ("capital", "capital"), ("cities", "city"))
    for row in lookups.table("places"):
        for column, kind in columns:
            for name in lookups.cells(row, column):
                names.setdefault(name, (row["code"], kind))
    for row in lookups.table("regions"):
        for name in lookups.cells(row, "names"):
            names.setdefault(name, (row["code"], row["kind"]))
    for name, entry in list(names.items()):
        if len(name) >= _CAPITALS_FROM:
            names.setdefault(name.upper(), entry)
    index: dict[str, list[tuple[str, str, str]]] = {}
    for name, (code, kind) in names.items():
        first = _WORD.match(name)
        if first:
            index.setdefault(first.group(), []).append((name, code, kind))
    return {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in index.items()}


def find_places(text: str) -> Iterator[Record]:
    """The places named in a text, in order, never overlapping."""
    index = gazetteer()
    end = 0
    for word in _WORD.finditer(text):
        named = index.get(word[0])
        if named is None or word.start() < end:
            continue
        start = word.start()
        for name, code, kind in named:
            stop = start + len(name)
            if not text.startswith(name, start) or (name[-1] != "." and _AFTER.match(text, stop)):
                continue
            if code:
                record = {"start": start, "end": stop, "text": name, "code": code, "kind": kind}
                yield {**record, "region": _region(name)} if kind == "city" else record
            end = stop
            break


def _region(name: str) -> str:
    """The name of a region as it is written outside of capitals: "SASKATCHEWAN" is Saskatchewan."""
    usual = _SMALL.sub(lambda m: m[0].lower(), name.title()) if name.isupper() and len(name) > _SHORT else name
    return regions().get(usual, usual)


class _Needs(NamedTuple):
    """What tells that a name is this place: one of its other names; or a preposition, where nothing says otherwise."""

    names: tuple[str, ...]
    unless: tuple[str, ...]

    def met(self, text: str, name: str) -> bool:
        if any(needed in text or needed.upper() in text for needed in self.names):
            return True
        return bool(self.unless) and not any(other in text for other in self.unless) and _stands_alone(text, name)


def _stands_alone(text: str, name: str) -> bool:
    """Whether a name that persons bear too is never beside another name, and somewhere "to Jordan", "Jordan's tea"."""
    before = (found[1].lower() for found in re.finditer(rf"\b([A-Z][\w.’'-]*) {name}\b", text))
    if any(word not in _openings() for word in before) or re.search(rf"\b{name} [A-Z]", text):
        return False
    return bool(re.search(rf"\b(?:[Tt]o|[Ff]rom|[Ii]n|[Ww]ith) {name}\b|\b{name}['’]s [a-z]", text))


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """Words that stand before a name at a sentence's beginning and are no part of it."""
    rows = [row for row in lookups.table("places_context") if row["class"] in {"opening", "preposition"}]
    return frozenset(word for row in rows for word in lookups.cells(row, "words"))


@lru_cache(maxsize=1)
def _generic() -> dict[str, _Needs]:
    """Names that count only where the article also says what they need."""
    rows = lookups.table("places_generic")
    return {row["name"]: _Needs(lookups.cells(row, "needs"), lookups.cells(row, "alone_unless")) for row in rows}


def _with_references(text: str, records: list[Record]) -> list[Record]:
    """The places with phrases such as "the bloc" that speak of one named before them."""
    found = list(records)
    lower = text.lower()
    for row in lookups.table("places_anaphora"):
        start = lower.find(row["phrase"])
        while start >= 0:
            named = [r for r in records if r["end"] <= start and r["kind"] == row["kind"]]
            if named:
                stop = start + len(row["phrase"])
                found.append({**named[-1], "start": start, "end": stop, "text": text[start:stop]})
            start = lower.find(row["phrase"], start + 1)
    return sorted(found, key=lambda r: (r["start"], r["end"]))


def _of_itself(text: str, record: Record) -> Record:
    """A capital that opens a sentence as where something is, and not as its government: "In Abu Dhabi, trade rose"."""
    start, end = record["start"], record["end"]
    if record["kind"] != "capital" or text[max(0, start - 3) : start] != "In " or text[end : end + 1] != ",":
        return record
    return {**record, "region": record["text"]} if _as_a_part().search(text[end:].partition("\n")[0]) else record


@lru_cache(maxsize=1)
def _as_a_part() -> re.Pattern[str]:
    """What tells that a capital is spoken of as a part of its country."""
    rows = (row for row in lookups.table("places_context") if row["class"] == "as_a_part")
    names = "|".join(w for row in rows for w in lookups.cells(row, "words"))
    return re.compile(rf"\b[Tt]he (?:{names})\b")


class Places:
    """Writes doc._.places and doc.spans["places"]; names inside amounts ("U.S. dollars") are left out."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        generic = _generic()
        met: dict[str, bool] = {}
        taken = sorted((q["start"], q["end"]) for q in doc._.quantities if q["kind"] == "money")
        records: list[Record] = []
        i = 0
        for record in find_places(text):
            while i < len(taken) and taken[i][1] <= record["start"]:
                i += 1
            if i < len(taken) and taken[i][0] <= record["start"] and record["end"] <= taken[i][1]:
                continue
            named = record["text"].title() if record["kind"] == "capital" else record["text"]
            needs = generic.get(named)
            if needs and named not in met:
                met[named] = needs.met(text, named)
            if needs and not met[named]:
                continue
            records.append(_of_itself(text, record))
        records = sorted([*records, *find_counties(text, records)], key=lambda r: r["start"])
        records = sorted([*records, *find_datelined(text, records)], key=lambda r: r["start"])
        records = sorted([*records, *find_subnational(text, records)], key=lambda r: r["start"])
        records = _with_references(text, records)
        doc._.places = records
        mark(doc, "places", records)
        return doc


@Language.factory("extractor_places", assigns=["doc._.places", "doc.spans"], requires=["doc._.quantities"])
def make_places(nlp: Language, name: str) -> Places:
    return Places()
