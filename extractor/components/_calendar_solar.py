"""Readings of the date patterns that name years of the solar Hijri calendar and their first months."""

from __future__ import annotations

from extractor import solar
from extractor.components._calendar_grammar import Slots
from extractor.components._calendar_readings import ints, reader
from extractor.components._calendar_scene import Reading, Scene
from extractor.periods import notation


def _year(slots: Slots, scene: Scene) -> int | None:
    return solar.year_of(scene.published) + ints(slots, "solar")[0] if scene.published else None


@reader
def solar_year(slots: Slots, scene: Scene) -> Reading | None:
    """ "the current Iranian year"."""
    year = _year(slots, scene)
    return Reading(notation(*solar.months(year, 1, 12)) if year else None, True)


@reader
def solar_part(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first seven months of the current Iranian calendar year", "the second quarter of the last Iranian year"."""
    year, count = _year(slots, scene), (ints(slots, "NUM") or ints(slots, "n"))[0]
    first = count * ((ints(slots, "HALF") or ints(slots, "ORD") or [1])[0] - 1) + 1
    if not first + count <= 13:
        return None
    return Reading(notation(*solar.months(year, first, count)) if year else None, True)
