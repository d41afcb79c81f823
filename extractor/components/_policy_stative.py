"""A measure told as it stands ("foreign apples pay 50 percent"), one that is carried on ("will go on letting them
in"), and a side's own wish ("Brussels wants every parcel to pay"): no deed, a longer run, a plan."""

from __future__ import annotations

from itertools import pairwise

from extractor.components._policy_asides import object_relative
from extractor.components._policy_context import Act
from extractor.components._policy_named import sides
from extractor.components._policy_patterns import Match
from extractor.components._policy_small import small
from extractor.components._policy_words import Words

PRESENT = frozenset({"s", "base"})
DEEDS = frozenset({"ban", "require", "halt", "restrict", "capv", "stopw", "taxv", "blockw", "freeze_v", "keepout"})
"""Classes of verbs that do something even in the present tense: "a decree bars foreign corn"."""

STANDING = frozenset({"owew", "bearv", "applyv", "collectw", "crossv", "comeinv", "getback", "claimback", "needw"})
"""Classes of verbs of a pattern without an action that can tell a state."""

PERMITS = frozenset({"mayv", "maynot"})
AROUND = 14
"""The words before and after a measure in which its beginning would be told."""


def lasting(words: Words, match: Match) -> bool:
    """Whether a measure told as it stands is told to go on: "nor may …", "still may not …"."""
    closed = small()
    return any(word in closed["lasting"] for word in words.low[max(match.begin - 3, 0):match.begin + 4])


def prolonged(words: Words, match: Match) -> bool:
    """Whether another stretch of time is given: "for another year"."""
    closed = small()
    return any(words.low[i] == "another" and any(word in closed["span"] for word in words.sing[i + 1:i + 4])
               for i in range(match.begin, min(match.end + 8, len(words))))


def begun(words: Words, match: Match, left: int, right: int) -> bool:
    """Whether words around a measure tell that it is new: "since June", "now", "from 1 May"."""
    closed = small()
    for i in range(max(left, match.begin - AROUND), min(right, match.end + AROUND)):
        if words.low[i] in closed["begun"] and words.raw[i].islower():
            return True
        if words.low[i] in closed["effective"] and i + 1 < len(words) and _point(words, i + 1):
            return True
    return False


def _point(words: Words, i: int) -> bool:
    """Whether a time can begin at word i: "from | 1 May", "from | June", "from | next year"."""
    classes = {hit.cls for hit in words.hits[i]}
    if words.raw[i][0].isdigit():
        month = i + 1 < len(words) and words.raw[i + 1][0].isupper() and not words.hits[i + 1]
        return "date" in classes or month or (len(words.raw[i]) == YEAR and words.raw[i].isdigit())
    return "date" in classes or words.low[i] == "next" or (
        words.raw[i][0].isupper() and not classes & {"place", "body", "org", "person"})


YEAR = 4
"""The digits of a year."""


def limited(words: Words, match: Match) -> bool:
    """Whether a time is told to which a prohibition holds: "until May", "for six months", "up to 31 March"."""
    closed = small()
    for i in range(max(match.begin - 10, 0), min(match.end + 8, len(words) - 1)):
        if words.low[i] in closed["limit"] or (words.low[i:i + 2] == ["up", "to"] and _point(words, i + 2)):
            return True
        if words.low[i] == "for" and any(word in closed["span"] for word in words.sing[i + 1:i + 4]):
            return True
    return False


def described(words: Words, match: Match, verb: int, auxiliary: list[str]) -> bool:
    """Whether the verb of a measure is in the present and tells a state, or what may be done."""
    closed = small()
    if any(word not in closed["standing"] for word in auxiliary):
        return False
    if match.action is None:
        verb = next((i for i in range(match.begin, match.end) if any(
            hit.cls in STANDING and hit.form != "noun" for hit in words.hits[i])), -1)
    if verb < 0 or DEEDS.intersection(hit.cls for hit in words.hits[verb] if hit.lemma not in closed["stative"]):
        return False
    span = range(match.begin, match.end)
    if any(words.of(match.begin, "require_any")) and words.low[match.begin] not in closed["standing"]:
        return False
    if any(hit.cls in PERMITS and not hit.lemma.startswith("let") for i in span for hit in words.hits[i]) or auxiliary:
        forbids = words.low[match.begin] in closed["none"] or any(
            hit.cls == "maynot" for i in span for hit in words.hits[i])
        return words.low[match.begin] == "nor" or not (forbids and limited(words, match))
    forms = {hit.form for hit in words.hits[verb]}
    return bool(forms & PRESENT) and not forms & {"past", "both"}


def standing(words: Words, act: Act) -> bool:
    """Whether a verb of letting or charging stands in the present: "Tokyo lets 770,000 tonnes in", "it charges"."""
    return act.left and act.kind != "noun" and act.lemma.split("/")[0].split(" ")[0] in small()["stative"] and any(
        hit.form == "s" and hit.lemma == act.lemma for hit in words.hits[act.verb])


def _collected(words: Words, match: Match) -> bool:
    """Whether a clause about the measure tells in the present who takes it: "levy that Washington collects"."""
    side = object_relative(words, match)
    after = side + 1 if side is not None else next(
        (i + 1 for i in range(match.begin, match.end - 1) if words.low[i] in small()["whom"]), len(words))
    return any(hit.form == "s" and hit.cls in STANDING for i in range(after, min(after + 3, len(words)))
               for hit in words.hits[i])


def stands(words: Words, match: Match, act: Act | None, verb: int, auxiliary: list[str]) -> bool:
    """Whether a measure is told as it stands, and nothing is done to it."""
    if act is not None:
        return standing(words, act)
    if _collected(words, match):
        return True
    return yields(words, match) or (match.begin <= verb < match.end and described(words, match, verb, auxiliary))


def running(words: Words, match: Match, left: int) -> bool:
    """Whether a word tells that the measure is already there: "now", "again"."""
    return any(word in small()["running"] for word in words.low[max(left, match.begin - 6):match.end + 2])


def referred(words: Words, match: Match) -> bool:
    """Whether a pact is only what something else rests on: "under the ASEAN pact, rice pays nothing"."""
    near = words.low[max(match.begin - 3, 0):match.begin + 1]
    resting = "under" in near or any(" ".join(pair) in small()["resting"] for pair in pairwise(
        words.low[max(match.begin - 5, 0):match.begin]))
    return resting and not any(words.find("signedw", match.begin, match.end))


def threatened(words: Words, match: Match) -> bool:
    """Whether a clause about the measure tells that it is only threatened: "the tariff that Kyiv had threatened to
    put on steel"."""
    told = object_relative(words, match)
    return told is not None and any(hit.cls == "status|threatened|verb|left" and hit.form in ("past", "part", "both")
                                    for hits in words.hits[told:told + CLAUSE] for hit in hits)


CLAUSE = 7
"""The words of a clause in which its verb stands."""


def rested_on(words: Words, match: Match) -> bool:
    """Whether an understanding is what something rests on: "under the truce reached in Busan"."""
    led = words.low[max(match.begin - 5, 0):match.begin + 1]
    under = "under" in led or any(pair == ("line", "with") for pair in pairwise(led))
    return under and any(hit.cls.startswith("act|sign|") and hit.form in ("past", "part", "both")
                         for i in range(match.begin, min(match.end + 2, len(words))) for hit in words.hits[i])


def had(words: Words, match: Match) -> bool:
    """Whether a pact is told as one that sides have: "with which it has a pact", "the pact that they have had"."""
    closed = small()
    relative = any(word in closed["relative"] for word in words.low[max(match.begin - 8, 0):match.begin])
    before = relative and any(word in closed["having"] for word in words.low[max(match.begin - 3, 0):match.begin])
    after = words.low[match.end:match.end + 8]
    lead = words.low[max(match.begin - 3, 0):match.begin]
    before = before or any(first in closed["having"] and then == "had" for first, then in pairwise(lead))
    before = before or (lead[-2:-1] != [] and lead[-2] in closed["having"] and lead[-1] in closed["article"])
    return before or any(first in closed["having"] and then == "had" for first, then in pairwise(after))


def holds_since(words: Words, at: int) -> bool:
    """Whether "in force since" or the like stands at word `at`."""
    return words.low[at:at + 1] == ["in"] and words.low[at + 2:at + 3] == ["since"] and (
        words.low[at + 1] in small()["in_force_w"])


def in_force(words: Words, match: Match) -> bool:
    """Whether a pact is told to be in force: "the pact with Oman, in force since July"."""
    stop = min(match.end + AROUND, len(words))
    stop = next((i for i in range(match.end, stop) if words.low[i] in ("and", "but", ";")), stop)
    near = range(match.end, stop)
    return any(holds_since(words, i) or (
        words.low[i:i + 2] == ["in", "force"] and words.low[i - 1] in ("is", "are")) for i in near)


def signed(words: Words, match: Match, act: Act | None) -> bool:
    """Whether pacts are told as those that a side has signed: "countries with which it has signed a pact"."""
    closed = small()
    if act is None or not act.left or act.action != "sign":
        return False
    led = any(words.low[i - 1] == "with" and words.low[i] in closed["whom"]
              for i in range(max(act.verb - 5, 1), act.verb))
    return led and not closed["having"].isdisjoint(words.low[max(act.verb - 2, 0):act.verb])


def supposed(words: Words, act: Act | None, left: int, auxiliary: list[str]) -> bool:
    """Whether an if-clause in the present tells what may be done: "if the court strikes down the tariffs"."""
    if act is None or not act.left or act.kind != "verb" or auxiliary:
        return False
    at = next((i for i in range(act.verb - 1, max(left, act.verb - 8) - 1, -1) if words.low[i] == "if"), -1)
    return at >= 0 and "," not in words.low[at:act.verb] and any(
        hit.form in PRESENT for hit in words.hits[act.verb])


def asking(words: Words, match: Match) -> bool:
    """Whether a probe is told by its question, and not as one that may come: "opened a file on whether …"."""
    near = words.low[max(match.begin - 4, 0):match.end]
    return "whether" in words.low[match.begin:match.end] and not small()["modal"].intersection(near)


def yields(words: Words, match: Match) -> bool:
    """Whether only the money is told that a levy brings in: "the duty put 3 billion naira into the treasury"."""
    for i in range(match.end, min(match.end + 4, len(words))):
        if any(hit.cls == "yieldv" for hit in words.hits[i]):
            return any(hit.cls == "money" for j in range(i + 1, min(i + 6, len(words))) for hit in words.hits[j])
    return False


def sized(words: Words, match: Match) -> bool:
    """Whether only the size of a measure is told: "the quota for 2024 was 76.2 million tons"."""
    closed = small()
    for i in range(match.end, min(match.end + AROUND, len(words) - 1)):
        if words.low[i] in closed["hard_break"] or words.low[i] in closed["relative"]:
            return False
        if words.low[i] in closed["be"]:
            return any(any(words.of(j, "number")) for j in range(i + 1, min(i + 3, len(words))))
    return False


def carried_on(words: Words, match: Match) -> bool:
    """Whether somebody goes on with the measure: "will go on letting", "keeps paying"."""
    pairs = small()["going_on"]
    return any(" ".join(words.low[i:i + 2]) in pairs or words.low[i] in pairs
               for i in range(max(match.begin - 3, 0), min(match.begin + 2, len(words))))


def agreed(words: Words, act: Act) -> bool:
    """Whether a deed is what somebody agreed or decided on: "decided to put off the checks"."""
    return act.left and not small()["agreeing"].isdisjoint(words.low[max(act.verb - 4, 0):act.verb])


def obliges(words: Words, cue: int) -> bool:
    """Whether a government's demand on firms is a rule: "Seoul demands that exporters obtain a permit"."""
    if cue + 2 >= len(words) or words.low[cue + 1] != "that":
        return False
    firms = any(any(words.of(i, cls)) for i in (cue + 2, cue + 3) if i < len(words) for cls in FIRMS)
    return firms and any(side.end >= cue - 1 and side.kind != "demonym" for side in sides(words, max(cue - 8, 0), cue))


FIRMS = ("exporter_w", "companyw")
"""Classes of words for those whom a rule binds."""


def expiring(words: Words, match: Match) -> str | None:
    """in_force or ended where a clause right behind a measure tells its end: "the safeguard, which lapses in June"."""
    closed = small()
    at = match.end + (words.low[match.end:match.end + 1] == [","])
    if at + 1 >= len(words) or words.low[at] not in closed["whom"]:
        return None
    if words.low[at + 1] == "ran" and not {"to", "until", "till"}.isdisjoint(words.low[at + 2:at + 8]):
        return "ended"
    for i in (at + 1, at + 2):
        for hit in words.hits[i] if i < len(words) else ():
            if hit.cls == "act|end|verb|i":
                return "ended" if hit.form in ("past", "both", "part") and i == at + 1 else "in_force"
    return None


def used(words: Words, match: Match) -> bool:
    """Whether a measure is only what somebody makes use of: "helped by a tariff-free quota"."""
    pairs = small()["using"]
    return any(" ".join(pair) in pairs for pair in pairwise(words.low[max(match.begin - 4, 0):match.begin]))


def improved(words: Words, match: Match) -> bool:
    """Whether a pact is told as a new shape of an old one: "the revised trade deal", "an overhaul of their pact"."""
    closed = small()
    near = range(max(match.begin - IMPROVED, 0), min(match.begin + 1, len(words)))
    return any(words.low[i] in closed["improved"] or (
        words.low[i] in closed["improvement"] and words.low[i + 1:i + 2] == ["of"]) for i in near)


IMPROVED = 4
"""The words from "revised" to the pact."""


def reviewed(words: Words, match: Match) -> bool:
    """Whether a measure is only looked at again: "opened an expiry review of the duties"."""
    return any(any(words.of(i, "probe")) and words.low[i + 1] == "of"
               for i in range(max(match.begin - 3, 0), match.begin))
