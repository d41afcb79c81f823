"""What speaks for one of the few readings that are looked at more closely: its words, and how it came up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.claims.choice_candidates import Candidate, head_row, stem, stems
from extractor.claims.choice_composed import promise
from extractor.claims.choice_numbers import Told
from extractor.claims.link import Link


def of_number(made: Link) -> Told:
    """The features that all readings of a number share: names in data/indicator_choice.csv."""
    topic = made.topic
    kind = made.mark.record["kind"]
    return {
        f"near={topic.near}": 1,
        f"role={made.role}": 1,
        f"kind={kind}": 1,
        f"row={topic.indicator_id}": 1,
        "rule size": len(stems(tuple((topic.indicator or "").split()))),
    }


def of_readings(made: Link, readings: Sequence[Candidate], likely: Mapping[str, int]) -> list[Told]:
    """The features of each reading of a number, by how likely its words are."""
    rule = tuple((made.topic.indicator or "").split())
    read, row = stems(rule), head_row(rule[-1]) if rule else "none"
    total = sum(likely.values())
    return [_reading(c, read, row, likely, total) for c in readings]


def _reading(c: Candidate, read: frozenset[str], rule_row: str, likely: Mapping[str, int], total: int) -> Told:
    own, row = stems(c.words), head_row(c.words[-1])
    shared = len(own & read)
    inside = [likely.get(word, 0) for word in own]
    told: Told = {
        "size": len(own),
        "shared": shared,
        "overlap": round(shared / max(len(own), len(read), 1), 3),
        "same row": bool(read) and row == rule_row,
        "ways": len(c.sources),
        "promise": promise(c.words, likely, total),
        "likely": sum(inside),
        "likely each": sum(inside) // max(len(inside), 1),
        "least likely": min(inside, default=0),
        "head likely": likely.get(stem(c.words[-1]), 0),
        "left out": total - sum(inside),
        "most left out": max([value for word, value in likely.items() if word not in own], default=0),
        "all likely": total,
        f"relation={_relation(own, read, shared)}": 1,
        f"head={row}": 1,
        f"word={c.words[-1]}": 1,
        f"opens={c.words[0]}": 1,
    }
    for source in c.sources:
        told[f"from {source}"] = told[f"from {source.partition('+')[0]}-"] = 1
    return told


def _relation(own: frozenset[str], read: frozenset[str], shared: int) -> str:
    """How a reading's words stand to those of the rules'."""
    if own == read:
        return "same"
    if own > read:
        return "more"
    return "less" if own < read else "part" if shared else "other"
