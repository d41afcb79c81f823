"""What is done to a measure, and how far it has come: from the verbs and nouns around it.

Actions are those of data/policy_actions.csv, brought to what they mean for the measure's family by
data/policy_families.csv ("lift" ends a ban and raises a quota); the status follows from the governing verb's
auxiliaries and from the cues of data/policy_status.csv.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor import lookups
from extractor.components._policy_asides import object_relative
from extractor.components._policy_mentions import untold
from extractor.components._policy_patterns import ANAPHOR, Match
from extractor.components._policy_small import small
from extractor.components._policy_verbs import acts_at, auxiliaries, passive, verb_like
from extractor.components._policy_words import Hit, Trie, Words, build

SENTENCE = 90
"""No look goes farther than so many words, however long a sentence."""

NEAR = 10
"""At most so many words stand between two measures that one verb governs."""

REACH = 14
"""A verb governs a measure at most so many words away."""


@dataclass(frozen=True, slots=True)
class Act:
    """The action that governs a measure: `action` before the family's reading, `verb` the index of its word
    (-1: a default), `size` its words, `left` whether it stands before the measure, `passive`."""

    action: str
    verb: int
    size: int
    left: bool
    passive: bool
    cost: int
    lemma: str = ""
    kind: str = "verb"


@lru_cache(maxsize=1)
def cues() -> Trie:
    """The cues of action (class "act|action|kind|right") and of status ("status|status|kind|side")."""
    entries = [(f"act|{row['action']}|{row['kind']}|{row['right']}", row["kind"], word)
               for row in lookups.table("policy_actions") for word in lookups.cells(row, "words")]
    entries += [(f"status|{row['status']}|{row['kind']}|{row['side']}", row["kind"], word)
                for row in lookups.table("policy_status") for word in lookups.cells(row, "words")]
    return build(entries)


@lru_cache(maxsize=1)
def families() -> Mapping[str, Mapping[str, str]]:
    return {row["family"]: row for row in lookups.table("policy_families")}


def reading(action: str, family: str) -> str:
    """What an action of the table means for a measure of the family."""
    return families()[family].get(action, action)


def _own(words: Words, match: Match) -> list[Act]:
    """The verb with which a pattern itself begins, or that follows its levy: "duties | vanish | on"."""
    if match.action is not None:
        return []
    inside = range(match.begin, match.end) if match.policy == ANAPHOR else (match.begin,)
    within = [Act(action, i, hit.size, False, False, 1, hit.lemma)
              for i in range(match.begin + 1, match.end - 1) for action, kind, right, hit in acts_at(words, i)
              if kind == "verb" and right == "i" and any(words.of(i - 1, "levy")) and match.policy != ANAPHOR]
    return within + [Act(action, i, hit.size, True, False, 0, hit.lemma)
            for i in inside if match.policy == ANAPHOR or not words.tags or words.tags[i] != "NNS"
            for action, kind, _, hit in acts_at(words, i)
            if kind == "verb" and action not in ("change", "threaten") and (
                i + hit.size < match.end or match.policy == ANAPHOR)]


def _aside_begin(words: Words, i: int) -> int:
    """The comma that opens an aside which the comma at i closes (", from 20 to 10 percent,"), else i."""
    for j in range(i - 2, max(i - 13, 0), -1):
        if words.low[j] == ",":
            verbal = any(kind == "verb" for k in range(j + 1, i) for _, kind, _, _ in acts_at(words, k))
            return j if not verbal and any(h.cls.startswith("act|") for h in words.hits[j - 1]) else i
    return i


def _left(words: Words, match: Match) -> list[Act]:
    out: list[Act] = []
    cost = 0
    closed = small()
    skip = len(words)
    for i in range(match.begin - 1, max(-1, match.begin - 2 * REACH), -1):
        if skip <= i:
            continue
        if words.low[i] == ",":
            skip = _aside_begin(words, i)
            if skip < i:
                cost += 2
                continue
            skip = len(words)
        for action, kind, right, hit in acts_at(words, i):
            split = "~" in hit.lemma
            if i + hit.size > match.begin and not split:
                continue
            stops = ("act|suspend|", "act|end|")
            if hit.form == "ing" and i and any(h.cls.startswith(stops) for h in words.hits[i - 1]):
                continue
            between = max(match.begin - i - hit.size, 0)
            linked = any(w in closed["of"] for w in words.low[i + hit.size:match.begin])
            if (kind == "noun" and not (between <= 5 and linked)) or (kind == "word" and between > 3):
                continue
            penalty = 4 if kind == "word" and action != "keep" else 0
            given = hit.lemma.split("/")[0].split(" ")[0] in closed["ditransitive"]
            if (passive(words, i, hit) and not given) or (kind == "verb" and right == "i" and between):
                penalty += 6
            elif right == "i":
                penalty += 3
            penalty += 3 if action == "change" else 0
            penalty -= 2 if split else hit.size - 1
            out.append(Act(action, i, hit.size, True, False, cost + penalty, hit.lemma, kind))
        word = words.low[i]
        if word in closed["hard_break"] and word != ":":
            break
        cost += (5 if word == ":" else 6 if word in closed["relative"] else
                 2 if word == "," or word in closed["preposition"] else 1)
    return out


def _aside_end(words: Words, i: int) -> int:
    """The word after an aside that begins with the comma at i (", which was to lapse in May, …"), else i."""
    close = next((j for j in range(i + 2, min(i + ASIDE_WORDS, len(words))) if words.low[j] == ","), None)
    if close is None or close + 1 >= len(words):
        return i
    after = close + 1
    if words.low[after] in small()["auxiliary"] or any(h.cls.startswith("act|") for h in words.hits[after]):
        return after
    nearby = words.hits[after + 1] if after + 1 < len(words) else []
    return after if any(h.cls.startswith("act|") for h in nearby) else i


ASIDE = 5
ASIDE_WORDS = 24
"""An aside has at most so many words."""



def headed(words: Words, begin: int) -> bool:
    """Whether the noun phrase that a measure stands in hangs on a preposition: verbs after it say little of it."""
    for i in range(begin - 1, max(begin - 4, -1), -1):
        if words.low[i] in small()["preposition"]:
            return True
        if not any(h.cls in ("place", "body") for h in words.hits[i]) and words.low[i] not in small()["determiner"]:
            return False
    return False


def _governs_right(words: Words, match: Match, i: int, kind: str, right: str, hit: Hit) -> tuple[bool, bool]:
    """Whether a cue after the measure says what is done to it, and whether it does so in the passive."""
    gap = i - match.end
    if kind != "verb":
        return kind == "noun" and not gap, False
    suffered = passive(words, i, hit)
    grown = hit.lemma.split("/")[0] in small()["rising"] and hit.form == "part"
    led = auxiliaries(words, i)[:2]
    after = words.low[i + hit.size] if i + hit.size < len(words) else "."
    active = after.isalpha() and after not in small()["preposition"] and any(
        word in small()["future"] or word in small()["modal"] for word in led) and not any(
        word in small()["be"] for word in led)
    joined = gap == 1 and words.low[i - 1] in small()["and"]
    reduced = hit.form in ("part", "both") and gap <= 1 and not grown and not active and not joined
    near = led + words.low[i - 1:i]
    going = hit.form == "ing" and not any(w in small()["be"] or w in small()["running"] for w in near)
    if going or (words.low[i - 1] in small()["and"] and hit.form == "base" and after in small()["determiner"]):
        return False, False
    relative = 0 < gap <= 9 and (words.low[i - 1] == "to" or object_relative(words, match) is not None) and any(
        h.cls in ("place", "body") or h.lemma == "both sides" for j in range(match.end, i) for h in words.hits[j])
    return right == "i" or suffered or reduced or relative, suffered or reduced


def _figure(words: Words, i: int) -> bool:
    """Whether word i is part of a figure, which parts a measure from its verb no farther."""
    closed = small()
    return words.raw[i][0].isdigit() or words.low[i] in closed["percent"] or words.low[i] in closed["money_sign"] or (
        words.low[i] in closed["scale"])


def _right(words: Words, match: Match, others: Sequence[Match]) -> list[Act]:
    out: list[Act] = []
    closed = small()
    base = cost = 5 if headed(words, match.begin) else 0
    aside = -1
    last = match.end + REACH + 8
    for i in range(match.end, min(len(words), last + ASIDE_WORDS)):
        word = words.low[i]
        if i >= last:
            break
        if i == aside:
            cost = base + 1
        elif word == "," and aside < i:
            aside = _aside_end(words, i)
            if aside != i:
                base, cost = cost, cost + ASIDE
                last += aside - i
        for action, kind, right, hit in acts_at(words, i):
            governs, suffered = _governs_right(words, match, i, kind, right, hit)
            going_on = action == "keep" and i + hit.size < len(words) and words.low[i + hit.size].endswith("ing")
            governs = governs and not going_on
            if governs:
                extra = 3 if action == "change" else 0
                out.append(Act(action, i, hit.size, False, suffered, cost + extra + 1 - (hit.size - 1), hit.lemma,
                               kind))
        if word in closed["hard_break"]:
            break
        cost += 3 if any(other.begin == i for other in others) else 0
        cost += 3 if (word == "," and aside <= i) or word in closed["relative"] else 0 if _figure(words, i) else 1
    return out


SETTLED = frozenset({"pact", "talks", "probe"})
"""Families of what neither rises nor falls: "sales rose in the first month of the pact" tells nothing of it."""


def _unrelated(act: Act, words: Words, match: Match) -> bool:
    """Whether an act tells of figures beside a measure, or stands behind the clause that has it as its object:
    "sales to countries with which it has a pact rose"."""
    rising = act.action in ("up", "down", "expand") and act.lemma.split("/")[0] in small()["rising"]
    had = any(word in small()["having"] for word in words.low[max(match.begin - 3, 0):match.begin])
    return rising or act.action in ("tighten", "relax") or (had and not act.left)


def governing(words: Words, match: Match, others: Sequence[Match], family: str = "") -> Act | None:
    """The action that governs the measure of a match, None if no cue of action is near enough."""
    rest = [other for other in others if other is not match]
    fixed = [other for other in rest if other.action]
    acts = [act for act in _own(words, match) + _left(words, match) + _right(words, match, rest)
            if not any(other.begin <= act.verb < other.end for other in (rest if act.kind == "noun" else fixed))]
    if family != "probe":
        acts = [act for act in acts if act.lemma not in small()["requesting"]]
    if family not in SETTLED:
        acts = [act for act in acts if act.action != "negotiate" or act.lemma not in small()["convening"]]
    if family in SETTLED and words.low[max(match.begin - 2, 0):match.begin] in (["with", "a"], ["with", "an"]):
        acts = [act for act in acts if act.action != "end" or not act.left]
    if family in SETTLED:
        signed = {act.verb for act in acts if act.action == "sign"}
        acts = [act for act in acts if not _unrelated(act, words, match)
                and not (act.action == "down" and act.verb in signed)]
    if any(hit.cls == "novisa" for i in range(match.begin, match.end) for hit in words.hits[i]):
        acts = [act for act in acts if act.action != "keep" or act.size > 1 or not any(
            hit.cls == "entry" for hit in words.hits[act.verb])]
    acts += _ruling(words, match)
    best = min(acts, key=lambda act: (act.cost, not act.left, -act.size, act.verb), default=None)
    return best if best is not None and best.cost <= REACH else _shared(words, match, rest)


def _ruling(words: Words, match: Match) -> list[Act]:
    """What is done to the rule, list or time in whose relative clause a measure stands: "prolonged by a year the rule
    that | lets mills bring in cotton free"."""
    closed = small()
    at = next((i for i in range(match.begin, max(match.begin - 4, 0), -1) if words.low[i] in closed["relative"]), 0)
    head = next((i for i in range(at - 1, max(at - 6, -1), -1) if words.sing[i] in closed["ruled"]), -1)
    if head < 0 or any(words.low[i] == "," for i in range(head, match.begin)):
        return []
    noun = replace(match, begin=head, end=head + 1, action=None)
    return [replace(act, cost=min(act.cost, 4)) for act in _left(words, noun)
            if act.cost <= RULED and act.kind == "verb"]


RULED = 11
"""The cost up to which a verb governs the rule of which a clause tells the measure."""


JOINED = 5
"""The words from "and" to the measure that it joins: "and | an additional 10 percent duty"."""


def _shared(words: Words, match: Match, others: Sequence[Match]) -> Act | None:
    """The verb before a measure to which "and" joins this one: "removed the duty of 7 percent and the quota"."""
    before = max((other for other in others if other.end <= match.begin), key=lambda other: other.end, default=None)
    if before is None or match.begin - before.end > NEAR or before.action is not None:
        return None
    between = range(before.end, match.begin)
    joined = [i for i in between if words.low[i] in small()["and"]]
    if not joined or match.begin - joined[-1] > JOINED or any(
            words.low[i] in small()["hard_break"] or words.low[i] in small()["relative"]
            or any(kind == "verb" for _, kind, _, _ in acts_at(words, i)) for i in between):
        return None
    return min((act for act in _left(words, before) if act.kind == "verb"), key=lambda act: act.cost, default=None)


def status_cue(words: Words, status: str, begin: int, end: int, side: str | None = None) -> int:
    """The index of the last cue of a status in words [begin, end), -1 if there is none."""
    last = -1
    for i in range(max(begin, 0), min(end, len(words))):
        for hit in words.hits[i]:
            if hit.cls.startswith(f"status|{status}|") and i + hit.size <= end:
                if side and hit.cls.rsplit("|", 1)[1] not in (side, "any"):
                    continue
                if "~" in hit.lemma and hit.lemma in small()["parted_verb"] and hit.size < len(hit.lemma.split()):
                    continue
                if not verb_like(words, i, hit) or (status == "denied" and untold(words, i, hit)):
                    continue
                last = i
    return last


def clause(words: Words, begin: int, end: int) -> tuple[int, int]:
    """The stretch around words [begin, end) up to the next semicolon, colon, dash or bracket on each side."""
    hard = small()["hard_break"]
    first, last = max(begin - SENTENCE, 0), min(end + SENTENCE, len(words))
    left = next((i + 1 for i in range(begin - 1, first - 1, -1) if words.low[i] in hard), first)
    right = next((i for i in range(end, last) if words.low[i] in hard), last)
    return left, right
