"""The words of an article as the rules on speech see them: which quotation and which sentence each stands in.

A sentence here goes on over what stands inside marks: in `"A. B," he said` the last two words belong to the
sentence of B.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from extractor import lookups
from extractor.components._names import Word, listed, split
from extractor.components._quotes import Quote, find_quotes
from extractor.components._speech_turns import Turn, find_turns

_SIGNS = {ord(sign): None for sign in "%‰$€£¥₹₩₦₱₫฿₺₽₴₪+"}
_MAX_ATTRIBUTION = 6
_ENDERS = ".!?…"
_OPENING_MARKS = "“„«‹「『\"'‘`("


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one row of speech_words.csv, in lower case."""
    return frozenset(word.lower() for word in listed("speech_words", kind))


@cache
def forms_of(kind: str) -> frozenset[str]:
    """The forms, also of several words, of one row of speech_verbs.csv."""
    return frozenset(
        form for row in lookups.table("speech_verbs") if row["class"] == kind for form in lookups.cells(row, "forms")
    )


@cache
def title_words(kind: str) -> frozenset[str]:
    """The words of one row of titles.csv, in lower case."""
    return frozenset(word.lower() for word in listed("titles", kind))


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return words_of("abbreviation") | title_words("honorific") | title_words("rank") | title_words("political")


class SpeechText:
    """Words, quotes and sentences of a text.

    `inside[i]` is the number of the quote in which word i stands, else -1; `sentence[i]` the number of its
    sentence; `openings[s]` the index of the first word of sentence s.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = [
            word if word.gap in ("", "\n") else word._replace(gap=word.gap.translate(_SIGNS).strip())
            for word in split(text)
        ]
        self.starts = [word.start for word in self.words]
        self.lows = [word.low for word in self.words]
        turns = find_turns(text)
        self.turns = {turn.start: turn.label for turn in turns}
        """Start of what is said in a turn → the offsets of its label."""
        self.quotes: list[Quote] = self._quotes(turns)
        self.inside = self._inside()
        self.sentence: list[int] = []
        self.openings: list[int] = []
        stopped = True
        for i, word in enumerate(self.words):
            if (stopped or word.gap) and self._opens(i):
                self.openings.append(i)
            self.sentence.append(len(self.openings) - 1)
            stopped = word.core[-1] == "."

    def __len__(self) -> int:
        return len(self.words)

    def low(self, i: int) -> str:
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def among(self, i: int, *kinds: str) -> bool:
        """Whether word i is listed under one of some rows of speech_words.csv."""
        low = self.low(i)
        return any(low in words_of(kind) for kind in kinds)

    def gap(self, i: int) -> str:
        """What stands before word i, a line break at the text's ends."""
        return self.words[i].gap if 0 < i < len(self.words) else "\n"

    def plain(self, i: int) -> bool:
        """Whether only blanks stand between word i - 1 and word i."""
        return 0 < i < len(self.words) and self.words[i].gap == ""

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i].core[0].isupper()

    def outside(self, i: int) -> bool:
        """Whether word i exists and stands in no quote."""
        return 0 <= i < len(self.words) and self.inside[i] < 0

    def same(self, i: int, j: int) -> bool:
        """Whether two words exist and stand in one sentence."""
        size = len(self.words)
        return 0 <= i < size and 0 <= j < size and self.sentence[i] == self.sentence[j]

    def at(self, offset: int) -> int:
        """Index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def opening(self, i: int) -> int:
        """Index of the first word of word i's sentence."""
        return self.openings[self.sentence[i]]

    def closing(self, i: int) -> int:
        """Index after the last word of word i's sentence."""
        k = self.sentence[i] + 1
        return self.openings[k] if k < len(self.openings) else len(self.words)

    def _quotes(self, turns: list[Turn]) -> list[Quote]:
        """The quotes in marks that lie in no turn, cut where their closing mark is missing, and the turns."""
        quotes = [Quote(turn.start, turn.end, turn=True) for turn in turns]
        k = 0
        found = find_quotes(self.text)
        for number, quote in enumerate(found):
            while k < len(turns) and turns[k].end <= quote.start:
                k += 1
            if k < len(turns) and turns[k].label[0] < quote.end:
                continue
            runs_on = number + 1 < len(found) and found[number + 1].continues
            quotes.append(quote if quote.closed or runs_on else quote._replace(end=self._cut(quote)))
        return sorted(quotes)

    def _cut(self, quote: Quote) -> int:
        """Where a quote without closing mark ends: before the comma of an attribution that it holds."""
        first = self.at(quote.start)
        for i in range(first + 1, self.at(quote.end)):
            if self.low(i) not in forms_of("say") and self.low(i) not in forms_of("tell"):
                continue
            start = i
            while start > first and i - start < _MAX_ATTRIBUTION and not self.gap(start):
                start -= 1
            names = (
                start == i
                or self.low(start) in words_of("determiner")
                or all(self.capital(k) or self.low(k) in words_of("pronoun") for k in range(start, i))
            )
            if start > first and self.gap(start) == "," and names:
                return self.words[start - 1].end + 1
        return quote.end

    def _inside(self) -> list[int]:
        numbers, k = [], 0
        for start in self.starts:
            while k < len(self.quotes) and self.quotes[k].end <= start:
                k += 1
            numbers.append(k if k < len(self.quotes) and self.quotes[k].start <= start else -1)
        return numbers

    def _opens(self, i: int) -> bool:
        """Whether word i begins a sentence."""
        word, before, gap = self.words[i], self.words[i - 1], self.words[i].gap
        if i == 0 or "\n" in gap:
            return True
        begins = word.core[0].isupper() or word.core[0].isdigit() or word.core[0] in _OPENING_MARKS
        if before.core.endswith(".") and gap == "":
            return begins and word.low in words_of("opener") and word.core[0].isupper()
        if not begins or not any(c in _ENDERS for c in gap):
            return False
        initial = len(before.core) == 1 and before.core.isalpha()
        if gap.startswith(".") and (initial or before.low in _abbreviations()):
            return len(gap) > 1 and word.low in words_of("opener")
        return True
