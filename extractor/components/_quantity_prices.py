"""Points of a percentage or of an index, and prices whose thing stands elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractor.components import _quantity_goods as goods
from extractor.components._quantity_candidates import MILLION, Candidate
from extractor.components._quantity_fractions import word_after
from extractor.components._quantity_nouns import singular
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, last_match, sentence_start
from extractor.components._quantity_units import per_after

_SPANS = frozenset(classes("distractors")["span_after"])
_ARTICLE = re.compile(
    r"(?<!\w)(?:an?|(?<!than )(?<!from )(?<!against )(?<!above )(?<!below )(?<! of )(?<! on )the)[ \n]$"
)
INDEX = Lazy(r"(?<!\w)" + cue("index") + r"(?!\w)")
_OR_PERCENT = re.compile(r",? or [0-9.]{1,6} ?(?:%|per ?cent|pct)")
_BAND = Lazy(" " + cue("band") + r"(?!\w)")
_COMPARED = re.compile(r"[ \n](?:higher|lower|more|less|up|down|dearer|cheaper)(?!\w)")
_MORE = Lazy(" " + cue("more_per") + "(?= per |/)")
_AT_AVERAGE = re.compile(r"(?<!\w)at an average(?: price)? of (?:about |some |around |roughly )?[$€£¥]?$")
_UP = re.compile(r",? (?:up|down|off|gaining|losing|a gain of|a loss of|a rise of|a drop of) (?:by )?")
_PACKS_BEHIND = Lazy(r"[ -](" + cue("pack") + r")e?s?(?!\w)")
_PACKS_BEFORE = Lazy(r"(?<!\w)(" + cue("pack") + r")e?s of $")
_AGAINST = re.compile(r",? (?:against|from|compared with|compared to|versus|up from|down from) (?:about |some )?")
_OPENED = re.compile(r" \((?:[a-z]+ ){0,2}")
_MOVED = Lazy(r"(?:, or [0-9.]{1,6} ?(?:%|per ?cent|pct),)?(?: " + cue("moved_between") + r"){1,4} ")
_PERCENT_LEVEL = Lazy(r"(?<!\w)" + cue("percent_levels") + r"(?!\w)")
_MOVES = Lazy(" " + cue("rate_moves") + r"(?!\w)")
LEAST_BASIS, BASIS_STEP = 10, 5
"""Points by which a bank moves its rate, at least, and the step in which it does."""
LEVEL_NEAR = 120
POINTS_NEAR = 220
"""How near a percentage must stand for points to be percentage points."""
INDEX_NEAR = 90
MOST_POINTS, LEAST = 60, 30
EACH_NEAR = 150
LIKE_NEAR = 120
LIKE = (Decimal("0.1"), Decimal(10))
"""The ratios between which a bare sum is a price like the one before it."""


def take_price(reading: Reading, candidate: Candidate) -> None:
    """Reads what money is paid for behind it; a span of time ("a month") is noted, and no part of the unit."""
    per = per_after(reading.text, reading.low, candidate.end)
    more = _MORE.match(reading.low, candidate.end) if per is None and not reading.loose else None
    if more:
        added = per_after(reading.text, reading.low, more.end())
        candidate.per = added.unit if added is not None and not added.time else None
    if per is None or (per.guessed and candidate.numeral.has_scale):
        return
    if per.time:
        if word_after(reading, per.end) not in _SPANS:
            candidate.per_time = per.unit
        return
    candidate.per, candidate.each = per.unit, per.unit is None
    candidate.end = per.end


def complete(reading: Reading, found: list[Candidate]) -> None:
    """Settles what points are meant, and fills in what prices are paid for."""
    for candidate, behind in pairwise(found):
        _shared(reading, candidate, behind)
    for candidate, behind in pairwise(found):
        if not reading.loose and candidate.kind == "money" and not (candidate.per or candidate.base):
            candidate.per = _moved(reading, candidate, behind)
        _hundredths_of(reading, candidate, behind)
    for index, candidate in enumerate(found):
        if candidate.kind == "points":
            _settle_points(reading, candidate, found[max(0, index - 3) : index + 3])
        elif candidate.kind == "money":
            _price(reading, candidate, found[max(0, index - 4) : index])
    for candidate, behind in pairwise(found):
        if not reading.loose and candidate.kind == "money" and not (candidate.per or candidate.base):
            candidate.per = _moved(reading, candidate, behind)


def _settle_points(reading: Reading, candidate: Candidate, around: list[Candidate]) -> None:
    """Points are an index's behind its name and where their percentage follows, else those of a percentage near."""
    start = sentence_start(reading.text, max(0, candidate.start - INDEX_NEAR), candidate.start)
    index = last_match(INDEX, reading.low, start, candidate.start) or _OR_PERCENT.match(reading.low, candidate.end)
    sizes = [
        other.size
        for other in around
        if other.kind in ("percent", "percentage_points") and abs(other.start - candidate.start) < POINTS_NEAR
    ]
    near, most = bool(sizes), max([*sizes, Decimal(MOST_POINTS)])
    end = min(len(reading.low), candidate.end + LEVEL_NEAR // 2)
    level = _PERCENT_LEVEL.search(reading.low, max(0, candidate.start - LEVEL_NEAR), end) is not None
    share = index is None and ((near and candidate.size <= most) or (level and (near or candidate.size <= LEAST)))
    candidate.kind, candidate.unit = ("percentage_points", "pp") if share else ("measure", "point")
    whole = share and candidate.size >= LEAST_BASIS and candidate.size % BASIS_STEP == 0
    told = any(other.kind == "basis_points" for other in around) or _MOVES.match(reading.low, candidate.end)
    if whole and near and max(sizes) < candidate.size and told:
        candidate.kind, candidate.unit = "basis_points", "bp"  # "from 4.75% to 4.25%, the second 50-point cut"


def _price(reading: Reading, candidate: Candidate, before: list[Candidate]) -> None:
    """A price "each" takes the noun counted before, one of another's size its thing, a band's bounds its base.

    Cents are those of the currency before.
    """
    _cents_of(candidate, before)
    if candidate.each:
        counts = [c for c in before if _is_each(c) and candidate.start - c.end < EACH_NEAR]
        candidate.per = _pack_of(reading, counts[-1]) or counts[-1].noun or counts[-1].unit if counts else None
        if candidate.per is None and not reading.loose:
            candidate.per = goods.nearest_plural(reading, candidate.start)
    elif (candidate.per or candidate.base) is None:
        candidate.per = _thing(reading, candidate, before) or _on_average(reading, candidate, before)
        candidate.per = candidate.per or _before_it(reading, candidate, before)
    if candidate.base is None and _BAND.match(reading.low, candidate.end):
        bases = [c.base for c in before if c.base]
        candidate.base = bases[-1] if bases else None


def _pack_of(reading: Reading, size: Candidate) -> str | None:
    """The pack that a measure is the size of: "in 50kg bags at $31 each", "bags of 50kg sell at $31 each"."""
    if size.kind != "measure":
        return None
    pack = _PACKS_BEHIND.match(reading.low, size.end) or reading.ends(_PACKS_BEFORE, size.start, 20)
    return pack[1] if pack else None


def _is_each(counted: Candidate) -> bool:
    """Whether "each" may mean what a quantity counts or measures."""
    return (counted.kind == "count" and bool(counted.noun)) or (counted.kind == "measure" and "/" not in counted.unit)


def _cents_of(candidate: Candidate, before: list[Candidate]) -> None:
    last = before[-1] if before else None
    if candidate.form is None or candidate.form.factor == 1 or len(candidate.form.codes) == 1:
        return
    codes = last.form.codes if last is not None and last.form is not None else ()
    if last is None or len(codes) != 1 or candidate.start - last.end >= LIKE_NEAR:
        return
    if codes[0] in candidate.form.codes:
        candidate.form = replace(candidate.form, codes=codes)


def _thing(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """What a sum is paid for by the words around it or by the prices beside it; loosely, by those before alone."""
    if candidate.numeral.has_scale:
        told = goods.put_at(reading, candidate.start) or goods.typical(reading, candidate.start)
        if told is None and candidate.form is not None and candidate.numeral.scale == MILLION:
            told = goods.dear(reading, candidate.start, candidate.form.codes)
        return None if reading.loose else told
    if reading.ends(_ARTICLE, candidate.start, 13):
        return None
    if reading.loose:
        return _like(candidate, [other for other in before if other.form == candidate.form])
    found = goods.good(reading, candidate.start, candidate.end) or goods.heading(reading, candidate.start)
    found = found or goods.put_at(reading, candidate.start) or _converted(reading, candidate, before)
    found = found or _like(candidate, before) or _dearer(reading, candidate, before)
    return found or _led_to(reading, candidate, before)


def _on_average(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """ "2.37 million vehicles left the country, at an average of 41,600 euros": what was counted right before."""
    last = before[-1] if before else None
    if last is None or not _is_each(last) or candidate.numeral.has_scale or reading.loose:
        return None
    if candidate.per_time:
        return None
    gap = reading.gap(last.end, candidate.start)
    told = len(gap) <= EACH_NEAR and _AT_AVERAGE.search(gap) is not None and ". " not in gap
    return singular((last.noun or last.unit).rpartition(" ")[2]) if told else None


def _led_to(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """ "down by ₹7.38 a kg to ₹264.91": the price to which a change of it led."""
    last = before[-1] if before else None
    if last is None or last.kind != "money" or last.per is None or not _same_money(last, candidate):
        return None
    return last.per if reading.gap(last.end, candidate.start).strip(" \n") == "to" else None


def _before_it(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """ "3.24 million yen a car, against 4.09 million yen a year earlier": what a price was before."""
    last = before[-1] if before else None
    if last is None or last.kind != "money" or last.per is None or not _same_money(last, candidate) or not last.size:
        return None
    compared = _AGAINST.fullmatch(reading.gap(last.end, candidate.start)) is not None
    return last.per if compared and LIKE[0] < candidate.size / last.size < LIKE[1] else None


def _dearer(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """ "settled at $4.39 a bushel, 2 cents higher": what a price right before has risen or fallen by."""
    last = before[-1] if before else None
    if last is None or last.kind != "money" or last.per is None or not _same_money(last, candidate):
        return None
    gap = reading.gap(last.end, candidate.start)
    beside = gap.strip(" \n") == "," and _COMPARED.match(reading.low, candidate.end) is not None
    beside = beside or _UP.fullmatch(gap) is not None  # "settled at $69.04 a barrel, up 87 cents"
    return last.per if beside and candidate.size < last.size else None


def _converted(reading: Reading, candidate: Candidate, before: list[Candidate]) -> str | None:
    """The thing of the price that a sum in brackets converts."""
    last = before[-1] if before else None
    if last is None or last.kind != "money" or not _OPENED.fullmatch(reading.gap(last.end, candidate.start)):
        return None
    return last.per


def _shared(reading: Reading, candidate: Candidate, behind: Candidate) -> None:
    """ "R$2.64 ($0.48) a litre": what a price and its conversion in brackets are paid for stands behind both."""
    both = (candidate, behind)
    if any(c.kind != "money" or c.per or c.base or c.numeral.has_scale for c in both):
        return
    if reading.low[behind.end : behind.end + 1] != ")" or not _OPENED.fullmatch(
        reading.gap(candidate.end, behind.start)
    ):
        return
    per = per_after(reading.text, reading.low, behind.end + 1)
    if per is not None and not per.time and not per.guessed:
        candidate.per = behind.per = per.unit


def _moved(reading: Reading, candidate: Candidate, price: Candidate) -> str | None:
    """ "fell $1.15 to $67.40 a barrel": a price's change has its unit."""
    if candidate.numeral.has_scale or price.kind != "money" or price.per is None or not _same_money(candidate, price):
        return None
    return price.per if _MOVED.fullmatch(reading.gap(candidate.end, price.start)) else None


def _hundredths_of(reading: Reading, candidate: Candidate, price: Candidate) -> None:
    """Gives cents the currency of the price that they led to: "rose 75 cents to 189.25 euros a tonne"."""
    form, other = candidate.form, price.form
    if form is None or other is None or form.factor == 1 or len(form.codes) == 1 or len(other.codes) > 1:
        return
    if other.codes[0] in form.codes and _MOVED.fullmatch(reading.gap(candidate.end, price.start)):
        candidate.form = replace(form, codes=other.codes)


def _same_money(one: Candidate, other: Candidate) -> bool:
    return one.form is not None and other.form is not None and bool(set(one.form.codes) & set(other.form.codes))


def _like(candidate: Candidate, before: list[Candidate]) -> str | None:
    for other in reversed(before):
        if other.kind != "money" or other.per is None or not _same_money(other, candidate):
            continue
        near = candidate.start - other.end <= LIKE_NEAR and other.size > 0 and other.numeral.scale == 1
        if not near:
            return None
        if LIKE[0] < candidate.size / other.size < LIKE[1]:
            return other.per
    return None
