"""Units left out where a sentence repeats its pattern: "Tema handled 836,400 TEU and Takoradi 31,600".

A bare number that closes its phrase says again what the quantity before it said, with another subject, time or
verb. It must fit that quantity in kind and size, and stand where a number is told: behind a joint, behind the few
words of a phrase that a joint opens, or behind a verb.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_nouns import is_people
from extractor.components._quantity_tables import Lazy, Reading, before_fillers, cue, same_sentence, sentence_start

_CLOSES = Lazy(r"[,;:)!?”\"—–]|\.(?![0-9])|[ \n]?$|\n\n|[ \n](?:[–—(&-]|" + cue("phrase_close") + r"(?!\w))")
_CLOSES_COUNT = Lazy(r"[ \n]" + cue("phrase_close_verb") + r"(?!\w)")
_STOPS = Lazy(r",?[.!?;”\"]|,[”\"]|,? ?$|\n|, " + cue("clause_opens") + r"(?!\w)")
_JOINT = r"(?:[,;:(—–…] ?|(?<!\w)" + cue("joint") + r"[ \n])"
_DIRECT = Lazy(_JOINT + "$")
_PHRASE = Lazy(_JOINT + r"(?:[^\W_][\w'’&.-]{0,24},?[ \n]){1,6}$")
_SHORT = re.compile(r"[“\"‘]?(?:[^\W_][\w'’&-]{0,20},?[ \n]){1,8}$")
_TOLD = Lazy(r"(?<!\w)(?:" + cue("told_verb") + "|" + cue("told_adverb") + "|" + cue("directed") + r")[ \n]$")
_IT_WAS = Lazy(
    r"(?<!\w)(?:it|that|they|this)[ \n](?:was|were|had been|is|are)[ \n](?:" + cue("told_filler") + r"[ \n])?$"
)
_INCLUDED = Lazy(r"(?<!\w)" + cue("included") + r"[ \n]$")
MOST_MOVED = 5
"""Of a price moved by more than such a part of it, the move is told in cents."""
OFF = 20
"""How many times as large as another a number may be of the same things, told beside a third that is nearer to it."""
_NAME_ONLY = re.compile(r"(?:,|;| and|, and) (?:the )?[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*){0,2} ")
_ON_BASE = re.compile(r" (?:(?:more|higher|up|fewer|less|lower|down) )?(?:on|than|above|below|over) (?:the )?")
FORMER = Lazy(r"(?<!\w)the[ \n]" + cue("former_adj") + r"[ \n]$")
_NEVER = Lazy(r"(?<!\w)" + cue("told_never") + r"[ \n]$")
_NAMED = Lazy(
    r"(?:[,;] |(?<!\w)(?:and|but|while|or) )(?:in |to |for |from |the )?[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*){0,2} $"
)
_CLOCK = re.compile(r"(?<!\w)(?:at|until)[ \n](?:about[ \n]|around[ \n])?(?:[0-9]{1,2}(?: and|,| or| to)[ \n])?$")
_STANDS = Lazy(r"(?<!\w)" + cue("stands_at") + r"[ \n]$")
_QUALIFIES = re.compile(r"(?<!\w)(?:of|over|above|under|below|exceeding|than|at least|up to)[ \n]$")
_CONVERTS = re.compile(r",? (?:or )?(?:about |some |roughly |nearly |around |just over |just under )?")
_BRACKET = re.compile(r" \((?:[a-z]+ ){0,2}")
_WITHIN = Lazy(r"(?<!\w)" + cue("within") + r"(?: the)?(?: last| past| first)?[ \n]$")
_WHOLE_PARTS = frozenset({"percentage_points", "basis_points", "points", "multiple", "fraction"})
NEAR, FAR, REACH = 160, 110, 90
BACK = 6
SPREAD = {"duration": 60, "measure": 300, "count": 300, "money": 10, "percent": 1000}
"""By how much a number and the quantity whose unit it repeats may differ."""
NEARER = 2
LARGEST_PERCENT = 150
LEAST_COUNT = 10
LIMIT = Decimal(1000)
MOST_DECIMALS = 3
LATEST_HOUR = 24
NO_CLOCKS = frozenset({"count", "duration", "measure"})
"""Kinds whose repeated numbers may be hours of the day instead."""


def source(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The quantity before whose unit a bare number at the end of a phrase repeats, or None."""
    closed = _CLOSES.match(reading.low, bare.end) is not None
    counted = closed or _CLOSES_COUNT.match(reading.low, bare.end) is not None
    former = reading.ends(FORMER, bare.start, 24) is not None
    if not before or not (counted or former) or _untold(reading, bare):
        return None
    if cents := _cents_before(reading, bare, before):
        return cents
    closed = closed or former
    clock = may_be_clock(reading, bare)
    spare: Candidate | None = None
    for index in range(len(before) - 1, max(len(before) - BACK, 0) - 1, -1):
        other = before[index]
        near = same_sentence(reading.text, other.end, bare.start)
        if bare.start - other.end > (NEAR if near else FAR):
            break
        if clock and other.kind in NO_CLOCKS:
            continue
        if aside(reading, bare, before, index, near):
            continue
        if other.kind == "money" and reading.low.startswith(" more", bare.end) and not bare.numeral.has_scale:
            continue  # "bought 20 cranes for $90 million and may order 10 more"
        if _in_words(reading, bare, other):
            return other
        if not _fits(bare, other) or not (closed or other.kind == "count"):
            continue
        if index and converts(reading, before[index - 1], other):
            continue
        if not (_told(reading, bare, before[-1]) if near else _again(reading, bare, other)):
            return spare
        people = not near and other.kind == "count" and is_people(other.noun or "")
        if not people and (other.kind != "duration" or not reading.ends(_WITHIN, other.start, 24)):
            return other
        spare = spare or other
    return spare


def _cents_before(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The cents that another price moved by, of a move told without them: "fell 80 cents to $76.20 and WTI 65 to
    $74.35"."""
    recent = [c for c in before[-2:] if c.kind == "money" and bare.start - c.end < REACH]
    if len(recent) < 2 or recent[0].factor >= 1 or not bare.numeral.whole or bare.numeral.has_scale:
        return None
    moved = reading.low.startswith(" to ", bare.end) and bare.value * MOST_MOVED > recent[1].value
    return recent[0] if moved and recent[1].factor == 1 else None


def aside(reading: Reading, bare: Candidate, before: list[Candidate], index: int, near: bool) -> bool:
    """Whether a quantity of a sentence before is put in beside another that a number goes on with: "510,000 cars,
    including 91,000 electric ones. A year ago it was 480,000", "14,000 nurses at 36 hospitals. About 9,000"."""
    other, first = before[index], before[index - 1] if index else None
    if near and first is not None and first.kind == other.kind == "count" and other.size and first.size:
        same = same_sentence(reading.text, first.end, other.start)
        return same and _apart(bare, other) > OFF and _apart(bare, first) < NEARER  # "227 flights between two places"
    if near or first is None or first.kind not in ("count", "measure") or not first.size or not other.size:
        return False
    if not same_sentence(reading.text, first.end, other.start) or other.kind not in ("count", "measure"):
        return False
    if reading.ends(_INCLUDED, other.start, 24):
        return True
    return _apart(bare, other) > OFF and _apart(bare, first) < OFF / 2


def _in_words(reading: Reading, bare: Candidate, other: Candidate) -> bool:
    """Whether a number in words is one more percentage of a list: "Russia took 64 percent, Poland eight"."""
    words = bare.numeral.form == "words" and bare.value < LEAST_COUNT * 2 and not bare.hidden
    if not words or other.kind != "percent" or bare.start - other.end > REACH // 3:
        return False
    return _NAME_ONLY.fullmatch(reading.text[other.end : bare.start]) is not None


def nearer(reading: Reading, bare: Candidate, first: Candidate, second: Candidate) -> bool:
    """Whether a number is of the size of the count before a measure that only qualifies what is counted, or of the
    amount before its conversion: "1,173 calls by ships of more than 290 metres, against 1,029"."""
    if first.kind == second.kind == "money" and first.form != second.form:  # "48,000 cedis, about $3,070, from 33,120"
        aside = _CONVERTS.fullmatch(reading.gap(first.end, second.start)) is not None
        return aside and _fits(bare, first) and _apart(bare, first) * NEARER < _apart(bare, second)
    if second.kind == "money" and second.per and first.kind in ("measure", "count") and not bare.numeral.has_scale:
        near = _fits(bare, first) and same_sentence(reading.text, first.end, second.start)
        return near and _apart(bare, first) * NEARER < _apart(bare, second)  # "420,000 tonnes at $2,100, from 380,000"
    kinds = first.kind == "count" and second.kind == "measure"
    restated = reading.gap(first.end, second.start).startswith((", or ", " or ", ", which is "))
    kinds = kinds and (restated or reading.ends(_QUALIFIES, second.start, 20) is not None)
    near = kinds and _fits(bare, first) and same_sentence(reading.text, first.end, second.start)
    return near and _apart(bare, first) * NEARER < _apart(bare, second)


def _apart(bare: Candidate, other: Candidate) -> Decimal:
    """How many times as large as the other the larger of two numbers is."""
    one, two = bare.value, other.value
    return max(one / two, two / one) if one and two else Decimal(SPREAD["percent"])


def scaled(bare: Candidate, other: Candidate) -> bool:
    """Whether a bare number means the other quantity's scale too ("44 million bags against 16")."""
    if not other.numeral.has_scale or bare.numeral.has_scale or bare.numeral.number >= LIMIT:
        return False
    if bare.numeral.form == "words":
        return False  # "12.3 billion and 4.6 billion. These two …"
    return other.numeral.number < LIMIT and int(bare.numeral.number.as_tuple().exponent) >= -MOST_DECIMALS


def may_be_clock(reading: Reading, bare: Candidate) -> bool:
    """Whether a small number is told as an hour of the day is ("opened at 8")."""
    if bare.numeral.form != "digits" or not bare.numeral.whole or bare.numeral.value > LATEST_HOUR:
        return False
    at = reading.ends(_CLOCK, bare.start, 24)
    return at is not None and not bare.numeral.has_scale and reading.ends(_STANDS, at.start(), 16) is None


def converts(reading: Reading, first: Candidate, second: Candidate) -> bool:
    """Whether a sum in brackets says the one before it in another currency: "27.3 billion euros ($29.5 billion)"."""
    both = first.kind == second.kind == "money" and first.form != second.form
    both = both or (first.kind == second.kind == "measure" and first.unit != second.unit)
    return both and _BRACKET.fullmatch(reading.gap(first.end, second.start)) is not None


def _untold(reading: Reading, bare: Candidate) -> bool:
    """Whether a number's own words keep it from telling a quantity: "the two", "page 3", a pronoun's "one"."""
    if (bare.hidden and not bare.named) or bare.numeral.form not in ("digits", "words"):
        return True
    if reading.low.endswith(" on ", 0, bare.start) and bare.numeral.whole and bare.numeral.value >= LIMIT:
        return False  # "followed by Malaysia on 21,450"
    return reading.ends(_NEVER, bare.start, 20) is not None


def _told(reading: Reading, bare: Candidate, last: Candidate) -> bool:
    """Whether a number stands where one is told, behind the last quantity of its sentence."""
    start = max(last.end, bare.start - REACH)
    if bare.named:
        return _NAMED.search(reading.text, start, bare.start) is not None
    told = max(start, before_fillers(reading, bare.start))
    if last.kind == "percent" and _ON_BASE.fullmatch(reading.gap(last.end, bare.start)):
        return True
    if bare.numeral.form == "digits" and reading.ends(FORMER, bare.start, 20):
        return True
    if _DIRECT.search(reading.low, start, told) or _TOLD.search(reading.low, start, told):
        return True
    return any(pattern.search(reading.low, start, bare.start) for pattern in (_TOLD, _PHRASE))


def _again(reading: Reading, bare: Candidate, other: Candidate) -> bool:
    """Whether a short sentence tells the number anew: "They wanted 5,000 visas. They got 800." """
    was = reading.ends(_IT_WAS, bare.start, 30) is not None or reading.ends(FORMER, bare.start, 24) is not None
    if bare.named or bare.numeral.form != "digits" or not (was or _STOPS.match(reading.low, bare.end)):
        return False
    start = sentence_start(reading.text, max(0, bare.start - REACH), bare.start)
    if start <= other.end - 2 or "\n\n" in reading.text[other.end : bare.start]:
        return False
    if _SHORT.fullmatch(reading.low[start : bare.start].lstrip()) is None:
        return False
    small = other.kind == "count" and bare.value < LEAST_COUNT
    if was and not small:
        return True
    return not small and reading.ends(_TOLD, before_fillers(reading, bare.start), 40) is not None


def _fits(bare: Candidate, other: Candidate) -> bool:
    """Whether a number can be one more quantity of the other's kind and unit."""
    kind, whole = other.kind, bare.numeral.whole
    if kind in _WHOLE_PARTS or kind == "bare" or other.hidden or other.compound or other.value == 0:
        return False
    if bare.numeral.has_scale and not (other.size >= LIMIT and kind in ("money", "measure", "count")):
        return False
    words = bare.numeral.form == "words"
    if kind == "percent":
        return not words and bare.value < LIMIT and (not whole or bare.value <= LARGEST_PERCENT)
    if kind == "count" and not (other.noun and other.noun != "time" and (whole or scaled(bare, other))):
        return False
    large = scaled(bare, other)
    if large and words:
        return False
    if kind == "money" and large:
        return True
    value = bare.numeral.number * other.numeral.scale if large else bare.value
    ratio = value * other.factor / other.size if other.size else Decimal(0)
    return 1 / Decimal(SPREAD[kind]) <= ratio <= SPREAD[kind]
