"""Mentions of organizations joined into one record each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor import lookups
from extractor.components._names import Text, listed, lowered
from extractor.components._organization_names import abbreviates, bracketed, initials, is_acronym, known_places
from extractor.components._organizations import Found
from extractor.components.attributes import Record

_LEAD = 5
"""The words between a name and the acronym by which it is known."""

class Book:
    """The records of one article, by name."""

    def __init__(self, view: Text, place_at: list[int], places: Sequence[Record]) -> None:
        self.view = view
        self.place_at = place_at
        self.places = places
        self.records: list[Record] = []
        self.named: dict[str, Record] = {}
        self.heads: dict[str, Record] = {}
        self.loose: dict[str, Record] = {}
        """Common noun → the record for which it may stand where none is called so."""
        self.letters: dict[str, Record] = {}
        self.generic = listed("organization_words", "generic")

    def add(self, found: Found) -> Record:
        """The record for a mention, a new one where none goes by this name."""
        start, end = self.view.span(found.first, found.last)
        surface = self.view.text[start:end]
        record = self.named.get(surface) or (self.named.get(found.known) if found.known else None)
        owner = self._owner(found.first)
        if record is not None and owner and record["place"] and owner != record["place"] and not found.known:
            record = None
            self.named.pop(surface)
        record = record or self.ministry(found)
        if record is None and is_acronym(surface):
            record = self.letters.get(surface.upper())
        if record is None:
            record = {
                "name": surface,
                "aliases": [],
                "mentions": [],
                "place": known_places().get(found.known or "") or owner,
            }
            self.records.append(record)
            if found.known:
                self.named[found.known] = record
            if not is_acronym(surface):
                self.letters.setdefault(initials(surface), record)
        self.mention(record, start, end)
        self._heading(record, found)
        return record

    def _owner(self, i: int) -> str | None:
        """The place right before word i: "Kenya's trade ministry", "the Indian Sugar Board"."""
        view = self.view
        if i == 0 or not view.same(i - 1, i) or view.gap(i) or self.place_at[i - 1] < 0:
            return None
        return str(self.places[self.place_at[i - 1]]["code"])

    def mention(self, record: Record, start: int, end: int) -> None:
        surface = self.view.text[start:end]
        record["mentions"].append([start, end])
        self.named.setdefault(surface, record)
        if surface != record["name"] and surface not in record["aliases"] and surface[0].isupper():
            if is_acronym(record["name"]) and len(surface) > len(record["name"]):
                surface, record["name"] = record["name"], surface
            record["aliases"].append(surface)

    def _heading(self, record: Record, found: Found) -> None:
        """Remembers the record under the common nouns that may stand for it."""
        view = self.view
        for i in range(found.first, found.last + 1):
            low = view.low(i)
            if low in self.generic:
                self.heads[low] = record
        if view.gap(found.first) == "," and view.low(found.first - 1) in listed("organization_words", "supervisor"):
            for noun in listed("organization_words", "supervisor"):
                self.heads[noun] = record
        cores = {view.words[i].core for i in range(found.first, found.last + 1)}
        for generic, words in _synonyms("words").items():
            if words & cores:
                self.heads[generic] = record
        for generic, words in _synonyms("loose").items():
            if words & cores:
                self.loose[generic] = record

    def meant(self, i: int) -> Record | None:
        """The record for which the common noun at word i may stand."""
        return self.heads.get(self.view.low(i)) or self.loose.get(self.view.low(i))

    def ministry(self, found: Found) -> Record | None:
        """The record of the ministry that other words name: "the finance ministry" of "Ministry of Finance"."""
        view = self.view
        words = {view.low(i) for i in range(found.first, found.last + 1)} - {"and", "of", "the"}
        if not words & listed("organization_words", "ministry"):
            return None
        kind, owner = words & listed("organization_words", "ministry"), self._owner(found.first)
        for record in reversed(self.records):
            name = set(record["name"].lower().replace(",", " ").split())
            same = words <= name and kind and not name - words - {"and", "of", "the"}
            if same and owner in (None, record["place"]):
                return record
        return None


@cache
def _synonyms(column: str) -> dict[str, frozenset[str]]:
    """Common noun → the words of names that it may stand for ("lender": Bank)."""
    rows = lookups.table("organization_synonyms")
    return {row["noun"]: frozenset(lookups.cells(row, column)) for row in rows}


def _place(view: Text, record: Record, place_at: list[int], places: Sequence[Record]) -> str | None:
    """The place named in, or right before, an organization's first full mention."""
    for start, end in record["mentions"]:
        k = view.at(start)
        while k < view.size and view.starts[k] < end:
            if place_at[k] >= 0:
                return str(places[place_at[k]]["code"])
            k += 1
    return None


def join(view: Text, found: list[Found], place_at: list[int], places: Sequence[Record]) -> list[Record]:
    """The organizations' records, in the order of their first mentions."""
    book = Book(view, place_at, places)
    by_first = {f.first: f for f in found}
    i = 0
    while i < view.size:
        item = by_first.get(i)
        if item:
            record = book.add(item)
            after = item.last + 1
            if (
                after < view.size
                and view.gap(after).endswith("(")
                and (is_acronym(view.words[after].core) or _spelled(view, item, after)
                     or bracketed(view, place_at, after))
                and after not in by_first
            ):
                book.mention(record, *view.span(after, after))
                book.letters[view.words[after].core.upper()] = record
                after += 1
            elif after in by_first and view.gap(after).endswith("(") and is_acronym(view.words[after].core):
                _merge(book, record, by_first[after])
                after = by_first[after].last + 1
            elif (short := _short_name(view, after)) is not None:
                if short in by_first:
                    _merge(book, record, by_first[short])
                else:
                    book.mention(record, *view.span(short, short))
                book.letters[view.words[short].core.upper()] = record
                after = short + 1
            i = max(after, item.last + 1)
            continue
        _refer(book, i)
        i += 1
    for record in book.records:
        record["place"] = record["place"] or _place(view, record, place_at, places)
        record["mentions"].sort()
    return [record for record in book.records if record["mentions"]]


def _spelled(view: Text, item: Found, i: int) -> bool:
    """Whether a word in brackets after a name is its initials, spelled as a word: "(Defra)"."""
    alone = view.gap(i + 1).startswith(")")
    return alone and abbreviates(view.words[i].core, view.cut(item.first, item.last))


def _short_name(view: Text, i: int) -> int | None:
    """The acronym that words after a name give: ", known as BDI,", ", or BDI,", ", BDI for short"."""
    if not view.same(i - 1, i) or view.gap(i) != ",":
        return None
    k = i
    while view.low(k) in listed("organization_words", "known_as") and k - i < _LEAD:
        k += 1
    for_short = view.low(k + 1) == "for" and view.low(k + 2) == "short"
    known = view.low(k - 1) in ("as", "or") and k > i
    lone = k < view.size and is_acronym(view.words[k].core) and (k == i or not view.gap(k))
    return k if lone and (known or for_short) else None


def _merge(book: Book, record: Record, acronym: Found) -> None:
    """Puts an acronym in brackets under the name before it, with what it was called until now."""
    start, end = book.view.span(acronym.first, acronym.last)
    other = book.named.get(book.view.text[start:end]) or (book.named.get(acronym.known) if acronym.known else None)
    if other is not None and other is not record:
        for mention in other["mentions"]:
            book.mention(record, *mention)
        for name in (other["name"], *other["aliases"], acronym.known or ""):
            if book.named.get(name) is other:
                book.named[name] = record
        other["mentions"] = []
    book.mention(record, start, end)


def _definite(book: Book, i: int) -> bool:
    """Whether the common noun at word i is definite, alone or behind its seat or a word of the name that it stands
    for: "the agency", "the Geneva-based body", "the customs authority"."""
    view, record = book.view, book.meant(i)
    if view.low(i - 1) in ("the", "its", "that", "this"):
        return True
    if record is None or view.low(i - 2) != "the" or view.gap(i - 1) or not view.same(i - 2, i):
        return False
    return view.low(i - 1).endswith("-based") or view.low(i - 1) in record["name"].lower().split()


def _refer(book: Book, i: int) -> None:
    """ "the ministry", "the GAC", "the Commission": the organization that the words stand for."""
    view = book.view
    core, low = view.words[i].core, view.lows[i]
    record = book.named.get(core) or (book.letters.get(core.upper()) if book.letters and is_acronym(core) else None)
    if record is None and low in book.generic and _definite(book, i):
        compound = (
            view.same(i, i + 1)
            and view.gap(i + 1) == ""
            and view.low(i + 1) in lowered("organization_words", "generic")
        )
        record = None if compound or view.gap(i) else book.meant(i)
    if record is not None:
        book.mention(record, *view.span(i, i))
