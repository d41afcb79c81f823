"""How far an action goes: some of the way, one more, longer; and what it means for the measure's family."""

from __future__ import annotations

from itertools import pairwise

from extractor.components import _policy_stative as stative
from extractor.components._policy_context import Act, reading
from extractor.components._policy_patterns import ANAPHOR, Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words, singular

GROWING = frozenset({"programme", "quota", "list", "blacklist", "restriction", "permit"})
"""Families of which there can be one more."""


RENEWED = frozenset({"permit", "ban", "restriction", "levy", "check"})
"""Families of what is brought in for another time where it was already there."""


GIVEN = frozenset({"refund", "money", "programme", "quota"})
"""Families of what is given for a time."""


EXEMPTING = frozenset({"tariff_exemption"})
"""Policies that are brought in where somebody is let off: "spared cocoa the duty"."""


def _in_part(words: Words, match: Match) -> bool:
    """Whether a levy goes by and by, or on a part of the goods: "in stages", "on 78 percent of lines"."""
    after = words.low[match.end - 1:match.end + STAGED]
    if not small()["staged"].isdisjoint(" ".join(pair) for pair in pairwise(after)):
        return True
    return any(words.low[i + hit.size:i + hit.size + 1] == ["of"] and words.low[i - 1] == "on"
               for i, hit in words.find("percent", match.end, match.end + 5))


STAGED = 12
"""The words behind a levy in which its end by stages is told."""


def _graded(raw: str, words: Words, match: Match, act: Act | None, family: str) -> str:
    """An action that only goes some of the way, or adds to what is there: "approved 22 more zones"."""
    closed = small()
    begin, end = max(match.begin - 6, 0), match.end + 6
    if act is not None and act.verb >= 0:
        begin, end = (act.verb + act.size, match.end) if act.left else (match.begin, act.verb)
    between = words.low[begin:end]
    if raw == "suspend" and act is not None and act.left and act.lemma in closed["stopping"] and words.low[
            act.verb + 1:act.verb + 2] and words.low[act.verb + 1].endswith("ing") and not any(
            word in closed["temporal"] for word in words.low[match.end:match.end + 8]):
        return "end"
    after = words.low[act.verb + act.size:act.verb + act.size + 2] if act is not None and act.verb >= 0 else []
    if raw in ("lift", "end") and any(word in closed["partly"] for word in between[:4] + after):
        return "relax"
    if raw == "end" and family == "levy" and _in_part(words, match):
        return "relax"
    if raw == "prolong" and family == "programme" and match.policy != ANAPHOR and not any(
            singular(word) in closed["span"] for word in words.low[match.begin:match.end + 8]):
        return "expand"
    if raw == "prolong" and act is not None and act.left and _widened(words, match):
        return "expand"
    timed = between[:1] == ["for"] and any(singular(word) in closed["span"] for word in between[1:4])
    if raw in ("lift", "end") and timed:
        return "suspend"
    if raw in ("introduce", "sign") and act is not None:
        for i in range(begin, min(end, len(words))):
            for hit in words.hits[i]:
                if hit.cls in ("act|relax|word|", "act|tighten|word|"):
                    return hit.cls.split("|")[1]
    if raw == "introduce" and family in GROWING and any(
            word in closed["more"] and before != "no" for before, word in zip(["", *between], between, strict=False)):
        return "expand" if family != "quota" or match.policy == "tariff_rate_quota" else "up"
    return raw


def _widened(words: Words, match: Match) -> bool:
    """Whether a measure is extended to more things and not in time: "extended its scheme to telephones"."""
    i = next((i for i in range(match.end, min(match.end + 3, len(words) - 1)) if words.low[i] == "to"), -1)
    named = i >= 0 and words.raw[i + 1][0].isupper() and not any(words.of(i + 1, "place"))
    return i >= 0 and not named and not words.raw[i + 1][0].isdigit() and not any(
        hit.cls in ("date", "number", "quantity") for hit in words.hits[i + 1]) and not any(
        word in small()["span"] for word in words.sing[i + 1:i + 6])


def _time(words: Words, begin: int) -> bool:
    """Whether a time stands right behind a verb: "extended to | the end of the year"."""
    near = range(begin, min(begin + 5, len(words)))
    return any(words.sing[i] in small()["span"] or any(words.of(i, "date")) for i in near)


def carried(raw: str, words: Words, match: Match, act: Act | None, family: str) -> str:
    """The graded action; one that is only carried on prolongs the measure."""
    if raw == "introduce" and (stative.carried_on(words, match) or (
            family in RENEWED and stative.prolonged(words, match))):
        return "prolong"
    if raw == "introduce" and family == "pact" and stative.improved(words, match):
        return "expand"
    if raw == "expand" and act is not None and act.lemma.endswith(" to") and _time(words, act.verb + act.size):
        return "prolong"
    if raw == "keep" and family in RENEWED | GIVEN and stative.prolonged(words, match):
        return "prolong"
    if raw == "introduce" and family == "limit" and act is not None and act.lemma.split("/")[0] in small()["levying"]:
        return "end"
    return _graded(raw, words, match, act, family)


def read(raw: str, words: Words, match: Match, family: str) -> str:
    """The family's reading of an action; a permit that grows in time is extended, one that grows wider expanded."""
    closed = small()
    if raw == "relax" and match.policy in EXEMPTING:
        return "introduce"
    near = [singular(word) for word in words.low[max(match.begin - 8, 0):match.end + 10]]
    if raw == "introduce" and family == "permit" and any(word in closed["longer"] for word in near[8:]):
        return "extend"
    if raw == "up" and family == "permit" and any(word in closed["span"] for word in near):
        return "extend"
    if raw == "keep" and family == "talks":
        return "negotiate"
    if raw == "up" and family == "currency" and any(word in closed["span"] for word in near):
        return "relax"
    return reading(raw, family)
