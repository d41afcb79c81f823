"""Whom the words beside a verb of speech name: a person, an organization, or somebody with a title only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.components._names import listed
from extractor.components._speech_cues import Cue, chunks, forward
from extractor.components._speech_mentions import cover, genders
from extractor.components._speech_words import SpeechText, title_words, words_of
from extractor.components.attributes import Record

_SENTENCES_BACK = 8
_WORDS_BACK = 300
_PERSONAL = ("he", "she")
_ALIKE = ("premier", "chairing", "chief_executive")


def _same_office(title: str, role: list[str]) -> bool:
    """Whether a title is another word for a role: "the premier" of a prime minister."""
    said = f" {' '.join(role)} "
    return any(
        title in title_words(kind) and any(f" {word} " in said for word in title_words(kind)) for kind in _ALIKE
    )


class Speaker(NamedTuple):
    """A name, and what it is: "person", "organization", "title" for somebody told by a title alone, or
    "name" for a name that is in no record."""

    name: str
    kind: str


class Resolver:
    """Finds speakers in the order of the text, and remembers who spoke last and who is he or she.

    `people` and `organizations`: the records of the Doc; `zones`: spans whose names are nobody's subject.
    """

    def __init__(
        self,
        s: SpeechText,
        people: Sequence[Record],
        organizations: Sequence[Record],
        zones: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.s = s
        self.people = people
        self.organizations = organizations
        self.person_at = cover(s, people, zones)
        self.organization_at = cover(s, organizations, zones)
        self.first_mention = [min((a for a, _ in p["mentions"]), default=0) for p in people]
        self.gender = genders(s, self.person_at)
        self.spoken: dict[int, Speaker] = {}
        """Word index of a cue's subject → speaker."""

    # names

    def person(self, number: int) -> Speaker:
        return Speaker(str(self.people[number]["name"]), "person")

    def organization(self, number: int) -> Speaker:
        return Speaker(str(self.organizations[number]["name"]), "organization")

    def _subject_person(self, first: int, last: int) -> int | None:
        """The first person named in a stretch who is neither an owner nor governed by a preposition."""
        i = first
        while i <= last:
            number, start = self.person_at[i], i
            if number < 0 or not self.s.outside(i):
                i += 1
                continue
            while i + 1 <= last and self.person_at[i + 1] == number and self.s.gap(i + 1) in ("", "."):
                i += 1
            if not self.s.words[i].owns and not self._governed(start, first):
                return number
            i += 1
        return None

    def _governed(self, i: int, first: int) -> bool:
        """Whether a preposition stands before the name at word i, its titles left out."""
        s, k = self.s, i - 1
        while k >= first and s.gap(k + 1) in ("", "."):
            in_name = self.organization_at[k] >= 0
            titled = s.capital(k) or s.low(k) in title_words("head") or s.among(k, "determiner")
            if not in_name and (s.among(k, "preposition") or not titled):
                break
            k -= 1
        portfolio = k + 1 < i and s.low(k) == "of" and s.low(i - 1) not in title_words("head")
        return k > first and s.plain(k + 1) and s.among(k, "preposition") and not portfolio

    def phrase(self, first: int, last: int) -> Speaker | None:
        """Who a noun phrase names."""
        s = self.s
        if first == last and s.low(first) in words_of("pronoun"):
            return self.pronoun(first)
        if last == first + 1 and s.among(first, "possessive") and s.low(last) in title_words("styled"):
            return self._latest_person(first, {"his": "he", "her": "she"}.get(s.low(first), ""))
        inner = range(first + 1, last + 1)
        stop = next((i for i in inner if s.among(i, "preposition") and s.plain(i) and not s.capital(i)), last + 1)
        if s.low(last) in title_words("head") and not s.capital(last):
            stop = last + 1
        head = stop - 1
        titled = s.low(head) in title_words("head") and self.person_at[head] < 0 and self.organization_at[head] < 0
        number = self._subject_person(first, head if titled and s.low(stop) == "for" else last)
        if number is not None:
            return self.person(number)
        if titled:
            return None if s.among(head, "many") else self._titled(first, head, last)
        named = s.capital(head) and head > first and s.capital(head - 1) and not s.among(head - 1, "determiner")
        for i in (head,) if named else (head, last):
            if self.organization_at[i] >= 0 and not s.words[head].owns:
                return self.organization(self.organization_at[i])
        if s.low(head) in words_of("source_noun") or s.low(head) in words_of("many") or self._plural(head):
            return None
        if "-year-old" in s.low(head):
            return self._latest_person(first)
        return self._capitals(first, head)

    def _plural(self, i: int) -> bool:
        return not self.s.capital(i) and self.s.low(i).endswith("s") and not self.s.low(i).endswith("ss")

    def _capitals(self, first: int, head: int) -> Speaker | None:
        """A name of several words in capitals that is in no record, or a common noun for an organization."""
        s = self.s
        if s.capital(head) and s.low(head) not in words_of("adverb") and s.low(head) not in words_of("opener"):
            start = head
            while start > first and (s.capital(start - 1) and s.low(start - 1) not in words_of("determiner")):
                start -= 1
            return Speaker(s.text[s.words[start].start : s.words[head].end], "name")
        if s.low(head) in listed("organization_words", "generic"):
            start = first + 1 if s.low(first) in words_of("determiner") and first < head else first
            return Speaker(s.text[s.words[start].start : s.words[head].end], "organization")
        return None

    def _titled(self, first: int, head: int, last: int) -> Speaker | None:
        """Somebody named by a title: the person who bears it, else the words themselves."""
        s = self.s
        low = s.low(head)
        indefinite = s.low(first) in words_of("indefinite")
        if not indefinite:
            number = self._bearer(low, s.words[first].start, frozenset(s.low(i) for i in range(first, head)))
            if number is not None:
                return self.person(number)
            owner = s.low(first) in words_of("possessive") or any(s.words[i].owns for i in range(first, head))
            if not owner and last == head and head - first <= 2 and s.low(first) in words_of("pointed_at"):
                found = self._latest_person(first)
                if found and (low in words_of("any_title") or not self._has_title(found)):
                    return found
        start = first
        while start < head and (s.low(start) in words_of("determiner") or s.low(start) in words_of("preposition")):
            start += 1
        name = s.text[s.words[start].start : s.words[last].end]
        if s.low(first) in words_of("possessive"):
            owned = self._latest_organization(first)
            name = f"{owned.name} {name}" if owned else name
        return Speaker(name, "title")

    def _has_title(self, speaker: Speaker) -> bool:
        """Whether the article tells a title of a person, other than a legislator's before the name."""
        role = next((str(p.get("role") or "") for p in self.people if p["name"] == speaker.name), "")
        return any(word in title_words("head") for word in role.lower().split())

    def _bearer(self, title: str, before: int, field: frozenset[str] = frozenset()) -> int | None:
        """The person last mentioned before an offset whose role holds a title; of several, one whose role is of its
        field ("the trade minister")."""
        best: tuple[bool, int, int] | None = None
        for number, person in enumerate(self.people):
            role = str(person.get("role") or "").lower().replace("-", " ").split()
            alike = (
                title in role
                or _same_office(title, role)
                or any(part in role for part in title.split("-")[-1:])
                or (title.startswith("spokes") and any(word.startswith("spokes") for word in role))
            )
            if alike:
                place = max((a for a, _ in person["mentions"] if a < before), default=-1)
                if place >= 0:
                    told = bool(field & set(role))
                    best = max(best or (told, place, number), (told, place, number))
        return best[2] if best else None

    # reference back

    def pronoun(self, i: int) -> Speaker | None:
        """Who "he", "she" or "it" at a word is."""
        low = self.s.low(i)
        if low in _PERSONAL:
            found = self._latest_person(i, low)
            if found:
                number = next((n for n, p in enumerate(self.people) if p["name"] == found.name), None)
                if number is not None:
                    self.gender.setdefault(number, low)
            return found
        return self._latest_organization(i) if low == "it" else None

    def _latest_person(self, i: int, pronoun: str = "") -> Speaker | None:
        """The person whom the sentences before a word speak of: who spoke, else the first subject, else any."""
        s, k, low_word = self.s, self.s.sentence[i], max(i - _WORDS_BACK, 0)
        stop = i
        for sentence in range(k, max(k - _SENTENCES_BACK, -1), -1):
            start = max(s.openings[sentence], low_word)
            spoken = [self.spoken[w] for w in range(start, stop) if w in self.spoken]
            named = [p for p in spoken if p.kind != "organization" and self._fits(p, pronoun)]
            if named:
                return named[-1]
            number = self._subject_person(start, stop - 1)
            if number is not None and self._fits(self.person(number), pronoun):
                return self.person(number)
            mentioned = [self.person_at[w] for w in range(start, stop) if self.person_at[w] >= 0 and s.outside(w)]
            fitting = [n for n in mentioned if self._fits(self.person(n), pronoun)]
            if fitting and sentence < k:
                return self.person(fitting[-1])
            stop = start
            if stop <= low_word:
                break
        return None

    def before(self, start: int, stop: int) -> Speaker | None:
        """Who the words start..stop-1 of a paragraph speak of last: who spoke in the last sentence that tells,
        else its subject."""
        s, end, start = self.s, stop, max(start, stop - _WORDS_BACK)
        for sentence in range(s.sentence[stop - 1], s.sentence[start] - 1, -1):
            first = max(s.openings[sentence], start)
            spoken = [self.spoken[w] for w in range(first, end) if w in self.spoken]
            if spoken:
                return spoken[-1]
            number = self._subject_person(first, end - 1)
            if number is not None:
                return self.person(number)
            last = forward(s, first)
            if last < end and any(s.low(i) in title_words("head") for i in range(first, last + 1)):
                return self.phrase(first, last)
            end = first
        return None

    def _fits(self, speaker: Speaker, pronoun: str) -> bool:
        if not pronoun or speaker.kind != "person":
            return not pronoun or speaker.kind != "name" or " " in speaker.name
        number = next((n for n, p in enumerate(self.people) if p["name"] == speaker.name), -1)
        return self.gender.get(number, pronoun) == pronoun

    def _latest_organization(self, i: int) -> Speaker | None:
        """The organization that the sentence before a word, or the one before that, speaks of."""
        s, stop = self.s, i
        for sentence in range(s.sentence[i], max(s.sentence[i] - 3, -1), -1):
            start = max(s.openings[sentence], i - _WORDS_BACK)
            for w in range(start, stop):
                if w in self.spoken and self.spoken[w].kind == "organization":
                    return self.spoken[w]
            for w in range(start, stop):
                if self.organization_at[w] >= 0 and s.outside(w):
                    return self.organization(self.organization_at[w])
            stop = start
        return None

    # cues

    def cue(self, cue: Cue) -> Speaker | None:
        """Who is the subject of a cue."""
        first, last = cue.subject
        if last < first:
            return None
        if cue.how == "pronoun":
            found = self.pronoun(first)
        elif cue.how == "relative":
            found = self.relative(first)
        elif cue.how in ("stretch", "elided"):
            found = self.stretch(first, last)
        else:
            found = self.phrase(first, last)
        if found:
            self.spoken[cue.first] = found
        return found

    def relative(self, i: int) -> Speaker | None:
        """Whom "who" or "which" at a word stands for."""
        s = self.s
        for w in range(i - 1, max(s.opening(i), i - _WORDS_BACK) - 1, -1):
            if self.person_at[w] >= 0 and s.outside(w) and s.low(i) != "which":
                return self.person(self.person_at[w])
            if self.organization_at[w] >= 0 and w == i - 1 and s.low(i) == "which":
                return self.organization(self.organization_at[w])
        return None

    def stretch(self, first: int, last: int) -> Speaker | None:
        """Who is the subject of words with commas: a person in them, else who the first part names."""
        s = self.s
        if s.low(first) in words_of("pronoun") and self.person_at[first] < 0:
            return self.pronoun(first)
        parts = list(chunks(s, first, last))
        named_as = s.low(first) == "as" and self.person_at[min(first + 1, last)] >= 0
        lead = next((part for part in parts if not s.among(part[0], "preposition")), parts[0])
        lead = parts[0] if named_as else lead
        for start, end in parts:
            if start < lead[0] or (s.low(start) in words_of("relative") and start > first):
                continue
            number = self._subject_person(start, end)
            if number is not None:
                return self.person(number)
        start, end = lead
        if s.low(start) in words_of("pronoun") and self.person_at[start] < 0:
            return self.pronoun(start)
        named = parts[-1]
        if named != lead and named[0] == named[1] and s.text[s.words[named[0]].start : s.words[named[0]].end].isupper():
            return Speaker(s.text[s.words[named[0]].start : s.words[named[0]].end], "organization")
        return self.phrase(start, min(end, forward(s, start))) or self._leading_organization(start, end)

    def _leading_organization(self, first: int, last: int) -> Speaker | None:
        """The organization that opens a clause whose subject goes on to another verb: "The Commission takes note of
        the request and believes"."""
        start = first + 1 if self.s.among(first, "determiner") else first
        number = self.organization_at[start] if start <= last else -1
        return self.organization(number) if number >= 0 and not self.s.words[start].owns else None
