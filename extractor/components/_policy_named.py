"""The sides that a sentence names: places, and the authorities that act for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor import lookups
from extractor.components._policy_words import Hit, Words

SIDES = ("place", "body")
"""The classes of words that name a side."""


@dataclass(frozen=True, slots=True)
class Side:
    """A place or authority at words [begin, end)."""

    begin: int
    end: int
    code: str
    kind: str


@lru_cache(maxsize=1)
def bodies() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word as written → (words, code, kind) of authorities and instruments; the code is that of the side
    that they act for ("home": the article's)."""
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in lookups.table("policy_bodies"):
        for name in lookups.cells(row, "names"):
            words = tuple(name.split())
            index.setdefault(words[0], []).append((words, row["code"], row["kind"]))
    return {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in index.items()}


def mark_bodies(words: Words) -> None:
    """Adds the authorities of data/policy_bodies.csv to the words' hits, where no place stands."""
    index = bodies()
    if index.keys().isdisjoint(words.raw):
        return
    covered = -1
    for i, (word, hits) in enumerate(zip(words.raw, words.hits, strict=True)):
        for hit in hits:
            if hit.cls == "place":
                covered = max(covered, i + hit.size)
        for phrase, code, kind in index.get(word, ()):
            if tuple(words.raw[i:i + len(phrase)]) == phrase and (i >= covered or len(phrase) > 1):
                cls = "body" if kind == "authority" else kind
                words.hits[i].append(Hit(cls, code, "body", len(phrase)))
                break


def sides(words: Words, begin: int, end: int) -> Iterator[Side]:
    """The places and authorities within words [begin, end), in order, longest first, not overlapping."""
    i = max(begin, 0)
    last = -1
    stop = min(end, len(words))
    while i < stop:
        hit: Hit | None = None
        for found in words.hits[i]:
            if found.cls in SIDES and i + found.size <= end and (hit is None or found.size > hit.size):
                hit = found
        if hit is not None:
            outside = i > 0 and words.low[i - 1] == "non" and words.joined[i]
            owned = last == i or (last == i - 1 and words.low[i - 1] == "'s")
            if not (owned and hit.cls == "body") and not outside:
                yield Side(i, i + hit.size, hit.lemma, hit.form)
            i += hit.size
            last = i
        else:
            i += 1
