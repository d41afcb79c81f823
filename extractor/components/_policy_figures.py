"""What a measure's figure says beside its old one: whether it goes up or down."""

from __future__ import annotations

from decimal import Decimal

from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

_ENDS = ("from", "to")
"""The words before the two figures of a change; sums of money there are no rates."""


def _number(words: Words, begin: int, end: int) -> Decimal | None:
    """The first number of words [begin, end), in figures or in words."""
    for i in range(begin, min(end, len(words))):
        word = words.low[i]
        if word[0].isdigit():
            plain = word.replace(",", "").rstrip(".")
            return Decimal(plain) if plain.count(".") <= 1 and plain.isascii() else None
        for hit in words.hits[i]:
            if hit.cls == "figure":
                return Decimal(hit.lemma)
    return None


def _elsewhere(words: Words, begin: int) -> bool:
    """Whether the figure compared is another country's: "as against 23 percent for Thailand"."""
    return any(words.low[i] in small()["onto"] and any(words.of(i + 1, "place"))
               for i in range(begin, min(begin + 5, len(words) - 1)))


def compared(words: Words, match: Match, right: int) -> str | None:
    """up or down where the measure's figure stands beside its old one ("40 percent, against 30 now", "from 30
    to 40")."""
    closed = small()
    begin = max(match.begin - 8, 0)
    rated = any(words.find("percent", match.begin, match.end))
    for i in range(match.begin, min(match.end + 12, right)):
        if i >= match.end and any(words.of(i, "levy")):
            break
        if rated and words.low[i] in _ENDS and any(words.find("money", i + 1, i + 4)):
            break
        if words.low[i] == "from":
            old = _number(words, i + 1, i + 3)
            to = next((j for j in range(i + 2, min(i + 7, right)) if words.low[j] == "to"), None)
            new = _number(words, to + 1, to + 3) if to is not None else None
            if old is not None and new is not None and old != new:
                return "up" if new > old else "down"
        if words.low[i] == "to" and (new := _number(words, i + 1, i + 3)) is not None:
            back = next((j for j in range(i + 2, min(i + 7, right - 1)) if words.low[j] == "from"
                         and not (any(words.of(j + 1, "date")) or words.raw[j + 1][0].isupper())), None)
            old = _number(words, back + 1, back + 3) if back is not None else None
            if old is not None and new != old:
                return "up" if new > old else "down"
    for i in range(begin + 1, min(match.end + 14, right)):
        if words.low[i] in closed["formerly"] and not any(words.find("percent", i + 1, i + 3)):
            continue
        if words.low[i] in closed["against"] | closed["formerly"] or " ".join(words.low[i:i + 2]) in closed["against"]:
            old = _number(words, i + 1, i + 5) if words.low[i + 1:i + 2] != ["and"] else None
            if _elsewhere(words, i + 1):
                return None
            unit = next((word for word in words.sing[i + 1:i + 4] if word in closed["span"]), None)
            near = (_number(words, j, j + 1) for j in range(i - 1, max(i - 13, -1), -1)
                    if unit is None or unit in words.sing[j + 1:j + 3])
            new = next((number for number in near if number is not None), None)
            if new is not None and old is not None and old != new:
                return "up" if new > old else "down"
    return None
