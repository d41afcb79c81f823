"""Action and status of a measure from its governing verb and the cues around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extractor.components import _policy_stative as stative
from extractor.components._policy_context import Act, clause, status_cue
from extractor.components._policy_figures import compared
from extractor.components._policy_grades import carried, read
from extractor.components._policy_mentions import aimed_at
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_stage import stage
from extractor.components._policy_verbs import auxiliaries, later
from extractor.components._policy_wishes import asked
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
    beside = next((i for i in range(begin - 1, max(begin - 3, 0), -1) if words.low[i] in small()["telling_side"]
                   and words.low[i - 1] == "," and "," not in words.low[i:match.begin]), left)
    cue = status_cue(words, "denied", max(left, beside, begin - 9), match.begin)
    if cue < 0 and verb >= match.end and later(words, verb):
        return False
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

LASTING = MEASURED | frozenset({"restriction", "ban", "check", "charge"})
"""Families of measures that can be told as they stand."""

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
    lemma = act.lemma.split("/")[0].split(" ")[0]
    if lemma in small()["telling"] or lemma in small()["at_level"]:
        return lemma in small()["telling"]
    return raw not in STATES and any(hit.lemma == act.lemma and hit.form == "s" for hit in words.hits[act.verb])


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


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done to a measure: `raw` as the verb or the policy's default tells it, `action` as the family reads that;
    `fixed` says that the match itself tells it. The clause of the verb begins at `left`, the measure's ends at
    `right`; `anchor` is the first word of either."""

    words: Words
    match: Match
    act: Act | None
    family: str
    default: str
    fixed: bool
    raw: str
    action: str
    verb: int
    auxiliary: list[str]
    anchor: int
    left: int
    right: int


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
    if plain := _by_name(words, match, act, family, bool(fixed)):
        return plain
    deed = _deed(words, match, act, family, default, bool(fixed), raw, verb)
    if idle := _idle(deed):
        return idle
    cue = asked(words, match, deed.verb)
    deed = _undenied(deed)
    if deed.raw in NEW and small()["longer"].intersection(deed.auxiliary):
        return Verdict("end", "announced" if small()["future"].intersection(deed.auxiliary) else "ended", -1)
    if family in FORBIDDING and _forbidden(words, deed.verb, deed.auxiliary):
        plain_words = small()["negation"] | small()["modal"]
        deed = replace(deed, raw="introduce", action="introduce",
                       auxiliary=[word for word in deed.auxiliary if word not in plain_words])
    elif _denied(words, match, deed.verb, deed.auxiliary):
        return _refused(deed, cue)
    if cue >= 0:
        return _called_for(deed, cue)
    return _standing(words, match, act, family) or _threatened(deed) or _staged(deed, told, zone)


def _by_name(words: Words, match: Match, act: Act | None, family: str, fixed: bool) -> Verdict | None:
    """The verdict on a threat, a pact or talks that the words beside the name tell by themselves."""
    if stative.threatened(words, match):
        return Verdict("threaten", "proposed", -1)
    if family == "pact" and stative.in_force(words, match):
        return Verdict("introduce", "in_force", -1)
    if family == "pact" and aimed_at(words, match):
        return Verdict("negotiate", "proposed", -1)
    if family == "talks" and stative.rested_on(words, match):
        return Verdict("sign", "in_force", -1)
    if family == "pact" and act is None and not fixed and (
            stative.referred(words, match) or stative.had(words, match)):
        return Verdict("none", "in_force", -1)
    if family == "pact" and stative.signed(words, match, act):
        return Verdict("sign", "in_force", -1)
    return None


def _deed(words: Words, match: Match, act: Act | None, family: str, default: str, fixed: bool, raw: str,
          verb: int) -> _Deed:
    """The deed with what its figures and the words around its verb add."""
    _, right = clause(words, match.begin, match.end)
    if family in MEASURED and (raw in ("introduce", "lift", default) or act is None):
        raw = compared(words, match, right) or raw
    action = read(raw, words, match, family)
    if verb < 0 or (fixed and verb == match.begin) or (act is not None and act.kind == "word"):
        verb = _finite(words, match, verb)
    auxiliary = auxiliaries(words, verb) if verb >= 0 else _before(words, match)
    anchor = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, anchor, anchor)
    return _Deed(words, match, act, family, default, fixed, raw, action, verb, auxiliary, anchor, left, right)


def _idle(deed: _Deed) -> Verdict | None:
    """The verdict where nothing is done: what must be met "if" something is so, a levy or a figure told as it is."""
    words, match = deed.words, deed.match
    if any(word in small()["if"] & small()["obliged"] for word in words.low[deed.left:deed.left + 1]) and (
            "," not in words.low[deed.left:match.begin]):
        return Verdict("none", "proposed", -1)
    if deed.act is not None or deed.fixed:
        return None
    if deed.family == "levy" and match.weak and words.low[match.end:match.end + 1] and (
            words.low[match.end] in small()["future"] | small()["modal"]):
        return Verdict("none", "in_force", -1)
    if deed.family in MEASURED and stative.sized(words, match) and not (
            deed.family == "levy" and deed.raw in ("up", "down")):
        return Verdict("none", "in_force", -1)
    return None


def _undenied(deed: _Deed) -> _Deed:
    """The deed without the negations that are part of the measure's own words."""
    words, match = deed.words, deed.match
    if not match.begin <= deed.verb < match.end:
        return deed
    own = words.low[match.begin:deed.verb]
    return replace(deed, auxiliary=[w for w in deed.auxiliary if w not in small()["negation"] or w not in own])


def _called_for(deed: _Deed, cue: int) -> Verdict:
    """What somebody asks for: the deed, or that it be asked for where only the measure is named."""
    words = deed.words
    verbal = deed.fixed or words.low[deed.match.begin - 1] == "to"
    idle = (deed.raw == "introduce" and (not verbal or words.low[cue + 1] == "that")) or (
        deed.act is None and not verbal)
    return Verdict("call_for" if idle else deed.action, "called_for", cue)


def _threatened(deed: _Deed) -> Verdict | None:
    """The verdict on what is only threatened, or comes only on a condition."""
    words, raw, left = deed.words, deed.raw, deed.left
    if raw == "threaten" or status_cue(words, "threatened", max(left, deed.anchor - 10), deed.anchor) >= 0:
        return Verdict("negotiate", "in_force", -1) if deed.family == "talks" else Verdict("threaten", "proposed", -1)
    if raw == "keep" and any(word in small()["if"] for word in words.low[max(deed.verb - 6, left):deed.verb]):
        return Verdict("none", "in_force", -1)
    conditional = any(word in small()["if"] for word in words.low[deed.match.end:deed.right])
    ahead = any(word in small()["modal"] or word in small()["future"] for word in deed.auxiliary)
    if raw in NEW and ahead and (conditional or _conditioned(words, left, deed.anchor)):
        return Verdict("threaten", "proposed", -1)
    return None


def _staged(deed: _Deed, told: str, zone: str) -> Verdict:
    """The verdict on what is proposed, announced or done; `told` is the stage that the match itself tells."""
    words, match, act, action = deed.words, deed.match, deed.act, deed.action
    if act is not None and act.lemma.split("/")[0] in small()["proposing"]:
        told = "proposed"
    if action in GIVING and stative.supposed(words, act, deed.left, deed.auxiliary):
        told = "proposed"
    reached = _reached(deed, told)
    if deed.family in LASTING and deed.raw == "introduce" and reached == "done" and zone != "headline" and (
            not stative.begun(words, match, deed.left, deed.right)) and (
            stative.stands(words, match, act, deed.verb, deed.auxiliary)):
        return Verdict("keep" if stative.lasting(words, match) else "none", "in_force", -1)
    if action == "none" and deed.family == "charge" and reached in ("proposed", "announced"):
        action = "introduce"
    present = not stative.running(words, match, deed.left) and _to_come(words, match, act, deed.raw, zone)
    if action == "negotiate" and reached == "announced" and act is not None and not act.left:
        told = told or reached
    return _settled(action, reached, deed.family, present, act is not None or deed.fixed, told)


def _reached(deed: _Deed, told: str) -> str:
    """The stage of a deed, as `told` or as its words tell it; what is agreed on suspends, what is approved is to
    come, what is asked for in a probe is done."""
    words, match, act = deed.words, deed.match, deed.act
    reached = told or stage(words, match, act, deed.verb, deed.auxiliary, deed.family)
    if deed.action == "suspend" and reached == "announced" and act is not None and stative.agreed(words, act):
        reached = "done"
    if act is not None and act.kind == "noun" and act.left and _approved(words, act.verb):
        reached = "announced"
    asking = deed.family == "probe" and reached == "proposed" and stative.asking(words, match)
    return "done" if asking else reached


def _approved(words: Words, noun: int) -> bool:
    """Whether a noun of action is only what somebody approves or announces: "approved the creation of"."""
    return any(hit.cls.startswith("act|") and hit.lemma.split("/")[0] in small()["telling"]
               for i in range(max(noun - 3, 0), noun) for hit in words.hits[i])


def _conditioned(words: Words, left: int, anchor: int) -> bool:
    """Whether a condition opens the sentence before the measure: "If Ottawa goes ahead, Beijing would …"."""
    closed = small()
    at = next((i for i in range(left, anchor) if words.low[i] in closed["if"] - closed["obliged"]), -1)
    return at >= 0 and (at == 0 or words.low[at - 1] in closed["verb_before"]) and "," in words.low[at:anchor]


def _refused(deed: _Deed, cue: int) -> Verdict:
    """A denied novelty is none, a denied change keeps what is, a denied prolongation ends it; `cue` asks for it."""
    words, match, raw = deed.words, deed.match, deed.raw
    if cue >= 0 and status_cue(words, "denied", cue + 1, match.begin) > cue:
        return Verdict("call_for", "called_for", cue)
    if raw == "threaten":
        return Verdict("none", "proposed", -1)
    if raw in NEW and raw != "introduce" and cue < 0 and _known(words, match):
        return Verdict("keep", "in_force", -1)
    if cue >= 0 or (raw in NEW and raw != "change") or (deed.act is None and deed.default != "keep"):
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
