"""Whether somebody asks for a measure: the word that asks for it, and what only looks like one."""

from __future__ import annotations

from extractor.components import _policy_stative as stative
from extractor.components._policy_context import SENTENCE, clause, status_cue
from extractor.components._policy_own_wishes import own_wish
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_verbs import auxiliaries
from extractor.components._policy_words import Words

CUE_REACH = 16
"""A word that asks for a measure stands at most so many words before it."""


CASE = "dispute_settlement"
"""A request for consultations or a panel opens the case."""


def _aside(words: Words, cue: int, match: Match) -> bool:
    """Whether a clause beside what is asked for tells the measure: "urged an end to talks with Oslo, which lets in"."""
    closed = small()
    inside = any(words.low[i] == "," and words.low[i + 1] in closed["telling_side"]
                 for i in range(match.begin, match.end - 1))
    return inside or (match.action is not None and any(
        words.low[i] == "," and words.low[i + 1] in closed["telling_side"] for i in range(cue, match.begin - 1)))


def _due(words: Words, begin: int) -> int:
    """The "must" right behind a side, where somebody says so: "Ankara must end its duties, the minister said"."""
    closed = small()
    must = next((i for i in range(begin - 1, max(begin - 4, 0), -1) if words.low[i] == "must"), -1)
    named = any(hit.cls in ("place", "body") and k + hit.size == must
                for k in range(max(must - 4, 0), max(must, 0)) for hit in words.hits[k])
    return must if named and not closed["reporting"].isdisjoint(words.low) else -1


def _new_clause(words: Words, cue: int, begin: int) -> bool:
    """Whether "and" opens another deed of who asks, or a measure is only what the wish is about: "has asked for talks
    and | is handing out credit", "asked for talks over | Lima's duties"."""
    closed = small()
    done = closed["auxiliary"] - closed["modal"] - {"to", "be", "been", "being"}
    if not {"over", "about", "against"}.isdisjoint(words.low[cue + 1:begin]):
        return True
    return any(words.low[i] in closed["and"] and words.low[i + 1] in done
               for i in range(cue + 1, min(begin, len(words) - 1)))


def asked(words: Words, match: Match, verb: int) -> int:
    """The index of a cue that somebody asks for the measure, -1 if there is none.

    Who wants to do a thing himself ("wants to cap …"), asks a question ("asked whether …") or will ask as the
    rule has it ("customs would ask for proof") asks for no measure.
    """
    closed = small()
    begin = min(match.begin, verb) if verb >= 0 else match.begin
    left, _ = clause(words, begin, begin)
    reach = SENTENCE if words.low[max(begin - 2, 0):begin] == ["and", "to"] else CUE_REACH
    cue = status_cue(words, "called_for", max(left, begin - reach), begin)
    if cue < 0 and verb >= match.end:
        cue = status_cue(words, "called_for", match.end, verb)
        return cue if cue >= 0 and words.low[cue] in closed["obliged"] else -1
    cue = _due(words, begin) if cue < 0 else cue
    inverted = cue == left and words.low[cue] in closed["obliged"]
    if cue < 0 or inverted or _aside(words, cue, match):
        return -1
    if words.low[cue + 1:cue + 2] == ["me"]:
        return -1  # "a buyer asked me to swallow half of the duty"
    if match.policy == CASE and words.sing[cue] == "request":
        return -1
    if any(hit.cls == "require" for i in range(max(cue - 3, 0), cue) for hit in words.hits[i]):
        return -1
    if _new_clause(words, cue, begin):
        return -1
    after = words.low[cue + 1] if cue + 1 < len(words) else ""
    if stative.obliges(words, cue):
        return -1
    if after in closed["question"] or own_wish(words, cue, begin):
        return -1
    if after == "to" and any(hit.lemma.split("/")[0] in closed["asking"] for hit in words.hits[cue]):
        return -1
    people = any(hit.cls == "person" for i in range(max(cue - SENTENCE, 0), cue) for hit in words.hits[i])
    if not people and any(word in closed["instrument"] for word in words.low[max(cue - 40, 0):cue]):
        return -1
    ahead = closed["future"] | closed["modal"]
    obliged = words.low[cue] in closed["obliged"]
    return -1 if not obliged and any(word in ahead for word in auxiliaries(words, cue)) else cue
