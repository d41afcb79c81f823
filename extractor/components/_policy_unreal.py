"""Measures that are told not to be: "reports that it had banned scallops were false", "nobody proposed a duty",
"dropped its threat to tax corn"."""

from __future__ import annotations

from extractor.components._policy_context import SENTENCE, clause
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_stative import PERMITS
from extractor.components._policy_status import Verdict
from extractor.components._policy_verbs import auxiliaries
from extractor.components._policy_words import Words

JUDGED = 14
"""The words behind a measure in which what was told of it is called false."""

LED = 5
"""The words between a plan that is dropped and the measure planned."""

STANDING = frozenset({"end", "cut", "relax", "suspend", "shorten", "extend"})
"""Actions that, where nobody takes them, leave the measure as it is."""

NOTHING = Verdict("none", "proposed", -1)
STAYS = Verdict("keep", "in_force", -1)


def _negated(words: Words, i: int) -> bool:
    return not small()["negation"].isdisjoint(words.low[max(i - 2, 0):i])


def _false(words: Words, begin: int, end: int) -> int:
    """The word in [begin, end) that calls something false, -1 if there is none: "untrue", "not true"."""
    closed = small()
    return next((i for i in range(max(begin, 0), min(end, len(words)))
                 if (words.low[i] in closed["false"] and not _negated(words, i))
                 or (words.low[i] in closed["true"] and _negated(words, i))), -1)


def _tale(words: Words, begin: int, end: int) -> int:
    """The last report, rumour or claim in words [begin, end) that tells what follows, -1 if there is none."""
    closed = small()
    return next((i for i in range(end - 1, max(begin, 0) - 1, -1) if words.low[i] in closed["tale"]
                 and i + 1 < end and words.low[i + 1] in closed["telling_of"]), -1)


def _untrue(words: Words, match: Match) -> bool:
    """Whether the measure is what a report tells that is called false, or what "it is untrue that" opens with."""
    closed = small()
    left, right = clause(words, match.begin, match.end)
    tale = _tale(words, left, match.begin)
    if tale >= 0 and (_false(words, max(tale - 6, left), tale) >= 0
                      or _false(words, match.end, min(right, match.end + JUDGED)) >= 0):
        return True
    false = _false(words, left, match.begin)
    return 0 < false < match.begin - 1 and "that" in words.low[false + 1:false + 3] and any(
        word in closed["be"] for word in words.low[max(false - 3, 0):false])


def _nobody(words: Words, match: Match) -> bool:
    """Whether nobody does it: a subject "nobody", "none of them", "no official" before the measure, or "no" right
    before it."""
    closed = small()
    left, _ = clause(words, match.begin, match.begin)
    for i in range(match.begin - 1, max(left, match.begin - SENTENCE) - 1, -1):
        if words.low[i] in (",", "that", "which", "who", "but", "while"):
            return False
        if words.low[i] in closed["nobody"] or words.low[i:i + 2] == ["no", "one"]:
            return not any(hit.cls in PERMITS for hits in words.hits[i + 1:i + 3] for hit in hits)
        if words.low[i] == "no" and not (i + 1 < len(words) and words.low[i + 1] in closed["no_more"]):
            return i >= match.begin - 2 or i == left or words.low[i - 1] in closed["verb_before"]
    return False


def _dropped(words: Words, match: Match) -> Verdict | None:
    """A threat that is taken back, a plan or bill that is given up: "dropped its threat to tax corn"."""
    closed = small()
    for i in range(match.begin - 1, max(match.begin - LED, 0) - 1, -1):
        if words.sing[i] not in closed["threatened_w"] and words.sing[i] not in closed["planned_w"]:
            continue
        for k in range(max(i - LED, 0), i):
            if any(words.of(k, "retreat_v")) and not small()["negation"].intersection(auxiliaries(words, k)) and not (
                    small()["future"] | small()["modal"]).intersection(auxiliaries(words, k)):
                return Verdict("threaten", "ended", -1) if words.sing[i] in closed["threatened_w"] else NOTHING
    return None


def _lapsed(words: Words, match: Match, verdict: Verdict) -> bool:
    """Whether a sentence opens with until when a measure held: "Until 2023, Peru levied …"."""
    opens = words.low[:1] in (["until"], ["till"]) and verdict.action in ("introduce", "none", "keep")
    comma = words.low.index(",") if opens and "," in words.low[:OPENING] else len(words)
    return comma < match.begin and verdict.status == "in_force" and any(
        hit.cls == "date" for hits in words.hits[1:comma] for hit in hits)


def _answered_no(words: Words, match: Match) -> bool:
    """Whether a question about a measure gets "no" for an answer: "Asked whether the levy would end, she said no"."""
    if words.low[:1] != ["asked"] or not {"whether", "if"} & set(words.low[1:ASKED]):
        return False
    comma = next((i for i in range(match.begin, len(words)) if words.low[i] == ","), len(words))
    answer = words.low[comma:comma + JUDGED]
    said = next((i for i, word in enumerate(answer) if word in small()["reporting"]), len(answer))
    return bool({"no", "not", "n't", "denied"} & set(answer[said:]))


OPENING, ASKED = 8, 8
"""The words of an opening phrase, and those in which a question begins."""


def settled(words: Words, match: Match, verdict: Verdict) -> Verdict:
    """The verdict on a measure, as the words that deny or take it back leave it: nothing where it is new, what it
    was where it stands, an ended threat where one is dropped."""
    taken = _dropped(words, match)
    if taken is not None:
        return taken
    if _lapsed(words, match, verdict):
        return Verdict("end", "ended", -1)
    if _answered_no(words, match):
        told = words.low[match.begin - 1:match.begin] in (["the"], ["its"], ["their"]) or verdict.action in STANDING
        return STAYS if told else NOTHING
    if verdict.action in ("none", "keep") or not (_untrue(words, match) or _nobody(words, match)):
        return verdict
    return STAYS if verdict.action in STANDING else NOTHING
