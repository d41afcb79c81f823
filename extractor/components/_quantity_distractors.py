"""Numbers that state nothing: years, dates, times, names, numbers of sections, lists, telephones, addresses."""

from __future__ import annotations

import re

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_numerals import Numeral
from extractor.components._quantity_tables import Lazy, classes, trie

_TABLE = classes("distractors")
_STOP = frozenset(classes("nouns")["stop"])


def _any(name: str) -> str:
    return "(?:" + trie(_TABLE[name]) + ")"


_MONTH = _any("month")
_DAY = "[0-9]{1,2}(?:st|nd|rd|th)?"
_MONTH_BEFORE = Lazy(rf"(?<!\w){_MONTH}\.?,?[ \u00a0\n-]{{1,2}}(?:{_DAY}(?: ?[-–—] ?| to | and |, and ))?$")
_MONTH_AFTER = Lazy(rf"(?:st|nd|rd|th)?(?: of)?[ \u00a0\n/-]{{1,2}}{_MONTH}(?!\w)")
_DAYS_THEN_MONTH = Lazy(rf" ?(?:-|–|—|to|and|,|or) ?{_DAY}[ \u00a0\n-]{_MONTH}(?!\w)")
_WEEKDAY_BEFORE = Lazy(r"(?<!\w)" + _any("weekday") + r" \($")
_NUMBERED = r"[:.#]?[ \u00a0\n-]?(?:#|no\.? ?)?$"
_NAME_BEFORE = Lazy(r"(?<!\w)" + _any("name") + _NUMBERED)
_PROPER_BEFORE = Lazy(r"(?<!\w)" + _any("proper") + _NUMBERED.replace("no", "No"))
_LISTED_BEFORE = Lazy(r"(?<!\w)" + _any("listed") + r" [\w.() -]{1,12}(?:,| and| or| to|-|–) ?$")
_YEAR_BEFORE = re.compile(r"(?<![0-9.,])[12][0-9]{3}[-–/]$")
_TIME_AFTER = Lazy(r"(?:[:.h][0-9]{2})?[ \u00a0\u202f]?" + _any("zone") + r"(?!\w)")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_ORDINAL = Lazy("-?" + _any("nocount") + r"(?!\w)")
_DECADE = Lazy(_any("decade") + r"(?!\w)")
_YEAR_SPAN = re.compile(r"[-–/](?:[0-9]{4}|[0-9]{2})(?![0-9.,]*[0-9%])")
_STREET = Lazy(r" (?:[A-Z][\w'’.]+ ){1,3}(?:" + trie([name.title() for name in _TABLE["street"]]) + r")(?!\w)")
_READ = Lazy("[ -]" + _any("read") + r"(?!\w)")
_ERA = Lazy(" ?" + _any("era") + r"(?!\w)")
_STATUTE = Lazy(_any("statute") + "(?: [a-z]+)? " + _any("statute_after") + r"(?!\w)")
"""Sections of American law by their numbers alone: "the 301 tariffs"."""
_STATUTE_BEFORE = (" the ", "\nthe ", "its ", "new ", "existing ", "under ", "these ", "those ")
LINES = 600
"""How far off the next line of a list may begin."""
_LIST_NUMBER = re.compile(r"[.)](?=[ \u00a0\t][A-Z\"“‘'])")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w])([A-Z][\w'’&]*|[A-Z]\.)[ -]$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}(?![0-9])|[0-9]{1,2}/[0-9]{4}")
_GROUPS = re.compile(r"\(?\+?[0-9]{2,4}\)?(?:[ .-]\(?[0-9]{2,4}\)?){2,5}(?![0-9%])")
_GROUP_MARKS = tuple(" -.()")
PHONE_DIGITS = 9
"""Groups of figures with as many digits are a telephone number."""
LATEST_CLOCK = 2400


def is_year(text: str, numeral: Numeral) -> bool:
    """Whether the numeral is written as a year of our time is."""
    written = text[numeral.start : numeral.bare_end]
    if len(written) != 4 or not written.isdecimal() or numeral.has_scale:
        return False
    return 1800 <= int(written) <= 2150


def is_distractor(text: str, low: str, numeral: Numeral) -> bool:
    """Whether a numeral without currency, scale and unit stands in a date, time, name, list or address."""
    start, end = numeral.start, numeral.end
    digits = numeral.form == "digits"
    if digits and _in_figures(text, low, start, end):
        return True
    if digits and (_in_brackets(text, start, end) or _is_statute(low, start)):
        return True
    if named(text, low, start) or _READ.match(low, end) or _STREET.match(text, end) or _ERA.match(low, end):
        return True
    if len(text[start:end]) in (2, 4) and _YEAR_BEFORE.search(text, max(0, start - 6), start):
        return True
    if digits and numeral.number <= 31 and "." not in text[start:end]:
        bracketed = low[start - 1 : start] == "("
        if month_before(low, start) or (bracketed and _WEEKDAY_BEFORE.search(low, max(0, start - 12), start)):
            return True
        if _MONTH_AFTER.match(low, end) or _DAYS_THEN_MONTH.match(low, end):
            return True
    return digits and numeral.number <= LATEST_CLOCK and _TIME_AFTER.match(low, end) is not None


def month_before(low: str, start: int) -> bool:
    """Whether a month's name stands before a number that may be its day."""
    return _MONTH_BEFORE.search(low, max(0, start - 24), start) is not None


def named(text: str, low: str, start: int) -> bool:
    """Whether the words before a number make it a name or a reference ("Section 301", "aged 25")."""
    left = max(0, start - 24)
    if _NAME_BEFORE.search(low, left, start) or _PROPER_BEFORE.search(text, left, start):
        return True
    return _LISTED_BEFORE.search(low, max(0, start - 40), start) is not None


def names_before(text: str, numeral: Numeral) -> bool:
    """Whether a capitalised word, no function word, stands right before a bare numeral ("Artemis 2")."""
    match = _CAPITAL_BEFORE.search(text, max(0, numeral.start - 24), numeral.start)
    if match is None or match[1].endswith(("'s", "’s")) or match[1].lower() in _STOP:
        return False
    return "," not in text[numeral.start : numeral.end]


def _in_figures(text: str, low: str, start: int, end: int) -> bool:
    """Within a string of figures that is no number: dates, clock times, telephones, ordinals, decades, lists."""
    if _DATE.match(text, start) or _CLOCK.match(text, start) or _ORDINAL.match(low, end):
        return True
    before = text[start - 1 : start] if start else ""
    if before == "#" or (before in (":", "/") and text[start - 2 : start - 1].isdigit()):
        return True
    run = text[start:end]
    past = len(run) == 4 and run.isdecimal() and int(run) > 1500
    if past and (_DECADE.match(low, end) or _YEAR_SPAN.match(low, end)):
        return True
    opened = before == "(" and text[start - 2 : start - 1] in ("", "\n")
    if (not before or before == "\n" or opened) and len(run) <= 3 and (
        _LIST_NUMBER.match(text, end) or _in_list(text, run, end)
    ):
        return True
    return _telephone(text, start, end)


def _in_list(text: str, run: str, end: int) -> bool:
    """Whether a line that opens with a number is one of a list, whose line before or behind opens with the next one."""
    if not run.isdecimal() or text[end : end + 2] not in (". ", ") "):
        return False
    near = text[max(0, end - LINES) : end + LINES]
    return any(f"\n{int(run) + step}{text[end]} " in near for step in (-1, 1))


def _is_statute(low: str, start: int) -> bool:
    return _STATUTE.match(low, start) is not None and low[max(0, start - 10) : start].endswith(_STATUTE_BEFORE)


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a number in brackets counts the points of a sentence: "(1) the origin, (2) the date"."""
    if text[start - 1 : start] != "(" or text[end : end + 2] != ") " or not text[start:end].isdecimal():
        return False
    near = text[max(0, start - LINES) : end + LINES]
    return any(f"({int(text[start:end]) + step}) " in near for step in (-1, 1))


def _telephone(text: str, start: int, end: int) -> bool:
    if text[end : end + 1] not in _GROUP_MARKS and text[max(0, start - 1) : start] not in _GROUP_MARKS:
        return False
    for match in _GROUPS.finditer(text, max(0, start - 16), end + 20):
        if match.start() <= start < match.end():
            long = sum(char.isdigit() for char in match.group()) >= PHONE_DIGITS
            return long and currencies.before(text, match.start()) is None  # "Rp16.000-17.500"
    return False
