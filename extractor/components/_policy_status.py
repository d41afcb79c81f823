"""Action and status of a measure from its governing verb and the cues around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.components._policy_context import Act, auxiliaries, clause, reading, small, status_cue
from extractor.components._policy_patterns import Match
from extractor.components._policy_words import Words

AFTER = {"suspend": "suspended", "end": "ended", "sign": "announced"}
"""The status of a measure on which the action has been carried out; in force for all others."""

NEW = frozenset({"introduce", "up", "raise", "tighten", "expand"})
CUE_REACH = 16


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cue` is the index of the word that asks for the measure, -1 where nobody does."""

    action: str
    status: str
    cue: int


def _asked(words: Words, match: Match, verb: int) -> int:
    """The index of a cue that somebody asks for the measure, -1 if there is none."""
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    cue = status_cue(words, "called_for", max(left, begin - CUE_REACH), begin)
    if cue < 0 and verb >= match.end:
        cue = status_cue(words, "called_for", match.end, verb)
        if cue >= 0 and words.low[cue] not in small()["obliged"]:
            return -1
    return cue


def _denied(words: Words, match: Match, verb: int, auxiliary: list[str]) -> bool:
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    return status_cue(words, "denied", max(left, begin - 7), match.begin) >= 0 or any(
        word in small()["negation"] for word in auxiliary)


def _stage(words: Words, match: Match, verb: int, auxiliary: list[str]) -> str:
    """proposed, announced or done, from auxiliaries first and then the cues of the clause."""
    closed = small()
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, right = clause(words, anchor, max(match.end, verb + 1))
    if any(word in closed["modal"] for word in auxiliary):
        return "proposed"
    if any(word in closed["future"] for word in auxiliary):
        return "announced"
    begin = max(left, anchor - CUE_REACH)
    cues = {status: status_cue(words, status, begin, match.end, "left") for status in ("proposed", "announced")}
    if max(cues.values()) >= 0:
        return max(cues, key=lambda status: cues[status])
    end = min(right, max(match.end, verb) + 12)
    for status in ("proposed", "announced"):
        if status_cue(words, status, match.end, end, "right") >= 0:
            return status
    return "done"


def decide(words: Words, match: Match, act: Act | None, row: Mapping[str, Any]) -> Verdict:
    """What is done to the measure, and its status."""
    family = str(row["family"])
    verb = act.verb if act is not None else -1
    if match.action and not (act is not None and act.cost <= 3 and act.left):
        raw, verb = match.action, match.begin
    else:
        raw = act.action if act is not None else str(row["default"])
    action = reading(raw, family)
    auxiliary = auxiliaries(words, verb) if verb >= 0 else []
    cue = _asked(words, match, verb)
    if cue >= 0:
        return Verdict("call_for" if action in ("introduce", "call_for", str(row["default"])) and raw != "end" else action,
                       "called_for", cue)
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, anchor, anchor)
    if raw == "threaten" or status_cue(words, "threatened", max(left, anchor - 10), anchor) >= 0:
        return Verdict("threaten", "proposed", -1)
    if _denied(words, match, verb, auxiliary):
        if raw in NEW or act is None:
            return Verdict("none", "proposed", -1)
        return Verdict("keep", "in_force", -1)
    stage = _stage(words, match, verb, auxiliary)
    if action == "negotiate":
        return Verdict(action, "proposed" if stage != "done" or family != "talks" else "in_force", -1)
    if stage == "proposed":
        return Verdict(action, "proposed", -1)
    if stage == "announced":
        return Verdict(action, "announced", -1)
    return Verdict(action, AFTER.get(action, "in_force"), -1)
