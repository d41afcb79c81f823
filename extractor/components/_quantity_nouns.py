"""The counted noun behind a number: where it ends, and its singular."""

from __future__ import annotations

import re
from functools import cache

from extractor.components._quantity_tables import classes, cue
from extractor.kept import kept
from extractor.lookups import cells, table

_NOUNS = classes("nouns")
_IRREGULAR = dict(pair.split(":", 1) for pair in _NOUNS["irregular"])
_PLURALS = frozenset(_NOUNS["plural"])
_STOP = frozenset(_NOUNS["stop"])
_LEADING = frozenset(_NOUNS["leading"])
_DROPPED = frozenset(_NOUNS["dropped"])
_PEOPLES = frozenset(_NOUNS["peoples"])
_CLOSED = re.compile(r"[.,;:)]|$| " + cue("behind_people") + r"(?!\w)")
"""Behind people that are counted: "2.5 million Chinese and …", not "2.5 million Chinese cars"."""
_OUTDOING = frozenset(_NOUNS["outdoing"])
"""Past tenses of verbs that set one number against another; what follows one isn't counted by the number before."""
_VERBS = frozenset(_NOUNS["verbish"]) | _OUTDOING
_LINES: dict[str, list[str]] = {}
"""The further words of phrases such as "lines of code", by their first word."""
for _head, _, _rest in (form.partition(" ") for form in _NOUNS["lines"]):
    _LINES.setdefault(_head, []).append(_rest)
_ATTRIBUTIVE = frozenset(_NOUNS["attributive_plural"])
_NEVER_VERBS = frozenset(_NOUNS["never_verb"])
_NO_VERBS = ("ers", "ors", "ists", "ments", "ions", "ries", "ties")
"""Endings of plurals that are no verbs, or seldom."""
_BODIES = frozenset(_NOUNS["bodies"])
_OWNED = 2
"""Words behind a possessive, at most, in which the thing owned is looked for."""
_WORD = re.compile(r"(?:[ \u00a0\u202f]|\n(?![A-ZÀ-Þ]))(?:[“\"‘'])?([A-Za-zÀ-ÿ][\w’'&./]*(?:[-–][\w’']+)*)")
_SPANS = frozenset(_NOUNS["span"])
_NO_PLURAL = frozenset(_NOUNS["no_plural"])
_PLURAL = re.compile(r"(?:[A-Za-zà-ÿ’']*[a-zà-ÿ](?<!s)s|[A-Z]{2,5}s)$")
_SINGULAR_S = ("ss", "us", "is", "ous", "'s", "’s", "ics")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}")
_CODED = re.compile(r"[A-Za-z]{2,3}[0-9]")
_NUMBER_CLASSES = ("unit", "teen", "ten", "scale")
_CARDINALS = frozenset(
    form for row in table("numerals") if row["class"] in _NUMBER_CLASSES for form in cells(row, "forms")
)
_SIZED = re.compile(
    r" [0-9]{1,4}(?:[.,][0-9]{1,3})?(?:-?[A-Za-z]{1,12}| (?:kg|kilo|kilogram|kilogramme|pound|lb|litre|liter|gram))"
    + "(?= [a-z])| of "
    + cue("own")
    + "(?= [A-Za-z])"
)
_ADJECTIVES = tuple(_NOUNS["adjective"])
_MODEL = re.compile(r" ([A-Z]{0,2}[0-9]{2,4}(?:-[0-9]{1,4})?[A-Z]?s?)(?![\w.,])")
MAX_WORDS = 6
_SENTENCE_END = '.!?:;,)]”"—|'


@kept
def singular(noun: str) -> str:
    """The singular of a noun or of the last word of a noun phrase; a noun that is none stays."""
    head, _, last = noun.rpartition(" ")
    for of in (" of ",):
        if of in noun:
            first, _, rest = noun.partition(of)
            return singular(first) + of + rest
    word = last
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    elif word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_SINGULAR_S) and len(word) > 2:
        word = word[:-1]
    return f"{head} {word}" if head else word


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    if low in _PLURALS:
        return True
    if low[0].isdigit():
        return low.endswith("s")
    if low.rpartition("-")[2] in _NO_PLURAL:
        return False
    return bool(_PLURAL.fullmatch(word.rpartition("-")[2])) and not low.endswith(_SINGULAR_S)


def is_people(noun: str) -> bool:
    """Whether a counted noun names people by their country: what stands beside them isn't counted by it."""
    return noun in _PEOPLES or noun in _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    names = (name.lower() for row in table("places") for name in cells(row, "demonyms"))
    return frozenset(singular(name) for name in names)


def counted(text: str, at: int, one: bool = False) -> tuple[str, int, bool] | None:
    """The noun phrase that a number ending at `at` counts: (singular, end, whether it follows at once), or None.

    `one`: a singular is looked for.

    The phrase runs to the first plural, over at most MAX_WORDS words and never over a function word, a verb
    or a mark of punctuation; "or" and "and" are passed only before a second plural.
    """
    first: str | None = None
    words: list[str] = []
    sized = _SIZED.match(text, at)
    end = sized.end() if sized else at
    if sized and (number := _WORD.match(text, end)) and number[1].lower() in _CARDINALS:
        return None
    while len(words) < MAX_WORDS:
        match = _WORD.match(text, end) or (_MODEL.match(text, end) if words and words[-1][0].isupper() else None)
        if match is None:
            break
        word = match[1] if _INITIALS.fullmatch(match[1]) else match[1].rstrip("./'’&")
        low = word.lower()
        if low in ("and", "or") and words and len(words) < 4:
            end = match.end()
            continue
        if low in _STOP and not (not words and low in _LEADING):
            break
        if low in (_VERBS if words else _OUTDOING) and low == word:
            break
        if _CODED.match(word) or (low in _CARDINALS and words and words[-1].endswith(("'s", "’s", "s'", "s’"))):
            break  # "two of the country's four ammonia units"
        if not words and low in _CARDINALS and (unit := _WORD.match(text, match.end())) and unit[1].lower() in _SPANS:
            return None  # "down from 37,000 five years ago"
        if one and words and is_plural(word):
            return *_phrase(text, words, end), sized is None
        words.append(word)
        end = match.start(1) + len(word)
        first = first or word
        if is_plural(word) or (one and not low.endswith(_ADJECTIVES)) or (low in _PEOPLES and _CLOSED.match(text, end)):
            if not one and _another_plural(text, end, low):
                continue
            if match[1][-1:] in "'’" and _owned(text, match.end()):
                end = match.end()
                continue
            return *_phrase(text, words, end), sized is None
        mark = text[end : end + 1]
        if mark and mark in _SENTENCE_END and (mark != "." or len(word) > 3):
            break
    return None


def _another_plural(text: str, end: int, first: str) -> bool:
    """Whether a further plural follows directly ("goods exports", "banks managers"), and no verb ("36 banks puts"):
    one behind a plural that stands before others, or of a form that no verb has."""
    match = _WORD.match(text, end)
    if match is None:
        return False
    word = match[1].rstrip("./'’&")
    low = word.lower()
    noun = first in _ATTRIBUTIVE or low in _NEVER_VERBS or low.endswith(_NO_VERBS)
    return noun and is_plural(word) and low not in _STOP and low not in _VERBS and word == low and len(word) > 3


def _owned(text: str, end: int) -> bool:
    """Whether what a possessive owns is the thing counted, a body of theirs: "12 growers' cooperatives", not "the 27
    members' exports"."""
    for _ in range(_OWNED):
        match = _WORD.match(text, end)
        if match is None or (low := match[1].lower()) in _STOP or low in _VERBS or low != match[1]:
            return False
        if is_plural(low):
            return low in _BODIES
        end = match.end()
    return False


def _phrase(text: str, words: list[str], end: int) -> tuple[str, int]:
    phrase = " ".join(_plain(word) for word in words if word.lower() not in _DROPPED)
    last = words[-1].lower()
    for rest in _LINES.get(last, ()):
        tail = text[end : end + 30].lower()
        if tail.startswith(" " + rest) and not tail[len(rest) + 1 : len(rest) + 2].isalnum():
            return f"{singular(phrase)} {rest}", end + 1 + len(rest)
    return singular(phrase or last), end


def _plain(word: str) -> str:
    return word if word.isupper() and len(word) > 1 else word.lower()
