"""Bare numbers that speak again of what was counted or timed before, in sentences of another pattern: "Twelve carried
no certificate", "hired 22 more", "In Durban it is nine"; and votes: "passed 27-19".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_distractors import is_year
from extractor.components._quantity_nouns import singular
from extractor.components._quantity_subjects import is_noun
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, same_sentence, sentence_start

_OPENS = re.compile(
    r"(?:^|[.!?:;”\"] ?|\n)(?:only |just |some |another |but |and |so far,? |of these,? |of those,? )?$"
)
_ACTS = Lazy(r"[ \n](?:more[ \n])?(?:(?:" + cue("acts") + r")(?!\w)|[a-z]{2,14}ed[ \n])")
"""What tells that a number is who or what acts: a verb right behind it."""
_VOTES = Lazy(" (?:" + cue("votes_after") + "|opposed (?:it|the " + cue("opposed") + r"))(?!\w)")
_MORE = re.compile(r"[ \n](?:more|others)(?=[.,;:)]|[ \n](?!than\b|of\b)[a-z])")
_THAN = re.compile(r" (?:more|fewer|less) than ")
_TAKEN_ON = Lazy(
    r"[ \n](?:" + cue("be") + r")[ \n](?:since[ \n]|already[ \n]|then[ \n])?(?:" + cue("of_people") + r")(?!\w)"
)
_EMPLOYS = Lazy(r"(?<!\w)(?:" + cue("employ") + r")[ \n](?:" + cue("told_filler") + r"[ \n])?$")
_ASIDE = re.compile(
    r"(?<!\w)(?:at|in|across|from|on|by|with|among|to|for|of)[ \n](?:(?:the|its|some|about)[ \n])?$"
)
_TIMED = Lazy(
    r"(?:(?:(?<!\w)" + cue("timed_subject") + r"|,)[ \n](?:" + cue("be") + r")|(?<!\w)" + cue("lasting_verb")
    + r")[ \n](?:" + cue("now_filler") + r"[ \n]){0,3}$"
)
_WITHIN = Lazy(r"(?<!\w)" + cue("within") + r"(?: the)?(?: last| past| first| next)?[ \n]$")
_RATED = Lazy(
    r"(?<!\w)" + cue("limit_named") + r"(?::|[ \n](?:"
    + cue("be") + r"))[ \n](?:" + cue("now_filler") + r"[ \n])?$"
)
_BROUGHT = Lazy(
    r"(?<!\w)(?:it|that|this|them|" + cue("timed_subject") + r")[ \n](?:back |down |up )?"
    r"(?:to|at|below|under|above|over)[ \n](?:" + cue("now_filler") + r"[ \n])?$"
)
_WITHIN_BARE = re.compile(r"(?<!\w)(?:in|within)[ \n](?:about |just |under )?$")
_OUT_OF = re.compile(r" (?:in any|within|in every|out of every|out of) ")
_STOPS = re.compile(r"[.;,)]")
_OTHER = re.compile(r"(?<!\w)the (?:other|remaining) $")
_THERE = re.compile(r"(?<!\w)there (?:are|were|is|was|have been) (?:now |still |only |just |already |about |some )?$")
_OF_THESE = re.compile(r" of (?:them|these|those)(?!\w)")
_NEEDED = re.compile(r"[ \n](?:was|were|is|are)[ \n](?:needed|required|enough|usual|normal|common|allowed)(?!\w)")
CLOSES = Lazy(r"[,;:)!?”\"—–]|\.(?![0-9])|[ \n]?$|[ \n](?:[–—(]|" + cue("phrase_close") + r"(?!\w))")
_VOTED = Lazy(r"(?<!\w)(?:" + cue("voted") + r")(?:,|[ \n](?:by[ \n])?)[ ]?$")
_DECIDED = Lazy(r"(?<!\w)(?:" + cue("voted") + "|" + cue("decided") + r")(?!\w)")
_PLURAL_BEFORE = re.compile(r"(?<!\w)[a-z]+(?<![us])s $")
"""What a list of things by their numbers may follow: "cases 27-29"."""
_DECIDES = re.compile(
    r"[.,;:)”\"]|$|[ \n](?:on|in|to|for|with|after|last|this|against|vote|when|and|but|along|that)(?!\w)"
)
REACH, NEAR = 260, 120
"""How far back what is spoken of may be counted, and how far a span of time."""
HUNDRED = 100
LONGEST = 60
"""How many times as long as another a span of time may be that is told of the same."""
VOTE = "vote"
VOTES = 1000
"""Votes of one side, at most."""
BACK = 6
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_NO_THINGS = frozenset({"time", "times", "%"})


def counted(reading: Reading, bare: Candidate, before: list[Candidate]) -> str | None:
    """The noun that a bare number counts again, or counts more of."""
    if bare.hidden or not bare.numeral.whole or bare.numeral.has_scale or bare.value <= 1:
        return None
    if _TAKEN_ON.match(reading.low, bare.end) or reading.ends(_EMPLOYS, bare.start, 40):
        return next((c.noun for c in _counts(reading, bare, before) if _is_staff(c)), None) or "person"
    if _VOTES.match(reading.low, bare.end):
        return VOTE
    more = _MORE.match(reading.low, bare.end) is not None
    closed = CLOSES.match(reading.low, bare.end) is not None
    told = more or bare.acts or _acts(reading, bare)
    told = told or (closed and reading.ends(_THERE, bare.start, 36) is not None)
    other = reading.ends(_OTHER, bare.start, 16) is not None
    told = told or (other and (closed or _ACTS.match(reading.low, bare.end) is not None))
    those = _OF_THESE.match(reading.low, bare.end) is not None
    if not (told or those):
        return None
    for before_it in _counts(reading, bare, before):
        if more or before_it.size >= bare.value:
            return before_it.noun
    return _plural_before(reading, bare) if those else None


def _plural_before(reading: Reading, bare: Candidate) -> str | None:
    """The last plural before a number that says "of them", from the sentence before on."""
    for match in reversed(list(_WORD.finditer(reading.text, max(0, bare.start - REACH // 2), bare.start))):
        if is_noun(match.group()) and match.end() + 1 < bare.start:  # not "China owns 233 of them"
            return singular(match.group())
    return None


def _acts(reading: Reading, bare: Candidate) -> bool:
    """Whether a number opens its sentence or clause and acts."""
    opens = reading.ends(_OPENS, bare.start, 16) is not None and not is_year(reading.text, bare.numeral)
    return opens and _ACTS.match(reading.low, bare.end) is not None


def _is_staff(told: Candidate) -> bool:
    return (told.noun or "").split(" ")[-1] in classes("quantity_cues")["staff"]


def _counts(reading: Reading, bare: Candidate, before: list[Candidate]) -> Iterator[Candidate]:
    """What is counted before a number in its paragraph, the nearest first; what only stands beside another ("180
    inspectors at five ports") behind it."""
    told = [c for c in before[-BACK:] if c.kind == "count" and c.noun and c.noun not in _NO_THINGS and not c.hidden]
    near = [c for c in told if bare.start - c.end < REACH and "\n" not in reading.text[c.end : bare.start]]
    beside = [
        n > 0 and same_sentence(reading.text, near[n - 1].end, c.start) and bool(reading.ends(_ASIDE, c.start, 16))
        for n, c in enumerate(near)
    ]
    yield from [c for c, aside in reversed(list(zip(near, beside, strict=True))) if not aside]
    yield from [c for c, aside in reversed(list(zip(near, beside, strict=True))) if aside]


def compared(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The count that a number is more or less than another of, where a second count only stands beside it: "412
    exhibitors from 31 countries, 68 more than in 2024"."""
    if len(before) < 2 or not _THAN.match(reading.low, bare.end) or not bare.numeral.whole or bare.numeral.has_scale:
        return None
    first, second = before[-2:]
    counts = first.kind == second.kind == "count" and first.noun and same_sentence(reading.text, first.end, bare.start)
    aside = counts and reading.ends(_ASIDE, second.start, 16) is not None
    return first if aside and first.size > bare.value and reading.gap(second.end, bare.start) == ", " else None


def timed(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The span of time whose unit a bare number repeats: "takes 52 hours at Mombasa. In Durban it is nine"."""
    spans = [c for c in before[-2:] if c.kind != "duration" or not reading.ends(_WITHIN, c.start, 24)]
    last = next(iter(reversed(spans or before[-1:])), None)
    if last is None or last.kind not in ("duration", "percent") or last.compound:
        return None
    if bare.hidden or bare.numeral.has_scale or not last.value or last.is_range:
        return None
    if last.kind == "percent" and bare.value > HUNDRED:
        return None
    if not 1 / LONGEST <= bare.value / last.value <= LONGEST:
        return None
    gap = reading.text[last.end : bare.start]
    near = same_sentence(reading.text, last.end, bare.start) or gap.count(". ") <= 1
    if len(gap) > NEAR or "\n" in gap or not near:
        return None
    if _OUT_OF.fullmatch(reading.low, last.end, bare.start):  # "90 days in any 180"
        return last
    closed = CLOSES.match(reading.low, bare.end) is not None
    rated = closed and reading.ends(_RATED, bare.start, 48) is not None
    if last.kind == "percent" or rated:
        return last if rated else None
    told = closed and bool(reading.ends(_TIMED, bare.start, 48) or reading.ends(_BROUGHT, bare.start, 48))
    stopped = _STOPS.match(reading.low, bare.end) is not None and bool(reading.ends(_WITHIN_BARE, bare.start, 20))
    return last if told or stopped or _NEEDED.match(reading.low, bare.end) else None


def votes(reading: Reading, last: Candidate, candidate: Candidate) -> list[Candidate]:
    """Two candidates, made votes for and against where they are: "passed the bill 27-19", "voted 19 to six"."""
    both = [last, candidate]
    gap = reading.gap(last.end, candidate.start)
    if last.kind != "bare" or candidate.kind != "bare" or gap not in ("-", "–", " to "):
        return both
    if any(c.numeral.has_scale or not c.numeral.whole or c.value > VOTES or c.sign == "+" for c in both):
        return both
    start = sentence_start(reading.text, max(0, last.start - NEAR), last.start)
    listed = last.value < candidate.value and _PLURAL_BEFORE.search(reading.low, start, last.start) is not None
    decided = gap != " to " and not listed and _DECIDED.search(reading.low, start, last.start) is not None
    if not (decided or reading.ends(_VOTED, last.start, 24)) or not _DECIDES.match(reading.low, candidate.end):
        return both
    for one in both:
        one.count(VOTE)
        one.named = one.hidden = False
    return both
