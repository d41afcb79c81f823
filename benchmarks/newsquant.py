"""Answers a published set of sentences with this project's quantities, its units spelled the set's way.

    python benchmarks/newsquant.py DATA.json --predictions OUT.json

DATA.json is a list of {"text": …}; OUT.json gets a list of lists of {"value", "normalized_unit", "change",
"referred_concepts"} for the sets' own scorer.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path
from typing import Any

from newsquant_concepts import concepts, model

from extractor.components.quantities import read
from extractor.lookups import table

HERE = Path(__file__).parent


def spelled(name: str) -> dict[str, str]:
    """A table of this folder as symbol -> name."""
    with (HERE / name).open(encoding="utf-8") as lines:
        return {row["symbol"]: row["name"] for row in csv.DictReader(lines)}


NAMES, LEMMAS = spelled("newsquant_units.csv"), spelled("newsquant_lemmas.csv")
CURRENCIES = {row["code"]: row["name"].lower() for row in table("currencies")}
SURE = ("money", "percent")
CHANGES = {"about": "~", "nearly": "~", "more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<"}
RATE = re.compile(
    r"[ -](?:per|a|an)[ -](day|week|month|year|hour|minute|second|century|night|game)"
    r"(?!\w| earlier| ago| before| later)",
    re.I,
)
PARTICIPLE = re.compile(r"[a-z]+(?:ed|ly)")
BEFORE = re.compile(r"\b(record|top|previous) (?=$)", re.I)
NO_CHANGE = ("within", "as many as", "as much as")
CENTS = re.compile(r"\b(cents?|¢)|\d ?(c)\b")
PENCE = re.compile(r"pence|penny|\dp\b")
SIGNS = (
    (re.compile(r"\bPS(?=\d)"), "£"),
    (re.compile(r"(\d),? (?=000\b)"), r"\1,"),
    (re.compile(r"(?<=[a-z0-9]) - (?=[a-z])"), "-"),
    (re.compile(r"([$£€]) (?=\d)"), r"\1"),
    (re.compile(r"(?<!['’.])\b(hk|us|c|nz) \$"), r"\1$"),
    (re.compile(r"\bu\.s \$"), "us$"),
)


def plain(text: str) -> str:
    """The sentence with the set's tokenisation and its ASCII pound signs undone."""
    for pattern, replacement in SIGNS:
        text = pattern.sub(replacement, text)
    return text


def unit_of(record: dict[str, Any]) -> tuple[str, int]:
    """The unit in the set's words, and what its value is multiplied by (100 for cents)."""
    kind, unit, text = record["kind"], record["unit"], record["text"].lower()
    factor = 1
    if kind == "money":
        code, _, per = unit.partition("/")
        name = NAMES.get(code, CURRENCIES.get(code, code))
        if PENCE.search(text):
            name, factor = "penny", 100
        elif CENTS.search(text) and "dollar" not in text:
            name, factor = "cent", 100
        per = per if per not in CURRENCIES else ""
        per = per or record["per_time"] or ""
        return f"{name} per {NAMES.get(per, per)}" if per else name, factor
    if kind == "fraction":
        return "-", 1
    if kind == "multiple" or unit == "time":
        return "count", 1
    words = NAMES.get(unit, unit).split() or ["-"]
    if kind == "count":
        words = [word for word in words[:-1] if not PARTICIPLE.fullmatch(word)] + words[-1:]
    return " ".join(filter(None, (LEMMAS.get(word, word) for word in words))), factor


def answer(text: str) -> list[dict[str, Any]]:
    """The quantities of one sentence in the set's form."""
    text = plain(text)
    doc = model()(text)
    answers = []
    records = read(text, loose=True)
    spans = [(record["start"], record["end"]) for record in records]
    for index, record in enumerate(records):
        if record["kind"] == "multiple" and record["in_words"] and "fold" not in record["text"]:
            continue
        unit, factor = unit_of(record)
        premodifier = BEFORE.search(text, 0, record["start"])
        if premodifier and record["kind"] == "count" and record["noun"]:
            unit = f"{premodifier[1].lower()} {unit}"
        rate = RATE.match(text, record["end"])
        if rate and not (record["kind"] in ("percent", "duration", "multiple", "fraction") or " per " in unit):
            unit = f"{unit} per {rate[1].lower()}"
        tail = text[record["end"] : record["end"] + 5].lower()
        aged = tail.startswith(("-old", " old")) or record["text"].isdigit()
        if record["kind"] == "duration" and not record["elided"] and aged:
            unit = f"{record['unit']} of age"
        values = record["range"] or [record["value"]]
        value: Any = [float(v) * factor for v in values]
        if record["many"]:
            value = [float(record["value"]) / 2, float(record["value"]) * 5]
        change = change_of(record, text)
        if record["many"]:
            change = "="
        answers.append({
            "value": value if len(value) > 1 else value[0], "normalized_unit": unit, "change": change,
            "referred_concepts": concepts(doc, spans, index, record["kind"] in SURE),
        })  # fmt: skip
    return answers


def change_of(record: dict[str, Any], text: str) -> str:
    """The set's sign for the words around a number: comparisons and approximations, else the direction.

    It takes no verb ("surpassed"), no "within" and "as many as", and no word that stands apart for a bound.
    """
    span = record["qualifier_span"]
    words = text[span[0] : span[1]].lower() if span else ""
    apart = span is not None and span[1] < record["start"] - 3 and not text[span[1] : record["start"]].endswith("(")
    if words in NO_CHANGE or words.endswith(("ed", "ing")) or (apart and words.startswith(("max", "min"))):
        words, span = "", None
    if span is None and record["qualifier"] not in ("about",):
        between = record["range"] and "between" in record["text"]
        return "=" if between else direction_of(record, text) or "="
    return CHANGES.get(record["qualifier"]) or direction_of(record, text) or "="


def direction_of(record: dict[str, Any], text: str) -> str | None:
    """The direction as the set gives it: told by a verb, "up" or "down" before the number, or by its sign."""
    span = record["direction_span"]
    if span and (span[0] > record["start"] or text[span[0] : span[1]].lower().endswith(" of")):
        return None
    return record["direction"] if span or record["sign"] else None


def main() -> None:
    """Reads the arguments and writes the predictions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--predictions", type=Path, required=True)
    arguments = parser.parse_args()
    rows = json.loads(arguments.data.read_text(encoding="utf-8"))
    arguments.predictions.write_text(json.dumps([answer(row["text"]) for row in rows]), encoding="utf-8")


if __name__ == "__main__":
    main()
