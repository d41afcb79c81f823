"""First-level regions and larger cities, found only where the words beside them tell of a place.

Many of their names are surnames or parts of longer names; one that stands beside another capitalised word
anywhere in an article is left out of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from extractor import lookups
from extractor.components.attributes import Record

_WORD = re.compile(r"[^\W\d_][\w’']*")
_BEFORE = re.compile(r"([^\W\d_]+)(\s+)([^\W\d_]+) $|([^\W\d_]+) $")
_AFTER = re.compile(r" ([^\W\d_]+)")
_COUNTED = re.compile(r" (?:with |at )?(?:[A-Z]{0,3}[$€£¥]|Rs\.? ?)?\d")
_OWNS = ("'s", "’s", "s'", "s’")
_COUNTY = re.compile(r"[A-Z](?<!\w[A-Z])[a-z]+ (?:[A-Z][a-z]+ ){0,2}County\b(?! [A-Z])")
_DATELINE = re.compile(
    r"^([^\W\d_][^\n,(—–:]{2,30}?)(?:, [^\n—–:]{1,30})?(?: ?\([^\n)]{2,30}\))? ?(?:[—–]|-{1,2} )", re.MULTILINE
)
_REACH = 40


@cache
def _context(kind: str) -> frozenset[str]:
    rows = lookups.table("places_context")
    return frozenset(w for row in rows if row["class"] == kind for w in lookups.cells(row, "words"))


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """First word → (name as written, country, name of the region), longest first."""
    index: dict[str, dict[str, tuple[str, str]]] = {}
    for row in lookups.table("subnational"):
        for cell in lookups.cells(row, "names"):
            form, _, region = cell.partition("=")
            first = _WORD.match(form)
            if first:
                index.setdefault(first.group(), {}).setdefault(form, (row["country"], region or form))
    return {
        word: tuple(sorted(((n, *entry) for n, entry in forms.items()), key=lambda e: -len(e[0])))
        for word, forms in index.items()
    }


@lru_cache(maxsize=1)
def regions() -> dict[str, str]:
    """Adjective of a region or city → its name: "Welsh" → "Wales"."""
    cells = (cell for row in lookups.table("subnational") for cell in lookups.cells(row, "names"))
    return {form: region for form, _, region in (cell.partition("=") for cell in cells) if region}


def find_subnational(text: str, taken: Sequence[Record]) -> list[Record]:
    """The regions and cities that stand where places stand, in order; none overlaps `taken` (in order)."""
    found: list[Record] = []
    barred: set[str] = set()
    told: set[str] = set()
    end, k = 0, 0
    known = _names()
    for word in _WORD.finditer(text):
        if word[0] not in known and word[0].isalnum():
            continue
        start = word.start()
        while k < len(taken) and taken[k]["end"] <= start:
            k += 1
        if start < end or (k < len(taken) and taken[k]["start"] <= start):
            continue
        record = _at(text, start, word.group())
        if record is None or (k < len(taken) and taken[k]["start"] < record["end"]):
            continue
        end = record["end"]
        if _part_of_name(text, record):
            barred.add(record["text"])
        elif _told(text, record):
            told.add(record["text"])
        found.append(record)
    return [r for r in found if r["text"] in told - barred]


def find_datelined(text: str, taken: Sequence[Record]) -> list[Record]:
    """The regions and cities that open a line as the place that a story is written in: "TRABZON – A frost …"."""
    found: list[Record] = []
    starts = [r["start"] for r in taken]
    for match in _DATELINE.finditer(text):
        name, start = match[1], match.start(1)
        record = _at(name.title() if name.isupper() else name, 0, name.split()[0].capitalize())
        near = taken[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, match.end())]
        if record is not None and record["end"] == len(name) and not any(r["end"] > start for r in near):
            found.append({**record, "start": start, "end": start + len(name), "text": name})
    return found


def find_counties(text: str, taken: Sequence[Record]) -> list[Record]:
    """Counties by the form of their names ("Marathon County"), in the country that the article names most."""
    named = Counter(r["code"] for r in taken if r["kind"] in ("country", "demonym", "capital", "city"))
    found: list[Record] = []
    starts = [r["start"] for r in taken]
    free = _context("opening") | _context("preposition") | _context("list")
    for match in _COUNTY.finditer(text) if named and "County" in text else ():
        parts = match[0].split()
        while parts[0].lower() in free:
            parts.pop(0)
        start = match.end() - len(" ".join(parts))
        beside = taken[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, match.end())]
        if len(parts) > 1 and not any(start < r["end"] for r in beside):
            name, code = " ".join(parts), named.most_common(1)[0][0]
            record = {"start": start, "end": match.end(), "text": name, "code": code}
            found.append({**record, "kind": "city", "region": name})
    return found


def _at(text: str, start: int, word: str) -> Record | None:
    bare = word.split("'")[0].split("’")[0]
    known = _names()
    for name, code, region in (*known.get(word, ()), *(known.get(bare, ()) if bare != word else ())):
        stop = start + len(name)
        if text.startswith(name, start) and not re.match(r"[\w$€£¥]", text[stop : stop + 1]):
            return {"start": start, "end": stop, "text": name, "code": code, "kind": "city", "region": region}
    return None


def _part_of_name(text: str, record: Record) -> bool:
    """Whether a capitalised word beside a name makes it a part of a longer one."""
    after = _AFTER.match(text, record["end"])
    if after and after[1] in _context("office"):
        return False  # "the Shaanxi Provincial Department of Commerce"
    if after and after[1][0].isupper() and after[1] not in _context("type"):
        return True
    if text[record["end"] : record["end"] + 1] in ("-", "–") and text[record["end"] + 1 : record["end"] + 2].isupper():
        return True
    before = _BEFORE.search(text, max(0, record["start"] - _REACH), record["start"])
    if not before:
        return text[max(0, record["start"] - 2) : record["start"]].endswith(("-", ". ")) and _initial(text, record)
    word = before[3] or before[4]
    free = word.lower() in _context("opening") | _context("preposition") | _context("list")
    return word[0].isupper() and not free


def _initial(text: str, record: Record) -> bool:
    """Whether an initial stands before a name: "J. Henderson"."""
    return bool(re.search(r"\b[A-Z]\. $", text[max(0, record["start"] - 5) : record["start"]]))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or line begins at an offset."""
    left = text[max(0, at - 3) : at].rstrip(" \"“'‘(")
    return at == 0 or left == "" or left[-1] in ".!?\n:;—-"


def _told(text: str, record: Record) -> bool:
    """Whether the words beside a name tell that it is a place."""
    start, end = record["start"], record["end"]
    if text[end : end + 2] in _OWNS or (text[end : end + 1] in ("'", "’") and text[end - 1] == "s"):
        return True
    after = _AFTER.match(text, end)
    if after and any(after[1] in _context(kind) for kind in ("after", "type", "office")):
        return True
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if before:
        word = (before[3] or before[4]).lower()
        two = f"{before[1].lower()} {word}" if before[3] else ""
        if word in _context("preposition") or two in _context("before"):
            return True
    listed = text[max(0, start - 2) : start] == ", " or text[max(0, start - 4) : start] == "and "
    if listed and _COUNTED.match(text, end):
        return True
    opens = _opens(text, start) or (before is not None and (before[3] or before[4]).islower())
    return bool(after) and opens and after[1] in _context("verb") if after else False
