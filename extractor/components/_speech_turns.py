"""The turns of a transcript: `MS. LAWSON: Good afternoon.`, `Q: When?`"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from extractor.components._names import listed

_LABEL = re.compile(r"[ \t*_>]*(?:([^\W\d_][^\n:]{0,60}?)[*_ ]{0,3}:|([QA])\.(?= ))[*_ ]{0,3}(?=\S)")
_MAX_WORDS = 8
_MIN_TURNS = 3


class Turn(NamedTuple):
    """Offsets of what is said, and of the label that tells by whom."""

    start: int
    end: int
    label: tuple[int, int]


def find_turns(text: str) -> list[Turn]:
    """The turns of a text, none where it isn't a transcript: three at least, by two speakers or more, one of
    whom speaks twice, or questions with answers; one that only reporters and anchors speak is none, and a broadcast's
    script has the turns of those only whom its own people let speak.
    A paragraph between two turns goes on with the first."""
    lines: list[tuple[int, int, tuple[int, int] | None, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line.rstrip())
        if line.strip():
            may_be = ":" in line or "Q." in line or "A." in line
            match = _LABEL.match(text, start, end) if may_be else None
            named = match.span(match.lastindex or 1) if match else (0, 0)
            label = named if match and _is_label(text[slice(*named)]) else None
            said = match.end() if match and label else start
            lines.append((start + len(line) - len(line.lstrip()), end, label, said))
        start += len(line) + 1
    labels = [_plain(text[slice(*label)]) for _, _, label, _ in lines if label]
    asked = any(label and text[end - 1] == "?" and _asks(text[slice(*label)]) for _, end, label, _ in lines)
    if not _is_transcript(labels) and not (asked and _answered(labels)):
        return []
    staff = _staff(text, set(labels))
    last = max(k for k, item in enumerate(lines) if item[2])
    turns: list[Turn] = []
    for first, end, label, said in lines[: last + 1]:
        if label:
            turns.append(Turn(said, end, label))
        elif turns and text[first] not in "([*#":
            turns.append(Turn(first, end, turns[-1].label))
    return [turn for turn in turns if _plain(text[slice(*turn.label)]) not in staff]


def _staff(text: str, labels: set[str]) -> set[str]:
    """The labels of a broadcast's own people, where an anchor hands over to a reporter: `Ling reports from Lima.`"""
    anchors = {label for label in labels if label.split()[0] in listed("speech_words", "anchor")}
    if not anchors:
        return set()
    low = text.lower()
    hands = "|".join(re.escape(words) for words in sorted(listed("speech_words", "hands_over")))
    reporters = {label for label in labels if label.split()[0] in listed("speech_words", "narrator")} - anchors
    for label in labels - anchors - reporters:
        name = re.escape(label.split()[-1].strip("().,"))
        if re.search(rf"\b{name}(?: |, )(?:{hands})\b", low):
            reporters.add(label)
    return anchors | reporters if reporters else set()


def _plain(label: str) -> str:
    return label.strip(" *_").lower()


def _is_label(label: str) -> bool:
    """Whether words before a colon may name who speaks: a name, a title, a letter for question or answer."""
    words = label.split()
    closed = {word.lower() for word in listed("speech_words", "not_label")}
    if len(words) > _MAX_WORDS or _plain(label) in closed or words[-1].lower() in closed:
        return False
    if label.strip() in listed("speech_words", "question") | listed("speech_words", "answer"):
        return True
    small = listed("speech_words", "small")
    return all(word[0].isupper() or word[0] in "(" or word.lower() in small for word in words)


def _asks(label: str) -> bool:
    return label.strip(" *_") in listed("speech_words", "question")


def _answered(labels: list[str]) -> bool:
    """Whether somebody with a name of several words answers: "Reporter: When? Minister Rahim: In July."."""
    narrators = listed("speech_words", "narrator") | {word.lower() for word in listed("speech_words", "question")}
    return any(len(label.split()) > 1 and label.split()[0] not in narrators for label in labels)


def _is_transcript(labels: list[str]) -> bool:
    counts = Counter(labels)
    asked = {word.lower() for word in listed("speech_words", "question")}
    answered = {word.lower() for word in listed("speech_words", "answer")}
    if counts.keys() & asked and counts.keys() & answered:
        return True
    if all(label.split()[0] in listed("speech_words", "narrator") for label in counts):
        return False
    repeated = sum(1 for count in counts.values() if count > 1)
    few = 1 < len(counts) <= max(2, len(labels) // 2 + 1)
    return few and repeated > 0 and len(labels) >= _MIN_TURNS
