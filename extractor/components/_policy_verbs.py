"""Verbs where they stand: their auxiliaries, and whether a form that may be a noun is a verb."""

from __future__ import annotations

from extractor.components._policy_patterns import BREAKS
from extractor.components._policy_small import small
from extractor.components._policy_words import Hit, Words


def auxiliaries(words: Words, verb: int) -> list[str]:
    """The auxiliaries and negations before a verb, nearest first; adverbs and dates between are passed."""
    out, skipped = [], 0
    closed = small()
    if verb > 0 and words.low[verb - 1] in ("and", "or"):
        back = next((i for i in range(verb - 2, max(verb - 30, -1), -1) if words.low[i] in closed["hard_break"]
                     or (words.low[i] in closed["auxiliary"] and words.low[i - 1] not in closed["relative"])), -1)
        plain = any(hit.form in ("base", "both") for hit in words.hits[verb])
        if plain and back > 0 and words.low[back] == "to" and words.low[back - 1] in closed["be"]:
            return ["will"]
        ahead = closed["future"] | closed["modal"]
        return [words.low[back]] if plain and back >= 0 and words.low[back] in ahead else []
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


PLURAL = "VBP"
"""The tagger's word for a verb of the present tense without an ending."""


def _parted(words: Words, i: int) -> bool:
    """Whether a time parts a verb from its auxiliary: "will from May 1 | scrap the levy"."""
    closed = small()
    ahead = closed["future"] | closed["modal"]
    date = next((k for k in range(i - 1, max(i - 5, 0), -1) if any(words.of(k, "date")) or words.raw[k].isdigit()), 0)
    led = ahead.intersection(words.low[max(date - 3, 0):date])
    return bool(led) and words.low[i + 1:i + 2] != [] and words.low[i + 1] in closed["determiner"]


def _bare_verb(words: Words, i: int) -> bool:
    """Whether a verb's base form at i can be a verb: first, after an auxiliary, "to", "and", or a plural; after any
    other noun where the tagger says so."""
    if not i or _parted(words, i) or (words.tags and words.tags[i] == PLURAL and words.tags[i - 1].startswith("NN")):
        return True
    before = words.low[i - 1]
    closed = small()
    wished = words.low[i] in closed["auxiliary"] or any(hit.lemma in closed["wishing"] for hit in words.hits[i])
    return (wished or before in closed["auxiliary"] or before in closed["subject"] or before in closed["negation"] or
            before in closed["verb_before"] or before.endswith("ly") or
            before != words.sing[i - 1] or any(hit.cls in ("place", "body") for hit in words.hits[i - 1]))


def _nominal(words: Words, i: int, hit: Hit) -> bool:
    """Whether a form that may be a noun is one: a capital within the sentence ("the Commission"), the tagger's word
    for a base form, an auxiliary right after a form in -s ("on shelves must")."""
    if hit.form == "base" and not _parted(words, i):
        return bool(words.tags) and i > 0 and (words.tags[i].startswith("NN") or words.raw[i][0].isupper())
    after = i + hit.size
    return hit.form == "s" and hit.size == 1 and after < len(words) and words.low[after] in small()["finite"]


def verb_like(words: Words, i: int, hit: Hit) -> bool:
    """Whether a cue listed as a verb can be one where it stands, and not a noun or an adjective."""
    if hit.cls.split("|")[2] != "verb" or hit.form == "aux":
        return True
    before = words.low[i - 1] if i else ""
    if (words.joined[i] and before not in small()["prefix"]) or _nominal(words, i, hit):
        return False
    if before in small()["determiner"] or before == "'s" or (before == "of" and hit.form != "ing"):
        return False
    return hit.form != "base" or _bare_verb(words, i)


def passive(words: Words, i: int, hit: Hit) -> bool:
    if hit.form not in ("part", "both"):
        return False
    return any(word in small()["be"] for word in auxiliaries(words, i)[:3])


ALLOTTED = 4
"""The words behind "set aside" in which a sum makes it an outlay: "set aside about | $40 million for"."""


def acts_at(words: Words, i: int) -> list[tuple[str, str, str, Hit]]:
    """The cues of action at word i: (action, kind, right, hit), those that stand as what they are listed as."""
    out = []
    for hit in words.hits[i]:
        if hit.cls.startswith("act|") and verb_like(words, i, hit):
            _, action, kind, right = hit.cls.split("|")
            if action in ("change", "suspend") and any(words.of(i, "transit")):
                continue
            if hit.lemma in small()["set_aside"] and any(words.find("money", i + hit.size, i + hit.size + ALLOTTED)):
                continue
            if hit.lemma == "up+" and words.low[i + 1:i + 2] == ["to"]:
                continue
            if hit.lemma == "back" and words.low[i + 1:i + 2] and words.low[i + 1] in small()["particle"]:
                continue
            if kind == "word" and any(known.size > 1 for known in words.of(i, "place")):
                continue
            if kind == "word" and i and words.low[i - 1] in small()["negation"]:
                continue
            out.append((action, kind, right, hit))
    return out


def later(words: Words, verb: int) -> bool:
    """Whether something only begins later than told: "will not | take effect until August", "not signed before May"."""
    begins = any(hit.cls in BEGINNING for hit in words.hits[verb])
    after = words.low[verb + 1:min(verb + DELAYED, len(words) - 1)]
    return begins and not small()["not_until"].isdisjoint(after)


BEGINNING = frozenset({"act|introduce|verb|i", "act|sign|verb|"})
DELAYED = 6
"""The words from a verb of beginning to the "until" before which it isn't."""
