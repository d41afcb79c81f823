"""The patterns of data/policies.jsonl, and where they stand in a sentence.

A pattern is a row of elements: a word (`visa`, `rule/policy`: any of them, plurals included), a class of words
(`{levy}`), `@` a place, `=` a place told by its noun, `^` a place or authority, `#` a number, `%` a
percentage, `$` an amount, `~4` up to four words between, `-4` the same without a verb, article or comma; `?` after
an element makes it optional; ` => action` at the end fixes what the pattern's own verb does. A pattern that begins
with `&` is a set: its elements stand close to each other in any order, the first one is the rarest.

A row's `bare` patterns tell its measure in few words ("steel bears 50 percent"): only where the article tells one of
the row's `context` in full, else they tell what `otherwise` names, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor import lookups
from extractor.components._policy_elements import Element, parted, rate_alone, sizes
from extractor.components._policy_small import small
from extractor.components._policy_words import Words, classes

BREAKS = frozenset('.;:?!—–"“”()[]')
"""Signs that a gap doesn't cross."""

_PART = re.compile(r"\{([^}]*)\}|([^/{}]+)")
SPREAD = 13
"""The elements of a set stand at most so many words from the first one."""
_SPECIAL = {"@": ("place",), "=": ("land",),
            "^": ("place", "body"), "#": ("number",), "%": ("percent",), "$": ("money",)}

_AUTHOR = frozenset({"place", "body"})

_FLOW_HEADS = frozenset({"levy", "tax", "license", "ban_n", "quota", "cap_n", "restrict_n", "rule_w", "probe"})
"""Classes of nouns before which "import" or "export" is an adjective."""

ANAPHOR = "anaphor"
"""The id of the row whose patterns are mentions of a known measure ("the list")."""

VETO = "veto"
"""The row of data/policies.jsonl whose patterns go before all others and tell no measure."""


@dataclass(frozen=True, slots=True)
class Pattern:
    policy: str
    detail: str | None
    elements: tuple[Element, ...]
    action: str | None
    weak: bool
    weight: int
    generic: bool = False
    loose: bool = False
    bare: bool = False
    """Whether it tells its measure only where the article tells one of the row's `context` in full."""
    without: tuple[str, ...] = ()
    """Classes of words that may stand neither in a match nor right before it: "duty-free | entry"."""
    needs: tuple[frozenset[str], ...] = ()
    first: tuple[str, ...] = ()
    """The keys that it can begin with."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern at words [begin, end) of a sentence; `action` is what its own verb does, at word `verb`."""

    policy: str
    detail: str | None
    begin: int
    end: int
    action: str | None
    weak: bool
    weight: int
    generic: bool
    bare: bool = False


def _element(text: str, known: frozenset[str]) -> Element:
    if text[0] in "~-":
        return Element(frozenset(), frozenset(), False, int(text[1:]), text[0] == "-")
    optional = text.endswith("?") and len(text) > 1
    text = text.removesuffix("?")
    if text in _SPECIAL:
        return Element(frozenset(), frozenset(_SPECIAL[text]), optional, 0)
    words: set[str] = set()
    names: set[str] = set()
    for group, word in _PART.findall(text):
        names.update(c for name in group.split("/") if name for c in _SPECIAL.get(name, (name,)))
        words.update((word,) if word else ())
    unknown = names - known - {c for special in _SPECIAL.values() for c in special}
    if unknown:
        raise ValueError(f"data/policies.jsonl: unknown class {sorted(unknown)} in {text!r}")
    return Element(frozenset(words), frozenset(names), optional, 0)


def parse(text: str, row: Mapping[str, Any], key: str, known: frozenset[str]) -> Pattern:
    """One pattern of the table. Raises ValueError for a class that data/policy_words.csv doesn't have."""
    body, _, action = text.partition(" => ")
    loose = body.startswith("& ")
    elements = tuple(_element(part, known) for part in body.removeprefix("& ").split())
    weight = sum(1 for e in elements if not e.gap and not e.optional)
    parent = row.get("parent")
    return Pattern(parent or row["id"], row["id"] if parent else None, elements, action or None, key == "weak",
                   weight, bool(row.get("generic")), loose, key == "bare", tuple(row.get("without", ())),
                   tuple(sorted((frozenset(_keys(e)) for e in elements if not e.gap and not e.optional), key=len)),
                   _keys(elements[0]))


def _keys(element: Element) -> tuple[str, ...]:
    """What an element can begin with, as keys of `patterns` and of a sentence."""
    return (*(f"w:{word}" for word in sorted(element.words)), *(f"c:{name}" for name in sorted(element.classes)))


Index = Mapping[str, Sequence[tuple[int, Pattern]]]


@lru_cache(maxsize=1)
def patterns() -> Index:
    """The patterns, numbered, by what they can begin with: "w:" and a word, or "c:" and a class."""
    known = frozenset(hit.cls for entry in classes().values()
                      for hit in entry.hits())
    index: dict[str, list[tuple[int, Pattern]]] = {}
    number = 0
    for row in lookups.objects("policies"):
        for key in ("patterns", "weak", "bare"):
            for text in row.get(key, ()):
                pattern = parse(text, row, key, known)
                first = pattern.elements[0]
                if first.gap or first.optional:
                    raise ValueError(f"data/policies.jsonl: {text!r} begins with a gap or an optional element")
                for name in _keys(first):
                    index.setdefault(name, []).append((number, pattern))
                number += 1
    return index


Place = tuple[int, int]  # where a pattern ends, and how many of its words stand in gaps

def _end(words: Words, i: int, elements: Sequence[Element], k: int) -> Place | None:
    """Where the elements from k on end, beginning at word i; None if they don't stand there."""
    if k == len(elements):
        return i, 0
    element, count = elements[k], len(words.raw)
    if element.gap:
        if k + 1 == len(elements):
            return i, 0
        for j in range(i, min(i + element.gap + 1, count)):
            place = _end(words, j, elements, k + 1)
            if place is not None:
                return place[0], place[1] + j - i
            if words.raw[j] in BREAKS or (element.strict and parted(words, j)):
                return None
        return None
    if i < count:
        for size in sizes(words, i, element):
            place = _end(words, i + size, elements, k + 1)
            if place is not None:
                return place
    return _end(words, i, elements, k + 1) if element.optional else None


def _near(words: Words, at: int, element: Element, taken: set[int]) -> tuple[int, int] | None:
    """The place of an element nearest to word `at`, on words that no other element has."""
    best: tuple[int, int] | None = None
    for step in (1, -1):
        i = at + step
        while 0 <= i < len(words) and abs(i - at) <= SPREAD and words.raw[i] not in BREAKS:
            found = sizes(words, i, element)
            if found and taken.isdisjoint(range(i, i + found[0])):
                if best is None or abs(i - at) < abs(best[0] - at):
                    best = i, i + found[0]
                break
            i += step
    return best


def _gathered(words: Words, i: int, elements: Sequence[Element]) -> tuple[int, int, int] | None:
    """Begin, end and number of words of a set of elements around word i, None if one is missing."""
    found = sizes(words, i, elements[0])
    if not found:
        return None
    taken = set(range(i, i + found[0]))
    for element in elements[1:]:
        place = _near(words, i, element, taken)
        if place is None:
            return None
        taken.update(range(*place))
    return min(taken), max(taken) + 1, len(taken)


def _loose(words: Words, i: int, pattern: Pattern) -> Match | None:
    place = _gathered(words, i, pattern.elements)
    if place is None:
        return None
    begin, end, count = place
    if pattern.weak and any(words.find("money", begin, end)):
        return None
    return Match(pattern.policy, pattern.detail, begin, end, pattern.action, pattern.weak, pattern.weight + count,
                 pattern.generic, pattern.bare)


@lru_cache(maxsize=1)
def _asked() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The keys that any pattern begins with or needs, by the word and by the class that they name."""
    index = patterns()
    needed = {name for rows in index.values() for _, pattern in rows for names in pattern.needs for name in names}
    keys = {*index, *needed}
    return {key[2:]: key for key in keys if key[0] == "w"}, {key[2:]: key for key in keys if key[0] == "c"}


@lru_cache(maxsize=1)
def _numbered() -> Mapping[int, Pattern]:
    return {number: pattern for rows in patterns().values() for number, pattern in rows}


@lru_cache(maxsize=1)
def _meeting() -> tuple[int, Mapping[str, int], int, tuple[int, ...]]:
    """Patterns as the bits of whole numbers, a block of bits for the first need, the second, …: those that have no such
    need, and for each key those whose need it meets; a block of ones, and where the other blocks begin."""
    numbered = _numbered()
    most, width = max(len(pattern.needs) for pattern in numbered.values()), max(numbered) + 1
    free = 0
    meeting: dict[str, int] = {}
    for number, pattern in numbered.items():
        for need in range(most):
            bit = 1 << width * need + number
            if need >= len(pattern.needs):
                free |= bit
            for key in pattern.needs[need] if need < len(pattern.needs) else ():
                meeting[key] = meeting.get(key, 0) | bit
    return free, meeting, (1 << width) - 1, tuple(width * need for need in range(1, most))


def _possible(places: Iterable[str]) -> Iterator[int]:
    """The patterns all of whose needs a sentence with these keys meets, by number."""
    met, meeting, possible, blocks = _meeting()
    for key in places:
        met |= meeting.get(key, 0)
    possible &= met
    for block in blocks:
        possible &= met >> block
    while possible:
        number = possible.bit_length() - 1
        possible ^= 1 << number
        yield number


def _places(words: Words) -> dict[str, list[int]]:
    """The keys that stand in a sentence, and at which words."""
    places: dict[str, list[int]] = {}
    by_word, by_class = _asked()
    for i, (word, sing, hits) in enumerate(zip(words.low, words.sing, words.hits, strict=True)):
        own, one = by_word.get(word), by_word.get(sing) if sing is not word else None
        if own is None and one is None and not hits:
            continue
        for key in (own, one, *[by_class.get(hit.cls) for hit in hits]):
            if key is not None:
                at = places.get(key)
                if at is None:
                    places[key] = [i]
                elif at[-1] != i:
                    at.append(i)
    return places


def _half(words: Words, end: int) -> bool:
    """Whether a pattern would end within a compound: "suspended the import | duty"."""
    return end < len(words) and words.low[end - 1] in small()["flow"] and any(
        hit.form == "noun" and hit.cls in _FLOW_HEADS for hit in words.hits[end])


def _past_author(words: Words, i: int, pattern: Pattern, end: int) -> int:
    """Where a match that opens with whose measure it is ("^ ~3 {collectw} …") begins without that side."""
    gapped = pattern.elements[1].gap if len(pattern.elements) > 2 else 0
    rest = pattern.elements[2:] if gapped else pattern.elements[1:]
    for size in sizes(words, i, pattern.elements[0]):
        for j in range(i + size, min(i + size + gapped + 1, end)):
            place = _end(words, j, rest, 0)
            if place is not None and place[0] == end:
                return j
    return i


def _barred(words: Words, begin: int, end: int, pattern: Pattern) -> bool:
    """Whether a word stands in a match or right before it that makes it something else."""
    return any(k + hit.size >= begin for cls in pattern.without for k, hit in words.find(cls, begin - 3, end))


def _at(words: Words, i: int, pattern: Pattern) -> Match | None:
    """The match of a pattern whose first element stands at word i."""
    if pattern.loose:
        return _loose(words, i, pattern)
    place = _end(words, i, pattern.elements, 0)
    if place is None or place[0] <= i:
        return None
    end, gaps = place
    if pattern.bare and not rate_alone(words, end):
        return None
    if _half(words, end) or (pattern.without and _barred(words, i, end, pattern)):
        return None
    if pattern.elements[0].classes >= _AUTHOR:
        i = _past_author(words, i, pattern, end)
    return Match(pattern.policy, pattern.detail, i, end, pattern.action, pattern.weak,
                 pattern.weight + end - i - gaps, pattern.generic, pattern.bare)


def matches(words: Words) -> list[Match]:
    """The patterns that stand in a sentence, heavier ones first kept, never overlapping, in order."""
    known, places = _numbered(), _places(words)
    order = {key: rank for rank, key in enumerate(places)}
    begun = sorted((order[key], number, key) for number in _possible(places)
                   for key in known[number].first if key in order)
    tried: dict[int, set[int]] = {}
    found: list[Match] = []
    for _, number, key in begun:
        done = tried.setdefault(number, set())
        for i in places[key]:
            if i not in done:
                done.add(i)
                match = _at(words, i, known[number])
                found += [match] if match is not None else []
    found.sort(key=lambda m: (m.detail != VETO, m.weak, m.bare, m.generic, -m.weight, not m.detail, m.end - m.begin,
                              m.begin, m.policy, m.action or ""))
    taken: list[Match] = []
    covered: set[int] = set()
    for match in found:
        span = range(match.begin, match.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(match)
    return sorted(taken, key=lambda m: m.begin)
