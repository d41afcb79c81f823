"""What other components and the writing itself say of the words of a sentence: numbers, places, people, dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from extractor import lookups
from extractor.components._policy_small import small
from extractor.components._policy_words import Hit, Words

NUMERALS = frozenset({"unit", "teen", "ten"})
"""The classes of data/numerals.csv that are numbers by themselves."""


def note(words: Words, records: Sequence[Mapping[str, Any]], cls: str, first: int) -> int:
    """Adds the records that lie in the sentence as hits of a class; returns where to go on."""
    begin, end = (words.start[0], words.end[-1]) if words.start else (0, 0)
    i = first
    count = len(records)
    while i < count and records[i]["end"] <= begin:
        i += 1
    first = i
    if i >= count or records[i]["start"] >= end:
        return first
    starts = words.start
    while i < count and records[i]["start"] < end:
        record = records[i]
        k = bisect_left(starts, record["start"])
        if k < len(starts) and starts[k] == record["start"]:
            size = bisect_left(starts, record["end"], k, min(k + 12, len(starts))) - k
            words.hits[k].append(Hit(cls, str(record.get("code", i)), str(record.get("kind", "")), size))
        i += 1
    return first


@lru_cache(maxsize=1)
def _numerals() -> Mapping[str, str]:
    """Numbers in words and their values."""
    return {
        form: row["value"]
        for row in lookups.table("numerals")
        if row["class"] in NUMERALS
        for form in lookups.cells(row, "forms")
    }


def measured(words: Words, quantities: Sequence[Mapping[str, Any]]) -> None:
    """Marks percentages and amounts told with more words than one number: "between 14 and 20 percent"."""
    for i, hits in enumerate(words.hits):
        for hit in [hit for hit in hits if hit.cls == "quantity"] if hits else ():
            kind = quantities[int(hit.lemma)]["kind"]
            if kind in ("percent", "money") and not any(known.cls == kind for known in words.hits[i]):
                words.hits[i].append(Hit(kind, words.low[i], "word", hit.size))


def numbers(words: Words) -> None:
    """Marks numbers, percentages and amounts by their writing."""
    closed, numerals = small(), _numerals()
    for i, word in enumerate(words.low):
        if word in numerals:
            words.hits[i] += [Hit("figure", numerals[word], "word", 1), Hit("number", word, "word", 1)]
        if not word[0].isdigit():
            continue
        words.hits[i].append(Hit("number", word, "word", 1))
        after = words.low[i + 1 : i + 3]
        if after[:1] and after[0] in closed["percent"]:
            words.hits[i].append(Hit("percent", word, "word", 2))
        elif after == ["per", "cent"]:
            words.hits[i].append(Hit("percent", word, "word", 3))
        if i and words.low[i - 1] in closed["money_sign"]:
            words.hits[i - 1].append(Hit("money", word, "word", 2))
        if after and after[-1] in closed["money_noun"]:
            words.hits[i].append(Hit("money", word, "word", 1))


UNION = frozenset({"European", "Europe"})
"""Names of the continent that mean the Union where it acts."""

EURO = "euro area"
"""The code of a place without a trade policy of its own."""


def mentions(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The mentions of people or organizations, in order: start, end and the number of the record as code."""
    out = [{"start": a, "end": b, "code": i} for i, record in enumerate(records) for a, b in record["mentions"]]
    return sorted(out, key=lambda mention: (mention["start"], -mention["end"]))


def sided(places: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The places as sides: Europe's measures and the euro area's are the Union's."""
    return [{**place, "code": "EU" if place["text"] in UNION or place["code"] == EURO else place["code"]}
            for place in places]
