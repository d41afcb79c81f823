"""Which quotes are speech, and which cue each belongs to.

Words in marks are speech where a cue before, after or around them says so, or where whole sentences stand in the
marks. Scare quotes, terms and titles of works are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.components._speech_cues import Cue, forward
from extractor.components._speech_words import SpeechText, forms_of, words_of

_STOPS = ".!?…"
_MARKS = "'’\"”"
_SIGNED = re.compile(r"[”\"’'»]?[ \t]*\n?[ \t]*(?:—|–|--)[ \t]*")
_MAX_TERM = 6
_MAX_ATTRIBUTE = 3
_MAX_CUE_DISTANCE = 45
_MAX_BEARING = 10
"""The words between a sign and what stands on it."""


class Speech(NamedTuple):
    """A quote that is speech: the quote's number, its first and last word, the cue's number if there is one,
    "after", "signed", "before", "colon", "attributed", "turn" or "alone", and the words among which the speaker is
    named where that isn't told by the cue."""

    quote: int
    first: int
    last: int
    cue: int | None
    how: str
    subject: tuple[int, int] | None = None


class Judge:
    """Decides for one quote after another."""

    def __init__(self, s: SpeechText, cues: Sequence[Cue]) -> None:
        self.s = s
        self.cues = cues
        self.firsts = [cue.first for cue in cues]

    def __call__(self) -> list[Speech]:
        found: list[Speech] = []
        for number, quote in enumerate(self.s.quotes):
            first, last = self.s.at(quote.start), self.s.at(quote.end) - 1
            if first > last:
                continue
            speech = self._judge(number, first, last, found)
            if speech:
                found.append(speech)
        return found

    def _judge(self, number: int, first: int, last: int, found: list[Speech]) -> Speech | None:
        s, quote = self.s, self.s.quotes[number]
        if quote.turn:
            return Speech(number, first, last, None, "turn")
        if self._work(first, last):
            return None
        after = self._after(quote.end, last)
        if after is not None and quote.opened and self._introduced(first, quote.end):
            after = None
        if after is not None and (quote.opened or s.opening(last) >= first):
            whole = self._ends_with_comma(quote.end) or s.opening(first) == first
            if whole or not self._term(first, last):
                return Speech(number, first, last, after, "after")
        if not quote.opened:
            return None
        before = self._before(first)
        if before is not None:
            direct = self.cues[before].last == first - 1 or ":" in s.gap(first)
            direct = direct and not self._written(first)
            if direct or not self._term(first, last):
                return Speech(number, first, last, before, "before")
            return None
        subject = self._follows(quote.end, first, last)
        if subject:
            return Speech(number, first, last, None, "after", subject)
        subject = self._signed(quote.end, last)
        if subject:
            return Speech(number, first, last, None, "signed", subject)
        subject = self._attributed(first, last)
        if subject and not self._term(first, last):
            return Speech(number, first, last, None, "attributed", subject)
        if ":" in s.gap(first) and s.same(first - 1, first) and last - first > 1:
            return Speech(
                number, first, last, None, "colon", (max(s.opening(first), first - _MAX_CUE_DISTANCE), first - 1)
            )
        between = s.text[s.quotes[number - 1].end : quote.start] if number else "\n"
        near = bool(found) and found[-1].quote == number - 1 and "\n" not in between
        broken = near and found[-1].how == "after" and self._ends_with_comma(s.quotes[number - 1].end)
        if (
            broken
            and "," in s.gap(first)
            and s.same(found[-1].last, first)
            and (not s.capital(first) and self._ends_fully(quote.end))
        ):
            return Speech(number, first, last, None, "alone")
        whole = self._stands(quote.end, first, last) and not self._titled(first, last)
        if quote.continues or (whole and (near or last - first > 1)):
            return Speech(number, first, last, None, "alone")
        return None

    def _closing(self, end: int) -> str:
        """The last character of a quote, without the marks of one nested at its end."""
        text, k = self.s.text, end - 1
        while k > 0 and text[k] in _MARKS:
            k -= 1
        return text[k]

    def _ends_with_comma(self, end: int) -> bool:
        text = self.s.text
        return self._closing(end) == "," or "," in text[end : end + 3].split(" ")[0]

    def _ends_fully(self, end: int) -> bool:
        text = self.s.text
        return self._closing(end) in _STOPS or any(c in _STOPS for c in text[end : end + 3].split(" ")[0])

    def _stands(self, end: int, first: int, last: int) -> bool:
        """Whether the quote is made of whole sentences."""
        s = self.s
        return (
            s.opening(first) == first
            and "," not in s.gap(first)
            and (
                (self._ends_fully(end) and not s.same(last, last + 1)) or ("\n" in s.gap(last + 1) and last - first > 2)
            )
        )

    def _after(self, end: int, last: int) -> int | None:
        """The number of the cue that follows a quote and governs it."""
        s, n = self.s, last + 1
        if not s.outside(n) or "\n" in s.gap(n) or (s.low(n) in words_of("joining") and s.low(n) != "as"):
            return None
        k = bisect_left(self.firsts, n)
        if k == len(self.cues) or self.firsts[k] - n > _MAX_CUE_DISTANCE:
            return None
        cue = self.cues[k]
        subject_leads = cue.subject[0] == n and cue.how in ("pronoun", "before", "stretch")
        leads = subject_leads or (cue.how == "after" and cue.first == n)
        if any(s.inside[i] >= 0 for i in range(n, cue.first)):
            return None
        if s.same(last, cue.first):
            if self._ends_with_comma(end) or s.low(n) == "as":
                return k if cue.how != "elided" or cue.subject[0] > last else None
            return k if leads and "," not in s.gap(n) else None
        if not leads or not s.same(n, cue.first) or not self._ends_fully(end):
            return None
        return k if cue.how == "after" or self._bare(cue) else None

    def _introduced(self, first: int, end: int) -> bool:
        """Whether a cue leads right to a quote that ends its sentence: `Ling said: "Yes." Ono said: "No."`"""
        before = self._before(first)
        if before is None or self._ends_with_comma(end) or not self._ends_fully(end):
            return False
        return self.cues[before].last == first - 1 or ":" in self.s.gap(first)

    def _follows(self, end: int, first: int, last: int) -> tuple[int, int] | None:
        """The words after a whole sentence in marks that ends with a comma, where a verb that no table holds
        comes with a name: `…," assessed Ling, director of`."""
        s, n = self.s, last + 1
        if s.opening(first) != first or not self._ends_with_comma(end) or not s.same(last, n) or not s.outside(n):
            return None
        start = n if s.capital(n) or s.low(n) in words_of("determiner") else n + 1
        known = s.same(n, start) and s.outside(start) and (s.capital(start) or s.low(start) in words_of("determiner"))
        return (start, forward(s, start)) if known and s.low(n) not in words_of("boundary") else None

    def _signed(self, end: int, last: int) -> tuple[int, int] | None:
        """The words after a dash behind a quote, on its line or the next: "— Ling, director of research"."""
        s, dash = self.s, _SIGNED.match(self.s.text, end)
        n = last + 1
        if not dash or n >= len(s) or not s.outside(n) or s.words[n].start != dash.end() or not s.capital(n):
            return None
        return n, forward(s, n)

    def _bare(self, cue: Cue) -> bool:
        """Whether a cue has nothing said after it: `"Why?" Ling asked reporters on Monday.`"""
        s, i = self.s, cue.last + 1
        if "say" not in cue.classes and "tell" not in cue.classes and "quote" not in cue.classes:
            return False
        while s.same(cue.last, i) and s.plain(i) and s.low(i) in words_of("object"):
            i += 1
        return not s.same(cue.last, i) or not s.plain(i) or s.low(i) in words_of("time") - {"that"}

    def _before(self, first: int) -> int | None:
        """The number of the last cue before a quote in its sentence."""
        s, k = self.s, bisect_left(self.firsts, first) - 1
        if k >= 0 and s.same(self.firsts[k], first):
            cue = self.cues[k]
            introduces = cue.subject[1] < first - 1 and ":" in s.gap(first)
            return k if cue.how != "after" or introduces or ";" in s.gap(first) else None
        return None

    def _attributed(self, first: int, last: int) -> tuple[int, int] | None:
        """The words after "according to" in the sentence of a quote."""
        s = self.s
        after = (last + 1, min(s.closing(last), last + _MAX_CUE_DISTANCE))
        before = (max(s.opening(first), first - _MAX_CUE_DISTANCE), first)
        for start, stop in (after, before):
            for i in range(start, stop):
                for parts in _attributions().get(s.low(i), ()):
                    end = i + len(parts)
                    holds = [s.low(j) for j in range(i, end)] == parts
                    if holds and s.outside(i) and s.same(i, end) and s.outside(end):
                        return end, forward(s, end)
        return None

    def _titled(self, first: int, last: int) -> bool:
        """Whether the words are written as titles are: each that isn't small with a capital."""
        s = self.s
        return last > first and all(
            s.capital(i) or s.among(i, "small") or s.words[i].core[0].isdigit() for i in range(first, last + 1)
        )

    def _work(self, first: int, last: int) -> bool:
        """Whether a quote is the title of the work named right before it: "in his book “The Long Haul”"."""
        s = self.s
        named = first > 0 and s.same(first - 1, first) and s.low(first - 1) in words_of("work")
        return named and ":" not in s.gap(first) and "," not in s.gap(first) and self._titled(first, last)

    def _written(self, first: int) -> bool:
        """Whether a quote is what a sign, a banner or a slogan bears, and nobody's speech."""
        s = self.s
        near = range(max(s.opening(first), first - _MAX_BEARING), first)
        return any(s.low(i) in words_of("carrier") and not s.words[i].owns for i in near) and not any(
            s.among(i, "pronoun") and s.low(i) not in words_of("relative") for i in near)

    def _term(self, first: int, last: int) -> bool:
        """Whether a quote within a sentence is a term, a title or a word that the writer holds at arm's length."""
        s, size = self.s, last - first + 1
        low = s.low(first - 1)
        if self._titled(first, last) or self._written(first):
            return True
        if s.same(first - 1, first) and size <= _MAX_TERM and low in words_of("term"):
            return True
        if size <= _MAX_TERM and s.same(first - 2, first) and "such" in (s.low(first - 2), s.low(first - 1)):
            return True
        if size > _MAX_ATTRIBUTE or not s.same(last, last + 1) or not s.outside(last + 1):
            return False
        quote = s.quotes[s.inside[first]]
        owned = low in words_of("determiner") or s.words[first - 1].owns if first else False
        follows = s.text[quote.end + 1 : s.words[last + 1].start] == " " and not s.capital(last + 1)
        free = s.among(last + 1, "boundary", "preposition", "time")
        return follows and (owned or size == 1) and not free


@cache
def _attributions() -> dict[str, list[list[str]]]:
    """The phrases of attribution as words, by their first."""
    phrases: dict[str, list[list[str]]] = {}
    for form in sorted(forms_of("attribution")):
        phrases.setdefault(form.split()[0], []).append(form.split())
    return phrases
