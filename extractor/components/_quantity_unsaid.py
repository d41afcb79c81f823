"""Bare numbers whose unit no words beside them say: "runs for 120 days and permits a stay of 30", "Of those, 34 were
listed". What they count or measure is likely what was told before, and said to be open.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_again as again
from extractor.components import _quantity_parallel as parallel
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_tables import Lazy, Reading, cue, same_sentence

_NOT_ALONE = Lazy(
    r"(?<!\w)(?:" + cue("unsaid_never") + r")(?:e?s)?[ \n](?:[0-9][0-9.]*(?:,? (?:and|or|to) |, ))*$|(?<!\w)(?:"
    + cue("no_label") + r"): $|[-–/:]$|[-–/ 0-9][ ]$|(?<=[0-9](?:st|nd|rd|th)) to $"
)
"""What stands before a number that is a name, a clock time or a turn of speech."""
_POINTED_AT = Lazy(r"(?<!\w)(?:" + cue("told_never") + "|" + cue("unsaid_pointed") + r")[ \n]$")
_CAPITAL = re.compile(r"[a-z,;] [A-Z][\w'’&-]* $")
_AGED = Lazy(r"(?<!\w)(?:" + cue("aged_people") + r")[ \n](?:under|over|above|below|past)[ \n]$")
_ON_DAYS = re.compile(r"(?<!\w)on (?:[0-9]{1,2}(?:, | and | or ))*$")
_HOURS = re.compile(r"[0-9]{1,2}(?:[.][0-5][0-9])?")
_CLOCKED = Lazy(
    r"(?<!\w)(?:" + cue("timed_acts") + r")[ \n](?:[\w'’]+[ \n]){0,3}(?:at|by|until|till|from|before|after)[ \n]$"
    r"|(?<!\w)(?:published|updated)[ \n]$"
)
_SCORED, _SCORES = re.compile(r"(?<![\w.])[0-9]{1,2} to $"), re.compile(r" to [0-9]{1,2}(?![\w.,]*[0-9%])")
DAYS, GOALS = 31, 20
_TURNED = re.compile(r"(?<!\w)turn(?:s|ed|ing)?[ \n]$")
_BY_SO_MANY, _TO_SO_MANY = re.compile(r"(?<!\w)by[ \n]$"), re.compile(r"[ \n]to[ \n][0-9]")
_OF_WHOLE = re.compile(r"[ \n]of[ \n](?:(?:the |its |their |his |her |our |some |about |all )?(?:[\w-]+['’]s )?)?$")
_OF_MORE = re.compile(r"[ \n]of[ \n](?:the |its |their |his |her |our |some |about |all |these |those |them\b)?(?=\w)")
_ACRONYMS = re.compile(r" ([A-Z]{2,5})s(?!\w)")
_GOES_ON = Lazy(r"[ \n](?:under|over|above|below|" + cue("acts") + r")(?!\w)|[ \n][a-z]{2,14}ed(?!\w)")
_PAID = Lazy(r"(?<!\w)(?:" + cue("unsaid_paid") + r")[ \n](?:" + cue("now_filler") + r"[ \n])?$")
_BODY_OF = Lazy(
    r"(?<!\w)(?:" + cue("body_of_things") + "|" + cue("body_of_people") + r")[ \n]of[ \n](?:"
    + cue("now_filler") + r"[ \n])?$"
)
_PLURAL_ACTS = Lazy(r"[ \n](?:" + cue("acts") + r"|[a-z]{2,14}ed)(?!\w)")
_VOTED = re.compile(r"[ \n](?:in[ \n]favou?r|against|abstain(?:ed|ing)|abstentions?)(?!\w)")
_POINTS = frozenset({"percentage_points", "basis_points"})
_NO_UNITS = frozenset({"multiple", "fraction", "bare", "basis_points"})
LEAST_PART = Decimal("0.04")
"""How small a part of a quantity before a number may be that is told in its unit."""
REACH, BACK = 200, 4
OLDEST = 100


def unsaid(reading: Reading, bare: Candidate, before: list[Candidate], behind: Candidate | None) -> bool:
    """Gives a bare number the unit that it most likely has; whether it states anything.

    Figures state something unless what stands beside them says that they don't; number words only where they close
    their phrase and something before has a unit for them.
    """
    if not _states(reading, bare):
        return False
    if reading.ends(_AGED, bare.start, 24) and bare.value < OLDEST:
        bare.kind, bare.unit = "duration", "year"
        return True
    if before and before[-1].kind in _POINTS and reading.gap(before[-1].end, bare.start) == " to ":
        bare.kind, bare.unit = "percent", "%"  # "by 25 basis points to 2.75"
        return True
    if acronym := _ACRONYMS.match(reading.text, bare.end):
        bare.count(acronym[1])
        return True
    whole = behind if behind is not None and _OF_WHOLE.fullmatch(reading.gap(bare.end, behind.start)) else None
    source = whole if whole is not None and whole.kind not in _NO_UNITS else _told(reading, bare, before)
    if _VOTED.match(reading.low, bare.end) and bare.numeral.whole:
        bare.count(again.VOTE)
    elif source is not None:
        bare.take(source, scaled=False)
        bare.guessed = True
    elif bare.numeral.form == "digits":
        bare.count("")
        bare.guessed = True
    return bare.kind != "bare"


def _states(reading: Reading, bare: Candidate) -> bool:
    """Whether a bare number states how many or how much."""
    if bare.hidden or bare.named or bare.numeral.has_scale:
        return False
    if reading.ends(_NOT_ALONE, bare.start, 60) or reading.ends(_TURNED, bare.start, 8):
        return False
    if parallel.may_be_clock(reading, bare) or _may_be_time(reading, bare) or _is_score(reading, bare):
        return False
    named = _CAPITAL.search(reading.text, max(0, bare.start - 24), bare.start)
    if named and not reading.text.startswith(",", bare.end):
        return _PLURAL_ACTS.match(reading.low, bare.end) is not None
    if reading.text[bare.start - 1 : bare.start] == "(" and reading.text[bare.end : bare.end + 1] == ")":
        return False
    if _BY_SO_MANY.search(reading.low, max(0, bare.start - 8), bare.start) and _TO_SO_MANY.match(reading.low, bare.end):
        return False  # "the number of open ports was raised by five to 65"
    closed = again.CLOSES.match(reading.low, bare.end) is not None
    if bare.numeral.form == "digits":
        opens = bare.start == 0 or reading.text[bare.start - 1] == "\n"
        if opens and not closed:
            return False
        return closed or bool(_GOES_ON.match(reading.low, bare.end)) or bool(_ACRONYMS.match(reading.text, bare.end))
    if bare.numeral.form != "words" or bare.value <= 1 or reading.ends(_POINTED_AT, bare.start, 16):
        return False
    return closed


def _may_be_time(reading: Reading, bare: Candidate) -> bool:
    """Whether a number may be an hour, "opens at 7.30", a day, "those on 12 and 13", or a year or code."""
    written = reading.text[bare.start : bare.end]
    if bare.numeral.form != "digits":
        return False
    if written.isdecimal() and len(written) > 3:
        return True
    if bare.numeral.whole and "." not in written and bare.value <= DAYS and _ON_DAYS.search(
        reading.low, max(0, bare.start - 16), bare.start
    ):
        return True
    hours = _HOURS.fullmatch(written) is not None
    return hours and reading.ends(_CLOCKED, bare.start, 48) is not None


def _is_score(reading: Reading, bare: Candidate) -> bool:
    """Whether a number is one side of a result: "won 3 to 1"."""
    if not bare.numeral.whole or bare.value > GOALS:
        return False
    led = _SCORED.search(reading.low, max(0, bare.start - 8), bare.start) is not None
    return led or _SCORES.match(reading.low, bare.end) is not None


def _told(reading: Reading, bare: Candidate, before: list[Candidate]) -> Candidate | None:
    """The quantity before whose unit a number may have: what is counted where it acts, else the nearest of its size."""
    near = [c for c in before[-BACK:] if _may_be_source(reading, bare, c)]
    counts = [c for c in near if c.kind == "count" and c.noun]
    if _PLURAL_ACTS.match(reading.low, bare.end) or _OF_MORE.match(reading.low, bare.end):
        return counts[-1] if counts else None
    apposed = reading.low.endswith(", ", 0, bare.start) and reading.low.startswith(",", bare.end)
    if apposed or reading.ends(_BODY_OF, bare.start, 40):
        return None
    paid = reading.ends(_PAID, bare.start, 30) is not None
    alike = [c for c in reversed(near) if _alike(bare, c) and (paid or c.kind != "money")]
    return next((c for c in alike if c.kind != "percent" or not counts), None)


def _may_be_source(reading: Reading, bare: Candidate, told: Candidate) -> bool:
    between = reading.text[told.end : bare.start]
    if told.kind in _NO_UNITS or told.hidden or len(between) > REACH or "\n" in between:
        return False
    return same_sentence(reading.text, told.end, bare.start) or between.count(". ") <= 1


def _alike(bare: Candidate, told: Candidate) -> bool:
    """Whether a number is of a quantity's size, and as exact."""
    size = told.numeral.number if told.factor != 1 or told.numeral.has_scale else told.size
    if size <= 0 or not LEAST_PART <= bare.value / size <= 1 / LEAST_PART:
        return False
    if told.numeral.has_scale:
        return False
    if told.kind == "percent":
        return bare.value <= OLDEST
    return bare.numeral.whole or told.kind != "count"
