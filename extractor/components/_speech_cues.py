"""Verbs of speech and thought in an article, each with the words that may name its subject.

Surface grammar alone: what stands before or after the verb, commas, pronouns, auxiliaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.components._names import listed
from extractor.components._speech_words import SpeechText, forms_of, title_words, words_of

CLASSES = ("say", "tell", "think", "want", "urge", "deny", "reject", "quote", "label", "seek")
_INVERTING = ("say", "think", "quote")
MAX_SUBJECT_WORDS = 18
MAX_STRETCH_WORDS = 60
_ASIDE = 10
"""Words of a participle's aside, at most."""


class Cue(NamedTuple):
    """A verb (words first..last), its group with auxiliaries from word `group` on, its classes, the words
    (from, to) among which the subject is named, and how: "before" the verb, "after" it, a "stretch" with commas,
    a "pronoun", a "relative", or "elided" (the subject of the sentence or of the cue before)."""

    first: int
    last: int
    group: int
    classes: tuple[str, ...]
    subject: tuple[int, int]
    how: str
    negated: bool
    own: bool = True
    """Whether the subject stands with this verb."""


@lru_cache(maxsize=1)
def _verbs() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word → forms that begin with it, longest first, each with its classes."""
    classes: dict[str, list[str]] = {}
    for kind in CLASSES:
        for form in sorted(forms_of(kind)):
            classes.setdefault(form, []).append(kind)
        for form in sorted(forms_of(kind + "_base") - forms_of(kind)):
            classes.setdefault(form, []).append(kind)
    verbs: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for form, kinds in classes.items():
        parts = tuple(form.split())
        verbs.setdefault(parts[0], []).append((parts, tuple(kinds)))
    for forms in verbs.values():
        forms.sort(key=lambda item: -len(item[0]))
    return verbs


@lru_cache(maxsize=1)
def _bases() -> frozenset[str]:
    """First words of forms that are verbs only after an auxiliary ("did confirm")."""
    forms = {form for kind in CLASSES for form in forms_of(kind)}
    bases = {form for kind in CLASSES for form in forms_of(kind + "_base")} - forms
    return frozenset(form.split()[0] for form in bases) - {form for form in forms if " " not in form}


def verb_at(s: SpeechText, i: int) -> tuple[int, tuple[str, ...]] | None:
    """The last word and the classes of the verb of speech that begins at word i."""
    for parts, kinds in _verbs().get(s.low(i), ()):
        last = i + len(parts) - 1
        if all(s.low(i + k) == part and (k == 0 or s.plain(i + k)) for k, part in enumerate(parts)):
            return last, kinds
    return None


def find_cues(s: SpeechText) -> list[Cue]:
    """The cues of an article that stand in no quote, in order."""
    found: list[Cue] = []
    verbs, i = _verbs(), 0
    while i < len(s):
        verb = verb_at(s, i) if s.lows[i] in verbs and s.outside(i) else None
        if verb is None or (s.words[i].core[0].isupper() and s.opening(i) != i):
            i += 1
            continue
        cue = _cue(s, i, verb[0], verb[1], found)
        if cue:
            found.append(cue)
        i = verb[0] + 1
    return found


def _cue(s: SpeechText, first: int, last: int, classes: tuple[str, ...], found: list[Cue]) -> Cue | None:
    group, negated, passive = _group(s, first)
    participle = s.low(first).endswith("ing")
    if not participle and _noun(s, first, last, found):
        return None
    if passive and not participle and not _quoted_as(s, first):
        return None
    if s.low(first) in _bases() and s.low(group) not in words_of("auxiliary"):
        return None
    previous = group - 1
    inverted = _inverted(s, first, last, classes) if group == first and not participle else None
    if inverted:
        return Cue(first, last, group, classes, inverted, "after", negated)
    if previous < 0 or not s.same(previous, first) or not s.outside(previous):
        return _elided(s, first, last, group, classes, negated, found) if participle else None
    low, gap = s.low(previous), s.gap(group)
    if participle and not passive:
        joined = "," in gap or "—" in gap or "–" in gap or low in words_of("joining") or low in words_of("source_noun")
        return _elided(s, first, last, group, classes, negated, found) if joined else None
    if gap == "" and low in words_of("pronoun"):
        how = "relative" if low in words_of("relative") else "pronoun"
        return Cue(first, last, group, classes, (previous, previous), how, negated)
    if low in words_of("joining"):
        return _elided(s, first, last, group, classes, negated, found)
    if gap == "" and (low == "to" or low in words_of("preposition") or low in words_of("boundary")):
        return None
    if gap == ")" and s.outside(previous):
        opened = _bracket(s, group)
        previous = previous if opened is None else opened - 1
    if gap in ("", "”", '"', "’", ")", "."):
        if low in words_of("determiner") and low not in words_of("many"):
            return None
        return Cue(first, last, group, classes, _before(s, previous), "before", negated)
    if gap in (",", "),", "—", "–"):
        if found and _speaking(s, found[-1], previous):
            return Cue(first, last, group, classes, found[-1].subject, found[-1].how, negated, False)
        start = _stretch_start(s, previous, found)
        return Cue(first, last, group, classes, (start, _before_participle(s, start, previous)), "stretch", negated)
    return None


def _noun(s: SpeechText, first: int, last: int, found: list[Cue]) -> bool:
    """Whether a form that may be a noun is one: "said talks would go on", "reports were wrong"."""
    if s.low(first) not in forms_of("ambiguous"):
        return False
    object_of = bool(found) and found[-1].last == first - 1 and s.plain(first)
    return object_of or (s.low(first).endswith("s") and s.plain(last + 1) and s.among(last + 1, "passive"))


def _speaking(s: SpeechText, cue: Cue, last: int) -> bool:
    """Whether a cue is the participle of the aside that ends at a word: "Merz, speaking in Berlin, said"."""
    aside = "," in s.gap(cue.first) and s.low(cue.first).endswith("ing") and s.same(cue.first, last)
    return aside and last - cue.last <= _ASIDE and not any("," in s.gap(i) for i in range(cue.last + 1, last + 1))


def _before_participle(s: SpeechText, first: int, last: int) -> int:
    """The last word of a subject without the participle behind its comma: "Merz, speaking in Berlin, said"."""
    for i in range(last, max(first, last - _ASIDE), -1):
        if "," in s.gap(i):
            return i - 1 if s.low(i).endswith("ing") and not s.capital(i) else last
    return last


def _quoted_as(s: SpeechText, first: int) -> bool:
    return s.low(first - 1) == "as" and s.low(first - 2) == "quoted"


def _group(s: SpeechText, first: int) -> tuple[int, bool, bool]:
    """The index of the first word of the verb's group, whether it is negated, and whether it is passive."""
    i, negated, passive = first, False, False
    while s.same(i - 1, i) and s.outside(i - 1) and s.gap(i) == "":
        low = s.low(i - 1)
        if low in words_of("passive"):
            passive = True
        elif low not in words_of("auxiliary") and low not in words_of("adverb") and not (low == "on" and s.capital(i)):
            break
        negated = negated or low in words_of("negation")
        i -= 1
    return i, negated, passive


def _elided(
    s: SpeechText, first: int, last: int, group: int, classes: tuple[str, ...], negated: bool, found: list[Cue]
) -> Cue:
    """A cue without a subject of its own: it shares that of the cue before in its sentence, else the sentence's."""
    if found and s.same(found[-1].first, first):
        return Cue(first, last, group, classes, found[-1].subject, found[-1].how, negated, False)
    start = s.opening(max(group - 1, 0))
    return Cue(first, last, group, classes, (start, max(group - 1, start)), "elided", negated, False)


def _inverted(s: SpeechText, first: int, last: int, classes: tuple[str, ...]) -> tuple[int, int] | None:
    """The subject after the verb, where the verb follows what is said: `…," said Ling`, `…, says the bank`."""
    if not any(kind in _INVERTING for kind in classes) or not s.plain(last + 1) or not s.outside(last + 1):
        return None
    after_quote = first > 0 and s.inside[first - 1] >= 0
    if not after_quote and not s.gap(first).startswith(","):
        return None
    low = s.low(last + 1)
    if not after_quote:
        return _named_after(s, last + 1)
    if low in words_of("determiner") or low in title_words("head") or low in words_of("pronoun") or s.capital(last + 1):
        return last + 1, forward(s, last + 1)
    if low not in words_of("preposition") and low not in words_of("boundary"):
        return last + 1, forward(s, last + 1)
    return None


def _named_after(s: SpeechText, i: int) -> tuple[int, int] | None:
    """The subject that begins at word i, if a name or a title alone follows the verb and no clause."""
    last = i - 1
    named = False
    while last + 1 < len(s) and (last < i or _joined(s, last + 1)):
        low = s.low(last + 1)
        names = s.capital(last + 1) or low in title_words("head") or low in listed("organization_words", "generic")
        if not names and not (last < i and low in words_of("determiner")) and not (low == "of" and s.capital(last + 2)):
            break
        named = named or names
        last += 1
    if not named or s.low(i) in words_of("pronoun"):
        return None
    after = last + 1
    if s.low(after) == "to" and s.same(i, after) and s.plain(after):
        return None  # "…, expects Ghana to lose"
    ends = not s.same(i, after) or not s.plain(after) or s.among(after, "time", "relative")
    return (i, last) if ends else (i, forward(s, after)) if s.low(after) in ("of", "for") else None


def _joined(s: SpeechText, i: int) -> bool:
    """Whether word i goes on with the name or phrase of word i - 1; a rank goes on past "(retd)"."""
    gap = s.gap(i)
    retired = (s.among(i, "retired") and gap.strip(". ") == "(") or (s.among(i - 1, "retired") and gap.startswith(")"))
    if retired:
        return s.same(i - 1, i) and s.outside(i) and s.outside(i - 1)
    return s.same(i - 1, i) and s.outside(i) and s.outside(i - 1) and gap in ("", "&", ".")


def forward(s: SpeechText, i: int) -> int:
    """The last word of the noun phrase that begins at word i. A title before a comma goes on with the name
    after it ("the ministry's spokesman, Li Jun")."""
    last = _phrase(s, i)
    while not s.capital(last) and s.low(last) in title_words("head") and (
        s.gap(last + 1) == "," and s.capital(last + 1) and s.same(last, last + 1)
    ):
        last = _phrase(s, last + 1)
    return last


def _phrase(s: SpeechText, i: int) -> int:
    last = i
    while last + 1 < len(s) and last - i < MAX_SUBJECT_WORDS and _joined(s, last + 1):
        low = s.low(last + 1)
        of_title = s.low(last) in title_words("head") and low in words_of("preposition") - words_of("boundary")
        if of_title and s.low(last + 2) not in words_of("adverb"):
            last += 1
            continue
        if s.among(last + 1, "boundary") or (s.among(last + 1, "preposition") and not s.among(last + 1, "attaching")):
            break
        attaches = s.among(last + 1, "attaching") and low != "of"
        if attaches and not (s.capital(last + 2) or s.among(last + 2, "determiner")):
            break
        last += 1
    return last


def _before(s: SpeechText, last: int) -> tuple[int, int]:
    """The noun phrase that ends at a word; adjuncts before it are left out ("In Geneva the EU")."""
    first = last
    while last - first < MAX_SUBJECT_WORDS and _joined(s, first):
        low = s.low(first - 1)
        if low in words_of("boundary") or low in words_of("pronoun"):
            break
        first -= 1
    if s.low(first) == "of" and s.gap(first) == ")" and (opened := _bracket(s, first)) is not None:
        return _before(s, opened - 1)[0], last
    if s.low(first) in words_of("preposition"):
        return _after_adjunct(s, first, last), last
    return first, last


def _bracket(s: SpeechText, i: int) -> int | None:
    """The first word in the brackets that close before word i, None where they are long or open the text."""
    return next((k for k in range(i - 1, max(i - 6, 0), -1) if "(" in s.gap(k) and s.outside(k - 1)), None)


def _after_adjunct(s: SpeechText, first: int, last: int) -> int:
    """The first word of the subject after an adjunct that begins at `first`: behind the last determiner, else
    the words in capitals, without days and months."""
    i = last
    while i > first and s.low(i) not in words_of("determiner") and s.low(i) not in words_of("preposition"):
        i -= 1
    if s.low(i) in words_of("determiner") and i > first + 1:
        return i
    i = last
    while i - 1 > first and s.capital(i - 1) and s.low(i - 1) not in words_of("adverb"):
        i -= 1
    return i


def _stretch_start(s: SpeechText, last: int, found: list[Cue]) -> int:
    """Where the subject may begin whose last apposition ends at a word: after a strong break, a conjunction at a
    comma, or another cue's clause."""
    first, opening = last, s.opening(last)
    spoken = found[:-1] if found and _aside_clause(s, found[-1]) else found
    barrier = spoken[-1].last + 1 if spoken and s.same(spoken[-1].last, last) else opening
    while first > max(opening, barrier) and last - first < MAX_STRETCH_WORDS:
        if not s.outside(first - 1) or any(c in ";:" for c in s.gap(first)):
            break
        if "," in s.gap(first) and s.low(first) in words_of("joining"):
            return first + 1
        first -= 1
    return first


def _aside_clause(s: SpeechText, cue: Cue) -> bool:
    """Whether a cue stands in a relative clause behind a comma: "Weber, who spoke later, said"."""
    return cue.how == "relative" and s.gap(cue.subject[0]).startswith(",")


def chunks(s: SpeechText, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between its commas, dashes and brackets."""
    start = first
    for i in range(first + 1, last + 1):
        if any(c in ",—–()" for c in s.gap(i)):
            yield start, i - 1
            start = i
    yield start, last
