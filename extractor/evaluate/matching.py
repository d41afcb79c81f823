"""When an extracted value counts as the annotated one. Rules as in corpus/README.md."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from extractor import lookups
from extractor.evaluate.gold import GoldQuantity
from extractor.schema import QuantityClaim

Span = tuple[int, int]
Days = tuple[bool, str, str]

_POINT = re.compile(r"^(?:FY)?(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?$")
_STEP = re.compile(r"^(FY)?(\d{4})(-\d\d)?(-Q\d)?$")
_FINE, _COARSE = Decimal("0.000001"), Decimal("0.001")
SHIFTS = ("yoy", "mom", "qoq")


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def pair(gold: Sequence[Span], found: Sequence[Span]) -> list[int | None]:
    """For each gold span, in order, the index of the free found span that shares most with it (the later one
    of equals); None where none does."""
    used: set[int] = set()
    chosen: list[int | None] = []
    for span in gold:
        free = ((overlap(span, other), n) for n, other in enumerate(found) if n not in used)
        shared, best = max(free, default=(0, -1))
        chosen.append(best if shared else None)
        if shared:
            used.add(best)
    return chosen


def close(gold: Decimal | None, found: Decimal | None) -> bool:
    """Equal to a millionth; numbers below 1 to a thousandth (a third is 0.3333)."""
    if gold is None or found is None:
        return gold is found
    size = max(abs(gold), abs(found))
    return abs(gold - found) <= size * (_COARSE if abs(gold) < 1 else _FINE)


def same_value(gold: GoldQuantity, found: QuantityClaim) -> bool:
    """Value, or both ends of a range."""
    if isinstance(gold.value, list):
        ends = found.range
        return ends is not None and len(ends) == len(gold.value) and all(map(close, gold.value, ends))
    return found.range is None and close(gold.value, found.value)


@cache
def _table(what: str) -> Mapping[str, tuple[str, ...]]:
    rows = (row for row in lookups.table("scoring") if row["what"] == what)
    return MappingProxyType({f: lookups.cells(row, "value") for row in rows for f in lookups.cells(row, "forms")})


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _words(text: str | None) -> set[str]:
    words = re.findall(r"[a-z0-9]+", (text or "").lower())
    return {_stem(word) for word in words if word not in _table("ignored")}


def alike(gold: str | None, found: str | None) -> bool:
    """Half of the shorter one's words are shared (plurals and articles don't count)."""
    one, other = _words(gold), _words(found)
    if not one and not other:
        return True
    return bool(one & other) and 2 * len(one & other) >= min(len(one), len(other))


def same_indicator(gold: str | None, found: str | None) -> bool:
    """Half of the longer one's words are shared; synonyms by data/scoring.csv, "trade" only where nothing
    else is said."""
    expanded = [{y for word in _words(text) for y in _table("alike").get(word, (word,))} for text in (gold, found)]
    one, other = expanded if all(expanded) else (_words(gold), _words(found))
    return one == other or 2 * len(one & other) >= max(len(one), len(other))


def same_unit(gold: GoldQuantity, found: QuantityClaim) -> bool:
    """Unit without regard to case; counted nouns and the thing of a price by `alike`. No kinds."""
    one, other = gold.unit, found.unit
    if gold.type == "count":
        return alike(one, other)
    if gold.type == "money" and "/" in one and "/" in other:
        (money, thing), (other_money, other_thing) = one.split("/", 1), other.split("/", 1)
        return money == other_money and (thing.lower() == other_thing.lower() or alike(thing, other_thing))
    return one.lower() == other.lower()


def codes(place: str | None) -> set[str]:
    """The places of a field that may hold several."""
    return {code.strip().lower() for code in (place or "").split(",")}


def _ends(point: str) -> tuple[str, str]:
    match = _POINT.match(point)
    if match is None:
        return point, point
    year, month, day, quarter, half = match.groups()
    if day:
        return point, point
    first, last = 1, 12
    if month:
        first = last = int(month)
    elif quarter:
        first, last = int(quarter) * 3 - 2, int(quarter) * 3
    elif half:
        first, last = int(half) * 6 - 5, int(half) * 6
    if not 1 <= last <= 12:
        return point, point
    if not any((month, quarter, half)):
        return f"{year}-01-01", f"{year}-12-31"
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]:02}"


def days(period: str | None) -> Days | None:
    """Whether a period is fiscal, its first and its last day."""
    if not period:
        return None
    parts = period.split("/")
    return "FY" in period, _ends(parts[0])[0], _ends(parts[-1])[1]


def earlier(period: str | None, shift: str) -> str | None:
    """The period that yoy, mom or qoq means for `period`, in the same notation; None where there is none."""
    if not period:
        return None
    if shift == "yoy":
        return re.sub(r"\d{4}", lambda year: str(int(year.group()) - 1), period)
    match = _STEP.match(period)
    if match is None:
        return None
    year, month, quarter = int(match[2]), match[3], match[4]
    if shift == "mom" and month:
        months = year * 12 + int(month[1:]) - 2
        return f"{months // 12}-{months % 12 + 1:02}"
    if shift == "qoq" and quarter:
        quarters = year * 4 + int(quarter[2:]) - 2
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    return None


def same_baseline(gold: GoldQuantity, found: QuantityClaim) -> bool:
    """The same word or the same span of days, whichever way each is written."""
    if gold.baseline == found.baseline:
        return True
    if not gold.baseline or not found.baseline:
        return False
    one = earlier(gold.period, gold.baseline) if gold.baseline in SHIFTS else gold.baseline
    other = earlier(found.period, found.baseline) if found.baseline in SHIFTS else found.baseline
    return bool(one and other) and days(one) == days(other)
