"""What a single line of a page is, by its cues and its shape."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.components._calendar_tokens import tokens
from extractor.lookups import cells, table

_COPYRIGHT = re.compile(r"\(c\) ?(?:copyright|(?:19|20)[0-9]{2})")
"""A notice, no third point of a list: "(c) Vehicles over the limit"."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SEPARATOR = re.compile(r"\s[|›»·•>/]\s|\s{2,}|\t")
_WHOLE_DAY = re.compile(r"(?:\w+day,? )?(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?),? (?:19|20)\d\d")
_LEAD_END = re.compile(r"\s*(?:--|—|–)\s?|\s-\s|:\s")
_CREDIT_TAIL = re.compile(r"[.!?\"”]\s+[A-Z][A-Z .'’\-]{2,50}/[A-Z][A-Z &.'’\-]+$|\([^()]{0,40}[Pp]hoto\)$")
_NUMERIC_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_RANGE_END = re.compile(r"[A-Za-z]{3,9}\b|\d{4}\b")
_AMOUNT = re.compile(r"\d\s?(?:%|per ?cent|pct|bn|[mb]illion|trillion|lakh|crore|tonnes|tons)|[$€£¥₹]\s?\d")
_CLOSING = tuple('.!?"”’)')
_CITY_LEAD = re.compile(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?::|\.) (?=[\"“‘'A-Z])")
_STOPPED = re.compile(r"([A-Z][^,.\n]{1,40},? [^.\n]{6,30}\d{4})\. (?=[\"“‘'A-Z])")
LEAST_PARAGRAPH = 80
"""Characters of a paragraph, at least, behind a city alone."""
MAX_FURNITURE = 28
MAX_BYLINE = 18
MAX_LEAD = 75
MAX_CAPTION = 70
LONGEST_HEADLINE = 25
LONGEST_CLOSED_HEADLINE = 14
"""Words of a headline of several sentences that ends in a full stop ("Exports up. Imports down.")."""
_FULL_STOP = re.compile(r"[.!][\"”’)]{0,2}$")
_NEXT_SENTENCE = re.compile(r"(?:[a-z]{4}|\d|%)[.!?][\"”’)]{0,2}\s{1,3}[\"“‘(]?[A-Z]")


@lru_cache(maxsize=1)
def _cues() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in table("zones"):
        key = (row["zone"], row["how"])
        found[key] = (*found.get(key, ()), *cells(row, "forms"))
    return found


@lru_cache(maxsize=64)
def _set(zone: str, how: str) -> frozenset[str]:
    return frozenset(_cues()[zone, how])


@lru_cache(maxsize=64)
def words(line: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(line))


def start_cue(line: str, zone: str, how: str = "start") -> str:
    """The cue of a zone that a line starts with, as whole words; empty where there is none."""
    low = line.lower().lstrip("-–—•*[ ").replace("’", "'")
    if (zone, how) == ("boilerplate", "start") and _COPYRIGHT.match(low):
        return "(c)"
    for cue in _cues()[zone, how]:
        if low.startswith(cue) and (not cue[-1].isalnum() or not low[len(cue) : len(cue) + 1].isalnum()):
            return cue
    return ""


def starts_with(line: str, zone: str, how: str = "start") -> bool:
    return bool(start_cue(line, zone, how))


def is_label(line: str) -> bool:
    """A heading of links ("Related:"): the line right after it is one."""
    return line.lower() in _set("boilerplate", "label")


def is_link(line: str) -> bool:
    """Whether a line may be the text of a link: no sentence, no amount."""
    return not is_sentence(line) and not _AMOUNT.search(line) and len(words(line)) <= 20


def is_sentence(line: str) -> bool:
    """Whether a line closes as a sentence does and is long enough for one."""
    return line.endswith(_CLOSING) and line[0] not in "([" and len(words(line)) >= 8


def is_closed(line: str) -> bool:
    """Whether a line ends in a full stop, with or without closing marks after it."""
    return _FULL_STOP.search(line[-4:]) is not None


def is_running(line: str) -> bool:
    """Whether a closed line is text and no headline: several sentences, one too long, or one after a dateline."""
    count = len(words(line))
    if count > LONGEST_HEADLINE or lead_length(line):
        return True
    return count > LONGEST_CLOSED_HEADLINE and _NEXT_SENTENCE.search(line) is not None


def tells(line: str) -> bool:
    """Whether a closed line reports in the past what somebody said, as text does and headlines don't."""
    return any(word.lower() in _set("body", "told") for word in words(line))


def is_share_bar(line: str) -> bool:
    """Names of networks and buttons, with counts between them."""
    found = [w.lower() for w in words(line)]
    return (
        bool(found)
        and 2 * sum(w in _set("boilerplate", "word") for w in found) > len(found)
        and len(found) <= 20
        and not is_sentence(line)
    )


def is_path(line: str) -> bool:
    """ "Home › Business › Pakistan": short names between separators, without figures."""
    if any(c.isdigit() for c in line):
        return False
    parts = [part for part in _SEPARATOR.split(line) if part]
    return len(parts) >= 3 and all(len(words(p)) <= 4 for p in parts)


def is_request(line: str) -> bool:
    """An imperative at the reader: a verb of the page first, a thing of the page after it."""
    found = [w.lower() for w in words(line)]
    return (
        bool(found)
        and len(found) <= 15
        and found[0] in _set("boilerplate", "verb")
        and any(w in _set("boilerplate", "noun") for w in found[1:])
    )


def is_furniture(line: str) -> bool:
    """Share bars, forms, cookie notes, links to other articles: nothing that the article says."""
    count = len(words(line))
    if count == 0:
        return not any(c.isdigit() for c in line)
    if count > MAX_FURNITURE:
        return False
    low = line.lower()
    cue = start_cue(line, "boilerplate")
    if cue:
        plain = not is_sentence(line) and not _AMOUNT.search(line)
        return plain if cue.isalpha() else count <= 16 or not _AMOUNT.search(line)
    if any(cue in low for cue in _cues()["boilerplate", "contain"]) and not _AMOUNT.search(line):
        return True
    return is_share_bar(line) or is_path(line) or is_request(line)


def starts_tail(line: str) -> bool:
    """Whether a line opens the page's end (comment form, related articles)."""
    return len(words(line)) <= 12 and any(cue in line.lower() for cue in _cues()["boilerplate", "tail"])


def is_caption(line: str) -> bool:
    low = line.lower()
    if len(words(line)) > MAX_CAPTION:
        return False
    if starts_with(line, "caption") or _CREDIT_TAIL.search(line[-90:]):
        return True
    ends = low[-60:]
    return any(cue in ends for cue in _cues()["caption", "contain"])


def is_table_row(line: str) -> bool:
    """Cells with figures between tabs or bars."""
    parts = [p for p in re.split(r"\t|\s\|\s|\s{3,}", line.strip(" |")) if p.strip()]
    return (
        len(parts) >= 3
        and 2 * sum(any(c.isdigit() for c in p) for p in parts) >= len(parts)
        and all(len(words(p)) <= 6 for p in parts)
    )


def has_calendar(line: str) -> bool:
    return any({"MONTH", "YEAR", "NUMERIC"} & t.classes.keys() for t in tokens(line))


def is_byline(line: str, top: bool) -> bool:
    """Who wrote it, where and when. `top`: before the first paragraph, where a bare name, place or date will do."""
    if top and _NUMERIC_DATE.fullmatch(line):
        return True
    found = words(line)
    if not found or len(found) > MAX_BYLINE or is_sentence(line) or _AMOUNT.search(line):
        return False
    if starts_with(line, "byline"):
        return True
    low = [w.lower() for w in found]
    if not top:
        return False
    if low[0] in ("by", "from") and len(found) > 1 and found[1][0].isupper():
        return low[1] not in _set("byline", "not_after_by")
    if any(w in _set("byline", "word") for w in low) and len(found) <= 10:
        return True
    told = [w for w in found if w[0].islower() and w not in _set("byline", "small")]
    return len(told) < 2 and len(found) <= 8 and sum(c.isdigit() for c in line) >= 5 and has_calendar(line)


def is_name(line: str, lower_words: frozenset[str]) -> bool:
    """A bare name or place: up to four capitalised words of which the text has none in small letters."""
    found = words(line)
    return (
        0 < len(found) <= 4
        and not any(c.isdigit() for c in line)
        and not line.endswith(_CLOSING)
        and all(w[0].isupper() and w.lower() not in lower_words for w in found)
    )


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    """The capitals and cities that are known, in small letters."""
    rows = table("places")
    return frozenset(name.lower() for row in rows for column in ("capital", "cities") for name in cells(row, column))


def _city_length(line: str) -> int:
    """The length of a known city and a colon or stop that open a paragraph: "New Delhi: Exports rose"."""
    match = _CITY_LEAD.match(line)
    return match.end() if match and len(line) >= LEAST_PARAGRAPH and match[1].lower() in _cities() else 0


def lead_length(line: str) -> int:
    """How many characters at the start of a line are its dateline ("BEIJING, June 9 -- "); 0 for none."""
    return _dated_length(line) or _city_length(line)


def _city_and_day(lead: str) -> bool:
    """Whether a line opens with a city and a whole date: "New Delhi, April 15, 2025"."""
    city, _, rest = lead.partition(",")
    named = city.isupper() or city.lower() in _cities()
    return named and has_calendar(rest) and _WHOLE_DAY.fullmatch(rest.strip()) is not None


def _is_no_place(found: tuple[str, ...]) -> bool:
    """Whether the first word of a line is none of a place's name: "In January", not "In Amenas"."""
    if found[0].lower() not in _set("dateline", "not_place"):
        return False
    named = len(found) > 2 and found[1][0].isupper() and not has_calendar(found[1])
    town = named and found[0].lower() in _set("dateline", "opens_town")
    return not (town and found[2][0].isupper())


def _in_range(line: str, dash: re.Match[str]) -> bool:
    """Whether a dash stands between two months or years, of which the first is all the time that is told: "In
    January–June"."""
    before, follows = line[: dash.start()].split(), _RANGE_END.match(line, dash.end())
    if follows is None or not before or not (has_calendar(follows[0]) and has_calendar(before[-1])):
        return False
    return not any(c.isdigit() for c in " ".join(before[:-1])) and not has_calendar(" ".join(before[:-1]))


def _lead_end(line: str) -> re.Match[str] | None:
    """What closes a dateline: the first dash or colon that stands in no bracket."""
    for match in _LEAD_END.finditer(line[: MAX_LEAD + 5]):
        if line.count("(", 0, match.start()) <= line.count(")", 0, match.start()):
            return match
    return None


def _dated_length(line: str) -> int:
    """The length of a dateline that a dash, a colon or, behind a city and a whole date, a full stop closes."""
    stopped = _STOPPED.match(line)
    if stopped and _city_and_day(stopped[1]):
        return stopped.end()
    match = _lead_end(line)
    if match is None or match.start() == 0 or _in_range(line, match):
        return 0
    lead = line[: match.start()]
    place, bracket, agency = lead.partition("(")
    found = words(place)
    if not found or not found[0][0].isupper() or len(found) > 8 or _is_no_place(found):
        return 0
    dated = has_calendar(lead)
    known = {w.lower() for w in words(agency)} & _set("dateline", "agency")
    capitals = found[0].isupper() and len(found[0]) > 2
    if any(w[0].islower() and w not in _set("dateline", "small") for w in found):
        return 0
    if match[0].startswith(":"):
        closed = (place.strip().isupper() and not bracket and len(found) <= 4) or _city_and_day(lead)
        return match.end() if closed else 0
    if dated or known or (bracket and len(words(agency)) <= 4):
        return match.end()
    return match.end() if capitals and len(found) <= 4 and match[0].strip() in ("—", "--", "–", "-") else 0
