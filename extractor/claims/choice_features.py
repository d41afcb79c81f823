"""What speaks for one of the few readings that are looked at more closely: its words, and how it came up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from extractor.claims.choice_candidates import Candidate, head_row, stem, stems
from extractor.claims.choice_numbers import Told
from extractor.claims.choice_promising import promise
from extractor.claims.link import Link
from extractor.kept import kept


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
    most = sorted(likely.items(), key=itemgetter(1), reverse=True)
    total = sum(likely.values())
    told = [_reading(c, read, row, likely, total) for c in readings]
    for c, features in zip(readings, told, strict=True):
        own = stems(c.words)
        features["most left out"] = next((value for word, value in most if word not in own), 0)
    return told


def _reading(c: Candidate, read: frozenset[str], rule_row: str, likely: Mapping[str, int], total: int) -> Told:
    own, row = stems(c.words), head_row(c.words[-1])
    shared, size = len(own & read), len(own)
    inside = [likely.get(word, 0) for word in own]
    held = sum(inside)
    told: Told = {
        "size": size,
        "shared": shared,
        "overlap": round(shared / max(size, len(read), 1), 3),
        "same row": bool(read) and row == rule_row,
        "ways": len(c.sources),
        "promise": promise(c.words, likely, total),
        "likely": held,
        "likely each": held // max(size, 1),
        "least likely": min(inside, default=0),
        "head likely": likely.get(stem(c.words[-1]), 0),
        "left out": total - held,
        "all likely": total,
        f"relation={_relation(own, read, shared)}": 1,
        f"head={row}": 1,
        f"word={c.words[-1]}": 1,
        f"opens={c.words[0]}": 1,
    }
    for source in c.sources:
        way, kind = _ways(source)
        told[way] = told[kind] = 1
    return told


@kept
def _ways(source: str) -> tuple[str, str]:
    """The features of a way in which a reading came up."""
    return f"from {source}", f"from {source.partition('+')[0]}-"


def _relation(own: frozenset[str], read: frozenset[str], shared: int) -> str:
    """How a reading's words stand to those of the rules'."""
    if own == read:
        return "same"
    if own > read:
        return "more"
    return "less" if own < read else "part" if shared else "other"
