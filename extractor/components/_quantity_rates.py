"""Exchange rates: what one currency costs in another ("85.8 to the dollar", "closed at 71 US cents")."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.components import _quantity_currencies as currencies
from extractor.components._quantity_currencies import Form, Home
from extractor.components._quantity_spans import Candidate
from extractor.components._quantity_tables import classes, key, trie

_TABLE = classes("distractors")
_ALIASES = dict(pair.split(":") for pair in _TABLE["base_alias"])
_NAME = "(" + trie(currencies.NAMES) + r")(?!\w)"
_TO = r"(?: |-)(?:to|per|against|for|a|versus|vs\.?)(?: |-)"
_BASE_AFTER = re.compile(_TO + "(?:(" + trie(_ALIASES) + r")(?!\w)|(?:(?:the|a|an|one|each|1) )?" + _NAME + ")")
_CODE_BASE = re.compile(r"(?:/| to 1 | per | to the | to one | against the )(" + trie(currencies.CODES) + r")(?!\w)")
_ONE_BASE = re.compile(r"(?:/| ?= ?| to )(" + trie(["$", "US$", "€", "£", "¥"]) + r")1(?![\d.,]*\d)")
_NAME_ANYWHERE = re.compile(r"(?<!\w)" + _NAME)
_SUBJECT = re.compile(r"(?<!\w)(?:the )?" + _NAME + r"(?:['’]s [\w -]{0,40}?|[\w ,-]{0,40}?)(?<!\w)(?:" + trie(_TABLE["rate_verb"]) + r")(?!\w)[\w ,]{0,24}$")
_PEG = re.compile(_NAME + r"(?:['’]s)?[\w ,-]{0,40}?(?:to|against) (?:the )?" + _NAME + r"[\w ,-]{0,24} at $")
_AT = re.compile(r" (?:at|to) (?:about |around |nearly |just )?$")
_WINDOW = 90
_SENTENCE_END = re.compile(r"[.!?][\"”’)]? |\n")


def exchange(text: str, low: str, candidate: Candidate, home: Home) -> bool:
    """Sets `base` (and for a bare number the quoted currency) where the candidate is an exchange rate."""
    if candidate.numeral.has_scale or candidate.kind == "points":
        return False
    start = _sentence_start(low, candidate.start)
    base, end = _base_after(text, low, candidate)
    if base is not None:
        return _quote(low, candidate, home, base, end, start)
    if candidate.kind == "bare":
        peg = _PEG.search(low, start, candidate.start)
        if peg is None:
            return _stands_at(text, low, candidate, home, start)
        quoted, base = _code(peg[1], home), _code(peg[2], home)
        if quoted == base:
            return False
        candidate.kind, candidate.form, candidate.base = "money", Form((quoted,), Decimal(1)), base
        return True
    subject = _SUBJECT.search(low, start, candidate.start)
    if candidate.form is None or subject is None or candidate.per is not None or _plural(subject[1]):
        return False
    base = _code(subject[1], home)
    quoted = home.settle(candidate.form.codes)[0][0]
    if candidate.value < 100000 and not (base == quoted == "USD"):
        candidate.base = base if base != quoted else "USD"
    return True


def _stands_at(text: str, low: str, candidate: Candidate, home: Home, start: int) -> bool:
    """ "The baht stood at 36.15": a bare number with decimals is its currency's price of a dollar."""
    subject = _SUBJECT.search(low, start, candidate.start)
    if subject is None or _plural(subject[1]) or "." not in text[candidate.start : candidate.end]:
        return False
    quoted = _code(subject[1], home)
    if quoted == "USD" or not _AT.search(low, start, candidate.start):
        return False
    candidate.kind, candidate.form, candidate.base = "money", Form((quoted,), Decimal(1)), "USD"
    return True


def _plural(name: str) -> bool:
    return name.endswith("s") and not name.endswith(("us", "ss"))


def _sentence_start(low: str, at: int) -> int:
    start = max(0, at - _WINDOW)
    for match in _SENTENCE_END.finditer(low, start, at):
        start = match.end()
    return start


def _code(name: str, home: Home) -> str:
    return home.settle(currencies.NAMES[key(name)].codes, named=True)[0][0]


def _base_after(text: str, low: str, candidate: Candidate) -> tuple[str | None, int]:
    """The base currency that follows a number or stands as what it is paid for, and where it ends."""
    if candidate.per is not None and key(candidate.per) in currencies.NAMES:
        form = currencies.NAMES[key(candidate.per)]
        candidate.per = None
        return form.codes[0], candidate.end
    one = _ONE_BASE.match(text, candidate.end)
    if one:
        return currencies.SIGNS[one[1]].codes[0], one.end()
    code = _CODE_BASE.match(text, candidate.end)
    if code:
        return code[1], code.end()
    match = _BASE_AFTER.match(low, candidate.end)
    if match is None or candidate.per is not None:
        return None, candidate.end
    if match[1]:
        return _ALIASES[key(match[1])], match.end()
    if _plural(match[2]) or (low[match.start() + 1 : match.start() + 3] == "a " and match[2] == "pound"):
        return None, candidate.end
    return currencies.NAMES[key(match[2])].codes[0], match.end()


def _quote(low: str, candidate: Candidate, home: Home, base: str, end: int, start: int) -> bool:
    if candidate.form is None:
        for match in reversed(list(_NAME_ANYWHERE.finditer(low, start, candidate.start))):
            codes = [code for code in currencies.NAMES[key(match[1])].codes if code != base]
            if codes:
                candidate.form = Form((home.settle(codes, named=True)[0][0],), Decimal(1))
                break
        else:
            return False
    elif home.settle(candidate.form.codes)[0][0] == base:
        return False
    candidate.kind, candidate.base, candidate.end = "money", base, end
    return True
