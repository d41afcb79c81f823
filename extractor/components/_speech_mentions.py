"""Which words of an article name whom, and who is he or she by a title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from extractor.components._speech_words import SpeechText, title_words
from extractor.components.attributes import Record


def cover(s: SpeechText, records: Sequence[Record], zones: Sequence[tuple[int, int]]) -> list[int]:
    """For each word the number of the record that mentions it, else -1; mentions in `zones` are left out."""
    numbers = [-1] * len(s)
    zones = sorted(zones)
    begins, reached = [a for a, _ in zones], [0, *accumulate((b for _, b in zones), max)]
    for number, record in enumerate(records):
        for start, end in record["mentions"]:
            if start < reached[bisect_right(begins, start)]:
                continue
            i = s.at(start)
            while i < len(s) and s.starts[i] < end:
                numbers[i] = number
                i += 1
    return numbers


def genders(s: SpeechText, person_at: Sequence[int]) -> dict[int, str]:
    """The number of each person with a title that tells it → "she" or "he"."""
    known: dict[int, str] = {}
    for i, number in enumerate(person_at):
        if number >= 0:
            for word in (s.low(i), s.low(i - 1)):
                if word in title_words("female"):
                    known[number] = "she"
                elif word in title_words("male"):
                    known.setdefault(number, "he")
    return known
