"""The quantities of an article: every number that states a fact, with unit, qualifier and interval."""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.language import Language
from spacy.tokens import Doc

from extractor import values
from extractor.components import _quantity_qualifiers as qualifiers
from extractor.components._quantity_context import Context
from extractor.components._quantity_currencies import Home
from extractor.components._quantity_spans import Builder, Candidate
from extractor.components._quantity_tables import lower
from extractor.components.attributes import Record, mark

WORDED = frozenset({"fraction", "multiple", "factor"})
POINTS = frozenset({"percent", "percentage_points", "basis_points"})


def read(text: str, blocked: list[tuple[int, int]] | None = None, loose: bool = False) -> list[Record]:
    """The records of a text's quantities in order; numbers that start in a blocked span are none.

    `loose` also reads what is no statement of trade news: "one" before a noun, spans of the calendar ("the last
    three months"), and "from A to B" as a range.
    """
    low = lower(text)
    home = Home(text)
    found = Builder(text, low, home, loose).candidates(blocked or [])
    for candidate in found:
        if candidate.form is not None and len(candidate.form.codes) == 1:
            home.note(candidate.form.codes[0])
    found = Context(text, low, home, loose).complete(found)
    records: list[Record] = []
    for candidate in found:
        record = _record(text, low, candidate, home, records[-1]["end"] if records else 0)
        if records:
            _inherit(text, records[-1], record)
        records.append(record)
    return records


def _inherit(text: str, before: Record, record: Record) -> None:
    """A sum or measure in brackets, and the same said "or" in another unit, share the words of the first."""
    gap = text[before["end"] : record["start"]]
    pair = {before["kind"], record["kind"]}
    if gap == " (" and pair in ({"money"}, {"measure"}) and before["unit"] != record["unit"]:
        if record["qualifier"] == "exact" and before["qualifier_span"] and before["qualifier_span"][0] < before["start"]:
            record["qualifier"], record["qualifier_span"] = before["qualifier"], before["qualifier_span"]
            _set_bounds(record)
        if record["direction"] is None:
            record["direction"], record["direction_span"] = before["direction"], before["direction_span"]
    elif gap in (" or ", ", or ") and len(pair) == 2 and record["kind"] in POINTS and record["direction"] is None:
        record["direction"], record["direction_span"] = before["direction"], before["direction_span"]
    elif gap == ", that is " and pair == {"duration"}:
        record["qualifier"], record["qualifier_span"] = before["qualifier"], before["qualifier_span"]
        _set_bounds(record)


def _plain(value: Decimal | None) -> str | None:
    """The value as a plain decimal string without closing zeros."""
    if value is None:
        return None
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _record(text: str, low: str, candidate: Candidate, home: Home, previous_end: int) -> Record:
    numeral, kind = candidate.numeral, candidate.kind
    unit, alternatives = _unit(candidate, home)
    qualifier = _qualifier(low, candidate, previous_end)
    start = qualifier.start if qualifier and qualifier.start < candidate.start else candidate.start
    told = qualifiers.direction(low, start, candidate.end, kind in POINTS or candidate.unit in ("point", "°C", "°F"))
    direction = told[0] if told else None
    signed = candidate.sign and (kind in POINTS or candidate.sign == "+")
    if signed:
        direction = "down" if candidate.sign == "-" else "up"
    if kind == "multiple" and numeral.form in ("multiple", "factor"):
        direction = "up" if candidate.value > 1 else "down"
    value = -candidate.value if candidate.sign == "-" and not signed else candidate.value
    in_words = numeral.form in WORDED and not text[candidate.start].isdigit()
    name = qualifier.name if qualifier else "at_least" if numeral.form == "many" else "exact"
    record: Record = {
        "start": candidate.start, "end": candidate.end, "text": text[candidate.start : candidate.end],
        "kind": kind, "unit": unit, "noun": candidate.noun, "qualifier": name,
        "qualifier_span": [qualifier.start, qualifier.end] if qualifier else None,
        "direction": direction, "direction_span": list(told[1:]) if told else None, "in_words": in_words, "alternatives": alternatives,
        "per_time": candidate.per_time, "many": numeral.form == "many", "elided": candidate.elided, "sign": candidate.sign or None,
    }  # fmt: skip
    step = values.last_digit_unit(numeral.number, numeral.scale * candidate.factor, kind)
    record["step"] = _plain(step)
    ranged = candidate.low is not None and candidate.high is not None
    record["value"] = None if ranged else _plain(value)
    record["range"] = [_plain(candidate.low), _plain(candidate.high)] if ranged else None
    _set_bounds(record)
    return record


def _set_bounds(record: Record) -> None:
    """Sets low and high by the value's last digit and its qualifier."""
    step = Decimal(record["step"])
    if record["range"]:
        limits = values.range_bounds(Decimal(record["range"][0]), Decimal(record["range"][1]), step)
    else:
        limits = values.bounds(Decimal(record["value"]), step, record["qualifier"], record["in_words"])
    record["low"], record["high"] = (_plain(limit) for limit in values.outward(limits))


def _qualifier(low: str, candidate: Candidate, previous_end: int) -> qualifiers.Qualifier | None:
    if candidate.qualified is not None:
        return candidate.qualified
    found = qualifiers.before(low, candidate.start, candidate.kind, previous_end)
    found = found or qualifiers.after(low, candidate.end)
    return found or qualifiers.limit(low, candidate.start, candidate.end, candidate.kind)


def _unit(candidate: Candidate, home: Home) -> tuple[str, list[Record]]:
    """The unit as it is written out, and the other currencies that the sign might mean."""
    if candidate.kind != "money" or candidate.form is None:
        return candidate.unit, []
    ranked = home.settle(candidate.form.codes)
    tail = f"/{candidate.base or candidate.per}" if candidate.base or candidate.per else ""
    others = [
        {"field": "unit", "value": code + tail, "score": score} for code, score in ranked[1:4] if score >= 0.05
    ]
    return ranked[0][0] + tail, others


_SPAN = re.compile(r"(?:the )?(?:[0-9]+|[a-z-]+) (?:years|months|weeks|days) (?:to|through|ended|ending|until|since) ")


def span_of_time(text: str) -> bool:
    """Whether a date names a span whose length is a quantity too ("the six months to October")."""
    return _SPAN.match(text.lower()) is not None


class Quantities:
    """Finds the quantities of a Doc outside of its dates and boilerplate."""

    def __call__(self, doc: Doc) -> Doc:
        blocked = [(z["start"], z["end"]) for z in doc._.zones if z["zone"] == "boilerplate"]
        blocked += [(d["start"], d["end"]) for d in doc._.dates if not span_of_time(d["text"])]
        doc._.quantities = read(doc.text, sorted(blocked))
        mark(doc, "quantities", doc._.quantities)
        return doc


@Language.factory(
    "extractor_quantities",
    assigns=["doc._.quantities", "doc.spans"],
    requires=["doc._.dates", "doc._.zones"],
)
def make_quantities(nlp: Language, name: str) -> Quantities:
    return Quantities()
