"""Numbers that state nothing: years, dates, times, names, numbers of sections, lists, telephones, addresses."""

from __future__ import annotations

import re

from extractor.components._quantity_numerals import Numeral
from extractor.components._quantity_tables import classes, trie

_TABLE = classes("distractors")
_MONTHS = trie(_TABLE["month"])
_MONTH_BEFORE = re.compile(r"(?<!\w)(?:" + _MONTHS + r")\.?,?[ \u00a0\n-]{1,2}(?:[0-9]{1,2}(?:st|nd|rd|th)?[ ,–—-]{1,3}(?:to |and )?)?$")
_MONTH_AFTER = re.compile(r"(?:st|nd|rd|th)?(?: of)?[ \u00a0\n/-]{1,2}(?:" + _MONTHS + r")(?!\w)")
_DAYS_THEN_MONTH = re.compile(r" ?(?:-|–|—|to|and|,|or) ?[0-9]{1,2}(?:st|nd|rd|th)?[ \u00a0\n-](?:" + _MONTHS + r")(?!\w)")
_NAME_BEFORE = re.compile(r"(?<![\w])(?:" + trie(_TABLE["name"]) + r")[:.#]?[ \u00a0\n-]?(?:#|no\.? ?)?$")
_PROPER_BEFORE = re.compile(r"(?<![\w])(?:" + trie(_TABLE["proper"]) + r")[:.#]?[ \u00a0\n-]?(?:#|No\.? ?)?$")
_YEAR_BEFORE = re.compile(r"(?<![0-9.,])[12][0-9]{3}[-–/]$")
_LIST_OF_NAMES = re.compile(r"(?<![\w])(?:sections|articles|chapters|annexes|rules|nos\.?|lines|headings|phases|parts) [\w.() -]{1,12}(?:,| and| or| to|-|–) ?$")
_TIME_AFTER = re.compile(r"(?:[:.h][0-9]{2})?[ \u00a0\u202f]?(?:" + trie(_TABLE["zone"]) + r")(?!\w)")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_ORDINAL = re.compile(r"-?(?:" + trie(_TABLE["nocount"]) + r")(?!\w)")
_DECADE = re.compile(r"(?:" + trie(_TABLE["decade"]) + r")(?!\w)")
_YEAR_SPAN = re.compile(r"[-–/](?:[0-9]{4}|[0-9]{2})(?![0-9.,]*[0-9%])")
_STREET = re.compile(r" (?:[A-Z][\w'’.]+ ){1,3}(?:" + trie([s.title() for s in _TABLE["street"]]) + r")(?!\w)")
_READ = re.compile(r"[ -](?:" + trie(_TABLE["read"]) + r")(?!\w)")
_PHONE = re.compile(r"(?:[ .-]?\(?[0-9]{2,5}\)?){2,6}(?![0-9])")
_LIST_NUMBER = re.compile(r"[.)](?=[ \u00a0\t][A-Z\"“‘'])")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w])([A-Z][\w’'&]*|[A-Z]\.)[ -]$")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}(?![0-9])|[0-9]{1,2}/[0-9]{4}")
_ERA = re.compile(r" ?(?:" + trie(_TABLE["era"]) + r")(?!\w)")
_PREPOSITION_YEAR = re.compile(r"[12][0-9]{3}")
_SCORE = re.compile(r"[0-9]{1,3}[-–][0-9]{1,3}(?! ?(?:%|per|million|billion|trillion|bn|[a-z]))")


def is_year(text: str, numeral: Numeral) -> bool:
    """Whether the numeral is written as a year of our time is."""
    written = text[numeral.start : numeral.bare_end]
    return len(written) == 4 and written.isdecimal() and 1800 <= int(written) <= 2150 and not numeral.has_scale


def is_distractor(text: str, low: str, numeral: Numeral) -> bool:
    """Whether a numeral without currency, scale and unit stands in a date, time, name, list or address."""
    start, end = numeral.start, numeral.end
    if numeral.form == "digits" and _in_figure_string(text, low, start, end):
        return True
    behind = low[max(0, start - 24) : start]
    if _MONTH_BEFORE.search(behind) and numeral.number <= 31 and "." not in text[start:end]:
        return True
    if named(text, low, start):
        return True
    if len(text[start:end]) in (2, 4) and _YEAR_BEFORE.search(text, max(0, start - 6), start):
        return True
    if numeral.number <= 31 and (_MONTH_AFTER.match(low, end) or _DAYS_THEN_MONTH.match(low, end)):
        return True
    if _READ.match(low, end) or _STREET.match(text, end) or _ERA.match(low, end):
        return True
    return numeral.form == "digits" and numeral.number <= 2400 and bool(_TIME_AFTER.match(low, end))


def named(text: str, low: str, start: int) -> bool:
    """Whether the words before a number make it a name or a reference ("Section 301", "aged 25")."""
    left = max(0, start - 24)
    if _NAME_BEFORE.search(low, left, start) or _PROPER_BEFORE.search(text, left, start):
        return True
    return bool(_LIST_OF_NAMES.search(low, max(0, start - 40), start))


def _in_figure_string(text: str, low: str, start: int, end: int) -> bool:
    """Within a string of figures that is no number: dates, clock times, telephones, ordinals, decades."""
    if _ISO_DATE.match(text, start) or _CLOCK.match(text, start):
        return True
    before = text[start - 1 : start]
    if before in (":", "/") and text[start - 2 : start - 1].isdigit():
        return True
    if _ORDINAL.match(low, end) or before == "#":
        return True
    if len(text[start:end]) == 4 and (_DECADE.match(low, end) or _YEAR_SPAN.match(low, end)):
        return int(text[start:end]) > 1500 if text[start:end].isdecimal() else False
    line_start = start == 0 or text[start - 1] in "\n(" and (start < 2 or text[start - 2] in "\n" or text[start - 1] == "\n")
    if line_start and _LIST_NUMBER.match(text, end) and end - start <= 3:
        return True
    if before == "+" and end - start <= 3 and text[end : end + 1] in " -(" and _PHONE.match(text, end):
        return True
    return bool(_telephone(text, start, end))


_GROUPS = re.compile(r"\(?\+?[0-9]{2,4}\)?(?:[ .-]\(?[0-9]{2,4}\)?){2,5}(?![0-9%])")


def _telephone(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] not in (" ", "-", ".", ")") and text[start - 1 : start] not in (" ", "-", ".", "("):
        return False
    left = max(0, start - 16)
    for match in _GROUPS.finditer(text, left, end + 20):
        if match.start() <= start < match.end() and match.end() > end or match.start() < start <= match.end():
            return len(re.sub(r"\D", "", match.group())) >= 9
    return False


def names_before(text: str, numeral: Numeral) -> bool:
    """Whether a capitalised word, not a sentence's first, stands right before a bare numeral ("Artemis 2")."""
    match = _CAPITAL_BEFORE.search(text, max(0, numeral.start - 24), numeral.start)
    if match is None or match[1].endswith(("'s", "’s")) or match[1].lower() in _STOP:
        return False
    return "," not in text[numeral.start : numeral.end]


_STOP = frozenset(classes("nouns")["stop"])
