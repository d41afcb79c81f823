"""Periods that are told by counting: "over ten months", "the ten-month volume", "this year and 541 billion next"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from extractor.claims.date_values import value_of
from extractor.claims.lexicon import word_class
from extractor.claims.view import Mark, View
from extractor.periods import add_months, grain, is_fiscal, notation, span

if TYPE_CHECKING:
    from extractor.claims.link import Link

_ADJECTIVE = 6
"""Words from the adjective that counts months to the number told of them, at most."""
_YEAR = 12
_FRESH = 2
"""Months after their end in which a sum of months may be told without a date, at most."""
_OVER = 40
"""Words of a sentence in which the months that it sums up may be told."""


def summed_months(view: View, mark: Mark, told: Iterable[str | None]) -> str | None:
    """The months from January on that a sentence sums up, where one spoken of closes them: "Over ten months,
    exports came to …" after October."""
    first = mark.opens
    for q in view.within(view.quantities, first, min(mark.first, first + _OVER)):
        if q.record["unit"] != "month" or not set(view.before(q, 2)) & word_class("summing"):
            continue
        return _from_january(told, str(q.record.get("value")))
    return None


def in_months(view: View, mark: Mark, told: Iterable[str | None]) -> str | None:
    """The months from January on that are counted right behind a number, where one spoken of closes them: "sales
    reached 870 million yuan in nine months" after September."""
    behind = view.within(view.quantities, mark.last + 2, min(mark.closes, mark.last + 3))
    if not behind or behind[0].record["unit"] != "month" or view.lowers[mark.last + 1] not in word_class("summing"):
        return None
    return _from_january(told, str(behind[0].record.get("value")))


def adjective_months(view: View, mark: Mark, known: Mapping[int, str], told: Iterable[str | None]) -> str | None:
    """The months that an adjective or label before a number counts, where the text speaks of so many or of the last of
    them: "the ten-month volume came to", "Seven months: 12.6 million"."""
    for q in reversed(view.within(view.quantities, max(mark.opens, mark.first - _ADJECTIVE), mark.first)):
        count = str(q.record.get("value"))
        label = q.last == mark.first - 1 and ":" in view.words[mark.first].gap and q.first == q.opens
        if q.record["unit"] != "month" or not count.isdigit() or not (label or "-month" in str(q.record["text"])):
            return None
        if int(count) in known:
            return known[int(count)]
        return _from_january(told, count)
    return None


def _from_january(told: Iterable[str | None], count: str) -> str | None:
    """So many months from January on, where the first of those spoken of that can closes them."""
    months = (p for p in told if p and not is_fiscal(p) and grain(p) == "month" and p[5:] != "01")
    last = next((p for p in months if str(int(p[5:])) == count), None)
    return f"{last[:4]}-01/{last}" if last else None


def months_to_date(view: View, made: Link) -> str | None:
    """The months from January on that are counted right behind an amount, where they have just ended: "$80 billion in
    eight months", told in September."""
    mark = made.mark
    if made.role != "level" or mark.record["kind"] not in ("money", "measure"):
        return None
    ahead = view.within(view.quantities, mark.last + 2, min(mark.closes, mark.last + 3))
    ahead = ahead if view.lowers[mark.last + 1 : mark.last + 2] in ([w] for w in word_class("summing")) else []
    published, count = view.published, str(ahead[0].record.get("value")) if ahead else ""
    if not published or not ahead or ahead[0].record["unit"] != "month" or not count.isdigit():
        return None
    for year in (int(published[:4]), int(published[:4]) - 1):
        told = f"{year}-01/{year}-{int(count):02d}" if 1 < int(count) < _YEAR else ""
        ended = span(told)[1] if told else None
        if ended and ended.isoformat() < published <= add_months(ended, _FRESH).isoformat():
            return told
    return None


def year_after(view: View, mark: Mark, told: str | None) -> str | None:
    """The year behind that of the figure before, where a bare word names it: "£520bn this year and £541bn next"."""
    if not told or not (is_fiscal(told) or (told.isdigit() and len(told) == 4)):
        return None
    i = mark.last + 1
    stop = mark.closes
    while i < stop and view.lowers[i] in ("in", "the"):
        i += 1
    if i >= stop or view.lowers[i] not in word_class("next_one") or view.covered[i] == "date":
        return None
    ends = i + 1 == stop or bool(view.words[i + 1].gap.strip()) or view.lowers[i + 1] in word_class("link_of_clauses")
    return f"{told[:-4]}{int(told[-4:]) + 1}" if ends else None


def next_year(period: str) -> str:
    """The same part of the next year."""
    return re.sub(r"\d{4}", lambda year: str(int(year.group()) + 1), period)


def quarter_of(month: str | None) -> str | None:
    """The quarter that a month closes."""
    if not month or is_fiscal(month) or grain(month) != "month" or int(month[5:]) % 3:
        return None
    return f"{month[:4]}-Q{int(month[5:]) // 3}"


def year_to(month: str | None) -> str | None:
    """The twelve months that a month closes."""
    if not month or is_fiscal(month) or grain(month) != "month":
        return None
    return notation(add_months(span(month)[0], -11), span(month)[1])


def within_year(view: View, date: Mark) -> Mark | None:
    """The month up to which a sentence tells of the year that is running: "this year up to the end of September"."""
    year = value_of(date)
    if year != (view.published or "")[:4]:
        return None
    told = (d for d in view.within(view.dates, date.opens, date.closes) if d.record["value"])
    led = (d for d in told if word_class("up_to") & set(view.before(d, 1)))
    return next((d for d in led if value_of(d)[:4] == year and len(value_of(d)) == len("2025-09")), None)


def last_year(date: Mark, context: str) -> bool:
    """Whether "last year" means the same part of it as the period that the text speaks of."""
    value = str(date.record["value"])
    bare = str(date.record["text"]).lower() in word_class("last_year")
    if bare and is_fiscal(context):
        return 0 < int(context[2:]) - int(value) <= 2
    part = not is_fiscal(context) and len(context) > len("2024")
    part = part and (grain(context) != "days" or context[4:10] == "-01-01")  # a season's days are none of a year
    return bare and part and value == str(span(context)[1].year - 1)
