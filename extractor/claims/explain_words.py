"""Where words stand that may have decided a field: the nearest to a number, in its sentence rather than elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from extractor.claims.view import Mark

_REACH = 300
"""Characters on each side of a number in which a phrase is looked for."""

Span = tuple[int, int]


class Index:
    """Keys (a period, a place's code, a name) and where they stand."""

    def __init__(self, found: Iterable[tuple[str | None, int, int]]) -> None:
        self.spans: dict[str, list[Span]] = {}
        for key, start, end in found:
            if key:
                self.spans.setdefault(key, []).append((start, end))
        for spans in self.spans.values():
            spans.sort()

    def nearest(self, mark: Mark, key: str | None) -> Span | None:
        """Where a key stands nearest to a number: before it, unless it stands nearer behind it in its sentence."""
        spans = self.spans.get(key or "")
        if not spans:
            return None
        at = bisect_left(spans, (mark.start, mark.start))
        before = spans[at - 1] if at else None
        behind = spans[at] if at < len(spans) else None
        if before is None or behind is None:
            return before or behind
        return behind if behind[0] - mark.end < min(_REACH, mark.start - before[1]) else before


def phrase_near(text: str, sentence: Span, mark: Mark, phrases: tuple[str, ...]) -> Span | None:
    """The phrase of a number's sentence that stands nearest to it."""
    low, high = max(sentence[0], mark.start - _REACH), min(sentence[1], mark.end + _REACH)
    found = [match.span() for match in _search(phrases).finditer(text, low, high)] if phrases else []
    return min(found, key=lambda span: max(mark.start - span[1], span[0] - mark.end), default=None)


@lru_cache(maxsize=64)
def _search(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The search for any of the phrases, longest first."""
    words = ([re.escape(word) for word in re.split(r"[\s-]+", phrase.strip())] for phrase in phrases)
    joined = sorted((r"[\s-]+".join(parts) for parts in words), key=lambda told: (-len(told), told))
    return re.compile(rf"(?<!\w)(?:{'|'.join(joined)})(?!\w)", re.IGNORECASE)
