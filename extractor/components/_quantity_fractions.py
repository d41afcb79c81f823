"""Fractions and multiples: "a third of", "half a percentage point", "doubled", "2.5 times as much"."""

from __future__ import annotations

import re

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_numerals import Numeral
from extractor.components._quantity_tables import JOIN, Lazy, Reading, classes, cue, words
from extractor.components._quantity_units import unit_after

NEXT_WORD = re.compile(r"[ \u00a0\n]+[“\"(]?([a-z]+)")
PREVIOUS_WORD = re.compile(r"([a-z]+)[ \u00a0\n-]+(?:(?:a|an)[ \n])?$")
REACH = 14
LEAST_OFTEN = 1000
"""So many times are a count, no multiple."""
_ENDS = (".", ";", "!", "?", "")
_CUES = {name: frozenset(forms) for name, forms in classes("quantity_cues").items()}
_STOP = frozenset(classes("nouns")["stop"])
_OF_A = re.compile(r"[ -](?:of[ ])?(?:an?|one)[ ]|[ -]")
_PART = re.compile(r"an? |one[ -]|half|[a-z]+[ -][a-z]+s|[0-9½¼¾]")
_TIMES = words(JOIN + "?(?:times)")
_FOLD = re.compile(r"-?fold(?!\w)|[x×](?!\w| ?[0-9])")
_X_BEFORE = re.compile(r"[x×] $")
_HALVES = classes("quantity_cues")["halves"]
"""Parts that no ordinal is: "a fifth month" is the fifth of several."""
_PART_KINDS = frozenset({"percentage_points", "points", "percent", "duration", "measure"})
LISTED = 80
"""Characters before "a third" in which "a second" makes it one more."""
_SPANNED = re.compile(
    r" (?:since(?!\w)|by [0-9.]+ ?(?:%|per ?cent|pct|basis|points?|percentage)"
    r"|this (?:year|month|week|season)(?![\w'’])|in (?:19|20)[0-9]{2}(?!\w)|(?:over|in) the (?:past|last)(?!\w))"
)
"""What stands behind "times" that are occasions."""
_TO_RATE = re.compile(r" (?:to|at) [0-9.]+ ?(?:%|per ?cent|pct)")
_SECOND = re.compile(r"(?<!\w)a second[ \n](?:of[ \n])?")


def word_before(reading: Reading, at: int) -> str:
    """The word right before an offset, an article left out; empty if none."""
    match = reading.ends(PREVIOUS_WORD, at, REACH)
    return match[1] if match else ""


def word_after(reading: Reading, at: int) -> str:
    """The word right behind an offset; empty if none."""
    match = NEXT_WORD.match(reading.low, at)
    return match[1] if match else ""


def multiple(reading: Reading, numeral: Numeral) -> Candidate | None:
    """ "doubled", "threefold"; "double" and "twice" where what they are compared with follows."""
    start, end = numeral.start, numeral.end
    if reading.text[end : end + 1] == "-" or reading.text[end : end + 1].isalpha():
        return None
    if reading.low.startswith(" down", end) and reading.low[start:end].startswith("doubl"):
        return None
    if numeral.form == "factor" and word_after(reading, end) not in _CUES["twice_after"]:
        adverb = reading.low[start:end] in _CUES["times_adverb"]
        if adverb or word_before(reading, start) not in _CUES["factor_before"]:
            return None
    return Candidate(start, end, numeral, numeral.value, "multiple", "x")


def part_of_unit(reading: Reading, numeral: Numeral) -> Candidate | None:
    """ "half a percentage point", "a quarter of a point", "half an hour"."""
    article = _OF_A.match(reading.low, numeral.end)
    if article is None or not _PART.match(reading.low, numeral.start):
        return None
    found = unit_after(reading.text, reading.low, article.end() - 1)
    if found is None:
        return _part_of_money(reading, numeral, article.end() - 1)
    if found.unit.kind not in _PART_KINDS:
        return None
    if found.unit.kind == "measure" and article.group() == " ":
        return None
    half = reading.low[numeral.start : numeral.end].endswith(_HALVES)
    if found.unit.kind == "duration" and article.group() == " " and not half:
        return None
    if found.unit.kind == "duration" and article.group() == "-" and found.unit.unit not in _CUES["part_of_time"]:
        return None
    unit = found.unit
    return Candidate(
        numeral.start, found.end, numeral, numeral.value * unit.factor, unit.kind, unit.unit, factor=unit.factor
    )


def _part_of_money(reading: Reading, numeral: Numeral, at: int) -> Candidate | None:
    """ "a quarter of a rupee", "half a cent": a part of one unit of money, which no plural and no symbol names."""
    money = currencies.after(reading.text, reading.low, at)
    name = reading.text[money.start : money.end] if money is not None else ""
    if money is None or not name.islower() or name.endswith("s"):
        return None
    factor = money.form.factor
    return Candidate(numeral.start, money.end, numeral, numeral.value * factor, "money", form=money.form, factor=factor)


_FOURTH_THING = Lazy(",| " + cue("acts_alone") + r"(?!\w)")


def fraction(reading: Reading, numeral: Numeral) -> Candidate | None:
    """ "a third of", "two-thirds", "by half": a fraction, and no half-year, third term or fourth quarter."""
    start, end = numeral.start, numeral.end
    written, tail = reading.low[start:end], reading.text[end : end + 1]
    if tail.isalpha() or tail == "-" or (numeral.value >= 1 and written.endswith("quarters")):
        return None
    follower, leader = word_after(reading, end), word_before(reading, start)
    spans = written.endswith("quarters") and follower != "of" and leader in _CUES["span_before"]
    if spans or written in _CUES["no_fraction"]:
        return None  # "has shrunk for two quarters", "over three quarters"
    if written.endswith(("tenth", "tenths")) and _TO_RATE.match(reading.low, end) and leader in _CUES["directed_by"]:
        return Candidate(start, end, numeral, numeral.value, "percentage_points", "pp")
    if leader in _CUES["quarter_before"] and leader not in _CUES["third_before"]:
        return None
    if written == "a third" and _SECOND.search(reading.low, max(0, start - LISTED), start):
        return None  # "a second of 97.9 million and a third of 1.9 million"
    if written == "a fourth" and leader not in _CUES["half_before"] and _FOURTH_THING.match(reading.low, end):
        return None  # "A fourth is due in May"
    if written == "half":
        spoken = leader == "the" or reading.low.endswith("and a ", 0, start)
        stated = follower in _CUES["half_after"] or leader in _CUES["half_before"]
        alone = reading.low[end : end + 1] in _ENDS and leader not in _STOP
        ok = (stated or alone) and not spoken and leader not in _CUES["not_half"]
    elif written.startswith("a") and written.endswith("quarter"):
        compared = follower in _CUES["quarter_after"] or follower in _CUES["fraction_after"]
        told = leader in _CUES["half_before"] or leader in _CUES["directed"]
        ok = compared or told or reading.low.startswith((" or so", " or more", ", or "), end)
    else:
        named = written[:1].isdigit() or " " in written or "-" in written or leader == "another"
        compared = follower in _CUES["fraction_after"]
        ok = named and (not follower or follower in _STOP or written.endswith("s") or compared)
    return Candidate(start, end, numeral, numeral.value, "fraction", "1") if ok else None


def _repeated(reading: Reading, start: int, end: int) -> bool:
    """Whether "times" are occasions: "has lowered its policy rate four times since June"."""
    return word_before(reading, start) in _CUES["set_often"] and word_after(reading, end) in _CUES["often_when"]


def _occasions(reading: Reading, start: int, end: int) -> bool:
    """Whether "times" are occasions by the span behind them: "has been to Washington nine times since April"."""
    spanned = _SPANNED.match(reading.low, end) is not None
    return spanned and word_before(reading, start) not in _CUES["grown_by"]


def _so_many_times(reading: Reading, start: int, after: str) -> bool:
    """ "Purchases are nearly 18 times sales", "shares trade at 12 times earnings": of what stands right behind."""
    return bool(after) and after not in _CUES["occasion_after"] and word_before(reading, start) in _CUES["times_led"]


def times(reading: Reading, candidate: Candidate) -> bool:
    """Makes a multiple of "2.5 times as much", "10-fold" and "3x", a count of "three times"; whether it did.

    A row of them ("1x 1.2x 1.5x") is a player's speeds.
    """
    end = candidate.end
    match = _TIMES.match(reading.low, end) if candidate.numeral.form != "many" else None
    if match:
        often = candidate.numeral.value >= LEAST_OFTEN or _repeated(reading, candidate.start, match.end())
        after = word_after(reading, match.end())
        often = often or _occasions(reading, candidate.start, match.end())
        if (after in _CUES["multiple_after"] or _so_many_times(reading, candidate.start, after)) and not often:
            candidate.kind, candidate.unit = "multiple", "x"
        else:
            candidate.count("time")
        candidate.end = match.end()
        return True
    fold = _FOLD.match(reading.text, end)
    played = (
        fold is not None
        and fold.group() in ("x", "×")
        and (reading.ends(_X_BEFORE, candidate.start, 2) is not None or candidate.value in (1, 0))
    )
    if fold and not played and (fold.group() not in ("x", "×") or candidate.value < 100):
        candidate.kind, candidate.unit, candidate.end = "multiple", "x", fold.end()
        return True
    return False
