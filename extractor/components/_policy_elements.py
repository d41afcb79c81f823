"""The elements of a pattern, and how many words of a sentence each of them takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.components._policy_small import small
from extractor.components._policy_words import Hit, Words


@dataclass(frozen=True, slots=True)
class Element:
    words: frozenset[str]
    classes: frozenset[str]
    optional: bool
    gap: int
    strict: bool = False


def _only_named(words: Words, after: int) -> bool:
    """Whether a levy's name is that of something else: "tariff | lines", "tariff | schedule"."""
    return after < len(words) and words.low[after] in small()["levy_parts"]


def sizes(words: Words, i: int, element: Element) -> list[int]:
    """How many words the element can take at word i, longest first."""
    classes, found = element.classes, list[int]()
    for hit in words.hits[i]:
        if hit.cls in classes and hit.size not in found and not _else(words, i, hit):
            found.append(hit.size)
    if (words.low[i] in element.words or words.sing[i] in element.words) and 1 not in found:
        found.append(1)
    if len(found) > 1:
        found.sort(reverse=True)
    return found


def _verbal(words: Words, i: int) -> bool:
    """Whether a noun's form is a verb where it stands: "will | grant", "Lima | grants visas"."""
    closed = small()
    before = words.low[i - 1] if i else ""
    if words.low[i] == words.sing[i]:
        return before in closed["future"] or before in closed["modal"]
    after = words.low[i + 1] if i + 1 < len(words) else "."
    named = any(hit.cls in ("place", "body") and k + hit.size == i and hit.form != "demonym"
                for k in range(max(i - 4, 0), i) for hit in words.hits[k])
    return named and after.isalpha() and after not in closed["preposition"] and after not in closed["auxiliary"] and (
        after not in closed["and"])


def _else(words: Words, i: int, hit: Hit) -> bool:
    """Whether the words beside a phrase at word i make it something else than its class."""
    before = words.low[i - 1] if i else ""
    if hit.cls == "subsidy" and hit.size == 1 and (_verbal(words, i) or any(words.of(i, "person"))):
        return True
    return (hit.cls == "subsidy" and before == "anti" and words.joined[i]) or (
        hit.form == "base" and before in small()["noun_before"]) or (
        hit.cls == "levy" and _only_named(words, i + hit.size))


@lru_cache(maxsize=1)
def _parting() -> frozenset[str]:
    return small()["auxiliary"] | small()["determiner"] | {","}


def parted(words: Words, j: int) -> bool:
    """Whether word j ends a noun phrase: a verb, an article or a comma."""
    return words.low[j] in _parting() or any(hit.form == "s" for hit in words.hits[j])


def rate_alone(words: Words, end: int) -> bool:
    """Whether words up to `end` that end with a percentage can be a rate: nothing of which it is a part follows."""
    if words.low[end - 1] not in small()["percent"] and words.low[end - 1] != "cent":
        return True
    return end >= len(words) or not words.low[end].isalpha() or words.low[end] in small()["rate_after"]
