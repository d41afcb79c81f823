"""Every phrase of data/date_patterns.csv, with every ending it may have, is read without a fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

import pytest

from extractor.components._calendar_published import Edition
from extractor.components._sentence_borders import borders
from extractor.components.zones import find_zones
from extractor.lookups import table

WORDS = {"YEAR": "2024", "YY": "24", "DAY": "31", "Q4": "4", "H2": "2", "SLASH": "/", "NUMERIC": "2024-05-06"}
PARTS: dict[str, list[str]] = {}
for row in table("date_patterns"):
    PARTS.setdefault(row["name"], []).append(row["pattern"])
for row in table("calendar"):
    form = row["forms"].split("|")[0]
    WORDS.setdefault(row["class"], form.capitalize() if row["capital"] else form)


def phrases(pattern: str) -> Iterator[str]:
    """A pattern's phrases: every choice of its parts, with all that may be left out."""
    elements = []
    for element in pattern.split():
        name = element.strip("[]").lstrip("^")
        glued, name = name.startswith("~"), name.lstrip("~").split("|")[0]
        told = [p for part in PARTS[name[1:-1]] for p in phrases(part)] if name[:1] == "<" else [WORDS.get(name, name)]
        elements.append([word if glued else f" {word}" for word in told])
    yield from ("".join(chosen).strip() for chosen in product(*elements))


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("published", ["", "2025-08-08"])
def test_every_phrase_is_read(name: str, published: str) -> None:
    said = [phrase for pattern in PARTS[name] for phrase in phrases(pattern)]
    for at in range(0, len(said), 40):
        told = (f"They made {phrase} of it. In {phrase} it fell." for phrase in said[at : at + 40])
        text = "Trade news\n\n" + " ".join(told)
        zones = find_zones(text)
        starts = [*borders(text, tuple(z["start"] for z in zones)), len(text)]
        edition = Edition(text, zones, list(pairwise(starts)))
        day = edition.publication(date.fromisoformat(published) if published else None).day
        end = 0
        for start, stop, reading, _ in edition.resolve(day):
            assert end <= start < stop <= len(text)
            assert reading.value != ""
            end = stop
