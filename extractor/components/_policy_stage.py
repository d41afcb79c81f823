"""How far a measure is by the words around its verb: proposed, announced or done."""

from __future__ import annotations

from extractor.components._policy_context import Act, clause, status_cue
from extractor.components._policy_own_wishes import own_wish
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_wishes import CUE_REACH
from extractor.components._policy_words import Words

UNDONE = frozenset({"suspend", "end", "down", "keep", "lift", "relax"})
"""Actions on what was planned or proposed: "put off its planned checks" suspends them."""

PERMITTING = frozenset({"permit", "ban", "currency", "refund", "origin", "quota", "restriction", "check", "list"})
"""Families whose "may" is a permission."""

BACKGROUND = frozenset({"after", "since", "because", "when", "once"})
"""Words that open a clause of what was done: what is to come stands before them."""

BORDERS = frozenset(";:,")
UNSURE = 7
"""The words from a word of guessing to what is guessed: "traders bet that Lima will | end"."""


def _reported(words: Words, begin: int, end: int) -> bool:
    """Whether a word of saying stands before, or closes the sentence: its "would" is a "will" of the speaker."""
    closed = small()
    if "whether" in words.low[max(begin - CUE_REACH, 0):begin]:
        return False
    comma = next((i for i in range(end, min(end + 2 * CUE_REACH, len(words))) if words.low[i] == ","), len(words))
    return any(word in closed["reporting"] for word in
               words.low[max(begin - 2 * CUE_REACH, 0):begin] + words.low[max(comma, len(words) - CUE_REACH):])


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


def stage(words: Words, match: Match, act: Act | None, verb: int, auxiliary: list[str], family: str) -> str:
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
    if wish >= 0 and own_wish(words, wish, anchor):
        return "proposed"
    last = act.verb if act is not None and act.action in UNDONE and _done(words, act, auxiliary) else match.begin
    if last != match.begin:
        begin = max([begin, *(i for i in range(begin, last) if words.low[i] in BACKGROUND)])
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
