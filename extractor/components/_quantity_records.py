"""From a text to the records of its quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from extractor import values
from extractor.components import _quantity_prices as prices
from extractor.components import _quantity_qualifiers as qualifiers
from extractor.components._quantity_blanks import Plain
from extractor.components._quantity_build import Builder
from extractor.components._quantity_candidates import Candidate
from extractor.components._quantity_conversions import settle_by_rate
from extractor.components._quantity_elision import fill
from extractor.components._quantity_home import Home
from extractor.components._quantity_ranges import join
from extractor.components._quantity_tables import Lazy, Reading, classes, cue, lower
from extractor.components.attributes import Record

WORDED = frozenset({"fraction", "multiple", "factor"})
POINTS = frozenset({"percent", "percentage_points", "basis_points"})
MOVING_UNITS = frozenset({"point", "°C", "°F"})
"""Measures before which a verb alone tells a change ("lost 120 points")."""
LEVEL_WORDS = frozenset(classes("quantity_cues")["level_words"])
"""Qualifiers that a verb of change takes a level with: "fell below 10%"."""
LEAST_SCORE = 0.05
_DASHES = ("-", "–", "—", "to")
_IN_HALF = Lazy(r"(?<!\w)(" + cue("halving") + r")(?: [a-z]+){0,2} in $")
RATE_GAP = 80
"""Characters between an exchange rate and the one with which it is compared, at most."""
_WORTH = re.compile(" " + cue("one_worth") + r" (?:" + cue("from_filler") + r" )?[\w.$€£¥]*\d")
_COMPARED = re.compile(r"(?<!\w)" + cue("compared") + r"(?!\w)[\w ]{0,16}$")


def read(
    text: str,
    blocked: list[tuple[int, int]] | None = None,
    loose: bool = False,
    tagged: Mapping[int, str] | None = None,
) -> list[Record]:
    """The records of a text's quantities in order; numbers that start in a blocked span are none.

    `tagged`: the words' tags by where they start, which tell who acts ("Of 212 importers 39 used default values").

    `loose` also reads what is no statement of trade news: "one" before a noun, spans of the calendar ("the last
    three months"), figures without any unit, and "from A to B" as a range.
    """
    plain = Plain(text)
    reading = Reading(plain.text, lower(plain.text), loose, tagged or {}, plain.outward)
    home = Home(reading.text, reading.low)
    found = [c for c in Builder(reading, home).candidates(plain.inward(blocked or [])) if not _one_of(reading, c)]
    for candidate in found:
        if candidate.form is not None and len(candidate.form.codes) == 1:
            home.note(candidate.form.codes[0])
    home.declared = home.declared or _shown(reading, found)
    names = [candidate for candidate in found if candidate.named]
    joined = join(reading, [candidate for candidate in found if not candidate.named])
    found = fill(reading, home, sorted(joined + names, key=lambda candidate: candidate.start))
    settle_by_rate(reading, home, found)
    _headline_signs(reading.text, found)
    prices.complete(reading, found)
    records: list[Record] = []
    for candidate in found:
        if candidate.hidden and not (loose and candidate.noun):
            continue
        record = _record(reading, candidate, home, records[-1]["end"] if records else 0)
        if records:
            _inherit(reading.text, records[-1], record)
        records.append(record)
    _rates_before(reading.text, records)
    return plain.restore(records)


def _shown(reading: Reading, found: list[Candidate]) -> str | None:
    """The currency whose sign a range shows to be meant by a bare one, too: "NZ$9.00-$11.00"."""
    for first, second in pairwise(found):
        if first.form is None or second.form is None or len(first.form.codes) > 1 or len(second.form.codes) == 1:
            continue
        beside = reading.gap(first.end, second.start).strip() in _DASHES
        if beside and first.form.codes[0] in second.form.codes:
            return first.form.codes[0]
    return None


def _headline_signs(text: str, found: list[Candidate]) -> None:
    """Gives a headline's bare sign the currency that the same amount has below: "$323m", "NZ$323 million"."""
    stop = text.find("\n")
    told = {c.value: c.form for c in found if c.start > stop and c.form is not None and len(c.form.codes) == 1}
    for candidate in found if stop > 0 else ():
        if candidate.start > stop or candidate.form is None or len(candidate.form.codes) == 1 or candidate.is_range:
            continue
        below = told.get(candidate.value)
        if below is not None and below.codes[0] in candidate.form.codes:
            candidate.form = below


def _one_of(reading: Reading, candidate: Candidate) -> bool:
    """Whether a candidate is the unit of a rate: "US$1 = 5.45 reais", "1 U.S. dollar equals 4.05 ringgit"."""
    rate = candidate.form is not None and candidate.value == 1
    told = reading.text[candidate.end : candidate.end + 2].strip()[:1] == "="
    return rate and (told or _WORTH.match(reading.low, candidate.end) is not None)


def _record(reading: Reading, candidate: Candidate, home: Home, previous_end: int) -> Record:
    numeral, kind, text = candidate.numeral, candidate.kind, reading.text
    unit, alternatives = _unit(candidate, home)
    qualifier = _qualifier(reading.low, candidate, previous_end)
    direction, span, signed = _direction(reading.low, candidate, qualifier)
    if qualifier is None and span is None and not reading.low.endswith("by ", 0, candidate.start):
        qualifier = qualifiers.limit(reading.low, candidate.start, candidate.end, kind)
    value = -candidate.value if candidate.sign == "-" and not signed else candidate.value
    name = qualifier.name if qualifier else "at_least" if numeral.form == "many" else "exact"
    record: Record = {
        "start": candidate.start,
        "end": candidate.end,
        "text": text[candidate.start : candidate.end],
        "kind": kind,
        "value": None if candidate.is_range else _plain(value),
        "range": [_plain(candidate.low), _plain(candidate.high)] if candidate.is_range else None,
        "unit": unit,
        "noun": candidate.noun,
        "qualifier": name,
        "qualifier_span": [qualifier.start, qualifier.end] if qualifier else None,
        "direction": direction,
        "direction_span": span,
        "sign": candidate.sign or None,
        "in_words": numeral.form in WORDED and not text[candidate.start].isdigit(),
        "per_time": candidate.per_time,
        "many": numeral.form == "many",
        "elided": candidate.elided,
        "step": _plain(values.last_digit_unit(numeral.number, numeral.scale * candidate.factor, kind)),
        "alternatives": alternatives,
    }
    _set_bounds(record)
    return record


def _direction(
    low: str, candidate: Candidate, qualifier: qualifiers.Qualifier | None
) -> tuple[str | None, list[int] | None, bool]:
    """The direction that a number's own words or sign tell, the words' span, and whether a sign told it."""
    moving = candidate.kind in POINTS or candidate.unit in MOVING_UNITS
    level = qualifier is not None and low[qualifier.start : qualifier.end] in LEVEL_WORDS
    start = min(qualifier.start, candidate.start) if qualifier and not level else candidate.start
    if candidate.sign and (candidate.kind in POINTS or candidate.sign == "+"):
        return ("down" if candidate.sign == "-" else "up"), None, True
    if candidate.kind == "multiple" and candidate.numeral.form in WORDED:
        less = qualifiers.direction(low, start, candidate.end, True) if low.endswith("fold", 0, candidate.end) else None
        if less and less[0] == "down":  # "cut nearly threefold"
            return "down", [less[1], less[2]], False
        return ("up" if candidate.value > 1 else "down"), None, False
    halved = _IN_HALF.search(low, max(0, start - 32), start) if candidate.kind == "fraction" else None
    if halved:
        return "down", [halved.start(1), halved.end(1)], False
    told = qualifiers.direction(low, start, candidate.end, moving)
    return (told[0], [told[1], told[2]], False) if told else (None, None, False)


def _qualifier(low: str, candidate: Candidate, previous_end: int) -> qualifiers.Qualifier | None:
    return (
        candidate.qualified
        or qualifiers.before(low, candidate.start, candidate.kind, previous_end)
        or qualifiers.after(low, candidate.end)
    )


def _unit(candidate: Candidate, home: Home) -> tuple[str, list[Record]]:
    """The unit as it is written out, and the other currencies that the sign might mean."""
    unsaid: list[Record] = [{"field": "unit", "value": "", "score": 0.5}] if candidate.guessed else []
    if candidate.kind == "measure" and candidate.unit == "ton" and not home.short_tons():
        return "t", unsaid or [{"field": "unit", "value": "ton", "score": 0.1}]
    if candidate.kind != "money" or candidate.form is None:
        return candidate.unit, unsaid
    codes = candidate.form.codes
    ranked = home.settle(codes) if len(codes) > 1 else [(codes[0], 1.0)]
    base = candidate.base if candidate.base != ranked[0][0] else None  # no currency is told in itself
    thing = base or candidate.per
    thing = "t" if thing == "ton" and not home.short_tons() else thing
    tail = f"/{thing}" if thing else ""
    others = [
        {"field": "unit", "value": code + tail, "score": score}
        for code, score in ranked[1:4]
        if score >= LEAST_SCORE and code != base
    ]
    return ranked[0][0] + tail, unsaid or others


def _inherit(text: str, before: Record, record: Record) -> None:
    """A sum or measure in brackets, and the same said "or" in another unit, share the words of the first."""
    gap = text[before["end"] : record["start"]]
    kinds = {before["kind"], record["kind"]}
    span = before["qualifier_span"]
    stated = span is not None and span[0] < before["start"] and record["qualifier"] == "exact"
    if gap == " (" and kinds in ({"money"}, {"measure"}) and before["unit"] != record["unit"]:
        _share(before, record, qualifier=stated, direction=True)
    elif gap in (" or ", ", or ") and len(kinds) == 2 and record["kind"] in POINTS:
        _share(before, record, qualifier=False, direction=True)
    elif gap == ", that is " and kinds == {"duration"}:
        _share(before, record, qualifier=stated, direction=False)


def _rates_before(text: str, records: list[Record]) -> None:
    """The rate with which a rate is compared: "averaged 147.51 yen, up 2.3 pct from 144.18 yen"."""
    for number, record in enumerate(records):
        if record["kind"] != "money" or "/" in record["unit"] or record["value"] is None:
            continue
        for before in records[max(0, number - 2) : number]:
            unit, _, base = str(before["unit"]).partition("/")
            gap = text[before["end"] : record["start"]]
            if unit != record["unit"] or len(base) != 3 or not base.isupper() or len(gap) > RATE_GAP or ". " in gap:
                continue
            rate, value = Decimal(before["value"] or 0), Decimal(record["value"])
            if rate < 2 * value and value < 2 * rate and _COMPARED.search(gap):
                record["unit"] = before["unit"]


def _share(before: Record, record: Record, qualifier: bool, direction: bool) -> None:
    if qualifier:
        record["qualifier"], record["qualifier_span"] = before["qualifier"], before["qualifier_span"]
        _set_bounds(record)
    if direction and record["direction"] is None:
        record["direction"], record["direction_span"] = before["direction"], before["direction_span"]


def _set_bounds(record: Record) -> None:
    """Sets low and high by the value's last digit and its qualifier."""
    step = Decimal(record["step"])
    if record["range"]:
        limits = values.range_bounds(Decimal(record["range"][0]), Decimal(record["range"][1]), step)
    else:
        value = Decimal(record["value"])
        shrunk = record["kind"] == "multiple" and record["in_words"] and 0 < value < 1
        limits = values.bounds(value, step, record["qualifier"], record["in_words"])
        limits = (values.shrunk_bounds(value, record["qualifier"]) if shrunk else None) or limits
    record["low"], record["high"] = (_plain(limit) for limit in values.outward(limits))


def _plain(value: Decimal | None) -> str | None:
    """The value as a plain decimal string without closing zeros."""
    if value is None:
        return None
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
