"""What is done to a measure, and how far it has come: from the verbs and nouns around it.

Actions are those of data/policy_actions.csv, brought to what they mean for the measure's family by
data/policy_families.csv ("lift" ends a ban and raises a quota); the status follows from the governing verb's
auxiliaries and from the cues of data/policy_status.csv.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor import lookups
from extractor.components._policy_patterns import BREAKS, Match
from extractor.components._policy_words import Hit, Trie, Words, build

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


@lru_cache(maxsize=1)
def cues() -> Trie:
    """The cues of action ("act", lemma "action|kind|right|words") and of status ("status")."""
    entries = []
    acts = {f"{row['action']}|{row['kind']}|{row['right']}": row for row in lookups.table("policy_actions")}
    trie: dict[str, list[tuple[tuple[str, ...], Hit]]] = {}
    for key, row in acts.items():
        entries.append((f"act|{key}", row))
    for row in lookups.table("policy_status"):
        entries.append((f"status|{row['status']}|{row['kind']}|{row['side']}", row))
    for cls, row in entries:
        for word, found in build((cls, row["kind"], w) for w in lookups.cells(row, "words")).items():
            trie.setdefault(word, []).extend(found)
    return trie


@lru_cache(maxsize=1)
def small() -> Mapping[str, frozenset[str]]:
    """The closed classes of data/policy_small.csv: auxiliaries, prepositions, determiners, pronouns."""
    return {row["class"]: frozenset(lookups.cells(row, "words")) for row in lookups.table("policy_small")}


@lru_cache(maxsize=1)
def families() -> Mapping[str, Mapping[str, str]]:
    return {row["family"]: row for row in lookups.table("policy_families")}


def reading(action: str, family: str) -> str:
    """What an action of the table means for a measure of the family."""
    return families()[family].get(action, action)


def auxiliaries(words: Words, verb: int) -> list[str]:
    """The auxiliaries and negations before a verb, nearest first; adverbs and dates between are passed."""
    out, skipped = [], 0
    closed = small()
    for i in range(verb - 1, max(verb - 9, -1), -1):
        word = words.low[i]
        if word in closed["auxiliary"] or word in closed["negation"]:
            out.append(word)
        elif word in BREAKS or skipped >= 3 or word in closed["stop"]:
            break
        else:
            skipped += 1
        if word in closed["subject"]:
            break
    return out


def _is_noun(words: Words, i: int) -> bool:
    """Whether a word that could be a verb's base stands as a noun: after a determiner or an adjective's place."""
    before = words.low[i - 1] if i else ""
    return before in small()["determiner"] or before in ("of", "'s")


def _verb_like(words: Words, i: int, hit: Hit) -> bool:
    kind = hit.cls.split("|")[2]
    if kind != "verb":
        return True
    return not (hit.form in ("base", "both", "s", "ing") and _is_noun(words, i))


def _passive(words: Words, i: int, hit: Hit) -> bool:
    if hit.form not in ("part", "both"):
        return False
    return any(word in small()["be"] for word in auxiliaries(words, i)[:3])


def _left(words: Words, match: Match) -> list[Act]:
    out: list[Act] = []
    cost = 0
    closed = small()
    i = match.begin - 1
    while i >= max(0, match.begin - REACH):
        for hit in words.hits[i]:
            split = "~" in hit.lemma
            if not hit.cls.startswith("act|") or (i + hit.size > match.begin and not split):
                continue
            _, action, kind, _right = hit.cls.split("|")
            between = max(match.begin - i - hit.size, 0)
            if kind == "noun" and not (between <= 5 and any(w in closed["of"] for w in words.low[i + hit.size:match.begin])):
                continue
            if kind == "word" and between > 3:
                continue
            if not _verb_like(words, i, hit):
                continue
            penalty = 4 if kind == "word" else 0
            passive = _passive(words, i, hit)
            if passive or (kind == "verb" and hit.cls.endswith("|i") and between):
                penalty += 6
            out.append(Act(action, i, hit.size, True, False, cost + penalty - (0 if split else hit.size - 1) - 2 * split, hit.lemma))
        word = words.low[i]
        if word in closed["hard_break"]:
            break
        cost += 4 if word == "," else 6 if word in closed["relative"] else 2 if word in closed["preposition"] else 1
        i -= 1
    return out


def _right(words: Words, match: Match, others: Sequence[Match]) -> list[Act]:
    out: list[Act] = []
    cost, i, closed = 0, match.end, small()
    while i < min(len(words), match.end + REACH + 4):
        word = words.low[i]
        if word == "," and i + 1 < len(words) and words.low[i + 1] in closed["relative"]:
            close = next((j for j in range(i + 1, min(i + 16, len(words))) if words.low[j] == ","), None)
            if close is not None:
                i, cost = close + 1, cost + 2
                continue
        for hit in words.hits[i]:
            if not hit.cls.startswith("act|"):
                continue
            _, action, kind, right = hit.cls.split("|")
            gap = i - match.end
            if kind == "word" or (kind == "noun" and gap):
                continue
            passive = _passive(words, i, hit)
            reduced = hit.form in ("part", "both") and gap <= 1 and kind == "verb"
            if kind == "verb" and not (right == "i" or passive or reduced) or not _verb_like(words, i, hit):
                continue
            out.append(Act(action, i, hit.size, False, passive or reduced, cost + 1 - (hit.size - 1), hit.lemma))
        if word in closed["hard_break"]:
            break
        if any(other.begin == i for other in others):
            cost += 3
        cost += 3 if word == "," else 1
        i += 1
    return out


def governing(words: Words, match: Match, others: Sequence[Match]) -> Act | None:
    """The action that governs the measure of a match, None if no cue of action is near enough."""
    fixed = [o for o in others if o is not match and o.action]
    acts = [a for a in _left(words, match) + _right(words, match, [o for o in others if o is not match])
            if not any(o.begin <= a.verb < o.end for o in fixed)]
    best = min(acts, key=lambda a: (a.cost, not a.left, a.verb), default=None)
    return best if best is not None and best.cost <= REACH else None


def status_cue(words: Words, status: str, begin: int, end: int, side: str | None = None) -> int:
    """The index of the last cue of a status in words [begin, end), -1 if there is none."""
    last = -1
    for i in range(max(begin, 0), min(end, len(words))):
        for hit in words.hits[i]:
            if hit.cls.startswith(f"status|{status}|") and i + hit.size <= end:
                if side and hit.cls.rsplit("|", 1)[1] not in (side, "any"):
                    continue
                if not _verb_like(words, i, hit):
                    continue
                last = i
    return last


def clause(words: Words, begin: int, end: int) -> tuple[int, int]:
    """The stretch around words [begin, end) up to the next semicolon, colon, dash or bracket on each side."""
    hard = small()["hard_break"]
    left = next((i + 1 for i in range(begin - 1, -1, -1) if words.low[i] in hard), 0)
    right = next((i for i in range(end, len(words)) if words.low[i] in hard), len(words))
    return left, right
