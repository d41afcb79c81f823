"""Where a clause that somebody says ends, and whether words tell something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.components._speech_cues import Cue
from extractor.components._speech_words import SpeechText, words_of

LONGEST = 150
"""Words of the longest clause: more is no sentence, but text without full stops."""


class ClauseEnds:
    """Reads on from the first word of a clause. `finite(i)`: whether word i is a finite verb, as far as known;
    `tag(i)`: the tag of word i, "" where none is known."""

    def __init__(
        self,
        s: SpeechText,
        cues: Sequence[Cue],
        finite: Callable[[int], bool],
        tag: Callable[[int], str],
    ) -> None:
        self.s = s
        self.cues = cues
        self.finite = finite
        self.tag = tag

    def finite_between(self, first: int, last: int) -> bool:
        return any(self.finite(i) for i in range(first, last + 1))

    def told_between(self, first: int, stop: int) -> bool:
        """Whether words first..stop-1 tell something: with a finite verb, or a form that the tagger may take for a
        participle behind the subject ("The deficit widened by 32.5% to …")."""
        s = self.s
        if self.finite_between(first, stop - 1):
            return True
        if s.among(first, "preposition", "time") or s.low(first).endswith(("ed", "ing")):
            return False
        plain = (i for i in range(first + 1, stop) if s.plain(i) and s.outside(i))
        return any(self.tag(i) == "VBN" and not s.among(i - 1, "passive", "auxiliary", "preposition") for i in plain)

    def _subject_start(self, cue: Cue) -> int:
        own = cue.own and cue.subject[0] < cue.first and cue.how in ("before", "pronoun", "stretch")
        return cue.subject[0] if own else cue.group

    def _end(self, i: int, number: int) -> int:
        """The last word of a clause that begins at word i: at the sentence's end, before a semicolon, a colon, a
        quote of its own, or the comma before another cue's words."""
        s, last = self.s, i
        closing = min(s.closing(i), i + LONGEST)
        stop = self._subject_start(self.cues[number + 1]) if number + 1 < len(self.cues) else -1
        stop = self.cues[number + 1].group if 0 <= stop < i else stop
        wants = "want" in self.cues[number].classes
        comma = -1
        while last + 1 < closing or self._in_quote(last):
            after = last + 1
            gap = s.gap(after)
            if s.outside(last) and (";" in gap or (":" in gap and self._explains(after, closing))):
                return last
            if "," in gap and s.outside(after):
                comma = last
                if s.low(after) in words_of("relative") and last - i >= 3 and not self._comma_later(after + 1, closing):
                    return last
                if s.among(after, "coordinating") and self.finite(after + 1) and i < last and s.plain(after + 1):
                    return last
                if s.low(after) == "so" and s.plain(after + 1) and self.finite_between(after + 1, after + 3):
                    return last
                if s.low(after) == "according" or (wants and s.low(after).endswith("ed")):
                    return last
            if after == stop and comma >= 0 and after - comma <= 4:
                return comma
            if after == stop and not self.cues[number + 1].own and s.low(last) in words_of("joining"):
                return last - 1
            last = after
        return last

    def _explains(self, i: int, closing: int) -> bool:
        """Whether a quote or a sentence of its own follows a colon; what is told in the past still is what was said:
        "said wages were not the problem: the minimum pay remained low"."""
        if not self.s.outside(i) or self.s.words[i].core[:1].isdigit():
            return not self.s.outside(i)
        verb = next((k for k in range(i + 1, closing) if self.finite(k)), None)
        return verb is not None and self.tag(verb) != "VBD"

    def _in_quote(self, i: int) -> bool:
        """Whether the quote in which word i stands goes on after it."""
        s = self.s
        return not s.outside(i) and i + 1 < len(s) and s.inside[i + 1] == s.inside[i]

    def _comma_later(self, i: int, closing: int) -> bool:
        return any("," in self.s.gap(k) for k in range(i, closing))
