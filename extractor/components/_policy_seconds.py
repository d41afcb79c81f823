"""What a clause beside a measure tells of it besides: "asked Lima to end the levy, which took effect in May", "sets
a floor price, which traders want to see scrapped"."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.components._policy_context import reading
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_verbs import acts_at
from extractor.components._policy_words import Words

NEAR = 10
"""A clause beside a measure begins at most so many words behind it."""

AFTER = {"suspend": "suspended", "end": "ended"}


@dataclass(frozen=True, slots=True)
class Second:
    """The action and status told beside; `asker` is who asks, None where the clause tells what was done."""

    action: str
    status: str
    asker: str | None


def _comma(words: Words, match: Match) -> int:
    """The comma that opens a clause beside the measure, -1 if there is none; numbers keep theirs."""
    closed = small()
    for i in range(match.end, min(match.end + NEAR, len(words) - 2)):
        if words.low[i] == ",":
            return i
        if words.low[i] in closed["hard_break"] or words.low[i] in closed["auxiliary"]:
            break
    return -1


def _finished(words: Words, i: int, family: str) -> Second | None:
    """What was done to the measure by the verb at word i: "took effect", "expired", "brought down"."""
    for action, kind, _, hit in acts_at(words, i):
        if kind == "verb" and hit.form in ("past", "both", "part"):
            told = reading(action, family)
            return Second(told, AFTER.get(told, "in_force"), None)
    return None


def history(words: Words, match: Match, family: str) -> Second | None:
    """What a clause tells of a measure's past or coming, beside what somebody asks for."""
    comma = _comma(words, match)
    if comma < 0:
        return None
    after = words.low[comma + 1:comma + 3]
    if after[0] in small()["relative"]:
        return _finished(words, comma + 2, family)
    if after == ["due", "to"] or after == ["set", "to"]:
        return Second("introduce", "announced", None) if any(
            action == "introduce" for action, _, _, _ in acts_at(words, comma + 3)) else None
    return None


def wish(words: Words, match: Match, family: str) -> Second | None:
    """What somebody wants done to a measure that the sentence tells: ", which the growers want to see scrapped"."""
    comma = _comma(words, match)
    if comma < 0 or words.low[comma + 1] not in small()["whom"]:
        return None
    first = comma + 3 if words.low[comma + 2] in small()["determiner"] else comma + 2
    cue = next((i for i in range(first + 1, min(first + 5, len(words))) for hit in words.hits[i]
                if hit.cls.startswith("status|called_for|verb")), -1)
    for i in range(cue + 1, min(cue + 6, len(words))) if cue > 0 else ():
        for action, kind, _, hit in acts_at(words, i):
            if kind == "verb" and hit.form in ("part", "both"):
                return Second(reading(action, family), "called_for", " ".join(words.raw[first:cue]))
    return None
