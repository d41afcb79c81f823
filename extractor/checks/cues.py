"""The words that tie numbers together (data/relation_cues.csv), found in the few words beside a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.kept import kept
from extractor.lookups import cells, table

MAX_CUE = 5
"""Words of the longest cue."""


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[tuple[str, ...]]]:
    return {row["kind"]: frozenset(tuple(cue.split()) for cue in cells(row, "words")) for row in table("relation_cues")}


@lru_cache(maxsize=1)
def _changes() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in table("change_words"):
        if row["direction"] in ("up", "down") and row["form"] in ("verb", "noun"):
            for cue in cells(row, "words"):
                found.setdefault(tuple(cue.split()), row["direction"])
    for noun in phrases("mostly_noun"):  # "the limit in robusta contracts"
        found.pop(noun, None)
    return found


@lru_cache(maxsize=1)
def _other_verbs() -> frozenset[tuple[str, ...]]:
    """Phrases one of whose words would be a change by itself: "added up to", "lower the bar"."""
    rows = [row for row in table("change_words") if row["direction"] == "none"]
    return frozenset(tuple(cue.split()) for row in rows for cue in cells(row, "words") if " " in cue)


def _of_another_sense(words: Sequence[str], at: int) -> bool:
    """Whether a word is no change by what stands behind it: "grow jute on 6,800 hectares", "sheds in the port held"."""
    behind = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in words_of("cultivates"):
        crop = behind.isalpha() and behind not in words_of("behind_growth") and not behind.endswith("ly")
        return crop and "on" in words[at + 2 :]
    return words[at] in words_of("store") and behind in words_of("store_behind")


@lru_cache(maxsize=1)
def _change_openings() -> frozenset[str]:
    return frozenset(cue[0] for cue in _changes())


@kept
def words_of(kind: str) -> frozenset[str]:
    """The one-word cues of a kind."""
    return frozenset(cue[0] for cue in _cues()[kind] if len(cue) == 1)


def last(words: Sequence[str], kind: str, within: int) -> int | None:
    """Where the last cue of a kind among the last `within` words ends, as the number of words after it."""
    cues, _, endings = _edges(kind)
    if endings.isdisjoint(words[-within:] if within else ()):
        return None
    count = len(words)
    for end in range(count, max(count - within, 0), -1):
        if words[end - 1] in endings:
            for first in range(end - 1, max(end - MAX_CUE, 0) - 1, -1):
                if tuple(words[first:end]) in cues:
                    return count - end
    return None


def first(words: Sequence[str], kind: str, within: int) -> int | None:
    """At which of the first `within` words a cue of a kind starts."""
    cues, openings, _ = _edges(kind)
    if openings.isdisjoint(words[:within]):
        return None
    for at in range(min(within, len(words))):
        if words[at] in openings:
            for stop in range(at + 1, at + MAX_CUE + 1):
                if tuple(words[at:stop]) in cues:
                    return at
    return None


@kept
def _edges(kind: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str], frozenset[str]]:
    """A kind's cues, and their first and last words."""
    cues = _cues()[kind]
    return cues, frozenset(c[0] for c in cues), frozenset(c[-1] for c in cues)


def direction(words: Sequence[str], nearest_last: bool = True) -> tuple[str, int] | None:
    """The up or down word nearest to the end (or the start) of some words, and how many words stand between."""
    changes, edges = _changes(), _change_openings()
    order = range(len(words)) if not nearest_last else range(len(words) - 1, -1, -1)
    for at in order:
        for n in (2, 1) if words[at] in edges else ():
            found = changes.get(tuple(words[at : at + n]))
            pairs = tuple(words[max(at - 1, 0) : at + 1]), tuple(words[at : at + 2]), tuple(words[at : at + 3])
            other = n == 1 and not _other_verbs().isdisjoint(pairs)  # "added up to"
            other = other or (n == 1 and _of_another_sense(words, at))
            if found and not other and len(words[at : at + n]) == n:
                return found, (len(words) - at - n if nearest_last else at)
    return None


def annual(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words around a rate make it one a year on average."""
    return first([*before, *after], "annual_rate", len(before) + len(after)) is not None


def phrases(kind: str) -> frozenset[tuple[str, ...]]:
    """All cues of a kind as word tuples."""
    return _cues()[kind]
