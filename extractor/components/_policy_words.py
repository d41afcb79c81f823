"""The words of a sentence, and which classes of data/policy_words.csv each of them belongs to.

Words are cut here and not by the tokenizer, so that "visa-free", "visa free" and "anti-dumping" read alike
with any base model. Nothing here knows spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from extractor import lookups
from extractor.kept import kept

_WORD = re.compile(r"(?:[^\W\d_]\.){2,5}|[^\W\d_]{1,40}|\d[\d.,]{0,20}\d|\d|\S")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a class at a place: `size` words long; `lemma` as the table has it; `form` of a verb is
    base, s, past, part, both (past and participle), ing; of a noun "noun", else "word"."""

    cls: str
    lemma: str
    form: str
    size: int


@dataclass(slots=True)
class Words:
    """The words of one sentence: `raw` as written, `low` in lower case, `sing` in the singular, and where they
    stand in the article; `joined[i]` says that a hyphen joins word i to the one before, `tags[i]` is the tagger's
    tag, "" where none ran. `hits[i]` are the phrases that begin at word i."""

    raw: list[str]
    low: list[str]
    sing: list[str]
    start: list[int]
    end: list[int]
    joined: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    hits: list[list[Hit]] = field(default_factory=list)
    fixed: list[tuple[int, int]] = field(default_factory=list)
    """Where phrases of the class FIXED begin, and how many words they have."""

    def __len__(self) -> int:
        return len(self.raw)

    def of(self, i: int, cls: str) -> Iterator[Hit]:
        return (hit for hit in self.hits[i] if hit.cls == cls)

    def find(self, cls: str, begin: int, end: int) -> Iterator[tuple[int, Hit]]:
        """The phrases of a class that lie within [begin, end), in order."""
        for i in range(max(begin, 0), min(end, len(self.raw))):
            for hit in self.hits[i]:
                if hit.cls == cls and i + hit.size <= end:
                    yield i, hit


@kept
def singular(word: str) -> str:
    """The singular of a lower-case English noun, by its ending; other words come back unchanged."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "zzes", "sses", "oes")):
        return word[:-2]
    return word[:-1]


def forms(entry: str) -> list[tuple[str, str]]:
    """The forms of a verb as the tables write it: "ship+" doubles its last letter, "let/let/let" gives the
    past and the participle (and "hit/hit/hit+" doubles); only the first word of a phrase changes.

    Returns (phrase, form).
    """
    head, _, rest = entry.partition(" ")
    double = head.endswith("+")
    parts = head.removesuffix("+").split("/")
    base = parts[0]
    rest = f" {rest}" if rest else ""
    if base == "be":
        shapes = [(word, "aux") for word in ("be", "is", "are", "was", "were", "been", "being", "'s", "be")]
        return [(word + rest, form) for word, form in shapes]
    stem = base + base[-1] if double else base
    consonant_y = base.endswith("y") and base[-2:-1] not in _VOWELS
    third = base[:-1] + "ies" if consonant_y else base + ("es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s")
    regular = base[:-1] + "ied" if consonant_y else (base + "d" if base.endswith("e") else stem + "ed")
    ing = base[:-2] + "ying" if base.endswith("ie") else (
        base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else stem) + "ing"
    past = parts[1] if len(parts) > 1 else regular
    part = parts[2] if len(parts) > 2 else past
    out = [(base + rest, "both" if past == base else "base"), (third + rest, "s"), (ing + rest, "ing")]
    if past != base:
        out.append((past + rest, "both" if past == part else "past"))
    if part not in (past, base):
        out.append((part + rest, "part"))
    return out


def phrases(kind: str, entry: str) -> list[tuple[str, str]]:
    """What a table cell stands for: (phrase, form) for each of its forms."""
    return forms(entry) if kind == "verb" else [(entry, kind)]


_NUMBER = itemgetter(0)
Phrase = tuple[tuple[str, ...], Hit]
Begun = Mapping[str, Sequence[tuple[int, Phrase]]]
"""Phrases with their order in the tables, by their second word."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What begins with a word: that word alone, and phrases."""

    alone: tuple[Hit, ...]
    phrases: Begun
    plain: bool
    """Whether no two of the word alone are one class and lemma, and none is `FIXED`."""

    def hits(self) -> Iterator[Hit]:
        yield from self.alone
        yield from (hit for found in self.phrases.values() for _, (_, hit) in found)


Trie = Mapping[str, Entry]


def build(entries: Iterable[tuple[str, str, str]]) -> Trie:
    """First word → what begins with it. An entry is (class, kind, word as the table has it)."""
    alone: dict[str, list[Hit]] = {}
    longer: dict[str, list[Phrase]] = {}
    for cls, kind, entry in entries:
        for phrase, form in phrases(kind, entry):
            words = tuple(phrase.split())
            hit = Hit(cls, entry, form, len(words))
            if len(words) == 1:
                alone.setdefault(words[0], []).append(hit)
            else:
                longer.setdefault(words[0], []).append((words, hit))
    return {
        word: Entry(tuple(alone.get(word, ())), _by_second(longer.get(word, ())), _plain(alone.get(word, ())))
        for word in {**alone, **longer}
    }


def _plain(hits: Sequence[Hit]) -> bool:
    return len({(hit.cls, hit.lemma) for hit in hits}) == len(hits) and all(hit.cls != FIXED for hit in hits)


def _by_second(found: Iterable[Phrase]) -> Begun:
    index: dict[str, list[tuple[int, Phrase]]] = {}
    for number, phrase in enumerate(found):
        index.setdefault(phrase[0][1], []).append((number, phrase))
    return index


@lru_cache(maxsize=1)
def classes() -> Trie:
    """All the classes of words of the grammar, with the verbs and nouns of action under "act"."""
    entries = [(row["class"], row["kind"], word) for row in lookups.table("policy_words")
               for word in lookups.cells(row, "words")]
    return build(entries)


GAP = 12
"""What "~" within a phrase spans at most ("put … on hold")."""


def _fits(words: Words, i: int, phrase: tuple[str, ...], noun: bool) -> int:
    """The number of words that the phrase takes at i, 0 if it doesn't stand there. "~" spans a short gap."""
    j, last, low, count = i, len(phrase) - 1, words.low, len(words.raw)
    for k, part in enumerate(phrase):
        if part == "~":
            rest = phrase[k + 1:]
            limit = min(j + GAP, count)
            while j < limit and tuple(low[j:j + len(rest)]) != rest:
                j += 1
            return j + len(rest) - i if j < limit else 0
        if j >= count or not (low[j] == part or (noun and k == last and words.sing[j] == part)):
            return 0
        j += 1
    return j - i


_MARKS = frozenset("\"“”„‘’'")
_SCARE = 5


def _asides(words: Words) -> set[int]:
    """The words of short asides in brackets that hold a figure or a short name ("($2,120)", "(EU)",
    "the Opportunity Act (Agoa)")."""
    drop: set[int] = set()
    opened = -1
    for i, word in enumerate(words.raw) if "(" in words.raw else ():
        if word == "(":
            opened = i
        elif word == ")" and opened >= 0:
            inside = words.raw[opened + 1:i]
            named = len(inside) == 1 and opened and inside[0].istitle() and words.raw[opened - 1].istitle()
            if named or (len(inside) <= _SCARE and any(w[0].isdigit() or w.isupper() for w in inside)):
                drop.update(range(opened, i + 1))
            opened = -1
    return drop


def _unscared(words: Words) -> Words:
    """The words without short asides and without the marks around a few of them ("reciprocal" tariffs), which
    part no clause."""
    drop = _asides(words)
    opened = -1
    for i, word in enumerate(words.raw) if not _MARKS.isdisjoint(words.raw) else ():
        if word not in _MARKS:
            continue
        if opened >= 0 and i - opened <= _SCARE:
            drop.update((opened, i))
            opened = -1
        else:
            opened = i
    if not drop:
        return words
    keep = [i for i in range(len(words)) if i not in drop]
    return Words([words.raw[i] for i in keep], [words.low[i] for i in keep], [words.sing[i] for i in keep],
                 [words.start[i] for i in keep], [words.end[i] for i in keep], [words.joined[i] for i in keep])


_ENDINGS = frozenset({"s", "ll", "t", "d", "re"})
FIXED = "fixed"
"""The class of phrases whose words mean nothing else: "foreign trade", "in return for"."""
_LONGER = 3
"""The letters of a word that is neither a hyphen nor an ending."""


def cut(text: str, start: int, end: int) -> Words:
    """The words of text[start:end]. Hyphens between letters part words and are no words, and neither are the
    marks around a few quoted words; the month of May is "may." in lower case, the verb "may"."""
    raw: list[str] = []
    low: list[str] = []
    sing: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    joined: list[bool] = []
    hyphen = False
    for match in _WORD.finditer(text, start, end):
        first, stop = match.span()
        word = text[first:stop]
        lower = word.lower()
        short = stop - first < _LONGER
        if short and word in "-‑" and text[max(first - 1, 0) : first].isalnum() and text[stop : stop + 1].isalnum():
            hyphen = True
            continue
        if short and lower in _ENDINGS and raw and raw[-1] in "'’" and first == ends[-1]:
            raw[-1], ends[-1] = f"'{lower}", stop
            low[-1] = sing[-1] = f"'{lower}"
            continue
        if word == "May" and raw:
            lower = "may."
        raw.append(word)
        low.append(lower)
        sing.append(singular(lower) if lower[-1] == "s" else lower)
        starts.append(first)
        ends.append(stop)
        joined.append(hyphen)
        hyphen = False
    return _unscared(Words(raw, low, sing, starts, ends, joined))


def _append(words: Words, i: int, hit: Hit, size: int) -> None:
    for known in words.hits[i]:
        if known.cls == hit.cls and known.lemma == hit.lemma:
            return
    words.hits[i].append(hit if size == hit.size else Hit(hit.cls, hit.lemma, hit.form, size))
    if hit.cls == FIXED:
        words.fixed.append((i, size))


def _following(phrases: Begun, low: str, sing: str) -> Sequence[tuple[int, Phrase]]:
    """The phrases whose second word follows, or a gap, in the order of the tables."""
    same, singular, gap = phrases.get(low), phrases.get(sing) if sing != low else None, phrases.get("~")
    if singular is None and gap is None:
        return same or ()
    found = [*(same or ()), *(singular or ()), *(gap or ())]
    return sorted(found, key=_NUMBER) if len(found) > 1 else found


def classify(words: Words, trie: Trie) -> None:
    """Adds the phrases of a table to `words.hits`."""
    low, sing, count = words.low, words.sing, len(words.raw)
    if not words.hits:
        words.hits = [[] for _ in low]
    for i, word in enumerate(low):
        entry = trie.get(word)
        if entry is not None:
            if entry.plain and not words.hits[i]:
                words.hits[i] += entry.alone
            else:
                for hit in entry.alone:
                    _append(words, i, hit, 1)
            if entry.phrases and i + 1 < count:
                for _, (phrase, hit) in _following(entry.phrases, low[i + 1], sing[i + 1]):
                    size = _fits(words, i, phrase, hit.form == "noun")
                    if size:
                        _append(words, i, hit, size)
        if sing[i] != word:
            entry = trie.get(sing[i])
            for hit in entry.alone if entry is not None else ():
                if hit.form == "noun":
                    _append(words, i, hit, 1)
    for i, size in words.fixed:
        for k in range(i, i + size):  # but of what is longer: "foreign trade zone"
            words.hits[k] = [hit for hit in words.hits[k] if k == i and hit.size > size]
