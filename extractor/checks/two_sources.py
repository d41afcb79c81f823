"""Whether the words tell two figures by two different sources: "SFr38.5bn, according to Bern, and $38.3bn according to
Washington", "by Thai customs' reckoning …; by Japan's, …".

Two counts of one thing differ, and nothing follows from what one makes of the other. An attribution is a name beside a
word of counting or saying; two are different where they share no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks import cues
from extractor.checks.facts import Context, Fact
from extractor.lookups import cells, table

NAMED = 5
"""Words before a verb or noun of a source, or behind "according to", in which it is named."""
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w(?:[\w&-]|\.(?=\w))*(?:['’]s?\b|['’](?=\s))?|[^\w\s]")
Names = frozenset[str]


def told_apart(ctx: Context, a: Fact, b: Fact) -> bool:
    """Whether two figures of one sentence, or of two neighbouring ones, are each told by a source of its own."""
    return bool(tellers(ctx, a, b))


def tellers(ctx: Context, a: Fact, b: Fact) -> tuple[Names, ...]:
    """The names of the source of the first and of the second of two figures, where these share none; else nothing."""
    first, second = sorted((a, b), key=lambda f: f.claim.start)
    if second.claim.sentence - first.claim.sentence > 1:
        return ()
    start, stop = ctx.result.sentences[first.claim.sentence][0], ctx.result.sentences[second.claim.sentence][1]
    told = [(start + at, names) for at, names in attributions(ctx.text[start:stop])]
    before = [(at, names) for at, names in told if at < second.claim.start]
    behind = [(at, names) for at, names in told if at > first.claim.end]
    return next(((one, two) for x, one in before for y, two in behind if x < y and one.isdisjoint(two)), ())


def attributions(text: str) -> Iterator[tuple[int, Names]]:
    """Where figures are said to be somebody's, and by which names."""
    tokens = [(match.start(), match.group()) for match in _TOKEN.finditer(text)]
    words = [word.lower().replace("’", "'") for _, word in tokens]
    plain = [word for _, word in tokens]
    for at, (place, _) in enumerate(tokens):
        names = _named(plain, words, at)
        if names:
            yield place, names


def _named(plain: list[str], words: list[str], at: int) -> Names:
    """The names to which the word at a place ascribes what is told."""
    before = range(max(at - NAMED, 0), at)[::-1]
    if words[at] in cues.words_of("source_noun") or cues.first(words[at : at + 2], "source_verb", 1) == 0:
        return _names(plain, words, before)
    if cues.first(words[at : at + 2], "by_account", 1) == 0:
        return _names(plain, words, range(at + 1, min(at + 1 + NAMED, len(words))))
    alone = words[at].endswith(("'s", "s'")) and (at + 1 == len(words) or not plain[at + 1][:1].isalnum())
    led = any(words[place] in cues.words_of("source_lead") for place in before[:2])
    return _names(plain, words, range(at, at + 1)) if alone and led else frozenset()


def _names(plain: list[str], words: list[str], places: range) -> Names:
    """The names among words up to a mark or to what opens another phrase."""
    found = set()
    for place in places:
        word = words[place]
        if not plain[place][:1].isalnum() or word in cues.words_of("source_verb"):
            break
        body = word.removesuffix("'s").rstrip("'")
        if body in cues.words_of("source_lead"):
            break
        if body in cues.words_of("source_body") or (plain[place][:1].isupper() and word not in _plain()):
            found.add(body)
    return frozenset(found)


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Words with a capital that name nobody: those that a sentence may begin with, months and days of the week."""
    days = (form for row in table("calendar") if row["class"] in ("MONTH", "WEEKDAY") for form in cells(row, "forms"))
    opening = (cues.words_of(kind) for kind in ("determiner", "conjunction", "pronoun"))
    return frozenset(days).union(*opening)
