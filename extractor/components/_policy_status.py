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
GROWING = frozenset({"programme", "list", "blacklist", "restriction", "permit"})
"""Families of which there can be one more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cue` is the index of the word that asks for the measure, -1 where nobody does."""

    action: str
    status: str
    cue: int


def _asked(words: Words, match: Match, verb: int) -> int:
    """The index of a cue that somebody asks for the measure, -1 if there is none.

    Who wants to do a thing himself ("wants to cap …") asks nobody.
    """
    closed = small()
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    cue = status_cue(words, "called_for", max(left, begin - CUE_REACH), begin)
    if cue < 0 and verb >= match.end:
        cue = status_cue(words, "called_for", match.end, verb)
        return cue if cue >= 0 and words.low[cue] in closed["obliged"] else -1
    if cue >= 0 and any(hit.lemma.split("/")[0] in closed["asking"] for hit in words.hits[cue]) and (
            words.low[cue + 1:cue + 2] == ["to"]):
        return -1
    return cue


def _denied(words: Words, match: Match, verb: int, auxiliary: list[str]) -> bool:
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    return status_cue(words, "denied", max(left, begin - 7), match.begin) >= 0 or any(
        word in small()["negation"] for word in auxiliary)


def _reported(words: Words, begin: int) -> bool:
    """Whether a word of saying stands before: its "would" is a "will" of the speaker."""
    return any(word in small()["reporting"] for word in words.low[max(begin - 2 * CUE_REACH, 0):begin])


def _news_present(act: Act | None, words: Words, zone: str) -> bool:
    """A change told in the present tense is to come ("the plan adds 12 zones"), but not in a headline."""
    if act is None or act.verb < 0 or zone == "headline" or act.action in ("keep", "introduce", "continue"):
        return False
    return any(hit.lemma == act.lemma and hit.form == "s" for hit in words.hits[act.verb])


def _stage(words: Words, match: Match, verb: int, auxiliary: list[str]) -> str:
    """proposed, announced or done, from auxiliaries first and then the cues of the clause."""
    closed = small()
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, right = clause(words, anchor, max(match.end, verb + 1))
    if any(word in closed["modal"] for word in auxiliary):
        return "announced" if "would" in auxiliary and _reported(words, anchor) else "proposed"
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


def _graded(raw: str, words: Words, match: Match, act: Act | None, family: str) -> str:
    """An action that only goes some of the way, or adds to what is there: "approved 22 more zones"."""
    if act is None or act.verb < 0:
        return raw
    between = words.low[act.verb + 1:match.end] if act.left else words.low[match.begin:act.verb]
    if raw in ("lift", "end") and any(word in small()["partly"] for word in between[:4]):
        return "relax"
    if raw == "introduce" and family in GROWING and any(word in small()["more"] for word in between):
        return "expand"
    return raw


def decide(words: Words, match: Match, act: Act | None, row: Mapping[str, Any], zone: str = "body") -> Verdict:
    """What is done to the measure, and its status."""
    family, default = str(row["family"]), str(row["default"])
    verb = act.verb if act is not None else -1
    fixed, _, told = (match.action or "").partition("/")
    if fixed and not (act is not None and act.cost <= 3 and act.left):
        raw, verb, act = fixed, match.begin, None
    else:
        raw = _graded(act.action, words, match, act, family) if act is not None else default
    action = reading(raw, family)
    auxiliary = auxiliaries(words, verb) if verb >= 0 else []
    cue = _asked(words, match, verb)
    if cue >= 0:
        idle = raw == "introduce" or (act is None and not fixed)
        return Verdict("call_for" if idle else action, "called_for", cue)
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, anchor, anchor)
    if raw == "threaten" or status_cue(words, "threatened", max(left, anchor - 10), anchor) >= 0:
        return Verdict("threaten", "proposed", -1)
    if _denied(words, match, verb, auxiliary):
        if raw in NEW or act is None:
            return Verdict("none", "proposed", -1)
        return Verdict("keep", "in_force", -1)
    return _settled(action, told or _stage(words, match, verb, auxiliary), family, _news_present(act, words, zone))


def _settled(action: str, stage: str, family: str, present: bool) -> Verdict:
    if family == "pact" and action == "sign" and stage == "proposed":
        action = "negotiate"
    if action == "keep":
        return Verdict(action, "in_force", -1)
    if action == "negotiate":
        return Verdict(action, "proposed" if stage != "done" or family != "talks" else "in_force", -1)
    if stage in ("proposed", "announced"):
        return Verdict(action, stage, -1)
    if present:
        return Verdict(action, "announced", -1)
    return Verdict(action, AFTER.get(action, "in_force"), -1)
