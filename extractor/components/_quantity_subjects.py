"""What a bare number speaks of: the noun before it, an index, or the nouns counted earlier."""

from __future__ import annotations

import re

from extractor.components import _quantity_currencies as currencies
from extractor.components import _quantity_qualifiers as qualifiers
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_nouns import is_people, is_plural, singular
from extractor.components._quantity_tables import (
    Lazy,
    Reading,
    classes,
    cue,
    cue_before,
    last_match,
    same_sentence,
    sentence_start,
)
from extractor.components._quantity_units import thing, unit_of

_VERBS = frozenset(classes("nouns")["verb_s"])
_STOP = frozenset(classes("nouns")["stop"])
_ARRIVING = frozenset(classes("nouns")["arriving"])
"""Who is counted in "tourist arrivals"."""
_OPENING = frozenset(classes("nouns")["counted_opening"])
_AIMS = frozenset(classes("quantity_cues")["aims"])
_STRONG = cue_before("left_strong", "filler")
_AT_LEVEL = cue_before("at_level", "level_filler", 2)
_LEVEL = cue_before("grouped_level", "told_filler")
_INDEX = Lazy(r"(?<!\w)" + cue("index") + r"(?!\w)")
_INDEXED = Lazy(r"(?<!\w)" + cue("index_levels") + r"(?!\w)")
_RATE = Lazy(r"(?<!\w)(?:" + cue("rate_levels") + "|" + cue("percent_levels") + r")(?!\w)")
_LED = Lazy(r",?[ \n]to[ \n](?:" + cue("from_filler") + r"[ \n]){0,2}")
_BASE = r"(?<![\w.,])[12][0-9]{3}(?:[-/–][0-9]{2,4})?(?: average| prices)?\)?(?: ?= ?| as | equals | equal to )"
_BASE_YEAR = re.compile(_BASE + r"100(?![\w%]|[.,][0-9]| [a-z])")
"""The year in which an index is 100: "2015=100", "with 2018 as 100"."""
_BASE_AFTER = re.compile(r",? \(?(?:with |base(?: year)?:? |average of )?" + _BASE_YEAR.pattern)
_BASE_BEFORE = re.compile(_BASE + "$")
_NUMBER_OF = Lazy(cue("numbered") + r" of ((?:[a-z-]+ ){0,2}[a-z-]+s)(?!\w)")
_BESIDE = re.compile(r",? (?:at |of )?")
_NUMBERED = re.compile(r"(?<!\w)(?<!the )(?<!their )(?:numbered|number) (?:about |some |almost |nearly |only |just )?$")
_TOTALLED = re.compile(r"(?:^|[.;\n] ?)([A-Z][a-z]+s) total(?:l)?ed (?:about |some |almost |nearly )?$")
A_DAY = re.compile(r" (?:a|an|per) (?:day|week|month|hour|night|shift)(?!\w)")
_OPENED = Lazy(
    r"(?:^|[.;\n] ?)([A-Z][a-z]+s)(?: [a-z]+ly| (?:in|for|over) (?:the|that) [a-z]+| (?:last|this) [a-z]+)? "
    + cue("opened_moved")
    + r"(?: [a-z]+ly| back| again| further)? (?:to|from) (?:about |only |just |some |nearly )?$"
)
_EMPLOYED = Lazy(r"(?<!\w)" + cue("employ") + r" (?:" + cue("told_filler") + r" )?$")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
_CAPITAL = re.compile(r" [A-Z]")
_YEARS = range(1000, 2151)
_ALL_BUT = Lazy(r"(?<!\w)all (?:[a-z-]{1,20} ){0,3}([a-z-]{1,20}s) " + cue("all_but") + " $")
_IN_NUMBER = re.compile(r" in number(?!\w)")
_BODY = Lazy(r"(?<!\w)" + cue("body_of_people") + r" of (?:" + cue("from_filler") + r" )?$")
_OF_THEM = re.compile(r" of (?:them|which|whom)(?!\w)")
_NUMBER_TO = Lazy(
    r"(?<!\w)" + cue("brings_to") + r" (?:the|their|its) (?:total |overall )?" + cue("told_total") + r" to $"
)  # fmt: skip
_NO_TOTALS = frozenset(classes("quantity_cues")["no_label"])
_FEW = frozenset(classes("quantity_cues")["few"])
"""Things of which there are never many."""
LEAST_OF_MANY = 20_000
_TO_AT = cue_before("takes_rate")
_TO_NUMBER = re.compile(r" to [0-9]")
_DUTY = Lazy(r"(?<!\w)" + cue("duty") + r"(?!\w)")
_ENTERS = re.compile(r"(?<!\w)(?:enter(?:s|ed|ing)?|(?:comes?|came|coming) in) (?:[a-z]+ ){0,4}at $")
DUTY_REACH = 60
REACH = 160
NUMBER_REACH = 44
BEFORE = 3
"""How many words before a noun a preposition may stand that takes it."""
INDEX_REACH = 90
LEAST_INDEX = 1000
BASE_REACH = 60
HUNDRED = 100
GAP = 24
_STOPPED = (".", ",", ";", "")
LEAST_REACHED, LEAST_NAMED = 40, 10
"""An index level, at least, that a percentage leads to, and one of what is told by an index alone."""
COUNTED = 4
"""How many quantities back what "of them" speaks of may be counted."""
ROWS = 60


def name(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """Gives a bare number the noun that it counts; whether it states anything."""
    if bare.hidden:
        return False
    if _named_by_words(reading, bare, before):
        return True
    numeral = bare.numeral
    written = reading.text[numeral.start : numeral.bare_end].replace(".", "")
    grouped = numeral.form == "digits" and numeral.value >= 1000 and not written.isdecimal()
    strong = numeral.has_scale or grouped
    told = numeral.form == "digits" and numeral.value >= 10 and reading.ends(_STRONG, bare.start, 24) is not None
    told = told or (numeral.value > 1 and A_DAY.match(reading.low, bare.end) is not None)
    if not (strong or told) or not (numeral.has_scale or numeral.whole):
        return _kept_loosely(reading, bare)
    noun = _employed(reading, bare) or _subject(reading, bare) or _opening(reading, bare)
    if noun is None and not strong:
        return _kept_loosely(reading, bare)
    if noun is None and bare.value >= 1000:
        noun = _row(before)
    if noun is None and not numeral.has_scale and not (grouped and reading.ends(_LEVEL, bare.start, 24)):
        return _kept_loosely(reading, bare)
    measure = unit_of(noun) if noun else None
    if measure is not None:
        bare.kind, bare.unit, bare.factor = "measure", measure.unit, measure.factor
        bare.value = bare.numeral.value * measure.factor
    else:
        bare.count(noun or "")
    return True


def _named_by_words(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """ "all coastal states but two", "five of them", "13 in number", "a team of 31", "bringing their number to 48": a
    count of the plural before, or of people; whether it is one."""
    exempt = reading.ends(_ALL_BUT, bare.start, REACH)
    if exempt:
        bare.count(singular(exempt[1]))
        return True
    if bare.numeral.whole and reading.ends(_NUMBER_TO, bare.start, NUMBER_REACH) and before:
        last = next((other for other in reversed(before) if other.kind == "count" and other.noun), None)
        if last is not None and bare.start - last.end < REACH:
            bare.count(last.noun or "")
            return True
    if bare.numeral.whole and bare.value > 1 and reading.ends(_BODY, bare.start, 40):
        bare.count("person")
        return True
    if bare.numeral.whole and (_OF_THEM.match(reading.low, bare.end) or _IN_NUMBER.match(reading.low, bare.end)):
        counted = (other.noun for other in reversed(before[-COUNTED:]) if other.kind == "count" and other.noun)
        bare.count(_subject(reading, bare, opening=True) or next(counted, "") or "")
        return bool(bare.noun)
    return False


def _kept_loosely(reading: Reading, bare: Candidate) -> bool:
    """Reading loosely, figures without a unit stay as counts of nothing named."""
    if not reading.loose or bare.numeral.form != "digits":
        return False
    written = reading.text[bare.start : bare.end]
    if (written.isdecimal() and int(written) in _YEARS) or _CAPITAL.match(reading.text, bare.end):
        return False
    bare.count("")
    return True


def is_index(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """Whether a bare number is the level of an index ("the PMI rose to 51.4"): the index is named last.

    Behind a percentage, only figures that are too large for one.
    """
    if bare.hidden or bare.numeral.has_scale or not reading.ends(_AT_LEVEL, bare.start, 24):
        return False
    match = last_match(_INDEX, reading.low, max(0, bare.start - INDEX_REACH), bare.start)
    if match is None and _BASE_AFTER.match(reading.low, bare.end):
        return True
    if match is None or not same_sentence(reading.text, match.end(), bare.start):
        return False
    since = [other for other in before[-3:] if other.start > match.start()]
    if any(other.unit not in ("%", "point") for other in since):
        return False
    if bare.value >= LEAST_INDEX or not any(other.kind == "percent" for other in since):
        return True
    gap = reading.gap(since[-1].end, bare.start)
    led = since[-1].unit == "point" or (len(gap) <= GAP and not any(c in gap for c in ".,;"))
    led = led or (reading.low.endswith("from ", 0, bare.start) and _TO_NUMBER.match(reading.low, bare.end) is not None)
    return bare.value >= LEAST_REACHED and led  # "fell 1% to 104.5", "fell 14%, as is usual, from 121 to 104"


def led_to(reading: Reading, bare: Candidate, before: list[Candidate]) -> bool:
    """Whether a bare number is the level to which a percentage has moved something that is no percentage itself:
    "import prices rose by 0.2 percent to 139.4", not "the share rose 2 percent to 45"."""
    last = before[-1] if before else None
    if last is None or last.kind != "percent" or bare.hidden or bare.numeral.has_scale or bare.value < LEAST_NAMED:
        return False
    if not _LED.fullmatch(reading.gap(last.end, bare.start)) or reading.low.endswith("from ", 0, last.start):
        return False
    if not any(_moved(reading, other, last) for other in before[-3:]):
        return False
    start = sentence_start(reading.text, max(0, last.start - INDEX_REACH), last.start)
    rate = last_match(_RATE, reading.low, start, last.start)
    named = last_match(_INDEXED, reading.low, start, last.start)
    if named is None and bare.value < LEAST_REACHED:
        return False
    return rate is None or (named is not None and named.end() > rate.end())


def _moved(reading: Reading, percent: Candidate, last: Candidate) -> bool:
    """Whether a percentage, or the one before whose verb it shares, tells a movement."""
    if percent.kind != "percent" or not same_sentence(reading.text, percent.end, last.start):
        return False
    return bool(percent.sign) or qualifiers.direction(reading.low, percent.start, percent.end, True) is not None


def indexed(reading: Reading, bare: Candidate) -> bool:
    """Whether a level is an index's, by the words of its sentence: "import prices", "(2015=100)"."""
    start = sentence_start(reading.text, max(0, bare.start - INDEX_REACH), bare.start)
    return last_match(_INDEXED, reading.low, start, bare.start) is not None or _based(reading, start, bare.end)


def is_base(reading: Reading, bare: Candidate) -> bool:
    """Whether a number is only the 100 that an index has in its base year."""
    return bare.value == HUNDRED and reading.ends(_BASE_BEFORE, bare.start, 32) is not None


def _based(reading: Reading, start: int, end: int) -> bool:
    """Whether the year is told in which an index is 100, between two offsets or soon behind."""
    base = _BASE_YEAR.search(reading.low, start, end + BASE_REACH)
    return base is not None and same_sentence(reading.text, end, max(base.start(), end))


def index_named(reading: Reading, at: int) -> bool:
    """Whether an index is named before an offset, in its sentence."""
    match = last_match(_INDEX, reading.low, max(0, at - INDEX_REACH), at)
    return match is not None and same_sentence(reading.text, match.end(), at)


def zero_rate(reading: Reading, bare: Candidate) -> bool:
    """Whether a bare zero is a duty's or tax's rate ("the tariff falls to zero"), named in its sentence; soon before,
    where zero is asked for."""
    if bare.value != 0 or not reading.ends(_TO_AT, bare.start, 12):
        return False
    after = _WORD.match(reading.text, bare.end + 1) if reading.text[bare.end : bare.end + 1] in (" ", "\n") else None
    if after is not None and after.group() not in _STOP and not _DUTY.fullmatch(after.group()):
        return False
    start = sentence_start(reading.text, max(0, bare.start - REACH), bare.start)
    if _DUTY.search(reading.low, start, bare.end + DUTY_REACH) is not None or reading.ends(_ENTERS, bare.start, 48):
        return True
    if not reading.low.endswith("for ", 0, bare.start):
        return False
    opened = max(reading.text.rfind("\n", 0, start) + 1, start - REACH)
    return reading.text[bare.end : bare.end + 1] in _STOPPED and _DUTY.search(reading.low, opened, start) is not None


def numbered(reading: Reading, start: int, end: int, beside: bool = False) -> str | None:
    """The plural of "the number of …" between two offsets; `beside`: right before the second one."""
    match = last_match(_NUMBER_OF, reading.low, start, end)
    if match is None or (beside and _BESIDE.fullmatch(reading.gap(match.end(), end)) is None):
        return None
    return match[1]


def acting(reading: Reading, bare: Candidate) -> str | None:
    """The plural that a number tells the number or the pace of: "Calls at Suva numbered 64", "Lorries cross at 35 a
    day"."""
    summed = _TOTALLED.search(reading.text, max(0, bare.start - 40), bare.start)
    if summed and is_noun(summed[1].lower()) and summed[1].lower() not in _NO_TOTALS:
        return singular(summed[1].lower())
    if not bare.numeral.whole or bare.value <= 1 or bare.numeral.has_scale:
        return None
    if reading.ends(_NUMBERED, bare.start, 24):
        noun = _subject(reading, bare, opening=True, acting=True)
        return None if noun is None or is_people(noun) else noun
    return _subject(reading, bare, opening=True) if A_DAY.match(reading.low, bare.end) else None


def _employed(reading: Reading, bare: Candidate) -> str | None:
    """Who is counted behind "will employ"."""
    return "employee" if reading.ends(_EMPLOYED, bare.start, 40) else None


def _opening(reading: Reading, bare: Candidate) -> str | None:
    """The plural that opens a sentence and moves to a number, or from one: "Applications fell to 58"."""
    moved = _OPENED.search(reading.text, max(0, bare.start - 60), bare.start)
    noun = moved[1].lower() if moved else ""
    return singular(noun) if noun and is_noun(noun) and noun not in _NO_TOTALS else None


def own(reading: Reading, bare: Candidate) -> str | None:
    """The plural that a bare number's own sentence speaks of before it."""
    return _subject(reading, bare)


def _subject(reading: Reading, bare: Candidate, opening: bool = False, acting: bool = False) -> str | None:
    """The plural that a bare number speaks of: "the number of …" or the nearest in its sentence.

    `opening`: the word that opens the sentence may be it, too; `acting`: so may those that are verbs elsewhere.
    """
    start = sentence_start(reading.text, max(0, bare.start - REACH), bare.start)
    told = numbered(reading, start, bare.start)
    if told is not None:
        return singular(told)
    words = _WORD.findall(reading.text[start : bare.start])
    if words and (opening or words[0].lower() in _OPENING):
        words[0] = words[0].lower()
    nouns = [index for index in range(len(words) - 1, -1, -1) if is_noun(words[index], acting)]
    if bare.value >= LEAST_OF_MANY:
        nouns = [index for index in nouns if words[index] not in _FEW]
    free = [index for index in nouns if not any(word in _AIMS for word in words[max(0, index - BEFORE) : index])]
    for index in free or nouns:
        if words[index] == "numbers" and index:  # "visitor numbers"
            return singular(words[index - 1].lower())
        if words[index] == "arrivals" and index and words[index - 1].lower() in _ARRIVING:
            return singular(" ".join(words[index - 1 : index + 1]).lower())
        headed = index > 1 and words[index - 1] == "of" and is_noun(words[index - 2])
        return singular(words[index - 2] if headed else words[index])
    return None


def is_noun(word: str, acting: bool = False) -> bool:
    if not is_plural(word) or word in _STOP or (word in _VERBS and not acting) or word != word.lower():
        return False
    return thing(word, True) is None and unit_of(word) is None and word not in currencies.NAMES


def _row(before: list[Candidate]) -> str | None:
    """The noun that was last counted in such numbers: a row of a table or list goes on with it."""
    for other in reversed(before[-ROWS:]):
        if other.kind == "count" and other.noun and other.size >= 1000 and not is_people(other.noun):
            return other.noun
    return None
