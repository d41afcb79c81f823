"""Two amounts of one thing told as of then and as of now, in whichever order: "worth $14.1 billion then and $14.4
billion now", "the duty is 5 per cent now and was 15 per cent then"."""

from __future__ import annotations

import re

from extractor.checks import cues
from extractor.checks.tokens import words
from extractor.schema import QuantityClaim

THEN, NOW = "base", "now"
"""The slots of the two."""
REACH = 60
"""Characters beside an amount in which the time is told."""
LEAD = 4
"""Words before an amount in which the time is told, at most."""
_BREAK = re.compile(r"[,;:()\[\]|!?\n\"“”]|\s[-–—]\s|\.\s|\.$")
_STOPS = ("conjunction", "set_against", "clause_opener")


def set_apart(text: str, one: QuantityClaim, two: QuantityClaim) -> tuple[str, str] | None:
    """The slots of two amounts that follow one another in a sentence, where the words tell both times; None where they
    leave one open."""
    if not _alike(one, two):
        return None
    marks = [_behind(text, claim.end, stop) for claim, stop in ((one, two.start), (two, len(text)))]
    floors = (one.start - REACH, one.end)
    leads = [_lead(text, max(0, floor), claim.start) for claim, floor in zip((one, two), floors, strict=True)]
    told = [mark or _before(lead) for mark, lead in zip(marks, leads, strict=True)]
    if set(told) in ({THEN, None}, {NOW, None}):  # the other's verb tells its time
        told = [mark or _tense(lead) for mark, lead in zip(told, leads, strict=True)]
    return (told[0], told[1]) if told[0] and told[1] and told[0] != told[1] else None


def _alike(one: QuantityClaim, two: QuantityClaim) -> bool:
    """Whether two amounts of a sentence may be of one thing."""
    if one.sentence != two.sentence or one.kind != two.kind or {one.role, two.role} & {"growth", "change"}:
        return False
    if one.unit != two.unit and one.kind != "count":
        return False
    keys = ((one.flow, two.flow), (one.place, two.place), (one.partner, two.partner))
    return all(None in pair or len(set(pair)) == 1 for pair in keys)


def _behind(text: str, start: int, stop: int) -> str | None:
    """The time that ends the words behind an amount: "37.9 percent of exports last year and makes up …". Where they run
    on to the next figure it is none: "went from 21% to 20.8% then 20.7%"."""
    piece = text[start : min(stop, start + REACH)]
    match = _BREAK.search(piece)
    told = words(piece[: match.start()] if match else piece)
    stops = [at for kind in _STOPS if (at := cues.first(told, kind, len(told))) is not None]
    if not stops and match is None:
        return None
    told = told[: min(stops, default=len(told))]
    for slot, kind in ((THEN, "as_of_then"), (NOW, "as_of_now")):
        if cues.last(told, kind, 1) == 0:
            return None if cues.last(told, "not_as_of", 2) == 1 else slot
    return None


def _lead(text: str, floor: int, start: int) -> list[str]:
    """The words before an amount, from the last break on."""
    return words(_BREAK.split(text[floor:start])[-1])


def _before(lead: list[str]) -> str | None:
    """The time told before an amount: "used to clear 2,400", "now clears 2,040"."""
    for slot, kind in ((THEN, "then_verb"), (NOW, "now_verb")):
        if cues.last(lead, kind, LEAD) is not None:
            return slot
    return None


def _tense(lead: list[str]) -> str | None:
    """The time of the verb right before an amount: "is 94", "was 78"."""
    for slot, kind in ((THEN, "past_copula"), (NOW, "present_copula")):
        if cues.last(lead, kind, 1) == 0:
            return slot
    return None
