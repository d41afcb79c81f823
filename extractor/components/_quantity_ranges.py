"""Numbers that belong together: "one in five", dollars and cents, and the two ends of a range."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components._quantity_again import VOTE, votes
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_currencies import Form, grouped
from extractor.components._quantity_prices import take_price
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, cue_before, sentence_start

_RANGE_VERBS = frozenset(classes("quantity_cues")["range_verb"])
_JOINTS = re.compile(r" ?[-–—−][ \n]?|[~～〜]|-to-|[ \n](?:to|or|and)[ \n]")
_DASHES = frozenset("-–—−~～〜")
_BETWEEN = re.compile(r"(?<!\w)" + cue("bound_words") + r"[ \n]$")
_FROM = re.compile(r"(?:(\w+)[ \n,]+)?(?:(\w+)[ \n]+)?(?<!\w)from[ \n](?:" + cue("from_filler") + r"[ \n]){0,2}$")
_IN_EVERY = re.compile("[ \n]" + cue("in_every") + "[ \n]$")
_EVERY = re.compile(r" (?:of every|out of every|in every|out of) ")
_OF = re.compile(r"[ \n]of[ \n]")
_PARTED = ("bare", "count", "money", "measure")
_CHAIN = re.compile(r"(?<!\w)from[ \n](?:[^ \n,;]{1,16}[ \n]){1,4}to[ \n]$")
_DIRECTED = cue_before("directed", "directed_filler", 2)
_OPENS = Lazy(r"(?:^|[.!?;:,”\"(–—] ?|\n|(?<!\w)" + cue("few_before") + " )$")
_SPOKEN_GAPS = (" and ", " ", ", ")
_EXPECTED = Lazy(r"(?<!\w)" + cue("expected") + r"(?!\w)")
TEN = 10
WIDEST = 12
"""How many times the lower end of a range of money the upper one is, at most."""
MOST_APART = 3
"""How many times the lower end of a range of percentages the upper one is, at most."""
REACH = 90
FAR = 6
"""The longest joint between two ends of a range."""


def join(reading: Reading, found: list[Candidate]) -> list[Candidate]:
    """The candidates with those that make one quantity joined."""
    for step in (votes, _ratio, _cents, _range):
        result: list[Candidate] = []
        for candidate in found:
            result += step(reading, result.pop(), candidate) if result else [candidate]
        found = result
    return found


def _ratio(reading: Reading, last: Candidate, candidate: Candidate) -> list[Candidate]:
    """ "one in five", "nine out of ten", "two tons in every three": two small cardinals that make a fraction."""
    both = [last, candidate]
    if last.kind not in _PARTED or candidate.start - last.end > 14:
        return both
    every = _EVERY.fullmatch(reading.gap(last.end, candidate.start)) and candidate.value <= TEN
    digits = candidate.numeral.form == "digits" and "every" not in reading.gap(last.end, candidate.start)
    few = last.kind == "bare" and candidate.kind in ("money", "measure") and _few_of(reading, last, candidate)
    if candidate.kind not in ("bare", "count") and (not every or digits) and not few:
        return both
    if last.kind != "bare" and not _some_in(reading, last, candidate):
        return both
    top, bottom = last.numeral.number, candidate.value
    if not 0 < top < bottom <= 1000 or candidate.numeral.has_scale:
        return both
    gap = reading.gap(last.end, candidate.start)
    if not _IN_EVERY.fullmatch(gap) or (last.kind != "bare" and _OF.fullmatch(gap)):
        return both
    last.value = last.numeral.number = round(top / bottom, 4)
    last.end, last.kind, last.unit = candidate.numeral.end, "fraction", "1"
    last.numeral.form, last.hidden, last.noun = "fraction", False, None
    return [last]


def _few_of(reading: Reading, last: Candidate, candidate: Candidate) -> bool:
    """ "Four in ten tons", "one in five euros": up to ten of a unit behind it, no name's number, "at berth four in ten
    metres of water"."""
    if reading.ends(_OPENS, last.start, 12) is None:
        return False
    small = candidate.numeral.form == "words" or candidate.value == TEN
    return small and candidate.value <= TEN and candidate.start == candidate.numeral.start


def _some_in(reading: Reading, last: Candidate, candidate: Candidate) -> bool:
    """ "two boxes in three", "one hull in six of those", "1 consignment in 6": a counted few of a number in words, or
    one of a small number, that counts nothing more."""
    alike = candidate.numeral.form == last.numeral.form
    small = last.numeral.form == "words" or (last.value == 1 and 1 < candidate.value <= TEN)
    return alike and small and (candidate.kind == "bare" or reading.low.startswith(" of ", candidate.numeral.end))


def _cents(reading: Reading, last: Candidate, candidate: Candidate) -> list[Candidate]:
    """ "thirteen dollars and forty-five cents": one sum."""
    both = [last, candidate]
    if last.kind != "money" or last.numeral.has_scale or last.form is None or not last.numeral.whole or last.per:
        return both
    if reading.gap(last.end, candidate.start) not in _SPOKEN_GAPS:
        return both
    if reading.loose and _spoken(reading, last, candidate):
        added = candidate.value / 100
    elif _are_cents(last.form, last.factor, candidate):
        added = candidate.value
        last.per, last.per_time, last.each = candidate.per, candidate.per_time, candidate.each
    else:
        return both
    last.value = last.numeral.number = last.value + added
    last.end = candidate.end
    return [last]


def _are_cents(form: Form, factor: Decimal, candidate: Candidate) -> bool:
    if candidate.form is None or not factor == 1 > candidate.factor or candidate.value >= 1:
        return False
    return bool(set(form.codes) & set(candidate.form.codes))


def _spoken(reading: Reading, last: Candidate, candidate: Candidate) -> bool:
    """ "fifteen dollars fifty" at a sentence's end."""
    if candidate.kind != "bare" or candidate.numeral.has_scale or not 10 <= candidate.value < 100:
        return False
    return last.numeral.whole and reading.text[candidate.end : candidate.end + 1] in ("", ".")


def _range(reading: Reading, last: Candidate, candidate: Candidate) -> list[Candidate]:
    """Joins the ends of a range; two bare numbers between which a dash stands ("3-1") state nothing."""
    both = [last, candidate]
    if last.is_range or candidate.start - last.end > FAR or last.noun == candidate.noun == VOTE:
        return both
    gap = reading.gap(last.end, candidate.start)
    if gap == " " and _set_off(reading, last, candidate):
        return [_joined(reading, last, candidate)]
    if not _JOINTS.fullmatch(gap):
        return both
    if last.form is not None and candidate.kind == "bare":
        numeral = candidate.numeral
        numeral.number = grouped(last.form, numeral.number, numeral.has_scale)
        candidate.value = numeral.value
    if candidate.value == 1 < last.value and gap == " to ":
        return both  # "a return of 19 to 1"
    if _joins(reading, last, candidate, gap.strip()):
        return [_joined(reading, last, candidate)]
    dashed = gap.strip() in _DASHES and not candidate.numeral.has_scale
    return [] if dashed and last.kind == "bare" and candidate.kind in ("bare", "count") else both


def _set_off(reading: Reading, a: Candidate, b: Candidate) -> bool:
    """Whether a dash stands between the ends of a range as a minus does: "$54bn -$56bn"."""
    spaced = b.sign == "-" and not a.sign and a.numeral.has_scale and b.numeral.has_scale
    return spaced and reading.text[b.start] in _DASHES and _alike(reading, a, b) and a.value < b.value


def _joins(reading: Reading, a: Candidate, b: Candidate, word: str) -> bool:
    """Whether a and b are the ends of one range: "a to b" and "a-b" upward, "between a and b", "three or four".

    "from a to b" tells a change unless a word says that it is a range; so does "rose 3% to 5%".
    """
    if b.kind == "multiple" and b.unit == "x" and a.kind == "bare" and word in ("to", "or", "-", "–"):
        return a.numeral.form == b.numeral.form and a.value < b.value
    if "multiple" in (a.kind, b.kind) or "fraction" in (a.kind, b.kind) or not _alike(reading, a, b):
        return False
    low, high = _ends(reading, a, b)
    if not low < high and not (reading.loose and word == "to" and low != high):
        return False
    if word == "and":
        return reading.ends(_BETWEEN, a.start, 12) is not None
    if word == "or":
        step = b.numeral.number - a.numeral.number
        tens = step == TEN and a.numeral.number % TEN == 0  # "50 or 60 workers"
        return a.kind == "bare" and b.kind != "bare" and (step == 1 or tens)
    if word in ("to", "-to-"):
        if reading.ends(_CHAIN, a.start, 60) and not reading.loose:
            return False
        if a.kind == "money" and a.factor < 1 and b.kind == "bare" and "." in reading.text[b.start : b.end]:
            return False  # "fell 11 paise to 84.91 against the dollar"
        if a.numeral.form == "words" != b.numeral.form and reading.low.endswith("the ", 0, a.start):
            return False  # "widening the gap between the two to 16 basis points"
        source = reading.ends(_FROM, a.start, 40)
        if source and a.kind == "bare" != b.kind and reading.low.endswith("the ", 0, a.start):
            return True  # "down from the 4.1 to 4.2 million tonnes of the last harvest"
        if source and not reading.loose:
            return source[1] in _RANGE_VERBS or source[2] in _RANGE_VERBS
        if a.kind == "money" and b.kind == "bare" and high > MOST_APART * low and reading.ends(_DIRECTED, a.start, 30):
            return False  # "down 1.4 pesos to 49.9"
        if "bare" not in (a.kind, b.kind) and a.kind == "money" and high > WIDEST * low and not source:
            return False  # "WTI 81 cents to $64.36"
        if "bare" not in (a.kind, b.kind):
            if _foreseen(reading, a, b):
                return True
            return a.kind not in ("count", "duration") and not reading.ends(_DIRECTED, a.start, 32)
        if a.numeral.has_scale and b.numeral.has_scale and reading.ends(_DIRECTED, a.start, 32):
            return False  # "narrowed by 600 million to 6.5 billion"
        if a.kind == "bare" and high > MOST_APART * low and reading.ends(_DIRECTED, a.start, 32):
            return False  # "rose by 12 to 78 tonnes"
        return b.kind != "bare" or a.kind != "bare" or a.numeral.has_scale
    stated = a.kind != "bare" or b.kind != "bare" or b.numeral.has_scale
    return stated or "." in reading.text[a.start : b.end]


def _foreseen(reading: Reading, a: Candidate, b: Candidate) -> bool:
    """ "could fall by 8% to 10% this year", "sees exports up 1% to 2%": two percentages of something to come."""
    if a.kind != "percent" or b.kind != "percent" or b.value > MOST_APART * a.value or a.sign or b.sign:
        return False
    return (
        _EXPECTED.search(reading.low, sentence_start(reading.text, max(0, a.start - REACH), a.start), a.start)
        is not None
    )


def _alike(reading: Reading, a: Candidate, b: Candidate) -> bool:
    if "bare" in (a.kind, b.kind):
        return b.kind != "bare" or a.kind in ("bare", "money") or (reading.loose and a.kind != "percent")
    if a.kind != b.kind:
        return False
    if a.form is not None and b.form is not None:
        return bool(set(a.form.codes) & set(b.form.codes))
    return a.unit == b.unit


def _opens_scale(reading: Reading, a: Candidate, b: Candidate) -> bool:
    """Whether a's scale is the first word of b's: "3 lakh-4 lakh crore"."""
    one, two = (reading.gap(c.numeral.bare_end, c.numeral.end).strip() for c in (a, b))
    return bool(one) and two.startswith(one + " ")


def _ends(reading: Reading, a: Candidate, b: Candidate) -> tuple[Decimal, Decimal]:
    """The two values: the scale that only the second has is the first's too, if it stays the smaller one."""
    factor = b.factor if a.kind == "bare" else a.factor
    taken = b.kind == "bare" and a.kind != "bare" and not b.in_whole(a)
    high = b.numeral.value * (a.factor if taken else b.factor)
    low = a.numeral.value * factor
    shared = not a.numeral.has_scale or _opens_scale(reading, a, b)
    if b.numeral.has_scale and shared and a.numeral.number < b.numeral.number:
        low = a.numeral.number * b.numeral.scale * factor
    return (-low if a.sign == "-" else low), high


def _joined(reading: Reading, a: Candidate, b: Candidate) -> Candidate:
    joined = b if a.kind == "bare" else a
    joined.low, joined.high = _ends(reading, a, b)
    between = reading.ends(_BETWEEN, a.start, 12)
    if joined is a:
        joined.per, joined.per_time, joined.each = b.per or a.per, b.per_time or a.per_time, b.each
        if b.form is not None and a.form is not None and len(b.form.codes) < len(a.form.codes):
            joined.form = b.form
    finer = min(int(a.numeral.number.as_tuple().exponent), int(b.numeral.number.as_tuple().exponent))
    joined.numeral.number = b.numeral.number + Decimal(0).scaleb(min(finer, 0))
    joined.numeral.scale, joined.numeral.has_scale = b.numeral.scale, b.numeral.has_scale
    joined.start, joined.end = between.start() if between else a.start, b.end
    joined.hidden, joined.sign = False, a.sign if a.sign == "+" else ""
    if joined.kind == "money" and b.kind == "bare":
        take_price(reading, joined)
    return joined
