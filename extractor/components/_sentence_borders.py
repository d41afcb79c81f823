"""Where sentences start in a text: by line, then by closing punctuation, with abbreviations known. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.lookups import cells, table

_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s+|$)|(?<=[a-z]{2})\.(?=[A-Z][a-z])")
_SIGN = re.compile("[.!?…]")
"""What an end begins with: found much faster."""
_OPENERS = "\"'“‘«([¿¡"
_LOOK_BACK = 16
_LONG_LINE = 50
"""A line of at least so many characters that doesn't close may go on in the next one."""
_LONGEST = 1_000
"""Characters of the longest sentence, three times those of news: what is longer is a list or no prose, and cut, since
rules look through the whole sentence of each number."""
_CUTS = ("; ", ", ", " ")


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(cells(row, "forms")) for row in table("abbreviations")}


def _word_before(text: str, dot: int) -> str:
    """The letters and inner dots right before a full stop: `U.S`, `Dec`, `J`."""
    start = dot
    while start > max(0, dot - _LOOK_BACK) and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    return text[start:dot]


def _next_word(text: str, at: int, end: int) -> str:
    while at < end and text[at] in _OPENERS:
        at += 1
    stop = at
    while stop < min(end, at + _LOOK_BACK) and (text[stop].isalnum() or text[stop] in "'’"):
        stop += 1
    return text[at:stop]


def _stop_ends(text: str, dot: int, follows: str) -> bool:
    """Whether a single full stop at `dot`, with `follows` after the space, closes a sentence."""
    word = _word_before(text, dot)
    low, forms = word.lower(), _forms()
    if follows[:1].isdigit() and low in forms["number"]:
        return False
    if low in forms["unit"] and text[: dot - len(word)].rstrip()[-1:].isdigit():
        return follows[:1].isupper()  # "4.9% over 2023's 5.251 Mt. For 2025 it sees"
    if low in forms["never"]:
        return False
    if len(word) == 1 and word.isupper():
        return word == "I" and follows.lower() in forms["starter"]
    if low in forms["sometimes"] or ("." in word and len(word) <= 7):
        return follows.lower() in forms["starter"] and follows[:1].isupper()
    if not word and dot and text[dot - 1].isdigit():
        line = text.rfind("\n", 0, dot) + 1
        return not text[line:dot].strip().isdigit()
    return True


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    if match["mark"] is None:
        return True
    after = match.end()
    if after >= limit:
        return False
    follows = _next_word(text, after, limit)
    if follows and follows[0].islower():
        return False
    if match["mark"] == "." and not match["close"]:
        return _stop_ends(text, match.start(), follows)
    return not (match["mark"] in ("…", "...") and follows[:1].islower())


def _goes_on(text: str, start: int, end: int, after: int) -> bool:
    """Whether a line [start, end) was only wrapped: long, unclosed, and the next one starts small."""
    return end - start >= _LONG_LINE and text[end - 1 : end] not in '.!?:”"' and text[after : after + 1].islower()


def borders(text: str, cuts: tuple[int, ...] = ()) -> list[int]:
    """The offsets at which sentences start, in order, each at a character that isn't space. `cuts` are
    offsets that nothing may cross (borders of zones)."""
    starts: set[int] = set(cuts)
    line_start = 0
    while line_start < len(text):
        newline = text.find("\n", line_start)
        line_end = newline if newline >= 0 else len(text)
        reached = line_start
        for sign in _SIGN.finditer(text, line_start, line_end):
            match = _END.match(text, sign.start(), line_end) if sign.start() >= reached else None
            if match is not None:
                reached = match.end()
                if _ends(text, match, line_end):
                    starts.add(reached)
        for position in _bullets(text, line_start, line_end):
            starts.add(position)
        after = line_end + 1
        if not _goes_on(text, line_start, line_end, after):
            starts.add(after)
        line_start = after
    starts.add(0)
    found: list[int] = []
    reached = -1
    for start in sorted(starts):
        if start > reached:
            reached = _skip_space(text, start)
            if reached < len(text):
                found.extend(_within_limit(text, found[-1] if found else reached, reached))
    found.extend(_within_limit(text, found[-1], len(text))[:-1] if found else [])
    return found


def _within_limit(text: str, start: int, end: int) -> list[int]:
    """Where the sentence [start, end) is cut since it is too long, and its end."""
    found = []
    while end - start > _LONGEST:
        middle, limit = start + _LONGEST // 2, start + _LONGEST
        ends = [(text.rfind(mark, middle, limit), len(mark)) for mark in _CUTS]
        at, length = next(((at, length) for at, length in ends if at >= 0), (limit, 0))
        start = _skip_space(text, at + length)
        if start < end:
            found.append(start)
    return [*found, end]


def _bullets(text: str, start: int, end: int) -> list[int]:
    found = []
    for bullet in sorted(_forms()["bullet"]):
        at = text.find(bullet, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(bullet, at + 1, end)
    return found


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
