"""Action and status of a measure from its governing verb and the cues around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.components import _policy_stative as stative
from extractor.components._policy_context import Act, clause, status_cue
from extractor.components._policy_figures import compared
from extractor.components._policy_grades import carried, read
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_verbs import auxiliaries
from extractor.components._policy_wishes import CUE_REACH, asked
from extractor.components._policy_words import Words

AFTER = {"suspend": "suspended", "end": "ended", "sign": "announced"}
"""The status of a measure on which the action has been carried out; in force for all others."""

GIVING = frozenset({"end", "cut", "suspend", "relax"})
"""Actions that an if-clause supposes of a measure that stands."""

NEW = frozenset({"introduce", "up", "raise", "tighten", "expand"})
VERBAL = frozenset({"base", "s", "past", "part", "both"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cue` is the index of the word that asks for the measure, -1 where nobody does; `present` says that only the
    present tense makes it one to come."""

    action: str
    status: str
    cue: int
    present: bool = False


FORBIDDING = frozenset({"check", "share", "ban", "guard", "origin"})
"""Families of what must be met: who may not sell without it has one."""


def _forbidden(words: Words, verb: int, auxiliary: list[str]) -> bool:
    """Whether a permission is denied: "will not allow phones to be sold unless", "may not be sold"."""
    if not small()["negation"].intersection(auxiliary):
        return False
    return any(words.of(verb, "allow")) or "may" in auxiliary or any(
        hit.cls == "maynot" for i in range(max(verb - 3, 0), verb + 1) for hit in words.hits[i])


def _denied(words: Words, match: Match, verb: int, auxiliary: list[str]) -> bool:
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    cue = status_cue(words, "denied", max(left, begin - 9), match.begin)
    twice = cue > 0 and words.low[cue] not in small()["negation"] and not small()["negation"].isdisjoint(
        words.low[max(cue - 2, 0):cue])
    return (cue >= 0 and not twice) or any(word in small()["negation"] for word in auxiliary)


def _known(words: Words, match: Match) -> bool:
    """Whether a measure is told as one that stands: "its duty", "the quota"."""
    closed = small()
    return match.begin > 0 and words.low[match.begin - 1] in closed["possessive"] | closed["definite"]


MEASURED = frozenset({"levy", "list", "blacklist", "quota", "share", "origin", "limit", "permit", "refund", "money",
                      "currency"})
"""Families whose figure, beside the old one, tells what is done."""


def _reported(words: Words, begin: int, end: int) -> bool:
    """Whether a word of saying stands before, or closes the sentence: its "would" is a "will" of the speaker."""
    closed = small()
    if "whether" in words.low[max(begin - CUE_REACH, 0):begin]:
        return False
    comma = next((i for i in range(end, min(end + 2 * CUE_REACH, len(words))) if words.low[i] == ","), len(words))
    return any(word in closed["reporting"] for word in
               words.low[max(begin - 2 * CUE_REACH, 0):begin] + words.low[max(comma, len(words) - CUE_REACH):])


LASTING = MEASURED | frozenset({"restriction", "ban", "check", "charge"})
"""Families of measures that can be told as they stand."""

UNDONE = frozenset({"suspend", "end", "down", "keep", "lift", "relax"})
"""Actions on what was planned or proposed: "put off its planned checks" suspends them."""

STATES = frozenset({"keep", "introduce", "continue", "suspend", "negotiate"})


def _to_come(words: Words, match: Match, act: Act | None, raw: str, zone: str) -> bool:
    """A change told in the present tense is to come ("the plan adds 12 zones"), but not in a headline; so is
    what is only promised or unveiled."""
    if zone == "headline":
        return False
    if act is None:
        return raw not in STATES and bool(match.action) and any(hit.form == "s" for hit in words.hits[match.begin])
    if act.verb < 0:
        return False
    if act.lemma.split("/")[0].split(" ")[0] in small()["telling"]:
        return True
    return raw not in STATES and any(hit.lemma == act.lemma and hit.form == "s" for hit in words.hits[act.verb])


PERMITTING = frozenset({"permit", "ban", "currency", "refund", "origin", "quota", "restriction", "check", "list"})
"""Families whose "may" is a permission."""


def _possible(words: Words, verb: int, family: str) -> bool:
    """Whether "may" follows the name of a side that lets or bars, and is no permission: "Manila may let sugar in"."""
    if not any(words.of(verb, "allow")) and family != "ban":
        return False
    may = next((i for i in range(verb - 1, max(verb - 4, 0), -1) if words.low[i] in small()["modal"]), 0)
    return may > 0 and any(hit.cls in ("place", "body") and i + hit.size == may
                           for i in range(max(may - 4, 0), may) for hit in words.hits[i])


def _headlined(words: Words, verb: int) -> bool:
    """Whether the verb is a headline's infinitive after the side that acts: "EU to hit Chinese tyres …"."""
    return 2 <= verb + 1 <= 6 and words.low[verb - 1] == "to" and any(
        hit.cls in ("place", "body") and i + hit.size == verb - 1 for i in range(verb - 1) for hit in words.hits[i])


def _done(words: Words, act: Act, auxiliary: list[str]) -> bool:
    """Whether the governing verb is a past tense of its own: what "will" and "would" after it tell is something
    else ("the duty which Rome imposed in May would hurt growers")."""
    if auxiliary or act.verb < 0 or act.passive or act.kind != "verb":
        return False
    past = any(hit.lemma == act.lemma and hit.form in ("past", "both") for hit in words.hits[act.verb])
    told = any(hit.cls in ("place", "body") and i + hit.size == act.verb
               for i in range(max(act.verb - 4, 0), act.verb) for hit in words.hits[i])
    return past and (act.left or told or words.low[act.verb - 1] in small()["subject"]
                     or act.lemma.split("/")[0] in small()["beginning"])


def _carried_out(act: Act | None) -> bool:
    """Whether the verb before a measure tells a deed, which "has" puts into the past: "has suspended the duty until
    next year"."""
    return act is not None and act.kind == "verb" and act.left and act.verb >= 0


BORDERS = frozenset(";:,")
UNSURE = 7
"""The words from a word of guessing to what is guessed: "traders bet that Lima will | end"."""


def _stage(words: Words, match: Match, act: Act | None, verb: int, auxiliary: list[str], family: str) -> str:
    """proposed, announced or done, from auxiliaries first and then the cues of the clause."""
    closed = small()
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, right = clause(words, anchor, max(match.end, verb + 1))
    permitted = family in PERMITTING and match.begin <= verb < match.end and not _possible(words, verb, family)
    if any(word in closed["modal"] for word in auxiliary if word != "may" or not permitted):
        told = "would" in auxiliary and _reported(words, max(verb, anchor), max(verb, match.end))
        return "announced" if told else "proposed"
    if any(word in closed["future"] for word in auxiliary) or _headlined(words, anchor):
        near = words.low[max(anchor - UNSURE, 0):anchor]
        border = max((i for i, word in enumerate(near) if word in BORDERS), default=-1)
        guessed = not closed["unsure"].isdisjoint(near[border + 1:])
        return "proposed" if guessed and "whether" not in words.low else "announced"
    begin = left if words.low[max(anchor - 2, 0):anchor] == ["and", "to"] else max(left, anchor - CUE_REACH)
    if words.low[max(anchor - 2, 0):anchor][-1:] == ["to"] and words.sing[anchor - 2] in closed["planned_w"] and (
            words.low[anchor - 2] == words.sing[anchor - 2] and words.low[anchor - 3] in closed["determiner"]):
        return "proposed"
    wish = status_cue(words, "called_for", begin, anchor)
    if wish >= 0 and stative.own_wish(words, wish, anchor):
        return "proposed"
    last = act.verb if act is not None and act.action in UNDONE and _done(words, act, auxiliary) else match.begin
    cues = {status: max(status_cue(words, status, begin, last, "left"),
                        status_cue(words, status, match.end if verb >= match.end else match.begin, verb, "left"))
            for status in ("proposed", "announced")}
    if cues["proposed"] >= 0 and (words.low[cues["announced"]] in closed["starting"]
                                  or words.low[cues["proposed"]] in closed["hearsay"]):
        return "proposed"
    if max(cues.values()) >= 0:
        return max(cues, key=lambda status: cues[status])
    own = bool(match.action) and match.begin <= verb < match.end
    if (act is not None and _done(words, act, auxiliary)) or ((own or _carried_out(act)) and any(
            word in closed["having"] for word in auxiliary) and "to" not in auxiliary):
        return "done"
    end = min(right, max(match.end, verb) + 12)
    end = next((i for i in range(match.end, end - 1) if words.low[i] == "," and act is None
                and words.low[i + 1] in closed["telling_side"]), end)
    behind = {status: at for status in ("proposed", "announced")
              if (at := status_cue(words, status, match.end, end, "right")) >= 0}
    dated = next((i for i in range(match.end, min(match.end + 3, len(words) - 2))
                  if words.low[i] == "due" and words.low[i + 1] in closed["effective"] | {"on", "in"}), -1)
    return "announced" if dated >= 0 else next(iter(behind), "done")


def _before(words: Words, match: Match) -> list[str]:
    """The modal or future auxiliary shortly before a measure without a verb of its own."""
    closed = small()
    near = words.low[max(match.begin - 7, 0):match.begin]
    return [word for word in reversed(near) if word in closed["modal"] or word in closed["future"]][:1]


def _finite(words: Words, match: Match, verb: int) -> int:
    """The verb of a match: the first one with an auxiliary of the future, else the first one, else `verb`."""
    ahead = small()["future"] | small()["modal"]
    verbs = [i for i in range(match.begin, match.end)
             if any(h.form in VERBAL or (h.form == "aux" and h.cls == "applyv") for h in words.hits[i])]
    led = (i for i in verbs if ahead.intersection(auxiliaries(words, i)))
    return next(led, verbs[0] if verbs else verb)


USED = frozenset({"permit", "quota", "programme", "refund", "levy"})
"""Families of what firms and guests can make use of."""


def _standing(words: Words, match: Match, act: Act | None, family: str) -> Verdict | None:
    """The verdict on a measure whose end a clause tells, that is reviewed, or of which somebody makes use."""
    if family == "levy":
        if ends := stative.expiring(words, match):
            return Verdict("end", ends, -1)
        if stative.reviewed(words, match):
            return Verdict("keep", "in_force", -1)
    if family in USED and stative.used(words, match) and (act is None or act.cost > USE):
        return Verdict("none", "in_force", -1)
    return None


USE = 3
"""The cost from which on a verb says nothing of what somebody makes use of."""


def decide(words: Words, match: Match, act: Act | None, row: Mapping[str, Any], zone: str = "body") -> Verdict:
    """What is done to the measure, and its status."""
    family, default = str(row["family"]), str(row["default"])
    verb = act.verb if act is not None else -1
    fixed, _, told = (match.action or "").partition("/")
    if fixed and not (act is not None and act.cost <= 4 and act.action not in ("introduce", "negotiate", "sign")):
        raw, verb, act = fixed, match.begin, None
    else:
        raw = act.action if act is not None else default
    raw = carried(raw, words, match, act, family)
    if stative.threatened(words, match):
        return Verdict("threaten", "proposed", -1)
    if family == "pact" and stative.in_force(words, match):
        return Verdict("introduce", "in_force", -1)
    if family == "talks" and stative.rested_on(words, match):
        return Verdict("sign", "in_force", -1)
    if family == "pact" and act is None and not fixed and (
            stative.referred(words, match) or stative.had(words, match)):
        return Verdict("none", "in_force", -1)
    if family == "pact" and stative.signed(words, match, act):
        return Verdict("sign", "in_force", -1)
    _, right = clause(words, match.begin, match.end)
    if family in MEASURED and (raw in ("introduce", "lift", default) or act is None):
        raw = compared(words, match, right) or raw
    action = read(raw, words, match, family)
    if verb < 0 or (fixed and verb == match.begin) or (act is not None and act.kind == "word"):
        verb = _finite(words, match, verb)
    auxiliary = auxiliaries(words, verb) if verb >= 0 else _before(words, match)
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, anchor, anchor)
    if any(word in small()["if"] & small()["obliged"] for word in words.low[left:left + 1]) and (
            "," not in words.low[left:match.begin]):
        return Verdict("none", "proposed", -1)
    if act is None and not fixed and family == "levy" and match.weak and words.low[match.end:match.end + 1] and (
            words.low[match.end] in small()["future"] | small()["modal"]):
        return Verdict("none", "in_force", -1)
    if act is None and not fixed and family in MEASURED and stative.sized(words, match):
        return Verdict("none", "in_force", -1)
    cue = asked(words, match, verb)
    own = match.begin <= verb < match.end
    if own:
        auxiliary = [w for w in auxiliary if w not in small()["negation"] or w not in words.low[match.begin:verb]]
    if raw in NEW and small()["longer"].intersection(auxiliary):
        return Verdict("end", "announced" if small()["future"].intersection(auxiliary) else "ended", -1)
    if family in FORBIDDING and _forbidden(words, verb, auxiliary):
        auxiliary = [word for word in auxiliary if word not in small()["negation"] and word not in small()["modal"]]
        raw = action = "introduce"
    elif _denied(words, match, verb, auxiliary):
        if cue >= 0 and status_cue(words, "denied", cue + 1, match.begin) > cue:
            return Verdict("call_for", "called_for", cue)
        return _refused(raw, _known(words, match), act, default, cue)
    if cue >= 0:
        verbal = fixed or words.low[match.begin - 1] == "to"
        idle = (raw == "introduce" and (not verbal or words.low[cue + 1] == "that")) or (act is None and not verbal)
        return Verdict("call_for" if idle else action, "called_for", cue)
    if settled := _standing(words, match, act, family):
        return settled
    if raw == "threaten" or status_cue(words, "threatened", max(left, anchor - 10), anchor) >= 0:
        return Verdict("negotiate", "in_force", -1) if family == "talks" else Verdict("threaten", "proposed", -1)
    if raw == "keep" and any(word in small()["if"] for word in words.low[max(verb - 6, left):verb]):
        return Verdict("none", "in_force", -1)
    conditional = any(word in small()["if"] for word in words.low[match.end:right])
    ahead = any(word in small()["modal"] or word in small()["future"] for word in auxiliary)
    if raw in NEW and ahead and (conditional or _conditioned(words, left, anchor)):
        return Verdict("threaten", "proposed", -1)
    if act is not None and act.lemma.split("/")[0] in small()["proposing"]:
        told = "proposed"
    if action in GIVING and stative.supposed(words, act, left, auxiliary):
        told = "proposed"
    stage = told or _stage(words, match, act, verb, auxiliary, family)
    if action == "suspend" and stage == "announced" and act is not None and stative.agreed(words, act):
        stage = "done"
    if act is not None and act.kind == "noun" and act.left and _approved(words, act.verb):
        stage = "announced"
    stage = "done" if family == "probe" and stage == "proposed" and stative.asking(words, match) else stage
    if family in LASTING and raw == "introduce" and stage == "done" and zone != "headline" and not stative.begun(
            words, match, left, right) and stative.stands(words, match, act, verb, auxiliary):
        return Verdict("keep" if stative.lasting(words, match) else "none", "in_force", -1)
    if action == "none" and family == "charge" and stage in ("proposed", "announced"):
        action = "introduce"
    present = not stative.running(words, match, left) and _to_come(words, match, act, raw, zone)
    if action == "negotiate" and stage == "announced" and act is not None and not act.left:
        told = told or stage
    return _settled(action, stage, family, present, act is not None or bool(fixed), told)


def _approved(words: Words, noun: int) -> bool:
    """Whether a noun of action is only what somebody approves or announces: "approved the creation of"."""
    return any(hit.cls.startswith("act|") and hit.lemma.split("/")[0] in small()["telling"]
               for i in range(max(noun - 3, 0), noun) for hit in words.hits[i])


def _conditioned(words: Words, left: int, anchor: int) -> bool:
    """Whether a condition opens the sentence before the measure: "If Ottawa goes ahead, Beijing would …"."""
    closed = small()
    at = next((i for i in range(left, anchor) if words.low[i] in closed["if"] - closed["obliged"]), -1)
    return at >= 0 and (at == 0 or words.low[at - 1] in closed["verb_before"]) and "," in words.low[at:anchor]


def _refused(raw: str, known: bool, act: Act | None, default: str, cue: int) -> Verdict:
    """A denied novelty is none, a denied change keeps what is, a denied prolongation ends it."""
    if raw == "threaten":
        return Verdict("none", "proposed", -1)
    if raw in NEW and raw != "introduce" and cue < 0 and known:
        return Verdict("keep", "in_force", -1)
    if cue >= 0 or (raw in NEW and raw != "change") or (act is None and default != "keep"):
        return Verdict("none", "proposed", -1)
    if raw in ("prolong", "continue"):
        return Verdict("end", "ended", -1)
    return Verdict("keep", "in_force", -1)


def _settled(action: str, stage: str, family: str, present: bool, held: bool, told: str) -> Verdict:
    if family == "pact" and action == "sign" and stage == "proposed":
        action = "negotiate"
    if action in ("keep", "none"):
        return Verdict(action, "in_force", -1)
    if action == "negotiate":
        running = stage == "done" and family == "talks" and held
        return Verdict(action, told or ("in_force" if running else "proposed"), -1)
    if stage in ("proposed", "announced"):
        return Verdict(action, stage, -1)
    if present:
        return Verdict(action, "announced", -1, True)
    return Verdict(action, AFTER.get(action, "in_force"), -1)
