"""Reported speech: the clause that a verb of speech or thought governs, before it, after it or around it."""

from __future__ import annotations

from typing import NamedTuple

from extractor.components._speech_clauses import LONGEST, ClauseEnds
from extractor.components._speech_cues import Cue
from extractor.components._speech_words import forms_of, words_of

_CLAUSE = frozenset({"say", "tell", "think", "want", "urge", "deny"})
_GOVERNS = _CLAUSE | {"quote", "reject", "seek"}
_MIN_WORDS = 3
_LEAD = 2
"""Words of a clause before a quote that ends it, at least."""
_MAX_BEFORE_THAT = 14
_MAX_OBJECT = 12
LONGEST_NAME = 7
"""Words of the name of somebody or something that is told, at most."""
_ADJUNCTS = 3
"""Phrases of time and place between a verb and its clause, at most."""


class Reported(NamedTuple):
    """A reported clause, words first..last, and the number of its cue."""

    first: int
    last: int
    cue: int


class Reporter(ClauseEnds):
    """Finds the clause of one cue after another."""

    def __call__(self, number: int) -> Reported | None:
        """The clause of a cue, None where it governs none, or only a quote."""
        cue, s = self.cues[number], self.s
        if not _GOVERNS & set(cue.classes) or s.low(self._subject_start(cue) - 1) == "as":
            return None
        if "seek" in cue.classes and self._wished(cue.last + 1, cue) is None:
            return None
        span = self._span(number)
        if span is None:
            return None
        first, last = span
        while last >= first and self._in_quote(last):
            last += 1
        quoted = [i for i in range(first, last + 1) if s.inside[i] >= 0]
        short = first + 1 == last and self.finite(last) and not self.finite(first) and cue.how != "after"
        if last - first + 1 < _MIN_WORDS and not short:
            return None
        led = bool(quoted) and quoted[0] - first >= _LEAD and self.finite_between(first, quoted[0] - 1)
        if 2 * len(quoted) >= last - first + 1 and not led:
            return None  # "firms had" leads a quote
        return Reported(first, last, number)

    def _span(self, number: int) -> tuple[int, int] | None:
        """The clause before the cue where one is and "that" doesn't follow at once ("…, the office said in a ruling
        that may cost dear"), else the one after it."""
        cue = self.cues[number]
        before = self._before(number) if self.s.low(cue.last + 1) != "that" else None
        after = self._after(number)
        late = before is not None and after is not None and self.s.low(after[0] - 1) == "that"
        return before if late else after or before

    def parts(self, clause: Reported) -> list[Reported]:
        """A clause that goes on with "and that", as one clause each."""
        s, found, first = self.s, [], clause.first
        for i in range(clause.first + _MIN_WORDS - 1, clause.last - _MIN_WORDS + 1):
            joined = s.low(i) in words_of("joining") and s.low(i + 1) == "that" and s.outside(i) and s.plain(i + 1)
            joined = joined and ("," in s.gap(i) or s.low(i) == "and") and i - first >= _MIN_WORDS - 1
            if joined and self.finite_between(i + 2, clause.last):
                found.append(Reported(first, i - 1, clause.cue))
                first = i + 2
        return [*found, Reported(first, clause.last, clause.cue)]

    # after the verb

    def _after(self, number: int) -> tuple[int, int] | None:
        """The clause after a verb that precedes it."""
        cue, s = self.cues[number], self.s
        i = cue.last + 1
        if (cue.how == "after" and cue.own) or not s.same(cue.last, i):
            return None
        if (wished := self._wished(i, cue)) is not None:
            return wished, self._end(wished, number)
        kinds = set(cue.classes)
        told_only = not kinds & _CLAUSE
        that = self._that(i, number)
        to = self._to(i) if "urge" in kinds else None
        if that is not None and not (to is not None and to < that):
            return that, self._end(that, number)
        if told_only:
            return None
        if not s.plain(i) and not (s.gap(i) in ("“", '"', "‘", "'") and not s.outside(i)):
            return None
        if to is not None:
            return to + 1, self._end(to + 1, number)
        if "urge" in kinds and not kinds & {"say", "want"}:
            return None
        told = "tell" in kinds
        if told:
            i, unknown = self._object(i), i
            told = i == unknown
            if not s.plain(i):
                return None
        if "deny" in kinds:
            end = self._end(i, number)
            return (i if self.finite_between(i + 1, end) else cue.group), end
        if not s.same(cue.last, i):
            return None
        aimed = "want" in kinds and s.among(i, "object")
        meant = s.low(i) == "to" and s.low(cue.first) in forms_of("purpose") and s.low(i + 1) != "be"
        if self._adjunct(i) and not aimed and not meant:
            past = self._past_adjunct(i)
            return (past, self._end(past, number)) if past is not None and not told else None
        end = self._end(i, number)
        if self._counted(cue, i) or (cue.negated and "say" in kinds and s.among(i, "asking")):
            return None
        bare = (not told and "tell" not in kinds and s.low(cue.first) in forms_of("bare")) or kinds & {"want", "think"}
        relative = s.low(self._subject_start(cue) - 1) in words_of("relative")
        if self.finite(i) and not told:
            end = next((k - 1 for k in range(i + 1, end + 1) if "," in s.gap(k) and s.outside(k)), end)
        elif relative and cue.how != "relative" and s.low(i) != "to":
            return None  # "a tariff which Washington announced last week troubles him"
        if bare or any(self.finite(k) for k in range(i if relative else i + 1, end + 1)):
            return (i, end) if s.low(i) != "to" or "think" in kinds else None
        return None

    def _wished(self, i: int, cue: Cue) -> int | None:
        """The word that opens what somebody asks to be done: "asked for | the date not to be moved"."""
        s = self.s
        if "seek" not in cue.classes or s.low(cue.last) != "for" or not s.same(cue.last, i) or not s.plain(i):
            return None
        to = self._to(i)
        return i if to is not None and not self.finite_between(i, to) else None

    def _counted(self, cue: Cue, i: int) -> bool:
        """Whether a verb that can be speech has an amount as its object: "has added 20 percent", "admits 99"."""
        return self.s.low(cue.first) in forms_of("counting") and self.s.words[i].core[0].isdigit()

    def _that(self, i: int, number: int) -> int | None:
        """The word after the "that" which opens a clause after word i, None where there is none."""
        s, cue, start = self.s, self.cues[number], i
        stop = next((c.first for c in self.cues[number + 1 : number + 3] if not self._denied(cue, c)), len(s))
        while i < stop and s.same(cue.last, i) and s.outside(i) and i - start <= _MAX_BEFORE_THAT:
            if s.low(i) == "that":
                return i + 1 if s.same(i, i + 1) and self._reaches(start, i, cue) else None
            if self.finite(i) or any(c in ";:" for c in s.gap(i)):
                return None
            i += 1
        return None

    def _denied(self, cue: Cue, other: Cue) -> bool:
        """Whether the next cue is rather the noun for what is denied: "rejected claims that"."""
        denies = bool({"deny", "reject"} & set(cue.classes))
        return denies and self.s.low(other.first) in forms_of("denied_noun")

    def _reaches(self, start: int, that: int, cue: Cue) -> bool:
        """Whether the words between a verb and "that" leave the clause to the verb."""
        s = self.s
        if start == that:
            return s.plain(start) or s.gap(start) == ","
        if {"deny", "reject"} & set(cue.classes):
            told = "deny" in cue.classes and s.among(start, "time", "adverb")
            return told or any(s.low(i) in forms_of("denied_noun") for i in range(start, that))
        if "tell" in cue.classes or "urge" in cue.classes:
            return True
        meant = s.low(start) == "to" and not (s.among(start + 1, "object", "determiner") or s.capital(start + 1))
        return (not meant and s.among(start, "time", "adverb", "object", "preposition")) or s.gap(start) == ","

    def _to(self, i: int) -> int | None:
        """The "to" of an infinitive after the object that begins at word i."""
        s, start = self.s, i
        while s.same(start, i) and i - start <= _MAX_OBJECT and (i == start or s.gap(i) in ("", "&", ".")):
            if s.low(i) == "to" and i > start:
                return i
            i += 1
        return None

    def _object(self, i: int) -> int:
        """The word after the person who is told something."""
        s, start = self.s, i
        if s.among(i, "possessive") and s.low(i + 1).endswith("s") and s.among(i + 2, "clause_subject"):
            return i + 2  # "told her suppliers she was sorry"
        while s.same(start, i) and (s.among(i, "object") or (s.among(i, "determiner") and s.among(i + 1, "object"))):
            if i > start and s.low(i) == "her":
                break  # "told reporters her government would"
            i += 1
        if i == start:
            i += s.among(i, "determiner") and s.capital(i + 1) and s.plain(i + 1)  # "told the Commons"
            while s.same(start, i) and s.plain(i) and s.capital(i) and i - start < LONGEST_NAME:
                i += 1
        while s.same(start, i) and s.low(i) in words_of("told_at") and s.plain(i):
            i += 2
            while s.same(start, i) and s.plain(i) and (s.capital(i) or s.words[i].core.isdigit()):
                i += 1
        return i

    def _adjunct(self, i: int) -> bool:
        """Whether what follows a verb tells when or where it was said, not what."""
        s = self.s
        if s.low(i) in words_of("time_pointer") and s.same(i, i + 1) and s.words[i + 1].owns:
            return False  # "expects this year's harvest to yield 64 million bags"
        if s.low(i) in words_of("time_pointer") and s.same(i, i + 2) and s.plain(i + 1):
            return not any(self.finite(k) for k in range(i + 1, min(i + 8, s.closing(i))))
        if s.low(i) == "there":
            return not self.finite(i + 1)
        if s.low(i) == "her" and s.same(i, i + 1) and s.plain(i + 1) and self.finite_between(i + 2, i + 5):
            return False  # "said her government would"
        if s.low(i) in words_of("object"):
            return s.low(i) not in words_of("object_or_subject")
        if s.low(i) == "at" and s.low(i + 1) in ("least", "most"):
            return False
        small = s.low(i) in words_of("time") or s.low(i) in words_of("preposition")
        return (small and s.low(i) != "than") or s.low(i) in words_of("adverb")

    def _past_adjunct(self, i: int) -> int | None:
        """The word that opens a clause behind when or where it was said: "said on Friday he would", "said in a
        statement it would"; None where no subject of a clause follows."""
        s, k = self.s, i
        for _ in range(_ADJUNCTS):
            before = k
            k = self._one_adjunct(k)
            if k == before or not s.same(i, k) or not s.plain(k):
                break
        subject = s.low(k) in words_of("clause_subject") or (self.finite(k + 1) and s.low(k).endswith("s"))
        opens = k > i and s.same(i, k + 1) and s.plain(k) and subject
        if not opens or s.words[k + 1].core[:1].isdigit():
            return None
        return k if self.finite_between(k + 1, min(k + 12, s.closing(k) - 1)) else None

    def _one_adjunct(self, i: int) -> int:
        """The word behind one phrase of time, place or medium that begins at word i; i itself where none does."""
        s, k = self.s, i
        if s.low(k) in words_of("preposition"):
            k += 1
            named = s.low(k) in words_of("said_in_owner") and s.low(k + 1) in words_of("said_in")
            if named and s.plain(k + 1):
                return k + 2
        start = k
        while s.same(i, k) and (k == i or s.plain(k)) and k - start < 4:
            if s.low(k) in words_of("clause_subject") or not (s.capital(k) or s.low(k) in words_of("time")):
                break
            k += 1
        return k if k > start else i

    # before the verb, or around it

    def _before(self, number: int) -> tuple[int, int] | None:
        """The clause that a verb after it attributes: "…, the bank said on Monday"."""
        cue, s = self.cues[number], self.s
        start = self._subject_start(cue)
        urging = "urge" in cue.classes and not (s.plain(cue.last + 1) and s.same(cue.last, cue.last + 1))
        if not (urging or {"say", "tell", "think"} & set(cue.classes)):
            return None
        if cue.how in ("elided", "relative") or not cue.own:
            return None
        if not s.same(start - 1, start) or "," not in s.gap(start):
            return None
        end = cue.subject[1] if cue.how == "after" else cue.last
        after = self._object(end + 1) if "tell" in cue.classes else end + 1
        if s.plain(after) and s.same(end, after) and not self._adjunct(after):
            return None
        if not s.outside(start - 1):
            start = s.at(s.quotes[s.inside[start - 1]].start)
            if not s.same(start - 1, start) or "," not in s.gap(start):
                return None
        first = s.opening(start - 1)
        if start - first > LONGEST:
            return None
        if number and self.cues[number - 1].how == "after" and s.same(self.cues[number - 1].last, start):
            first = self.cues[number - 1].last + 1
        for i in range(start - 1, first, -1):
            if ";" in s.gap(i) or ":" in s.gap(i) or (s.inside[i - 1] >= 0 and "," in s.gap(i)):
                first = i
                break
        going_on = self._goes_on(end, number)
        if start - first < (_MIN_WORDS - 1 if going_on is None else 1):
            return None
        if going_on is None and not self.told_between(first, start):
            return None
        return first, start - 1 if going_on is None else going_on

    def _goes_on(self, end: int, number: int) -> int | None:
        """The last word of a clause that goes on behind the words that attribute it: "Power is back, he said, and
        smelters are full"; None where it doesn't."""
        s, k = self.s, end + 1
        if not s.same(end, k) or s.gap(k) != "," or not s.outside(k):
            return None
        last = self._end(k, number)
        if self.finite(k):
            return last
        led = s.low(k).endswith("ing") or s.low(k) in words_of("relative") or s.among(k, "time")
        return None if led or not self.finite_between(k + 1, last) else last
